"""The writer: what is written is read back as it was, to the öre."""

from dataclasses import fields
from datetime import date
from io import BytesIO

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huset.ledger.sie import (
    Account,
    Book,
    Dimension,
    FiscalYear,
    ObjectCode,
    read,
    summary,
    write,
)
from huset.ledger.sie.objects import canonical
from huset.ledger.sie.records import BALANCES, CORRECTIONS, ROWS, VOUCHERS
from huset.ledger.tests.sie_help import REAL

LETTERS = bytes(range(32, 127)).decode() + "åäöÅÄÖéÉüÜ½°£"
TEXT = st.text(st.sampled_from(LETTERS + '"\\ ' * 9), max_size=12).filter(
    lambda text: not text.endswith("\\")
)
WORD = st.text(st.sampled_from("ABCåäö0123456789"), min_size=1, max_size=6)
DAY = st.dates(date(1990, 1, 1), date(2099, 12, 31))
ORE = st.integers(-(10**17) + 1, 10**17 - 1)
NUMBER = st.integers(1, 99)
LISTS = st.lists(
    st.tuples(NUMBER, st.sampled_from(["1", "a b", "x;y", 'q"', "b\\c", ""])), max_size=4
)


def _objects(pairs):
    written = " ".join('{} "{}"'.format(d, c.replace('"', '\\"')) for d, c in pairs)
    return canonical(written)


OBJECTS = LISTS.map(_objects)
ROW = st.tuples(WORD, OBJECTS, ORE, st.none() | DAY, TEXT, TEXT, TEXT)
VOUCHER = st.tuples(TEXT, TEXT, DAY, TEXT, st.none() | DAY, TEXT)
BALANCE = st.one_of(
    st.tuples(
        st.sampled_from(["IB", "UB", "RES"]),
        st.integers(-9, 0),
        st.just(""),
        WORD,
        st.just(""),
        ORE,
        TEXT,
    ),
    st.tuples(
        st.sampled_from(["OIB", "OUB"]), st.integers(-9, 0), st.just(""), WORD, OBJECTS, ORE, TEXT
    ),
    st.tuples(
        st.sampled_from(["PSALDO", "PBUDGET"]),
        st.integers(-9, 0),
        st.just("202501"),
        WORD,
        OBJECTS,
        ORE,
        TEXT,
    ),
)


def _frame(rows, schema):
    return pl.DataFrame(rows, schema, orient="row")


@st.composite
def books(draw):
    vouchers = draw(st.lists(st.tuples(VOUCHER, st.lists(ROW, max_size=4)), max_size=4))
    heads = [(None, at, *head) for at, (head, _) in enumerate(vouchers, 1)]
    rows = [(None, at, *row) for at, (_, many) in enumerate(vouchers, 1) for row in many]
    accounts = {
        number: Account(
            number,
            *draw(
                st.tuples(
                    TEXT,
                    st.sampled_from(["", *"TSKI"]),
                    TEXT,
                    st.lists(WORD, max_size=2).map(tuple),
                )
            ),
        )
        for number in draw(st.sets(WORD, max_size=3))
    }
    return Book(
        company=draw(TEXT),
        flag=draw(st.integers(0, 1)),
        program=draw(TEXT),
        program_version=draw(TEXT),
        generated=draw(st.none() | DAY),
        generated_by=draw(TEXT),
        prose=draw(TEXT),
        company_type=draw(TEXT),
        company_id=draw(TEXT),
        org_number=draw(TEXT),
        industry=draw(TEXT),
        address=draw(st.just(()) | st.tuples(TEXT, TEXT, TEXT, TEXT)),
        fiscal_years=(FiscalYear(0, date(2025, 1, 1), date(2025, 12, 31)),),
        tax_year=draw(TEXT),
        covers_until=draw(st.none() | DAY),
        chart_type=draw(TEXT),
        currency=draw(TEXT),
        accounts=tuple(accounts[number] for number in sorted(accounts)),
        dimensions=tuple(
            Dimension(number, draw(TEXT), draw(st.none() | NUMBER))
            for number in sorted(draw(st.sets(NUMBER, max_size=3)))
        ),
        objects=tuple(
            ObjectCode(*key, draw(TEXT))
            for key in draw(st.sets(st.tuples(NUMBER, TEXT), max_size=3))
        ),
        balances=_frame([(None, *row) for row in draw(st.lists(BALANCE, max_size=4))], BALANCES),
        vouchers=_frame(heads, VOUCHERS),
        rows=_frame(rows, ROWS),
    )


def same(one: Book, other: Book) -> list[str]:
    """The fields in which two books differ, line numbers apart."""
    differing = []
    for field in fields(Book):
        a, b = getattr(one, field.name), getattr(other, field.name)
        if isinstance(a, pl.DataFrame):
            a, b = a.drop("line").rows(), b.drop("line").rows()
        if a != b:
            differing.append(field.name)
    return differing


