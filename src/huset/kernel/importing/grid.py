"""A file's cells, before anyone knows what they mean."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from huset.kernel.importing.kinds import Cell, words

HEADING_WITHIN = 20  # rows: a title, a date and some empty rows may stand above the headings


@dataclass(frozen=True)
class Grid:
    """The rows of a file as they stand, the first being row 1, and what should be said of it."""

    rows: Sequence[Sequence[Cell]]
    warnings: tuple[str, ...] = ()


def folded(cell: Cell) -> str:
    """A heading as it is compared: without case, and with single spaces."""
    return " ".join(words(cell).casefold().split())


def known_headings(row: Sequence[Cell], headings: Collection[str]) -> int:
    """How many of the headings a row holds."""
    return len({folded(cell) for cell in row} & {folded(heading) for heading in headings})
