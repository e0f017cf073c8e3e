"""Reading a table: which file it is, where its headings stand, and what every row says."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from huset.kernel.importing.faults import BadFile, RowError, Unfit, closest, letter
from huset.kernel.importing.grid import HEADING_WITHIN, Grid, folded, known_headings
from huset.kernel.importing.kinds import Cell, quote, words
from huset.kernel.importing.limits import MOST_BYTES, MOST_COLUMNS, MOST_ROWS
from huset.kernel.importing.separated import read_separated
from huset.kernel.importing.tables import Column, Row, Table
from huset.kernel.importing.workbook import read_workbook

Columns = Sequence[Column[Any]]
SEND = "Spara tabellen som Excel (.xlsx) eller CSV och skicka in den."
OTHER_FILES = {
    b"\xd0\xcf\x11\xe0": "en äldre Excelfil (.xls), eller skyddad med lösenord",
    b"%PDF": "en PDF",
    b"\x89PNG": "en bild",
    b"\xff\xd8\xff": "en bild",
    b"{\\rtf": "ett textdokument (.rtf)",
    b"<": "en webbsida eller XML, även om den heter något annat",
}
OTHER_PACKED = {
    "xl/workbook.bin": "en binär Excelfil (.xlsb)",
    "word/document.xml": "ett Worddokument",
    "mimetype": "ett kalkylark i OpenDocument (.ods)",
}
EXCEL_NAMES = (".xlsx", ".xlsm")


def read_table(content: bytes, name: str, columns: Columns) -> Table:
    """Read a file by its columns, with every fault at once. Raises BadFile when it is no table."""
    grid = _grid(content, name, [column.heading for column in columns])
    at = _heading_row(grid, columns)
    positions, errors = _positions(grid.rows[at], at + 1, columns)
    places = {h: f"{letter(i)} ({h})" for h, i in positions.items()}
    width = max(i for i, cell in enumerate(grid.rows[at], 1) if words(cell))
    body = [(n, r) for n, r in enumerate(grid.rows[at + 1 :], at + 2) if any(map(words, r))]
    if len(body) > MOST_ROWS:
        raise BadFile(f"Filen har fler än {MOST_ROWS} rader. Dela den i flera.")
    if errors:
        return Table((), tuple(errors), grid.warnings, places)
    rows: list[Row] = []
    for number, cells in body:
        values, faults = _values(number, cells, columns, positions)
        faults += _beside(number, cells, width)
        errors += faults
        if not faults:
            rows.append(Row(number, values))
    unread = _unread(grid.rows[at], columns)
    return Table(tuple(rows), tuple(errors), (*grid.warnings, *unread), places)


def _grid(content: bytes, name: str, headings: Sequence[str]) -> Grid:
    """The cells of a file, by what it is rather than by what it is called."""
    if not content.strip():
        raise BadFile(f"Filen är tom. {SEND}")
    if len(content) > MOST_BYTES:
        raise BadFile(f"Filen är större än {MOST_BYTES // 10**6} MB. Dela den i flera.")
    for start, what in OTHER_FILES.items():
        if content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(start):
            raise BadFile(f"Filen är {what}. {SEND}")
    if content.startswith(b"PK"):
        _refuse_other_packed(content)
        return read_workbook(content)
    grid = read_separated(content, headings)
    if name.lower().endswith(EXCEL_NAMES):
        renamed = "Filen heter som en Excelfil men är text, och lästes som CSV."
        return Grid(grid.rows, (*grid.warnings, renamed))
    return grid


def _refuse_other_packed(content: bytes) -> None:
    try:
        with ZipFile(BytesIO(content)) as packed:
            names = set(packed.namelist())
    except BadZipFile:
        raise BadFile(f"Filen är skadad, eller hämtades inte hem hel. {SEND}") from None
    for part, what in OTHER_PACKED.items():
        if part in names:
            raise BadFile(f"Filen är {what}. {SEND}")
    if "xl/workbook.xml" not in names:
        raise BadFile(f"Filen är ett zip-arkiv. {SEND}")


def _heading_row(grid: Grid, columns: Columns) -> int:
    headings = [column.heading for column in columns]
    first = grid.rows[:HEADING_WITHIN]
    seen = [known_headings(row, headings) for row in first]
    if not any(seen):
        wanted = ", ".join(column.heading for column in columns if column.required)
        raise BadFile(f"Filen saknar rubriker. En rad ska ha minst dessa: {wanted}.")
    at = seen.index(max(seen))
    if len(grid.rows[at]) > MOST_COLUMNS:
        raise BadFile(f"Filen har fler än {MOST_COLUMNS} kolumner. Ta bort dem som inte läses.")
    return at


def _positions(
    cells: Sequence[Cell], number: int, columns: Columns
) -> tuple[dict[str, int], list[RowError]]:
    """Where each column stands, and what is wrong with the headings."""
    said = [folded(cell) for cell in cells]
    positions: dict[str, int] = {}
    errors: list[RowError] = []
    for column in columns:
        heading, found = (
            column.heading,
            [i for i, s in enumerate(said) if s == folded(column.heading)],
        )
        if len(found) > 1:
            where = " och ".join(letter(i) for i in found)
            errors.append(
                RowError(number, where, f"Rubriken ”{heading}” står flera gånger", "den en gång")
            )
        elif found:
            positions[heading] = found[0]
        elif column.required:
            errors.append(_missing(cells, number, heading, columns))
    return positions, errors


def _missing(cells: Sequence[Cell], number: int, heading: str, columns: Columns) -> RowError:
    known = {folded(column.heading) for column in columns}
    others = {
        words(cell): i for i, cell in enumerate(cells) if words(cell) and folded(cell) not in known
    }
    meant = closest(heading, others)
    place = f"{letter(others[meant])} ({meant})" if meant else ""
    return RowError(number, place, f"Rubriken ”{heading}” saknas", f"”{heading}”")


def _unread(cells: Sequence[Cell], columns: Columns) -> list[str]:
    known = {folded(column.heading) for column in columns} | {""}
    return [
        f"Kolumn {letter(i)} ({words(cell)}) läses inte."
        for i, cell in enumerate(cells)
        if folded(cell) not in known
    ]


def _values(
    number: int, cells: Sequence[Cell], columns: Columns, positions: dict[str, int]
) -> tuple[dict[str, Any], list[RowError]]:
    """What one row says, and what is wrong with it."""
    values: dict[str, Any] = {}
    errors: list[RowError] = []
    for column in columns:
        at = positions.get(column.heading, len(cells))
        cell = cells[at] if at < len(cells) else None
        try:
            values[column.heading] = _value(cell, column)
        except Unfit as unfit:
            place = f"{letter(at)} ({column.heading})"
            errors.append(RowError(number, place, unfit.message, unfit.instead))
    return values, errors


def _beside(number: int, cells: Sequence[Cell], width: int) -> list[RowError]:
    """A value outside the headings is often half of one that has been split in two."""
    return [
        RowError(number, letter(at), f"{quote(cell)} står utanför rubrikerna", "en rubrik över det")
        for at, cell in enumerate(cells[width:], width)
        if words(cell)
    ]


def _value(cell: Cell, column: Column[Any]) -> object:
    if words(cell):
        return column.kind.read(cell)
    if column.required:
        raise Unfit(f"{column.heading} saknas", "ett värde i cellen")
    return None
