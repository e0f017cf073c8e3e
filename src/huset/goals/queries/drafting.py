"""Drafts of goals: what they say, what they still lack, and what their forms offer."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Prefetch, QuerySet

from huset.direction.models import ExternalSteering, StrategicArea
from huset.goals.models import CoreMission, Goal, Indicator, Measurement
from huset.goals.models import Target as YearTarget
from huset.goals.queries.judged import told, written
from huset.goals.rules import (
    Control,
    Direction,
    GoalFacts,
    Importance,
    MeasureFacts,
    Period,
    Point,
    Target,
    blocks,
    gate,
)
from huset.kernel import validity
from huset.kernel.actions import sha256_of, snapshot
from huset.kernel.shell import Source
from huset.kernel.status import Status, Tone
from huset.model.queries import model_in_force
from huset.model.rules import GovernanceModel, Level
from huset.model.terms import LevelKind
from huset.organisation.models import Body
from huset.organisation.queries import mandates

Choices = list[tuple[str, str]]
TEXTS = ("title", "motive", "present", "wanted", "surroundings", "control_reason")


@dataclass(frozen=True)
class Content:
    """What a draft of a goal says, with the numbers of what it hangs from."""

    title: str
    first_year: int
    last_year: int
    perspective: str = ""
    motive: str = ""
    present: str = ""
    wanted: str = ""
    surroundings: str = ""
    importance: str = ""
    control: str = ""
    control_reason: str = ""
    area: int | None = None
    parents: frozenset[int] = frozenset()
    missions: frozenset[int] = frozenset()
    unaffected: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Measure:
    """What a draft's indicator says."""

    code: str
    name: str
    unit: str = ""
    decimals: int = 0
    better: str = ""
    baseline: Decimal | None = None
    baseline_year: int | None = None
    tolerance: Decimal = Decimal(0)
    frequency: str = ""
    accumulates: bool = False
    origin: str = ""
    formula: str = ""
    kolada_id: str = ""
    established: bool = False
    owner: int | None = None
    targets: Mapping[int, Target] = field(default_factory=dict)


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
    points: tuple[Point, ...]
    mark: str
    source: Source

    @property
    def missing(self) -> int:
        """How many points keep it from being decided."""
        return len(blocks(self.points))

    @property
    def readiness(self) -> Status:
        """Whether it can be decided, or how much keeps it from that."""
        if not self.missing:
            return Status("Kan beslutas", "✓", Tone.GOOD)
        things = "sak" if self.missing == 1 else "saker"
        return Status(f"{self.missing} {things} saknas", "✕", Tone.BAD)

    @property
    def unmet(self) -> tuple[Point, ...]:
        """What it lacks, what binds first."""
        return tuple(point for point in self.points if not point.met)

    @property
    def good(self) -> tuple[Point, ...]:
        """What it has."""
        return tuple(point for point in self.points if point.met)


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
    model, weighty = model_in_force(per), _weighty(per)
    found = _whole(Goal.objects.filter(decision=None, body__code__in=body_codes), per)
    return [_draft(goal, model, weighty) for goal in found.order_by("body__order", "code")]


def draft(number: int, per: date) -> Draft | None:
    """One draft."""
    found = _whole(Goal.objects.filter(decision=None, pk=number), per).first()
    return _draft(found, model_in_force(per), _weighty(per)) if found else None


def points_of(number: int, per: date) -> tuple[Point, ...]:
    """What a goal has and lacks, decided or not."""
    found = _whole(Goal.objects.filter(pk=number), per).first()
    return _points(found, model_in_force(per), _weighty(per)) if found else ()


def goal_levels(per: date) -> tuple[Level, ...]:
    """The levels at which there are goals."""
    return tuple(lv for lv in model_in_force(per).levels if lv.kind is LevelKind.GOAL)


def lacking(numbers: Collection[int], per: date) -> dict[int, int]:
    """How many points keep each of some goals from being decided. As many questions for all."""
    model, weighty = model_in_force(per), _weighty(per)
    found = _whole(Goal.objects.filter(pk__in=numbers), per) if numbers else ()
    return {goal.pk: len(blocks(_points(goal, model, weighty))) for goal in found}


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
    above = set(next((lv.parents for lv in model.levels if lv.code == level), ()))
    goals = Goal.objects.filter(decision__meeting__day__lte=per, level__in=above)
    areas = StrategicArea.objects.filter(
        plan__decision__meeting__day__lte=per, plan__valid_from__lte=per
    ).exclude(plan__valid_to__lt=per)
    missions = CoreMission.objects.filter(validity.on(per), body=body)
    return GoalChoices(
        perspectives=[(p.code, p.name) for p in model.perspectives],
        areas=[(str(a.pk), f"{a.number}. {a.title}") for a in areas.order_by("number")],
        parents=[
            (str(g.pk), f"{g.code} {g.title} ({g.first_year}–{g.last_year})")
            for g in goals.filter(last_year__gte=per.year).order_by("code")
        ],
        missions=[(str(m.pk), m.title) for m in missions],
        weighty=[(str(law.pk), law.title) for law in _weighty(per)],
    )


def owner_choices(body: Body, per: date) -> Choices:
    """The people who can answer for an indicator of a body: its officials, in their roles."""
    held = mandates(per, body_code=body.code)
    return list({str(row.person_id): f"{row.person}, {row.role}" for row in held}.items())


