"""How an indicator's values are shown: every period with its gaps, and the units by name."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from huset.goals.queries.indicator_rows import IndicatorRow
from huset.goals.queries.judged import Value
from huset.goals.rules import YEAR, Frequency, Part, Period, periods_of
from huset.kernel.periods import MONTHS
from huset.kernel.shell import Source
from huset.organisation.queries import organisation

SHORT = 3  # letters of a month in a chart
MOST_PERIODS = 5  # of units, beside each other in a table
PERCENT = "%"
KOLADA = "https://www.kolada.se/verktyg/fri-sokning/?kpis="


@dataclass(frozen=True)
class UnitLine:
    """One unit by its cost centre's code and the day's name, with its value of each period."""

    code: str
    name: str
    parts: tuple[Part | None, ...]

    @property
    def weight(self) -> Decimal | None:
        """What the latest value weighs."""
        return self.parts[-1].weight if self.parts[-1] else None


@dataclass(frozen=True)
class Units:
    """The values of units in the latest periods that have any, the latest last."""

    periods: tuple[Value, ...]
    lines: tuple[UnitLine, ...]

    @property
    def latest(self) -> Value:
        """The latest period."""
        return self.periods[-1]

    @property
    def weighs(self) -> bool:
        """Whether the latest values say what they weigh."""
        return any(part.weight is not None for part in self.latest.units.values())


@dataclass(frozen=True)
class Shown:
    """An indicator's values as its page, its charts and the API show them."""

    values: tuple[Value, ...]  # a period that is missing among the others is there, and empty
    units: Units | None

    @property
    def is_split(self) -> bool:
        """Whether there are values of women and men."""
        return any(value.is_split for value in self.values)

    @property
    def is_preliminary(self) -> bool:
        """Whether any of the values may still change."""
        return any(value.preliminary for value in self.values)

    @property
    def summed(self) -> bool:
        """Whether any of the values is made up by the units'."""
        return any(value.summed for value in self.values)

    def label(self, period: Period) -> str:
        """A period as a chart writes it: the year alone, where it is measured only once."""
        dense = any(v.year == period.year and v.period.month != YEAR for v in self.values)
        return f"{MONTHS[period.month - 1][:SHORT]} {period.year}" if dense else str(period.year)


def shown(row: IndicatorRow, per: date) -> Shown:
    """An indicator's values as they are shown on a day."""
    return Shown(_with_gaps(row), _units(row, per))


def gap_unit(unit: str) -> str:
    """What a difference between two values is counted in."""
    return "procentenheter" if unit == PERCENT else unit


def kolada_page(row: IndicatorRow) -> str:
    """The public page of the key figure that an indicator corresponds to."""
    return f"{KOLADA}{row.kolada_id}" if row.kolada_id else ""


def _with_gaps(row: IndicatorRow) -> tuple[Value, ...]:
    """The values, and an empty one for each period that is missing before the latest."""
    found = {value.period: value for value in row.values}
    said = [v.period for v in row.values if v.is_said]
    if not said:
        return row.values
    first, last = min(said), max(said)
    missing = {
        period
        for year in range(first.year, max(found).year + 1)
        for period in _periods(found, year, row.frequency)
        if first < period < last or (period.year > last.year and not _has(found, year))
    }
    return tuple(found.get(p) or _empty(p, row) for p in sorted({*found, *missing}))


def _has(found: Collection[Period], year: int) -> bool:
    return any(period.year == year for period in found)


def _periods(found: Mapping[Period, Value], year: int, how: Frequency) -> tuple[Period, ...]:
    """The periods that a year should have: one, where it has no value but the whole year's."""
    dense = any(period.year == year and period.month != YEAR for period in found)
    return periods_of(year, how) if dense else (Period(year),)


def _empty(period: Period, row: IndicatorRow) -> Value:
    same = next((value for value in row.values if value.year == period.year), None)
    return Value(
        period=period,
        measured=None,
        target=same.target if same else None,
        upper=same.upper if same else None,
        women=None,
        men=None,
        units={},
        preliminary=False,
        summed=False,
        source=Source(),
    )


def _units(row: IndicatorRow, per: date) -> Units | None:
    periods = tuple(value for value in row.values if value.units)[-MOST_PERIODS:]
    if not periods:
        return None
    names = {unit.code: unit.name for unit in organisation(per).units}
    codes = sorted({code for value in periods for code in value.units})
    lines = tuple(
        UnitLine(code, names.get(code, code), tuple(value.units.get(code) for value in periods))
        for code in codes
    )
    return Units(periods, lines)
