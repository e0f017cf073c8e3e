"""What waits for a body's decision: each slice says what it has, and how it becomes valid.

A decision is registered once and tied to everything that it makes valid. The slices above this one
are named in the setting ``DECIDABLES``, in the order of the form.
"""

from dataclasses import dataclass
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from huset.kernel.models import User
from huset.organisation.models import Body, Decision


@dataclass(frozen=True)
class Waiting:
    """Something that a body can decide: its number among its kind, and what it is in words."""

    number: int
    title: str
    note: str = ""


class Decidable(Protocol):
    """A kind of thing that becomes valid by a decision."""

    code: str
    name: str

    def waiting(self, body: Body) -> list[Waiting]:
        """What waits for this body."""

    def decide(self, number: int, *, decision: Decision, by: User) -> None:
        """Make one of them valid by a decision. Raises Refused, with the rule cited."""


def decidables() -> tuple[Decidable, ...]:
    """Every kind of thing that can be decided in this installation."""
    return tuple(import_string(path) for path in settings.DECIDABLES)
