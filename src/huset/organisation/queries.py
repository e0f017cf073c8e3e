"""What people ask about the organisation, as of a day. Returns finished values."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from huset.kernel import validity
from huset.kernel.memory import remembers
from huset.kernel.shell import Source
from huset.model.queries import model_in_force
from huset.organisation.models import Body, Decision, Mandate, Unit
from huset.organisation.rules import ROLE_NAMES, Role


@dataclass(frozen=True)
class BodyRow:
    """A body as lists show it."""

    code: str
    name: str
    kind: str


@dataclass(frozen=True)
class BodyView:
    """A body with what it is and whom it reports to, in words."""

    code: str
    name: str
    kind: str
    reports_to: str
    valid_from: date
    valid_to: date | None
    source: Source


@dataclass(frozen=True)
class UnitNode:
    """A unit with its place in the tree: ``depth`` 0 is an administration."""

    id: int
    code: str
    name: str
    body_code: str
    parent_id: int | None
    depth: int


@dataclass(frozen=True)
class DecisionRow:
    """A decision as every page shows it."""

    id: int
    body: str
    body_code: str
    day: date
    paragraph: int
    registry_number: str
    title: str
    text: str
    source: Source

    def __str__(self) -> str:
        return f"{self.body} {self.day} § {self.paragraph}"


@dataclass(frozen=True)
class MandateRow:
    """Who holds which role where."""

    person: str
    role: str
    place: str


@dataclass(frozen=True)
class Organisation:
    """Bodies in their order, and units in the order of the tree, as of a day."""

    bodies: tuple[BodyRow, ...]
    units: tuple[UnitNode, ...]

    def body(self, code: str) -> BodyRow | None:
        """Find a body by its code."""
        return next((b for b in self.bodies if b.code == code), None)

    def unit(self, code: str) -> UnitNode | None:
        """Find a unit by its code."""
        return next((u for u in self.units if u.code == code), None)

    def units_of(self, body_code: str) -> tuple[UnitNode, ...]:
        """The units of a body, in the order of the tree."""
        return tuple(u for u in self.units if u.body_code == body_code)

    def under(self, unit: UnitNode) -> tuple[UnitNode, ...]:
        """The unit itself and everything under it."""
        inside = {unit.id}
        for node in self.units:
            if node.parent_id in inside:
                inside.add(node.id)
        return tuple(u for u in self.units if u.id in inside)


@remembers
def organisation(per: date) -> Organisation:
    """The organisation that applies on a day. Asks two questions, however large it is."""
    bodies = tuple(BodyRow(b.code, b.name, b.kind) for b in Body.objects.filter(validity.on(per)))
    units = Unit.objects.filter(validity.on(per)).select_related("body")
    return Organisation(bodies, tuple(_walk(list(units))))


def _walk(units: list[Unit]) -> Iterable[UnitNode]:
    children: dict[int | None, list[Unit]] = {}
    known = {u.pk for u in units}
    for unit in units:
        children.setdefault(unit.parent_id if unit.parent_id in known else None, []).append(unit)
    waiting = [(unit, 0) for unit in reversed(children.get(None, []))]
    while waiting:
        unit, depth = waiting.pop()
        yield UnitNode(unit.pk, unit.code, unit.name, unit.body.code, unit.parent_id, depth)
        waiting += [(child, depth + 1) for child in reversed(children.get(unit.pk, []))]


def decision_row(decision: Decision | None) -> DecisionRow | None:
    """Show a decision; its meeting and body must have been read along."""
    if decision is None:
        return None
    return DecisionRow(
        id=decision.pk,
        body=decision.meeting.body.name,
        body_code=decision.meeting.body.code,
        day=decision.meeting.day,
        paragraph=decision.paragraph,
        registry_number=decision.registry_number,
        title=decision.title,
        text=decision.text,
        source=Source(decision.source, decision.source_year),
    )


def decisions(per: date) -> list[DecisionRow]:
    """Every decision up to a day, the latest first."""
    found = (
        Decision.objects.filter(meeting__day__lte=per)
        .select_related("meeting__body")
        .order_by("-meeting__day", "-paragraph")
    )
    return [row for d in found if (row := decision_row(d))]


def decision(number: int, per: date) -> DecisionRow | None:
    """One decision, if it was taken by ``per``."""
    taken = Decision.objects.filter(meeting__day__lte=per).select_related("meeting__body")
    return decision_row(taken.filter(pk=number).first())


def bodies(per: date) -> list[BodyView]:
    """Every body of a day with what it is, as the governance model names it."""
    model = model_in_force(per)
    kinds: dict[str, str] = {kind.code: kind.name for kind in model.body_kinds}
    found = Body.objects.filter(validity.on(per)).select_related("reports_to")
    return [
        BodyView(
            code=b.code,
            name=b.name,
            kind=kinds.get(b.kind, b.kind),
            reports_to=b.reports_to.name if b.reports_to else "",
            valid_from=b.valid_from,
            valid_to=b.valid_to,
            source=Source(b.source, b.source_year),
        )
        for b in found
    ]


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


def bodies_in_scope(scope: str, per: date) -> tuple[str, ...]:
    """The code of the body that the reader has chosen, or whose unit they have; none is all."""
    if not scope:
        return ()
    organised = organisation(per)
    unit = organised.unit(scope)
    return (unit.body_code,) if unit else (scope,)


def body_to_act_on(code: str) -> Body:
    """The body's record, for an action."""
    return Body.objects.get(code=code)
