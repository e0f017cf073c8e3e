"""What people ask about money: frames, periodised budget and outcome, for bodies and units.

Amounts are net cost in öre: cost plus, as in the ledger. ``None`` is not known, never zero.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet, Sum

from huset.budget.models import DetailBudget, Frame
from huset.budget.rules import day_in, house_day, shown_month
from huset.kernel.memory import remembers
from huset.kernel.periods import Month
from huset.ledger.queries import FileRow, Outcome, outcome
from huset.organisation.queries import (
    DecisionRow,
    Organisation,
    UnitNode,
    decision_row,
    organisation,
)


@dataclass(frozen=True)
class EconomyRow:
    """Budget and outcome of a body, of a unit with all under it, or of the whole."""

    code: str
    name: str
    depth: int
    is_body: bool
    budget: int | None
    periodised: int | None
    outcome: int | None
    unit_codes: tuple[str, ...]

    @property
    def codes(self) -> str:
        """Its unit codes as the voucher page's address writes them."""
        return ",".join(code or "utan" for code in self.unit_codes)

    @property
    def deviation(self) -> int | None:
        """Periodised budget minus outcome: plus is favourable."""
        if self.periodised is None or self.outcome is None:
            return None
        return self.periodised - self.outcome


@dataclass(frozen=True)
class Economy:
    """A year's economy through a month, for the whole group or for what the reader has chosen."""

    title: str
    year: int
    month: Month
    latest: Month  # the last month that can be chosen
    rows: tuple[EconomyRow, ...]
    loose: EconomyRow | None  # what is booked on codes that no unit has
    total: EconomyRow
    budgeted: frozenset[str]  # codes of the units that have a budget of their own
    source: FileRow | None
    decision: DecisionRow | None


@dataclass(frozen=True)
class FrameRow:
    """A body's frame of each year, in öre net cost; ``None`` where none is decided."""

    code: str
    name: str
    net_costs: tuple[int | None, ...]


@dataclass(frozen=True)
class BudgetWithPlan:
    """The frames of the budget year and of the plan's years."""

    years: tuple[int, ...]
    rows: tuple[FrameRow, ...]
    total: FrameRow


@dataclass(frozen=True)
class _Year:
    """What a year's budget and books say, read once."""

    organised: Organisation
    frames: Mapping[str, Frame]
    carried: Mapping[str, int]  # budget that moved in or out with units, by body code
    budgeted: Mapping[str, int]  # for the whole year, by unit code
    periodised: Mapping[str, int]  # through the month
    latest: Month
    books: Outcome
    spent: Mapping[str, int]  # through the month, by unit code
    month: Month

    def spent_by(self, codes: Iterable[str]) -> int | None:
        """What units have used through the month; unknown where there are no books."""
        return sum(self.spent.get(code, 0) for code in codes) if self.books.source else None


@remembers
def economy(per: date, year: int, *, scope: str = "", month: int | None = None) -> Economy:
    """The economy of a year, by body; of a body or unit, by the units under it.

    Eight questions, however many bodies and units there are. An unknown scope gives no rows. The
    house is that of ``house_day``; a unit has its own budget and outcome wherever it belongs then.
    """
    shown = shown_month(year, per, month)
    read = _read(per, shown, house_day(shown, per, chosen=month is not None))
    organised = read.organised
    if not scope:
        rows = tuple(_body_row(read, b.code, b.name) for b in organised.bodies)
        rows = tuple(row for row in rows if row.budget is not None or row.outcome)
        return _table(read, "Hela kommunen", rows, loose=_loose(read))
    if body := organised.body(scope):
        total = _body_row(read, body.code, body.name)
        rows = tuple(_unit_row(read, unit) for unit in organised.units_of(scope))
        return _table(read, body.name, rows, total=total)
    unit = organised.unit(scope)
    under = organised.under(unit) if unit else ()
    rows = tuple(_unit_row(read, node) for node in under)
    return _table(read, unit.name if unit else scope, rows, total=rows[0] if rows else None)


def budget_with_plan(per: date, year: int, plan_years: int) -> BudgetWithPlan:
    """Each body's frame in the budget year and the years of the plan, as decided by ``per``."""
    years = tuple(range(year, year + 1 + plan_years))
    frames = frames_in_force(per, {y: day_in(y, per) for y in years})
    bodies = {f.body.code: f.body for f in frames.values()}
    rows = tuple(
        FrameRow(code, bodies[code].name, tuple(_net_cost(frames.get((code, y))) for y in years))
        for code in sorted(bodies, key=lambda code: (bodies[code].order, bodies[code].name))
    )
    sums = tuple(
        _known_sum(amounts) for amounts in zip(*(row.net_costs for row in rows), strict=True)
    )
    return BudgetWithPlan(years, rows, FrameRow("", "Summa", sums))


def frames_in_force(per: date, days: Mapping[int, date]) -> dict[tuple[str, int], Frame]:
    """The frame that applies for each body and year, as decided by ``per``.

    ``days`` says on which day each year is looked at: a reorganisation's frames apply from its day.
    """
    found = _decided(per).filter(year__in=days)
    return {
        (f.body.code, f.year): f
        for f in found
        if f.applies_from is None or f.applies_from <= days[f.year]
    }


