"""What pages and the API ask about goals and indicators: finished values, never querysets."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Prefetch, Q, QuerySet

from huset.goals import rules
from huset.goals.models import Assessment, Goal, Indicator, Measurement
from huset.goals.queries.computed import computed
from huset.goals.queries.holders import held_by, holder_of, with_holder
from huset.goals.queries.judged import Value, judge, values_of
from huset.goals.words import BETTER, TRENDS
from huset.kernel.shell import Source
from huset.kernel.status import Status
from huset.model.queries import model_in_force
from huset.model.rules import GovernanceModel
from huset.model.terms import Outcome, RollUp
from huset.organisation.queries import DecisionRow, decision_row


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
    goal_id: int
    goal_title: str
    body_code: str
    measured: str
    measured_year: int | None
    target: str
    outcome: Outcome
    status: Status
    why: str
    steps: tuple[str, ...]  # what the judgement rests on, the first being ``why``
    trend: rules.Trend
    values: tuple[Value, ...]
    wanted: Decimal | None  # the target that applies in the year
    owner: str
    frequency: str
    source: Source

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


@dataclass(frozen=True)
class Own:
    """A body's own judgement of a goal, with its reason and day."""

    status: Status
    why: str
    day: date


@dataclass(frozen=True)
class GoalRow:
    """A goal as lists show it. What the body says itself stands beside what is computed."""

    id: int
    code: str
    title: str
    level: str
    level_name: str
    perspective: str
    body: str
    body_code: str
    first_year: int
    last_year: int
    outcome: Outcome
    status: Status
    measured: int  # how many of its indicators have a value that counts
    steps: tuple[str, ...]  # what the computed status rests on
    own: Own | None
    forecast: Own | None
    indicators: tuple[IndicatorRow, ...]
    source: Source


@dataclass(frozen=True)
class Up:
    """What a goal hangs from."""

    area: str
    area_number: int | None
    plan: str
    parents: tuple[GoalRow, ...]


@dataclass(frozen=True)
class Moved:
    """That another body answers for a goal from a day, and by which decision."""

    body: str
    since: date
    decision: DecisionRow | None


@dataclass(frozen=True)
class GoalView:
    """One goal with everything round it."""

    row: GoalRow
    motive: str
    present: str
    wanted: str
    decision: DecisionRow | None
    up: Up
    children: tuple[GoalRow, ...]
    moves: tuple[Moved, ...]


def goals_of(numbers: Collection[int], per: date, year: int) -> list[GoalRow]:
    """Some goals by their numbers, whichever years they are of; those not decided are left out."""
    model = model_in_force(per)
    found = _goals(per, year).filter(pk__in=numbers) if numbers else ()
    return [_goal_row(goal, model, per, year) for goal in found]


def goals(per: date, year: int, *, body_codes: Sequence[str] = ()) -> list[GoalRow]:
    """Every goal in force in ``year`` and decided by ``per``, of some bodies or of all."""
    model = model_in_force(per)
    found = _goals(per, year).filter(first_year__lte=year, last_year__gte=year)
    if body_codes:
        found = held_by(found, body_codes)
    order: dict[str, int] = {level.code: n for n, level in enumerate(model.levels)}
    rows = [_goal_row(goal, model, per, year) for goal in found]
    return sorted(rows, key=lambda row: (order.get(row.level, len(order)), row.code))


def goal(number_: int, per: date, year: int) -> GoalView | None:
    """One goal, if it was decided by ``per``."""
    model = model_in_force(per)
    found = (
        _goals(per, year)
        .select_related("decision__meeting__body", "area__plan")
        .prefetch_related(
            Prefetch("parents", _goals(per, year)), Prefetch("children", _goals(per, year))
        )
        .filter(pk=number_)
        .first()
    )
    if found is None:
        return None
    parents = tuple(_goal_row(parent, model, per, year) for parent in found.parents.all())
    area = found.area
    return GoalView(
        row=_goal_row(found, model, per, year),
        motive=found.motive,
        present=found.present,
        wanted=found.wanted,
        decision=decision_row(found.decision),
        up=Up(
            area=area.title if area else "",
            area_number=area.number if area else None,
            plan=area.plan.title if area else "",
            parents=parents,
        ),
        children=tuple(_goal_row(child, model, per, year) for child in found.children.all()),
        moves=tuple(
            Moved(move.body.name, move.since, decision_row(move.decision))
            for move in found.moves.filter(decision__meeting__day__lte=per).select_related(
                "body", "decision__meeting__body"
            )
        ),
    )


def indicator(number_: int, per: date, year: int) -> IndicatorRow | None:
    """One indicator, if its goal was decided by ``per``."""
    found = _indicators(per).filter(pk=number_, goal__in=_decided(per)).first()
    return _indicator_row(found, model_in_force(per), per, year) if found else None


