"""What can be found of the goals: goals, indicators and assignments, decided; core missions."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone

from huset.goals.models import (
    Assignment,
    AssignmentReport,
    CoreMission,
    Goal,
    GoalMove,
    Indicator,
)
from huset.organisation.findable import Findable, Passage

A_DAY = timedelta(days=1)
GOAL, MISSION = "goals.Goal", "goals.CoreMission"


class GoalFinder:
    """The goals, from the day that they are decided and apply."""

    label = GOAL
    also = ("goals.GoalMove",)

    def find(self, numbers: Collection[int] | None = None) -> Iterable[Findable]:
        """The decided goals."""
        found = Goal.objects.filter(decision__isnull=False).select_related(
            "body", "decision__meeting"
        )
        moved = _moved()
        for goal in found if numbers is None else found.filter(pk__in=numbers):
            yield Findable(
                number=goal.pk,
                kind="Mål",
                title=goal.title,
                page=goal.page(),
                passages=(Passage(goal.motive, "motivet"),),
                code=goal.code,
                body_code=moved.get(goal.pk, goal.body.code),
                valid_from=_since(goal),
                valid_to=goal.ended or date(goal.last_year, 12, 31),
            )

    def touched(self, label: str, numbers: Collection[int]) -> Collection[int] | None:
        """The goals that have moved."""
        return GoalMove.objects.filter(pk__in=numbers).values_list("goal", flat=True)


class IndicatorFinder:
    """The indicators, as long as their goals and core missions apply."""

    label = "goals.Indicator"
    also = (GOAL, MISSION, "goals.GoalMove")

    def find(self, numbers: Collection[int] | None = None) -> Iterable[Findable]:
        """The indicators of decided goals, and of core missions."""
        counted = Q(goal__decision__isnull=False) | Q(mission__isnull=False)
        found = Indicator.objects.filter(counted).select_related(
            "goal__body", "goal__decision__meeting", "mission__body"
        )
        moved = _moved()
        for indicator in found if numbers is None else found.filter(pk__in=numbers):
            goal, of = indicator.goal, indicator.of
            told = f"{goal.code} {goal.title}" if goal else of.title
            yield Findable(
                number=indicator.pk,
                kind="Indikatorer",
                title=indicator.name,
                page=("goals:indicator", (indicator.pk,), {}),
                passages=(
                    Passage(told, "målet" if goal else "grunduppdraget"),
                    Passage(indicator.kolada_id, "Kolada-id"),
                ),
                code=indicator.code,
                body_code=moved.get(goal.pk, goal.body.code) if goal else of.body.code,
                valid_from=indicator.since or (_since(goal) if goal else date(of.years[0], 1, 1)),
                valid_to=indicator.until - A_DAY if indicator.until else date(of.years[1], 12, 31),
            )

    def touched(self, label: str, numbers: Collection[int]) -> Collection[int] | None:
        """The indicators of some goals and core missions, or of goals that have moved."""
        by = {GOAL: "goal__in", MISSION: "mission__in"}.get(label, "goal__moves__in")
        return Indicator.objects.filter(**{by: numbers}).values_list("pk", flat=True)


class AssignmentFinder:
    """The assignments, from the day that they are given."""

    label = "goals.Assignment"
    also = ("goals.AssignmentReport",)

    def find(self, numbers: Collection[int] | None = None) -> Iterable[Findable]:
        """The assignments that have been given, with what the bodies have said of them."""
        found = (
            Assignment.objects.filter(decision__isnull=False)
            .select_related("decision__meeting")
            .prefetch_related("reports__body")
        )
        for given in found if numbers is None else found.filter(pk__in=numbers):
            reports = list(given.reports.all())
            codes = {report.body.code for report in reports}
            yield Findable(
                number=given.pk,
                kind="Uppdrag",
                title=given.title,
                page=given.page(),
                passages=(
                    Passage(given.text),
                    *(Passage(f"{r.body.name}: {r.comment}", "rapporten") for r in reports),
                ),
                code=given.code,
                body_code=codes.pop() if len(codes) == 1 else "",
                valid_from=given.decision.meeting.day if given.decision else given.start,
            )

    def touched(self, label: str, numbers: Collection[int]) -> Collection[int] | None:
        """The assignments that something has been said of."""
        return AssignmentReport.objects.filter(pk__in=numbers).values_list("assignment", flat=True)


class MissionFinder:
    """The bodies' core missions."""

    label = "goals.CoreMission"
    also: tuple[str, ...] = ()

    def find(self, numbers: Collection[int] | None = None) -> Iterable[Findable]:
        """The core missions that are in law or decided."""
        applies = Q(mandatory=True) | Q(decision__isnull=False)
        found = CoreMission.objects.filter(applies).select_related("body", "decision__meeting")
        for mission in found if numbers is None else found.filter(pk__in=numbers):
            made = mission.decision.meeting.day if mission.decision else mission.valid_from
            yield Findable(
                number=mission.pk,
                kind="Grunduppdrag",
                title=mission.title,
                page=mission.page(),
                passages=(Passage(mission.text), Passage(mission.body.name, "organet")),
                body_code=mission.body.code,
                valid_from=max(mission.valid_from, made),
                valid_to=mission.valid_to,
            )

    def touched(self, label: str, numbers: Collection[int]) -> Collection[int] | None:
        """Nothing else is told of."""
        return ()


def _moved() -> dict[int, str]:
    """The body that answers for a goal now, of those that have moved."""
    moves = GoalMove.objects.filter(since__lte=timezone.localdate()).order_by("since")
    return dict(moves.values_list("goal", "body__code"))


def _since(goal: Goal) -> date:
    first = date(goal.first_year, 1, 1)
    return max(first, goal.decision.meeting.day) if goal.decision else first


GOALS = GoalFinder()
INDICATORS = IndicatorFinder()
ASSIGNMENTS = AssignmentFinder()
MISSIONS = MissionFinder()
