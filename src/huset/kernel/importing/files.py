"""Which file it is: Excel, CSV, or something else that is told by its name."""

from collections.abc import Collection

from huset.kernel.importing.faults import BadFile
from huset.kernel.importing.grid import Grid
from huset.kernel.importing.limits import MOST_BYTES
from huset.kernel.importing.separated import read_separated
from huset.kernel.importing.workbook import read_workbook, unpacked

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
IS_TEXT = "Filen heter som en Excelfil men är text, och lästes som CSV."


def read_file(content: bytes, name: str, headings: Collection[str]) -> Grid:
    """Read a file's cells, by what the file is rather than by what it is called."""
    if not content.strip():
        raise BadFile(f"Filen är tom. {SEND}")
    if len(content) > MOST_BYTES:
        raise BadFile(f"Filen är större än {MOST_BYTES // 10**6} MB. Dela den i flera.")
    start = content.lstrip(b"\xef\xbb\xbf \r\n\t")
    if what := next((w for sign, w in OTHER_FILES.items() if start.startswith(sign)), None):
        raise BadFile(f"Filen är {what}. {SEND}")
    if content.startswith(b"PK"):
        return _read_packed(content)
    grid = read_separated(content, headings)
    renamed = (IS_TEXT,) if name.lower().endswith(EXCEL_NAMES) else ()
    return Grid(grid.rows, (*grid.warnings, *renamed))


def _read_packed(content: bytes) -> Grid:
    parts = unpacked(content)
    if "xl/workbook.xml" in parts:
        return read_workbook(parts)
    what = next((w for part, w in OTHER_PACKED.items() if part in parts), "ett zip-arkiv")
    raise BadFile(f"Filen är {what}. {SEND}")
