"""Which values someone is to report: what is due, and what was said before."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Prefetch

from huset.goals.models import Assignment, AssignmentReport, Goal, Indicator, Measurement
from huset.goals.queries.holders import held_by, holder_of, with_holder
from huset.goals.queries.judged import targets_of, told, written
from huset.goals.rules import (
    AssignmentState,
    ChangeKind,
    Direction,
    Gender,
    Period,
    in_words,
    target_of_year,
)
from huset.goals.rules.reporting import ended_periods, is_owed, last_ended
from huset.kernel.actions import sha256_of
from huset.model.queries import model_in_force
from huset.model.terms import Outcome
from huset.organisation.models import Body

ALL = ""  # women and men together
GENDERS = (ALL, Gender.WOMEN, Gender.MEN)


@dataclass(frozen=True)
class Known:
    """A value as it is known now."""

    value: Decimal
    preliminary: bool = False


@dataclass(frozen=True)
class DueValue:
    """An indicator's value for a period: what is asked for, beside what is already known.

    ``known`` and ``earlier`` are by gender; ``split`` says that values of women and men are used.
    ``earlier`` are the values that a new one is held against.
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
    split: bool
    known: Mapping[str, Known]
    earlier: Mapping[str, Mapping[Period, Decimal]]

    @property
    def key(self) -> str:
        """What names the row in a form."""
        return f"{self.indicator_id}-{as_text(self.period)}"

    @property
    def when(self) -> str:
        """The period in words."""
        return told(self.period)

    @property
    def mark(self) -> str:
        """What tells these known values from any others."""
        return sha256_of(
            [[gender, plain(one.value), one.preliminary] for gender, one in self.known.items()]
        )[:16]


@dataclass(frozen=True)
class Reporting:
    """The values to report, and the periods that can be chosen instead of what is due."""

    rows: Sequence[DueValue]
    periods: Sequence[Period]


@dataclass(frozen=True)
class Entered:
    """A value to store, with what the one who reports it has seen."""

    indicator_id: int
    period: Period
    gender: str
    before: Known | None
    now: Known
    source: str


def values_to_report(
    today: date,
    *,
    body_codes: Collection[str],
    user_id: int | None = None,
    period: str = "",
    named: Collection[str] = (),
) -> Reporting:
    """What some bodies are to report: what is due, or a period's values, or those named by key.

    One's own stand first. A value that a formula gives is nobody's to report.
    """
    found = _indicators(today, body_codes)
    grace = timedelta(days=model_in_force(today).thresholds.stale_days)
    rows = []
    for one in found:
        for asked in _asked(one, today, period, named):
            row = _row(one, asked, today, grace=grace, user_id=user_id)
            if period or named or ALL not in row.known:
                rows.append(row)
    rows.sort(key=lambda row: (not row.own, row.body_code, row.code, row.period))
    return Reporting(rows, ended_periods(today, {one.rhythm for one in found}))


def known_of(indicators: Collection[int], per: date) -> dict[tuple[int, Period, str], Known]:
    """The values known on a day of some indicators, by period and gender."""
    said = Measurement.objects.filter(indicator__in=indicators, unit="", known_from__lte=per)
    said = said.order_by("known_from")
    return {
        (m.indicator_id, Period(m.year, m.month), m.gender): Known(m.value, m.preliminary)
        for m in said
    }


def as_text(period: Period) -> str:
    """A period as an address or a form writes it: ``2026-04``."""
    return f"{period.year}-{period.month:02}"


def plain(value: Decimal) -> str:
    """A number exactly as it is, with a decimal comma and nothing more than it needs."""
    return f"{value.normalize():f}".replace(".", ",")


def assignment_to_report(number: int) -> Assignment | None:
    """An assignment's record, for an action."""
    return Assignment.objects.filter(pk=number, decision__isnull=False).first()


def last_said(assignment: Assignment, body: Body) -> AssignmentReport | None:
    """What a body last said of an assignment."""
    return assignment.reports.filter(body=body).order_by("day").last()


def said_mark(told: AssignmentReport | None) -> str:
    """What tells this report from any other."""
    return sha256_of([str(told.day), told.state, told.comment])[:16] if told else ""


