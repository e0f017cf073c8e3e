"""The bodies and units of a day: the tree that rights, pages and sums are read by."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from huset.kernel import validity
from huset.kernel.memory import remembers
from huset.organisation.models import Body, Unit


@dataclass(frozen=True)
class BodyRow:
    """A body as lists show it."""

    code: str
    name: str
    kind: str


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
