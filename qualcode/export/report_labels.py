"""The words of reports on agreement, saturation and codes that occur together, in Dutch and English."""

from __future__ import annotations

from qualcode.export.labels import Labels

WORDS: dict[str, tuple[str, str]] = {
    "agreement": ("intercodeursovereenstemming", "intercoder agreement"),
    "counts_by_code": ("per code, geteld", "by code, counted"),
    "figures_by_code": ("per code, overeenstemming", "by code, agreement"),
    "in_words": ("per code, in woorden", "by code, in words"),
    "overall": ("alle codes samen", "all codes together"),
    "coders": ("codeurs", "coders"),
    "by_coders": ("per twee codeurs", "by two coders"),
    "confusions": ("code tegen code", "code against code"),
    "differences": ("verschillen", "disagreements"),
    "settings": ("opzet en definities", "set-up and definitions"),
    "setting": ("wat", "what"),
    "value": ("waarde", "value"),
    "first": ("eerste codeur", "first coder"),
    "second": ("tweede codeur", "second coder"),
    "units": ("eenheden", "units"),
    "characters": ("tekens", "characters"),
    "character": ("teken", "character"),
    "both": ("beiden", "both"),
    "only": ("alleen {coder}", "only {coder}"),
    "neither": ("geen van beiden", "neither"),
    "pairs_both": ("paren: beiden", "pairs: both"),
    "pairs_one": ("paren: één van beiden", "pairs: one of both"),
    "pairs_neither": ("paren: geen van beiden", "pairs: neither"),
    "prevalence": ("aandeel gecodeerd", "prevalence"),
    "percent": ("gelijk beoordeeld", "percent agreement"),
    "jaccard": ("Jaccard (tekst)", "Jaccard (text)"),
    "f1": ("F1 (tekst)", "F1 (text)"),
    "kappa": ("κ", "κ"),
    "alpha": ("α", "α"),
    "low": ("van (95%)", "from (95%)"),
    "high": ("tot (95%)", "to (95%)"),
    "ac1": ("AC1 (hoog bij zeldzaam)", "AC1 (high where rare)"),
    "brennan_prediger": ("B–P (hoog bij zeldzaam)", "B–P (high where rare)"),
    "undefined": ("niet te bepalen, want", "undefined, because"),
    "reading": ("in woorden", "in words"),
    "measure": ("maat", "measure"),
    "alpha_masi": ("α, alle codes van een eenheid samen (MASI)", "α on the set of codes of a unit (MASI)"),
    "alpha_jaccard": ("α, alle codes van een eenheid samen (Jaccard)", "α on the set of codes of a unit (Jaccard)"),
    "u": ("uα: waar en wat samen", "uα: where and what"),
    "where": ("|uα: waar gecodeerd is", "|uα: where it was coded"),
    "what": ("cuα: wat, waar beiden codeerden", "cuα: what, where both coded"),
    "coverage": ("deel van de tekst waarop cuα rust", "share of the text that cuα rests on"),
    "alpha_lowest": ("laagste α van een code", "lowest α of a code"),
    "alpha_median": ("mediaan van α over de codes", "median α of the codes"),
    "alpha_highest": ("hoogste α van een code", "highest α of a code"),
    "same_codes": ("precies dezelfde codes", "exactly the same codes"),
    "other": ("code van de ander", "the other's code"),
    "no_code": ("(geen andere code)", "(no other code)"),
    "kind": ("soort verschil", "kind of difference"),
    "boundary": ("grens", "boundary"),
    "missed": ("gemist", "missed"),
    "other_code": ("andere code", "other code"),
    "code_of": ("code van {coder}", "code of {coder}"),
    "codes_of": ("codes van {coder}", "codes of {coder}"),
    "no_pairs": ("geen eenheid is door twee codeurs beoordeeld", "no unit was judged by two coders"),
    "no_variation": ("alle oordelen zijn gelijk", "all judgements are the same"),
    "not_used": ("geen codeur gebruikte deze code", "no coder used the code"),
    "no_overlap": ("geen woord is door twee codeurs gecodeerd", "the coders coded no words in common"),
    "one_code": ("waar beiden codeerden, is er maar één code", "there is but one code where both coded"),
    "one_category": ("er is maar één categorie", "there is but one category"),
    "a_pair_undefined": (
        "bij een van de paren codeurs is dit niet te bepalen",
        "it is undefined for two of the coders",
    ),
    "before": ("zoals elk voor zich codeerde, vóór de consensus", "as each coded alone, before the consensus"),
    "after": ("na de consensus", "after the consensus"),
    "blind": ("alleen zonder suggesties in beeld gecodeerd", "only what was coded without suggestions in sight"),
    "seen": ("met suggesties in beeld gecodeerd", "coded with suggestions in sight"),
    "all": ("met en zonder suggesties in beeld gecodeerd", "coded with and without suggestions in sight"),
    "level": ("niveau", "level"),
    "stage": ("fase", "stage"),
    "sight": ("suggesties", "suggestions"),
    "left_out": ("buiten beschouwing", "left out"),
    "double_coded": ("dubbel gecodeerd", "double coded"),
    "double_coded_value": (
        "{count} van {total} transcripten ({names}); {units} van {of} {unit} van respondenten ({share})",
        "{count} of {total} transcripts ({names}); {units} of {of} {unit} of respondents ({share})",
    ),
    "interval": ("interval", "interval"),
    "interval_value": (
        "percentielen van {rounds} trekkingen van hele transcripten met teruglegging, seed {seed}",
        "percentiles of {rounds} draws of whole transcripts with replacement, seed {seed}",
    ),
    "about_unit": ("wat meetelt", "what counts"),
    "about_theme": ("thema's", "themes"),
    "about_code": ("codes", "codes"),
    "about_percent": ("gelijk beoordeeld", "percent agreement"),
    "about_kappa": ("κ en α", "κ and α"),
    "about_sets": ("α (MASI, Jaccard)", "α (MASI, Jaccard)"),
    "about_u": ("uα, |uα en cuα", "uα, |uα and cuα"),
    "about_text": ("Jaccard en F1", "Jaccard and F1"),
    "about_rare": ("AC1 en B–P", "AC1 and B–P"),
    "definition_unit": (
        (
            "Een eenheid telt mee als twee of meer codeurs haar hebben doorgenomen, ook als niemand haar codeerde. "
            "Zij heeft een code als een codering haar raakt."
        ),
        (
            "A unit counts when two coders or more reviewed it, also where nobody coded it. It has a code when a coding "
            "overlaps it."
        ),
    ),
    "definition_theme": ("Alle codes onder een thema gelden als dat thema.", "All codes below a theme are that theme."),
    "definition_code": ("Elke code staat voor zichzelf, ook een thema.", "Each code stands for itself, a theme too."),
    "definition_percent": (
        "Het gemiddelde over eenheden van het deel van de paren codeurs dat gelijk oordeelt (Gwet 2014).",
        "The mean over units of the share of pairs of coders who agree (Gwet 2014).",
    ),
    "definition_kappa": (
        "κ: Cohen (1960), bij meer codeurs het gemiddelde over paren; α: Krippendorff (2019), code tegen geen code.",
        "κ: Cohen (1960), for more coders the mean over pairs; α: Krippendorff (2019), code against no code.",
    ),
    "definition_sets": (
        "De codes van een eenheid worden als geheel vergeleken, met de afstand MASI (Passonneau 2006) of Jaccard.",
        "The codes of a unit are compared as a whole, by the distance MASI (Passonneau 2006) or Jaccard.",
    ),
    "definition_u": (
        (
            "Krippendorff e.a. (2016), op tekens; een eenheid is hier een stuk tekst met dezelfde codes. Een fragment dat "
            "in tweeën is gecodeerd, telt als één."
        ),
        (
            "Krippendorff et al. (2016), on characters; a unit is here a stretch with the same codes. A passage "
            "in two pieces counts as one."
        ),
    ),
    "definition_text": (
        "Op tekens, alleen van de tekst die minstens één van beiden zo codeerde.",
        "On characters, only of the text that at least one of both coded so.",
    ),
    "definition_rare": (
        "Gwet (2008) en Brennan & Prediger (1981) vallen hoog uit voor zeldzame codes, ook waar codeurs het nergens eens zijn.",
        "Gwet (2008) and Brennan & Prediger (1981) come out high for rare codes, also where coders nowhere agree.",
    ),
    "read_counts": (
        "{both} van {units} {unit} met de code van allebei, {apart} met de code van maar één van hen.",
        "{both} of {units} {unit} with the code from both, {apart} with the code from only one of them.",
    ),
    "read_pair_counts": (
        "{units} {unit}, per paar codeurs vergeleken: {both} keer gaven beiden de code, {apart} keer maar één van hen.",
        "{units} {unit}, compared by pair of coders: {both} times both gave the code, {apart} times only one of them.",
    ),
    "read_text": (
        "Van de tekst die iemand zo codeerde, deden beiden dat voor {share}.",
        "Of the text that anyone coded so, both did so for {share}.",
    ),
    "read_kappa": (
        "Na aftrek van toeval: κ = {kappa}{interval} (0 is niet meer dan toeval, 1 is volledig).",
        "Beyond chance: κ = {kappa}{interval} (0 is no more than chance, 1 is full agreement).",
    ),
    "read_no_kappa": ("κ is niet te bepalen, want {why}.", "κ is undefined, because {why}."),
    "read_interval": (", 95%-interval {low} tot {high}", ", 95% interval {low} to {high}"),
    "read_no_interval": (
        "Een interval is er niet: daarvoor zijn er te weinig transcripten of plaatsen met de code, of zijn alle trekkingen gelijk.",
        "There is no interval: there are too few transcripts or places with the code, or all draws are the same.",
    ),
    "read_zero": (
        "Het interval omvat 0: toeval is niet uitgesloten.",
        "The interval holds 0: chance is not ruled out.",
    ),
    "read_few": (
        "Slechts {count} keer gaf minstens één van hen de code: één verschil meer of minder telt al zwaar.",
        "Only {count} times at least one of them gave the code: one difference more or less weighs.",
    ),
    "read_undefined": ("Niet te bepalen, want {why}.", "Undefined, because {why}."),
    "read_transcripts": (
        (
            "De intervallen rusten op {count} transcripten. Bij zo weinig zijn zij zelf onzeker en eerder te smal: in een "
            "simulatie bevatte 88% van zulke intervallen de ware waarde, niet 95%."
        ),
        (
            "The intervals rest on {count} transcripts. With so few they are uncertain themselves and rather too narrow: in "
            "a simulation 88% of such intervals held the true value, not 95%."
        ),
    ),
    "read_alpha_masi": (
        (
            "Hoe zeer de codes van een eenheid bij verschillende codeurs overeenkomen, waarbij een deel gelijk ook telt. "
            "Krippendorff (2004, p. 241) vraagt voor α minstens 0,800, en laat voorlopige conclusies toe vanaf 0,667; {place}."
        ),
        (
            "How far the codes of a unit agree between coders, where part of them alike counts too. Krippendorff (2004, p. "
            "241) asks for an α of at least .800, and allows tentative conclusions from .667; {place}."
        ),
    ),
    "place_below": ("deze waarde ligt onder beide grenzen", "this value lies below both"),
    "place_between": ("deze waarde ligt ertussen", "this value lies between"),
    "place_above": ("deze waarde ligt boven beide grenzen", "this value lies above both"),
    "place_unsure": (
        "het interval beslaat meer dan één van deze gebieden, zodat niet te zeggen is in welk de waarde ligt",
        "the interval covers more than one of these ranges, so that it cannot be told in which the value lies",
    ),
    "read_alpha_jaccard": (
        "Hetzelfde, met een andere maat voor hoe ver de codes uiteenlopen.",
        "The same by another distance.",
    ),
    "read_u": ("Waar en wat in één getal.", "Where and what in one figure."),
    "read_where": (
        "Of codeurs dezelfde tekst de moeite van het coderen waard vinden, ongeacht met welke code.",
        "Whether coders find the same text worth coding, with whatever code.",
    ),
    "read_what": (
        "Of zij dezelfde codes geven, gekeken alleen naar tekst die zij allebei codeerden.",
        "Whether they give the same codes, looking only at text that both coded.",
    ),
    "read_coverage": (
        "Hoeveel van de tekst meedoet in cuα: bij een klein deel zegt cuα weinig over het geheel.",
        "How much of the text takes part in cuα: where it is little, cuα says little of the whole.",
    ),
    "read_alpha_lowest": (
        "{name}. Een maat over alle codes verbergt een code waarover de codeurs het niet eens zijn.",
        "{name}. A figure over all codes hides a code on which coders differ.",
    ),
    "read_alpha_median": ("De helft van de codes zit eronder.", "Half of the codes lie below."),
    "read_alpha_highest": ("{name}.", "{name}."),
    "saturation": ("codeverzadiging", "code saturation"),
    "saturation_this": ("in deze volgorde", "in this order"),
    "growth": ("nieuwe codes per gesprek", "new codes by interview"),
    "runs": ("reeksen", "runs"),
    "orders": ("toevallige volgordes", "random orders"),
    "interview": ("gesprek", "interview"),
    "new": ("nieuwe codes", "new codes"),
    "cumulative": ("codes tot en met dit gesprek", "codes up to this interview"),
    "share_codes": ("aandeel van alle codes", "share of all codes"),
    "run_first": ("van gesprek", "from interview"),
    "run_last": ("tot en met", "to"),
    "ratio": ("deel van de codes in de basis", "ratio to the codes of the base"),
    "place_in_order": ("plaats in de volgorde", "place in the order"),
    "mean_new": ("gemiddeld nieuw", "mean new"),
    "mean_cumulative": ("gemiddeld tot dan", "mean up to then"),
    "saturation_settings": (
        (
            "Guest, Namey & Chen (2020): basis {base} gesprekken met {codes} codes, reeksen van {run} die telkens één "
            "opschuiven, grens {threshold}, noemer vast."
        ),
        (
            "Guest, Namey & Chen (2020): base of {base} interviews with {codes} codes, runs of {run} that slide by one, "
            "threshold {threshold}, fixed denominator."
        ),
    ),
    "saturation_codes": ("Codes: {codes}.", "Codes: {codes}."),
    "saturation_order": ("Volgorde van de gesprekken: {order}.", "Order of the interviews: {order}."),
    "saturation_reached": (
        "In deze volgorde bracht de reeks na gesprek {at} voor het eerst niet meer dan de grens ({notation}).",
        "In this order the run after interview {at} was the first to bring no more than the threshold ({notation}).",
    ),
    "saturation_not": ("In deze volgorde is de grens niet bereikt.", "In this order the threshold was not reached."),
    "saturation_random": (
        "Van {rounds} toevallige volgordes (seed {seed}) haalde {share} de grens; bij de middelste daarvan na gesprek {median}.",
        "Of {rounds} random orders (seed {seed}) {share} reached the threshold; the median of these after interview {median}.",
    ),
    "saturation_none": (
        "Van {rounds} toevallige volgordes (seed {seed}) haalde geen de grens.",
        "Of {rounds} random orders (seed {seed}) none reached the threshold.",
    ),
    "saturation_means": (
        (
            "Dit gaat over codes, niet over betekenis: dat er geen nieuwe codes bijkomen, zegt niet dat alles over een code "
            "gezegd is. De uitkomst hangt af van de volgorde en van hoe fijn er gecodeerd is."
        ),
        (
            "This is about codes, not about meaning: that no new codes come up does not say that all is said of a code. "
            "The outcome depends on the order, and on how finely it was coded."
        ),
    ),
    "together": ("samen voorkomen", "co-occurrence"),
    "together_notes": (
        (
            "c = n12 / (n1 + n2 − n12), geteld in {units} van respondenten; 0% is nooit samen, 100% altijd. Fragmenten die elkaar "
            "alleen raken, komen niet samen voor."
        ),
        (
            "c = n12 / (n1 + n2 − n12), counted in {units} of respondents; 0% is never together, 100% always. Passages that only "
            "touch do not co-occur."
        ),
    ),
    "units_first": ("eenheden met de eerste", "units with the first"),
    "units_second": ("eenheden met de tweede", "units with the second"),
    "first_code": ("eerste code", "first code"),
    "second_code": ("tweede code", "second code"),
    "c": ("c-coëfficiënt", "c coefficient"),
    "text": ("tekst", "text"),
    "more_rows": ("… nog {count} rijen; de werkmap heeft ze alle.", "… {count} more rows; the workbook has them all."),
    "decimal": (",", "."),
}


class ReportLabels(Labels):
    """The labels of reports, over those that all results share.

    >>> ReportLabels("nl").title("differences"), ReportLabels("en")["theme"]
    ('Verschillen', 'theme')
    """

    def __init__(self, language: str = "nl") -> None:
        """Take the language "nl" or "en". Raises `UnknownValueError` for another."""
        super().__init__(language)
        self._own = {key: both[language == "en"] for key, both in WORDS.items()}

    def __getitem__(self, key: str) -> str:
        """Return the label of `key`; a key without one is its own label."""
        return self._own[key] if key in self._own else super().__getitem__(key)

    def title(self, key: str) -> str:
        """Return the label with a capital, but for Greek letters, of which the small ones are the coefficients."""
        label = self[key]
        return label if {"α", "κ"} & set(label.split(" ")[0]) else super().title(key)
