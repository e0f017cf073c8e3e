"""What a goal has and what it lacks before it is decided: a draft, or a new version of it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from huset.direction.models import ExternalSteering
from huset.goals.models import Goal, Indicator, Measurement
from huset.goals.queries.content import Measure, Version, version_of
from huset.goals.queries.force import can_hold, goals_decided
from huset.goals.rules import (
    Control,
    Direction,
    GoalFacts,
    Importance,
    Limit,
    MeasureFacts,
    Point,
    Verdict,
    blocks,
    gate,
)
from huset.kernel import validity
from huset.model.queries import model_in_force
from huset.model.rules import GovernanceModel, Level
from huset.model.terms import LevelKind, Quality


@dataclass(frozen=True)
class Other:
    """A decided goal, as it counts against the limit of its body."""

    number: int
    body: int
    level: str
    first_year: int
    last_year: int
    measures: int


@dataclass(frozen=True)
class Gate:
    """What goals are tried by on a day. Asks as much for one goal as for many."""

    day: date
    model: GovernanceModel
    weighty: Sequence[ExternalSteering]
    others: Sequence[Other]

    @classmethod
    def of(cls, per: date) -> "Gate":
        """The gate of a day."""
        model = model_in_force(per)
        limited = any(level.limit_per_body for level in model.levels)
        return cls(per, model, weighty(per), _others(per) if limited else ())

    def verdict(self, goal: Goal) -> Verdict:
        """What a goal that was read with `whole` has and lacks."""
        prepared = goal.proposal_id is not None
        points = self.tried(goal, version_of(goal), goal.parents.all(), prepared=prepared)
        return Verdict(points, blocks(points))

    def tried(
        self, goal: Goal, said: Version, above: Iterable[Goal], *, prepared: bool
    ) -> tuple[Point, ...]:
        """What a goal would have and lack, if it said something and hung from some goals."""
        level = next((lv for lv in self.model.levels if lv.code == goal.level), None)
        years = (said.content.first_year, said.content.last_year)
        facts = _facts(
            goal,
            said,
            horizon=(level.horizon.min_years, level.horizon.max_years)
            if level and level.horizon
            else None,
            parents=sum(
                can_hold(one, years, level.parents if level else (), self.day) for one in above
            ),
            may_hang_from_area=self._directions(level),
            unanswered=_unanswered(goal, said, self.weighty),
            limits=[self._limit(goal, said, limited) for limited in self.model.limits(goal.level)],
            prepared=prepared,
        )
        return gate(facts, self.model.asked(goal.level))

    def _directions(self, level: Level | None) -> bool:
        kinds: dict[str, LevelKind] = {lv.code: lv.kind for lv in self.model.levels}
        above = level.parents if level else ()
        return any(kinds.get(code) is LevelKind.DIRECTION for code in above)

    def _limit(self, goal: Goal, said: Version, level: Level) -> Limit:
        """How many there would be of what a level limits, of the goal's body in its years."""
        first, last = said.content.first_year, said.content.last_year
        same = [
            other
            for other in self.others
            if other.number != goal.pk and other.body == goal.body_id
            if other.first_year <= last and other.last_year >= first
        ]
        if level.kind is LevelKind.GOAL:
            count = 1 + sum(other.level == level.code for other in same)
        else:
            measured = (other.measures for other in same if other.level in level.parents)
            count = len(said.measures) + sum(measured)
        return Limit(level.plural.lower(), level.limit_per_body or 0, count)


def weighty(per: date) -> list[ExternalSteering]:
    """The outer steering that the municipality gives extra weight."""
    return list(ExternalSteering.objects.filter(validity.on(per), extra_weight=True))


def whole(goals: QuerySet[Goal], per: date) -> QuerySet[Goal]:
    """Goals with all that the gate looks at."""
    known = Measurement.objects.filter(known_from__lte=per)
    indicators = Indicator.objects.filter(until=None).order_by("code").select_related("owner")
    return goals.select_related("body", "area", "proposal__meeting__body").prefetch_related(
        Prefetch("indicators", indicators.prefetch_related("targets")),
        Prefetch("indicators__measurements", known),
        Prefetch("parents", Goal.objects.select_related("decision__meeting")),
        "missions",
        "statements",
        "provisions",
        "unaffected__steering",
    )


def verdict_of(number: int, per: date) -> Verdict:
    """What a goal has and lacks, decided or not."""
    return Gate.of(per).verdict(whole(Goal.objects.filter(pk=number), per).get())


def lacks(number: int, per: date) -> tuple[Point, ...]:
    """What a decided goal lacks. That it is prepared is asked before the decision alone."""
    unmet = verdict_of(number, per).unmet
    return tuple(point for point in unmet if point.quality is not Quality.PREPARED)


def lacking(numbers: Collection[int], per: date) -> dict[int, int]:
    """How many points keep each of some goals from being decided. As many questions for all."""
    if not numbers:
        return {}
    tried = Gate.of(per)
    found = whole(Goal.objects.filter(pk__in=numbers), per)
    return {goal.pk: len(tried.verdict(goal).blocking) for goal in found}


def _others(per: date) -> list[Other]:
    counted = Count("indicators", filter=Q(indicators__until=None))
    fields = ("pk", "body_id", "level", "first_year", "last_year", "counted")
    goals = goals_decided(per).filter(ended=None).annotate(counted=counted)
    return [Other(*row) for row in goals.values_list(*fields)]


def _unanswered(goal: Goal, said: Version, laws: Iterable[ExternalSteering]) -> list[str]:
    answered = {one.steering_id for one in goal.provisions.all()} | said.content.unaffected.keys()
    return [law.title for law in laws if law.pk not in answered]


def _facts(goal: Goal, said: Version, **around: Any) -> GoalFacts:
    now = said.content
    values = {one.code: one.measurements.all() for one in goal.indicators.all()}
    return GoalFacts(
        years=range(now.first_year, now.last_year + 1),
        areas=int(now.area is not None) + len(goal.statements.all()),
        missions=len(now.missions),
        measures=[
            _measure_facts(one, {(m.year, m.month) for m in values.get(one.code, ())})
            for one in said.measures
        ],
        perspective=bool(now.perspective),
        present=now.present,
        wanted=now.wanted,
        surroundings=now.surroundings,
        motive=now.motive,
        importance=Importance(now.importance) if now.importance else None,
        control=Control(now.control) if now.control else None,
        control_reason=now.control_reason,
        **around,
    )


def _measure_facts(measure: Measure, periods: Collection[tuple[int, int]]) -> MeasureFacts:
    within = measure.better == Direction.WITHIN
    return MeasureFacts(
        code=measure.code,
        better=Direction(measure.better) if measure.better else None,
        unit=measure.unit,
        baseline=measure.baseline,
        targets={year: target.value for year, target in measure.targets.items()},
        intervals_whole=not within or all(t.upper is not None for t in measure.targets.values()),
        sourced=bool(measure.origin or measure.kolada_id or measure.formula),
        frequent=bool(measure.frequency),
        owned=measure.owner is not None,
        values=len(periods),
        established=measure.established or bool(measure.kolada_id),
    )
