"""A document's tables in Word."""

from docx.document import Document as Paper
from docx.shared import Length
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from huset.kernel.documents.fit import Fit, fit
from huset.kernel.documents.tree import Cell, Row, RowKind, Table, text_of
from huset.kernel.documents.word_style import add_status, line_width, table_style, turn
from huset.kernel.documents.word_xml import clean, keep_whole, name_table, set_style
from huset.kernel.status import Status


def add_table(paper: Paper, table: Table) -> None:
    """Add a table with its caption and notes; a wide one gets sheets on their side."""
    chosen = fit(table)
    if chosen.size.landscape:
        turn(paper, landscape=True)
    if table.caption:
        paper.add_paragraph(clean(table.caption), "Caption").paragraph_format.keep_with_next = True
    _add_grid(paper, table, chosen)
    for note in table.notes:
        paper.add_paragraph(clean(note))
    if chosen.size.landscape:
        turn(paper, landscape=False)
    else:
        paper.add_paragraph()


def _add_grid(paper: Paper, table: Table, chosen: Fit) -> None:
    heads = 2 if table.groups else 1
    grid = paper.add_table(heads + len(table.rows), len(table.columns), "Table Grid")
    grid.autofit = False
    name_table(grid, clean(table.caption))
    line = line_width(landscape=chosen.size.landscape)
    widths = [Length(int(line * share)) for share in chosen.shares]
    styles = [table_style(paper, chosen.size.points, column.kind) for column in table.columns]
    for number, row in enumerate(grid.rows):
        keep_whole(row, as_head=number < heads)
        cells = row.cells
        for cell, width, style in zip(cells, widths, styles, strict=True):
            cell.width = width
            set_style(cell.paragraphs[0], style.style_id)
        if number >= heads:
            _fill(cells, table.rows[number - heads])
        elif number == heads - 1:
            _fill(cells, Row(tuple(column.heading for column in table.columns), RowKind.TOTAL))
        else:
            _fill_groups(cells, table.groups)


def _fill_groups(cells: tuple[_Cell, ...], groups: tuple[tuple[str, int], ...]) -> None:
    first = 0
    for heading, span in groups:
        _join(cells[first : first + span])
        _write(cells[first].paragraphs[0], heading, bold=True)
        first += span


def _fill(cells: tuple[_Cell, ...], row: Row) -> None:
    if row.kind is RowKind.HEAD:
        _join(cells)
    for cell, content in zip(cells, row.cells, strict=False):
        _write(cell.paragraphs[0], content, bold=row.kind is not RowKind.NORMAL)


def _join(cells: tuple[_Cell, ...]) -> None:
    cells[0].merge(cells[-1])


def _write(paragraph: Paragraph, content: Cell, *, bold: bool) -> None:
    if isinstance(content, Status):
        add_status(paragraph, content)
        return
    run = paragraph.add_run(clean(text_of(content)))
    if bold:
        run.bold = True
