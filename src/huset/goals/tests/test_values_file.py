"""The file of values: everything that is kept goes out and comes back, and nothing twice."""

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from huset.goals.actions import report_measurement, report_values
from huset.goals.models import Measurement
from huset.goals.permissions import Reporter
from huset.goals.queries import VALUE_COLUMNS, preview_values, value_rows
from huset.goals.rules import Aggregation, Frequency
from huset.goals.tests import make
from huset.kernel.importing import RowError
from huset.kernel.importing.writing import write_csv, write_table
from huset.organisation.rules import Role
from huset.organisation.tests.make import body, model, signed_in, unit, user

pytestmark = pytest.mark.django_db
KNOWN = date(2026, 6, 1)
WHO = Reporter(frozenset({"BUN"}))
HEADINGS = "Indikator;År;Till och med månad;Kön;Ansvar;Utfall;Vikt;Preliminärt;Källa\n"
STORED = ("indicator__code", "year", "month", "gender", "unit", "value", "weight", "preliminary")


@pytest.fixture
def many():
    """An indicator a month split by gender, one by units with weights, and one of a year."""
    model()
    unit("5130")
    unit("5140")
    goal = make.goal()
    monthly = make.indicator("M", of=goal, frequency=Frequency.MONTHLY, decimals=1)
    weighed = make.indicator("V", of=goal, aggregation=Aggregation.WEIGHTED, unit="antal")
    yearly = make.indicator("Å", of=goal)
    said(monthly, "7.65", year=2026, month=1)
    said(monthly, "8.5", year=2026, month=1, gender="women")
    said(monthly, "4.25", year=2026, month=1, gender="men", preliminary=True)
    said(weighed, 15, unit="5130", weight=Decimal(210))
    said(weighed, "12.3333", unit="5140", weight=Decimal("105.5"))
    said(yearly, -70, source="=1+1")
    return monthly, weighed, yearly


def said(of, value, *, year=2025, **more):
    given = {"source": "Egen mätning"} | more
    return report_measurement(
        indicator=of, year=year, value=Decimal(value), known_from=KNOWN, by=user(), **given
    )


def read(lines, *, known_from=KNOWN, who=WHO, headings=HEADINGS):
    content = lines if isinstance(lines, bytes) else (headings + lines).encode()
    name = "v.xlsx" if content.startswith(b"PK") else "v.csv"
    return preview_values(content, name, known_from=known_from, reporter=who)


def counts(found):
    return len(found.new), len(found.changed), found.unchanged


def stored():
    return sorted(Measurement.objects.values_list(*STORED), key=str)


@pytest.mark.parametrize("write", [write_csv, lambda c, r: write_table("Värden", c, r)])
def test_what_goes_out_comes_back_as_it_was(many, write):
    content = write(VALUE_COLUMNS, value_rows(KNOWN, 2026, reporter=WHO))
    found = read(content)

    assert found.errors == found.warnings == ()
    assert counts(found) == (0, 0, Measurement.objects.count())
    assert not found.can_import


def test_a_row_is_a_value_of_its_period_gender_or_unit_with_all_that_is_kept(many):
    rows = value_rows(KNOWN, 2026, reporter=WHO)
    kept = [row for row in rows if row[8] is not None]

    month = ("M", "Indikatorn 1", "%", 2026, 1)
    weighed = ("V", "Indikatorn 2", "antal", 2025, None, "")
    source = "Egen mätning"
    second = (Decimal("12.3333"), Decimal("105.5"), False, source)
    assert kept == [
        (*month, "", None, None, Decimal("7.65"), None, False, source),
        (*month, "women", None, None, Decimal("8.5"), None, False, source),
        (*month, "men", None, None, Decimal("4.25"), None, True, source),
        (*weighed, "5130", "Enheten 5130", 15, 210, False, source),
        (*weighed, "5140", "Enheten 5140", *second),
        ("Å", "Indikatorn 3", "%", 2025, None, "", None, None, -70, None, False, "=1+1"),
    ]
    empty = Counter(row[0] for row in rows if row[8] is None)
    assert empty == {"M": 3 * 11, "V": 2, "Å": 1}  # what the year lacks, as each is used


def test_the_year_that_lacks_values_has_a_row_for_each_that_is_used(many):
    rows = value_rows(KNOWN, 2026, reporter=WHO)

    assert [
        (row[3], row[4], row[5], row[6]) for row in rows if row[0] == "V" and row[8] is None
    ] == [
        (2026, None, "", "5130"),
        (2026, None, "", "5140"),
    ]
    assert [row[3] for row in rows if row[0] == "Å" and row[8] is None] == [2026]


