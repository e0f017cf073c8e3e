"""Swedish words as the index keeps them: where they lie in a text, their stems and letters.

The same functions read what is found and what is asked, so a term of the index is always a term
that a question can give. A stem is always the beginning of its word.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock

import snowballstemmer  # type: ignore[import-untyped]  # it has no types

LONGEST_WORD = 50
WORD = re.compile(r"[^\W_]+|§")
_JOINED_LINES = re.compile(r"[-\u00ad](?<=[^\W\d_].)\r?\n(?=[^\W\d_])")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]+")
_ENDS_AS_IT_IS = ("plan", "organ")  # where -an is no ending, as it is in "skolan"
_NO_ENDING = ("plats", "sats")  # where the stemmer takes -s and then -at: "insats", "vårdplats"
_OTHER_VOWELS = ("bostäd", "ledamot", "ledamöt", "tjänstemän")  # "bostad" and "bostäder"
_SHORTEST_WITH_ENDING = 5
_SHORT = {"barnet": "barn", "barnets": "barn", "året": "år", "årets": "år", "åren": "år"}
_stemmer = snowballstemmer.stemmer("swedish")
_one_at_a_time = Lock()  # the stemmer keeps the word that it works on
_LIGHT = """
    alla att av bland blir de dem den denna deras dess det detta dig din du där då efter ej eller
    en enligt ett från få får för genom ha har hur här i in inom inte ja kan man med men mot mellan
    ned ni nu när och också om oss på redan sedan sig sin sina ska skall som så till um upp ut utan
    var varje vi vid vilka vilken vår vårt än är över under innan medan annan samt
"""
LIGHT = frozenset(_LIGHT.split())


@dataclass(frozen=True)
class Spotted:
    """A word and where in a text it lies."""

    word: str
    start: int
    end: int


def clean(text: str) -> str:
    """A text as it is kept: composed letters, no words broken by lines, single spaces."""
    composed = unicodedata.normalize("NFC", text)
    whole = _JOINED_LINES.sub("", composed).replace("\u00ad", "")
    return " ".join(_CONTROL.sub(" ", whole).split())


def lowered(text: str) -> str:
    """The text in small letters, every letter in its old place."""
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)


def words(text: str) -> list[str]:
    """The words of a text, in small letters."""
    return [word[:LONGEST_WORD] for word in WORD.findall(lowered(text))]


def spotted(text: str, start: int = 0) -> Iterator[Spotted]:
    """The words of a text in small letters from a place on, each with where it lies."""
    for found in WORD.finditer(text, start):
        yield Spotted(found[0][:LONGEST_WORD], found.start(), found.end())


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The stem of a word in small letters: "skolorna", "skolan" and "skola" have the same.

    Ending after ending is taken off, until none is left: "ansvaret" and "ansvar" are alike too.
    """
    if not word.isalpha():
        return word
    if word in _SHORT:
        return _SHORT[word]
    if word.endswith(_NO_ENDING):
        return word
    if word.endswith(_OTHER_VOWELS):
        return word[:-2]
    with _one_at_a_time:
        found = _without_n(_stemmer.stemWord(word))
    return found if found == word else stem(found)


def code_of(code: str) -> str:
    """A code as it is compared: "KS 2026/12", "ks2026/12" and "Ks 2026-12" are the same."""
    return "-".join(words("".join(code.split())))


def _without_n(word: str) -> str:
    """The word without the -n and -an that the stemmer leaves: "ekonomin", "miljön", "skolan"."""
    if len(word) < _SHORTEST_WITH_ENDING or word.endswith(_ENDS_AS_IT_IS):
        return word
    if word.endswith("an"):
        return word[:-2]
    return word[:-1] if word.endswith(("in", "ön")) else word


@lru_cache(maxsize=200_000)
def plain(word: str) -> str:
    """The word without rings, dots and accents, as hurried people type it."""
    apart = unicodedata.normalize("NFD", word)
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def distance(one: str, other: str, most: int) -> int:
    """How many letters to add, drop, change or swap; more than ``most`` is ``most + 1``."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, start=1):
        further = [at]
        for to, wanted in enumerate(other, start=1):
            cost = min(row[to] + 1, further[to - 1] + 1, row[to - 1] + (letter != wanted))
            swapped = at > 1 and to > 1 and letter == other[to - 2] and one[at - 2] == wanted
            further.append(min(cost, before[to - 2] + 1) if swapped else cost)
        if min(further) > most:
            return most + 1
        before, row = row, further
    return min(row[-1], most + 1)


def misspelt_by(word: str) -> int:
    """How many letters of a word may be wrong: one from four letters, two from eight."""
    return 0 if not word.isalpha() or len(word) < 4 else 1 if len(word) < 8 else 2  # noqa: PLR2004 -- see the docstring
