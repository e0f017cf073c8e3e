"""Which body answers for a goal on a day: the one that adopted it, until it moves to another.

An indicator belongs to the body of its goal or of its core mission.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from huset.goals.models import CoreMission, Goal, GoalMove, Indicator
from huset.goals.permissions import Reporter
from huset.goals.queries.force import goals_applying
from huset.organisation.models import Body

Held = TypeVar("Held", Goal, Indicator)


@dataclass(frozen=True)
class HeldGoal:
    """A goal and the body that answers for it."""

    code: str
    title: str
    body_code: str


def goals_held(decided_by: date, day: date) -> list[HeldGoal]:
    """Every goal decided by one day that still applies after another, with its body then."""
    goals = goals_applying(decided_by, day)
    return [
        HeldGoal(goal.code, goal.title, holder_of(goal)[0])
        for goal in with_holder(goals.order_by("code"), day)
    ]


def with_holder(goals: QuerySet[Goal], per: date) -> QuerySet[Goal]:
    """The same goals, each knowing its body of a day: `holder_of` reads it. Asks nothing more."""
    code, name = _moved(per, "pk")
    return goals.annotate(
        holder_code=Coalesce(code, F("body__code")), holder_name=Coalesce(name, F("body__name"))
    )


def indicators_with_holder(indicators: QuerySet[Indicator], per: date) -> QuerySet[Indicator]:
    """The same indicators, each knowing its body of a day, as `with_holder`."""
    code, name = _moved(per, "goal")
    return indicators.annotate(
        holder_code=Coalesce(code, F("goal__body__code"), F("mission__body__code")),
        holder_name=Coalesce(name, F("goal__body__name"), F("mission__body__name")),
    )


def held_by(held: QuerySet[Held], body_codes: Collection[str]) -> QuerySet[Held]:
    """Those that some bodies answer for, of what was read with their holders."""
    return held.filter(Q(holder_code__in=body_codes))


def reported_by(
    indicators: QuerySet[Indicator], reporter: Reporter, within: Collection[str]
) -> QuerySet[Indicator]:
    """Those that someone may report, of some bodies or of all, read with their holders."""
    may = Q(holder_code__in=reporter.bodies) | Q(pk__in=reporter.owned)
    found = indicators.filter(may)
    return held_by(found, within) if within else found


def holder_of(held: Goal | Indicator) -> tuple[str, str]:
    """Code and name of the body of what was read with its holder."""
    known = vars(held)
    return known["holder_code"], known["holder_name"]


def body_answering(of: Goal | CoreMission, day: date) -> Body:
    """The body that answers for a goal or a core mission on a day, for an action."""
    moves = GoalMove.objects.filter(goal=of.pk if isinstance(of, Goal) else None, since__lte=day)
    latest = moves.select_related("body").order_by("since").last()
    return latest.body if latest else of.body


def _moved(per: date, goal: str) -> tuple[Subquery, Subquery]:
    """Code and name of the body that a goal has moved to by a day."""
    moves = GoalMove.objects.filter(goal=OuterRef(goal), since__lte=per).order_by("-since")
    return Subquery(moves.values("body__code")[:1]), Subquery(moves.values("body__name")[:1])
