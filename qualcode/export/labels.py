"""The words that a reader of the results sees, in Dutch and English."""

from __future__ import annotations

from collections.abc import Mapping

from qualcode.errors import check_value

_DUTCH = {
    "matrix": "matrix",
    "theme": "thema",
    "code": "code",
    "codes": "codes",
    "respondent": "respondent",
    "respondents": "respondenten",
    "conversations": "gesprekken",
    "organisations": "organisaties",
    "transcript": "transcript",
    "transcripts": "transcripten",
    "function": "functie",
    "organisation": "organisatie",
    "sector": "sector",
    "quote": "citaat",
    "quotes": "citaten",
    "turn": "spreekbeurt",
    "turns": "spreekbeurten",
    "sentence": "zin",
    "sentences": "zinnen",
    "answer": "antwoord",
    "answers": "antwoorden",
    "unit": "analyse-eenheid",
    "keyword": "trefwoord",
    "keywords": "trefwoorden",
    "because": "op grond van",
    "named": "genoemd (1) of niet (0)",
    "words": "woorden",
    "share": "aandeel van de gesproken woorden",
    "suggested": "trefwoordtreffers, niet beoordeeld",
    "hand": "handmatige codering",
    "consensus": "consensus",
    "coder": "codeur",
    "stance": "strekking",
    "incomplete": "onvolledig",
    "not_reread": "niet herlezen",
    "not_reviewed": "niet doorgenomen",
    "legend": "… onvolledig doorgenomen; ↻ niet herlezen; – niet doorgenomen; × niet gevraagd; * geteld in een onvolledig doorgenomen gesprek",
    "codebook": "codeboek",
    "definition": "definitie",
    "include": "wel",
    "exclude": "niet",
    "examples": "voorbeelden",
    "parent": "onder",
    "name": "naam",
    "id": "id",
    "topic": "topic",
    "question": "vraag",
    "coverage": "dekking",
    "coverage_note": "Gesproken woorden per topic en vraag van de gespreksleidraad; wat niet gevraagd is, telt niet als 0.",
    "not_asked": "niet gevraagd",
    "unknown": "onbekend",
    "made": "verantwoording",
    "source": "bron",
    "date": "datum",
    "title": "titel",
    "framework": "framework-matrix",
    "codings": "coderingen",
    "stale": "verouderd",
    "summary": "samenvatting",
    "fill_in": "Samenvattingen horen in de gele cellen.",
    "rests_on": "Het getal bij een samenvatting telt de coderingen waarop zij rust; verouderd: de coderingen zijn sindsdien veranderd.",
    "report": "rapport",
    "rows": "rijen",
    "columns": "kolommen",
    "all": "alle",
    "search": "zoeken in citaten",
    "found": "{n} citaten",
    "found_one": "1 citaat",
    "in_transcript": "in het transcript",
    "close": "sluiten",
    "filters": "filters",
    "more": "meer citaten",
    "noscript": "Voor deze pagina is JavaScript nodig; zij haalt niets op en verstuurt niets.",
    "engine": "taalmodule",
    "program": "programma",
    "file": "bestand",
    "hash": "SHA-256",
    "version": "versie",
    "spoken": "gesproken woorden",
    "total": "totaal",
    "no_consent": "[geen toestemming om te citeren]",
    "selected": "{shown} van de {total}",
    "no_quotes": "Geen citaten.",
    "problems": "problemen",
    "place": "plaats",
    "key": "onderdeel",
    "hint": "wat te doen",
}
_ENGLISH = {
    "function": "function",
    "because": "because of",
    "named": "named (1) or not (0)",
    "share": "share of the words spoken",
    "suggested": "keyword hits, not reviewed",
    "hand": "coded by hand",
    "incomplete": "incomplete",
    "not_reread": "not re-read",
    "not_reviewed": "not reviewed",
    "legend": "… reviewed in part; ↻ not re-read; – not reviewed; × not asked; * counted where not all was reviewed",
    "coverage_note": "Words spoken by topic and question of the interview guide; what was not asked does not count as 0.",
    "not_asked": "not asked",
    "made": "how it was made",
    "hash": "SHA-256",
    "spoken": "words spoken",
    "no_consent": "[no consent to quote]",
    "selected": "{shown} of {total}",
    "no_quotes": "No quotes.",
    "unit": "unit of analysis",
    "hint": "what to do",
    "parent": "under",
    "search": "search in quotes",
    "found": "{n} quotes",
    "found_one": "1 quote",
    "in_transcript": "in the transcript",
    "more": "more quotes",
    "noscript": "This page needs JavaScript; it fetches nothing and sends nothing.",
    "framework": "framework matrix",
    "fill_in": "Summaries belong in the yellow cells.",
    "rests_on": "The number beside a summary counts the codings that it rests on; stale: the codings have changed since.",
    "engine": "language engine",
}


class Labels:
    """The labels of one language.

    >>> Labels("nl")["theme"], Labels("nl").title("theme"), Labels("en")["theme"]
    ('thema', 'Thema', 'theme')
    """

    def __init__(self, language: str = "nl") -> None:
        """Take the language "nl" or "en". Raises `UnknownValueError` for another."""
        check_value("language", language, ("nl", "en"))
        self.language = language
        self._words: Mapping[str, str] = _DUTCH if language == "nl" else {key: _ENGLISH.get(key, key) for key in _DUTCH}

    def __getitem__(self, key: str) -> str:
        """Return the label of `key`; a key without one, as an attribute's name, is its own label."""
        return self._words.get(key, key)

    def title(self, key: str) -> str:
        """Return the label with a capital, as it stands above a column."""
        label = self[key]
        return label[:1].upper() + label[1:]
