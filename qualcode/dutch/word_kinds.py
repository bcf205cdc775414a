"""What kind of word a Dutch word is, by itself: small words by list, the others by the lexicon.

No tagger is asked: this is for rules that look at many words and need to know little of each.
"""

from __future__ import annotations

from functools import lru_cache

from qualcode.dutch.lexicon import lexicon

PREPOSITIONS = frozenset(
    "aan achter behalve beneden bij binnen boven buiten door gedurende in ingevolge jegens krachtens langs met"
    " middels na naar naast namens nabij om omstreeks omtrent ondanks onder op over per plus qua rond rondom sinds"
    " tegen tegenover ten ter tijdens tot tussen uit van vanaf vanuit vanwege via volgens voor voorbij wegens"
    " zonder".split()
)
AUXILIARIES = frozenset(
    "zou zouden moet moeten moest moesten kan kunnen kon konden wil willen wilde wilden wou mag mogen mocht mochten"
    " heeft hebben had hadden heb hebt is ben bent zijn was waren wordt worden word werd werden gaat gaan ga ging"
    " gingen zal zullen zult zul blijft blijven bleef bleven laat laten liet lieten komt komen kwam kwamen hoeft"
    " hoeven hoefde hoefden durft durven durfde dient dienen diende blijkt bleek schijnt lijkt probeert proberen"
    " geweest geworden gehad".split()
)
# "er", "daar": what a preposition at the end of a clause may belong to.
PLACES = ("er", "daar", "hier", "waar")
_BEHIND_PLACES = (
    "aan achter af bij binnen boven door heen in langs mee na naar naast om onder op over rond tegen toe tussen uit"
    " van vandaan voor"
)
_PRONOMINAL = frozenset(place + word for place in PLACES for word in _BEHIND_PLACES.split())
_LISTS = {
    "te": "te",
    "pronominal adverb": " ".join(_PRONOMINAL),
    "coordinator": "en maar want of dus doch noch",
    "dat": "dat",
    "relative": "die wat wie hoe welke waar",
    "subordinator": (
        "omdat als terwijl toen nadat voordat doordat zodat hoewel indien zodra totdat tenzij mits aangezien ofschoon"
        " alhoewel sinds zolang opdat waardoor waarbij waarin waarmee waarna waarop waarvoor waarover waarom wanneer"
    ),
    "auxiliary": " ".join(AUXILIARIES),
    "preposition": " ".join(PREPOSITIONS),
    "pronoun": (
        "ik jij je u hij zij ze we wij jullie men iemand niemand iedereen mij me jou hem hen zich mekaar elkaar 't"
        " alles iets niets zichzelf"
    ),
    "pronoun or determiner": "dit het haar ons hun",
    "determiner": (
        "de een deze mijn jouw uw onze geen elke elk ieder iedere alle allerlei enkele veel weinig sommige beide zulke"
        " al den der des meer twee drie vier vijf"
    ),
    "place": "er daar hier ergens nergens overal",
}
# The first list that has a word counts: "waarop" is a pronominal adverb.
_BY_WORD = {word: name for name, words in reversed(_LISTS.items()) for word in words.split()}
# Words that are no verbs, though some look like forms of one: "meer" (meren), "wij" (wijen).
SMALL_WORDS = frozenset(_BY_WORD) - AUXILIARIES
_OPEN = (("noun", "ZNW"), ("adjective", "BNW"), ("adverb", "BYW"))
_FINITE = ("WKW:TGW", "WKW:VLT")
_NAME = "ENM"
CLAUSE_BORDERS = frozenset({"end", "comma", "coordinator", "subordinator", "dat"})
VERBS = frozenset({"auxiliary", "verb", "adverb, verb"})


@lru_cache(maxsize=100_000)
def kind(word: str) -> str:
    """Return the kind of a word in small letters; of a word that may be several, all of them.

    >>> [kind(word) for word in ("de", "scholen", "werk", "op", "erop", "omdat", "bleven", ".", "3")]
    ['determiner', 'noun, verb', 'noun, verb', 'preposition', 'pronominal adverb', 'subordinator', 'auxiliary', \
'end', 'number']
    """
    listed = _BY_WORD.get(word)
    if listed:
        return listed
    if not any(sign.isalnum() for sign in word):
        return "comma" if word == "," else "end" if word[:1] in set(".?!…;:") else "mark"
    if word[0].isdigit():
        return "number"
    return _by_lexicon(word)


def _by_lexicon(word: str) -> str:
    tags = [reading.tag for reading in lexicon().readings(word)]
    found = [name for name, start in _OPEN if any(tag.startswith(start) for tag in tags)]
    if any(tag.startswith(_FINITE) for tag in tags):
        found.append("verb")
    elif any(tag.startswith("WKW") for tag in tags):
        found.append("participle")
    if not found and any(tag.startswith(_NAME) for tag in tags):
        found.append("name")
    return ", ".join(found) or "unknown"
