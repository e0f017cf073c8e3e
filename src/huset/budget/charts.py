"""How deviations are drawn."""

from collections.abc import Iterable
from decimal import Decimal

from huset.budget.queries import Economy, EconomyRow
from huset.kernel.charts.specs import Bar, Spec, bars
from huset.kernel.money import Denomination, show

DEPARTMENT = 2  # its depth among a body's units
Gap = tuple[EconomyRow, int | None]


def deviation_chart(economy: Economy, denomination: Denomination) -> Spec:
    """One bar a body or department: to the right is better than the periodised budget."""
    return gap_chart([(row, row.deviation) for row in economy.rows], denomination)


def gap_chart(gaps: Iterable[Gap], denomination: Denomination) -> Spec:
    """One bar a body or department, in thousands where the reader has chosen kronor."""
    every = list(gaps)
    shown = [gap for gap in every if gap[0].depth in {0, DEPARTMENT}] or every
    unit = Denomination.TKR if denomination is Denomination.KR else denomination
    return bars([_bar(row.name, ore, unit) for row, ore in shown], unit.value)


def _bar(name: str, ore: int | None, unit: Denomination) -> Bar:
    value = None if ore is None else Decimal(ore) / unit.ore
    return Bar(name, value, show(ore, unit, plus=True))
