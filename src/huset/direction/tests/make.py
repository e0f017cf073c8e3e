"""What tests of the direction are made of. ``of`` is what the new thing belongs to."""

from datetime import date

from huset.direction.actions import (
    adopt_core_values,
    adopt_strategic_plan,
    adopt_vision,
    list_external_steering,
)
from huset.direction.models import CoreValue, ExternalSteering, StrategicPlan, Vision
from huset.direction.rules import ExternalKind
from huset.organisation.models import Decision
from huset.organisation.tests.make import SINCE, decision, user


def vision(
    title: str = "Ett gott liv", *, since: date = SINCE, of: Decision | None = None
) -> Vision:
    """A decided vision."""
    return adopt_vision(
        title=title, text="Texten.", decision=of or decision(day=since), since=since, by=user()
    )


def core_values(*titles: str, since: date = SINCE) -> list[CoreValue]:
    """Decided core values."""
    values = [(title, f"Det betyder {title}.") for title in titles or ("Mod", "Omtanke")]
    return adopt_core_values(values=values, decision=decision(day=since), since=since, by=user())


def plan(
    *areas: str, title: str = "Planen", since: date = SINCE, until: date | None = None
) -> StrategicPlan:
    """A decided strategic plan with its areas."""
    return adopt_strategic_plan(
        title=title,
        majority="Majoriteten",
        areas=[(area, f"Om {area}.") for area in areas or ("Lärande", "Omsorg")],
        decision=decision(day=since),
        since=since,
        until=until,
        by=user(),
    )


def external(
    code: str = "KL", title: str = "Kommunallagen", kind: ExternalKind = ExternalKind.LAW
) -> ExternalSteering:
    """A law that steers from outside."""
    return list_external_steering(code=code, kind=kind, title=title, since=SINCE, by=user())
