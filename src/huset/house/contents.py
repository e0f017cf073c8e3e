"""What a part's page shows of what the system holds: a template, and the answer it is given."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from huset.budget.queries import budget_with_plan, economy
from huset.direction import queries as direction
from huset.direction.queries.steering import external_page, external_steering
from huset.documents.queries.register import Asked, DocumentRow, register
from huset.documents.rules import Standing
from huset.followup.queries import rounds
from huset.goals.queries import GoalRow, assignments, goals
from huset.goals.queries.missions import missions_by_body
from huset.kernel.context import Context
from huset.kernel.periods import MONTHS
from huset.model.queries import model_in_force
from huset.model.rules import Part, PlanType
from huset.model.terms import Holds, LevelKind, Turn
from huset.organisation.queries import bodies_in_scope

Row = TypeVar("Row")
MANY = 6


@dataclass(frozen=True)
class Content:
    """A template and what it is given; ``registers`` is false where there is nothing to hold.

    ``facts`` say it in a few words; without them the house's own facts do.
    """

    template: str
    given: dict[str, Any]
    registers: bool = True
    facts: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Group(Generic[Row]):
    """Rows under a heading; ``folded`` where there are many that the reader has not asked for."""

    name: str
    rows: tuple[Row, ...]
    folded: bool


@dataclass(frozen=True)
class PlanRow:
    """A type of plan that belongs to a part: who makes it, who decides it, by when, and how."""

    name: str
    made_by: str
    decided_by: str
    due: str
    sections: tuple[str, ...]


def content_of(part: Part, context: Context) -> Content:
    """What the system holds of a part's kind today, or calm words where it keeps nothing yet."""
    ask = CONTENTS.get(part.holds)
    return ask(part, context) if ask else _calm(part)


def _calm(part: Part) -> Content:
    title, text = CALM.get(part.holds, CALM[Holds.NOTHING])
    given = {"title": title, "text": text}
    return Content("house/contents/calm.html", given, registers=False, facts=())


def _vision(part: Part, context: Context) -> Content:
    return Content("direction/vision.html", {"vision": direction.vision(context.per)})


def _strategic_plan(part: Part, context: Context) -> Content:
    return Content("direction/plan.html", {"plan": direction.strategic_plan(context.per)})


def _core_values(part: Part, context: Context) -> Content:
    """The value that the part is named after, or all of them."""
    values = direction.core_values(context.per)
    named = [value for value in values if value.title == part.name]
    return Content("direction/values.html", {"values": named or values})


def _goals(part: Part, context: Context) -> Content:
    codes = bodies_in_scope(context.scope, context.per)
    found = goals(context.per, context.year, body_codes=codes)
    return Content("house/contents/goals.html", {"groups": _by_level(found, context)})


def _by_level(found: list[GoalRow], context: Context) -> list[Group[GoalRow]]:
    """Goals level by level; those below the first ones are folded until a body is chosen."""
    plural: dict[str, str] = {
        level.code: level.plural for level in model_in_force(context.per).levels
    }
    levels: dict[str, list[GoalRow]] = {}
    for goal in found:
        levels.setdefault(goal.level, []).append(goal)
    return [
        Group(
            plural.get(level, level), tuple(rows), not context.scope and at > 0 and len(rows) > MANY
        )
        for at, (level, rows) in enumerate(levels.items())
    ]


def _assignments(part: Part, context: Context) -> Content:
    codes = bodies_in_scope(context.scope, context.per)
    found = assignments(context.per, body_codes=codes)
    return Content("house/contents/assignments.html", {"assignments": found})


def _budget(part: Part, context: Context) -> Content:
    plan_years = model_in_force(context.per).budget.plan_years
    given = {
        "economy": economy(context.per, context.year, scope=context.scope),
        "plan": budget_with_plan(context.per, context.year, plan_years),
    }
    return Content("house/contents/budget.html", given)


def _documents(part: Part, context: Context) -> Content:
    """The documents that apply, class by class, with those that someone must see to first."""
    found = register(
        context.per, Asked(body_codes=bodies_in_scope(context.scope, context.per), order="standing")
    )
    late = tuple(row for row in found if row.standing in {Standing.EXPIRED, Standing.REVIEW})
    classes: dict[str, list[DocumentRow]] = {}
    for row in found:
        if row.standing is Standing.IN_FORCE:
            classes.setdefault(row.class_name, []).append(row)
    groups = [
        Group(name, tuple(rows), not context.scope and len(rows) > MANY)
        for name, rows in classes.items()
    ]
    return Content("house/contents/documents.html", {"late": late, "groups": groups})


