"""How an indicator fares on a day: its values in order, its judgement, and what that rests on."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from huset.goals.models import Indicator, Measurement
from huset.goals.rules import (
    YEAR,
    Aggregation,
    Direction,
    Gender,
    Part,
    Period,
    Target,
    Trend,
    Wanted,
    in_words,
    indicator_outcome,
    is_stale,
    target_of_year,
    together,
    trend,
    wanted,
)
from huset.goals.words import AGGREGATIONS
from huset.kernel.money import number
from huset.kernel.periods import MONTHS
from huset.kernel.shell import Source
from huset.model.rules import GovernanceModel
from huset.model.terms import Outcome

ALL = ("", "")  # of neither gender alone, nor of a unit alone
TARGETS = "targets_then"  # the attribute that holds those of an earlier version
NO_VALUE = "Det finns inget värde, så det går inte att bedöma."
NO_TARGET = "Det finns inget målvärde, så det går inte att bedöma."
NO_DIRECTION = "Det är inte sagt vilken riktning som är bättre, så det går inte att bedöma."


@dataclass(frozen=True)
class Value:
    """One period of an indicator: what was measured and what was wanted, either may be missing.

    ``units`` are the values of units by their cost centres' codes.
    """

    period: Period
    measured: Decimal | None
    target: Decimal | None
    upper: Decimal | None
    women: Decimal | None
    men: Decimal | None
    units: Mapping[str, Part]
    preliminary: bool
    summed: bool  # made of the units' values
    source: Source

    @property
    def year(self) -> int:
        """The year of the period."""
        return self.period.year

    @property
    def told(self) -> str:
        """The period in words."""
        return told(self.period)

    @property
    def is_split(self) -> bool:
        """Whether there is a value of women or of men."""
        return self.women is not None or self.men is not None

    @property
    def is_said(self) -> bool:
        """Whether anything at all is known of the period."""
        return self.measured is not None or self.is_split or bool(self.units)

    @property
    def gap(self) -> Decimal | None:
        """How much more women have than men."""
        return None if self.women is None or self.men is None else self.women - self.men


@dataclass(frozen=True)
class Judged:
    """An indicator's judgement, with the steps that lead to it, each a sentence."""

    latest: Value | None
    measured: str
    target: str
    wanted: Decimal | None  # the target, or the lower end of it
    outcome: Outcome
    trend: Trend
    steps: tuple[str, ...]

    @property
    def why(self) -> str:
        """What it rests on, in short."""
        return self.steps[0]


def targets_of(indicator: Indicator) -> dict[int, Target]:
    """What an indicator is to reach, by year, on the day that it was read for."""
    if TARGETS in vars(indicator):
        return dict(vars(indicator)[TARGETS])
    return {t.year: Target(t.value, t.upper) for t in indicator.targets.all()}


def values_of(indicator: Indicator, computed: Mapping[int, Decimal]) -> tuple[Value, ...]:
    """An indicator's values, period by period, and the years that have a target but no value.

    What its formula gives is ``computed``, by year; an indicator with a formula has no other.
    """
    if indicator.formula:
        return tuple(_by_formula(indicator, computed))
    known: dict[Period, dict[tuple[str, str], Measurement]] = defaultdict(dict)
    for one in indicator.measurements.all():  # in the order they were known: the last stands
        known[Period(one.year, one.month)][one.gender, one.unit] = one
    targets = targets_of(indicator)
    periods = {*known, *(Period(year) for year in targets if year not in {p.year for p in known})}
    return tuple(
        _value(p, known.get(p, {}), targets.get(p.year), Aggregation(indicator.aggregation))
        for p in sorted(periods)
    )


def judge(
    indicator: Indicator,
    values: Iterable[Value],
    model: GovernanceModel,
    per: date,
    year: int,
) -> Judged:
    """Judge the latest value through a year against the year's target."""
    measured = [v for v in values if v.measured is not None and v.year <= year]
    whole = [v for v in measured if v.period.month == YEAR or not indicator.accumulates]
    latest = whole[-1] if whole else None
    target = target_of_year(targets_of(indicator), year)
    aim = _aim(indicator, target, model)
    lacking = _lacking(indicator, latest, target, model, per)
    outcome = indicator_outcome(latest.measured if latest else None, None if lacking else aim)
    steps = [lacking] if lacking else []
    if latest and target and aim and not lacking:
        steps = list(_compared(indicator, latest, target, aim, year))
    before = whole[-2].measured if len(whole) > 1 else None
    return Judged(
        latest=latest,
        measured=written(indicator, latest.measured if latest else None),
        target=written(indicator, target.value if target else None),
        wanted=target.value if target else None,
        outcome=outcome,
        trend=_trend(indicator, before, latest, aim),
        steps=(*steps, *_about(indicator, latest)),
    )


