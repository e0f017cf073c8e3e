"""What pages and the API ask about goals: finished values, never querysets."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from huset.goals import rules
from huset.goals.models import Assessment, Goal
from huset.goals.queries.content import Version
from huset.goals.queries.force import (
    goals_decided,
    goals_of_year,
)
from huset.goals.queries.holders import (
    held_by,
    holder_of,
    with_holder,
)
from huset.goals.queries.indicator_rows import IndicatorRow, indicator_row, indicators_whole
from huset.goals.queries.versions import ChangeRow, as_then, changes_of, formerly
from huset.kernel.shell import Source
from huset.kernel.status import Status
from huset.model.queries import model_in_force
from huset.model.rules import GovernanceModel
from huset.model.terms import LevelKind, Outcome, RollUp
from huset.organisation.queries import DecisionRow, decision_row


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
    track: str  # in words, where the governance model has goals on several tracks
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
    ended: date | None


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
    changes: tuple[ChangeRow, ...]

    @property
    def decided_changes(self) -> tuple[ChangeRow, ...]:
        """The versions it has had and its end, the latest first."""
        return tuple(change for change in self.changes if change.decision)

    @property
    def proposals(self) -> tuple[ChangeRow, ...]:
        """What waits for a decision."""
        return tuple(change for change in self.changes if not change.decision)


def goals_of(numbers: Collection[int], per: date, year: int) -> list[GoalRow]:
    """Some goals by their numbers, whichever years they are of; those not decided are left out."""
    return _rows(_goals(per, year).filter(pk__in=numbers), per, year) if numbers else []


def goals(per: date, year: int, *, body_codes: Sequence[str] = ()) -> list[GoalRow]:
    """Every goal in force in ``year`` and decided by ``per``, of some bodies or of all."""
    model = model_in_force(per)
    found = _goals(per, year).filter(pk__in=goals_of_year(per, year).values("pk"))
    if body_codes:
        found = held_by(found, body_codes)
    order: dict[str, int] = {level.code: n for n, level in enumerate(model.levels)}
    rows = _rows(found, per, year)
    return sorted(rows, key=lambda row: (order.get(row.level, len(order)), row.code))


def goal(number_: int, per: date, year: int) -> GoalView | None:
    """One goal, if it was decided by ``per``."""
    found = (
        _goals(per, year)
        .select_related("decision__meeting__body", "area__plan")
        .filter(pk=number_)
        .first()
    )
    if found is None:
        return None
    former = formerly(per).get(number_)
    above = Q(pk__in=former.content.parents) if former else Q(children=number_)
    (row,), area = _rows([found], per, year), found.area
    return GoalView(
        row=row,
        motive=found.motive,
        present=found.present,
        wanted=found.wanted,
        decision=decision_row(found.decision),
        up=Up(
            area=area.title if area else "",
            area_number=area.number if area else None,
            plan=area.plan.title if area else "",
            parents=tuple(_rows(_goals(per, year).filter(above), per, year)),
        ),
        children=tuple(_rows(_goals(per, year).filter(parents=number_), per, year)),
        moves=tuple(
            Moved(move.body.name, move.since, decision_row(move.decision))
            for move in found.moves.filter(decision__meeting__day__lte=per).select_related(
                "body", "decision__meeting__body"
            )
        ),
        changes=tuple(changes_of(number_, per)),
    )


def last_assessment(number: int, year: int, *, forecast: bool) -> Assessment | None:
    """The latest judgement that a goal's body has made itself, for an action."""
    return Assessment.objects.filter(goal=number, year=year, forecast=forecast).last()


def _goals(per: date, year: int) -> QuerySet[Goal]:
    said = Assessment.objects.filter(year=year, day__lte=per)
    return (
        with_holder(goals_decided(per), per)
        .prefetch_related(
            Prefetch("indicators", indicators_whole(per)), Prefetch("assessments", said)
        )
        .order_by("code")
    )


def _rows(goals: Iterable[Goal], per: date, year: int) -> list[GoalRow]:
    """Goals as lists show them, each judged with the goals under it where the model says so."""
    model, then, found = model_in_force(per), formerly(per), list(goals)
    own = {goal.pk: _measured(goal, model, per, year, then) for goal in found}
    below: Mapping[int, Sequence[Goal]] = {}
    if model.judging.sub_goals:
        below = _below(own, per, year)
        under = {goal.pk: goal for goals_ in below.values() for goal in goals_}
        own |= {
            pk: _measured(g, model, per, year, then) for pk, g in under.items() if pk not in own
        }
    outcomes = rules.judged_together(
        {pk: [one.outcome for one in rows] for pk, rows in own.items()},
        {pk: [goal.pk for goal in goals_] for pk, goals_ in below.items()},
        model.judging.rule,
        partly_percent=model.judging.partly_percent,
    )
    return [
        _goal_row(as_then(goal, then), model, own[goal.pk], outcomes, below.get(goal.pk, ()))
        for goal in found
    ]


