"""Whom a step of the communication plan reaches today, by the mandates of today."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from huset.documents.known import Answer, is_for
from huset.documents.models import Announcement, Receipt
from huset.documents.rules import Audience
from huset.kernel import validity
from huset.organisation.models import Mandate
from huset.organisation.rules import Role
from huset.organisation.structure import Organisation


@dataclass(frozen=True)
class Where:
    """The place of a step as it is today: its codes, those under it among them."""

    code: str
    name: str
    body_code: str
    covers: frozenset[str]

    @property
    def gone(self) -> bool:
        """Tell whether the place is no longer there."""
        return not self.covers


@dataclass(frozen=True)
class Seat:
    """A mandate of today: who, as what, and in which body or unit."""

    person_id: int
    role: Role
    code: str


def seats(today: date, *, person_id: int | None = None) -> tuple[Seat, ...]:
    """The mandates of a day, everyone's or one person's. One question."""
    held = Mandate.objects.filter(validity.on(today))
    if person_id is not None:
        held = held.filter(person=person_id)
    said = held.order_by("id").values_list("person_id", "role", "body__code", "unit__code")
    return tuple(Seat(who, Role(role), body or unit) for who, role, body, unit in said)


def where(step: Announcement, organised: Organisation) -> Where:
    """The place of a step; a unit is followed through its moves by its code."""
    if step.body is not None:
        known = organised.body(step.body.code)
        units = {unit.code for unit in organised.units_of(step.body.code)}
        covers = frozenset({step.body.code} | units) if known else frozenset()
        return Where(step.body.code, step.body.name, step.body.code, covers)
    if step.unit is None:
        raise ValueError("a step is for a body or for a unit")
    node = organised.unit(step.unit.code)
    if node is None:
        return Where(step.unit.code, step.unit.name, step.unit.body.code, frozenset())
    covers = frozenset(unit.code for unit in organised.under(node))
    return Where(node.code, node.name, node.body_code, covers)


def reached(step: Announcement, held: Collection[Seat], organised: Organisation) -> frozenset[int]:
    """The people that a step reaches, each once, however many mandates they hold."""
    covers, audience = where(step, organised).covers, Audience(step.audience)
    return frozenset(
        seat.person_id for seat in held if seat.code in covers and is_for(audience, seat.role)
    )


def answers(editions: Collection[int]) -> Mapping[int, dict[int, Answer]]:
    """What has been answered of some editions: for each, by person. One question."""
    found: dict[int, dict[int, Answer]] = {edition: {} for edition in editions}
    said = Receipt.objects.filter(edition__in=editions)
    for edition, person, understood in said.values_list("edition_id", "person_id", "understood"):
        found[edition][person] = Answer.UNDERSTOOD if understood else Answer.QUESTION
    return found
