"""How an indicator is drawn."""

from huset.goals.queries import IndicatorRow
from huset.kernel.charts.specs import Point, Spec, line_with_target


def indicator_chart(indicator: IndicatorRow) -> Spec:
    """A line of the measured values with the target beside it; a missing value is a gap."""
    years = {value.year: value for value in indicator.values}
    points = [
        Point(
            str(year),
            years[year].measured if year in years else None,
            years[year].target if year in years else None,
        )
        for year in range(min(years, default=0), max(years, default=-1) + 1)
    ]
    return line_with_target(points, indicator.unit)
