"""What an indicator's page shows: gaps, women and men, units by name, and what is preliminary."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from huset.goals.actions import report_measurement
from huset.goals.charts import gender_chart, indicator_chart, units_caption, units_chart
from huset.goals.models import Indicator, Target
from huset.goals.queries import indicator
from huset.goals.queries.showing import gap_unit, shown
from huset.goals.rules import Aggregation, Direction, Frequency, Period
from huset.goals.rules.reporting import held_against
from huset.goals.tests import make
from huset.organisation.models import Unit
from huset.organisation.tests.make import model, unit, user

pytestmark = pytest.mark.django_db
PER = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def a_model():
    model()


def said(of, value, *, year=2025, **more):
    return report_measurement(
        indicator=of,
        year=year,
        value=Decimal(value),
        known_from=date(2026, 6, 1),
        by=user(),
        source="Egen mätning",
        **more,
    )


def seen(made, per=PER):
    row = indicator(made.pk, per, per.year)
    return row, shown(row, per)


def page_of(made, client=None, **asked):
    answer = (client or Client()).get(f"/indicators/{made.pk}/", {"per": str(PER)} | asked)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    ("accumulates", "found"),
    [
        pytest.param(False, {(2025, 12), (2026, 4)}, id="every earlier value"),
        pytest.param(True, {(2025, 8)}, id="the same part of other years"),
    ],
)
def test_a_value_is_held_against_the_earlier_ones(accumulates, found):
    course = dict.fromkeys(
        [Period(2025, 8), Period(2025), Period(2026, 4), Period(2026, 8), Period(2026)], Decimal(1)
    )
    earlier = held_against(course, Period(2026, 8), accumulates=accumulates)

    assert found <= {(p.year, p.month) for p in earlier}
    assert max(earlier) < Period(2026, 8)
    assert (Period(2025) in earlier) is not accumulates


@pytest.mark.parametrize(
    ("frequency", "values", "periods"),
    [
        pytest.param(
            "yearly", [(2019, 12), (2022, 12)], ["2019", "2020", "2021", "2022"], id="years"
        ),
        pytest.param(
            "tertial",
            [(2025, 12), (2026, 4), (2026, 12)],
            ["2025", "apr 2026", "aug 2026", "dec 2026"],
            id="a tertial, after years that were measured once",
        ),
        pytest.param(
            "monthly",
            [(2026, 1), (2026, 3)],
            ["jan 2026", "feb 2026", "mar 2026"],
            id="what has not been yet is no gap",
        ),
        pytest.param("yearly", [(2026, 6)], ["jun 2026"], id="another rhythm than its own"),
    ],
)
def test_a_missing_period_is_there_and_empty(frequency, values, periods):
    made = make.indicator(targets={}, frequency=frequency)
    for year, month in values:
        said(made, 70, year=year, month=month)
    _, found = seen(made)

    assert [found.label(value.period) for value in found.values] == periods
    assert {(v.year, v.period.month) for v in found.values if v.measured is not None} == {*values}


def test_a_year_without_a_value_before_the_targets_is_a_gap_too():
    made = make.indicator(targets={2026: Decimal(80), 2028: Decimal(90)})
    said(made, 70, year=2024)
    row, found = seen(made)

    assert [v.year for v in found.values] == [2024, 2025, 2026, 2027, 2028]
    drawn = indicator_chart(row, found)["data"]["values"]
    assert [one["value"] for one in drawn if one["series"] == "Utfall"] == [70, *[None] * 4]
    assert [one["value"] for one in drawn if one["series"] == "Mål"] == [None, None, 80, None, 90]


def test_women_and_men_stand_beside_each_other_with_the_gap():
    made = make.indicator(decimals=1)
    for gender, value in (("", "7.6"), ("women", "8.5"), ("men", "4.6")):
        said(made, value, gender=gender)
    said(made, "7.2", year=2024)
    said(made, "9", year=2026, gender="women")
    row, found = seen(made)
    page = page_of(made)

    assert [(v.year, v.gap) for v in found.values] == [
        (2024, None),
        (2025, Decimal("3.9")),
        (2026, None),
    ]
    assert "Skillnad, procentenheter" in page
    assert "+3,9" in page
    assert "Skillnaden är kvinnornas värde minus männens." in page
    drawn = gender_chart(row, found)
    assert [(one["label"], one["series"], one["value"]) for one in drawn["data"]["values"]] == [
        ("2025", "Kvinnor", 8.5),
        ("2025", "Män", 4.6),
        ("2026", "Kvinnor", 9),
        ("2026", "Män", None),
    ]
    assert [layer["data"]["values"] for layer in drawn["layer"] if "data" in layer] == [
        [{"label": "2025", "low": 4.6, "high": 8.5, "gap": "+3,9"}]
    ] * 2


@pytest.mark.parametrize(("unit", "word"), [("%", "procentenheter"), ("kr", "kr"), ("", "")])
def test_a_difference_of_shares_is_counted_in_percentage_points(unit, word):
    assert gap_unit(unit) == word


def test_units_stand_by_the_days_name_with_what_they_make_together():
    unit("5130")
    unit("5140")
    made = make.indicator(aggregation=Aggregation.WEIGHTED, unit="antal", decimals=1)
    for code, value, weight in (("5130", 15, 210), ("5140", 12, 105), ("9999", 14, 0)):
        said(made, value, unit=code, weight=Decimal(weight))
    said(made, 20, year=2024, unit="5130")
    row, found = seen(made)
    page = page_of(made)

    assert [line.name for line in found.units.lines] == ["Enheten 5130", "Enheten 5140", "9999"]
    assert [value.measured for value in found.units.periods] == [None, 14]
    assert [line.weight for line in found.units.lines] == [210, 105, 0]
    assert [one["label"] for one in units_chart(row, found)["data"]["values"]] == [
        "Enheten 5130",
        "9999",
        "Enheten 5140",
    ]
    assert units_caption(row, found) == "2025, antal"
    assert "enheternas vägda medelvärde" in page
    assert "14,0 antal (2025) är enheternas vägda medelvärde, 3 stycken." in page


def test_a_unit_that_has_closed_keeps_its_code_and_an_earlier_day_its_name():
    gone = unit("5130")
    made = make.indicator()
    said(made, 15, unit="5130")
    Unit.objects.filter(pk=gone.pk).update(valid_to=date(2026, 9, 30))

    assert [line.name for line in seen(made)[1].units.lines] == ["5130"]
    assert [line.name for line in seen(made, date(2026, 9, 1))[1].units.lines] == ["Enheten 5130"]


def test_the_bars_are_the_largest_where_there_are_many():
    made = make.indicator()
    for number in range(45):
        said(made, number, unit=f"{number:03}")
    row, found = seen(made)
    drawn = units_chart(row, found)["data"]["values"]

    assert [one["value"] for one in drawn] == list(range(44, 4, -1))
    assert units_caption(row, found) == "2025, %. De 40 största av 45."


def test_what_is_preliminary_says_so_in_word_and_picture():
    made = make.indicator()
    said(made, 70, year=2024)
    assert "preliminärt" not in page_of(made)

    said(made, 71, preliminary=True)
    page = page_of(made)
    assert "preliminärt" in page
    assert "En ofylld punkt är ett preliminärt värde." in page
    row, found = seen(made)
    drawn = indicator_chart(row, found)
    assert [one.get("preliminary") for one in drawn["data"]["values"]] == [
        None,
        None,
        True,
        *[None] * 3,
    ]


def test_an_interval_has_two_lines_and_both_ends_in_the_table():
    made = make.indicator(
        better=Direction.WITHIN, targets={2026: (Decimal(94), Decimal(98))}, unit="%"
    )
    said(made, 97)
    row, found = seen(made)

    assert Target.objects.get().upper == 98
    assert "94–98" in page_of(made)
    names = {one["series"] for one in indicator_chart(row, found)["data"]["values"]}
    assert names == {"Utfall", "Mål, minst", "Mål, högst"}


def test_each_chart_has_an_address_and_one_that_has_nothing_to_show_is_not_found(client):
    made = make.indicator()
    said(made, 70)
    where = f"/indicators/{made.pk}/chart."
    assert client.get(f"{where}svg").status_code == 200
    for view in ("enheter", "kon", "x"):
        assert client.get(f"{where}json", {"visa": view}).status_code == 404
    said(made, 70, unit="5130")
    said(made, 70, gender="men")
    for view in ("enheter", "kon"):
        assert client.get(f"{where}json", {"visa": view}).json()["data"]["values"]
        assert client.get(f"{where}svg", {"visa": view}).content.startswith(b"<svg")


def test_a_chart_shows_only_what_was_known_that_day(client):
    made = make.indicator()
    said(made, 70, gender="men")
    where = f"/indicators/{made.pk}/chart.json"

    assert client.get(where, {"visa": "kon", "per": "2026-05-31"}).status_code == 404
    assert client.get(where, {"visa": "kon", "per": "2026-06-01"}).status_code == 200


def test_a_key_figure_is_linked_to_kolada():
    linked, own = make.indicator(kolada_id="N03002"), make.indicator()

    assert 'href="https://www.kolada.se/verktyg/fri-sokning/?kpis=N03002"' in page_of(linked)
    assert "kolada.se" not in page_of(own)


def test_the_page_asks_as_much_for_300_values_as_for_3(client, questions):
    unit("5130")
    made = make.indicator(frequency=Frequency.MONTHLY, aggregation=Aggregation.SUM)

    def asked(first, last):
        for number in range(first, last):
            year, month = divmod(number, 12)
            said(made, 10, year=2000 + year, month=month + 1, unit="5130")
            said(made, 10, year=2000 + year, month=month + 1, gender="women")
        page_of(made, client)
        with questions() as found:
            page_of(made, client)
        return len(found)

    assert asked(0, 3) == asked(3, 300)
    assert Indicator.objects.count() == 1
