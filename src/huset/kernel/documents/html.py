"""A document as part of a page: contents beside it, headings from ``h2`` on.

The title is left to the page, as its ``h1``.
"""

from collections.abc import Iterator
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

_TOP = 2


def render_html(document: Document, charts: str = "diagram/") -> SafeString:
    """Show a document whose figures lie under ``charts``: ``diagram/1.svg``, ``diagram/1.json``.

    A figure's number is its place in ``document.figures``; the address may be relative to the page.
    """
    urls = (f"{charts}{number}" for number in count(1))
    sections = [_section(section, _TOP, urls) for section in document.sections]
    return _render("document", document=document, sections=sections)


def _section(section: Section, level: int, urls: Iterator[str]) -> SafeString:
    return _render(
        "section",
        section=section,
        level=min(level, 6),
        blocks=[_block(block, urls) for block in section.blocks],
        sections=[_section(inner, level + 1, urls) for inner in section.sections],
    )


def _block(block: Block, urls: Iterator[str]) -> SafeString:
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Figure):
        table = block.table and _table(block.table)
        return _render("figure", block=block, url=next(urls), table=table)
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


def _render(name: str, **context: Any) -> SafeString:  # noqa: ANN401 -- what the template names
    return render_to_string(f"kernel/document/{name}.html", context)
