"""How a table fits a sheet of A4: the size of its letters, which way it lies, how wide it splits.

Widths are counted in letters, which is near enough to choose by.
"""

from dataclasses import dataclass

from huset.kernel.documents.tree import Column, RowKind, Table, text_of

_PADDING = 2
_LONGEST_NEED = 26
_LONGEST_HEADING = 11
_LONGEST_WISH = 120


@dataclass(frozen=True)
class Size:
    """A way to set a table, and the letters it has room for on a line."""

    points: float
    landscape: bool
    room: int


SIZES = (Size(9, False, 104), Size(7.5, False, 124), Size(8, True, 178))


@dataclass(frozen=True)
class Fit:
    """What a table was given: a size, and the share of the line of each column."""

    size: Size
    shares: tuple[float, ...]


def fit(table: Table) -> Fit:
    """Choose the first size that has room for all; what is left over goes to texts that want it."""
    texts = [_texts(table, number) for number in range(len(table.columns))]
    both = list(zip(table.columns, texts, strict=True))
    needs = [_need(column, own) for column, own in both]
    wishes = [
        max(_wish(column, own) - need, 0) for (column, own), need in zip(both, needs, strict=True)
    ]
    needed, wished = sum(needs), sum(wishes)
    size = next((size for size in SIZES if needed <= size.room), SIZES[-1])
    given = min(1, (size.room - needed) / wished) if wished and needed < size.room else 0
    line = max(size.room, needed)
    return Fit(
        size,
        tuple((need + wish * given) / line for need, wish in zip(needs, wishes, strict=True)),
    )


def _texts(table: Table, number: int) -> list[str]:
    return [text_of(row.cells[number]) for row in table.rows if row.kind is not RowKind.HEAD]


def _need(column: Column, texts: list[str]) -> int:
    longest = max(map(len, texts), default=0)
    if not column.kind.is_figures:
        longest = min(longest, _LONGEST_NEED)
    return max(longest, min(_longest_word(column.heading), _LONGEST_HEADING)) + _PADDING


def _longest_word(text: str) -> int:
    return max(map(len, text.split()), default=0)


def _wish(column: Column, texts: list[str]) -> int:
    longest = max(map(len, (*texts, column.heading)), default=0)
    return min(longest, _LONGEST_WISH) + 2 * _PADDING
