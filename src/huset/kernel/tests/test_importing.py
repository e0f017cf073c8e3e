"""Reading a table: every kind of fault with its words, and every file that is no table."""

import codecs
import os
import time
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.http import Http404
from xlsxwriter import Workbook

from huset.kernel.importing import (
    BadFile,
    Column,
    RowError,
    amount,
    choice,
    day,
    decimal,
    limits,
    read_table,
    reading,
    text,
    uploads,
    whole,
    write_table,
)
from huset.kernel.importing.faults import letter
from huset.kernel.importing.response import CSV, XLSX, table_response
from huset.kernel.money import Denomination

CODE = Column("Kod", text(8), required=True)
YEAR = Column("År", whole(1990, 2100))
VALUE = Column("Utfall", decimal(places=2))
DAY = Column("Dag", day())
WAY = Column("Riktning", choice({"up": "Högre är bättre", "down": "Lägre är bättre"}))
MONEY = Column("Belopp", amount(Denomination.TKR))
COLUMNS = (CODE, YEAR, VALUE, DAY, WAY, MONEY)
SEND = "Spara tabellen som Excel (.xlsx) eller CSV och skicka in den."
BROKEN = "Filen är skadad, eller kom inte fram hel. Öppna den i Excel och spara den på nytt."


def table(csv, columns=COLUMNS, name="fil.csv"):
    content = csv if isinstance(csv, bytes) else csv.encode()
    return read_table(content, name, columns)


def values(column, *typed):
    """What a column reads from cells that were typed into a CSV file."""
    lines = "\n".join(f'a\t"{cell}"' for cell in typed)
    read = table(f"Kod\t{column.heading}\n{lines}\n")
    assert read.errors == ()
    return [row.get(column) for row in read.rows]


def fault(column, typed):
    """The one fault of a cell that was typed into a CSV file."""
    (error,) = table(f"Kod\t{column.heading}\na\t{typed}\n").errors
    assert (error.row, error.column) == (2, f"B ({column.heading})")
    return error.message, error.instead


def excel(*rows, sheet=None):
    content = BytesIO()
    with Workbook(content, {"default_date_format": "yyyy-mm-dd"}) as book:
        page = book.add_worksheet(sheet)
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    return content.getvalue()


def packed(**parts):
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name.replace("__", ".").replace("_in_", "/"), data)
    return content.getvalue()


def with_part(content, name, change):
    """The same workbook, with one of its parts changed."""
    out = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for part in old.namelist():
            data = old.read(part)
            new.writestr(part, change(data) if part == name else data)
    return out.getvalue()


def refusal(content, name="fil.xlsx"):
    with pytest.raises(BadFile) as caught:
        read_table(content, name, COLUMNS)
    return str(caught.value)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("27", "27"),
        ("27,4", "27.4"),
        ("1234.5", "1234.5"),
        ("1 234,5", "1234.5"),
        ("1\u00a0234\u00a0567", "1234567"),
        ("1\u202f234", "1234"),
        ("−12,50", "-12.5"),
        ("-12", "-12"),
        ("+3", "3"),
        ("0,10", "0.1"),
        ("0.25", "0.25"),
        (" 7 ", "7"),
    ],
)
def test_a_number_is_read_as_swedes_and_machines_write_it(typed, value):
    assert values(VALUE, typed) == [Decimal(value)]


@pytest.mark.parametrize(
    ("typed", "message", "instead"),
    [
        ("1.234", "”1.234” kan betyda både 1234 och 1,234", "1234 eller 1,234"),
        ("-1.234", "”-1.234” kan betyda både -1234 och -1,234", "-1234 eller -1,234"),
        ("1.234,5", "”1.234,5” har både punkt och komma", "talet som 1 234,5"),
        ("1,234.5", "”1,234.5” har både punkt och komma", "talet som 1 234,5"),
        ("tjugo", "”tjugo” är inget tal", "ett tal, till exempel 1 234,5"),
        ("27 %", "”27 %” är inget tal", "ett tal, till exempel 1 234,5"),
        ("12 34", "”12 34” är inget tal", "ett tal, till exempel 1 234,5"),
        ("1e5", "”1e5” är inget tal", "ett tal, till exempel 1 234,5"),
        ("٣", "”٣” är inget tal", "ett tal, till exempel 1 234,5"),
        ("0,125", "”0,125” har fler än 2 decimaler", "0,12"),
        ("1000000000000", "”1000000000000” är för stort", "ett tal under 1 000 000 000 000"),
        ("9" * 70, f"”{'9' * 60}…” är inget tal", "ett tal, till exempel 1 234,5"),
    ],
)
def test_a_number_that_is_none_or_could_be_two_is_refused(typed, message, instead):
    assert fault(VALUE, typed) == (message, instead)