def _net_cost(frame: Frame | None) -> int | None:
    return frame.net_cost if frame else None


def _read(per: date, month: Month, day: date) -> _Year:
    year = month.year
    frames = {code: frame for (code, _), frame in frames_in_force(per, {year: day}).items()}
    details = DetailBudget.objects.filter(frame__in=[f.pk for f in frames.values()])
    books = outcome(year, through=month, per=per)
    spent: Counter[str] = Counter()
    for (code, _), amount in books.net_cost.items():
        spent[code] += amount
    organised = organisation(day)
    budgeted = _by_owner(details)
    return _Year(
        organised=organised,
        frames=frames,
        carried=_carried(organised, budgeted),
        budgeted=_by_unit(budgeted),
        periodised=_by_unit(_by_owner(details.filter(month__lte=month.number))),
        books=books,
        spent=spent,
        month=month,
        latest=shown_month(year, per, None),
    )


def _by_owner(details: QuerySet[DetailBudget]) -> dict[tuple[str, str], int]:
    """What is split, by the body whose frame it is and the unit that has it."""
    summed = details.values_list("frame__body__code", "unit__code").order_by()
    return {(body, unit): amount for body, unit, amount in summed.annotate(amount=Sum("net_cost"))}


def _by_unit(by_owner: Mapping[tuple[str, str], int]) -> dict[str, int]:
    by_unit: Counter[str] = Counter()
    for (_, unit), amount in by_owner.items():
        by_unit[unit] += amount
    return dict(by_unit)


def _carried(organised: Organisation, budgeted: Mapping[tuple[str, str], int]) -> dict[str, int]:
    """What units that have moved carry from one body's frame to another's; the sum is 0."""
    homes = {unit.code: unit.body_code for unit in organised.units}
    carried: Counter[str] = Counter()
    for (owner, unit), amount in budgeted.items():
        home = homes.get(unit, owner)
        if home != owner:
            carried[home] += amount
            carried[owner] -= amount
    return dict(carried)


def _decided(per: date) -> QuerySet[Frame]:
    """Frames decided by a day, the latest decision of a body and year last."""
    return (
        Frame.objects.filter(decision__meeting__day__lte=per)
        .select_related("body", "decision__meeting__body")
        .order_by("decision__meeting__day", "decision__paragraph")
    )


def _body_row(read: _Year, code: str, name: str) -> EconomyRow:
    codes = tuple(unit.code for unit in read.organised.units_of(code))
    frame = _net_cost(read.frames.get(code))
    return EconomyRow(
        code=code,
        name=name,
        depth=0,
        is_body=True,
        budget=_known_sum((frame, read.carried.get(code))),
        periodised=_sum_of(read.periodised, codes),
        outcome=read.spent_by(codes),
        unit_codes=codes,
    )


def _unit_row(read: _Year, unit: UnitNode) -> EconomyRow:
    codes = tuple(node.code for node in read.organised.under(unit))
    return EconomyRow(
        code=unit.code,
        name=unit.name,
        depth=unit.depth + 1,
        is_body=False,
        budget=_sum_of(read.budgeted, codes),
        periodised=_sum_of(read.periodised, codes),
        outcome=read.spent_by(codes),
        unit_codes=codes,
    )


def _loose(read: _Year) -> EconomyRow | None:
    known = {unit.code for unit in read.organised.units}
    codes = tuple(sorted(code for code in read.spent if code not in known))
    if not codes:
        return None
    name = "Utan känd enhet"
    return EconomyRow("", name, 0, False, None, None, read.spent_by(codes), codes)


def _table(
    read: _Year,
    title: str,
    rows: tuple[EconomyRow, ...],
    *,
    total: EconomyRow | None = None,
    loose: EconomyRow | None = None,
) -> Economy:
    frames = [frame.decision for frame in read.frames.values() if frame.decision]
    latest = max(frames, key=lambda d: (d.meeting.day, d.paragraph), default=None)
    return Economy(
        title=title,
        year=read.month.year,
        month=read.month,
        latest=read.latest,
        rows=rows,
        loose=loose,
        total=total or _sum(rows, loose),
        budgeted=frozenset(read.budgeted),
        source=read.books.source,
        decision=decision_row(latest),
    )


def _sum(rows: tuple[EconomyRow, ...], loose: EconomyRow | None) -> EconomyRow:
    every = [*rows, loose] if loose else list(rows)
    return EconomyRow(
        code="",
        name="Summa",
        depth=0,
        is_body=False,
        budget=_known_sum(row.budget for row in every),
        periodised=_known_sum(row.periodised for row in every),
        outcome=_known_sum(row.outcome for row in every),
        unit_codes=tuple(code for row in every for code in row.unit_codes),
    )


def _sum_of(amounts: Mapping[str, int], codes: Iterable[str]) -> int | None:
    return _known_sum(amounts.get(code) for code in codes)


def _known_sum(amounts: Iterable[int | None]) -> int | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known else None
