"""Indicators as lists and pages show them: with their latest values, judged on a day."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Prefetch, Q, QuerySet

from huset.goals import rules
from huset.goals.models import Indicator, Measurement
from huset.goals.permissions import Reporter
from huset.goals.queries.computed import computed
from huset.goals.queries.content import Version
from huset.goals.queries.force import (
    goals_of_year,
    indicators_counted,
    indicators_known,
    missions_in_force,
)
from huset.goals.queries.holders import (
    held_by,
    holder_of,
    indicators_with_holder,
    reported_by,
)
from huset.goals.queries.judged import Value, judge, values_of
from huset.goals.queries.versions import formerly, measure_then
from huset.goals.words import BETTER, TRENDS
from huset.kernel.shell import Source
from huset.kernel.status import Status
from huset.model.queries import model_in_force
from huset.model.rules import GovernanceModel
from huset.model.terms import Outcome


@dataclass(frozen=True)
class IndicatorRow:
    """An indicator with its latest value, as judged on a day."""

    id: int
    code: str
    name: str
    unit: str
    decimals: int
    better: rules.Direction | None
    kolada_id: str
    goal_id: int | None
    mission_id: int | None
    measures: str  # the title of the goal, or of the core mission
    body_code: str
    until: date | None  # the first day that it no longer counts
    latest: Value | None  # the value that is judged
    measured: str
    target: str
    outcome: Outcome
    status: Status
    why: str
    steps: tuple[str, ...]  # what the judgement rests on, the first being ``why``
    trend: rules.Trend
    values: tuple[Value, ...]
    wanted: Decimal | None  # the target that applies in the year
    owner: str
    formula: str
    frequency: rules.Frequency
    aggregation: rules.Aggregation
    source: Source

    @property
    def measured_year(self) -> int | None:
        """The year of the latest value."""
        return self.latest.year if self.latest else None

    @property
    def is_judged(self) -> bool:
        """Whether it has a status: what follows up a core mission has one by a target alone."""
        return self.goal_id is not None or self.wanted is not None

    @property
    def going(self) -> str:
        """Which way it goes, from the value before to the latest: an arrow and a word."""
        return TRENDS[self.trend]

    @property
    def direction(self) -> str:
        """Which way is better, in words."""
        return BETTER[self.better] if self.better else "inte vald"

    @property
    def course(self) -> list[Decimal | None]:
        """The last value of each year up to the latest; a missing year is a gap."""
        known = {v.year: v.measured for v in self.values if v.measured is not None}
        return [known.get(y) for y in range(min(known), max(known) + 1)] if known else []


def indicator(number_: int, per: date, year: int) -> IndicatorRow | None:
    """One indicator, if it counted by ``per``, whether or not it does any longer."""
    found = indicators_whole(per, indicators_known(per)).filter(pk=number_).first()
    then = formerly(per)
    return indicator_row(found, model_in_force(per), per, year, then) if found else None


def indicators(
    per: date, year: int, *, reporter: Reporter | None = None, within: Collection[str] = ()
) -> list[IndicatorRow]:
    """Every indicator of the goals of ``year`` and of the core missions, of some bodies or of all.

    With a ``reporter`` only those that they may report.
    """
    applies = Q(goal__in=goals_of_year(per, year).values("pk"))
    applies |= Q(mission__in=missions_in_force(per).values("pk"))
    found = indicators_whole(per).filter(applies)
    if reporter:
        found = reported_by(found, reporter, within)
    elif within:
        found = held_by(found, within)
    model = model_in_force(per)
    then = formerly(per)
    return [indicator_row(i, model, per, year, then) for i in found]


def of_missions(numbers: Collection[int], per: date, year: int) -> list[IndicatorRow]:
    """What some core missions are followed up by, and have been: by code."""
    model = model_in_force(per)
    found = indicators_whole(per, indicators_known(per)).filter(mission__in=numbers)
    then = formerly(per)
    return [indicator_row(i, model, per, year, then) for i in found]


def indicator_of_code(code: str) -> Indicator | None:
    """The indicator that a file or a form names by its code."""
    return Indicator.objects.select_related("goal__body", "mission__body").filter(code=code).first()


def indicator_to_act_on(number: int) -> Indicator | None:
    """An indicator's record, for an action."""
    return Indicator.objects.filter(pk=number).first()


def indicators_whole(per: date, among: QuerySet[Indicator] | None = None) -> QuerySet[Indicator]:
    """Those that count on a day, or some others, with all that a row is made of."""
    known = Measurement.objects.filter(known_from__lte=per).order_by("year", "month", "known_from")
    found = indicators_counted(per) if among is None else among
    return (
        indicators_with_holder(found, per)
        .select_related("goal", "mission", "owner")
        .prefetch_related("targets", Prefetch("measurements", known))
        .order_by("code")
    )


def indicator_row(
    indicator: Indicator, model: GovernanceModel, per: date, year: int, then: Mapping[int, Version]
) -> IndicatorRow:
    """A row of an indicator that was read whole; ``then`` is what goals said by ``per``."""
    indicator = measure_then(indicator, then)
    values = values_of(
        indicator, computed(per).get(indicator.code, {}) if indicator.formula else {}
    )
    judged = judge(indicator, values, model, per, year)
    return IndicatorRow(
        id=indicator.pk,
        code=indicator.code,
        name=indicator.name,
        unit=indicator.unit,
        decimals=indicator.decimals,
        better=rules.Direction(indicator.better) if indicator.better else None,
        kolada_id=indicator.kolada_id,
        goal_id=indicator.goal_id,
        mission_id=indicator.mission_id,
        measures=str(indicator.goal or indicator.mission),
        body_code=holder_of(indicator)[0],
        until=indicator.until,
        latest=judged.latest,
        measured=judged.measured,
        target=judged.target,
        outcome=judged.outcome,
        status=model.fulfilment.status(judged.outcome),
        why=judged.why,
        steps=judged.steps,
        trend=judged.trend,
        values=values,
        wanted=judged.wanted,
        owner=indicator.owner.shown if indicator.owner else "",
        formula=indicator.formula,
        frequency=indicator.rhythm,
        aggregation=rules.Aggregation(indicator.aggregation),
        source=Source(indicator.source, indicator.source_year),
    )