@pytest.mark.parametrize(
    ("column", "typed", "message", "instead"),
    [
        (YEAR, "2026,5", "”2026,5” är inget helt tal", "ett tal utan decimaler"),
        (YEAR, "26", "”26” är utanför gränserna", "ett tal från 1990 till 2100"),
        (DAY, "30/4 2026", "”30/4 2026” är inget datum", None),
        (DAY, "2026-04-31", "Dagen 2026-04-31 finns inte", None),
        (DAY, "2026-04-30 13:45", "”2026-04-30 13:45” är inget datum", None),
        (WAY, "högre bättre", "”högre bättre” finns inte att välja", "”Högre är bättre”"),
        (
            WAY,
            "?",
            "”?” finns inte att välja",
            "något av Högre är bättre, Lägre är bättre",
        ),
        (MONEY, "1,234567", "”1,234567” har fler än 5 decimaler", "1,23457"),
    ],
)
def test_a_value_that_does_not_fit_says_what_to_write(column, typed, message, instead):
    a_day = "dagen som ÅÅÅÅ-MM-DD, till exempel 2026-04-30"
    assert fault(column, typed) == (message, instead or a_day)


def test_text_is_refused_when_too_long_or_with_signs_that_do_not_show():
    (long, hidden) = table("Kod\n123456789\na\x01b\n").errors
    assert (long.message, long.instead) == ("Texten är 9 tecken lång", "högst 8 tecken")
    assert hidden.message == "Texten innehåller osynliga styrtecken"


def test_days_choices_and_amounts_are_read_as_they_are_written():
    assert (
        values(DAY, "2026-04-30", "2026-04-30 00:00", "2026-04-30T00:00:00.000")
        == [date(2026, 4, 30)] * 3
    )
    assert values(WAY, "up", "HÖGRE är bättre", "Lägre är bättre") == ["up", "up", "down"]
    assert values(MONEY, "1 234,56789", "-0,00001") == [123_456_789, -1]
    assert values(YEAR, "2026", "2026,0") == [2026, 2026]


def test_excels_own_cells_are_read_as_what_they_are():
    content = excel(
        ["Kod", "År", "Utfall", "Dag"],
        [100, 2026, 0.1 + 0.2, date(2026, 4, 30)],
        ["b", 2026.0, -1234.5, datetime(2026, 4, 30)],  # noqa: DTZ001 -- a cell has no zone
    )
    first, second = read_table(content, "fil.xlsx", COLUMNS).rows
    assert (first[CODE], first.get(VALUE), first.get(DAY)) == (
        "100",
        Decimal("0.3"),
        date(2026, 4, 30),
    )
    assert (second.get(YEAR), second.get(VALUE), second.get(DAY)) == (
        2026,
        Decimal("-1234.5"),
        date(2026, 4, 30),
    )


def test_excels_own_cells_of_another_sort_are_refused():
    later = datetime(2026, 4, 30, 13, 5)  # noqa: DTZ001 -- a cell has no zone
    content = excel(["Kod", "Utfall", "Dag"], ["a", True, 46142], ["b", "x", later])
    assert [str(e) for e in read_table(content, "fil.xlsx", COLUMNS).errors] == [
        "Rad 2, kolumn B (Utfall): ”SANT” är inget tal. Skriv ett tal, till exempel 1 234,5.",
        (
            "Rad 2, kolumn C (Dag): ”46142” är inget datum. "
            "Skriv dagen som ÅÅÅÅ-MM-DD, till exempel 2026-04-30."
        ),
        "Rad 3, kolumn B (Utfall): ”x” är inget tal. Skriv ett tal, till exempel 1 234,5.",
        (
            "Rad 3, kolumn C (Dag): ”2026-04-30 13:05:00” är inget datum. "
            "Skriv dagen som ÅÅÅÅ-MM-DD, till exempel 2026-04-30."
        ),
    ]


def test_every_fault_is_told_at_once_with_the_rows_own_number():
    read = table("Värden 2026\n\nKod;År\na;2026\n;x\n\nb;99\n")
    assert [row.number for row in read.rows] == [4]
    assert read.errors == (
        RowError(5, "A (Kod)", "Kod saknas", "ett värde i cellen"),
        RowError(5, "B (År)", "”x” är inget tal", "ett tal, till exempel 1 234,5"),
        RowError(7, "B (År)", "”99” är utanför gränserna", "ett tal från 1990 till 2100"),
    )


def test_headings_are_known_whatever_their_case_order_and_spaces():
    read = table("UTFALL; kod ;Fritext\n1,5;a;x\n")
    assert [(row[CODE], row.get(VALUE), row.get(YEAR)) for row in read.rows] == [
        ("a", Decimal("1.5"), None)
    ]
    assert read.warnings == ("Kolumn C (Fritext) läses inte.",)


