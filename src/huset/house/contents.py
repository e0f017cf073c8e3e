"""What a part's page shows of what the system holds: a template, and the answer it is given."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from huset.budget.queries import budget_with_plan, economy
from huset.direction import queries as direction
from huset.followup.queries import rounds
from huset.goals.queries import assignments, goals
from huset.kernel.context import Context
from huset.model.queries import model_in_force
from huset.model.terms import Holds
from huset.organisation.queries import bodies_in_scope, decisions


@dataclass(frozen=True)
class Content:
    """A template and what it is given."""

    template: str
    given: dict[str, Any]


def content_of(holds: Holds, context: Context) -> Content | None:
    """What the system holds of a kind today; ``None`` for what it does not hold yet."""
    ask = CONTENTS.get(holds)
    return ask(context) if ask else None


def _goals(context: Context) -> Content:
    codes = bodies_in_scope(context.scope, context.per)
    found = goals(context.per, context.year, body_codes=codes)
    return Content("house/contents/goals.html", {"goals": found})


def _assignments(context: Context) -> Content:
    codes = bodies_in_scope(context.scope, context.per)
    found = assignments(context.per, body_codes=codes)
    return Content("house/contents/assignments.html", {"assignments": found})


def _budget(context: Context) -> Content:
    plan_years = model_in_force(context.per).budget.plan_years
    given = {
        "economy": economy(context.per, context.year, scope=context.scope),
        "plan": budget_with_plan(context.per, context.year, plan_years),
    }
    return Content("house/contents/budget.html", given)


CONTENTS: Mapping[Holds, Callable[[Context], Content]] = {
    Holds.VISION: lambda context: Content(
        "direction/vision.html", {"vision": direction.vision(context.per)}
    ),
    Holds.STRATEGIC_PLAN: lambda context: Content(
        "direction/plan.html", {"plan": direction.strategic_plan(context.per)}
    ),
    Holds.CORE_VALUES: lambda context: Content(
        "direction/values.html", {"values": direction.core_values(context.per)}
    ),
    Holds.EXTERNAL_STEERING: lambda context: Content(
        "direction/external.html", {"external": direction.external_steering()}
    ),
    Holds.GOVERNING_DOCUMENTS: lambda context: Content(
        "house/contents/decisions.html", {"decisions": decisions(context.per)}
    ),
    Holds.GOALS: _goals,
    Holds.ASSIGNMENTS: _assignments,
    Holds.BUDGET: _budget,
    Holds.FOLLOW_UP: lambda context: Content(
        "house/contents/rounds.html", {"rounds": rounds(context.per)}
    ),
}
