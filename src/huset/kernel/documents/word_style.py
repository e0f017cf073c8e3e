"""The look of a Word file: the sheet, its letters, and the colours of a status."""

from typing import cast

from docx.document import Document as Paper
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.section import Section
from docx.shared import Length, Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from huset.kernel.documents.tree import ColumnKind
from huset.kernel.documents.word_xml import clean, set_font
from huset.kernel.status import Status, Tone

GROUNDS = {
    Tone.GOOD: "E7F5EC",
    Tone.PARTLY: "FDF1DC",
    Tone.BAD: "FDEAEA",
    Tone.NEUTRAL: "F0F2F4",
}
_INK = RGBColor(0x1F, 0x23, 0x28)
_TONES = {
    Tone.GOOD: RGBColor(0x14, 0x53, 0x2D),
    Tone.PARTLY: RGBColor(0x7A, 0x41, 0x00),
    Tone.BAD: RGBColor(0x8F, 0x1D, 0x1A),
    Tone.NEUTRAL: RGBColor(0x3D, 0x44, 0x4D),
}
_SHORT, _LONG, _MARGIN = Mm(210), Mm(297), Mm(22)
_SIZES = {
    "Title": 26,
    "Subtitle": 14,
    "Heading 1": 17,
    "Heading 2": 13,
    "Heading 3": 11,
    "Caption": 10,
    "Normal": 10.5,
}


def set_look(paper: Paper) -> None:
    """Give a new file our sheet and letters."""
    set_font(paper, "Calibri")
    for name, size in _SIZES.items():
        style = paper.styles[name]
        if isinstance(style, ParagraphStyle):
            style.font.size = Pt(size)
            style.font.color.rgb = _INK
    lay(paper.sections[0], landscape=False)


def lay(section: Section, *, landscape: bool) -> None:
    """Lay the sheets of a section upright or on their side."""
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (_LONG, _SHORT) if landscape else (_SHORT, _LONG)
    section.left_margin = section.right_margin = _MARGIN


def turn(paper: Paper, *, landscape: bool) -> None:
    """Begin a new sheet, upright or on its side."""
    lay(paper.add_section(WD_SECTION.NEW_PAGE), landscape=landscape)


def line_width(*, landscape: bool) -> Length:
    """Give the length of a line of text."""
    return Length((_LONG if landscape else _SHORT) - 2 * _MARGIN)


def table_style(paper: Paper, points: float, kind: ColumnKind) -> ParagraphStyle:
    """Give the style of the cells of a column; it is made when first asked for."""
    name = f"Tabell {points:g} {'siffror' if kind.is_figures else 'text'}"
    if name in paper.styles:
        return cast("ParagraphStyle", paper.styles[name])
    style = cast("ParagraphStyle", paper.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH))
    style.base_style = paper.styles["Normal"]
    style.font.size = Pt(points)
    style.paragraph_format.space_after = Pt(1)
    style.paragraph_format.line_spacing = 1
    if kind.is_figures:
        style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    return style


def add_status(paragraph: Paragraph, status: Status) -> None:
    """Write a status in the colour of its tone."""
    run = paragraph.add_run(clean(str(status)))
    run.bold = True
    run.font.color.rgb = _TONES[status.tone]
