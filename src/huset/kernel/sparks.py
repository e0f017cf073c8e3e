"""Small drawings beside figures: a line, a gauge and a bar, as inline SVG.

They take their colours from the style sheet alone, and say in words what they show.
"""

from collections.abc import Sequence
from decimal import Decimal

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

WIDTH, HEIGHT, EDGE = 120, 32, 4

Value = float | Decimal | None


def sparkline(values: Sequence[Value], *, says: str, target: Value = None) -> SafeString:
    """Draw how a value has moved; what is missing is a gap, and ``target`` a dashed line."""
    known = [float(value) for value in (*values, target) if value is not None]
    low, high = min(known, default=0.0), max(known, default=0.0)
    dots = [
        None if value is None else (_along(place, len(values)), _up(float(value), low, high))
        for place, value in enumerate(values)
    ]
    return _draw(
        "sparkline",
        says=says,
        lines=[" ".join(f"{x},{y}" for x, y in run) for run in _runs(dots) if len(run) > 1],
        alone=[run[0] for run in _runs(dots) if len(run) == 1],
        last=dots[-1] if dots else None,
        target=None if target is None else _up(float(target), low, high),
    )


def gauge(share: Value, *, says: str) -> SafeString:
    """Draw how much is done of a whole, as a ring; without a share the ring is empty."""
    filled = round(100 * min(max(float(share or 0), 0.0), 1.0), 1)
    return _draw("gauge", says=says, filled=filled, rest=round(100 - filled, 1))


def bar(value: Value, low: float, high: float, *, says: str) -> SafeString:
    """Draw a value as a bar from zero, on a line that runs from ``low`` to ``high``."""
    span = max(high, 0) - min(low, 0)
    zero = _across(0, low, span)
    end = _across(min(max(float(value or 0), min(low, 0)), max(high, 0)), low, span)
    return _draw(
        "spark_bar",
        says=says,
        zero=zero,
        start=min(zero, end),
        length=round(abs(end - zero), 1),
        side="under" if end < zero else "over",
    )


def _across(value: float, low: float, span: float) -> float:
    return round(WIDTH * (value - min(low, 0)) / span, 1) if span else 0.0


def _along(place: int, count: int) -> float:
    return round(EDGE + (WIDTH - 2 * EDGE) * place / max(count - 1, 1), 1)


def _up(value: float, low: float, high: float) -> float:
    if high == low:
        return HEIGHT / 2
    return round(HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * (value - low) / (high - low), 1)


def _runs(
    dots: Sequence[tuple[float, float] | None],
) -> list[list[tuple[float, float]]]:
    runs: list[list[tuple[float, float]]] = [[]]
    for dot in dots:
        if dot is not None:
            runs[-1].append(dot)
        elif runs[-1]:
            runs.append([])
    return runs


def _draw(name: str, **context: object) -> SafeString:
    measures = {"width": WIDTH, "height": HEIGHT}
    return render_to_string(f"kernel/components/{name}.html", measures | context)
