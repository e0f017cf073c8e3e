"""Whose voucher rows someone may read: those of the units that their mandates cover."""

from collections.abc import Collection

from huset.organisation.permissions import Actor
from huset.organisation.queries import Organisation
from huset.organisation.rules import Right


def covered_units(actor: Actor, organised: Organisation) -> frozenset[str] | None:
    """The codes of the units that an actor answers for; ``None`` is every row there is."""
    area = actor.area(Right.READ_VOUCHERS)
    if area.everything:
        return None
    return frozenset(unit.code for unit in organised.units if unit.code in area)


def readable_units(
    actor: Actor, organised: Organisation, *, scope: str = "", codes: Collection[str] = ()
) -> frozenset[str] | None:
    """The units that the reader chose, as far as they are covered; ``None`` is every row."""
    covered = covered_units(actor, organised)
    chosen = units_in(scope, organised) if scope else None
    if codes:
        chosen = frozenset(codes) if chosen is None else chosen & frozenset(codes)
    if covered is None or chosen is None:
        return chosen if covered is None else covered
    return covered & chosen


def units_in(scope: str, organised: Organisation) -> frozenset[str]:
    """The codes of a body's units, or of a unit and all under it."""
    unit = organised.unit(scope)
    nodes = organised.under(unit) if unit else organised.units_of(scope)
    return frozenset(node.code for node in nodes)