def states(per: date) -> list[tuple[str, str]]:
    """How far a body may say that it has come, with the governance model's words."""
    scale = model_in_force(per).assignment_scale
    return [
        (state.value, scale.status(Outcome(state)).word)
        for state in AssignmentState
        if state is not AssignmentState.ENDED
    ]


def is_ended(assignment: Assignment, told: AssignmentReport | None) -> bool:
    """Tell whether the council has ended the assignment, for all or for the body that told this."""
    ended = assignment.changes.filter(kind=ChangeKind.END, decision__isnull=False)
    return ended.exists() or (told is not None and told.state == AssignmentState.ENDED)


def _indicators(today: date, body_codes: Collection[str]) -> list[Indicator]:
    decided = Goal.objects.filter(decision__meeting__day__lte=today, last_year__gte=today.year - 1)
    goals = held_by(with_holder(decided, today), body_codes)
    known = Measurement.objects.filter(known_from__lte=today)
    said, of_units = known.filter(unit="").order_by("known_from"), known.exclude(unit="")
    return list(
        Indicator.objects.filter(goal__in=goals.values("pk"), formula="")
        .select_related("owner")
        .prefetch_related(
            "targets",
            Prefetch("goal", with_holder(Goal.objects.all(), today)),
            Prefetch("measurements", said, to_attr="said"),
            Prefetch("measurements", of_units, to_attr="of_units"),
        )
    )


def _asked(indicator: Indicator, today: date, period: str, named: Collection[str]) -> list[Period]:
    """The periods of an indicator that are asked about."""
    how, ended = indicator.rhythm, ended_periods(today, [indicator.rhythm])
    if named:
        return [p for p in ended if f"{indicator.pk}-{as_text(p)}" in named]
    if period:
        return [p for p in ended if as_text(p) == period]
    last = last_ended(today, how)
    goal, made = indicator.goal, vars(indicator)
    begun = bool(made["said"] or made["of_units"])
    by_units = any((m.year, m.month) == (last.year, last.month) for m in made["of_units"])
    owed = is_owed(last, goal.first_year, goal.last_year, begun=begun)
    return [last] if owed and not by_units else []


def _row(
    indicator: Indicator, period: Period, today: date, *, grace: timedelta, user_id: int | None
) -> DueValue:
    said: dict[str, dict[Period, Known]] = defaultdict(dict)
    source = indicator.origin
    for m in vars(indicator)["said"]:
        said[m.gender][Period(m.year, m.month)] = Known(m.value, m.preliminary)
        source = m.source if Period(m.year, m.month) == period else source
    before = {p: known for p, known in said[ALL].items() if p < period}
    last = max(before, default=None)
    due, owner = period.last_day + grace, indicator.owner
    body_code, body = holder_of(indicator.goal)
    return DueValue(
        indicator_id=indicator.pk,
        code=indicator.code,
        name=indicator.name,
        unit=indicator.unit,
        body=body,
        body_code=body_code,
        owner=owner.shown if owner else "",
        own=owner is not None and user_id is not None and owner.user_id == user_id,
        period=period,
        due=due,
        late=due < today,
        last=written(indicator, before[last].value) if last else "",
        last_period=told(last) if last else "",
        target=_target(indicator, period.year),
        source=source,
        split=any(said[gender] for gender in (Gender.WOMEN, Gender.MEN)),
        known={gender: said[gender][period] for gender in GENDERS if period in said[gender]},
        earlier={gender: _earlier(indicator, said[gender], period) for gender in GENDERS},
    )


def _earlier(
    indicator: Indicator, said: Mapping[Period, Known], period: Period
) -> dict[Period, Decimal]:
    """What a value is held against: what is counted up, against the same part of other years."""
    return {
        p: known.value
        for p, known in said.items()
        if p < period and (not indicator.accumulates or p.month == period.month)
    }


def _target(indicator: Indicator, year: int) -> str:
    target = target_of_year(targets_of(indicator), year)
    if target is None:
        return ""
    value = written(indicator, target.value)
    if not indicator.better:
        return value
    return in_words(value, Direction(indicator.better), upper=written(indicator, target.upper))
