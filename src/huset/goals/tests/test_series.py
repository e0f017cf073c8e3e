"""Values over time and over units: old, together, the trend, and what is asked (S069, S071)."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huset.goals.rules import (
    Aggregation,
    Direction,
    Frequency,
    Part,
    Period,
    Target,
    Trend,
    doubt,
    is_stale,
    periods_of,
    together,
    trend,
    wanted,
)

D = Decimal


@pytest.mark.parametrize(
    ("latest", "frequency", "per", "stale"),
    [
        pytest.param(Period(2024), "yearly", date(2025, 1, 1), False, id="new"),
        pytest.param(Period(2024), "yearly", date(2026, 4, 30), False, id="last day of grace"),
        pytest.param(Period(2024), "yearly", date(2026, 5, 1), True, id="the next is overdue"),
        pytest.param(Period(2026, 4), "tertial", date(2026, 12, 29), False, id="a tertial"),
        pytest.param(Period(2026, 4), "tertial", date(2026, 12, 30), True, id="a tertial late"),
        pytest.param(Period(2026, 1), "monthly", date(2026, 6, 28), False, id="a month"),
        pytest.param(Period(2026, 1), "monthly", date(2026, 6, 29), True, id="a month late"),
    ],
)
def test_a_value_is_too_old_when_the_next_one_should_have_come(latest, frequency, per, stale):
    assert is_stale(latest, per, frequency=Frequency(frequency), grace_days=120) is stale


def test_the_periods_of_a_year():
    assert [[p.month for p in periods_of(2026, f)] for f in Frequency] == [
        [12],
        [6, 12],
        [4, 8, 12],
        [3, 6, 9, 12],
        list(range(1, 13)),
    ]


@pytest.mark.parametrize(
    ("months", "expected"),
    [(0, Period(2026, 11)), (1, Period(2026, 12)), (2, Period(2027, 1)), (14, Period(2028, 1))],
)
def test_some_months_later(months, expected):
    assert Period(2026, 11).after(months) == expected


PARTS = [Part(D(2), D(10)), Part(D(5), D(30))]


@pytest.mark.parametrize(
    ("parts", "how", "expected"),
    [
        pytest.param(PARTS, Aggregation.SUM, D(7), id="sum"),
        pytest.param(PARTS, Aggregation.MEAN, D("3.5"), id="mean"),
        pytest.param(PARTS, Aggregation.WEIGHTED, D("4.25"), id="weighted"),
        pytest.param(PARTS, Aggregation.NONE, None, id="none"),
        pytest.param([], Aggregation.SUM, None, id="nothing is not nought"),
        pytest.param([*PARTS, Part(None, D(1))], Aggregation.SUM, None, id="one is missing"),
        pytest.param([*PARTS, Part(D(1))], Aggregation.WEIGHTED, None, id="a weight is missing"),
        pytest.param([Part(D(1), D(0))], Aggregation.WEIGHTED, None, id="no weight at all"),
        pytest.param([Part(D(0)), Part(D(0))], Aggregation.MEAN, D(0), id="nought is a value"),
    ],
)
def test_units_together(parts, how, expected):
    assert together(parts, how) == expected


@given(st.lists(st.decimals(-1000, 1000, places=2), min_size=1), st.randoms())
def test_the_order_of_units_does_not_matter(values, random):
    parts = [Part(value, D(1)) for value in values]
    shuffled = random.sample(parts, len(parts))

    for how in Aggregation:
        assert together(parts, how) == together(shuffled, how)


@pytest.mark.parametrize(
    ("before", "latest", "better", "expected"),
    [
        pytest.param(None, 5, Direction.UP, Trend.UNKNOWN, id="one value has no trend"),
        pytest.param(5, None, Direction.UP, Trend.UNKNOWN, id="no latest"),
        pytest.param(5, 6, Direction.UP, Trend.BETTER, id="up"),
        pytest.param(6, 5, Direction.UP, Trend.WORSE, id="up: less"),
        pytest.param(6, 5, Direction.DOWN, Trend.BETTER, id="down: less"),
        pytest.param("5.04", "5.09", Direction.UP, Trend.SAME, id="less than the screen shows"),
        pytest.param("5.0", "5.1", Direction.UP, Trend.BETTER, id="just what the screen shows"),
        pytest.param(20, 12, Direction.KEEP, Trend.BETTER, id="keep: nearer"),
        pytest.param(9, 30, Direction.KEEP, Trend.WORSE, id="keep: farther"),
        pytest.param(10, 10, Direction.KEEP, Trend.SAME, id="keep: there"),
    ],
)
def test_the_trend_is_from_the_value_before_to_the_latest(before, latest, better, expected):
    aim = wanted(Target(D(10)), better, partly_percent=80)
    values = [None if value is None else D(value) for value in (before, latest)]

    assert trend(*values, better, wanted=aim, least=D("0.1")) is expected


STEADY = [100, 104, 98, 101]


@pytest.mark.parametrize(
    ("value", "earlier", "unit", "asked"),
    [
        pytest.param(102, STEADY, "", "", id="as usual"),
        pytest.param(1212, STEADY, "", "Det är 12 gånger det förra värdet.", id="a slip of a key"),
        pytest.param("303", STEADY, "", "Det är 3 gånger det förra värdet.", id="at the limit"),
        pytest.param(25, STEADY, "", "Det är 25 procent av det förra värdet.", id="a quarter"),
        pytest.param(0, STEADY, "", "Det är 0 procent av det förra värdet.", id="nought"),
        pytest.param(-101, STEADY, "", "Värdet har bytt tecken.", id="the sign"),
        pytest.param(125, STEADY, "", "Ändringen är mer än tre gånger", id="a large jump"),
        pytest.param(119, STEADY, "", "", id="three times the largest jump is not more"),
        pytest.param(101, [60, 62], "%", "Andelen ligger utanför 0–100 %.", id="over all"),
        pytest.param(101, [160, 162], "%", "", id="a percentage that is no share"),
        pytest.param(500, [], "", "", id="the first has nothing beside it"),
        pytest.param(5, [0], "", "", id="after nought nothing is known"),
    ],
)
def test_an_unlikely_value_is_asked_about(value, earlier, unit, asked):
    course = {Period(2020 + n): D(one) for n, one in enumerate(earlier)}
    said = doubt(D(value), course, unit=unit)

    assert said.startswith(asked) if asked else said == ""
    assert said == "" or said.endswith("Stämmer det?")