def test_a_missing_heading_is_told_with_the_one_that_was_meant():
    read = table("Kodd;År\na;2026\n")
    assert (read.rows, read.errors) == (
        (),
        (RowError(1, "A (Kodd)", "Rubriken ”Kod” saknas", "”Kod”"),),
    )
    assert str(table("År;Dag\n1;2\n").errors[0]) == "Rad 1: Rubriken ”Kod” saknas. Skriv ”Kod”."


def test_a_heading_that_stands_twice_is_refused():
    assert table("Kod;År;ÅR\na;1;2\n").errors == (
        RowError(1, "B och C", "Rubriken ”År” står flera gånger", "den en gång"),
    )


def test_a_number_split_in_two_by_its_own_comma_is_never_half_read():
    assert table("Kod,År,Utfall\na,2026,27,4\n").errors == (
        RowError(2, "D", "”4” står utanför rubrikerna", "en rubrik över det"),
    )


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize(
    ("coding", "warnings"),
    [
        ("utf-8", ()),
        ("utf-8-sig", ()),
        ("utf-16", ()),
        ("cp1252", ("Filen är inte i UTF-8. Kontrollera att å, ä och ö ser rätt ut.",)),
    ],
)
def test_csv_is_read_in_every_coding_and_with_every_separator(separator, coding, warnings):
    lines = [["Kod", "År"], ["åäö", "2026"], [f'"a{separator}""b"', "2025"]]
    content = "\r\n".join(separator.join(line) for line in lines).encode(coding)
    read = table(content)
    assert [(row[CODE], row.get(YEAR)) for row in read.rows] == [
        ("åäö", 2026),
        (f'a{separator}"b'.strip(), 2025),
    ]
    assert read.warnings == warnings


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", f"Filen är tom. {SEND}"),
        (b" \r\n", f"Filen är tom. {SEND}"),
        (b"%PDF-1.7", f"Filen är en PDF. {SEND}"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1",
            f"Filen är en äldre Excelfil (.xls), eller skyddad med lösenord. {SEND}",
        ),
        (
            b"<html><table>",
            f"Filen är en webbsida eller XML, även om den heter något annat. {SEND}",
        ),
        (b"\x89PNG\r\n", f"Filen är en bild. {SEND}"),
        (b"PK\x03\x04half", BROKEN),
        (packed(mimetype="x"), f"Filen är ett kalkylark i OpenDocument (.ods). {SEND}"),
        (packed(word_in_document__xml="x"), f"Filen är ett Worddokument. {SEND}"),
        (packed(xl_in_workbook__bin="x"), f"Filen är en binär Excelfil (.xlsb). {SEND}"),
        (packed(readme="x"), f"Filen är ett zip-arkiv. {SEND}"),
        (packed(xl_in_workbook__xml="x"), BROKEN),
        (
            b"\x00\x01\x02",
            "Filen är varken Excel (.xlsx) eller CSV. Spara tabellen som något av dem.",
        ),
        (
            b"\x81\x8d",
            "Filen är varken Excel (.xlsx) eller CSV. Spara tabellen som något av dem.",
        ),
        (
            codecs.BOM_UTF16_LE + b"a\0b",
            "Filen är varken Excel (.xlsx) eller CSV. Spara tabellen som något av dem.",
        ),
        (b"a;b\n1;2\n", "Filen saknar rubriker. En rad ska ha minst dessa: Kod."),
        (
            b'Kod;Utfall\n"a;1\n',
            "Ett citattecken är fel satt, senast på rad 2 i filen.",
        ),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else None,
)
def test_a_file_that_is_no_table_says_what_it_is(content, message):
    assert refusal(content) == message


def test_text_with_an_excel_name_is_read_and_said_to_be_text():
    assert table("Kod\na\n", name="värden.xlsx").warnings == (
        "Filen heter som en Excelfil men är text, och lästes som CSV.",
    )


def test_a_file_over_the_limits_is_refused(monkeypatch):
    monkeypatch.setattr(reading, "MOST_ROWS", 2)
    assert refusal(b"Kod\na\nb\nc\n") == "Filen har fler än 2 rader. Dela den i flera."
    assert refusal(b"Kod" + b";" * 60) == (
        "Filen har fler än 50 kolumner. Ta bort dem som inte läses."
    )
    assert refusal(b"x" * (limits.MOST_BYTES + 1)) == (
        "Filen är större än 10 MB. Dela den i flera."
    )


def test_a_workbook_that_unpacks_to_far_too_much_is_refused():
    bomb = packed(xl_in_workbook__xml=b"0" * (limits.MOST_UNPACKED + 1))
    assert len(bomb) < 200_000
    assert refusal(bomb) == "Filen är för stor när den packas upp. Dela den i flera."


