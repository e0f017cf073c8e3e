"""What people ask about people and their mandates, as of a day."""

from dataclasses import dataclass
from datetime import date

from huset.kernel import validity
from huset.organisation.models import Mandate
from huset.organisation.rules import Role
from huset.organisation.words import ROLE_NAMES


@dataclass(frozen=True)
class MandateRow:
    """Who holds which role where."""

    person: str
    role: str
    place: str


def mandates(per: date, *, body_code: str) -> list[MandateRow]:
    """Who holds a role in a body or in one of its units, on a day."""
    held = (
        Mandate.objects.filter(validity.on(per))
        .select_related("person", "body", "unit__body")
        .order_by("id")
    )
    return [
        MandateRow(m.person.name, ROLE_NAMES[Role(m.role)], m.body.name if m.body else str(m.unit))
        for m in held
        if body_code == (m.body.code if m.body else m.unit.body.code if m.unit else "")
    ]
