"""Readable differences between two texts: word by word, paragraph by paragraph, never cut words.

Blanks are compared as one: `tidied` says how. What the pieces say together is exactly the tidied
texts: those that are the same or added make the later one, the same or removed the earlier one.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, groupby
from time import monotonic

from diff_match_patch import diff_match_patch

LONGEST_SECONDS = 2.0  # after this, paragraphs that differ are shown whole
LEAST_ALIKE = 0.25  # paragraphs that share less than this part of their words are shown whole
ALIKE = 0.45  # how like two paragraphs are, from 0 to 1, when one has become the other
AHEAD = 12  # how many paragraphs ahead what one has become is looked for
NARROWEST, WIDEST = 40, 150  # letters on a page's full line; else each is a paragraph of its own
ROOM, HEADING = 0.95, 0.7  # of the width: letters are not equally wide, and headings are short
ENDS = ".!?,"
FEW = 8  # paragraphs that one can have been divided into
AROUND = 1  # paragraphs shown beside those that differ
FEWEST_FOLDED = 3  # fewer paragraphs than this are never folded away
BREAK = "\n"
MARK = "¶"  # stands for a break between paragraphs that is itself what differs

WORD = r"\w+(?:[-'’.,:/]\w+)*"  # "kommun-", "2026-11-22", "3,5" and "t.ex" are each one word
TOKENS = re.compile(rf"{WORD}|\n|[^\S\n]+|[^\w\s]")
BLANK = re.compile(r"[^\S\n]+")
WORDS = re.compile(WORD)
ITEM = re.compile(r"[–—•*·▪§-]|[0-9]+(?:\.[0-9]+)*[.)]? +(?:§|[A-ZÅÄÖ])")  # begins a list's item
# Letters that stand for words, so that boundaries between words are the only ones there are.
LETTERS = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xAC00, 0xD7A3), (0x20000, 0x2A6DF))
SPARE = (0xF0000, 0x10FFFD)


class Kind(StrEnum):
    """How a piece of text stands in the earlier and the later text."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


KINDS = {-1: Kind.REMOVED, 0: Kind.SAME, 1: Kind.ADDED}


@dataclass(frozen=True)
class Piece:
    """Some text that is the same in both, added or removed: whole words."""

    kind: Kind
    text: str


@dataclass(frozen=True)
class Extent:
    """How much differs, in words."""

    added: int
    removed: int
    same: int

    @property
    def percent(self) -> int:
        """How much of the earlier and the later text differs: at least 1 where anything does."""
        changed = self.added + self.removed
        whole = changed + 2 * self.same
        return max(1, round(100 * changed / whole)) if changed else 0


@dataclass(frozen=True)
class Paragraph:
    """A paragraph with its pieces; without one that is not the same it has not changed."""

    pieces: tuple[Piece, ...]

    @property
    def changed(self) -> bool:
        """Tell whether anything in it differs."""
        return any(piece.kind is not Kind.SAME for piece in self.pieces)


@dataclass(frozen=True)
class Stretch:
    """Paragraphs in a row; ``folded`` are many that are all the same, shown when asked for."""

    paragraphs: tuple[Paragraph, ...]
    folded: bool = False


def tidied(text: str) -> str:
    """Make blanks in a row one space and breaks in a row one, and end each paragraph by one."""
    lines = (BLANK.sub(" ", line).strip() for line in text.splitlines())
    return "".join(line + BREAK for line in lines if line)


