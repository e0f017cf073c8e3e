"""The roles that can be tried in an installation with the example municipality."""

from dataclasses import dataclass
from datetime import date

from huset.kernel import validity
from huset.kernel.models import User
from huset.organisation.models import Mandate
from huset.organisation.rules import RIGHTS, Right, Role
from huset.organisation.words import RIGHT_WORDS, ROLE_NAMES


@dataclass(frozen=True)
class DemoPerson:
    """A role that a visitor may take."""

    username: str
    name: str
    role: str
    place: str
    rights: str


def demo_people(today: date) -> list[DemoPerson]:
    """Everyone whose role can be tried: those of the example, who have no password.

    Real people who sign in by the municipality's provider have none either. A protected identity
    is left out: its user name is part of the page.
    """
    held = (
        Mandate.objects.filter(
            validity.on(today),
            person__user__isnull=False,
            person__is_example=True,
            person__protected=False,
        )
        .select_related("person__user", "body", "unit")
        .order_by("id")
    )
    return [
        DemoPerson(
            username=m.person.user.username,
            name=m.person.shown,
            role=ROLE_NAMES[Role(m.role)],
            place=m.place.name,
            rights=", ".join(RIGHT_WORDS[r] for r in Right if r in RIGHTS[Role(m.role)]),
        )
        for m in held
        if m.person.user and not m.person.user.has_usable_password()
    ]


def demo_user(username: str) -> User | None:
    """The user behind a role that can be tried: the example's, and never one with a password."""
    user = User.objects.filter(
        username=username,
        person__mandates__isnull=False,
        person__is_example=True,
        person__protected=False,
    ).first()
    return user if user and not user.has_usable_password() else None
