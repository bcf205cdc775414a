"""Words that share a part, as policy talk is full of: voor- en naschoolse, jeugdzorg en -hulpverlening."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.codebook import Code, Codebook
from qualcode.coding.keywords import Rule
from qualcode.coding.suggestions import suggest
from qualcode.dutch.ellipsis import expand
from tests.dutch.labelled import answers, cases
from tests.marked import marked_transcript

# What comes first is said by a part, or what comes last; words and marks stand between blanks.
LEFT = """
    voor- en naschoolse opvang = voorschoolse | in- en uitstroom = instroom | onder- en bovenbouw = onderbouw
    taal- en rekenonderwijs = taalonderwijs | lees- en schrijfvaardigheid = leesvaardigheid | basis- en voortgezet onderwijs = basisonderwijs
    zorg- en welzijnsinstellingen = zorginstellingen | school- en thuistaal = schooltaal | zwem- of muziekles = zwemles
    ziekte- en verzuimcijfers = ziektecijfers | peuter- en kleuterleeftijd = peuterleeftijd | wijk- en jeugdteams = wijkteams
    milieu- en sociale voorwaarden = milieuvoorwaarden | mri- en ct-scans = mri-scans | week- en weekenddagen = weekdagen
    taal- / rekenonderwijs = taalonderwijs | taal-/rekenonderwijs = taalonderwijs | taal- en/of rekenonderwijs = taalonderwijs
    taal- , reken- en gedragsproblemen = taalproblemen | voor- of nadelen = voordelen | basis- of middelbare school = basisschool
    land- en gespecialiseerde tuinbouw = landbouw | stads- dan wel plattelandsscholen = stadsscholen
    taal- maar ook rekenonderwijs = taalonderwijs | eerste- en tweedelijnszorg = eerstelijnszorg | Engels- en Franstalige scholen = engelstalige
    opsporings- en gerechtelijk onderzoek = opsporingsonderzoek | basis- , taal- en rekenlessen = basislessen
    vmbo- en havo-leerlingen = vmbo-leerlingen | 40- en 50-plussers = 40-plussers | ( tbs- ) behandeling = tbs-behandeling
"""
RIGHT = """
    jeugdzorg en -hulpverlening = jeugdhulpverlening | leerlingenvervoer en -begeleiding = leerlingenbegeleiding
    wijkagenten en -teams = wijkteams | gezinscoaches en -begeleiders = gezinsbegeleiders | taalbeleid en -toetsing = taaltoetsing
    onderwijsachterstanden en -kansen = onderwijskansen | schoolbesturen en -directeuren = schooldirecteuren
    de vve-locaties en -medewerkers = vve-medewerkers | het beleidsplan en de -cyclus = beleidscyclus | huurders en hun -verenigingen = huurdersverenigingen
    taalles en -begeleiding. = taalbegeleiding | ouders en -avonden = ouderavonden | gemeente en -raad = gemeenteraad
"""


def cases_in(table: str) -> list[tuple[list[str], str]]:
    lines = [case.split("=") for line in table.strip().split("\n") for case in line.split("|")]
    return [(words.split(), full.strip()) for words, full in lines]


@pytest.mark.parametrize(
    ("words", "full", "side"),
    [(*case, side) for side, table in (("left", LEFT), ("right", RIGHT)) for case in cases_in(table)],
    ids=lambda value: " ".join(value)[:30] if isinstance(value, list) else value,
)
def test_a_fragment_is_read_as_the_full_word(words: list[str], full: str, side: str) -> None:
    """Whichever comes first, the word that a reader fills in is found, with the words that it is made from."""
    at = next(number for number, word in enumerate(words) if re.search(r"^-|-$|-/", word))
    found = expand(words, at)
    assert found is not None
    assert (found.word, found.side) == (full, side)
    assert at in found.at


@pytest.mark.parametrize(
    "said",
    [
        "sam- samenwerken", "dat is -ie ook", "krijgt -ie een fout", "en toen - ja - nou", "voor- en", "- en", "voor-", "-opvang",
        "de sam- samenwerking", "dat is onder- en nou ja , dat weten we niet", "Ik ga naar de school- en dan naar huis",
        "sociaal- en emotionele ontwikkeling", "sociaal- en maatschappelijk werk", "( 1995- ) en daarna", "dat kost 5- tot zesduizend euro", "de gemeente -die ook", "het is min tien , -tien , buiten",
    ],
)  # fmt: skip
def test_what_is_no_such_word_stays_what_it_is(said: str) -> None:
    """Words that are broken off, dashes, clitics and years stand for nothing else."""
    words = said.split()
    assert [expand(words, at) for at in range(len(words))] == [None] * len(words)


@pytest.mark.parametrize("side", ["left", "right"])
def test_labelled_ellipses_are_resolved(side: str) -> None:
    """Of labelled ellipses in running text at least 93 % are resolved, and at least 97 % of the answers are right."""
    labelled = [case for case in cases() if case.side == side]
    found = list(zip(labelled, answers(labelled), strict=True))
    real = [word for case, word in found if case.words]
    given_words = [word in case.words for case, word in found if word]
    assert sum(word is not None for word in real) >= 0.93 * len(real)
    assert sum(given_words) >= 0.97 * len(given_words)


@given(
    st.lists(
        st.text("aen-voorschl,.'", max_size=9)
        | st.sampled_from(
            ["voor-", "en", "-zorg", ",", "/", "(", ")", "jeugdzorg", "naschools", "dan", "wel", "-", ""]
        ),
        min_size=1,
        max_size=9,
    )
)
def test_every_list_of_words_has_an_answer(words: list[str]) -> None:
    """Whatever the words are, each can be asked for, and what is found lies within them."""
    for at in range(len(words)):
        found = expand(words, at)
        assert found is None or (at in found.at and all(0 <= place < len(words) for place in found.at))


def test_a_keyword_finds_a_word_that_is_not_written_out() -> None:
    """'Voorschools' is met in 'voor- en naschoolse', and the suggestion shows both words that it rests on."""
    transcript, _ = marked_transcript("R: De voor- en naschoolse opvang is duur. Jeugdzorg en -hulpverlening, hè.")
    book = Codebook(
        (Code("vve", "Vve", keywords=("voorschools",)), Code("jeugd", "Jeugd", keywords=("jeugdhulpverlening",)))
    )
    hits = suggest([transcript], book)
    assert [(hit.code, hit.rule) for hit in hits] == [("vve", Rule.ELLIPSIS), ("jeugd", Rule.ELLIPSIS)]
    assert [[transcript.text[word.start : word.end] for word in hit.words] for hit in hits] == [
        ["voor-", "naschoolse"],
        ["Jeugdzorg", "-hulpverlening"],
    ]
