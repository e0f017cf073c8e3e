"""What people do with bodies: found, end and correct them."""

from datetime import date
from typing import Any

from django.db.models import Q

from huset.kernel.actions import Refused, action, record, snapshot
from huset.kernel.models import User
from huset.organisation.models import Body, Unit


@action
def found_body(*, code: str, name: str, kind: str, since: date, by: User, **more: Any) -> Body:
    """Found a body of the municipal group."""
    if not code.strip() or not name.strip():
        raise Refused("Organet saknar kod eller namn. Skriv båda.")
    if Body.objects.filter(code=code).exists() or Unit.objects.filter(code=code).exists():
        raise Refused(f"Koden {code} används redan. Välj en annan.")
    body = Body.objects.create(code=code, name=name, kind=kind, valid_from=since, **more)
    record("organisation.body.founded", by=by, on=body)
    return body


@action
def end_body(*, body: Body, last_day: date, by: User) -> Body:
    """End a body after its last day; its units and the bodies under it end or move first."""
    if last_day < body.valid_from:
        raise Refused(f"{body.name} finns från {body.valid_from}. Välj en senare sista dag.")
    if body.valid_to is not None and body.valid_to <= last_day:
        raise Refused(f"{body.name} upphör redan {body.valid_to}.")
    remaining = Q(valid_to=None) | Q(valid_to__gt=last_day)
    if units := ", ".join(u.name for u in body.units.filter(remaining)):
        raise Refused(f"{body.name} har enheter kvar: {units}. Flytta eller stäng dem.")
    if below := ", ".join(b.name for b in body.reporting.filter(remaining)):
        raise Refused(f"Till {body.name} rapporterar fortfarande {below}. Ändra det först.")
    before = snapshot(body)
    body.valid_to = last_day
    body.save()
    record("organisation.body.ended", by=by, on=body, before=before)
    return body


@action
def correct_body(
    *, body: Body, name: str, reports_to: Body | None, order: int, by: User, why: str
) -> Body:
    """Correct what is wrong about a body: its name, whom it reports to, its place in lists."""
    if not why.strip():
        raise Refused("Rättelsen saknar skäl. Skriv vad som var fel.")
    if not name.strip():
        raise Refused("Organet saknar namn. Skriv vad det heter.")
    if (name, reports_to, order) == (body.name, body.reports_to, body.order):
        raise Refused("Inget är ändrat, så det finns inget att rätta.")
    above = reports_to
    while above is not None:
        if above == body:
            raise Refused(f"{body.name} kan inte, direkt eller indirekt, rapportera till sig.")
        above = above.reports_to
    before = snapshot(body)
    body.name, body.reports_to, body.order = name, reports_to, order
    body.save()
    record("organisation.body.corrected", by=by, on=body, before=before, why=why)
    return body