def _below(numbers: Iterable[int], per: date, year: int) -> Mapping[int, Sequence[Goal]]:
    """The goals of the year under some goals, and under those, however deep."""
    tied = Goal.parents.through.objects.filter(from_goal__in=goals_of_year(per, year).values("pk"))
    under: dict[int, list[int]] = defaultdict(list)
    for child, parent in tied.order_by("pk").values_list("from_goal_id", "to_goal_id"):
        under[parent].append(child)
    wanted, waiting = set[int](), list(numbers)
    while waiting:
        number = waiting.pop()
        waiting += [child for child in under[number] if child not in wanted]
        wanted.update(under[number])
    found = {goal.pk: goal for goal in _goals(per, year).filter(pk__in=wanted)} if wanted else {}
    return {parent: [found[c] for c in under[parent] if c in found] for parent in list(under)}


def _measured(
    goal: Goal, model: GovernanceModel, per: date, year: int, then: Mapping[int, Version]
) -> tuple[IndicatorRow, ...]:
    return tuple(indicator_row(one, model, per, year, then) for one in goal.indicators.all())


def _goal_row(
    goal: Goal,
    model: GovernanceModel,
    indicators: tuple[IndicatorRow, ...],
    outcomes: Mapping[int, Outcome],
    below: Sequence[Goal],
) -> GoalRow:
    outcome = outcomes[goal.pk]
    perspective = next((p.name for p in model.perspectives if p.code == goal.perspective), "")
    level = next((lv.name for lv in model.levels if lv.code == goal.level), goal.level)
    body_code, body = holder_of(goal)
    return GoalRow(
        id=goal.pk,
        code=goal.code,
        title=goal.title,
        level=goal.level,
        level_name=level,
        track=_track(goal, model),
        perspective=perspective,
        body=body,
        body_code=body_code,
        first_year=goal.first_year,
        last_year=goal.last_year,
        outcome=outcome,
        status=model.fulfilment.status(outcome),
        measured=sum(i.outcome is not Outcome.UNKNOWN for i in indicators),
        steps=tuple(_steps(indicators, below, outcomes, model)),
        own=_own(goal, model, forecast=False),
        forecast=_own(goal, model, forecast=True),
        indicators=indicators,
        source=Source(goal.source, goal.source_year),
        ended=goal.ended,
    )


def _own(goal: Goal, model: GovernanceModel, *, forecast: bool) -> Own | None:
    """The latest judgement of the goal's own body, unless it has been taken back."""
    said = [one for one in goal.assessments.all() if one.forecast is forecast]
    if not said or not said[-1].outcome:
        return None
    step = model.fulfilment.step(Outcome(said[-1].outcome))
    return Own(step.forecast if forecast else step.status, said[-1].why, said[-1].day)


def _steps(
    indicators: Sequence[IndicatorRow],
    below: Sequence[Goal],
    outcomes: Mapping[int, Outcome],
    model: GovernanceModel,
) -> Iterable[str]:
    """How a goal's status follows from its indicators, and the goals under it: sentence by step."""
    if not indicators and not below:
        yield "Målet har ingen indikator, så det går inte att bedöma."
        return
    count, known = len(indicators), [i for i in indicators if i.outcome is not Outcome.UNKNOWN]
    if indicators:
        told = "indikator" if count == 1 else "indikatorer"
        yield f"{len(known)} av {count} {told} går att bedöma."
    for one in indicators:
        yield f"{one.name}: {one.status.word.lower()}. {one.why}"
    for goal in below:
        word = model.fulfilment.status(outcomes[goal.pk]).word
        yield f"Målet {goal.code} {goal.title} under det: {word.lower()}."
    if model.judging.rule is RollUp.WEAKEST:
        weakest = "Det svagaste" if below else "Den svagaste indikatorn"
        yield f"{weakest} avgör. Saknas ett värde är målet inte mätt."
    else:
        yield (
            "Andelen avgör: delvis uppnått räknas som hälften, och det som saknas som ej uppnått. "
            f"Från {model.judging.partly_percent} % är målet delvis uppnått."
        )


def _track(goal: Goal, model: GovernanceModel) -> str:
    """The name of the goal's track, where the model has goals on several."""
    tracks: dict[str, str] = {lv.code: lv.track for lv in model.levels if lv.kind is LevelKind.GOAL}
    if len(set(tracks.values())) == 1:
        return ""
    return next((t.name for t in model.tracks if t.code == tracks.get(goal.level)), "")
