"""The strands that the thread is tied of: each brings a kind of thing, from the vision down.

A room that has more to bring, such as plans and activities, adds a strand to ``STRANDS``.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from django.db.models import Model, Q, QuerySet

from huset.direction.queries import strategic_plan, vision
from huset.goals.models import Assignment, AssignmentReport, Goal
from huset.goals.queries.force import assignments_in_force, goals_of_year, missions_in_force
from huset.goals.queries.holders import with_holder
from huset.goals.queries.versions import formerly
from huset.kernel.status import Status
from huset.model.queries import model_in_force
from huset.model.rules import GovernanceModel
from huset.model.terms import LevelKind, Outcome
from huset.thread.queries.judged import statuses_of_goals
from huset.thread.rules import Node

Among = Any  # a question for numbers
WORST_FIRST = (
    Outcome.LATE, Outcome.NOT_STARTED, Outcome.ON_TRACK, Outcome.DONE, Outcome.ENDED
)  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """The day and the year that the thread is asked for."""

    per: date
    year: int


class Strand(Protocol):
    """A kind of thing that hangs on the thread."""

    def nodes(self, asked: Asked) -> Iterable[Node]:
        """Everything of the kind that is decided and in force: a bounded number of questions."""

    def statuses(self, keys: Collection[str], asked: Asked) -> Mapping[str, Status]:
        """How some of them fare, by key, where that is not known from the nodes themselves."""


class DirectionStrand:
    """The vision, what it says, and the areas of the strategic plan."""

    page = ("direction:direction", (), dict[str, object]())

    def nodes(self, asked: Asked) -> Iterator[Node]:
        """The vision and the plan in force. An area hangs from a part of it, or from it all."""
        words = _names(model_in_force(asked.per), LevelKind.DIRECTION)
        found, plan, parts = vision(asked.per), strategic_plan(asked.per), dict[str, str]()
        top: tuple[str, ...] = (f"vision-{found.id}",) if found else ()
        if found:
            kind = words[0] if words else "Vision"
            yield Node(
                f"vision-{found.id}", kind, found.title, self.page, top=True, since=found.valid_from
            )
            for one in found.statements:
                parts[one.title] = key = f"statement-{one.id}"
                told = ("Del av visionen", one.title, self.page, top)
                yield Node(key, *told, top=True, since=found.valid_from)
        if plan:
            kind = words[1] if len(words) > 1 else "Område"
            for area in plan.areas:
                up = (parts[area.statement],) if area.statement in parts else top
                yield Node(
                    f"area-{area.id}",
                    kind,
                    area.title,
                    self.page,
                    up,
                    code=str(area.number),
                    top=True,
                    since=plan.valid_from,
                )

    def statuses(self, keys: Collection[str], asked: Asked) -> Mapping[str, Status]:
        """The direction is not judged."""
        return {}


class GoalStrand:
    """The goals of every level."""

    def nodes(self, asked: Asked) -> Iterator[Node]:
        """The goals in force in the year, with what each hangs from. Asks five questions."""
        goals = goals_of(asked)
        names: dict[str, str] = {lv.code: lv.name for lv in model_in_force(asked.per).levels}
        up = _ways_up(goals.values("pk"), asked.per)
        fields = (
            "pk", "code", "title", "level", "area", "holder_code", "decision__meeting__day"
        )  # fmt: skip
        found = with_holder(goals, asked.per).order_by("code").values_list(*fields)
        for number, code, title, level, area, holder, decided in found:
            yield Node(
                f"goal-{number}",
                names.get(level, level),
                title,
                ("goals:goal", (number,), {}),
                (*up[number], *([f"area-{area}"] if area else [])),
                code=code,
                level=level,
                bodies=(holder,),
                counted=True,
                since=decided,
            )

    def statuses(self, keys: Collection[str], asked: Asked) -> Mapping[str, Status]:
        """The computed status of some goals."""
        numbers = {int(key.removeprefix("goal-")) for key in keys if key.startswith("goal-")}
        found = statuses_of_goals(numbers, asked.per, asked.year)
        return {f"goal-{number}": status for number, status in found.items()}


class AssignmentStrand:
    """The assignments, and under each those who got it: who does what."""

    def nodes(self, asked: Asked) -> Iterator[Node]:
        """The assignments of the year and those still under way. Asks three questions."""
        model = model_in_force(asked.per)
        kind, *_ = (*_names(model, LevelKind.ASSIGNMENT), "Uppdrag")
        given = _assignments(asked)
        goals = pairs(Assignment.goals.through, "assignment_id", "goal_id", given.values("pk"))
        told = _told(given.values("pk"), asked.per)
        fields = ("pk", "code", "title", "decision__meeting__day")
        for number, code, title, decided in given.order_by("code").values_list(*fields):
            said, key = told[number], f"assignment-{number}"
            worst = min((s for _, s in said.values()), key=WORST_FIRST.index, default=None)
            yield Node(
                key,
                kind,
                title,
                ("goals:assignment", (number,), {}),
                tuple(f"goal-{goal}" for goal in goals[number]),
                code=code,
                bodies=tuple(said),
                counted=True,
                since=decided,
                status=model.assignment_scale.status(worst) if worst else None,
            )
            for body, (name, state) in said.items():
                yield Node(
                    f"told-{number}-{body}",
                    "Utförs av",
                    name,
                    ("organisation:body", (body,), {}),
                    (key,),
                    bodies=(body,),
                    status=model.assignment_scale.status(state),
                )

    def statuses(self, keys: Collection[str], asked: Asked) -> Mapping[str, Status]:
        """What the bodies say is known from the nodes."""
        return {}


class MissionStrand:
    """The core missions: where a thread begins in law instead of in the vision."""

    def nodes(self, asked: Asked) -> Iterator[Node]:
        """The core missions in force. Asks one question."""
        kind, *_ = (*_names(model_in_force(asked.per), LevelKind.MISSION), "Grunduppdrag")
        for mission in missions_in_force(asked.per):
            yield Node(
                f"mission-{mission.pk}",
                kind,
                mission.title,
                mission.page(),
                bodies=(mission.body.code,),
                top=True,
                since=mission.valid_from,
            )

    def statuses(self, keys: Collection[str], asked: Asked) -> Mapping[str, Status]:
        """Core missions are not judged."""
        return {}


STRANDS: tuple[Strand, ...] = (
    DirectionStrand(),
    MissionStrand(),
    GoalStrand(),
    AssignmentStrand(),
)


def goals_of(asked: Asked) -> QuerySet[Goal]:
    """The goals of the year that were decided by the day."""
    return goals_of_year(asked.per, asked.year)


def pairs(through: type[Model], one: str, other: str, among: Among) -> dict[int, list[int]]:
    """Which others each of some things is tied to, in a table between them."""
    found: dict[int, list[int]] = defaultdict(list)
    tied = through._default_manager.filter(**{f"{one}__in": among})  # noqa: SLF001 -- Django's public name for it
    for number, to in tied.order_by("pk").values_list(one, other):
        found[number].append(to)
    return found


def _ways_up(among: Among, per: date) -> dict[int, list[str]]:
    """What goals hung from on a day, apart from areas: goals, parts of the vision, core missions.

    What a later decision changed is read from the version before it.
    """
    then = formerly(per)
    ways = (
        (Goal.parents.through, "from_goal_id", "to_goal_id", "goal"),
        (Goal.missions.through, "goal_id", "coremission_id", "mission"),
        (Goal.statements.through, "goal_id", "visionstatement_id", "statement"),
    )
    up: dict[int, list[str]] = defaultdict(list)
    for through, one, other, word in ways:
        for number, others in pairs(through, one, other, among).items():
            if word != "goal" or number not in then:
                up[number] += [f"{word}-{to}" for to in others]
    for number, former in then.items():
        up[number] += [f"goal-{to}" for to in sorted(former.content.parents)]
    return up


def _assignments(asked: Asked) -> QuerySet[Assignment]:
    left = Q(due__year__gte=asked.year) | Q(pk__in=assignments_in_force(asked.per).values("pk"))
    given = Assignment.objects.filter(decision__meeting__day__lte=asked.per)
    return given.filter(left, start__year__lte=asked.year)


def _told(among: Among, per: date) -> dict[int, dict[str, tuple[str, Outcome]]]:
    """What each body last said of some assignments: its name and how far it has come."""
    found: dict[int, dict[str, tuple[str, Outcome]]] = defaultdict(dict)
    told = AssignmentReport.objects.filter(assignment__in=among, day__lte=per)
    fields = ("assignment_id", "body__code", "body__name", "state")
    for number, code, name, state in told.order_by("day", "pk").values_list(*fields):
        found[number][code] = (name, Outcome(state))
    return found


def _names(model: GovernanceModel, kind: LevelKind) -> tuple[str, ...]:
    return tuple(level.name for level in model.levels if level.kind is kind)
