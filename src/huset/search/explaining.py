"""Why something was found: in which words, where, and how they differ from what was typed.

Worked out from the texts themselves, for the few things that are shown.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from huset.search.asked import Term
from huset.search.compounds import SHORTEST_PART, Known, Splitter, simple_parts, splitter
from huset.search.language import (
    WORD,
    Spotted,
    code_of,
    distance,
    lowered,
    misspelt_by,
    plain,
    spotted,
    stem,
    words,
)

BEFORE, LENGTH = 60, 220  # letters of a snippet before the first word, and in all
MOST_MARKS, MOST_WAYS = 40, 3
MOST_READ = 60_000  # letters of a thing that are read for words that are misspelt
EXACTLY = ""


@dataclass(frozen=True)
class Piece:
    """A piece of a text: what was found, or what stands between."""

    text: str
    marked: bool = False


@dataclass(frozen=True)
class Explained:
    """A thing's title and the best place of its text, and in words why it was found."""

    title: tuple[Piece, ...]
    snippet: tuple[Piece, ...]
    where: str
    ways: tuple[str, ...]
    alike: tuple[tuple[str, str], ...] = ()  # what was typed, and the word that it may have been


@dataclass(frozen=True)
class Mark:
    """A word that was found: where it lies, for which term, and how it differs."""

    start: int
    end: int
    term: int
    way: str


@dataclass
class Seeker:
    """The terms of a question, ready to be sought in text after text."""

    terms: Sequence[Term]
    known: Known
    alike: bool = False
    joined: dict[str, tuple[int, int]] = field(default_factory=dict)
    apart: dict[str, tuple[int, str]] = field(default_factory=dict)

    split: Splitter = field(init=False)

    def __post_init__(self) -> None:
        self.split = splitter(self.known)
        for at, (one, other) in enumerate(pairwise(self.terms)):
            if one.word.isalpha() and other.word.isalpha():
                for link in ("", "s"):
                    self.joined[stem(one.word + link + other.word)] = (at, at + 1)
        for at, term in enumerate(self.terms):
            for part in simple_parts(term.word, self.known) if term.word else ():
                self.apart.setdefault(part, (at, term.word))

    def explain(
        self, title: str, code: str, passages: Sequence[tuple[str, str]], kind: str = ""
    ) -> Explained:
        """Say why a thing was found."""
        in_title = self.marks(title)
        missing = set(range(len(self.terms))) - {mark.term for mark in in_title}
        best: tuple[str, str, list[Mark]] | None = None
        for where, text in passages:
            found = self.marks(text)
            if found and (best is None or _terms_in(found) > _terms_in(best[2])):
                best = (where, text, found)
            if best and _terms_in(best[2]) == len(self.terms):
                break
        if self.alike and missing - ({m.term for m in best[2]} if best else set()):
            in_title, best = self._with_misspelt(title, passages, in_title, best)
        in_text = best[2] if best else []
        first = passages[0][1] if passages else ""
        return Explained(
            title=pieces(title, in_title),
            snippet=snippet(best[1], in_text) if best else snippet(first, []),
            where=_where(
                *(["koden"] if self._is_in_code(code) else []),
                *(["rubriken"] if in_title else []),
                *([best[0] or "texten"] if best else []),
                *(["slaget"] if _terms_of(self.marks(kind)) - _terms_of(in_title, in_text) else []),
            ),
            ways=tuple(dict.fromkeys(m.way for m in (*in_title, *in_text) if m.way))[:MOST_WAYS],
            alike=tuple(self._suggested(title, in_title, best)),
        )

    def marks(self, text: str) -> list[Mark]:
        """The words of a text that a term asks for, however they are written."""
        small = lowered(text)
        found: dict[int, Mark] = {}
        for needle in self._needles():
            for word in _holding(small, needle):
                mark = found.get(word.start) or self._mark(small, word)
                if mark:
                    found[word.start] = mark
                if len(found) >= MOST_MARKS:
                    return _in_order(found.values())
        return _in_order(found.values())

    def _needles(self) -> Iterator[str]:
        yield from (
            t.word if t.word and t.unfinished and len(t.word) < len(t.stems[0]) else t.stems[0]
            for t in self.terms
        )
        yield from (order[0] for t in self.terms for order in t.orders[1:])
        yield from (*self.joined, *self.apart)

    def _mark(self, small: str, word: Spotted) -> Mark | None:
        found = stem(word.word)
        for at, term in enumerate(self.terms):
            if term.word:
                way = self._way(term, word.word, found)
                if way is not None:
                    return Mark(word.start, word.end, at, way)
            elif end := next(filter(None, (_row_end(small, word, o) for o in term.orders)), 0):
                return Mark(word.start, end, at, EXACTLY)
        return self._mark_of_parts(word, found)

    def _way(self, term: Term, word: str, found: str) -> str | None:
        """How a word answers to a term; ``None`` where it does not."""
        if word == term.word:
            return EXACTLY
        if found == term.stems[0]:
            return f"böjning av ”{term.word}”"
        if term.unfinished and word.startswith(term.word):
            return f"”{word}” börjar med ”{term.word}”"
        if len(term.stems[0]) >= SHORTEST_PART and term.stems[0] in self.split(word):
            return f"del av sammansättningen ”{word}”"
        return None

    def _mark_of_parts(self, word: Spotted, found: str) -> Mark | None:
        """A word that two terms are together, or that is part of one."""
        if found in self.joined:
            return Mark(word.start, word.end, self.joined[found][0], f"hopskrivet: ”{word.word}”")
        if found in self.apart:
            at, whole = self.apart[found]
            return Mark(word.start, word.end, at, f"delar av ”{whole}”")
        return None

    def _with_misspelt(
        self,
        title: str,
        passages: Sequence[tuple[str, str]],
        in_title: list[Mark],
        best: tuple[str, str, list[Mark]] | None,
    ) -> tuple[list[Mark], tuple[str, str, list[Mark]] | None]:
        """The same, with words that resemble the terms that were not found as they are."""
        found_already = {mark.term for mark in (*in_title, *(best[2] if best else []))}
        sought = [
            (at, term)
            for at, term in enumerate(self.terms)
            if term.word and at not in found_already
        ]
        in_title = in_title + _resembling(title, sought)
        left = MOST_READ
        for where, text in passages:
            found = _resembling(text[:left], sought)
            left -= len(text)
            both = _in_order([*found, *self.marks(text)]) if found else []
            if found and (best is None or _terms_in(both) > _terms_in(best[2])):
                best = (where, text, both)
            if left <= 0:
                break
        return _in_order(in_title), best

    def _suggested(
        self, title: str, in_title: list[Mark], best: tuple[str, str, list[Mark]] | None
    ) -> Iterator[tuple[str, str]]:
        texts = [(title, in_title)] + ([(best[1], best[2])] if best else [])
        for text, marks in texts:
            for mark in marks:
                if mark.way.endswith("(stavning)"):
                    yield self.terms[mark.term].word, lowered(text[mark.start : mark.end])

    def _is_in_code(self, code: str) -> bool:
        """Tell whether a term, or two beside each other, is the code or a part of it."""
        written = code_of(code)
        if not written:
            return False
        pairs = [one.word + other.code for one, other in pairwise(self.terms) if one.word.isalpha()]
        last = self.terms[-1]
        begun = {last.code, *pairs[-1:]} if last.unfinished else set()
        return (
            written in {*(term.code for term in self.terms), *pairs}
            or any(map(written.startswith, begun))
            or any(set(term.words) <= set(words(code)) for term in self.terms)
        )


