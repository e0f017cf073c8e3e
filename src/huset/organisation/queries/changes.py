"""What is planned for the organisation, and what it lacks: shown on its page."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.db.models import Q

from huset.model.queries import model_in_force
from huset.model.terms import Side
from huset.organisation.models import Body, Unit
from huset.organisation.queries.owning import RemitRow
from huset.organisation.queries.units import managers
from huset.organisation.rules import RemitKind
from huset.organisation.structure import organisation

DAY = timedelta(days=1)
ASKED = {  # what gives a body of each side its task (KL ch. 6 § 44; the model, "Grunduppdrag")
    Side.ELECTED: frozenset({RemitKind.TERMS_OF_REFERENCE, RemitKind.AGREEMENT}),
    Side.COMPANY: frozenset({RemitKind.OWNER_DIRECTIVE}),
}
ASKED_WORDS = {Side.ELECTED: "reglemente eller avtal", Side.COMPANY: "ägardirektiv"}


@dataclass(frozen=True)
class Planned:
    """Something that will be otherwise from a day: which body or unit, and what happens."""

    day: date
    code: str
    name: str
    what: str
    is_body: bool
    per: date  # a day when its page is there to see


@dataclass(frozen=True)
class PlannedDay:
    """Everything that is planned for one day."""

    day: date
    changes: tuple[Planned, ...]


@dataclass(frozen=True)
class RemitGap:
    """A body without a decided text that gives it its task."""

    code: str
    name: str
    missing: str


@dataclass(frozen=True)
class ManagerGap:
    """How many of a body's units nobody leads."""

    code: str
    name: str
    without: int
    units: int


@dataclass(frozen=True)
class Gaps:
    """What is missing on a day."""

    remits: tuple[RemitGap, ...]
    managers: tuple[ManagerGap, ...]


def planned(per: date) -> tuple[PlannedDay, ...]:
    """What is planned after a day, day by day. Two questions, however much it is."""
    found = sorted([*_bodies(per), *_units(per)], key=lambda p: (p.day, not p.is_body))
    return tuple(PlannedDay(day, tuple(of)) for day, of in groupby(found, key=lambda p: p.day))


def gaps(per: date, given: list[RemitRow]) -> Gaps:
    """Bodies without a decided remit, and units without a manager."""
    sides: dict[str, Side] = {kind.code: kind.side for kind in model_in_force(per).body_kinds}
    organised, leading = organisation(per), managers(per)
    have = {(r.body_code, r.kind) for r in given if r.decision}
    lacking = [
        RemitGap(b.code, b.name, ASKED_WORDS[side])
        for b in organised.bodies
        if (side := sides.get(b.kind)) in ASKED and side
        if not any((b.code, kind) in have for kind in ASKED[side])
    ]
    unled = [
        ManagerGap(b.code, b.name, sum(u.code not in leading for u in units), len(units))
        for b in organised.bodies
        if (units := organised.units_of(b.code))
    ]
    return Gaps(tuple(lacking), tuple(gap for gap in unled if gap.without))


def _bodies(per: date) -> list[Planned]:
    found = []
    for b in Body.objects.filter(Q(valid_from__gt=per) | Q(valid_to__gte=per)):
        if b.valid_from > per:
            found.append(Planned(b.valid_from, b.code, b.name, "börjar", True, b.valid_from))
        if b.valid_to is not None:
            found.append(Planned(b.valid_to + DAY, b.code, b.name, "upphör", True, b.valid_to))
    return found


def _units(per: date) -> list[Planned]:
    changing = Unit.objects.filter(Q(valid_from__gt=per) | Q(valid_to__gte=per))
    rows = list(changing.select_related("body", "parent").order_by("code", "valid_from"))
    ending = {(u.code, u.valid_to + DAY): u for u in rows if u.valid_to}
    starting = {(u.code, u.valid_from) for u in rows}
    found = []
    for u in rows:
        before = ending.get((u.code, u.valid_from))
        if u.valid_from > per and (what := _what(before, u)):
            found.append(Planned(u.valid_from, u.code, u.name, what, False, u.valid_from))
        if u.valid_to and (u.code, u.valid_to + DAY) not in starting:
            day = u.valid_to + DAY
            found.append(Planned(day, u.code, u.name, "upphör", False, u.valid_to))
    return found


def _what(before: Unit | None, after: Unit) -> str:
    """What happens to a unit; nothing is said of one that only follows the unit above it."""
    where = after.parent.name if after.parent else after.body.name
    if before is None:
        return f"öppnas under {where}"
    above = [u.parent.code if u.parent else u.body.code for u in (before, after)]
    if above[0] != above[1]:
        return f"flyttar från {before.body.name} till {where}"
    return f"byter namn från {before.name}" if before.name != after.name else ""
