"""What people do with the organisation: set up bodies, units and people, and register decisions."""

from datetime import date
from typing import Any, TypedDict, Unpack

from huset.kernel import validity
from huset.kernel.actions import Refused, action, record
from huset.kernel.models import User
from huset.organisation.models import Body, Decision, Mandate, Meeting, Person, Unit
from huset.organisation.rules import Role, UnitKind


class Origin(TypedDict, total=False):
    """Where a record comes from: a public source and its year, or example data."""

    source: str
    source_year: int | None
    is_example: bool


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


@action
def give_mandate(
    *, person: Person, role: Role, place: Body | Unit, since: date, by: User
) -> Mandate:
    """Give a person a role in a body or a unit."""
    where = {"body": place} if isinstance(place, Body) else {"unit": place}
    mandate = Mandate.objects.create(person=person, role=role, valid_from=since, **where)
    record("organisation.mandate.given", by=by, on=mandate)
    return mandate


@action
def register_person(*, name: str, user: User | None, by: User, **origin: Unpack[Origin]) -> Person:
    """Register someone who can hold mandates."""
    person = Person.objects.create(name=name, user=user, **origin)
    record("organisation.person.registered", by=by, on=person)
    return person


@action
def register_decision(  # noqa: PLR0913 -- a decision is known by all of these
    *,
    body: Body,
    day: date,
    paragraph: int,
    title: str,
    by: User,
    text: str = "",
    registry_number: str = "",
    **origin: Unpack[Origin],
) -> Decision:
    """Register a minuted decision. Refused when the body's meeting already has the paragraph."""
    meeting, _ = Meeting.objects.get_or_create(body=body, day=day)
    if meeting.decisions.filter(paragraph=paragraph).exists():
        raise Refused(f"{body.name} har redan ett beslut § {paragraph} den {day}.")
    decision = Decision.objects.create(
        meeting=meeting,
        paragraph=paragraph,
        title=title,
        text=text,
        registry_number=registry_number,
        **origin,
    )
    record("organisation.decision.registered", by=by, on=decision)
    return decision
