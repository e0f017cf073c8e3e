"""A document as a Word file, with real headings, repeated table heads and alternative texts."""

from datetime import UTC, datetime, time
from functools import singledispatch
from io import BytesIO

import docx
from docx.document import Document as Paper
from docx.enum.text import WD_TAB_ALIGNMENT

from huset.kernel.charts.render import png
from huset.kernel.documents import tree
from huset.kernel.documents.word_style import GROUNDS, add_status, line_width, set_look
from huset.kernel.documents.word_table import add_table
from huset.kernel.documents.word_xml import (
    add_contents,
    add_field,
    add_link,
    clean,
    set_language,
    shade,
)

_LANGUAGES = {"sv": "sv-SE"}
_FEW = 2  # sections that need no list of contents
_DEEPEST_CONTENTS = 2
_DEEPEST = 9
_LONGEST_PROPERTY = 255


def render_word(document: tree.Document) -> bytes:
    """Write a document as a Word file."""
    paper = docx.Document()
    set_look(paper)
    set_language(paper, _LANGUAGES.get(document.language, document.language))
    _set_properties(paper, document)
    _set_foot(paper, document)
    _add_title(paper, document)
    for section in document.sections:
        _add_section(paper, section, 1)
    file = BytesIO()
    paper.save(file)
    return file.getvalue()


def _set_properties(paper: Paper, document: tree.Document) -> None:
    properties = paper.core_properties
    properties.title = clean(document.full_title)[:_LONGEST_PROPERTY]
    properties.author = clean(document.author or document.organisation)[:_LONGEST_PROPERTY]
    properties.subject = clean(document.subject)[:_LONGEST_PROPERTY]
    properties.comments = ""
    properties.created = properties.modified = datetime.combine(document.date, time(), UTC)


def _set_foot(paper: Paper, document: tree.Document) -> None:
    foot = paper.sections[0].footer.paragraphs[0]
    foot.paragraph_format.tab_stops.add_tab_stop(
        line_width(landscape=False), WD_TAB_ALIGNMENT.RIGHT
    )
    marks = [document.standing, "Exempeldata" if document.example else ""]
    foot.add_run(clean(" · ".join(filter(None, marks))) + "\t")
    add_field(foot, "PAGE")
    foot.add_run(" (")
    add_field(foot, "NUMPAGES")
    foot.add_run(")")


def _add_title(paper: Paper, document: tree.Document) -> None:
    paper.add_paragraph(clean(document.organisation))
    paper.add_heading(clean(document.title), 0)
    if document.subtitle:
        paper.add_paragraph(clean(document.subtitle), "Subtitle")
    facts = [document.date.isoformat(), document.author, document.standing]
    paper.add_paragraph(clean(" · ".join(filter(None, facts))))
    if len(document.sections) > _FEW:
        paper.add_paragraph("Innehåll", "TOC Heading")
        add_contents(paper, _headings(document.sections, 1), _DEEPEST_CONTENTS)


def _headings(sections: tuple[tree.Section, ...], level: int) -> list[tuple[int, str]]:
    if level > _DEEPEST_CONTENTS:
        return []
    own = (
        [(level, clean(each.heading)), *_headings(each.sections, level + 1)] for each in sections
    )
    return [heading for headings in own for heading in headings]


def _add_section(paper: Paper, section: tree.Section, level: int) -> None:
    paper.add_heading(clean(section.heading), min(level, _DEEPEST))
    for block in section.blocks:
        _add(block, paper)
    for inner in section.sections:
        _add_section(paper, inner, level + 1)


@singledispatch
def _add(block: tree.Block, paper: Paper) -> None:
    raise NotImplementedError(type(block).__name__)


@_add.register
def _(block: tree.Paragraph, paper: Paper) -> None:
    paragraph = paper.add_paragraph()
    if block.lead:
        paragraph.add_run(clean(block.lead)).bold = True
        paragraph.add_run(" ")
    paragraph.add_run(clean(block.text))


@_add.register
def _(block: tree.Bullets, paper: Paper) -> None:
    for point in block.points:
        paper.add_paragraph(clean(point), "List Bullet")


@_add.register
def _(block: tree.Table, paper: Paper) -> None:
    add_table(paper, block)


@_add.register
def _(block: tree.Figure, paper: Paper) -> None:
    width = line_width(landscape=False)
    picture = paper.add_picture(BytesIO(png(block.chart)), width)
    picture._inline.docPr.set("descr", clean(block.alternative or block.caption))  # noqa: SLF001 -- python-docx has no alternative texts
    paper.paragraphs[-1].paragraph_format.keep_with_next = True
    if block.caption:
        paper.add_paragraph(clean(block.caption), "Caption")
    if block.table:
        add_table(paper, block.table)


@_add.register
def _(block: tree.StatusLine, paper: Paper) -> None:
    paragraph = paper.add_paragraph()
    paragraph.add_run(clean(block.label)).bold = True
    paragraph.add_run(" ")
    add_status(paragraph, block.status)
    if block.why:
        paragraph.add_run("\n" + clean(block.why))


@_add.register
def _(block: tree.KeyFigures, paper: Paper) -> None:
    for figure in block.figures:
        paragraph = paper.add_paragraph(clean(figure.label) + "\n")
        paragraph.add_run(clean(figure.value)).bold = True
        if figure.status:
            paragraph.add_run("\n")
            add_status(paragraph, figure.status)
        if figure.note:
            paragraph.add_run("\n" + clean(figure.note))


@_add.register
def _(block: tree.Facts, paper: Paper) -> None:
    for fact in block.facts:
        paragraph = paper.add_paragraph()
        paragraph.add_run(clean(fact.term)).bold = True
        paragraph.add_run(" " + clean(fact.text))


@_add.register
def _(block: tree.Callout, paper: Paper) -> None:
    paragraph = paper.add_paragraph()
    shade(paragraph, GROUNDS[block.tone])
    if block.heading:
        paragraph.add_run(clean(block.heading) + "\n").bold = True
    paragraph.add_run(clean(block.text))


@_add.register
def _(block: tree.Links, paper: Paper) -> None:
    if block.heading:
        paper.add_paragraph().add_run(clean(block.heading)).bold = True
    for link in block.links:
        paragraph = paper.add_paragraph(style="List Bullet")
        if link.url:
            add_link(paragraph, clean(link.text or link.url), link.url)
        else:
            paragraph.add_run(clean(link.text))
