"""What Word knows and python-docx has no word for: languages, fields, links, repeated heads."""
# ruff: noqa: SLF001 -- python-docx opens its elements by underscored names alone

import re
from collections.abc import Sequence
from typing import Any

from docx.document import Document as Paper
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def clean(text: str) -> str:
    """Leave out the control characters that XML cannot hold."""
    return _NOT_XML.sub("", text)


def set_language(paper: Paper, language: str) -> None:
    """Tell in which language the text is, for screen readers and the spelling checker."""
    for lang in paper.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), language)
    paper.core_properties.language = language


def set_font(paper: Paper, font: str) -> None:
    """Set all text in one font, in place of the template's theme."""
    for fonts in paper.styles.element.iter(qn("w:rFonts")):
        fonts.attrib.clear()
        for script in ("ascii", "hAnsi", "cs"):
            fonts.set(qn(f"w:{script}"), font)


def add_field(paragraph: Paragraph, instruction: str) -> None:
    """Add a figure that Word counts itself, such as the page's number."""
    field = _element("w:fldSimple", instr=instruction)
    field.append(paragraph.add_run("1")._r)
    paragraph._p.append(field)


def add_contents(paper: Paper, headings: Sequence[tuple[int, str]], deepest: int) -> None:
    """Add a list of contents; Word adds the pages when the reader asks it to update the list."""
    lines = [paper.add_paragraph(text) for _, text in headings]
    for line, (level, _) in zip(lines, headings, strict=True):
        line.paragraph_format.left_indent = Mm(6 * (level - 1))
        line.paragraph_format.space_after = Pt(2)
    instruction = _element("w:instrText")
    instruction.text = f'TOC \\o "1-{deepest}" \\h'
    begin = [_run(_element("w:fldChar", fldCharType="begin")), _run(instruction)]
    for part in (_run(_element("w:fldChar", fldCharType="separate")), *reversed(begin)):
        lines[0]._p.insert_element_before(part, "w:r")
    lines[-1]._p.append(_run(_element("w:fldChar", fldCharType="end")))


def add_link(paragraph: Paragraph, text: str, url: str) -> None:
    """Add a link to a web address."""
    run = paragraph.add_run(text)
    run.underline = True
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, True))
    link.append(run._r)
    paragraph._p.append(link)


def set_style(paragraph: Paragraph, style_id: str) -> None:
    """Give a paragraph its style by id: python-docx searches all styles for each paragraph."""
    paragraph._p.style = style_id


def shade(paragraph: Paragraph, colour: str) -> None:
    """Give a paragraph a ground of its own."""
    ground = _element("w:shd", val="clear", color="auto", fill=colour)
    paragraph._p.get_or_add_pPr().append(ground)


def keep_whole(row: _Row, *, as_head: bool) -> None:
    """Keep a row on one page; a head stands at the top of every page its table runs over."""
    properties = row._tr.get_or_add_trPr()
    properties.append(_element("w:cantSplit"))
    if as_head:
        properties.append(_element("w:tblHeader"))


def name_table(table: Table, caption: str) -> None:
    """Tell what a table is, and that its first row and column are headings."""
    properties = table._tbl.tblPr
    for look in properties.findall(qn("w:tblLook")):
        properties.remove(look)
    properties.append(_element("w:tblLook", firstRow="1", firstColumn="1", noVBand="1"))
    properties.append(_element("w:tblCaption", val=caption))


def _run(part: Any) -> Any:  # noqa: ANN401 -- python-docx types none of them
    run = OxmlElement("w:r")
    run.append(part)
    return run


def _element(name: str, **attributes: str) -> Any:  # noqa: ANN401 -- python-docx types none of them
    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element
