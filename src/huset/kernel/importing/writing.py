"""Writing a table, as Excel to fill in or as CSV. Text never becomes a formula."""

import csv
import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

from xlsxwriter import Workbook  # type: ignore[import-untyped]  # it has no types
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]  # see above

from huset.kernel.importing.faults import letter
from huset.kernel.importing.kinds import Cell, words
from huset.kernel.importing.limits import MOST_ROWS
from huset.kernel.importing.separated import guarded
from huset.kernel.importing.tables import Column, Columns

HEADINGS_AT, CHOICES = 2, "_val"  # a title and an empty row stand above the headings
LONGEST_CELL, LONGEST_SHEET_NAME = 32_767, 31
NARROWEST, WIDEST = 10, 60
HEAD = {"bold": True, "bg_color": "#E6EFF5", "bottom": 1, "text_wrap": True, "valign": "top"}
PLAIN_TEXT = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def write_table(title: str, columns: Columns, rows: Iterable[Sequence[Any]]) -> bytes:
    """Write rows of values, in the order of the columns, as an Excel file."""
    cells = [_cells(columns, row) for row in rows]
    content = BytesIO()
    with Workbook(content, PLAIN_TEXT) as book:
        sheet = book.add_worksheet(re.sub(r"[\[\]:*?/\\']", " ", title)[:LONGEST_SHEET_NAME])
        sheet.write_string(0, 0, title, book.add_format({"bold": True, "font_size": 14}))
        head = book.add_format(HEAD)
        sheet.freeze_panes(HEADINGS_AT + 1, 1)
        for at, column in enumerate(columns):
            shown = book.add_format({"num_format": column.kind.number_format or "General"})
            sheet.set_column(at, at, _width(column, [row[at] for row in cells]), shown)
            sheet.write_string(HEADINGS_AT, at, column.heading, head)
            for number, row in enumerate(cells, HEADINGS_AT + 1):
                _write(sheet, number, at, row[at])
        _offer_choices(book, sheet, columns)
    return content.getvalue()


def write_csv(columns: Columns, rows: Iterable[Sequence[Any]]) -> bytes:
    """Write rows of values, in the order of the columns, as CSV that a Swedish Excel opens."""
    out = StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow([column.heading for column in columns])
    for row in rows:
        cells = _cells(columns, row)
        writer.writerow(guarded(c) if isinstance(c, str) else words(c) for c in cells)
    return out.getvalue().encode("utf-8-sig")


def _cells(columns: Columns, row: Sequence[Any]) -> list[Cell]:
    return [
        None if value is None else column.kind.write(value)
        for column, value in zip(columns, row, strict=True)
    ]


def _width(column: Column[Any], cells: Sequence[Cell]) -> int:
    longest = max(len(words(cell)) for cell in (column.heading, *cells))
    return min(max(longest + 2, NARROWEST), WIDEST)


def _write(sheet: Worksheet, row: int, column: int, cell: Cell) -> None:
    """Write a cell as what it is; a number with more digits than Excel keeps, as text."""
    if isinstance(cell, date):
        sheet.write_datetime(row, column, cell)
    elif isinstance(cell, int | Decimal) and Decimal(f"{float(cell):.15g}") == cell:
        sheet.write_number(row, column, float(cell))
    elif words(cell):
        said = cell if isinstance(cell, str) else words(cell)
        sheet.write_string(row, column, said[:LONGEST_CELL])


def _offer_choices(book: Workbook, sheet: Worksheet, columns: Columns) -> None:
    """Let each choice be picked from a list; the lists lie in a sheet that does not show."""
    chosen = [(at, c.kind.choices) for at, c in enumerate(columns) if c.kind.choices]
    if not chosen:
        return
    lists = book.add_worksheet(CHOICES)
    lists.hide()
    for at, words_ in chosen:
        for number, word in enumerate(words_):
            lists.write_string(number, at, word)
        source = f"={CHOICES}!${letter(at)}$1:${letter(at)}${len(words_)}"
        rule = {"validate": "list", "source": source}
        sheet.data_validation(HEADINGS_AT + 1, at, MOST_ROWS - 1, at, rule)
