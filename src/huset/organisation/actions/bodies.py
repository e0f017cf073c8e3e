"""What people do with the organisation: found bodies, and open units."""

from datetime import date
from typing import Any, Unpack

from huset.kernel import validity
from huset.kernel.actions import Refused, action, record
from huset.kernel.models import User
from huset.organisation.actions.origin import Origin
from huset.organisation.models import Body, Unit
from huset.organisation.rules import UnitKind


@action
def found_body(*, code: str, name: str, kind: str, since: date, by: User, **more: Any) -> Body:
    """Found a body of the municipal group."""
    body = Body.objects.create(code=code, name=name, kind=kind, valid_from=since, **more)
    record("organisation.body.founded", by=by, on=body)
    return body


@action
def open_unit(  # noqa: PLR0913 -- a unit is known by all of these
    *,
    code: str,
    name: str,
    kind: UnitKind,
    body: Body,
    since: date,
    by: User,
    parent: Unit | None = None,
    **origin: Unpack[Origin],
) -> Unit:
    """Open a unit under a body, or under another unit of the same body."""
    if parent is not None and parent.body_id != body.pk:
        raise Refused(f"{parent.name} hör till ett annat organ än {body.name}.")
    if Unit.objects.filter(validity.on(since), code=code).exists():
        raise Refused(f"Koden {code} används redan av en annan enhet den dagen.")
    unit = Unit.objects.create(
        code=code, name=name, kind=kind, body=body, parent=parent, valid_from=since, **origin
    )
    record("organisation.unit.opened", by=by, on=unit)
    return unit
