"""Which body answers for a goal on a day: the one that adopted it, until it moves to another."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from huset.goals.models import Goal, GoalMove
from huset.organisation.models import Body


@dataclass(frozen=True)
class HeldGoal:
    """A goal and the body that answers for it."""

    code: str
    title: str
    body_code: str


def goals_held(decided_by: date, day: date) -> list[HeldGoal]:
    """Every goal decided by one day that still applies after another, with its body then."""
    goals = Goal.objects.filter(decision__meeting__day__lte=decided_by, last_year__gte=day.year)
    return [
        HeldGoal(goal.code, goal.title, holder_of(goal)[0])
        for goal in with_holder(goals.order_by("code"), day)
    ]


def with_holder(goals: QuerySet[Goal], per: date) -> QuerySet[Goal]:
    """The same goals, each knowing its body of a day: `holder_of` reads it. Asks nothing more."""
    moves = GoalMove.objects.filter(goal=OuterRef("pk"), since__lte=per).order_by("-since")
    return goals.annotate(
        holder_code=Coalesce(Subquery(moves.values("body__code")[:1]), F("body__code")),
        holder_name=Coalesce(Subquery(moves.values("body__name")[:1]), F("body__name")),
    )


def held_by(goals: QuerySet[Goal], body_codes: Collection[str]) -> QuerySet[Goal]:
    """Those that some bodies answer for, of goals that were read with `with_holder`."""
    return goals.filter(Q(holder_code__in=body_codes))


def holder_of(goal: Goal) -> tuple[str, str]:
    """Code and name of the body of a goal that was read with `with_holder`."""
    known = vars(goal)
    return known["holder_code"], known["holder_name"]


def body_answering(goal: Goal, day: date) -> Body:
    """The body that answers for a goal on a day, for an action."""
    moves = goal.moves.filter(since__lte=day).select_related("body").order_by("since")
    latest = moves.last()
    return latest.body if latest else goal.body
