"""Taking in a list of the organisation: everything that a file says, or nothing."""

from collections.abc import Mapping, Sequence
from datetime import date

from huset.kernel.actions import Refused, action, record, snapshot
from huset.kernel.models import User
from huset.organisation.files import (
    BodyLine,
    Line,
    RemitLine,
    Said,
    ShareLine,
    UnitLine,
    merged,
)
from huset.organisation.files.places import DAY
from huset.organisation.models import Body, Remit, Share, Unit
from huset.organisation.queries.files import decisions_by_name, world

Stored = Body | Unit | Share | Remit
BEGINS = {Body: "body.founded", Unit: "unit.opened", Share: "share.given", Remit: "remit.given"}


@action
def import_list(*, name: str, said: Sequence[Said], why: str, by: User) -> int:
    """Store what a list's rows say, and what follows from it; ``why`` names the file.

    Refused when any row is wrong. Gives how many rows became new or other than they were.
    """
    found = merged(name, world(), said)
    if found.faults:
        fault = found.faults[0]
        raise Refused(
            f"Rad {fault.row}: {fault.message}. Skriv {fault.instead}. Inget har sparats."
        )
    pairs = [(before, after) for _, before, after in found.changes]
    if name == "bodies":
        _store_bodies(pairs, why, by)
    elif name == "units":
        _store_units(pairs, why, by)
    elif name == "shares":
        _store_shares(pairs, why, by)
    else:
        _store_remits(pairs, why, by)
    return len(found.changes)


def _bodies() -> dict[str, Body]:
    return {body.code: body for body in Body.objects.all()}


def _fill(into: Stored, line: Line) -> None:
    into.valid_from, into.valid_to = line.first, line.last
    into.source, into.source_year = line.source, line.source_year
    into.is_example = line.is_example


def _keep(stored: Stored, before: Mapping[str, object] | None, why: str, by: User) -> None:
    """Store a record, and say in the log whether it is new or has been changed."""
    begins = BEGINS[type(stored)]
    what = begins if before is None else f"{begins.partition('.')[0]}.corrected"
    stored.save()
    record(f"organisation.{what}", by=by, on=stored, before=before, why=why)


def _store_bodies(lines: Sequence[tuple[Line | None, Line]], why: str, by: User) -> None:
    """Bodies first without those above them, which may be further down in the file."""
    known = _bodies()
    before = {code: snapshot(body) for code, body in known.items()}
    said = [line for _, line in lines if isinstance(line, BodyLine)]
    for line in said:
        body = known.setdefault(line.code, Body(code=line.code))
        body.name, body.kind, body.order = line.name, line.kind, line.order
        _fill(body, line)
        body.save()
    for line in said:
        body = known[line.code]
        body.reports_to = known[line.reports_to] if line.reports_to else None
        _keep(body, before.get(line.code), why, by)


def _store_units(lines: Sequence[tuple[Line | None, Line]], why: str, by: User) -> None:
    """Units first without those above them, which may be further down in the file."""
    bodies, rows = _bodies(), dict[str, dict[date, Unit]]()
    for unit in Unit.objects.order_by("valid_from"):
        rows.setdefault(unit.code, {})[unit.valid_from] = unit
    known = {unit.pk: snapshot(unit) for of in rows.values() for unit in of.values()}
    said = [line for _, line in lines if isinstance(line, UnitLine)]
    for line in said:
        unit = rows.setdefault(line.code, {}).setdefault(line.first, Unit(code=line.code))
        unit.name, unit.kind, unit.body = line.name, line.kind, bodies[line.body]
        _fill(unit, line)
        unit.save()
    for line in said:
        unit = rows[line.code][line.first]
        unit.parent = _on(rows.get(line.parent, {}), line.first)
        earlier = _on(rows[line.code], line.first - DAY)
        if unit.pk not in known and earlier and earlier.pk in known:
            unit.save()
            before = known[earlier.pk]
            record("organisation.unit.moved", by=by, on=unit, before=before, why=why)
        else:
            _keep(unit, known.get(unit.pk), why, by)


def _on(rows: Mapping[date, Unit], day: date) -> Unit | None:
    """The row of a unit that applies on a day."""
    found = (u for u in rows.values() if u.valid_from <= day <= (u.valid_to or date.max))
    return next(found, None)


def _store_shares(lines: Sequence[tuple[Line | None, Line]], why: str, by: User) -> None:
    bodies = _bodies()
    for _, line in lines:
        if not isinstance(line, ShareLine):
            continue
        where = {
            "body": bodies[line.body],
            "holder": bodies[line.holder] if line.holder else None,
            "holder_name": line.holder_name,
            "valid_from": line.first,
        }
        known = Share.objects.filter(**where).first()
        share, before = (known, snapshot(known)) if known else (Share(**where), None)
        share.percent = line.percent
        _fill(share, line)
        _keep(share, before, why, by)


def _store_remits(lines: Sequence[tuple[Line | None, Line]], why: str, by: User) -> None:
    bodies, decisions = _bodies(), decisions_by_name()
    for _, line in lines:
        if not isinstance(line, RemitLine):
            continue
        where = {
            "body": bodies[line.body],
            "kind": line.kind,
            "title": line.title,
            "valid_from": line.first,
        }
        known = Remit.objects.filter(**where).first()
        remit, before = (known, snapshot(known)) if known else (Remit(**where), None)
        remit.url = line.url
        remit.decision = decisions[line.decision] if line.decision else None
        _fill(remit, line)
        _keep(remit, before, why, by)