def indicators(per: date, year: int, *, body_codes: Collection[str]) -> list[IndicatorRow]:
    """Every indicator of some bodies' goals in force in ``year`` and decided by ``per``."""
    goals = _decided(per).filter(first_year__lte=year, last_year__gte=year)
    goals = held_by(with_holder(goals, per), body_codes)
    model = model_in_force(per)
    found = _indicators(per).filter(goal__in=goals.values("pk"))
    return [_indicator_row(i, model, per, year) for i in found]


def indicator_of_code(code: str) -> Indicator | None:
    """The indicator that a file or a form names by its code."""
    return Indicator.objects.select_related("goal__body").filter(code=code).first()


def last_assessment(number: int, year: int, *, forecast: bool) -> Assessment | None:
    """The latest judgement that a goal's body has made itself, for an action."""
    return Assessment.objects.filter(goal=number, year=year, forecast=forecast).last()


def indicator_to_act_on(number: int) -> Indicator | None:
    """An indicator's record, for an action."""
    return Indicator.objects.filter(pk=number).first()


def _decided(per: date) -> QuerySet[Goal]:
    return Goal.objects.filter(Q(decision__meeting__day__lte=per))


def _goals(per: date, year: int) -> QuerySet[Goal]:
    said = Assessment.objects.filter(year=year, day__lte=per)
    return (
        with_holder(_decided(per), per)
        .prefetch_related(Prefetch("indicators", _indicators(per)), Prefetch("assessments", said))
        .order_by("code")
    )


def _indicators(per: date) -> QuerySet[Indicator]:
    known = Measurement.objects.filter(known_from__lte=per).order_by("year", "month", "known_from")
    return (
        Indicator.objects.select_related("goal__body", "owner")
        .prefetch_related("targets", Prefetch("measurements", known))
        .order_by("code")
    )


def _goal_row(goal: Goal, model: GovernanceModel, per: date, year: int) -> GoalRow:
    indicators = tuple(_indicator_row(i, model, per, year) for i in goal.indicators.all())
    outcome = rules.roll_up(
        (i.outcome for i in indicators),
        model.judging.rule,
        partly_percent=model.judging.partly_percent,
    )
    perspective = next((p.name for p in model.perspectives if p.code == goal.perspective), "")
    level = next((lv.name for lv in model.levels if lv.code == goal.level), goal.level)
    body_code, body = holder_of(goal)
    return GoalRow(
        id=goal.pk,
        code=goal.code,
        title=goal.title,
        level=goal.level,
        level_name=level,
        perspective=perspective,
        body=body,
        body_code=body_code,
        first_year=goal.first_year,
        last_year=goal.last_year,
        outcome=outcome,
        status=model.fulfilment.status(outcome),
        measured=sum(i.outcome is not Outcome.UNKNOWN for i in indicators),
        steps=tuple(_steps(indicators, model)),
        own=_own(goal, model, forecast=False),
        forecast=_own(goal, model, forecast=True),
        indicators=indicators,
        source=Source(goal.source, goal.source_year),
    )


def _own(goal: Goal, model: GovernanceModel, *, forecast: bool) -> Own | None:
    """The latest judgement of the goal's own body, unless it has been taken back."""
    said = [one for one in goal.assessments.all() if one.forecast is forecast]
    if not said or not said[-1].outcome:
        return None
    step = model.fulfilment.step(Outcome(said[-1].outcome))
    return Own(step.forecast if forecast else step.status, said[-1].why, said[-1].day)


def _steps(indicators: Sequence[IndicatorRow], model: GovernanceModel) -> Iterable[str]:
    """How a goal's status follows from its indicators, a sentence a step."""
    if not indicators:
        yield "Målet har ingen indikator, så det går inte att bedöma."
        return
    count, known = len(indicators), [i for i in indicators if i.outcome is not Outcome.UNKNOWN]
    yield f"{len(known)} av {count} {'indikator' if count == 1 else 'indikatorer'} går att bedöma."
    for one in indicators:
        yield f"{one.name}: {one.status.word.lower()}. {one.why}"
    if model.judging.rule is RollUp.WEAKEST:
        yield "Den svagaste indikatorn avgör. Saknas ett värde är målet inte mätt."
    else:
        yield (
            "Andelen avgör: delvis uppnått räknas som hälften, och det som saknas som ej uppnått. "
            f"Från {model.judging.partly_percent} % är målet delvis uppnått."
        )


def _indicator_row(
    indicator: Indicator, model: GovernanceModel, per: date, year: int
) -> IndicatorRow:
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
        goal_title=indicator.goal.title,
        body_code=indicator.goal.body.code,
        measured=judged.measured,
        measured_year=judged.latest.year if judged.latest else None,
        target=judged.target,
        outcome=judged.outcome,
        status=model.fulfilment.status(judged.outcome),
        why=judged.why,
        steps=judged.steps,
        trend=judged.trend,
        values=values,
        wanted=judged.wanted,
        owner=indicator.owner.shown if indicator.owner else "",
        frequency=indicator.frequency,
        source=Source(indicator.source, indicator.source_year),
    )
