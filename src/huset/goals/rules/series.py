"""An indicator's values over time and over its parts: how old, which way, together, and unlikely.

Source: the governance model, "Mål" (S069, S071): values come in a rhythm, and are comparable over
time. A missing value is a gap and never zero.
"""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from huset.goals.rules.judging import Direction, Wanted

YEAR = 12  # months
LARGE, SMALL = Decimal(3), Decimal(1) / 3  # times the last value: then it is asked about
WHOLE = 100  # percent
JUMPS = 3  # values needed before a jump can be called larger than usual


class Frequency(StrEnum):
    """How often an indicator is measured."""

    YEARLY = "yearly"
    HALF_YEARLY = "half_yearly"
    TERTIAL = "tertial"
    QUARTERLY = "quarterly"
    MONTHLY = "monthly"

    @property
    def months(self) -> int:
        """How many months there are between two values."""
        return {"yearly": 12, "half_yearly": 6, "tertial": 4, "quarterly": 3, "monthly": 1}[self]


class Aggregation(StrEnum):
    """How the values of units make up one for them all."""

    SUM = "sum"
    MEAN = "mean"
    WEIGHTED = "weighted"
    NONE = "none"


class Gender(StrEnum):
    """Whose value it is, where it is split by gender."""

    WOMEN = "women"
    MEN = "men"


class Trend(StrEnum):
    """Which way an indicator goes, from the value before to the latest."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"
    UNKNOWN = "unknown"


@dataclass(frozen=True, order=True)
class Period:
    """What a value is about: from the turn of the year, or of the last period, through a month."""

    year: int
    month: int = YEAR

    @property
    def last_day(self) -> date:
        """The last day that the value is about."""
        return date(self.year, self.month, monthrange(self.year, self.month)[1])

    def after(self, months: int) -> "Period":
        """The period that ends some months later."""
        years, month = divmod(self.month - 1 + months, YEAR)
        return Period(self.year + years, month + 1)


@dataclass(frozen=True)
class Part:
    """The value of one unit, and how much it weighs: the number of people, say."""

    value: Decimal | None
    weight: Decimal | None = None


def periods_of(year: int, frequency: Frequency) -> tuple[Period, ...]:
    """The periods of a year in which a value is due, the earliest first."""
    return tuple(
        Period(year, month) for month in range(frequency.months, YEAR + 1, frequency.months)
    )


def is_stale(latest: Period, per: date, *, frequency: Frequency, grace_days: int) -> bool:
    """Tell whether a value is too old: the next one should have come by now."""
    return latest.after(frequency.months).last_day + timedelta(days=grace_days) < per


def together(parts: Sequence[Part], how: Aggregation) -> Decimal | None:
    """The value of some units together; nothing when one is missing, or it cannot be told."""
    values = [part.value for part in parts if part.value is not None]
    if how is Aggregation.NONE or not parts or len(values) < len(parts):
        return None
    if how is Aggregation.SUM:
        return sum(values, Decimal(0))
    if how is Aggregation.MEAN:
        return sum(values, Decimal(0)) / len(values)
    weights = [part.weight for part in parts if part.weight is not None]
    if len(weights) < len(parts) or not sum(weights):
        return None
    weighed = (value * weight for value, weight in zip(values, weights, strict=True))
    return sum(weighed, Decimal(0)) / sum(weights)


def trend(
    before: Decimal | None,
    latest: Decimal | None,
    better: Direction,
    *,
    wanted: Wanted | None,
    least: Decimal,
) -> Trend:
    """Which way it goes: a change smaller than ``least``, what the screen can show, is the same.

    Where a value or an interval is to be kept, better is nearer to it.
    """
    if before is None or latest is None:
        return Trend.UNKNOWN
    if better in {Direction.KEEP, Direction.WITHIN}:
        if wanted is None:
            return Trend.UNKNOWN
        gain = wanted.outside(before) - wanted.outside(latest)
    else:
        gain = latest - before if better is Direction.UP else before - latest
    if abs(gain) < least:
        return Trend.SAME
    return Trend.BETTER if gain > 0 else Trend.WORSE


def doubt(value: Decimal, earlier: Mapping[Period, Decimal], *, unit: str = "") -> str:
    """Ask about a value that is unlikely beside the earlier ones; empty when nothing is odd."""
    course = [earlier[period] for period in sorted(earlier)]
    odd = _odd_share(value, course) if unit == "%" else ""
    odd = odd or (_odd_step(value, course) if course else "")
    return f"{odd} Stämmer det?" if odd else ""


def _odd_share(value: Decimal, course: Sequence[Decimal]) -> str:
    if all(0 <= one <= WHOLE for one in course) and not 0 <= value <= WHOLE:
        return "Andelen ligger utanför 0–100 %."
    return ""


def _odd_step(value: Decimal, course: Sequence[Decimal]) -> str:
    last = course[-1]
    if value * last < 0:
        return "Värdet har bytt tecken." if all(one * last > 0 for one in course) else ""
    ratio = value / last if last else None
    if ratio is not None and ratio >= LARGE:
        return f"Det är {_times(ratio)} gånger det förra värdet."
    if ratio is not None and ratio <= SMALL:
        return f"Det är {_percent(ratio)} av det förra värdet."
    jumps = [abs(after - before) for before, after in pairwise(course)]
    if len(jumps) >= JUMPS and max(jumps) and abs(value - last) > LARGE * max(jumps):
        return "Ändringen är mer än tre gånger så stor som någon tidigare."
    return ""


def _times(share: Decimal) -> str:
    return f"{share:.1f}".removesuffix(".0").replace(".", ",")


def _percent(share: Decimal) -> str:
    return f"{share * 100:.0f} procent"
