"""What tests are made of: a model, bodies, units, decisions and people who can sign in.

Every builder has defaults, and acts as people do. ``of`` is what the new thing belongs to.
"""

from datetime import date
from pathlib import Path

from django.test import Client

from huset.kernel.models import User
from huset.model.actions import load_model
from huset.organisation.actions import (
    found_body,
    give_mandate,
    open_unit,
    plan_meeting,
    register_decision,
    register_person,
)
from huset.organisation.models import Body, Decision, Meeting, Person, Unit
from huset.organisation.rules import ON_BODIES, Considered, Role, UnitKind, Weighed

MODEL = Path(__file__).parents[2] / "examples" / "vimmerby" / "model.yaml"
SINCE = date(2020, 1, 1)
DECIDED = date(2025, 11, 24)
NOT_RELEVANT = Weighed(Considered.NOT_RELEVANT, "Rör inga barn.")
ASSESSED = Weighed(Considered.ASSESSED, "Klimatet påverkas inte.")


def user(name: str = "eva") -> User:
    """Someone who acts; the same one each time."""
    found, _ = User.objects.get_or_create(username=name, defaults={"name": name.capitalize()})
    return found


def model() -> None:
    """The governance model, which every page needs."""
    load_model(text=MODEL.read_text(encoding="utf-8"), by=user())


def body(code: str = "BUN", name: str = "", kind: str = "committee") -> Body:
    """A body, founded when there is none with the code."""
    known = Body.objects.filter(code=code).first()
    return known or found_body(
        code=code, name=name or f"Nämnden {code}", kind=kind, since=SINCE, by=user()
    )


def unit(
    code: str = "100",
    *,
    of: Body | None = None,
    parent: Unit | None = None,
    kind: UnitKind = UnitKind.UNIT,
) -> Unit:
    """A unit of a body, or of another unit."""
    owner = of or (parent.body if parent else body())
    name = f"Enheten {code}"
    return open_unit(
        code=code, name=name, kind=kind, body=owner, parent=parent, since=SINCE, by=user()
    )


def meeting(of: Body | None = None, day: date = DECIDED) -> Meeting:
    """A body's meeting on a day: the council's unless told otherwise."""
    of = of or body("KF", "Kommunfullmäktige", "council")
    known = Meeting.objects.filter(body=of, day=day).first()
    return known or plan_meeting(body=of, day=day, by=user())


def decision(
    *, of: Body | None = None, day: date = DECIDED, paragraph: int = 0, title: str = "Beslutet"
) -> Decision:
    """A body's decision, in the next paragraph unless told otherwise."""
    return register_decision(
        meeting=meeting(of, day),
        paragraph=paragraph or Decision.objects.count() + 1,
        title=title,
        child_rights=NOT_RELEVANT,
        sustainability=ASSESSED,
        by=user(),
    )


def reader(role: Role, place: Body | Unit | None = None) -> User:
    """Someone with a role in a body or a unit; the same one each time."""
    where = place or body()
    who = user(f"{role}-{where.code}")
    if Person.objects.filter(user=who).exists():
        return who
    person = register_person(name=who.name, user=who, by=user())
    give_mandate(person=person, role=role, place=seat(role, where), since=SINCE, by=user())
    return who


def seat(role: Role, where: Body | Unit) -> Body | Unit:
    """Where a role can be held: an auditor among the auditors, an official in a body's unit."""
    if role is Role.AUDITOR:
        return body("REV", "Revisionen", "auditors")
    if role in ON_BODIES:
        return where.body if isinstance(where, Unit) else where
    if isinstance(where, Unit):
        return where
    return Unit.objects.filter(body=where).first() or unit(f"{where.code}-enhet", of=where)


def signed_in(role: Role, place: Body | Unit | None = None) -> Client:
    """A browser where someone with a role has signed in."""
    client = Client()
    client.force_login(reader(role, place))
    return client
