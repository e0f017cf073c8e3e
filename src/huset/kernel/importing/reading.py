"""Reading a table: what every row under the headings says, and every fault at once."""

from collections.abc import Sequence
from typing import Any

from huset.kernel.importing.faults import BadFile, RowError, Unfit, letter
from huset.kernel.importing.files import read_file
from huset.kernel.importing.grid import Grid
from huset.kernel.importing.headings import Headings, find_headings
from huset.kernel.importing.kinds import Cell, quote, words
from huset.kernel.importing.limits import MOST_ROWS
from huset.kernel.importing.tables import Column, Columns, Row, Table


def read_table(content: bytes, name: str, columns: Columns) -> Table:
    """Read a file by its columns, with every fault at once. Raises BadFile when it is no table."""
    grid, headings, body = _open(content, name, columns)
    rows: list[Row] = []
    errors = list(headings.errors)
    for number, cells in body:
        values, faults = _values(number, cells, columns, headings)
        errors += faults
        if not faults:
            rows.append(Row(number, values))
    warnings = (*grid.warnings, *headings.warnings)
    return Table(tuple(rows), tuple(errors), warnings, headings.places)


def refuse_no_table(content: bytes, name: str, columns: Columns) -> None:
    """Raise BadFile when a file is no table with the columns; its rows are not read."""
    _open(content, name, columns)


def _open(
    content: bytes, name: str, columns: Columns
) -> tuple[Grid, Headings, list[tuple[int, Sequence[Cell]]]]:
    """A file's cells, its headings, and the rows under them by their numbers."""
    grid = read_file(content, name, [column.heading for column in columns])
    headings = find_headings(grid, columns)
    below = enumerate(grid.rows[headings.number :], headings.number + 1)
    body = [(number, cells) for number, cells in below if any(map(words, cells))]
    if len(body) > MOST_ROWS:
        raise BadFile(f"Filen har fler än {MOST_ROWS} rader. Dela den i flera.")
    return grid, headings, [] if headings.errors else body


def _values(
    number: int, cells: Sequence[Cell], columns: Columns, headings: Headings
) -> tuple[dict[str, Any], list[RowError]]:
    """What one row says, and what is wrong with it."""
    values: dict[str, Any] = dict.fromkeys(column.heading for column in columns)
    errors = _beside(number, cells, headings.width)
    for column in columns:
        at = headings.positions.get(column.heading)
        if at is None:
            continue
        cell = cells[at] if at < len(cells) else None
        try:
            values[column.heading] = _value(cell, column)
        except Unfit as unfit:
            place = headings.places[column.heading]
            errors.append(RowError(number, place, unfit.message, unfit.instead))
    return values, errors


def _value(cell: Cell, column: Column[Any]) -> object:
    if words(cell):
        return column.kind.read(cell)
    if column.required:
        raise Unfit(f"{column.heading} saknas", "ett värde i cellen")
    return None


def _beside(number: int, cells: Sequence[Cell], width: int) -> list[RowError]:
    """Refuse a value outside the headings: it is often half of one that was split in two."""
    return [
        RowError(number, letter(at), f"{quote(cell)} står utanför rubrikerna", "en rubrik över det")
        for at, cell in enumerate(cells[width:], width)
        if words(cell)
    ]
