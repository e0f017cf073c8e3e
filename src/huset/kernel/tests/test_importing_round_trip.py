"""What is written is read back as it was, and is never a formula on the way."""

import string
from datetime import date
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

from hypothesis import given, settings
from hypothesis import strategies as st

from huset.kernel.importing import (
    Column,
    amount,
    choice,
    day,
    decimal,
    read_table,
    text,
    whole,
    write_csv,
    write_table,
)
from huset.kernel.importing.preview import Change, Preview
from huset.kernel.importing.separated import guarded, unguarded
from huset.kernel.money import Denomination

COLUMNS = (
    Column("Text", text(200), required=True),
    Column("Tal", decimal(places=4)),
    Column("År", whole(1990, 2100)),
    Column("Dag", day()),
    Column("Val", choice({"up": "Högre", "down": "Lägre"})),
    Column("Belopp", amount(Denomination.MNKR)),
)
SIGNS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"])
TEXTS = st.text(st.one_of(st.sampled_from("=+-@'\";,\t\r\n"), SIGNS), max_size=50)
ROWS = st.lists(
    st.tuples(
        TEXTS.map(str.strip).filter(bool),
        st.none() | st.decimals(-(10**11), 10**11, places=4),
        st.none() | st.integers(1990, 2100),
        st.none() | st.dates(date(1990, 1, 1), date(2100, 12, 31)),
        st.none() | st.sampled_from(["up", "down"]),
        st.none() | st.integers(-(10**14), 10**14),
    ),
    max_size=5,
)


def said(content, name):
    read = read_table(content, name, COLUMNS)
    assert read.errors == ()
    return [tuple(row.values.values()) for row in read.rows]


@given(ROWS)
@settings(deadline=None, max_examples=60)
def test_a_table_that_is_written_is_read_back_as_it_was(rows):
    assert said(write_csv(COLUMNS, rows), "a.csv") == rows
    assert said(write_table("Titel", COLUMNS, rows), "a.xlsx") == rows


@given(TEXTS)
def test_guarded_text_is_no_formula_and_comes_back_whole(typed):
    assert unguarded(guarded(typed)) == typed
    assert guarded(typed)[:1] not in set("=+-@\t\r\n")


@given(st.text(string.printable, max_size=20))
def test_text_in_excel_is_never_a_formula_nor_a_link(typed):
    content = write_table("Titel", COLUMNS[:1], [["=1+1"], ["http://a.se"], [f"={typed}"]])
    with ZipFile(BytesIO(content)) as file:
        sheet = file.read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet
    assert b"<hyperlink" not in sheet


def test_a_number_with_more_digits_than_excel_keeps_is_written_as_text():
    value = Decimal("123456789012.1234")
    content = write_table("Titel", COLUMNS, [["a", value, None, None, None, None]])
    assert said(content, "a.xlsx") == [("a", value, None, None, None, None)]


def test_a_preview_tells_what_is_new_changed_and_unchanged():
    changes = [
        Change(2, "a", None, "1", 1),
        Change(3, "b", "1", "2", 2),
        Change(4, "c", "3", "3", 3),
    ]
    found = Preview.of(changes, errors=[], warnings=[])
    assert (found.new, found.changed, found.unchanged) == ((changes[0],), (changes[1],), 1)
    assert (found.items, found.can_import) == ([1, 2], True)
    assert found.mark != Preview.of(changes[1:], errors=[], warnings=[]).mark
