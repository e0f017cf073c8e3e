"""What people ask about units: where they are, who leads them, and where they have been."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from huset.kernel import validity
from huset.kernel.shell import Source
from huset.organisation.models import Mandate, Unit
from huset.organisation.rules import LEADING, UnitKind
from huset.organisation.structure import UnitNode, organisation
from huset.organisation.words import UNIT_KIND_NAMES


@dataclass(frozen=True)
class UnitRow:
    """A unit in a tree, with those who lead it; none is a gap."""

    code: str
    name: str
    depth: int
    managers: tuple[str, ...]


@dataclass(frozen=True)
class Period:
    """One place that a unit has had, or will have."""

    name: str
    kind: str
    body: str
    body_code: str
    parent: str
    parent_code: str
    valid_from: date
    valid_to: date | None
    source: Source
    current: bool


@dataclass(frozen=True)
class UnitView:
    """A unit on a day: its place in the tree, who leads it, what is under it, all its periods."""

    code: str
    name: str
    kind: str
    body: str
    body_code: str
    above: tuple[UnitNode, ...]
    under: tuple[UnitRow, ...]
    managers: tuple[str, ...]
    periods: tuple[Period, ...]

    @property
    def period(self) -> Period:
        """The period that the day lies in."""
        return next(p for p in self.periods if p.current)


def managers(per: date) -> dict[str, tuple[str, ...]]:
    """Who leads each unit on a day, by the unit's code: a mandate moves with its unit."""
    held = (
        Mandate.objects.filter(validity.on(per), role__in=LEADING, unit__isnull=False)
        .select_related("person", "unit")
        .order_by("id")
    )
    found: dict[str, list[str]] = defaultdict(list)
    for mandate in held:
        if mandate.unit and mandate.person.shown not in found[mandate.unit.code]:
            found[mandate.unit.code].append(mandate.person.shown)
    return {code: tuple(names) for code, names in found.items()}


def unit_rows(per: date, nodes: tuple[UnitNode, ...]) -> tuple[UnitRow, ...]:
    """Units in the order of the tree with those who lead them; the first level is 0."""
    if not nodes:
        return ()
    leading, least = managers(per), min(n.depth for n in nodes)
    return tuple(UnitRow(n.code, n.name, n.depth - least, leading.get(n.code, ())) for n in nodes)


def unit(code: str, per: date) -> UnitView | None:
    """One unit as it is on a day, if it is there that day."""
    organised = organisation(per)
    node = organised.unit(code)
    if node is None:
        return None
    rows = unit_rows(per, organised.under(node))
    by_id = {n.id: n for n in organised.units}
    above: list[UnitNode] = []
    at = by_id.get(node.parent_id or 0)
    while at is not None:
        above.insert(0, at)
        at = by_id.get(at.parent_id or 0)
    found = periods(code, per)
    current = next(p for p in found if p.current)
    return UnitView(
        code=code,
        name=node.name,
        kind=current.kind,
        body=current.body,
        body_code=node.body_code,
        above=tuple(above),
        under=rows[1:],
        managers=rows[0].managers,
        periods=found,
    )


def periods(code: str, per: date) -> tuple[Period, ...]:
    """Every place that a unit has had or will have, the first of them first."""
    rows = Unit.objects.filter(code=code).select_related("body", "parent").order_by("valid_from")
    return tuple(
        Period(
            name=u.name,
            kind=UNIT_KIND_NAMES[UnitKind(u.kind)],
            body=u.body.name,
            body_code=u.body.code,
            parent=u.parent.name if u.parent else "",
            parent_code=u.parent.code if u.parent else "",
            valid_from=u.valid_from,
            valid_to=u.valid_to,
            source=Source(u.source, u.source_year),
            current=u.valid_from <= per and (u.valid_to is None or u.valid_to >= per),
        )
        for u in rows
    )


def unit_to_act_on(code: str, per: date) -> Unit | None:
    """A unit's row of a day, for an action."""
    rows = Unit.objects.filter(validity.on(per), code=code).select_related("body", "parent__body")
    return rows.first()
