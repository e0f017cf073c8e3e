"""How an indicator is drawn: over time beside its target, by unit, and by gender."""

from collections.abc import Callable

from huset.goals.queries import IndicatorRow
from huset.goals.queries.showing import Shown
from huset.kernel.charts.specs import Bar, Pair, Point, Spec, bars, line_with_target, two_lines
from huset.kernel.money import number

MOST_BARS = 40


def indicator_chart(indicator: IndicatorRow, shown: Shown) -> Spec:
    """A line of the measured values with the target beside it; a missing value is a gap."""
    points = [
        Point(shown.label(v.period), v.measured, v.target, v.upper, preliminary=v.preliminary)
        for v in shown.values
    ]
    return line_with_target(points, indicator.unit)


def units_chart(indicator: IndicatorRow, shown: Shown) -> Spec | None:
    """Bars of the units' values in the latest period that has any, the largest first."""
    if shown.units is None:
        return None
    latest = [(line, line.parts[-1]) for line in shown.units.lines]
    found = [
        Bar(line.name, part.value, number(part.value, indicator.decimals))
        for line, part in latest
        if part and part.value is not None
    ]
    found.sort(key=lambda bar: bar.value or 0, reverse=True)
    return bars(found[:MOST_BARS], indicator.unit, judged=False)


def units_caption(indicator: IndicatorRow, shown: Shown) -> str:
    """What the bars are of, and how many they are of how many."""
    if shown.units is None:
        return ""
    count, told = len(shown.units.latest.units), shown.units.latest.told
    said = f"{told}, {indicator.unit}" if indicator.unit else told
    return f"{said}. De {MOST_BARS} största av {count}." if count > MOST_BARS else said


def gender_chart(indicator: IndicatorRow, shown: Shown) -> Spec | None:
    """Lines of women's and men's values, with the gap between them."""
    if not shown.is_split:
        return None
    split = [v.period for v in shown.values if v.is_split]
    pairs = [
        Pair(
            label=shown.label(v.period),
            first=v.women,
            second=v.men,
            gap=number(v.gap, indicator.decimals, plus=True),
            preliminary=v.preliminary,
        )
        for v in shown.values
        if split[0] <= v.period <= split[-1]
    ]
    return two_lines(pairs, ("Kvinnor", "Män"), indicator.unit)


VIEWS: dict[str, Callable[[IndicatorRow, Shown], Spec | None]] = {
    "": indicator_chart,
    "enheter": units_chart,
    "kon": gender_chart,
}