@settings(deadline=None)
@given(book=books(), checksum=st.booleans())
def test_what_is_written_is_read_back_as_it_was(tmp_path_factory, book, checksum):
    path = tmp_path_factory.getbasetemp() / "again.se"
    write(book, path, checksum=checksum)
    again = read(path)
    assert same(book, again) == []
    assert again.checksum == ("ok" if checksum else "missing")


@pytest.mark.skipif(not REAL.exists(), reason="the folder of real files is not here")
@pytest.mark.parametrize("path", sorted(REAL.glob("[!0]*.[sS]*")), ids=lambda path: path.name[:2])
def test_a_real_file_is_written_and_read_back_as_it_was(tmp_path, path):
    file = read(path)
    again = tmp_path / path.name
    write(file, again, checksum=True)
    assert same(file, read(again)) == []


BOOK = Book(
    company="Prov",
    balances=pl.DataFrame(
        {
            "label": ["IB", "OIB", "PSALDO", "PBUDGET"],
            "year": [0, 0, 0, 0],
            "period": ["", "", "202501", "202502"],
            "account": ["1930"] * 4,
            "objects": ["", "1=100", "1=100", ""],
            "amount": [1, 2, 3, 4],
            "quantity": [""] * 4,
        }
    ),
    vouchers=pl.DataFrame(
        {"voucher": [1, 2], "series": "A", "number": ["1", "2"], "date": date(2025, 1, 1)}
    ),
    rows=pl.DataFrame({"voucher": [2, 2], "account": ["1930", "50 10"], "amount": [-5, 5]}),
)


def written(book: Book) -> list[str]:
    target = BytesIO()
    write(book, target)
    return target.getvalue().decode("cp437").split("\r\n")


@pytest.mark.parametrize(
    ("sie_type", "labels"),
    [
        ("1", ["#IB"]),
        ("2", ["#IB", "#PBUDGET"]),
        ("3", ["#IB", "#OIB", "#PSALDO", "#PBUDGET"]),
        ("4E", ["#IB", "#OIB", "#PSALDO", "#PBUDGET", "#VER", "#VER"]),
        ("4I", ["#VER", "#VER"]),
    ],
)
def test_each_type_holds_what_the_standard_lets_it(sie_type, labels):
    book = Book(company="Prov", sie_type=sie_type, balances=BOOK.balances, vouchers=BOOK.vouchers)
    lines = written(book)
    assert f"#SIETYP {sie_type[0]}" in lines
    found = [line.split()[0] for line in lines if line.startswith("#")]
    assert [label for label in found if label in {*labels, "#OIB", "#PSALDO"}] == labels


def test_the_least_description_gives_a_whole_file():
    assert written(BOOK)[-10:] == [
        "#PBUDGET 0 202502 1930 {} 0.04",
        "#VER A 1 20250101",
        "{",
        "}",
        "#VER A 2 20250101",
        "{",
        "   #TRANS 1930 {} -0.05",
        '   #TRANS "50 10" {} 0.05',
        "}",
        "",
    ]


def test_what_the_code_page_lacks_is_written_as_something_like_it():
    lines = written(Book(company="a–b ”c” \u2603\x07"))
    assert "#FNAMN \"a-b 'c' ? \"" in lines


def test_a_row_without_its_voucher_is_a_mistake():
    with pytest.raises(ValueError, match="not among the vouchers"):
        write(Book(company="x", rows=BOOK.rows), BytesIO())


def test_corrections_stand_where_they_stood(tmp_path):
    rows = _frame([(3, 1, "1930", "", 5, None, "", "", "")], ROWS)
    corrections = _frame([("RTRANS", 2, 1, "1930", "", 5, None, "", "", "")], CORRECTIONS)
    lines = written(Book(company="x", vouchers=BOOK.vouchers, rows=rows, corrections=corrections))
    assert [line.split()[0] for line in lines if "TRANS" in line] == ["#RTRANS", "#TRANS"]


def test_the_summary_tells_the_gist_with_exact_amounts(tmp_path):
    path = tmp_path / "prov.se"
    rows = BOOK.rows.with_columns(amount=pl.Series([-100_000_000_000_005, 100_000_000_000_000]))
    year = FiscalYear(0, date(2025, 1, 1), date(2025, 12, 31))
    write(Book(company="Prov", fiscal_years=(year,), vouchers=BOOK.vouchers, rows=rows), path)
    gist = summary(read(path))
    assert [warning.pop("text")[:7] for warning in gist["warnings"]] == ["#KONTO ", "Verifik"]
    assert gist == {
        "company": "Prov",
        "org_number": "",
        "type": "4E",
        "fiscal_years": [{"index": 0, "start": "2025-01-01", "end": "2025-12-31"}],
        "accounts": 0,
        "objects": 0,
        "vouchers": 2,
        "transactions": 2,
        "sum_debit": "1000000000000.00",
        "sum_credit": "-1000000000000.05",
        "unbalanced": [{"series": "A", "number": "2", "line": 11, "difference": "-0.05"}],
        "checksum": "missing",
        "encoding": "ascii",
        "warnings": [{"line": 0, "code": "mandatory"}, {"line": 11, "code": "unbalanced"}],
    }
