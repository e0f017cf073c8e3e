"""What people do with drafts of goals: write, change and drop them, with their indicators."""

from datetime import date
from typing import Any

from huset.goals.actions.filling import (
    fill,
    fill_measure,
    measured,
    refuse_measure,
    said,
)
from huset.goals.deciders import level_kinds
from huset.goals.models import Goal, Indicator
from huset.goals.queries.content import Content, Measure
from huset.goals.queries.drafting import goal_mark
from huset.kernel.actions import Clash, Refused, action, in_turn, record
from huset.kernel.models import User
from huset.organisation.models import Body

GONE = "Utkastet finns inte längre. Någon annan har kastat det."
OVERTAKEN = "Någon annan har ändrat utkastet medan du skrev. Läs igenom det och spara igen."


@action
def write_goal(
    *, code: str, level: str, body: Body, content: Content, by: User, **origin: Any
) -> Goal:
    """Propose a goal. Nothing applies until it is decided by those that the model says."""
    in_turn()
    if Goal.objects.filter(code=code).exists():
        raise Refused(f"Det finns redan ett mål med koden {code}. Välj en annan kod.")
    _refuse_level(level, body, content)
    goal = Goal(code=code, level=level, body=body, **origin)
    fill(goal, content)
    record("goals.goal.written", by=by, on=goal, after=said(goal))
    return goal


@action
def change_goal(*, number: int, content: Content, seen: str, by: User) -> Goal:
    """Change a draft. ``seen`` is the mark of what the writer had before them."""
    goal = _draft(number, seen)
    _refuse_level(goal.level, goal.body, content)
    before = said(goal)
    goal.proposal = None  # another text than the one that was proposed
    fill(goal, content)
    record("goals.goal.changed", by=by, on=goal, before=before, after=said(goal))
    return goal


@action
def drop_goal(*, number: int, seen: str, by: User) -> None:
    """Throw a draft away with its indicators. The log keeps what it said."""
    goal = _draft(number, seen)
    for indicator in goal.indicators.all():
        _drop(indicator, by)
    record("goals.goal.dropped", by=by, on=goal, before=said(goal), after={})
    goal.delete()


@action
def add_measure(*, goal: int, measure: Measure, by: User, **origin: Any) -> Indicator:
    """Add an indicator to a draft."""
    in_turn()
    found = _reopened(_draft(goal, None))
    refuse_measure(measure)
    indicator = Indicator(goal=found, **origin)
    fill_measure(indicator, measure)
    record("goals.indicator.added", by=by, on=indicator, after=measured(indicator))
    return indicator


@action
def change_measure(*, number: int, measure: Measure, seen: str, by: User) -> Indicator:
    """Change an indicator of a draft. ``seen`` is the mark of the whole draft."""
    indicator = _measure(number, seen)
    refuse_measure(measure, indicator)
    before = measured(indicator)
    fill_measure(indicator, measure)
    record("goals.indicator.changed", by=by, on=indicator, before=before, after=measured(indicator))
    return indicator


@action
def drop_measure(*, number: int, seen: str, by: User) -> int:
    """Take an indicator out of a draft; gives the draft's number."""
    indicator = _measure(number, seen)
    _drop(indicator, by)
    return indicator.of.pk


def _draft(number: int, seen: str | None) -> Goal:
    locked = Goal.objects.select_for_update(of=("self",)).select_related("body")
    goal = locked.filter(pk=number).first()
    if goal is None:
        raise Refused(GONE)
    if goal.decision_id:
        raise Refused(f"Målet {goal.code} är beslutat och kan inte ändras som ett utkast.")
    if seen is not None and goal_mark(goal) != seen:
        raise Clash(OVERTAKEN)
    return goal


def _measure(number: int, seen: str) -> Indicator:
    indicator = Indicator.objects.filter(pk=number).first()
    if indicator is None or indicator.goal_id is None:
        raise Refused("Indikatorn finns inte längre. Någon annan har tagit bort den.")
    _reopened(_draft(indicator.goal_id, seen))
    return indicator


def _reopened(goal: Goal) -> Goal:
    """A draft whose measures change is no longer what was proposed."""
    if goal.proposal_id:
        goal.proposal = None
        goal.save()
    return goal


def _refuse_level(level: str, body: Body, content: Content) -> None:
    """Refuse a body that neither decides the level's goals nor belongs to those that do."""
    if content.last_year < content.first_year:
        raise Refused(
            f"Målet slutar {content.last_year} men börjar {content.first_year}. Byt plats på åren."
        )
    kinds = level_kinds(level, date(content.first_year, 1, 1))
    if body.kind not in kinds and Body.objects.filter(kind__in=kinds).exists():
        raise Refused(f"{body.name} sätter inga mål på den nivån. Välj en annan nivå.")


def _drop(indicator: Indicator, by: User) -> None:
    if indicator.measurements.exists():
        raise Refused(
            f"Indikatorn {indicator.code} har värden och kan inte tas bort. "
            "Behåll den, eller låt bli att besluta målet."
        )
    record("goals.indicator.dropped", by=by, on=indicator, before=measured(indicator), after={})
    indicator.targets.all().delete()
    indicator.delete()