def _external(part: Part, context: Context) -> Content:
    """What steers from outside; where the part is named after one of them, that one."""
    codes = bodies_in_scope(context.scope, context.per)
    rows = external_steering(context.per, body_codes=codes)
    law = next((row for row in rows if named_after(part.name, row.title)), None)
    if law is None:
        return Content("house/contents/external.html", {"rows": rows})
    page = external_page(law.code, context.per, body_codes=codes)
    return Content("house/contents/law.html", {"law": law, "page": page})


def named_after(part: str, title: str) -> bool:
    """Tell whether a part is named after a law: "Kommunallagen" after "Kommunallag"."""
    return part.casefold() in {title.casefold(), f"{title.casefold()}en"}


def _missions(part: Part, context: Context) -> Content:
    codes = bodies_in_scope(context.scope, context.per)
    found = missions_by_body(context.per, codes)
    given = {
        "bodies": [body for body in found if body.missions],
        "lacking": [body.name for body in found if not body.missions],
        "folded": not codes,
    }
    return Content("house/contents/missions.html", given)


def _rounds(part: Part, context: Context) -> Content:
    return Content("house/contents/rounds.html", {"rounds": rounds(context.per)})


def _plans(part: Part, context: Context) -> Content:
    """The goals that belong in the part's plans, and what plans there are to be."""
    model = model_in_force(context.per)
    levels = {
        level.code
        for level in model.levels
        if level.part == part.code and level.kind in {LevelKind.GOAL, LevelKind.MEASURE}
    }
    codes = bodies_in_scope(context.scope, context.per)
    found = goals(context.per, context.year, body_codes=codes) if levels else []
    mine = [goal for goal in found if goal.level in levels]
    given = {
        "goals": mine,
        "has_goals": bool(levels),
        "plans": [_plan(p, part, context) for p in model.plan_types if p.part == part.code],
    }
    return Content(
        "house/contents/plans.html", given, facts=(f"{len(mine)} mål",) if levels else ()
    )


def _plan(plan: PlanType, part: Part, context: Context) -> PlanRow:
    kinds: dict[str, str] = {k.code: k.name for k in model_in_force(context.per).body_kinds}
    when = {Turn.BEFORE: " året före", Turn.SAME: "", Turn.AFTER: " året efter"}[plan.due.year]
    day = plan.due.for_year(context.year)
    return PlanRow(
        plan.plural,
        ", ".join(kinds.get(code, code) for code in plan.made_by),
        ", ".join(kinds.get(code, code) for code in plan.decided_by),
        f"{day.day} {MONTHS[day.month - 1]}{when}",
        plan.sections,
    )


CONTENTS: Mapping[Holds, Callable[[Part, Context], Content]] = {
    Holds.VISION: _vision,
    Holds.STRATEGIC_PLAN: _strategic_plan,
    Holds.CORE_VALUES: _core_values,
    Holds.EXTERNAL_STEERING: _external,
    Holds.GOVERNING_DOCUMENTS: _documents,
    Holds.GOALS: _goals,
    Holds.CORE_MISSIONS: _missions,
    Holds.ASSIGNMENTS: _assignments,
    Holds.BUDGET: _budget,
    Holds.FOLLOW_UP: _rounds,
    Holds.PLANS: _plans,
    Holds.INTERNAL_CONTROL: _plans,
}
CALM: Mapping[Holds, tuple[str, str]] = {
    Holds.PRINCIPLE: (
        "Gäller alltid",
        "En princip registreras inte för sig. Den märks i de delar som den styr.",
    ),
    Holds.ACTIVITIES: (
        "Inget är registrerat än",
        "Här kommer aktiviteterna att stå: vad som görs, av vem och till när.",
    ),
    Holds.ANALYSIS: (
        "Inget är registrerat än",
        "Här kommer förklaringarna till resultaten att samlas, och det som ändras nästa gång.",
    ),
    Holds.COMMUNICATION: (
        "Inget är registrerat än",
        "Här kommer det att stå vad som ska bli känt, för vem och när.",
    ),
    Holds.NOTHING: (
        "Inget att registrera",
        "Delen beskriver hur kommunen arbetar. Så här hänger den ihop med andra delar.",
    ),
}
