"""Which goals, assignments and core missions are in force on a day, and decided by then."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from huset.goals.models import Assignment, AssignmentReport, CoreMission, Goal
from huset.goals.rules import AssignmentState
from huset.kernel import validity

FINISHED = (AssignmentState.DONE, AssignmentState.ENDED)


def goals_in_force(per: date) -> QuerySet[Goal]:
    """The goals whose years a day falls in, decided by then."""
    return Goal.objects.filter(
        decision__meeting__day__lte=per, first_year__lte=per.year, last_year__gte=per.year
    )


def assignments_in_force(per: date) -> QuerySet[Assignment]:
    """The assignments that have begun and were given by a day, until every body has finished.

    What is overdue and not finished is still under way.
    """
    told = AssignmentReport.objects.filter(day__lte=per)
    same = told.filter(assignment=OuterRef("assignment"), body=OuterRef("body"))
    last = Subquery(same.order_by("-day", "-pk").values("pk")[:1])
    left = told.filter(assignment=OuterRef("pk"), pk=last).exclude(state__in=FINISHED)
    return Assignment.objects.filter(Exists(left), decision__meeting__day__lte=per, start__lte=per)


def missions_in_force(per: date) -> QuerySet[CoreMission]:
    """The core missions that apply on a day: a voluntary one only once it has been decided."""
    decided = Q(decision__meeting__day__lte=per)
    return CoreMission.objects.filter(
        validity.on(per), decided | Q(mandatory=True, decision=None)
    ).select_related("body")


def sole_bodies(numbers: Collection[int], per: date) -> dict[int, str]:
    """The body's code of each assignment that was given to one body alone."""
    found: dict[int, set[str]] = defaultdict(set)
    told = AssignmentReport.objects.filter(assignment__in=numbers, day__lte=per)
    for number, code in told.values_list("assignment_id", "body__code"):
        found[number].add(code)
    return {number: next(iter(codes)) for number, codes in found.items() if len(codes) == 1}