def test_what_a_formula_gives_is_not_in_the_file(many):
    make.indicator("F", of=many[0].goal, formula="[M] * 2")

    assert "F" not in {row[0] for row in value_rows(KNOWN, 2026, reporter=WHO)}


def test_values_of_every_kind_are_stored_and_the_same_again_changes_nothing(many):
    lines = (
        "M;2026;2;alla;;8;;nej;Egen mätning\n"
        "M;2026;2;kvinnor;;9;;ja;Egen mätning\n"
        "V;2025;;;5130;16;200;;Egen mätning\n"
    )
    found = read(lines)
    assert [(c.what, c.before, c.after) for c in (*found.new, *found.changed)] == [
        ("M Indikatorn 1, till och med februari 2026", None, "8"),
        ("M Indikatorn 1, till och med februari 2026, kvinnor", None, "9, preliminärt"),
        ("V Indikatorn 2, 2025, 5130", "15, vikt 210", "16, vikt 200"),
    ]
    report_values(values=found.items, known_from=KNOWN, by=user())

    assert ("M", 2026, 2, "women", "", Decimal(9), None, True) in stored()
    assert ("V", 2025, 12, "", "5130", Decimal(16), Decimal(200), False) in stored()
    assert len(stored()) == 8
    assert counts(read(lines)) == (0, 0, 3)


@pytest.mark.parametrize(
    ("line", "change"),
    [
        pytest.param("M;2026;1;män;;4,25;;;\n", None, id="what is not said stays"),
        pytest.param("M;2026;1;män;;4,25;;nej;Egen\n", ("4,25, preliminärt", "4,25"), id="final"),
        pytest.param(
            "M;2026;1;män;;4,5;;;Egen\n", ("4,25, preliminärt", "4,5"), id="new and final"
        ),
        pytest.param(
            "V;2025;;;5130;14;;;Egen\n", ("15, vikt 210", "14, vikt 210"), id="weight stays"
        ),
        pytest.param("Å;2025;;;;-70;;;Ny\n", ("-70, =1+1", "-70, Ny"), id="only the source"),
        pytest.param("Å;2025;;;;-70;;;\n", None, id="no source"),
    ],
)
def test_an_empty_cell_says_nothing(many, line, change):
    found = read(line)

    assert found.errors == ()
    assert [(c.before, c.after) for c in found.changed] == ([change] if change else [])
    assert counts(found) == ((0, 1, 0) if change else (0, 0, 1))


@pytest.mark.parametrize(
    ("line", "error"),
    [
        pytest.param(
            "Å;2025;6;;;3;;;k\n",
            (2, "B (År)", "Å mäts inte till och med juni 2025", "en period som mäts"),
            id="not measured then",
        ),
        pytest.param(
            "M;2026;6;;;3;;;k\n",
            (
                2,
                "B (År)",
                "Värdet för till och med juni 2026 kan inte vara känt redan 2026-06-01",
                "en period som har slutat före 2026-06-01",
            ),
            id="not ended",
        ),
        pytest.param("M;2026;5;;;3;;;k\n", None, id="ended the day before"),
        pytest.param(
            "F;2025;;;;3;;;k\n",
            (
                2,
                "A (Indikator)",
                "F räknas ut ur andra värden och rapporteras inte",
                "värdena som formeln bygger på",
            ),
            id="formula",
        ),
        pytest.param(
            "S;2025;;;;3;;;k\n",
            (
                2,
                "A (Indikator)",
                "S hör till Nämnden SN, som du inte rapporterar för",
                "bara indikatorer ur filen som kan hämtas här",
            ),
            id="another body",
        ),
        pytest.param(
            "V;2025;;;5150;3;;;k\n",
            (2, "E (Ansvar)", "Ansvaret 5150 finns inte", "koden för ett ansvar"),
            id="unknown unit",
        ),
        pytest.param(
            "V;2025;;män;5130;3;;;k\n",
            (
                2,
                "E (Ansvar)",
                "Ett värde är för ett kön eller för ett ansvar, inte för båda",
                "bara det ena",
            ),
            id="both",
        ),
        pytest.param(
            "V;2025;;;5130;3;-1;;k\n",
            (2, "G (Vikt)", "Vikten är mindre än noll", "hur många värdet gäller"),
            id="negative weight",
        ),
        pytest.param(
            "Å;2025;13;;;3;;;k\n",
            (2, "C (Till och med månad)", "”13” är utanför gränserna", "ett tal från 1 till 12"),
            id="no such month",
        ),
        pytest.param(
            "Å;2025;;kvinna;;3;;;k\n",
            (2, "D (Kön)", "”kvinna” finns inte att välja", "”kvinnor”"),
            id="no such gender",
        ),
        pytest.param(
            "Å;2025;;;;3;;kanske;k\n",
            (2, "H (Preliminärt)", "”kanske” finns inte att välja", "något av ja, nej"),
            id="neither yes nor no",
        ),
        pytest.param(
            "Å;2025;;;;3;;;\n",
            (
                2,
                "I (Källa)",
                "Källan saknas för ett värde som är nytt eller ändrat",
                "varifrån det kommer, som Egen mätning",
            ),
            id="no source",
        ),
        pytest.param(
            "Å;2025;;;;-70;;;\nÅ;2025;12;alla;;3;;;k\n",
            (3, "B (År)", "Rad 2 gäller också Å 2025", "varje värde en gång"),
            id="twice",
        ),
    ],
)
def test_what_the_page_refuses_the_file_refuses_with_its_row_and_column(many, line, error):
    goal = many[0].goal
    make.indicator("F", of=goal, formula="[M] * 2")
    make.indicator("S", of=make.goal(of=body("SN")))

    assert list(read(line).errors) == ([RowError(*error)] if error else [])


