"""Which values someone is to report: what is due, and what was said before."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Q, QuerySet

from huset.goals.models import Indicator
from huset.goals.permissions import Reporter
from huset.goals.queries.force import goals_decided, indicators_counted, missions_in_force
from huset.goals.queries.holders import holder_of, indicators_with_holder, reported_by
from huset.goals.queries.judged import targets_of, told, written
from huset.goals.queries.known import Known, Which, known_of, plain
from huset.goals.rules import (
    Aggregation,
    Direction,
    Gender,
    Part,
    Period,
    in_words,
    target_of_year,
    together,
)
from huset.goals.rules.reporting import ended_periods, held_against, is_owed, last_ended
from huset.kernel.actions import sha256_of
from huset.model.queries import model_in_force
from huset.organisation.queries import Organisation, organisation

SPLIT = (Gender.WOMEN, Gender.MEN)
MOST_UNITS = 30  # in one row of the form; more are reported by file
Said = tuple[str, str, Decimal, Decimal | None]  # gender, unit, value and weight


@dataclass(frozen=True)
class Asked:
    """One number of a row: of all, of women or men, or of a unit by its cost centre's code.

    ``earlier`` are the values that a new one is held against, ``last`` the one before in words.
    """

    gender: str
    unit: str
    name: str  # the unit's
    known: Known | None
    earlier: Mapping[Period, Decimal]
    last: str
    weight: Decimal | None  # of the known value, else of the one before


@dataclass(frozen=True)
class DueValue:
    """An indicator's value for a period: what is asked for, beside what is already known.

    ``asked`` is everything that is asked for, ``shown`` what a form has room for.
    """

    indicator_id: int
    code: str
    name: str
    unit: str
    body: str
    body_code: str
    owner: str
    own: bool
    period: Period
    due: date
    late: bool
    last: str
    last_period: str
    target: str
    source: str  # of the known value, else where the values are usually found
    aggregation: Aggregation
    asked: tuple[Asked, ...]

    @property
    def key(self) -> str:
        """What names the row in a form."""
        return f"{self.indicator_id}-{as_text(self.period)}"

    @property
    def when(self) -> str:
        """The period in words."""
        return told(self.period)

    @property
    def weighed(self) -> bool:
        """Whether the units' values need weights."""
        return self.aggregation is Aggregation.WEIGHTED

    @property
    def known(self) -> tuple[Asked, ...]:
        """What has been said already."""
        return tuple(one for one in self.asked if one.known)

    @property
    def is_answered(self) -> bool:
        """Whether nothing is owed: the value of all is known, or that of every unit."""
        whole = [one for one in self.asked if not one.gender and not one.unit]
        units = [one for one in self.asked if one.unit]
        return any(one.known for one in whole) or (bool(units) and all(one.known for one in units))

    @property
    def too_many(self) -> int:
        """How many units there are, where they are more than a form has room for."""
        units = sum(bool(one.unit) for one in self.asked)
        return units if units > MOST_UNITS else 0

    @property
    def shown(self) -> tuple[Asked, ...]:
        """The numbers that a form asks for."""
        return tuple(one for one in self.asked if not (one.unit and self.too_many))

    @property
    def preliminary(self) -> bool:
        """Whether any of what is known may still change."""
        return any(one.known.preliminary for one in self.shown if one.known)

    @property
    def mark(self) -> str:
        """What tells these known values from any others."""
        said = [(a.gender, a.unit, a.known.value, a.known.weight) for a in self.shown if a.known]
        return mark_of(said, preliminary=self.preliminary, source=self.source)


@dataclass(frozen=True)
class Reporting:
    """The values to report, and the periods that can be chosen instead of what is due."""

    rows: Sequence[DueValue]
    periods: Sequence[Period]


def values_to_report(
    today: date,
    *,
    reporter: Reporter,
    within: Collection[str] = (),
    period: str = "",
    named: Collection[str] = (),
) -> Reporting:
    """What someone is to report: what is due, or a period's values, or those named by key.

    One's own stand first. A value that a formula gives is nobody's to report.
    """
    found = list(
        reported_by(_owing(today), reporter, within)
        .select_related("owner", "goal", "mission")
        .prefetch_related("targets")
    )
    known: dict[int, dict[Which, Known]] = defaultdict(dict)
    for which, one in known_of([one.pk for one in found], today).items():
        known[which.indicator_id][which] = one
    grace = timedelta(days=model_in_force(today).thresholds.stale_days)
    maker = _Maker(today, grace, reporter.owned, organisation(today), known)
    rows = [
        maker.row(one, asked)
        for one in found
        for asked in _periods(one, today, period, named, begun=bool(known[one.pk]))
    ]
    rows = [row for row in rows if period or named or not row.is_answered]
    rows.sort(key=lambda row: (not row.own, row.body_code, row.code, row.period))
    return Reporting(rows, ended_periods(today, {one.rhythm for one in found}))


def mark_of(said: Sequence[Said], *, preliminary: bool, source: str) -> str:
    """What tells the values of a row from any others."""
    values = [
        [gender, unit, plain(value), None if weight is None else plain(weight)]
        for gender, unit, value, weight in said
    ]
    return sha256_of([values, preliminary, source.strip()])[:16]


