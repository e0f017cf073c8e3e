"""A document as part of a page: contents beside it, headings from ``h2`` on.

The title is left to the page, as its ``h1``.
"""

from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from huset.kernel.documents.tree import (
    NOTHING,
    Block,
    Cell,
    Document,
    Figure,
    RowKind,
    Section,
    Table,
)

ChartUrl = Callable[[int, str], str]
Urls = Iterator[tuple[str, str]]

_TOP = 2


def beside(number: int, form: str) -> str:
    """Give the address of a figure that lies beside the document's page."""
    return f"diagram/{number}.{form}"


def render_html(document: Document, chart_url: ChartUrl = beside) -> SafeString:
    """Show a document; ``chart_url`` tells where a figure is, as ``svg`` and as ``json``.

    A figure's number is its place in ``document.figures``, from 1.
    """
    urls = ((chart_url(number, "svg"), chart_url(number, "json")) for number in count(1))
    sections = [_section(section, _TOP, urls) for section in document.sections]
    return _render("document", document=document, sections=sections)


def _section(section: Section, level: int, urls: Urls) -> SafeString:
    return _render(
        "section",
        section=section,
        level=min(level, 6),
        blocks=[_block(block, urls) for block in section.blocks],
        sections=[_section(inner, level + 1, urls) for inner in section.sections],
    )


def _block(block: Block, urls: Urls) -> SafeString:
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Figure):
        table = block.table and _table(block.table)
        svg_url, spec_url = next(urls)
        return _render("figure", block=block, svg_url=svg_url, spec_url=spec_url, table=table)
    return _render(type(block).__name__.lower(), block=block)


def _table(table: Table) -> SafeString:
    sides = ["amount" if column.kind.is_figures else "" for column in table.columns]
    rows = [
        {
            "kind": row.kind,
            "spans": len(sides) if row.kind is RowKind.HEAD else 1,
            "head": _shown(row.cells[0]),
            "cells": [(_shown(c), s) for c, s in zip(row.cells[1:], sides[1:], strict=False)],
        }
        for row in table.rows
    ]
    columns = list(zip(table.columns, sides, strict=True))
    return _render("table", table=table, columns=columns, rows=rows)


def _shown(cell: Cell) -> object:
    return NOTHING if cell is None else cell


def _render(name: str, **context: Any) -> SafeString:
    return render_to_string(f"kernel/document/{name}.html", context)
