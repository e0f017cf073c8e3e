"""Drafts of goals: what they say, what they still lack, and what their forms offer."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from huset.direction.models import StrategicArea
from huset.goals.models import CoreMission, Goal, Indicator
from huset.goals.queries.content import Content, content_of
from huset.goals.queries.force import goals_applying
from huset.goals.queries.gating import Gate, weighty, whole
from huset.goals.queries.judged import targets_of, told, written
from huset.goals.rules import Direction, Period, Target, Verdict
from huset.kernel import validity
from huset.kernel.actions import sha256_of, snapshot
from huset.kernel.shell import Source
from huset.model.queries import model_in_force
from huset.model.rules import Level
from huset.model.terms import LevelKind
from huset.organisation.models import Body
from huset.organisation.queries import DecisionRow, decision_row, mandates

Choices = list[tuple[str, str]]


@dataclass(frozen=True)
class MeasureRow:
    """An indicator as a draft's page shows it."""

    id: int
    code: str
    name: str
    better: Direction | None
    baseline: str
    targets: tuple[tuple[int, str], ...]
    owner: str


@dataclass(frozen=True)
class Draft:
    """A goal that nobody has decided, with what it still lacks."""

    id: int
    code: str
    title: str
    level: str
    body: str
    body_code: str
    content: Content
    perspective: str
    up: tuple[str, ...]  # what it hangs from, in words
    unaffected: tuple[tuple[str, str], ...]
    measures: tuple[MeasureRow, ...]
    verdict: Verdict
    proposal: DecisionRow | None
    mark: str
    source: Source


@dataclass(frozen=True)
class GoalChoices:
    """What the form of a goal offers."""

    perspectives: Choices
    areas: Choices
    parents: Choices
    missions: Choices
    weighty: Choices


def drafts(per: date, body_codes: Collection[str]) -> list[Draft]:
    """The drafts of some bodies, body by body."""
    found = whole(Goal.objects.filter(decision=None, body__code__in=body_codes), per)
    tried = Gate.of(per)
    return [_draft(goal, tried) for goal in found.order_by("body__order", "code")]


def draft(number: int, per: date) -> Draft | None:
    """One draft."""
    found = whole(Goal.objects.filter(decision=None, pk=number), per).first()
    return _draft(found, Gate.of(per)) if found else None


def goal_levels(per: date) -> tuple[Level, ...]:
    """The levels at which there are goals."""
    return tuple(lv for lv in model_in_force(per).levels if lv.kind is LevelKind.GOAL)


def next_code(body: Body) -> str:
    """The next free code of a body's goals: its own code and a number."""
    taken = set(Goal.objects.values_list("code", flat=True))
    number = 1
    while f"{body.code}{number}" in taken:
        number += 1
    return f"{body.code}{number}"


def goal_choices(body: Body, level: str, per: date) -> GoalChoices:
    """What a goal of a body and level can hang from, and what it has to answer."""
    model = model_in_force(per)
    own = next((lv for lv in model.levels if lv.code == level), None)
    above = set(own.parents) if own else set()
    from_plan = any(lv.kind is LevelKind.DIRECTION for lv in model.levels if lv.code in above)
    goals = goals_applying(per, per).filter(level__in=above)
    areas = StrategicArea.objects.filter(
        plan__decision__meeting__day__lte=per, plan__valid_from__lte=per
    ).exclude(plan__valid_to__lt=per)
    missions = CoreMission.objects.filter(validity.on(per), body=body)
    return GoalChoices(
        perspectives=[(p.code, p.name) for p in model.perspectives if own and own.perspectives],
        areas=[
            (str(a.pk), f"{a.number}. {a.title}") for a in areas.order_by("number") if from_plan
        ],
        parents=[
            (str(g.pk), f"{g.code} {g.title} ({g.first_year}–{g.last_year})")
            for g in goals.order_by("code")
        ],
        missions=[(str(m.pk), m.title) for m in missions],
        weighty=[(str(law.pk), law.title) for law in weighty(per)],
    )


def owner_choices(body: Body, per: date) -> Choices:
    """The people who can answer for an indicator of a body: its officials, in their roles."""
    held = mandates(per, body_code=body.code)
    return list({str(row.person_id): f"{row.person}, {row.role}" for row in held}.items())


def goal_mark(goal: Goal) -> str:
    """What tells this content of a goal, its indicators included, from any other."""
    indicators = sorted(goal.indicators.all(), key=lambda one: one.pk)
    return sha256_of(
        [
            snapshot(goal),
            sorted(parent.pk for parent in goal.parents.all()),
            sorted(mission.pk for mission in goal.missions.all()),
            sorted([one.steering_id, one.why] for one in goal.unaffected.all()),
            [snapshot(one) for one in indicators],
            [
                sorted([t.year, f"{t.value:f}", f"{t.upper}"] for t in one.targets.all())
                for one in indicators
            ],
        ]
    )


def _draft(goal: Goal, tried: Gate) -> Draft:
    model = tried.model
    levels: dict[str, str] = {level.code: level.name for level in model.levels}
    perspectives: dict[str, str] = {p.code: p.name for p in model.perspectives}
    up = [f"Område {goal.area.number}: {goal.area.title}"] if goal.area else []
    up += [f"{parent.code} {parent.title}" for parent in goal.parents.all()]
    up += [f"Grunduppdraget {mission.title}" for mission in goal.missions.all()]
    return Draft(
        id=goal.pk,
        code=goal.code,
        title=goal.title,
        level=levels.get(goal.level, goal.level),
        body=goal.body.name,
        body_code=goal.body.code,
        content=content_of(goal),
        perspective=perspectives.get(goal.perspective, ""),
        up=tuple(up),
        unaffected=tuple((one.steering.title, one.why) for one in goal.unaffected.all()),
        measures=tuple(_measure_row(one) for one in goal.indicators.all()),
        verdict=tried.verdict(goal),
        proposal=decision_row(goal.proposal),
        mark=goal_mark(goal),
        source=Source(goal.source, goal.source_year),
    )


def _measure_row(indicator: Indicator) -> MeasureRow:
    baseline = written(indicator, indicator.baseline)
    if indicator.baseline is not None and indicator.baseline_year:
        baseline += f" ({told(Period(indicator.baseline_year))})"
    return MeasureRow(
        id=indicator.pk,
        code=indicator.code,
        name=indicator.name,
        better=Direction(indicator.better) if indicator.better else None,
        baseline=baseline,
        targets=tuple((y, _target(indicator, t)) for y, t in targets_of(indicator).items()),
        owner=indicator.owner.shown if indicator.owner else "",
    )


def _target(indicator: Indicator, target: Target) -> str:
    low = written(indicator, target.value)
    return low if target.upper is None else f"{low} till {written(indicator, target.upper)}"
