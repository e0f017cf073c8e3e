"""What a file's rows make of what is known, and every fault in them: nothing here is stored."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from huset.organisation.files.lines import BodyLine, Key, Line, RemitLine, ShareLine, UnitLine
from huset.organisation.files.places import DAY, Wrong, placed
from huset.organisation.ownership import WHOLE, Part, first_day_over, owns_itself


@dataclass(frozen=True)
class Said:
    """A row of a file, with its number there."""

    row: int
    line: Line


@dataclass(frozen=True)
class Fault:
    """What is wrong with a row: the field, the fault, and what to write instead."""

    row: int
    field: str
    message: str
    instead: str


@dataclass(frozen=True)
class World:
    """All that is known before a file is read: the lists, and what their rows may refer to."""

    bodies: Mapping[Key, BodyLine]
    units: Mapping[Key, UnitLine]
    shares: Mapping[Key, ShareLine]
    remits: Mapping[Key, RemitLine]
    decisions: Mapping[str, date] = field(default_factory=dict)

    def known(self, name: str) -> Mapping[Key, Line]:
        """The rows of a list."""
        lists: dict[str, Mapping[Key, Line]] = {
            "bodies": self.bodies,
            "units": self.units,
            "shares": self.shares,
            "remits": self.remits,
        }
        return lists[name]

    def body(self, code: str) -> BodyLine | None:
        """A body by its code."""
        return self.bodies.get((code,))


@dataclass(frozen=True)
class Merged:
    """What a file leads to: rows that are new or changed, and the faults that stop them all."""

    changes: tuple[tuple[int, Line | None, Line], ...]
    unchanged: int
    faults: tuple[Fault, ...]


def merged(name: str, world: World, said: Sequence[Said]) -> Merged:
    """Lay a file's rows over what is known. Rows that the file leaves out stay as they are."""
    faults = [*_twice(said), *_backwards(said)]
    if faults:
        return Merged((), 0, tuple(faults))
    if name == "units":
        return _units(world, said)
    known = world.known(name)
    lines = {**known, **{s.line.key: s.line for s in said}}
    changed = [s for s in said if known.get(s.line.key) != s.line]
    check: Callable[[World, Mapping[Key, Line], Said], Iterable[Fault]] = {
        "bodies": _body,
        "shares": _share,
        "remits": _remit,
    }[name]
    return Merged(
        changes=tuple((s.row, known.get(s.line.key), s.line) for s in changed),
        unchanged=len(said) - len(changed),
        faults=tuple(fault for s in changed for fault in check(world, lines, s)),
    )


def _twice(said: Sequence[Said]) -> Iterable[Fault]:
    seen: dict[Key, int] = {}
    for s in said:
        if (row := seen.setdefault(s.line.key, s.row)) != s.row:
            yield Fault(s.row, "first", f"Rad {row} säger redan samma sak", "raden en gång")


def _backwards(said: Sequence[Said]) -> Iterable[Fault]:
    for s in said:
        if s.line.ends_early:
            message = f"Sista dagen {s.line.last} är före den första"
            yield Fault(s.row, "last", message, f"en dag från {s.line.first}")


def _units(world: World, said: Sequence[Said]) -> Merged:
    rows = {s.line.key: s.row for s in said}
    told = {s.line.key: s.line for s in said if isinstance(s.line, UnitLine)}
    faults = [
        Fault(rows[key], "code", f"{line.code} är ett organs kod", "en annan kod")
        for key, line in told.items()
        if world.body(line.code)
    ]
    try:
        lines = placed(world.units, told, {b.code: b for b in world.bodies.values()})
    except Wrong as wrong:
        row = rows.get(wrong.key, min(rows.values(), default=0))
        faults.append(Fault(row, wrong.field, wrong.message, wrong.instead))
        return Merged((), 0, tuple(faults))
    changed = {key: line for key, line in lines.items() if world.units.get(key) != line}
    return Merged(
        changes=tuple(
            (_row(line, rows, lines), world.units.get(key), line) for key, line in changed.items()
        ),
        unchanged=sum(key not in changed for key in rows),
        faults=tuple(faults),
    )


def _row(line: UnitLine, rows: Mapping[Key, int], lines: Mapping[Key, UnitLine]) -> int:
    """The row of the file that changes a unit: its own, or that of a unit above that moves."""
    after = line.last + DAY if line.last else line.first
    for day in (line.first, after):
        at: UnitLine | None = line
        while at is not None:
            for key in (at.key, (at.code, day)):
                if key in rows:
                    return rows[key]
            at = lines.get((at.parent, day))
    return 0


