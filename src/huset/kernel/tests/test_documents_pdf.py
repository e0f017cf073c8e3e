"""PDF for everyone: tagged, named, in a known language, and the same each time."""

from dataclasses import replace
from io import BytesIO

import pypdf
import pytest

from huset.kernel.documents.fit import SIZES, fit
from huset.kernel.documents.pdf import render_pdf
from huset.kernel.documents.tree import Column, ColumnKind, Paragraph, Row, Section, Table
from huset.kernel.tests.document_example import budget_table, example


@pytest.fixture(scope="module")
def pdf():
    return pypdf.PdfReader(BytesIO(render_pdf(example())))


def kinds(node):
    """Give the kinds of the parts below a node of the structure tree."""
    node = node.get_object()
    if isinstance(node, list):
        return [kind for part in node for kind in kinds(part)]
    if not isinstance(node, dict):
        return []
    own = [node["/S"]] if "/S" in node else []
    return own + (kinds(node["/K"]) if "/K" in node else [])


def test_it_says_that_it_is_tagged_in_swedish_and_shows_its_title(pdf):
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "sv"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "<pdfuaid:part>1<" in pdf.xmp_metadata.stream.get_data().decode()


def test_it_carries_title_author_subject_and_the_documents_own_date(pdf):
    said = pdf.metadata
    assert (said.title, said.author, said.subject, said["/CreationDate"]) == (
        "Delårsrapport januari till augusti, Uppföljning efter andra tertialet",
        "Ekonomiavdelningen",
        "Delårsrapport",
        "D:20250831000000Z",
    )


def test_its_bookmarks_are_its_headings(pdf):
    titles = [item.title for item in pdf.outline if not isinstance(item, list)]
    assert titles == ["Sammanfattning", "Mål och indikatorer", "Ekonomi"]


def test_headings_tables_lists_and_figures_are_tagged(pdf):
    found = kinds(pdf.trailer["/Root"]["/StructTreeRoot"])
    counted = {kind: found.count(kind) for kind in ("/H1", "/H2", "/Table", "/Figure", "/L")}
    assert counted == {"/H1": 4, "/H2": 1, "/Table": 3, "/Figure": 1, "/L": 3}
    # År, Utfall, Mål; then for each budget table its groups and headings.
    assert found.count("/TH") == 3 + (4 + 9) + (4 + 16)


def test_only_a_wide_table_lies_on_its_side(pdf):
    assert [page.mediabox.width > page.mediabox.height for page in pdf.pages] == [
        False,
        False,
        False,
        True,
        False,
    ]


def test_every_page_of_an_example_says_so(pdf):
    assert ["Exempeldata" in page.extract_text() for page in pdf.pages] == [True] * 5


def test_the_same_document_gives_the_same_bytes_and_another_does_not():
    document = replace(example(), sections=())
    assert render_pdf(document) == render_pdf(document)
    assert render_pdf(document) != render_pdf(replace(document, title="Årsredovisning"))


def test_letters_that_no_font_knows_are_marked_and_stop_nothing():
    blocks = (Paragraph("Bra jobbat \N{GRINNING FACE} tack\x07!"),)
    document = replace(example(), title="T", sections=(Section("a", "A", blocks),))
    text = pypdf.PdfReader(BytesIO(render_pdf(document))).pages[0].extract_text()
    assert text.count("Bra jobbat \N{REPLACEMENT CHARACTER} tack") == 1


@pytest.mark.parametrize(
    ("figures", "size"),
    [(2, SIZES[0]), (5, SIZES[0]), (7, SIZES[1]), (8, SIZES[2]), (14, SIZES[2]), (30, SIZES[2])],
)
def test_a_table_is_set_as_large_as_it_has_room_for(figures, size):
    assert fit(budget_table(3, figures=figures)).size == size


def test_columns_never_take_more_than_the_line_and_long_texts_take_what_is_left():
    columns = (Column("Mål"), Column("Analys"), Column("Utfall", ColumnKind.NUMBER))
    chosen = fit(Table("", columns, (Row(("Trygghet", "Mycket text. " * 30, "12")),)))
    goal, analysis, outcome = chosen.shares
    assert outcome < goal < analysis
    assert sum(chosen.shares) == pytest.approx(1)
    assert sum(fit(budget_table(3, figures=30)).shares) == pytest.approx(1)


def test_a_narrow_table_stays_narrow():
    columns = (Column("År"), Column("Utfall", ColumnKind.NUMBER))
    assert sum(fit(Table("", columns, (Row(("2025", "12")),))).shares) < 0.25
    assert fit(Table("", (), ())).shares == ()
