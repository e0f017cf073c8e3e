"""Lettering: how wide a text is when no font is at hand, and how it is broken into lines.

The widths are hundredths of the type size, as in the semibold cuts of common sans serifs.
"""

from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from math import ceil

_WIDTHS = {
    25: " \N{NO-BREAK SPACE}",
    28: "Iijlíìîï\N{RIGHT SINGLE QUOTATION MARK}",
    33: "!',.:;·",
    37: "()/[\\]`t|",
    40: "fr",
    47: "-^_{}°",
    50: "\N{EN DASH}",
    54: '"*s”',
    57: "1?Lkxz§",
    59: "7FJacevåäàáçèéêë",
    61: "5Ehnouyöñòóôøùúûü○●",
    64: "23689#$PRSbdgpq",
    67: "04&+<=>BTZ~\N{MINUS SIGN}",
    72: "DKUXYÜ",
    75: "ACGHNVÅÄ",
    78: "OQÖØ",
    84: "wæ✓✕",
    90: "Mm½◐",
}
_EMS = {letter: width / 100 for width, letters in _WIDTHS.items() for letter in letters}
_WIDEST = 1.0
_KEPT_TOGETHER = 3
_DOT = " \N{MIDDLE DOT} "
_REMEMBERED = 8192


@lru_cache(maxsize=_REMEMBERED)
def width(text: str, size: float) -> float:
    """Return the width of a text; a letter outside the table counts as the widest."""
    return size * sum(_EMS.get(letter, _WIDEST) for letter in text)


def widest_word(text: str, size: float) -> float:
    return max((width(word, size) for word in text.split(" ")), default=0)


def parted(text: str, size: float, room: float) -> tuple[str, ...]:
    """Part what stands between middle dots where it is too wide, so that no dot ends a line."""
    lines: list[str] = []
    for piece in text.split(_DOT):
        longer = f"{lines[-1]}{_DOT}{piece}" if lines else piece
        if lines and width(longer, size) <= room:
            lines[-1] = longer
        else:
            lines.append(piece)
    return tuple(lines)


def wrap(text: str, size: float, room: float) -> tuple[str, ...]:
    """Break a text into lines no wider than the room, long compounds with a hyphen."""
    lines: list[str] = []
    for piece in _pieces(text, size, room):
        longer = f"{lines[-1]} {piece}" if lines else piece
        if lines and width(longer, size) <= room:
            lines[-1] = longer
        else:
            lines.append(piece)
    return tuple(lines)


@lru_cache(maxsize=_REMEMBERED)
def balanced(text: str, size: float, room: float) -> tuple[str, ...]:
    """Break a text into as few lines as the room needs, and these as even as they can be."""
    lines = wrap(text, size, room)
    widths = range(ceil(widest_word(text, size)), int(room) + 1)
    at = bisect_left(widths, x=True, key=lambda wide: len(wrap(text, size, wide)) <= len(lines))
    return wrap(text, size, widths[at]) if at < len(widths) else lines


def _pieces(text: str, size: float, room: float) -> Iterator[str]:
    for word in filter(None, text.split(" ")):
        yield from _broken(word, size, room)


def _broken(word: str, size: float, room: float) -> Iterator[str]:
    """Cut a word that is too wide: "verksamhets-" "planer"; never a short tail alone."""
    while width(word, size) > room and len(word) > 1:
        cut = _longest_start(word, size, room)
        yield word[:cut].removesuffix("-") + "-"
        word = word[cut:]
    yield word


def _longest_start(word: str, size: float, room: float) -> int:
    """Return how much of a word to keep, up to a linking s where one stands near the end."""
    cut = max((n for n in range(1, len(word)) if width(word[:n] + "-", size) <= room), default=1)
    cut = max(1, min(cut, len(word) - _KEPT_TOGETHER))
    joint = word.rfind("s", cut // 2, cut) + 1
    return joint - word[:joint].endswith("ss") if joint else cut
