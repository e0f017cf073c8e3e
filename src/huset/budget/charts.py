"""How deviations are drawn."""

from decimal import Decimal

from huset.budget.queries import Economy
from huset.kernel.charts.specs import Bar, Spec, bars
from huset.kernel.context import Context

DEPARTMENT = 2  # its depth among a body's units


def deviation_chart(economy: Economy, context: Context) -> Spec:
    """One bar a body or department: to the right is better than the periodised budget."""
    shown = [row for row in economy.rows if row.depth in {0, DEPARTMENT}] or economy.rows
    return bars(
        [
            Bar(
                row.name,
                None
                if row.deviation is None
                else Decimal(row.deviation) / context.denomination.ore,
                context.money(row.deviation, plus=True),
            )
            for row in shown
        ],
        context.denomination.value,
    )
