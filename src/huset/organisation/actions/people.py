"""What people do with people: register them, and give them mandates."""

from datetime import date
from typing import Unpack

from huset.kernel.actions import action, record
from huset.kernel.models import User
from huset.organisation.actions.origin import Origin
from huset.organisation.models import Body, Mandate, Person, Unit
from huset.organisation.rules import Role


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
