"""The municipality's real series stand as they were published: every value, gap and direction.

Source: local news 2015-2026 and the police's safety survey, as ``goals.yaml`` and
``missions.yaml`` cite them. A school year stands under the year in which it ends. What the example
does not use is here all the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest

from huset.goals.models import Measurement
from huset.goals.queries import indicator
from huset.goals.queries.showing import shown
from huset.goals.rules import Direction, Frequency, Period, Trend
from huset.goals.tests import make

pytestmark = pytest.mark.django_db
PER = date(2026, 3, 10)
UP, DOWN = Direction.UP, Direction.DOWN


@dataclass(frozen=True)
class Series:
    """A published series; ``code`` names the example's own indicator, where it has one."""

    name: str
    better: Direction
    values: Mapping[int | tuple[int, int], str]  # by year, or year and month
    gaps: tuple[int, ...] = ()
    going: Trend = Trend.UNKNOWN
    code: str = ""
    decimals: int = 0


SERIES = [
    Series(
        "Sjukfrånvaro, %",
        DOWN,
        {2019: "7.2", 2020: "9.0", 2022: "8.9"},
        gaps=(2021,),
        going=Trend.BETTER,
        code="V5-1",
        decimals=1,
    ),
    Series("Sjukfrånvaro i socialförvaltningen, %", DOWN, {2022: "11.1"}, code="SN3-1", decimals=1),
    Series("Sjukfrånvaro över 91 dagar, %", DOWN, {2022: "2.1"}, decimals=1),
    Series(
        "Svenskt Näringslivs rangordning",
        DOWN,
        {
            2015: "129",
            2016: "257",
            2017: "219",
            2021: "220",
            2022: "200",
            2023: "236",
            2024: "210",
            2025: "179",
        },
        gaps=(2018, 2019, 2020),
        going=Trend.BETTER,
        code="V6-1",
    ),
    Series("Småföretagarindex", UP, {2025: "35"}),
    Series(
        "Meritvärde i åk 9",
        UP,
        {2024: "207.6", 2025: "208.7"},
        going=Trend.BETTER,
        code="V3-1",
        decimals=1,
    ),
    Series(
        "Behöriga till yrkesprogram, %",
        UP,
        {2018: "75.2", 2023: "94", 2024: "87", 2025: "82"},
        gaps=(2019, 2020, 2021, 2022),
        going=Trend.WORSE,
        code="V2-1",
    ),
    Series(
        "Åk 9, godkänt i alla ämnen, %",
        UP,
        {2021: "84", 2022: "68", 2023: "70", 2024: "65", 2025: "65"},
        going=Trend.SAME,
        code="V1-1",
    ),
    Series(
        "Åk 6, godkänt i alla ämnen, %",
        UP,
        {2021: "80", 2022: "73", 2023: "78", 2024: "68", 2025: "73"},
        going=Trend.BETTER,
        code="BUN1-1",
    ),
    Series(
        "Egna elever som väljer Vimmerby gymnasium, %",
        UP,
        {2024: "68", 2025: "70"},
        going=Trend.BETTER,
        code="BUN2-1",
    ),
    Series("Elever vid Vimmerby gymnasium", UP, {2025: "453"}, code="BUN-G1"),
    Series("Lägenheter i särskilt boende", UP, {2025: "142"}, code="SN-G1"),
    Series("Platser i korttidsboende", UP, {2025: "17"}, code="SN-G2"),
    Series(
        "Problemindex",
        DOWN,
        {2019: "1.76", 2023: "1.16", 2025: "1.05"},
        gaps=(2020, 2021, 2022, 2024),
        going=Trend.BETTER,
        code="V7-1",
        decimals=2,
    ),
    Series("Utsatta för brott, %", DOWN, {2023: "16"}),
    Series("Invånare per årsarbetare", UP, {2023: "10.5"}, decimals=1),
    Series(
        "Invånare",
        UP,
        {
            2017: "15728",
            2019: "15647",
            2020: "15672",
            2021: "15578",
            2022: "15557",
            2023: "15461",
            2024: "15384",
            2025: "15327",
        },
        gaps=(2018,),
        going=Trend.WORSE,
        code="KS-G1",
    ),
    Series(
        "Invånare, även mitt i året",
        UP,
        {2024: "15384", (2025, 6): "15414", 2025: "15327"},
        going=Trend.WORSE,
    ),
]
EXAMPLES = [one for one in SERIES if one.code]


def periods(series):
    """The published values by period."""
    return {
        Period(*when) if isinstance(when, tuple) else Period(when): Decimal(value)
        for when, value in series.values.items()
    }


@pytest.mark.usefixtures("governed")
@pytest.mark.parametrize("series", SERIES, ids=lambda series: series.name)
def test_a_series_stands_as_it_was_published_with_its_gaps_and_its_direction(series):
    half = Frequency.HALF_YEARLY if any(isinstance(w, tuple) for w in series.values) else ""
    made = make.indicator(
        better=series.better,
        decimals=series.decimals,
        targets={},
        frequency=half or Frequency.YEARLY,
    )
    for period, value in periods(series).items():
        make.measurement(
            value, of=made, year=period.year, month=period.month, source="Lokala nyheter"
        )
    row = indicator(made.pk, PER, PER.year)
    found = shown(row, PER).values

    assert {v.period: v.measured for v in found if v.measured is not None} == periods(series)
    assert tuple(v.year for v in found if v.measured is None) == series.gaps
    assert row.trend is series.going


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize("series", EXAMPLES, ids=lambda series: series.name)
def test_the_example_has_the_published_values_and_says_where_they_come_from(series):
    kept = Measurement.objects.filter(indicator__code=series.code, is_example=False)

    assert {Period(m.year, m.month): m.value for m in kept} == periods(series)
    assert all(m.source and m.source_year for m in kept)


@pytest.mark.usefixtures("loaded")
def test_the_values_that_were_fetched_from_kolada_say_so():
    """N03002 has no 2020: a gap."""
    kept = Measurement.objects.filter(indicator__code="F2-1")

    assert {m.year for m in kept} == {*range(2015, 2026)} - {2020}
    assert {(m.source, m.source_year) for m in kept} == {("Kolada N03002", 2026)}


@pytest.mark.usefixtures("loaded")
def test_the_example_shows_every_way_of_measuring_and_what_it_shows_so_is_marked():
    """By the month, three times a year, by gender, by unit, preliminary and within an interval."""
    kept = Measurement.objects.select_related("indicator")
    split = {
        "monthly": kept.filter(indicator__frequency="monthly", year=2026),
        "tertial": kept.filter(indicator__frequency="tertial", year=2026),
        "women and men": kept.exclude(gender=""),
        "units": kept.exclude(unit=""),
        "preliminary": kept.filter(preliminary=True),
        "interval": kept.filter(indicator__better="within"),
    }

    assert {way: {m.indicator.code for m in found} for way, found in split.items()} == {
        "monthly": {"SN3-1"},
        "tertial": {"KS2-1"},
        "women and men": {"V5-1"},
        "units": {"SN1-1"},
        "preliminary": {"V8-1"},
        "interval": {"V4-4"},
    }
    assert all(m.is_example for found in split.values() for m in found)
