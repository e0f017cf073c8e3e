"""What people do with units: open, move, close and correct them."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Unpack

from django.db.models import Q

from huset.kernel.actions import Refused, action, record, snapshot
from huset.kernel.models import User
from huset.organisation.actions.origin import Origin
from huset.organisation.actions.spans import is_in_force, overlapping, span_of
from huset.organisation.mandate_rules import Span
from huset.organisation.models import Body, Unit
from huset.organisation.rules import UnitKind

DAY = timedelta(days=1)


@action
def open_unit(  # noqa: PLR0913 -- a unit is known by all of these
    *,
    code: str,
    name: str,
    kind: UnitKind,
    body: Body,
    since: date,
    by: User,
    parent: Unit | None = None,
    valid_to: date | None = None,
    **origin: Unpack[Origin],
) -> Unit:
    """Open a unit under a body, or under another unit of the same body.

    Where the unit above has already been planned to move, the new one moves along.
    """
    span = Span(since, valid_to)
    _refuse_code(code, span)
    if not name.strip():
        raise Refused("Enheten saknar namn. Skriv vad den heter.")
    if not is_in_force(body, span):
        raise Refused(f"{body.name} finns inte hela tiden från {since}. Välj en annan dag.")
    if parent is not None and parent.body_id != body.pk:
        raise Refused(f"{parent.name} hör till ett annat organ än {body.name}.")
    opened = [
        Unit.objects.create(
            code=code,
            name=name,
            kind=kind,
            body=above.body if above else body,
            parent=above,
            valid_from=part.first,
            valid_to=part.last,
            **origin,
        )
        for above, part in _stretches(parent, span)
    ]
    for unit in opened:
        record("organisation.unit.opened", by=by, on=unit)
    return opened[0]


@action
def move_unit(  # noqa: PLR0913 -- a move is known by all of these
    *,
    unit: Unit,
    body: Body,
    parent: Unit | None,
    since: date,
    by: User,
    name: str = "",
    kind: UnitKind | None = None,
) -> Unit:
    """Move a unit to another place in the tree, with everything under it, from a day.

    The row of before ends the day before, so a look at an earlier day shows it as it was.
    """
    _refuse_move(unit, since)
    span = Span(since, unit.valid_to)
    if not is_in_force(body, span):
        raise Refused(f"{body.name} finns inte hela tiden från {since}. Välj en annan dag.")
    if parent is not None:
        _refuse_parent(unit, body, parent, span)
    moved = _split(unit, body, parent, since)
    moved.name, moved.kind = name or unit.name, kind or unit.kind
    return _moved(unit, moved, by)


@action
def close_unit(*, unit: Unit, last_day: date, by: User) -> Unit:
    """Close a unit after its last day; those below it are closed or moved first."""
    if last_day < unit.valid_from:
        raise Refused(f"{unit.name} gäller från {unit.valid_from}. Välj en senare sista dag.")
    if unit.valid_to is not None and unit.valid_to <= last_day:
        raise Refused(f"{unit.name} upphör redan {unit.valid_to}.")
    if later := Unit.objects.filter(code=unit.code, valid_from__gt=unit.valid_from).first():
        raise Refused(f"{unit.name} har redan en ny plats från {later.valid_from}.")
    open_below = unit.children.filter(Q(valid_to=None) | Q(valid_to__gt=last_day))
    if names := ", ".join(u.name for u in open_below):
        raise Refused(f"Under {unit.name} finns enheter kvar: {names}. Flytta eller stäng dem.")
    before = snapshot(unit)
    unit.valid_to = last_day
    unit.save()
    record("organisation.unit.closed", by=by, on=unit, before=before)
    return unit


@action
def correct_unit(*, unit: Unit, name: str, kind: UnitKind, by: User, why: str) -> Unit:
    """Correct what was wrong about a unit from the start; a change over time is a move."""
    if not why.strip():
        raise Refused("Rättelsen saknar skäl. Skriv vad som var fel.")
    if not name.strip():
        raise Refused("Enheten saknar namn. Skriv vad den heter.")
    if (name, kind) == (unit.name, unit.kind):
        raise Refused("Inget är ändrat, så det finns inget att rätta.")
    before = snapshot(unit)
    unit.name, unit.kind = name, kind
    unit.save()
    record("organisation.unit.corrected", by=by, on=unit, before=before, why=why)
    return unit


def _refuse_code(code: str, span: Span) -> None:
    if not code.strip():
        raise Refused("Enheten saknar kod. Skriv dess ansvar i kodsträngen.")
    if Body.objects.filter(code=code).exists():
        raise Refused(f"Koden {code} är ett organs. Välj en annan kod för enheten.")
    if span.last is not None and span.last < span.first:
        raise Refused(f"Sista dagen {span.last} är före den första, {span.first}.")
    if Unit.objects.filter(overlapping(span), code=code).exists():
        raise Refused(f"Koden {code} används redan av en annan enhet den dagen.")


def _refuse_move(unit: Unit, since: date) -> None:
    if since <= unit.valid_from:
        raise Refused(
            f"{unit.name} har sin plats från {unit.valid_from}. Välj en senare dag för flytten."
        )
    if unit.valid_to is not None and unit.valid_to < since:
        raise Refused(f"{unit.name} upphör {unit.valid_to}. Välj en tidigare dag för flytten.")
    if later := Unit.objects.filter(code=unit.code, valid_from__gt=unit.valid_from).first():
        raise Refused(
            f"{unit.name} har redan en ny plats från {later.valid_from}. Flytta från den dagen "
            "eller senare."
        )


def _refuse_parent(unit: Unit, body: Body, parent: Unit, span: Span) -> None:
    if parent.body_id != body.pk:
        raise Refused(f"{parent.name} hör till ett annat organ än {body.name}.")
    if not is_in_force(parent, span):
        raise Refused(
            f"{parent.name} har inte samma plats hela tiden från {span.first}. Välj en annan "
            "enhet eller dag."
        )
    above: Unit | None = parent
    while above is not None:
        if above.code == unit.code:
            raise Refused(f"{unit.name} kan inte flytta in under sig själv.")
        above = above.parent


def _stretches(parent: Unit | None, span: Span) -> list[tuple[Unit | None, Span]]:
    """The rows of the unit above that cover a span, each with its part of the span."""
    if parent is None:
        return [(None, span)]
    rows = Unit.objects.filter(overlapping(span), code=parent.code).order_by("valid_from")
    parts: list[tuple[Unit | None, Span]] = [
        (row, span_of(row).within(span) or span) for row in rows.select_related("body")
    ]
    spans = [part for _, part in parts]
    follows = all(b.last and b.last + DAY == a.first for b, a in pairwise(spans))
    if not (spans and follows and (spans[0].first, spans[-1].last) == (span.first, span.last)):
        raise Refused(f"{parent.name} finns inte hela tiden från {span.first}. Välj en annan dag.")
    return parts


def _split(unit: Unit, body: Body, parent: Unit | None, since: date) -> Unit:
    """The row that takes over from a day, not yet stored."""
    return Unit(
        code=unit.code,
        name=unit.name,
        kind=unit.kind,
        body=body,
        parent=parent,
        valid_from=since,
        valid_to=unit.valid_to,
        source=unit.source,
        source_year=unit.source_year,
        is_example=unit.is_example,
    )


def _moved(unit: Unit, moved: Unit, by: User) -> Unit:
    """Store both rows, and let those under the unit follow."""
    before = snapshot(unit)
    unit.valid_to = moved.valid_from - DAY
    unit.save()
    moved.save()
    record("organisation.unit.moved", by=by, on=moved, before=before)
    _follow(unit, moved, moved.valid_from, by)
    return moved


def _follow(above: Unit, moved: Unit, since: date, by: User) -> None:
    """Let what is still open under a unit that has moved come along."""
    for child in above.children.filter(Q(valid_to=None) | Q(valid_to__gte=since)):
        if child.valid_from < since:
            _moved(child, _split(child, moved.body, moved, since), by)
        else:  # it opens later: its row is there already
            before = snapshot(child)
            child.body, child.parent = moved.body, moved
            child.save()
            record("organisation.unit.moved", by=by, on=child, before=before)
            _follow(child, child, since, by)
