"""What someone owes, and when: each slice says what of its own waits for a person.

`Mitt arbete` gathers them. A duty is a question, not a row: it is gone when the work is done.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from huset.kernel.links import Page
from huset.organisation.permissions import Actor
from huset.organisation.rules import Role


@dataclass(frozen=True)
class Owner:
    """Whose duties are asked for: the person, and what today's mandates let them do and where."""

    person_id: int | None
    actor: Actor

    def bodies_as(self, roles: Collection[Role]) -> frozenset[str]:
        """The codes of the bodies where the owner has a role, in the body or in its units."""
        return frozenset(held.body_code for held in self.actor.held if held.role in roles)


@dataclass(frozen=True)
class Duty:
    """Something that waits for someone: what and why, by when, and the page where it is done.

    ``kind`` groups it ("Mål"), ``button`` is a verb ("Rapportera"), ``place`` is the code of the
    body or unit that it is done for. Without ``due`` it has no day. Outside Huset, in mail and
    calendars, ``outside`` is written instead of ``what`` where that is free text.
    """

    kind: str
    what: str
    why: str
    button: str
    page: Page
    place: str
    due: date | None = None
    outside: str = ""
