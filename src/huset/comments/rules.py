"""How someone is mentioned in a comment: "@" and the name as the list of people writes it.

A text is kept without the names of those it mentions. The "@" stays, with its place and the number
of the person, so that a name is shown as it may be on the day it is read.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from huset.kernel.importing.faults import Unfit, closest

LONGEST = 4_000  # signs of a comment, with its names
MINUTE = 60  # seconds within which the same words are taken for the same comment
YEARS_KEPT = 5  # after the year it was written: the council's goals last four years at most
NAME = re.compile(r"[^\W\d_][\w'’-]*(?: [^\W\d_][\w'’-]*){0,2}")  # up to three words
EMPTY = "Kommentaren är tom. Skriv något."
ESCAPE = "ett mellanslag efter @ om du inte nämner någon"


@dataclass(frozen=True)
class Named:
    """Someone who can be mentioned: the name as it may be shown, with a role and where."""

    number: int
    name: str
    role: str
    place: str

    @property
    def ways(self) -> tuple[str, ...]:
        """The name, and longer ways to write it for those who share a shorter one."""
        role, place = f"{self.name} ({self.role})", f"{self.name} ({self.role}, {self.place})"
        return self.name, role, place, f"{self.name} (nr {self.number})"


@dataclass(frozen=True)
class Read:
    """A comment as it is kept: the text without names, and who is mentioned after which "@"."""

    text: str
    mentions: tuple[tuple[int, int], ...]  # the place of the "@", the number of the person


@dataclass(frozen=True)
class Piece:
    """A part of a text as it is shown: plain words, or the name of someone who is mentioned."""

    text: str
    is_name: bool = False


def labels(people: Iterable[Named]) -> dict[str, Named]:
    """How each is written: the shortest way that nobody else has."""
    left, found = list(people), dict[str, Named]()
    for way in range(4):
        shared = Counter(one.ways[way].casefold() for one in left)
        alone = [one for one in left if shared[one.ways[way].casefold()] == 1]
        found |= {one.ways[way]: one for one in alone}
        left = [one for one in left if one not in alone]
    return found


def tidy(text: str) -> str:
    """The text with letters and line breaks written in one way only, and nothing round it."""
    plain = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    return plain.strip()


def says_something(text: str) -> bool:
    """Tell whether there is anything to read."""
    return any(sign.isprintable() and not sign.isspace() for sign in text)


def read(text: str, people: Iterable[Named]) -> Read:
    """Find those who are mentioned in a tidy text. Raises Unfit for a name that is nobody's.

    An "@" inside a word, as in an e-mail address, or before anything but a letter is no mention.
    """
    known = {tidy(label): one for label, one in labels(people).items()}
    names = _Names(known)
    kept, mentions, at = "", [], 0
    for sign in re.finditer(r"(?<!\w)@(?=[^\W\d_])", text):
        label, end = names.after(text, sign.end())
        kept += text[at : sign.end()]
        mentions.append((len(kept) - 1, known[label].number))
        at = end
    return Read(kept + text[at:], tuple(mentions))


def pieces(text: str, names: Sequence[tuple[int, str]]) -> tuple[Piece, ...]:
    """A kept text with its names, each after its "@", as it is shown."""
    found, at = list[Piece](), 0
    for place, name in sorted(names):
        found += [Piece(text[at:place]), Piece(f"@{name}", is_name=True)]
        at = place + 1
    return tuple(piece for piece in (*found, Piece(text[at:])) if piece.text)


def in_full(text: str, names: Sequence[tuple[int, str]]) -> str:
    """A kept text with its names, as it was typed."""
    return "".join(piece.text for piece in pieces(text, names))


class _Names:
    """The names that a text is read by: each with its label, or with those who share it."""

    def __init__(self, known: Mapping[str, Named]) -> None:
        self.labels = tuple(known)
        ways: dict[str, list[str]] = {label: [label] for label in known}
        for label, one in known.items():
            if label != tidy(one.name):
                ways.setdefault(tidy(one.name), []).append(label)
        self.ways = sorted(ways.items(), key=lambda way: len(way[0]), reverse=True)
        spelled = (re.escape(name).replace(r"\ ", r"[^\S\n]+") for name, _ in self.ways)
        either = "|".join(f"({name})" for name in spelled)
        self.any = re.compile(rf"(?:{either})(?!\w|[-’']\w)", re.IGNORECASE)

    def after(self, text: str, start: int) -> tuple[str, int]:
        """The label of the name that stands at a place, and where it ends."""
        found = self.any.match(text, start) if self.labels else None
        if found is None or found.lastindex is None:
            raise self.unknown(text, start)
        name, meant = self.ways[found.lastindex - 1]
        if meant[1:]:
            raise Unfit(f"Flera heter {name}", " eller ".join(f"@{label}" for label in meant))
        return meant[0], found.end()

    def unknown(self, text: str, start: int) -> Unfit:
        """What to say of a name that is nobody's: the closest that was likely meant."""
        found = NAME.match(text, start)
        words = found[0].split() if found else [text[start]]
        tried = [" ".join(words[:count]) for count in (2, 3, 1) if count <= len(words)]
        first = words[0].casefold()
        begun = [label for label in self.labels if label.casefold().startswith(first)]
        meant = next(filter(None, (closest(one, self.labels) for one in tried)), None)
        meant = meant or (begun[0] if len(begun) == 1 else None)
        instead = f"@{meant}" if meant else "ett namn ur listan ”Nämn någon”"
        name = " ".join([words[0], *takewhile(str.istitle, words[1:])])
        return Unfit(f"”@{name}” är ingen som kan nämnas här", f"{instead}, eller {ESCAPE}")