@pytest.mark.parametrize(
    ("tag", "message"),
    [
        (
            b'<c r="XFD1048576"',
            (
                "Bladet har en cell i XFD1048576. Högst 100000 rader och 50 kolumner läses "
                "(till och med AX): ta bort det som står utanför."
            ),
        ),
        (
            b"<c s='1' r = 'AY2'",
            (
                "Bladet har en cell i AY2. Högst 100000 rader och 50 kolumner läses "
                "(till och med AX): ta bort det som står utanför."
            ),
        ),
        (b"<c", BROKEN),
        (b"<c a=' r=\"A2\"'", BROKEN),
        (b'<c r="A99999999999"', BROKEN),
    ],
)
def test_a_cell_that_lies_far_away_or_nowhere_is_refused(tag, message):
    content = excel(["Kod"], ["a"])
    far = with_part(
        content, "xl/worksheets/sheet1.xml", lambda data: data.replace(b'<c r="A2"', tag)
    )
    assert refusal(far) == message


def test_a_part_that_lies_about_its_size_is_refused():
    content = bytearray(excel(["Kod"], *[["a"]] * 500))
    at = content.index(b"xl/worksheets/sheet1.xml", content.index(b"PK\x01\x02"))
    content[at - 46 + 24 : at - 46 + 28] = (100).to_bytes(4, "little")
    assert refusal(bytes(content)) == BROKEN


def test_the_first_sheet_that_shows_is_read_and_the_others_are_told_of():
    content = BytesIO()
    with Workbook(content) as book:
        book.add_worksheet("Dold").write_row(0, 0, ["Fel"])
        shown = book.add_worksheet("Värden")
        shown.write_column(3, 2, ["Kod", "a"])
        book.add_worksheet("Annat")
        shown.set_first_sheet()
        shown.activate()
        book.worksheets()[0].hide()
    read = read_table(content.getvalue(), "fil.xlsx", COLUMNS)
    assert [(row.number, row[CODE]) for row in read.rows] == [(5, "a")]
    assert read.places == {"Kod": "C (Kod)"}
    assert read.warnings == ("Bara bladet ”Värden” läses; filen har 2 blad.",)


def test_a_workbook_where_no_sheet_shows_is_refused():
    content = excel(["Kod"], ["a"])
    hidden = with_part(
        content,
        "xl/workbook.xml",
        lambda data: data.replace(b"<sheet ", b'<sheet state="hidden" '),
    )
    assert refusal(hidden) == "Excelfilen har inget blad som visas."


def test_a_file_that_has_waited_for_more_than_a_day_is_forgotten(settings):
    old, new = uploads.receive([b"old"]), uploads.receive([b"new"])
    two_days_ago = time.time() - 2 * 86_400
    os.utime(settings.UPLOADS / old, (two_days_ago, two_days_ago))
    uploads.receive([b"newest"])
    assert (uploads.waits(old), uploads.waits(new)) == (False, True)


def test_columns_have_the_letters_of_excel():
    assert [letter(n) for n in (0, 25, 26, 51, 52, 701, 702)] == [
        "A",
        "Z",
        "AA",
        "AZ",
        "BA",
        "ZZ",
        "AAA",
    ]


def test_a_written_workbook_is_pleasant_to_fill_in():
    content = write_table("Värden: 2026", COLUMNS, [["a", 2026, Decimal("1.5"), None, "up", 5]])
    with ZipFile(BytesIO(content)) as file:
        sheet = file.read("xl/worksheets/sheet1.xml").decode()
        book = file.read("xl/workbook.xml").decode()
    assert '<sheet name="Värden  2026"' in book
    assert '<sheet name="_val" sheetId="2" state="hidden"' in book
    assert 'topLeftCell="B4"' in sheet
    assert '<dataValidation type="list"' in sheet
    assert "<formula1>_val!$E$1:$E$2</formula1>" in sheet


@pytest.mark.parametrize(
    ("form", "kind", "start"), [("xlsx", XLSX, b"PK"), ("csv", CSV, codecs.BOM_UTF8)]
)
def test_a_table_is_answered_as_a_file_that_is_saved(form, kind, start):
    answer = table_response(form, "Koder", [CODE], [["a"]], "koder")
    assert answer["Content-Type"] == kind
    assert answer["Content-Disposition"] == f'attachment; filename="koder.{form}"'
    assert answer.content.startswith(start)


def test_a_table_has_no_other_form_than_excel_and_csv():
    with pytest.raises(Http404, match=r"^Koder finns som xlsx och som csv\.$"):
        table_response("pdf", "Koder", [CODE], [["a"]], "koder")
