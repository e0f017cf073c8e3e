"""Word as the registry wants it: real headings, repeated table heads, a language, a title."""

from dataclasses import replace
from datetime import datetime
from io import BytesIO

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from huset.kernel.documents.tree import Paragraph, Section
from huset.kernel.documents.word import render_word
from huset.kernel.tests.document_example import example


@pytest.fixture(scope="module")
def paper():
    return docx.Document(BytesIO(render_word(example())))


def test_headings_are_headings(paper):
    headings = [(p.style.name, p.text) for p in paper.paragraphs if p.style.name[:4] == "Head"]
    assert headings == [
        ("Heading 1", "Sammanfattning"),
        ("Heading 1", "Mål och indikatorer"),
        ("Heading 2", "Invånarna i centrum"),
        ("Heading 1", "Ekonomi"),
    ]


def test_the_contents_are_a_field_that_lists_the_headings(paper):
    texts = [paragraph.text for paragraph in paper.paragraphs]
    first = texts.index("Innehåll") + 1
    assert texts[first : first + 4] == [
        "Sammanfattning",
        "Mål och indikatorer",
        "Invånarna i centrum",
        "Ekonomi",
    ]
    marks = [mark.get(qn("w:fldCharType")) for mark in paper.element.iter(qn("w:fldChar"))]
    assert marks == ["begin", "separate", "end"]
    assert [field.text for field in paper.element.iter(qn("w:instrText"))] == ['TOC \\o "1-2" \\h']


def test_it_is_in_swedish_and_says_who_wrote_what_and_when(paper):
    said = paper.core_properties
    assert (said.title, said.author, said.subject, said.language, said.created) == (
        "Delårsrapport januari till augusti, Uppföljning efter andra tertialet",
        "Ekonomiavdelningen",
        "Delårsrapport",
        "sv-SE",
        datetime.fromisoformat("2025-08-31T00:00:00+00:00"),
    )
    languages = {lang.get(qn("w:val")) for lang in paper.styles.element.iter(qn("w:lang"))}
    assert languages == {"sv-SE"}


def test_the_heads_of_tables_are_repeated_and_no_row_is_split(paper):
    heads = [
        [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
        for table in paper.tables
    ]
    assert [head.count(True) for head in heads] == [1, 2, 2]
    assert [head[: head.count(True)] for head in heads] == [[True], [True] * 2, [True] * 2]


def test_a_wide_table_lies_on_its_side_and_the_rest_stands(paper):
    assert [section.orientation for section in paper.sections] == [
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.LANDSCAPE,
        WD_ORIENT.PORTRAIT,
    ]


def test_the_foot_tells_the_standing_the_example_and_the_page(paper):
    (foot,) = paper.sections[0].footer.paragraphs
    fields = [field.get(qn("w:instr")) for field in foot._p.iter(qn("w:fldSimple"))]
    assert foot.text.split("\t")[0] == "Utkast · Exempeldata"
    assert fields == ["PAGE", "NUMPAGES"]


def test_control_characters_that_a_file_cannot_hold_are_left_out():
    section = Section("a", "A", (Paragraph("Tecken\x00 och\x0b rader\ttab"),))
    paper = docx.Document(BytesIO(render_word(replace(example(), sections=(section,)))))
    assert paper.paragraphs[-1].text == "Tecken och rader\ttab"