def flowing(text: str) -> str:
    """Join the lines that a page was too narrow for, so that each paragraph is one line.

    A line goes on with the next if that one begins with a small letter, or if its first word would
    not have found room. A word that is divided at the end of a line is made whole.
    """
    lines = [BLANK.sub(" ", line).strip() for line in text.splitlines()]
    lengths = sorted(len(line) for line in lines if line)
    width = lengths[len(lengths) * 9 // 10] if lengths else 0
    found: list[str] = []
    last = ""  # the line before this one, as it stood on the page
    for line in lines:
        if last and line and _goes_on(last, line, width):
            divided = last.endswith("-") and last[-2:-1].isalpha() and line[0].islower()
            found[-1] = found[-1][:-1] + line if divided else f"{found[-1]} {line}"
        elif line:
            found.append(line)
        last = line
    return BREAK.join(found)


def _goes_on(last: str, line: str, width: int) -> bool:
    """Tell whether a line was broken for want of room alone."""
    if line[0].islower():
        return True
    heading = last[-1] in ENDS and line[-1] not in ENDS and len(line) < HEADING * width
    begins_anew = heading or ITEM.match(line) or last[-1] in ":;"
    wide = len(last) + 1 + len(line.partition(" ")[0]) > ROOM * width
    return wide and NARROWEST <= width <= WIDEST and not begins_anew


def differences(before: str, after: str, *, seconds: float = LONGEST_SECONDS) -> tuple[Piece, ...]:
    """Find what differs between two texts, in whole words, in the order of reading.

    Paragraphs are compared first, then the words of those that differ but are alike. It takes
    about ``seconds`` at most: what is left by then is shown as whole paragraphs.
    """
    ends = monotonic() + seconds
    old, new = (tidied(text).splitlines(keepends=True) for text in (before, after))
    found: list[Piece] = []
    left = right = 0
    for here, there in _shared(old, new, ends):
        found += _within(old[left:here], new[right:there], ends)
        found.append(Piece(Kind.SAME, old[here]))
        left, right = here + 1, there + 1
    return tuple(_joined([*found, *_within(old[left:], new[right:], ends)]))


def extent(pieces: Iterable[Piece]) -> Extent:
    """Count the words that were added, removed, and are the same."""
    counts = dict.fromkeys(Kind, 0)
    for piece in pieces:
        counts[piece.kind] += sum(1 for _ in WORDS.finditer(piece.text))
    return Extent(counts[Kind.ADDED], counts[Kind.REMOVED], counts[Kind.SAME])


def laid_out(pieces: Iterable[Piece]) -> tuple[Stretch, ...]:
    """Lay pieces out as paragraphs, and fold away many in a row that are all the same."""
    paragraphs = list(_paragraphs(pieces))
    near = {
        number + step
        for number, paragraph in enumerate(paragraphs)
        if paragraph.changed
        for step in range(-AROUND, AROUND + 1)
    }
    found: list[Stretch] = []
    for shown, numbers in groupby(range(len(paragraphs)), lambda number: number in near):
        part = tuple(paragraphs[number] for number in numbers)
        found.append(Stretch(part, folded=not shown and len(part) >= FEWEST_FOLDED))
    return tuple(found)


def _shared(old: Sequence[str], new: Sequence[str], ends: float) -> Iterator[tuple[int, int]]:
    """Find the paragraphs that are the same in both, as their numbers, in order.

    Those that stand in one of the texts alone are left out of the search: it is then short even
    where every paragraph has been touched.
    """
    both = set(old) & set(new)
    here = [number for number, text in enumerate(old) if text in both]
    there = [number for number, text in enumerate(new) if text in both]
    left = right = 0
    for kind, count in _compared([old[n] for n in here], [new[n] for n in there], ends):
        if kind is Kind.SAME:
            yield from zip(here[left : left + count], there[right : right + count], strict=True)
        left += count if kind is not Kind.ADDED else 0
        right += count if kind is not Kind.REMOVED else 0


def _compared(
    old: Sequence[str], new: Sequence[str], ends: float, *, tidy: bool = False
) -> Iterator[tuple[Kind, int]]:
    """Compare two rows of tokens as if each were a letter: how many are removed, added, the same.

    ``tidy`` lets what is the same by chance, between words that differ, count as different.
    """
    letters = _letters(old, new)
    left = ends - monotonic()
    if letters is None or left <= 0:
        yield from ((Kind.REMOVED, len(old)), (Kind.ADDED, len(new)))
        return
    comparer = diff_match_patch()
    comparer.Diff_Timeout = left
    found = comparer.diff_main(
        "".join(map(letters.__getitem__, old)), "".join(map(letters.__getitem__, new)), False
    )
    if tidy:
        comparer.diff_cleanupSemantic(found)
    yield from ((KINDS[sign], len(row)) for sign, row in found)


def _letters(old: Sequence[str], new: Sequence[str]) -> dict[str, str] | None:
    """Give each token a letter of its own; ``None`` if there are more tokens than letters."""
    free = chain.from_iterable(range(first, last + 1) for first, last in (*LETTERS, SPARE))
    letters = {" ": " ", BREAK: BREAK}
    for token in chain(old, new):
        if token not in letters:
            number = next(free, None)
            if number is None:
                return None
            letters[token] = chr(number)
    return letters


def _within(old: Sequence[str], new: Sequence[str], ends: float) -> list[Piece]:
    """Compare paragraphs that differ: each with the one that it most likely has become.

    One that was only divided, or put together with others, is compared as a whole.
    """
    told = _whole("".join(old), "".join(new))
    if min(len(old), len(new)) <= 1 and max(len(old), len(new)) <= FEW:
        told = _words("".join(old), "".join(new), ends)
        found = extent(told)
        if not (found.added and found.removed):
            return told
    pairs = list(_alike(old, new, ends))
    if not pairs:
        return told
    pieces: list[Piece] = []
    left = right = 0
    for here, there in pairs:
        pieces += _whole("".join(old[left:here]), "".join(new[right:there]))
        pieces += _words(old[here], new[there], ends)
        left, right = here + 1, there + 1
    return [*pieces, *_whole("".join(old[left:]), "".join(new[right:]))]


def _alike(old: Sequence[str], new: Sequence[str], ends: float) -> Iterator[tuple[int, int]]:
    """Pair paragraphs that share many of their words, in order; each looks a little way ahead."""
    words = [set(WORDS.findall(text)) for text in new]
    start = 0
    for here, text in enumerate(old):
        if monotonic() >= ends:
            return
        mine = set(WORDS.findall(text))
        near = range(start, min(start + AHEAD, len(new)))
        best = max(near, key=lambda number: _likeness(mine, words[number]), default=None)
        if best is not None and _likeness(mine, words[best]) >= ALIKE:
            yield here, best
            start = best + 1


def _likeness(one: set[str], other: set[str]) -> float:
    """How much two sets of words have in common, from 0 to 1."""
    return 2 * len(one & other) / max(len(one) + len(other), 1)


def _words(old: str, new: str, ends: float) -> list[Piece]:
    """Compare two texts word by word, unless they have too little in common to be read so."""
    if not (old and new) or monotonic() >= ends:
        return _whole(old, new)
    rows = {Kind.REMOVED: TOKENS.findall(old), Kind.ADDED: TOKENS.findall(new)}
    pieces: list[Piece] = []
    left = right = 0
    for kind, count in _compared(rows[Kind.REMOVED], rows[Kind.ADDED], ends, tidy=True):
        row, start = (rows[Kind.ADDED], right) if kind is Kind.ADDED else (rows[Kind.REMOVED], left)
        pieces.append(Piece(kind, "".join(row[start : start + count])))
        left += count if kind is not Kind.ADDED else 0
        right += count if kind is not Kind.REMOVED else 0
    found = extent(pieces)
    longest = found.same + max(found.added, found.removed)
    return pieces if found.same >= LEAST_ALIKE * longest else _whole(old, new)


def _whole(old: str, new: str) -> list[Piece]:
    return [Piece(Kind.REMOVED, old), Piece(Kind.ADDED, new)]


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Make pieces of a kind in a row one, and leave out the empty."""
    for kind, same in groupby((piece for piece in pieces if piece.text), lambda p: p.kind):
        yield Piece(kind, "".join(piece.text for piece in same))


def _paragraphs(pieces: Iterable[Piece]) -> Iterator[Paragraph]:
    """Cut pieces where paragraphs end; a break that differs within one is marked."""
    row: list[Piece] = []
    for piece in pieces:
        for text in piece.text.splitlines(keepends=True):
            words = text.rstrip(BREAK)
            row += [Piece(piece.kind, words)] if words else []
            if text != words:
                alone = all(other.kind is piece.kind for other in row)
                row += [] if alone or piece.kind is Kind.SAME else [Piece(piece.kind, MARK)]
                yield Paragraph(tuple(_joined(row)))
                row = []
    if row:
        yield Paragraph(tuple(_joined(row)))