def _aim(indicator: Indicator, target: Target | None, model: GovernanceModel) -> Wanted | None:
    if target is None or not indicator.better:
        return None
    return wanted(
        target,
        Direction(indicator.better),
        tolerance=indicator.tolerance,
        partly_percent=model.thresholds.partly_met_percent
        if indicator.partly_percent is None
        else indicator.partly_percent,
    )


def _lacking(
    indicator: Indicator,
    latest: Value | None,
    target: Target | None,
    model: GovernanceModel,
    per: date,
) -> str:
    """Why nothing can be judged; empty when it can."""
    if latest is None:
        return NO_VALUE
    grace = model.thresholds.stale_days
    if is_stale(latest.period, per, frequency=indicator.rhythm, grace_days=grace):
        return f"Senaste värdet, {_named(indicator, latest)}, är för gammalt att bedöma på."
    if target is None:
        return NO_TARGET
    return "" if indicator.better else NO_DIRECTION


def _compared(
    indicator: Indicator, latest: Value, target: Target, aim: Wanted, year: int
) -> Iterable[str]:
    """The value beside its target, and the limits that it was judged by."""
    better = Direction(indicator.better)
    upper = written(indicator, target.upper)
    text = in_words(written(indicator, target.value), better, upper=upper)
    yield f"Senaste värdet är {_named(indicator, latest)} och målvärdet är {text} ({year})."
    yield from _limits(indicator, better, target, aim.partly)


def _named(indicator: Indicator, value: Value) -> str:
    return f"{written(indicator, value.measured)} ({value.told})"


def written(indicator: Indicator, value: Decimal | None) -> str:
    """A value with its unit; a dash when there is none."""
    text = number(value, indicator.decimals)
    return f"{text} {indicator.unit}".strip() if value is not None else text


def told(period: Period) -> str:
    """A period in words: its year, or through which month."""
    if period.month == YEAR:
        return str(period.year)
    return f"till och med {MONTHS[period.month - 1]} {period.year}"


def _value(
    period: Period,
    said: Mapping[tuple[str, str], Measurement],
    target: Target | None,
    how: Aggregation,
) -> Value:
    """A period's value: what was said of all, else what the units' values make together."""
    whole = said.get(ALL)
    units = {
        unit: Part(one.value, one.weight)
        for (gender, unit), one in sorted(said.items())
        if unit and not gender
    }
    summed = None if whole else together([*units.values()], how)
    origin = whole or next(iter(said.values()), None)
    return Value(
        period=period,
        measured=whole.value if whole else summed,
        target=target.value if target else None,
        upper=target.upper if target else None,
        women=_of(said, Gender.WOMEN),
        men=_of(said, Gender.MEN),
        units=units,
        preliminary=any(one.preliminary for one in said.values()),
        summed=summed is not None,
        source=Source(origin.source, origin.source_year) if origin else Source(),
    )


def _by_formula(indicator: Indicator, computed: Mapping[int, Decimal]) -> Iterable[Value]:
    targets = targets_of(indicator)
    for year in sorted({*computed, *targets}):
        target = targets.get(year)
        yield Value(
            period=Period(year),
            measured=computed.get(year),
            target=target.value if target else None,
            upper=target.upper if target else None,
            women=None,
            men=None,
            units={},
            preliminary=False,
            summed=False,
            source=Source(f"Beräknat: {indicator.formula}") if year in computed else Source(),
        )


def _of(said: Mapping[tuple[str, str], Measurement], gender: Gender) -> Decimal | None:
    found = said.get((gender, ""))
    return found.value if found else None


def _limits(indicator: Indicator, better: Direction, target: Target, partly: Decimal) -> list[str]:
    """How far from the target still counts, where anything but the target itself does."""
    steps = []
    if indicator.tolerance:
        least = written(indicator, indicator.tolerance)
        steps.append(f"En avvikelse på {least} räknas som uppnått.")
    if partly:
        low = written(indicator, target.value - indicator.tolerance - partly)
        high = written(indicator, (target.upper or target.value) + indicator.tolerance + partly)
        steps.append(f"Delvis uppnått räknas {_partly(better, low, high)}.")
    return steps


def _partly(better: Direction, low: str, high: str) -> str:
    """Say where partly met ends."""
    if better is Direction.UP:
        return f"från {low}"
    if better is Direction.DOWN:
        return f"till {high}"
    return f"mellan {low} och {high}"


def _about(indicator: Indicator, latest: Value | None) -> Iterable[str]:
    if latest and latest.preliminary:
        yield "Värdet är preliminärt."
    if latest and latest.summed:
        how = AGGREGATIONS[indicator.aggregation]
        yield f"{_named(indicator, latest)} är {how}, {len(latest.units)} stycken."


def _trend(
    indicator: Indicator, before: Decimal | None, latest: Value | None, aim: Wanted | None
) -> Trend:
    if not indicator.better or latest is None:
        return Trend.UNKNOWN
    least = Decimal(1).scaleb(-indicator.decimals)
    return trend(before, latest.measured, Direction(indicator.better), wanted=aim, least=least)