def _resembling(text: str, sought: Sequence[tuple[int, Term]]) -> list[Mark]:
    """The words of a text that some terms may have been meant to be."""
    found = []
    for word in spotted(lowered(text)):
        for at, term in sought:
            if resembles(term.word, word.word):
                way = f"liknar ”{word.word}” (stavning)"
                found.append(Mark(word.start, word.end, at, way))
    return found[:MOST_MARKS]


@lru_cache(maxsize=50_000)
def resembles(typed: str, word: str) -> bool:
    """Tell whether a word may be what someone meant to type."""
    one, other = stem(typed), stem(word)
    if one == other:
        return False
    if stem(plain(typed)) == stem(plain(word)):
        return True
    wrong = misspelt_by(one)
    return bool(wrong) and word.isalpha() and distance(one, other, wrong) <= wrong


def pieces(
    text: str, marks: Iterable[Mark], start: int = 0, end: int | None = None
) -> tuple[Piece, ...]:
    """A text, or a stretch of it, with what was found marked."""
    end = len(text) if end is None else end
    found, at = [], start
    for mark in marks:
        if mark.start < at or mark.end > end:
            continue
        found += [Piece(text[at : mark.start]), Piece(text[mark.start : mark.end], marked=True)]
        at = mark.end
    return tuple(piece for piece in (*found, Piece(text[at:end])) if piece.text)


def snippet(text: str, marks: Sequence[Mark]) -> tuple[Piece, ...]:
    """The stretch of a text that holds the most different terms, cut at words."""
    first = max(marks, key=lambda mark: _terms_near(marks, mark), default=None)
    start = _word_start(text, max(0, first.start - BEFORE)) if first else 0
    end = _word_end(text, start + LENGTH)
    shown = pieces(text, marks, start, end)
    before = (Piece("… "),) if start else ()
    after = (Piece(" …"),) if end < len(text) else ()
    return (*before, *shown, *after) if shown else ()


def _terms_near(marks: Sequence[Mark], first: Mark) -> int:
    near = (m for m in marks if first.start <= m.start <= first.start + LENGTH - BEFORE)
    return _terms_in(near)


def _terms_in(marks: Iterable[Mark]) -> int:
    return len(_terms_of(marks))


def _terms_of(*found: Iterable[Mark]) -> set[int]:
    return {mark.term for marks in found for mark in marks}


def _where(*places: str) -> str:
    *before, last = places or ("",)
    return f"{', '.join(before)} och {last}" if before else last


def _in_order(marks: Iterable[Mark]) -> list[Mark]:
    return sorted(marks, key=lambda mark: (mark.start, -mark.end))


def _holding(small: str, needle: str) -> Iterator[Spotted]:
    """The words of a text that hold some letters."""
    at = small.find(needle) if needle else -1
    while at >= 0:
        start = at
        while start and WORD.fullmatch(small, start - 1, start) and small[at] != "§":
            start -= 1
        word = next(spotted(small, start), None)
        if word is None:
            return
        if start == at or len(needle) >= SHORTEST_PART:
            yield word
        at = small.find(needle, max(word.end, at + 1))


def _row_end(small: str, word: Spotted, stems: Sequence[str]) -> int:
    """Where a row of words that begins with one ends; 0 where the row is not there."""
    end = 0
    for wanted, found in zip(stems, spotted(small, word.start), strict=False):
        if stem(found.word) != wanted:
            return 0
        end = found.end
    return end


def _word_start(text: str, at: int) -> int:
    space = text.rfind(" ", 0, at + 1)
    return space + 1 if space >= 0 and at else at


def _word_end(text: str, at: int) -> int:
    space = text.find(" ", at)
    return len(text) if at >= len(text) or space < 0 else space
