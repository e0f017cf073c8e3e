"""Web page, PDF and Word say the same, word for word."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from io import BytesIO

import docx
import pypdf
from docx.table import Table as WordTable
from hypothesis import HealthCheck, given, settings

from huset.kernel.documents import tree
from huset.kernel.documents.html import render_html
from huset.kernel.documents.pdf import render_pdf
from huset.kernel.documents.word import render_word
from huset.kernel.tests.document_example import LINE, VALUES, example
from huset.kernel.tests.document_strategies import documents, texts

_BULLET = "\N{BULLET}"
RANDOMLY = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def squeeze(text):
    return re.sub(r"[\s\u00ad\u2010-]+", "", text)


def said(part):  # noqa: C901, PLR0911, PLR0912 -- one line a kind of block
    """Give all that a part of a document says, in reading order."""
    match part:
        case tree.Document(sections=parts) | tree.KeyFigures(figures=parts):
            return [text for inner in parts for text in said(inner)]
        case tree.Section(heading=heading, blocks=blocks, sections=sections):
            return [heading, *(text for inner in (*blocks, *sections) for text in said(inner))]
        case tree.Paragraph(text, lead):
            return [lead, text]
        case tree.Bullets(points):
            return points
        case tree.Table(caption, columns, rows, notes):
            groups = [heading for heading, _ in part.groups]
            cells = [tree.text_of(cell) for row in rows for cell in row.cells]
            return [caption, *groups, *(column.heading for column in columns), *cells, *notes]
        case tree.Figure(caption, table=table):
            return [caption, *(said(table) if table else ())]
        case tree.StatusLine(label, status, why):
            return [label, str(status), why]
        case tree.KeyFigure(label, value, note, status):
            return [label, value, str(status or ""), note]
        case tree.Facts(facts):
            return [text for fact in facts for text in (fact.term, fact.text)]
        case tree.Callout(text, heading):
            return [heading, text]
        case tree.Links(heading, links):
            return [heading, *(link.text or link.url for link in links)]
    raise NotImplementedError(part)


def in_tree(document):
    return squeeze("".join(said(document)))


class Text(HTMLParser):
    def __init__(self, markup):
        super().__init__()
        self.parts = []
        self.feed(markup)

    def handle_data(self, data):
        self.parts.append(data)


def in_page(document):
    body = render_html(document).split("</header>", 1)[1]
    return squeeze("".join(Text(body).parts))


def cells_of(row):
    """Give a row's cells, those joined to one once."""
    return {cell._tc: cell for cell in row.cells}.values()


def in_word(document):
    paper = docx.Document(BytesIO(render_word(document)))
    parts, begun = [], False
    for item in paper.iter_inner_content():
        if isinstance(item, WordTable):
            parts.extend(cell.text for row in item.rows for cell in cells_of(row))
        else:
            begun = begun or item.style.name == "Heading 1"
            parts.append(item.text if begun else "")
    return squeeze("".join(parts))


def in_pdf(document):
    """Give what the pages after the first say, between head and foot."""
    pages = pypdf.PdfReader(BytesIO(render_pdf(document))).pages
    head = squeeze(document.title + document.organisation)
    texts = []
    for number, page in enumerate(pages[1:], start=2):
        foot = squeeze(f"{document.standing} · Exempeldata {number} ({len(pages)})")
        text = squeeze(page.extract_text())
        assert (text[: len(head)], text[-len(foot) :]) == (head, foot)
        texts.append(text[len(head) : -len(foot)])
    return "".join(texts).replace(_BULLET, "")


def without_figures(section):
    blocks = (VALUES if isinstance(b, tree.Figure) else b for b in section.blocks)
    inner = tuple(without_figures(each) for each in section.sections)
    return tree.Section(section.id, section.heading, tuple(blocks), inner)


def test_the_three_renderings_of_a_report_say_all_that_its_tree_says_and_nothing_else():
    document = example()
    sections = tuple(without_figures(section) for section in document.sections)
    document = replace(document, sections=sections)
    expected = in_tree(document)
    assert in_page(document) == expected
    assert in_word(document) == expected
    assert in_pdf(document) == expected


def test_a_figure_has_the_same_caption_table_and_alternative_text_everywhere():
    figure = tree.Figure("Andel nöjda", "Andelen ökar.", LINE, VALUES)
    document = replace(example(), sections=(tree.Section("a", "A", (figure,)),))
    assert in_page(document) == in_word(document) == in_tree(document)
    page = render_html(document, lambda number, form: f"/rapport/diagram/{number}.{form}?per=1")
    assert re.findall(r'(?:alt|src|data-chart)="([^"]*)"', page) == [
        "/rapport/diagram/1.json?per=1",
        "/rapport/diagram/1.svg?per=1",
        "Andelen ökar.",
    ]
    paper = docx.Document(BytesIO(render_word(document)))
    (picture,) = paper.inline_shapes
    assert picture._inline.docPr.get("descr") == "Andelen ökar."


@given(documents(of=texts))
@RANDOMLY
def test_page_and_word_say_what_any_tree_says(document):
    assert in_page(document) == in_word(document) == in_tree(document)


@given(documents(of=texts))
@RANDOMLY
def test_any_tree_can_be_set_as_accessible_pdf(document):
    assert render_pdf(document)[:5] == b"%PDF-"
