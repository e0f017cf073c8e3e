"""What people do with a file of people and mandates: import it whole, or not at all."""

from collections.abc import Sequence

from huset.kernel.actions import Refused, action, record
from huset.kernel.models import User
from huset.organisation.actions.people import (
    correct_mandate,
    correct_person,
    give_mandate,
    register_person,
)
from huset.organisation.models import Body, Mandate, Person, Unit
from huset.organisation.people_files import PersonRow

WHY = "Inläst ur fil"


@action
def import_people(*, rows: Sequence[PersonRow], by: User) -> None:
    """Store what a previewed file says: changes first, for one may end so that another begins.

    The rules are asked once more.
    """
    if not rows:
        raise Refused("Filen ändrar ingenting, så det finns inget att spara.")
    known = Person.objects.in_bulk({row.person_id for row in rows if row.person_id})
    held = Mandate.objects.select_related("person", "body", "unit__body").in_bulk(
        {row.mandate_id for row in rows if row.mandate_id}
    )
    new: dict[str, Person] = {}
    for row in sorted(rows, key=lambda row: row.mandate_id is None):
        person = known.get(row.person_id or 0) or new.get(row.external_id or row.name.casefold())
        if person is None:
            person = register_person(
                name=row.name,
                user=None,
                email=row.email,
                external_id=row.external_id or None,
                by=by,
            )
            new[row.external_id or row.name.casefold()] = person
        elif row.person_id:
            code = row.external_id or None
            correct_person(
                person=person, name=row.name, email=row.email, external_id=code, by=by, why=WHY
            )
        _seat(row, person, held.get(row.mandate_id or 0), by)
    record("organisation.people.imported", by=by, on=by, after={"rows": len(rows)}, why=WHY)


def _seat(row: PersonRow, person: Person, mandate: Mandate | None, by: User) -> None:
    if mandate:
        correct_mandate(mandate=mandate, until=row.until, party=row.party, by=by, why=WHY)
        return
    kind, number = row.place
    place = Body.objects.get(pk=number) if kind == "body" else Unit.objects.get(pk=number)
    give_mandate(
        person=person,
        role=row.role,
        place=place,
        since=row.since,
        until=row.until,
        party=row.party,
        by=by,
    )
