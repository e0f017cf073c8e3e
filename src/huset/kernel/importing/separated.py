"""CSV: text in whichever coding and with whichever separator it comes.

A spreadsheet runs text that begins with = + - or @ as a formula. Written files have an apostrophe
before such text; it is taken away when the file is read back.
"""

import csv
import re
from collections.abc import Collection, Iterator
from io import StringIO
from itertools import islice

from huset.kernel.importing.faults import BadFile
from huset.kernel.importing.grid import HEADING_WITHIN, Grid, known_headings
from huset.kernel.importing.limits import MOST_ROWS

SEPARATORS = ";,\t"
FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")  # noqa: RUF001 -- wide signs also start formulas
GUARDED = re.compile("'" + FORMULA.pattern)
NOT_UTF8 = "Filen är inte i UTF-8. Kontrollera att å, ä och ö ser rätt ut."
NO_TEXT = "Filen är varken Excel (.xlsx) eller CSV. Spara tabellen som något av dem."


def guarded(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """Text as it was before it was guarded."""
    return text[1:] if GUARDED.match(text) else text


def read_separated(content: bytes, headings: Collection[str]) -> Grid:
    """Read a CSV file; the separator is the one that shows the headings."""
    text, warnings = _decoded(content)
    separator = max(SEPARATORS, key=lambda sign: _headings_seen(text, sign, headings))
    rows = _rows(text, separator)
    return Grid([*islice(rows, HEADING_WITHIN + MOST_ROWS + 1)], warnings)


def _decoded(content: bytes) -> tuple[str, tuple[str, ...]]:
    coding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    warnings: tuple[str, ...] = ()
    text = _as(coding, content)
    if text is None:
        text, warnings = _as("cp1252", content), (NOT_UTF8,)
    if text is None or "\0" in text:
        raise BadFile(NO_TEXT)
    return text, warnings


def _as(coding: str, content: bytes) -> str | None:
    try:
        return content.decode(coding)
    except UnicodeDecodeError:
        return None


def _headings_seen(text: str, separator: str, headings: Collection[str]) -> int:
    try:
        first = [*islice(_rows(text, separator), HEADING_WITHIN)]
    except BadFile:
        return 0
    return max((known_headings(row, headings) for row in first), default=0)


def _rows(text: str, separator: str) -> Iterator[list[str]]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for row in reader:
            yield [unguarded(cell) for cell in row]
    except csv.Error:
        line = reader.line_num
        raise BadFile(f"Ett citattecken är fel satt, senast på rad {line} i filen.") from None
