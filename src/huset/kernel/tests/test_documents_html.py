"""A document on a page: headings in order, tables with scopes, nothing written read as markup."""

import re
from datetime import date

import pytest

from huset.kernel.documents import tree
from huset.kernel.documents.html import render_html
from huset.kernel.documents.tree import Column, ColumnKind, Row, RowKind
from huset.kernel.status import Status, Tone
from huset.kernel.tests.document_example import LINE, NASTY, example

GOOD = Status("Uppfyllt", "●", Tone.GOOD)


def document(*blocks, **fields):
    section = tree.Section("avsnitt", "Avsnitt", blocks)
    return tree.Document("Titel", "Kommun", date(2025, 8, 31), (section,), **fields)


def within(tag, html):
    """Give the texts in each element of a kind, without markup."""
    found = re.findall(rf"<{tag}\b[^>]*>(.*?)</{tag}>", html, re.DOTALL)
    return [re.sub(r"(?:<[^>]+>|\s)+", " ", text).strip() for text in found]


def test_headings_follow_the_tree_below_the_pages_own():
    html = render_html(example())
    assert re.findall(r"<(h\d) id=\"([^\"]+)\">([^<]+)<", html) == [
        ("h2", "sammanfattning", "Sammanfattning"),
        ("h2", "mal", "Mål och indikatorer"),
        ("h3", "invanare", "Invånarna i centrum"),
        ("h2", "ekonomi", "Ekonomi"),
    ]


def test_headings_are_never_deeper_than_markup_knows():
    section = tree.Section("s-9", "Nio")
    for level in range(8, 0, -1):
        section = tree.Section(f"s-{level}", "Åtta", sections=(section,))
    html = render_html(tree.Document("T", "K", date(2025, 1, 1), (section,)))
    assert re.findall(r"<h(\d)", html) == list("234566666")


def test_the_contents_lead_to_the_sections():
    links = re.findall(r'<a href="#([^"]+)">', render_html(example()))
    assert links == ["sammanfattning", "mal", "invanare", "ekonomi"]


def test_a_tables_heads_tell_what_they_head():
    columns = (Column("Nämnd"), Column("Utfall", ColumnKind.AMOUNT, "År"), Column("Status"))
    rows = (
        Row(("Under fullmäktige",), RowKind.HEAD),
        Row(("Social", "12", GOOD)),
        Row(("Summa", None, ""), RowKind.TOTAL),
    )
    html = render_html(document(tree.Table("Utfall, tkr", columns, rows, ("Not.",))))
    assert within("caption", html) == ["Utfall, tkr"]
    assert re.findall(r'<th scope="(\w+)"', html) == ["colgroup", *["col"] * 3, *["row"] * 3]
    assert re.findall(r'<tr class="(\w+)"', html) == ["head", "normal", "total"]
    assert re.findall(r'<td class="(\w*)"', html) == ["amount", "", "amount", ""]
    assert within("td", html) == ["", "", "12", "● Uppfyllt", tree.NOTHING, ""]


@pytest.mark.parametrize(
    "block",
    [
        tree.Paragraph(NASTY, NASTY),
        tree.Bullets((NASTY,)),
        tree.StatusLine(NASTY, Status(NASTY, NASTY, Tone.BAD), NASTY),
        tree.KeyFigures((tree.KeyFigure(NASTY, NASTY, NASTY),)),
        tree.Facts((tree.Fact(NASTY, NASTY),)),
        tree.Callout(NASTY, NASTY),
        tree.Links(NASTY, (tree.Link(NASTY, 'https://example.org/?a="><b>'), tree.Link(NASTY))),
        tree.Figure(NASTY, NASTY, LINE),
        tree.Table(NASTY, (Column(NASTY, group=NASTY),), (Row((NASTY,)),), (NASTY,)),
    ],
    ids=lambda block: type(block).__name__,
)
def test_what_people_wrote_is_never_markup(block):
    html = render_html(document(block, standing=NASTY, author=NASTY, subtitle=NASTY))
    assert html.count("<b>") == 0
    assert html.count("&lt;b&gt;&amp;amp;") >= 4


@pytest.mark.parametrize(("example", "badges"), [(True, 1), (False, 0)])
def test_an_example_says_so(example, badges):
    assert render_html(document(example=example)).count("Exempeldata") == badges
