"""Excel: the first sheet that shows, read without letting a file fill the memory.

A small file can claim to be huge: by parts that unpack to gigabytes, or by one cell in the last
row and column. Both are measured before the file is read.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZIP_STORED, BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812 -- it is an exception, whatever its name

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from huset.kernel.importing.faults import BadFile, letter
from huset.kernel.importing.grid import Grid
from huset.kernel.importing.kinds import Cell
from huset.kernel.importing.limits import MOST_COLUMNS, MOST_ROWS, MOST_UNPACKED

CELL = re.compile(
    rb"""<(?:[\w.-]+:)?c(?=[\s/>])                                  # the start of a cell's tag,
    (?:\s+(?!r\s*=)[^\s=<>/]+\s*=\s*(?:"[^"]*"|'[^']*'))*+         # other attributes, and
    (?:\s+r\s*=\s*["']([A-Za-z]{1,3})([0-9]{1,7})["'])?""",  # its address, if it has one
    re.VERBOSE,
)
BROKEN = "Excelfilen är skadad och går inte att läsa. Öppna den i Excel och spara den på nytt."


def read_workbook(content: bytes) -> Grid:
    """Read the first sheet that shows."""
    try:
        with CalamineWorkbook.from_filelike(BytesIO(_measured(content))) as book:
            shown = [
                sheet.name
                for sheet in book.sheets_metadata
                if sheet.visible is SheetVisibleEnum.Visible
            ]
            if not shown:
                raise BadFile("Excelfilen har inget blad som visas.")
            rows = [*_rows(book.get_sheet_by_name(shown[0]))]
    except (CalamineError, BadZipFile, ZlibError, EOFError, NotImplementedError) as error:
        raise BadFile(BROKEN) from error
    only = f"Bara bladet ”{shown[0]}” läses; filen har {len(shown)} blad."
    return Grid(rows, (only,) if len(shown) > 1 else ())


def _rows(sheet: CalamineSheet) -> Iterator[list[Cell]]:
    left = [None] * (sheet.start or (0, 0))[1]
    for row in sheet.iter_rows():
        yield [*left, *row]


def _measured(content: bytes) -> bytes:
    """The workbook unpacked, once it is known to be of a sane size.

    Reading stops at the size that a part says it has, and what is read here is what is used.
    """
    unpacked = BytesIO()
    with ZipFile(BytesIO(content)) as packed, ZipFile(unpacked, "w", ZIP_STORED) as out:
        if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
            raise BadFile("Excelfilen är för stor när den packas upp. Dela den i flera.")
        for part in packed.infolist():
            data = packed.read(part)
            _refuse_far_cells(data)
            out.writestr(part.filename, data)
    return unpacked.getvalue()


def _refuse_far_cells(data: bytes) -> None:
    for column, row in CELL.findall(data.replace(b"\0", b"")):  # UTF-16 would hide the cells
        if not row:
            raise BadFile(BROKEN)
        if int(row) > MOST_ROWS or _number(column) > MOST_COLUMNS:
            raise BadFile(
                f"Bladet har en cell i {(column + row).decode()}. Högst {MOST_ROWS} rader och "
                f"{MOST_COLUMNS} kolumner läses (till och med {letter(MOST_COLUMNS - 1)}): "
                "ta bort det som står utanför."
            )


def _number(column: bytes) -> int:
    number = 0
    for sign in column.upper():
        number = number * 26 + sign - ord("A") + 1
    return number
