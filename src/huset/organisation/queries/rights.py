"""Who may do what, and where: roles, kinds of things, and those who hold mandates."""

from dataclasses import dataclass
from datetime import date

from huset.model.queries import model_in_force
from huset.organisation.permissions import every_mandate
from huset.organisation.rules import ELECTED, RIGHTS, Right, Role
from huset.organisation.things import ThingRow, rights_of, thing_rows
from huset.organisation.words import RIGHT_WORDS, ROLE_NAMES


@dataclass(frozen=True)
class RoleRow:
    """A role, the side that it stands on, and what it may do."""

    name: str
    elected: bool
    rights: tuple[str, ...]


@dataclass(frozen=True)
class HolderRow:
    """Someone who may do something in a place: the mandate, and what it lets them do there."""

    person: str
    role: str
    place: str
    rights: tuple[str, ...]


def roles() -> list[RoleRow]:
    """Every role with what it may do, elected members first."""
    return [RoleRow(ROLE_NAMES[role], role in ELECTED, rights_of(role)) for role in RIGHTS]


def things(today: date) -> list[ThingRow]:
    """Every kind of thing with who may see, write, decide and publish it."""
    return thing_rows(model_in_force(today))


def holders_at(code: str, today: date) -> list[HolderRow]:
    """Those whose mandates let them do something in a body or a unit, by its code."""
    rows = []
    for mandate, actor in every_mandate(today):
        may = tuple(RIGHT_WORDS[right] for right in Right if actor.may(right, code))
        if may:
            held = actor.held[0]
            name = ROLE_NAMES[Role(mandate.role)]
            rows.append(HolderRow(mandate.person.shown, name, held.place_name, may))
    return rows
