"""What forms offer: the bodies and units that are, or will be, to choose among."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from huset.model.queries import model_in_force
from huset.model.terms import Side
from huset.organisation.models import Body, Unit
from huset.organisation.structure import organisation


@dataclass(frozen=True)
class Place:
    """Where a unit can be, on a day: right under a body, or under another unit of it."""

    body: Body
    parent: Unit | None


def body_choices(per: date) -> list[tuple[str, str]]:
    """The bodies that are there on a day or later."""
    found = Body.objects.filter(Q(valid_to=None) | Q(valid_to__gte=per))
    return [(b.code, b.name) for b in found]


def kind_choices(per: date) -> list[tuple[str, str]]:
    """The kinds of bodies that the governance model knows; officials are units, not bodies."""
    found = model_in_force(per).body_kinds
    return [(kind.code, kind.name) for kind in found if kind.side is not Side.OFFICIALS]


def place_choices(per: date) -> list[tuple[str, list[tuple[str, str]]]]:
    """Every place for a unit on a day or later, body by body, each unit once."""
    coming = Q(valid_to=None) | Q(valid_to__gte=per)
    units: dict[int, dict[str, str]] = {}
    for u in Unit.objects.filter(coming).order_by("code", "valid_from"):
        units.setdefault(u.body_id, {})[u.code] = f"{u.code} {u.name}"
    return [
        (b.name, [(b.code, f"Direkt under {b.name}"), *units.get(b.pk, {}).items()])
        for b in Body.objects.filter(coming)
    ]


def place_on(code: str, day: date) -> Place | None:
    """The place that a code stands for on a day; a unit that is not there that day is none."""
    body = Body.objects.filter(code=code).first()
    if body is not None:
        return Place(body, None)
    rows = Unit.objects.filter(Q(valid_to=None) | Q(valid_to__gte=day), code=code)
    row = rows.filter(valid_from__lte=day).select_related("body", "parent").first()
    return Place(row.body, row) if row else None


def following(code: str, day: date) -> list[str]:
    """The names of the units under a unit on a day: they follow it."""
    organised = organisation(day)
    node = organised.unit(code)
    return [u.name for u in organised.under(node)[1:]] if node else []