def measure_of(indicator: Indicator) -> Measure:
    """What an indicator says, as its form begins."""
    return Measure(
        code=indicator.code,
        name=indicator.name,
        unit=indicator.unit,
        decimals=indicator.decimals,
        better=indicator.better,
        baseline=indicator.baseline,
        baseline_year=indicator.baseline_year,
        tolerance=indicator.tolerance,
        frequency=indicator.frequency,
        accumulates=indicator.accumulates,
        origin=indicator.origin,
        formula=indicator.formula,
        kolada_id=indicator.kolada_id,
        established=indicator.established,
        owner=indicator.owner_id,
        targets={t.year: Target(t.value, t.upper) for t in indicator.targets.all()},
    )


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


def _whole(goals: QuerySet[Goal], per: date) -> QuerySet[Goal]:
    known = Measurement.objects.filter(known_from__lte=per)
    indicators = Indicator.objects.order_by("code").select_related("owner")
    return goals.select_related("body", "area").prefetch_related(
        Prefetch("indicators", indicators.prefetch_related("targets")),
        Prefetch("indicators__measurements", known),
        Prefetch("parents", Goal.objects.select_related("decision__meeting")),
        "missions",
        "provisions",
        "unaffected__steering",
    )


def _weighty(per: date) -> list[ExternalSteering]:
    """The outer steering that the municipality gives extra weight."""
    return list(ExternalSteering.objects.filter(validity.on(per), extra_weight=True))


def _draft(goal: Goal, model: GovernanceModel, weighty: Iterable[ExternalSteering]) -> Draft:
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
        content=Content(
            **{name: getattr(goal, name) for name in TEXTS},
            first_year=goal.first_year,
            last_year=goal.last_year,
            perspective=goal.perspective,
            importance=goal.importance,
            control=goal.control,
            area=goal.area_id,
            parents=frozenset(parent.pk for parent in goal.parents.all()),
            missions=frozenset(mission.pk for mission in goal.missions.all()),
            unaffected={one.steering_id: one.why for one in goal.unaffected.all()},
        ),
        perspective=perspectives.get(goal.perspective, ""),
        up=tuple(up),
        unaffected=tuple((one.steering.title, one.why) for one in goal.unaffected.all()),
        measures=tuple(_measure_row(one) for one in goal.indicators.all()),
        points=_points(goal, model, weighty),
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
        targets=tuple((t.year, _target(indicator, t)) for t in indicator.targets.all()),
        owner=indicator.owner.shown if indicator.owner else "",
    )


def _target(indicator: Indicator, target: YearTarget) -> str:
    low = written(indicator, target.value)
    return low if target.upper is None else f"{low} till {written(indicator, target.upper)}"


def _points(
    goal: Goal, model: GovernanceModel, weighty: Iterable[ExternalSteering]
) -> tuple[Point, ...]:
    level = next((lv for lv in model.levels if lv.code == goal.level), None)
    return gate(_facts(goal, model, level, weighty), model.asked(goal.level))


def _facts(
    goal: Goal,
    model: GovernanceModel,
    level: Level | None,
    weighty: Iterable[ExternalSteering],
) -> GoalFacts:
    above = level.parents if level else ()
    kinds: dict[str, LevelKind] = {lv.code: lv.kind for lv in model.levels}
    answered = {one.steering_id for one in goal.provisions.all()}
    answered |= {one.steering_id for one in goal.unaffected.all()}
    return GoalFacts(
        years=range(goal.first_year, goal.last_year + 1),
        horizon=(level.horizon.min_years, level.horizon.max_years)
        if level and level.horizon
        else None,
        parents=sum(_holds(parent, goal, above) for parent in goal.parents.all()),
        areas=int(goal.area_id is not None),
        may_hang_from_area=any(kinds.get(code) is LevelKind.DIRECTION for code in above),
        missions=len(goal.missions.all()),
        measures=[_measure_facts(one) for one in goal.indicators.all()],
        perspective=bool(goal.perspective),
        present=goal.present,
        wanted=goal.wanted,
        surroundings=goal.surroundings,
        motive=goal.motive,
        importance=Importance(goal.importance) if goal.importance else None,
        control=Control(goal.control) if goal.control else None,
        control_reason=goal.control_reason,
        unanswered=[law.title for law in weighty if law.pk not in answered],
    )


def _holds(parent: Goal, goal: Goal, above: Collection[str]) -> bool:
    """Whether a goal above is decided, of a level that it may be, and of some of the same years."""
    same = parent.first_year <= goal.last_year and parent.last_year >= goal.first_year
    return same and parent.level in above and parent.decision_id is not None


def _measure_facts(indicator: Indicator) -> MeasureFacts:
    targets = indicator.targets.all()
    within = indicator.better == Direction.WITHIN
    return MeasureFacts(
        code=indicator.code,
        better=Direction(indicator.better) if indicator.better else None,
        unit=indicator.unit,
        baseline=indicator.baseline,
        targets={t.year: t.value for t in targets},
        intervals_whole=not within or all(t.upper is not None for t in targets),
        sourced=bool(indicator.origin or indicator.kolada_id or indicator.formula),
        frequent=bool(indicator.frequency),
        owned=indicator.owner_id is not None,
        values=len({(m.year, m.month) for m in indicator.measurements.all()}),
        established=indicator.established or bool(indicator.kolada_id),
    )
