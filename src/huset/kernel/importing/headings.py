"""Where the columns of a file stand, and what is wrong with its headings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from huset.kernel.importing.faults import BadFile, RowError, closest, letter
from huset.kernel.importing.grid import HEADING_WITHIN, Grid, folded, known_headings
from huset.kernel.importing.kinds import Cell, words
from huset.kernel.importing.limits import MOST_COLUMNS
from huset.kernel.importing.tables import Columns


@dataclass(frozen=True)
class Headings:
    """The row that holds the headings: its number in the file, and each heading's position."""

    number: int
    width: int
    positions: Mapping[str, int]
    places: Mapping[str, str]
    errors: tuple[RowError, ...]
    warnings: tuple[str, ...]


def find_headings(grid: Grid, columns: Columns) -> Headings:
    """Find the row that holds most of the headings; a title may stand above it."""
    wanted = [column.heading for column in columns]
    seen = [known_headings(row, wanted) for row in grid.rows[:HEADING_WITHIN]]
    if not any(seen):
        needed = ", ".join(column.heading for column in columns if column.required)
        raise BadFile(f"Filen saknar rubriker. En rad ska ha minst dessa: {needed}.")
    at = seen.index(max(seen))
    cells = grid.rows[at]
    width = max(i for i, cell in enumerate(cells, 1) if words(cell))
    if len(cells) > MOST_COLUMNS:
        raise BadFile(f"Filen har fler än {MOST_COLUMNS} kolumner. Ta bort dem som inte läses.")
    positions, errors = _positions(cells, at + 1, columns)
    return Headings(
        number=at + 1,
        width=width,
        positions=positions,
        places={heading: place(i, heading) for heading, i in positions.items()},
        errors=tuple(errors),
        warnings=tuple(f"Kolumn {w} läses inte." for w in _others(cells, columns).values()),
    )


def place(at: int, heading: str) -> str:
    """A column as Excel and people name it: "B (År)"."""
    return f"{letter(at)} ({heading})"


def _positions(
    cells: Sequence[Cell], number: int, columns: Columns
) -> tuple[dict[str, int], list[RowError]]:
    said = [folded(cell) for cell in cells]
    positions: dict[str, int] = {}
    errors: list[RowError] = []
    for column in columns:
        heading = column.heading
        found = [i for i, word in enumerate(said) if word == folded(heading)]
        if len(found) > 1:
            where = " och ".join(letter(i) for i in found)
            message = f"Rubriken ”{heading}” står flera gånger"
            errors.append(RowError(number, where, message, "den en gång"))
        elif found:
            positions[heading] = found[0]
        elif column.required:
            errors.append(_missing(heading, number, _others(cells, columns)))
    return positions, errors


def _missing(heading: str, number: int, others: Mapping[str, str]) -> RowError:
    meant = others.get(closest(heading, others) or "", "")
    return RowError(number, meant, f"Rubriken ”{heading}” saknas", f"”{heading}”")


def _others(cells: Sequence[Cell], columns: Columns) -> dict[str, str]:
    """The headings that no column has, each with its place."""
    known = {folded(column.heading) for column in columns} | {""}
    return {
        words(cell): place(i, words(cell))
        for i, cell in enumerate(cells)
        if folded(cell) not in known
    }
