"""Excel: the first sheet that shows, read without letting a file fill the memory.

A small file can claim to be huge: by parts that unpack to gigabytes, or by one cell in the last
row and column. Both are measured before the file is read.
"""

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from lzma import LZMAError
from zipfile import ZIP_STORED, BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812 -- it is an exception, whatever its name

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from huset.kernel.importing.faults import BadFile, letter
from huset.kernel.importing.grid import Grid
from huset.kernel.importing.kinds import Cell
from huset.kernel.importing.limits import MOST_COLUMNS, MOST_ROWS, MOST_UNPACKED

CELL = re.compile(
    rb"""<(?:[\w.-]+:)?c(?=[\s/>])                            # the start of a cell's tag,
    (?:\s+(?!r\s*=)[^\s=<>/]+\s*=\s*(?:"[^"]*"|'[^']*'))*+    # other attributes, and
    (?:\s+r\s*=\s*["']([A-Za-z]{1,3})([0-9]{1,7})["'])?      # its address, if any
    """,
    re.VERBOSE,
)
BROKEN = "Filen är skadad, eller kom inte fram hel. Öppna den i Excel och spara den på nytt."
NO_ZIP = (BadZipFile, ZlibError, LZMAError, RuntimeError, ValueError, OSError, EOFError)


def unpacked(content: bytes) -> dict[str, bytes]:
    """The parts of a packed file, once they are known to be of a sane size together.

    Reading stops at the size that a part says it has, and only what is read here is used.
    """
    try:
        with ZipFile(BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
                raise BadFile("Filen är för stor när den packas upp. Dela den i flera.")
            return {part.filename: packed.read(part) for part in packed.infolist()}
    except NO_ZIP as error:
        raise BadFile(BROKEN) from error


def read_workbook(parts: Mapping[str, bytes]) -> Grid:
    """Read the first sheet that shows."""
    try:
        with CalamineWorkbook.from_filelike(_packed(parts)) as book:
            sheets = book.sheets_metadata
            shown = [s.name for s in sheets if s.visible is SheetVisibleEnum.Visible]
            if not shown:
                raise BadFile("Excelfilen har inget blad som visas.")
            rows = [*_rows(book.get_sheet_by_name(shown[0]))]
    except CalamineError as error:
        raise BadFile(BROKEN) from error
    only = f"Bara bladet ”{shown[0]}” läses; filen har {len(shown)} blad."
    return Grid(rows, (only,) if len(shown) > 1 else ())


def _rows(sheet: CalamineSheet) -> Iterator[list[Cell]]:
    left = [None] * (sheet.start or (0, 0))[1]
    for row in sheet.iter_rows():
        yield [*left, *row]


def _packed(parts: Mapping[str, bytes]) -> BytesIO:
    """The parts put together again, when none of them has a cell far away."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_STORED) as out:
        for name, data in parts.items():
            _refuse_far_cells(data)
            out.writestr(name, data)
    file.seek(0)
    return file


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