def test_a_value_that_stands_is_not_refused_even_if_it_could_not_be_said_now(many):
    """A school year's value is known before the year is over."""
    early = make.indicator("L", of=many[0].goal)
    said(early, 80, year=2026)

    assert counts(read("L;2026;;;;80;;;\n")) == (0, 0, 1)
    assert [error.column for error in read("L;2026;;;;81;;;k\n").errors] == ["B (År)"]


def test_the_unlikely_is_asked_about_and_not_refused(many):
    found = read("M;2026;1;;;76,5;;;k\nV;2025;;;5140;12;;;k\n")

    assert found.can_import
    assert found.warnings == ()
    found = read("M;2026;2;;;76,5;;;k\nM;2026;3;;;80;;;k\nM;2026;2;män;;1;;;k\n")
    month = "M Indikatorn 1, till och med februari 2026"
    assert found.warnings == (
        f"Rad 2, {month}: Det är 10 gånger det förra värdet. Stämmer det?",
        f"Rad 4, {month}, män: Det är 24 procent av det förra värdet. Stämmer det?",
    )
    assert found.can_import


def test_many_unlikely_values_are_counted(many):
    goal = many[0].goal
    for number in range(30):
        said(make.indicator(f"X{number}", of=goal, unit="kr"), 1, year=2024)
    found = read("".join(f"X{number};2025;;;;10;;;k\n" for number in range(30)))

    assert len(found.warnings) == 21
    assert found.warnings[-1] == "Och 10 till som är ovanliga."


def test_a_file_with_the_six_first_columns_still_works(many):
    found = read(
        "Å;;;2025;-71;Egen\nÅ;;;2024;-70;Egen\nM;;;2025;7;Egen\n",
        headings="Indikator;Namn;Enhet;År;Utfall;Källa\n",
    )

    assert found.errors == ()
    assert [c.what for c in (*found.new, *found.changed)] == [
        "Å Indikatorn 3, 2024",
        "M Indikatorn 1, 2025",
        "Å Indikatorn 3, 2025",
    ]


def test_the_page_shows_the_questions_and_stores_when_it_is_confirmed(many):
    client = signed_in(Role.CONTROLLER)
    content = (HEADINGS + "Å;2025;;;;700;;;k\n").encode()
    data = {"file": SimpleUploadedFile("v.csv", content), "known_from": str(KNOWN)}
    where = client.post(reverse("goals:values"), data).url
    page = client.get(where).content.decode()

    assert "Spara 1 värde" in page
    said(many[2], -70, year=2024)
    page = client.get(where).content.decode()
    assert "Rad 2, Å Indikatorn 3, 2025: Andelen ligger utanför 0–100 %." not in page
    assert "Värdet har bytt tecken. Stämmer det?" in page


@pytest.mark.parametrize("page", ["goals:values", "goals:values-file", "goals:report"])
def test_a_page_asks_as_much_for_300_indicators_as_for_3(many, questions, page):
    client, goal = signed_in(Role.CONTROLLER), many[0].goal
    where = reverse(page, args=["csv"] if page == "goals:values-file" else [])

    def asked(first, last):
        for number in range(first, last):
            said(make.indicator(f"X{number}", of=goal), 50, year=2025, unit="5130")
        assert client.get(where).status_code == 200
        with questions() as found:
            client.get(where)
        return len(found)

    assert asked(0, 3) == asked(3, 300)
