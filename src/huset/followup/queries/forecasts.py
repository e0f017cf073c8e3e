"""The economy of a round: budget, periodised budget, outcome and deviation, and the forecast."""

from collections.abc import Mapping
from dataclasses import dataclass

from huset.budget.queries import Economy, EconomyRow
from huset.followup.queries.words import Expected
from huset.followup.rules import deviation


@dataclass(frozen=True)
class ForecastRow:
    """A row of the economy with what its units expect of the whole year, in öre.

    The forecast is known only when every unit with a budget has said something.
    """

    row: EconomyRow
    forecast: int | None
    missing: int  # units with a budget that have not said anything
    comments: tuple[tuple[str, str], ...]  # unit code and words

    @property
    def deviation(self) -> int | None:
        """Budget minus forecast: plus is favourable."""
        return deviation(self.row.budget, self.forecast)


def economy_with_forecasts(
    economy: Economy, expected: Mapping[str, Expected], budgeted: frozenset[str]
) -> tuple[list[ForecastRow], ForecastRow]:
    """Every row of an economy with its forecast, and the total; ``budgeted`` are unit codes."""
    rows = [_row(row, expected, budgeted) for row in economy.rows]
    return rows, _row(economy.total, expected, budgeted)


def _row(
    row: EconomyRow, expected: Mapping[str, Expected], budgeted: frozenset[str]
) -> ForecastRow:
    asked = [code for code in row.unit_codes if code in budgeted]
    told = [expected[code] for code in asked if code in expected]
    missing = len(asked) - len(told)
    return ForecastRow(
        row=row,
        forecast=sum(e.net_cost for e in told) if asked and not missing else None,
        missing=missing,
        comments=tuple(
            (code, expected[code].comment)
            for code in asked
            if code in expected and expected[code].comment
        ),
    )
