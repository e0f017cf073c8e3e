"""Which goals, indicators, assignments and core missions are in force on a day, decided by then."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from huset.goals.models import Assignment, AssignmentReport, CoreMission, Goal, Indicator
from huset.goals.rules import AssignmentState
from huset.kernel import validity

FINISHED = (AssignmentState.DONE, AssignmentState.ENDED)


def goals_decided(per: date) -> QuerySet[Goal]:
    """The goals that were decided by a day, whether or not they apply any longer."""
    return Goal.objects.filter(decision__meeting__day__lte=per)


def goals_applying(decided_by: date, day: date) -> QuerySet[Goal]:
    """The goals that were decided by one day and apply on another, or will."""
    return goals_decided(decided_by).filter(last_year__gte=day.year).exclude(ended__lte=day)


def can_hold(goal: Goal, years: tuple[int, int], levels: Collection[str], day: date) -> bool:
    """Tell whether something of some years can hang from a goal, read with its meeting.

    It is of one of the levels, decided by the day and not ended, and of some of the same years.
    """
    same = goal.first_year <= years[1] and goal.last_year >= years[0]
    decided = goal.decision is not None and goal.decision.meeting.day <= day
    ended = goal.ended is not None and goal.ended <= day
    return same and decided and not ended and goal.level in levels


def goals_of_year(per: date, year: int) -> QuerySet[Goal]:
    """The goals that apply in some part of a year, as decided by a day."""
    ended = Q(ended__lte=per, ended__year__lt=year)
    return goals_decided(per).filter(first_year__lte=year, last_year__gte=year).exclude(ended)


def goals_in_force(per: date) -> QuerySet[Goal]:
    """The goals that apply on a day, decided by then."""
    return goals_of_year(per, per.year).exclude(ended__lte=per)


def indicators_known(per: date) -> QuerySet[Indicator]:
    """The indicators of decided goals and of core missions that have begun to count by a day."""
    begun = Q(since=None) | Q(since__lte=per)
    owner = Q(goal__decision__meeting__day__lte=per) | Q(mission__isnull=False)
    return Indicator.objects.filter(begun, owner)


def indicators_counted(per: date) -> QuerySet[Indicator]:
    """Those of them that still count on the day."""
    return indicators_known(per).exclude(until__lte=per)


def assignments_in_force(per: date) -> QuerySet[Assignment]:
    """The assignments that have begun and were given by a day, until every body has finished.

    What is overdue and not finished is still under way.
    """
    told = AssignmentReport.objects.filter(day__lte=per)
    same = told.filter(assignment=OuterRef("assignment"), body=OuterRef("body"))
    last = Subquery(same.order_by("-day", "-pk").values("pk")[:1])
    left = told.filter(assignment=OuterRef("pk"), pk=last).exclude(state__in=FINISHED)
    return Assignment.objects.filter(Exists(left), decision__meeting__day__lte=per, start__lte=per)


def missions_known(per: date) -> QuerySet[CoreMission]:
    """The core missions that have begun by a day: a voluntary one only once it has been decided."""
    decided = Q(decision__meeting__day__lte=per) | Q(mandatory=True, decision=None)
    return CoreMission.objects.filter(decided, valid_from__lte=per).select_related("body")


def missions_in_force(per: date) -> QuerySet[CoreMission]:
    """Those of them that still apply on the day."""
    return missions_known(per).filter(validity.on(per))


def sole_bodies(numbers: Collection[int], per: date) -> dict[int, str]:
    """The body's code of each assignment that was given to one body alone."""
    found: dict[int, set[str]] = defaultdict(set)
    told = AssignmentReport.objects.filter(assignment__in=numbers, day__lte=per)
    for number, code in told.values_list("assignment_id", "body__code"):
        found[number].add(code)
    return {number: next(iter(codes)) for number, codes in found.items() if len(codes) == 1}