def _body(world: World, lines: Mapping[Key, Line], s: Said) -> Iterable[Fault]:
    line, before = s.line, world.bodies.get(s.line.key)
    if not isinstance(line, BodyLine):
        return
    if any(u.code == line.code for u in world.units.values()):
        yield Fault(s.row, "code", f"{line.code} är en enhets kod", "en annan kod")
    above, seen = line.reports_to, {line.code}
    while above and above not in seen:
        seen.add(above)
        found = lines.get((above,))
        if not isinstance(found, BodyLine):
            yield Fault(s.row, "reports_to", f"Organet ”{above}” finns inte", "ett organs kod")
            return
        above = found.reports_to
    if above:
        message = f"{line.code} rapporterar till sig, direkt eller indirekt"
        yield Fault(s.row, "reports_to", message, "ett annat organs kod")
    inside = [u for u in world.units.values() if u.body == line.code]
    if before and any(u.span.within(line.span) != u.span for u in inside):
        message = f"{line.name} har enheter utanför de dagarna"
        yield Fault(s.row, "last", message, "dagar som räcker, eller flytta enheterna först")


def _outside(world: World, s: Said, field_: str, code: str) -> Iterable[Fault]:
    body = world.body(code)
    if body is None:
        yield Fault(s.row, field_, f"Organet ”{code}” finns inte", "ett organs kod")
    elif s.line.span.within(body.span) != s.line.span:
        message = f"{body.name} finns inte alla de dagarna"
        yield Fault(s.row, "first", message, f"dagar från {body.first}")


def _share(world: World, lines: Mapping[Key, Line], s: Said) -> Iterable[Fault]:
    line = s.line
    if not isinstance(line, ShareLine):
        return
    yield from _outside(world, s, "body", line.body)
    if bool(line.holder) == bool(line.holder_name):
        message = "Raden ska ha en ägare: ett organ eller ett namn utanför koncernen"
        yield Fault(s.row, "holder", message, "en av dem")
        return
    if line.holder:
        yield from _outside(world, s, "holder", line.holder)
    held = [_part(other) for other in lines.values() if isinstance(other, ShareLine)]
    of_body = [part for part in held if part.body == line.body]
    mine = _part(line)
    same = [p for p in of_body if p.holder == mine.holder and p.span.meets(mine.span)]
    if len(same) > 1:
        yield Fault(s.row, "first", f"{mine.holder} har redan en andel de dagarna", "andra dagar")
    if line.percent is not None and not 0 < line.percent <= WHOLE:
        yield Fault(s.row, "percent", "Andelen är utanför gränserna", "över 0 och högst 100")
    elif over := first_day_over([part for part in of_body if part.span.meets(mine.span)]):
        message = f"Andelarna i {line.body} blir över 100 procent {over}"
        yield Fault(s.row, "percent", message, "en mindre andel")
    if owns_itself(line.body, held):
        message = f"{line.body} äger sig självt, direkt eller indirekt"
        yield Fault(s.row, "holder", message, "en annan ägare")


def _part(line: ShareLine) -> Part:
    return Part(line.body, line.holder or line.holder_name, line.percent, line.span)


def _remit(world: World, lines: Mapping[Key, Line], s: Said) -> Iterable[Fault]:
    line = s.line
    if not isinstance(line, RemitLine):
        return
    yield from _outside(world, s, "body", line.body)
    others = [r for r in lines.values() if isinstance(r, RemitLine) and r.key != line.key]
    named = [r for r in others if (r.body, r.kind, r.title) == (line.body, line.kind, line.title)]
    if any(r.span.meets(line.span) for r in named):
        yield Fault(s.row, "first", f"{line.title} gäller redan de dagarna", "andra dagar")
    if line.url and not line.url.startswith(("https://", "http://")):
        yield Fault(s.row, "url", "Adressen leder ingenstans", "en adress som börjar med https://")
    before = world.remits.get(line.key)
    decided = world.decisions.get(line.decision) if line.decision else line.first
    if before and before.decision not in {"", line.decision}:
        message = f"{line.title} är redan beslutad, och ett beslut ändras inte av en fil"
        yield Fault(s.row, "decision", message, before.decision)
    elif decided is None:
        message = f"Beslutet ”{line.decision}” är inte registrerat"
        yield Fault(s.row, "decision", message, "ett beslut som KF 2025-11-24 § 7")
    elif decided > line.first:
        yield Fault(s.row, "first", f"Beslutet fattades {decided}", f"en dag från {decided}")
