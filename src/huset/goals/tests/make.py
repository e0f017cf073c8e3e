"""What tests of goals are made of. ``of`` is what the new thing belongs to."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from huset.goals.actions import (
    add_figure,
    add_indicator,
    add_mission,
    adopt_goal,
    give_assignment,
    report_measurement,
)
from huset.goals.actions.missions import Mission
from huset.goals.models import Assignment, CoreMission, Goal, Indicator, Measurement
from huset.goals.queries.content import Measure
from huset.goals.rules import Direction
from huset.organisation.models import Body
from huset.organisation.tests.make import body, decision, user

YEARS = (2026, 2028)
TARGETS = {2026: Decimal(80)}


def goal(code: str = "", *, of: Body | None = None, **more: Any) -> Goal:
    """A goal decided by the council, or by its own body; its code is the next free one."""
    number, owner = Goal.objects.count() + 1, of or body()
    given = {"title": f"Målet {number}", "level": "directional_goal", "years": YEARS} | more
    decider = owner if given["level"] == "committee_goal" else None
    given.setdefault("decision", decision(of=decider))
    return adopt_goal(code=code or f"M{number}", body=owner, by=user(), **given)


def indicator(
    code: str = "",
    *,
    of: Goal | None = None,
    targets: Mapping[int, Decimal] = TARGETS,
    **more: Any,
) -> Indicator:
    """An indicator of a goal; its code is the next free one."""
    number = Indicator.objects.count() + 1
    given = {"name": f"Indikatorn {number}", "better": Direction.UP, "unit": "%"} | more
    return add_indicator(
        goal=of or goal(), code=code or f"I{number}", targets=targets, by=user(), **given
    )


def measurement(
    value: Decimal | int = 70,
    *,
    of: Indicator | None = None,
    year: int = 2026,
    known_from: date | None = None,
    **origin: Any,
) -> Measurement:
    """An indicator's value for a year, known from the first day of the next unless told."""
    return report_measurement(
        indicator=of or indicator(),
        year=year,
        value=Decimal(value),
        known_from=known_from or date(year + 1, 1, 1),
        by=user(),
        **origin,
    )


def assignment(
    code: str = "",
    *,
    bodies: Sequence[Body] = (),
    goals: Sequence[Goal] = (),
    period: tuple[date, date] = (date(2026, 1, 1), date(2026, 12, 31)),
    **more: Any,
) -> Assignment:
    """A decided assignment to one body or more; its code is the next free one."""
    number = Assignment.objects.count() + 1
    given = {"title": f"Uppdraget {number}"} | more
    given.setdefault("decision", decision())
    return give_assignment(
        code=code or f"U{number}",
        bodies=bodies or [body()],
        goals=goals,
        period=period,
        by=user(),
        **given,
    )


def mission(title: str = "Skolan", *, of: Body | None = None, **more: Any) -> CoreMission:
    """A voluntary core mission of a body, from 2026 on."""
    since = date(2026, 1, 1)
    given = {"title": title, "mandatory": False, "since": since} | more
    given.setdefault("decision", decision(day=since))
    return add_mission(body=of or body(), mission=Mission(**given), by=user())


def figure(
    code: str = "",
    *,
    of: CoreMission | None = None,
    since: date = date(2026, 1, 1),
    source: str = "",
    **more: Any,
) -> Indicator:
    """A key figure of a core mission, without targets; its code is the next free one."""
    number = Indicator.objects.count() + 1
    given = {"code": code or f"N{number}", "name": f"Nyckeltalet {number}", "unit": "elever"}
    measure = Measure(**given | {"frequency": "yearly"} | more)
    held = of or mission()
    made = add_figure(mission=held.pk, measure=measure, since=since, by=user(), source=source)
    return Indicator.objects.get(pk=made.pk)