def as_text(period: Period) -> str:
    """A period as an address or a form writes it: ``2026-04``."""
    return f"{period.year}-{period.month:02}"


def _owing(today: date) -> QuerySet[Indicator]:
    goals = goals_decided(today).filter(last_year__gte=today.year - 1).exclude(ended__lte=today)
    owing = Q(goal__in=goals.values("pk")) | Q(mission__in=missions_in_force(today).values("pk"))
    return indicators_with_holder(indicators_counted(today).filter(owing, formula=""), today)


def _periods(
    indicator: Indicator, today: date, period: str, named: Collection[str], *, begun: bool
) -> list[Period]:
    """The periods of an indicator that are asked about."""
    ended = ended_periods(today, [indicator.rhythm])
    if named:
        return [p for p in ended if f"{indicator.pk}-{as_text(p)}" in named]
    if period:
        return [p for p in ended if as_text(p) == period]
    last = last_ended(today, indicator.rhythm)
    return [last] if is_owed(last, *indicator.of.years, begun=begun) else []


@dataclass(frozen=True)
class _Maker:
    """Makes rows of indicators and what is known of them."""

    today: date
    grace: timedelta
    owned: frozenset[int]
    organised: Organisation
    known: Mapping[int, Mapping[Which, Known]]

    def row(self, indicator: Indicator, period: Period) -> DueValue:
        known = self.known[indicator.pk]
        before = _values(indicator, known, period)
        last = max(before, default=None)
        due = period.last_day + self.grace
        body_code, body = holder_of(indicator)
        slots = _slots(indicator, known, period, self._units(indicator, period, body_code))
        asked = [self._asked(indicator, period, *slot) for slot in slots]
        of_period = [one.known.source for one in reversed(asked) if one.known]
        return DueValue(
            indicator_id=indicator.pk,
            code=indicator.code,
            name=indicator.name,
            unit=indicator.unit,
            body=body,
            body_code=body_code,
            owner=indicator.owner.shown if indicator.owner else "",
            own=indicator.pk in self.owned,
            period=period,
            due=due,
            late=due < self.today,
            last=written(indicator, before[last]) if last else "",
            last_period=told(last) if last else "",
            target=_target(indicator, period.year),
            source=[indicator.origin, *of_period][-1],
            aggregation=Aggregation(indicator.aggregation),
            asked=tuple(asked),
        )

    def _units(self, indicator: Indicator, period: Period, body_code: str) -> Sequence[str]:
        """The units that have a value, or had one in the period before and are still there.

        Where the units make up the value and none has one yet, it is the body's smallest units.
        """
        known = [which for which in self.known[indicator.pk] if which.unit]
        last = max((which.period for which in known if which.period < period), default=None)
        now = {which.unit for which in known if which.period == period}
        there = {unit.code for unit in self.organised.units}
        found = now | ({which.unit for which in known if which.period == last} & there)
        if not found and indicator.aggregation != Aggregation.NONE:
            above = {unit.parent_id for unit in self.organised.units}
            of_body = self.organised.units_of(body_code)
            found = {unit.code for unit in of_body if unit.id not in above}
        return sorted(found)

    def _asked(self, indicator: Indicator, period: Period, gender: str, unit: str) -> Asked:
        course = {
            which.period: one
            for which, one in self.known[indicator.pk].items()
            if (which.gender, which.unit) == (gender, unit)
        }
        values = {at: one.value for at, one in course.items()}
        now, last = course.get(period), max((p for p in course if p < period), default=None)
        node = self.organised.unit(unit) if unit else None
        weighing = now or (course[last] if last else None)
        return Asked(
            gender=gender,
            unit=unit,
            name=node.name if node else unit,
            known=now,
            earlier=held_against(values, period, accumulates=indicator.accumulates),
            last=written(indicator, values[last]) if last and unit else "",
            weight=weighing.weight if weighing else None,
        )


def _values(
    indicator: Indicator, known: Mapping[Which, Known], before: Period
) -> dict[Period, Decimal]:
    """The values of all before a period, said or made up by the units."""
    parts: dict[Period, list[Part]] = defaultdict(list)
    found = {}
    for which, one in known.items():
        if which.period < before and which.unit and not which.gender:
            parts[which.period].append(Part(one.value, one.weight))
        elif which.period < before and not which.gender:
            found[which.period] = one.value
    how = Aggregation(indicator.aggregation)
    summed = {period: together(units, how) for period, units in parts.items()}
    return {period: value for period, value in summed.items() if value is not None} | found


def _slots(
    indicator: Indicator, known: Collection[Which], period: Period, units: Sequence[str]
) -> list[tuple[str, str]]:
    """The numbers that a row asks for: what units are used to make up is asked of them alone."""
    summed = indicator.aggregation != Aggregation.NONE and any(which.unit for which in known)
    whole = Which(indicator.pk, period) in known
    split = any(which.gender for which in known)
    return [
        *([] if summed and units and not whole else [("", "")]),
        *((gender, "") for gender in SPLIT if split),
        *(("", unit) for unit in units),
    ]


def _target(indicator: Indicator, year: int) -> str:
    target = target_of_year(targets_of(indicator), year)
    if target is None:
        return ""
    value = written(indicator, target.value)
    if not indicator.better:
        return value
    return in_words(value, Direction(indicator.better), upper=written(indicator, target.upper))
