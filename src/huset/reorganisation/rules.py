"""What a reorganisation does to the house: the structure after, or why it cannot be. Plain Python.

Source: the Local Government Act (KL, 2017:725). The council decides how the committees are
organised (ch. 5 § 1), what each of them answers for (ch. 6 § 2) and the budget; a committee decides
on its own administration (ch. 6 § 3).
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

MONTH_SHIFT = "Välj den första i en månad: budget och räkenskaper förs månad för månad."


class ChangeKind(StrEnum):
    """What a row of a plan does, in the order that the rows are tried."""

    FOUND_BODY = "found_body"
    OPEN_UNIT = "open_unit"
    MOVE_UNIT = "move_unit"
    RENAME_UNIT = "rename_unit"
    CLOSE_UNIT = "close_unit"
    MOVE_GOAL = "move_goal"
    MOVE_FRAME = "move_frame"
    END_BODY = "end_body"


class State(StrEnum):
    """How far a reorganisation has come on a day."""

    DRAFT = "draft"
    DECIDED = "decided"
    IN_FORCE = "in_force"


FIRST = frozenset({ChangeKind.FOUND_BODY, ChangeKind.OPEN_UNIT})
LAST = frozenset({ChangeKind.CLOSE_UNIT, ChangeKind.END_BODY})
OF_UNITS = frozenset(
    {ChangeKind.OPEN_UNIT, ChangeKind.MOVE_UNIT, ChangeKind.RENAME_UNIT, ChangeKind.CLOSE_UNIT}
)
PLACES = OF_UNITS | FIRST | LAST


@dataclass(frozen=True)
class BodyPart:
    """A body of the house."""

    code: str
    name: str
    kind: str
    reports_to: str = ""


@dataclass(frozen=True)
class UnitPart:
    """A unit of the house, directly under a body or under another unit: ``above`` is its code."""

    code: str
    name: str
    kind: str
    above: str


@dataclass(frozen=True)
class GoalPart:
    """A goal that applies on the day, and the body that answers for it."""

    code: str
    title: str
    body: str


@dataclass(frozen=True)
class Structure:
    """The house on a day: who there is, what hangs under what, who answers, who may use what.

    ``frames`` are by body and year, ``split`` what a unit has of a year from the day and on, both
    in öre. ``bound`` are the units that other decisions change from the day or later, ``taken`` the
    codes that have been used on other days. From ``first_year`` a body that ends has no frame.
    """

    bodies: Mapping[str, BodyPart] = field(default_factory=dict)
    units: Mapping[str, UnitPart] = field(default_factory=dict)
    goals: Mapping[str, GoalPart] = field(default_factory=dict)
    frames: Mapping[tuple[str, int], int] = field(default_factory=dict)
    split: Mapping[tuple[str, int], int] = field(default_factory=dict)
    bound: frozenset[str] = frozenset()
    taken: frozenset[str] = frozenset()
    first_year: int = 0

    def body_of(self, code: str) -> str:
        """The code of the body that a unit hangs under, however deep; a body is its own."""
        while code in self.units:
            code = self.units[code].above
        return code

    def name_of(self, code: str) -> str:
        """What a body, unit or goal is called; its code when it is not there."""
        part = self.bodies.get(code) or self.units.get(code)
        return part.name if part else code

    def under(self, code: str) -> list[str]:
        """The units under a body or unit, each before those under it, in the order of codes."""
        below: list[str] = []
        for unit in sorted(u.code for u in self.units.values() if u.above == code):
            below += [unit, *self.under(unit)]
        return below

    def years_of(self, code: str) -> list[int]:
        """The whole years after the day in which a body has a frame."""
        held = {year for (body, year), amount in self.frames.items() if body == code and amount}
        return sorted(year for year in held if year >= self.first_year)

    def total(self, year: int) -> int:
        """What all bodies may use in a year."""
        return sum(amount for (_, of), amount in self.frames.items() if of == year)


@dataclass(frozen=True)
class Change:
    """A row of a plan. ``code`` is what changes (for a frame: who gives), ``to`` where it goes."""

    kind: ChangeKind
    code: str
    to: str = ""
    name: str = ""
    of_kind: str = ""  # what kind of body or unit
    year: int | None = None
    amount: int | None = None  # öre
    id: int = 0


@dataclass(frozen=True)
class Fault:
    """Why a plan cannot be carried out: what is wrong, what to do, and in which row if in one."""

    message: str
    change: Change | None = None


class Unfit(Exception):  # noqa: N818 -- says that a row does not fit the house, in a sentence
    """A row that does not fit the house."""


def after(before: Structure, changes: Iterable[Change]) -> tuple[Structure, tuple[Fault, ...]]:
    """The house when a plan has been carried out, and what is wrong with the plan.

    The order of the rows does not matter: each is tried until none fits any more. What does not fit
    is left out and told.
    """
    every = sorted(changes, key=_order)
    faults = list(_contradictions(every))
    wrong = {fault.change for fault in faults}
    waiting = [change for change in every if change not in wrong]
    house = before
    while waiting:
        house, left = _round(house, waiting)
        if len(left) == len(waiting):
            faults += [Fault(message, change) for change, message in left]
            break
        waiting = [change for change, _ in left]
    return house, (*faults, *_unpaid(before, house, every))


def takes_effect_refused(day: date) -> str:
    """Why a reorganisation cannot take effect on a day, or nothing."""
    return "" if day.day == 1 else MONTH_SHIFT


def state_on(day: date, *, takes_effect: date, decided: date | None) -> State:
    """How far a reorganisation has come on a day."""
    if decided is None or day < decided:
        return State.DRAFT
    return State.DECIDED if day < takes_effect else State.IN_FORCE


def owner(before: Structure, house: Structure, changes: Iterable[Change]) -> str:
    """The body that decides by itself: all the rows are about its own units. Empty: the council."""
    bodies: set[str] = set()
    for change in changes:
        if change.kind not in OF_UNITS:
            return ""
        places = [s.body_of(change.code) for s in (before, house) if change.code in s.units]
        bodies |= set(places)
    return bodies.pop() if len(bodies) == 1 else ""


def moved_units(before: Structure, house: Structure) -> dict[str, tuple[str, str]]:
    """The units that change body, those that follow included: from and to, by code."""
    moves = {code: (before.body_of(code), house.body_of(code)) for code in before.units}
    return {c: m for c, m in moves.items() if c in house.units and m[0] != m[1]}


def due_frames(before: Structure, house: Structure) -> dict[tuple[str, str, int], int]:
    """What units that change body have been given of a year: giver, taker and year."""
    due: Counter[tuple[str, str, int]] = Counter()
    moves = moved_units(before, house)
    for (unit, year), amount in before.split.items():
        if unit in moves:
            due[*moves[unit], year] += amount
    return dict(due)


def _order(change: Change) -> tuple[object, ...]:
    """A total order, so that the order in which rows were added decides nothing."""
    return (
        list(ChangeKind).index(change.kind),
        change.code,
        change.to,
        change.year or 0,
        change.id,
        change.name,
        str(change.of_kind),
        change.amount or 0,
    )


def _contradictions(changes: list[Change]) -> Iterable[Fault]:
    """Rows that say the same thing twice, or two things of which only one can be done."""
    seen: dict[tuple[object, ...], Change] = {}
    alone: dict[str, Change] = {}
    for change in changes:
        of_frame = change.kind is ChangeKind.MOVE_FRAME
        about = (change.kind, change.code, *((change.to, change.year) if of_frame else ()))
        if about in seen:
            yield Fault(f"Raden om {change.code} står två gånger. Ta bort en av dem.", change)
        elif change.kind in PLACES and (
            change.code in alone or (change.kind in LAST and _stands(change.code, seen))
        ):
            message = f"{change.code} har också en annan rad, som inte går ihop med den här. "
            yield Fault(message + "Ta bort en av dem.", change)
        seen[about] = change
        if change.kind in FIRST:
            alone[change.code] = change


def _stands(code: str, seen: Iterable[tuple[object, ...]]) -> bool:
    """Whether a body or unit stands in a row already; a goal or a frame is something else."""
    return any(about[0] in PLACES and about[1] == code for about in seen)


def _round(house: Structure, waiting: list[Change]) -> tuple[Structure, list[tuple[Change, str]]]:
    left = []
    for change in waiting:
        try:
            house = APPLY[change.kind](house, change)
        except Unfit as unfit:
            left.append((change, str(unfit)))
    return house, left


def _unpaid(before: Structure, house: Structure, changes: list[Change]) -> Iterable[Fault]:
    """The frame that moves is what has been split on the units that move, to the öre."""
    due = due_frames(before, house)
    rows = {(c.code, c.to, c.year or 0): c for c in changes if c.kind is ChangeKind.MOVE_FRAME}
    split = {(before.body_of(unit), year) for unit, year in before.split}
    asked = [k for k in rows if {(k[0], k[2]), (k[1], k[2])} & split]
    for giver, taker, year in sorted({*due, *asked}):
        row = rows.get((giver, taker, year))
        if (row.amount if row else 0) != due.get((giver, taker, year), 0):
            yield Fault(
                f"{before.name_of(giver)} har delat sin ram {year} på enheter. Ramen som flyttar "
                f"till {house.name_of(taker)} ska vara det som de enheter som flyttar har från och "
                "med flytten, till öret. Använd förslaget.",
                row,
            )


def _free(house: Structure, code: str) -> None:
    if not code.strip():
        raise Unfit("Koden saknas. Skriv den.")
    if code in house.bodies or code in house.units:
        raise Unfit(f"Koden {code} används redan av {house.name_of(code)}. Välj en annan.")
    if code in house.taken:
        raise Unfit(f"Koden {code} används av något annat en annan dag. Välj en annan.")


def _there(house: Structure, code: str) -> UnitPart:
    unit = house.units.get(code)
    if unit is None:
        raise Unfit(f"Enheten {code} finns inte dagen före. Ta bort raden, eller välj en annan.")
    if code in house.bound:
        raise Unfit(
            f"Ett annat beslut ändrar {unit.name} samma dag eller senare. Välj en annan dag."
        )
    return unit


def _place(house: Structure, to: str) -> None:
    if to not in house.bodies and to not in house.units:
        raise Unfit(f"{to or 'Platsen'} finns inte den dagen. Välj ett organ eller en enhet.")


def _found(house: Structure, change: Change) -> Structure:
    _free(house, change.code)
    if change.to and change.to not in house.bodies:
        raise Unfit(f"Organet {change.to}, som {change.name} rapporterar till, finns inte.")
    body = BodyPart(change.code, change.name, change.of_kind, change.to)
    return replace(house, bodies={**house.bodies, change.code: body})


def _open(house: Structure, change: Change) -> Structure:
    _free(house, change.code)
    _place(house, change.to)
    unit = UnitPart(change.code, change.name, change.of_kind, change.to)
    return replace(house, units={**house.units, change.code: unit})


def _move(house: Structure, change: Change) -> Structure:
    unit = _there(house, change.code)
    _place(house, change.to)
    if unit.above == change.to:
        raise Unfit(f"{unit.name} ligger redan under {house.name_of(change.to)}.")
    if change.to in {change.code, *house.under(change.code)}:
        raise Unfit(f"{unit.name} kan inte flytta in under sig själv.")
    moved = replace(unit, above=change.to)
    return replace(house, units={**house.units, change.code: moved})


def _rename(house: Structure, change: Change) -> Structure:
    unit = _there(house, change.code)
    renamed = replace(unit, name=change.name or unit.name, kind=change.of_kind or unit.kind)
    if renamed == unit:
        raise Unfit(f"{unit.name} heter redan så. Skriv ett nytt namn.")
    return replace(house, units={**house.units, change.code: renamed})


def _close(house: Structure, change: Change) -> Structure:
    unit = _there(house, change.code)
    if below := house.under(change.code):
        names = ", ".join(house.name_of(code) for code in below)
        raise Unfit(f"Under {unit.name} finns {names} kvar. Flytta eller stäng dem också.")
    return replace(house, units={c: u for c, u in house.units.items() if c != change.code})


def _move_goal(house: Structure, change: Change) -> Structure:
    goal = house.goals.get(change.code)
    if goal is None:
        raise Unfit(f"Målet {change.code} gäller inte den dagen. Ta bort raden.")
    if change.to not in house.bodies:
        raise Unfit(f"Organet {change.to} finns inte den dagen. Välj ett annat.")
    if goal.body == change.to:
        raise Unfit(f"{house.name_of(change.to)} svarar redan för målet {change.code}.")
    return replace(house, goals={**house.goals, change.code: replace(goal, body=change.to)})


def _move_frame(house: Structure, change: Change) -> Structure:
    year, amount = change.year or 0, change.amount or 0
    giver, taker = (change.code, year), (change.to, year)
    for code in (change.code, change.to):
        if code not in house.bodies:
            raise Unfit(f"Organet {code or 'som ska ha ramen'} finns inte den dagen.")
    if change.code == change.to:
        raise Unfit("En ram flyttar mellan två olika organ. Välj ett annat organ.")
    if giver not in house.frames:
        raise Unfit(f"{house.name_of(change.code)} har ingen beslutad ram {year} att flytta från.")
    if not amount:
        raise Unfit("Beloppet saknas. Skriv det i kronor.")
    if 0 <= house.frames[giver] < amount:
        raise Unfit(f"Beloppet är större än hela ramen för {house.name_of(change.code)} {year}.")
    moved = {giver: house.frames[giver] - amount, taker: house.frames.get(taker, 0) + amount}
    return replace(house, frames={**house.frames, **moved})


def _end(house: Structure, change: Change) -> Structure:
    body = house.bodies.get(change.code)
    if body is None:
        raise Unfit(f"Organet {change.code} finns inte den dagen. Ta bort raden.")
    left = [house.name_of(code) for code in house.under(change.code)]
    left += [f"målet {g.code}" for g in house.goals.values() if g.body == change.code]
    left += [b.name for b in house.bodies.values() if b.reports_to == change.code]
    left += [f"en ram för {year}" for year in house.years_of(change.code)]
    if left:
        raise Unfit(f"{body.name} har kvar {', '.join(left)}. Flytta eller stäng först.")
    return replace(house, bodies={c: b for c, b in house.bodies.items() if c != change.code})


APPLY: Mapping[ChangeKind, Callable[[Structure, Change], Structure]] = {
    ChangeKind.FOUND_BODY: _found,
    ChangeKind.OPEN_UNIT: _open,
    ChangeKind.MOVE_UNIT: _move,
    ChangeKind.RENAME_UNIT: _rename,
    ChangeKind.CLOSE_UNIT: _close,
    ChangeKind.MOVE_GOAL: _move_goal,
    ChangeKind.MOVE_FRAME: _move_frame,
    ChangeKind.END_BODY: _end,
}
