"""Specifications of charts, as plain dicts in one look: colours, letters and Swedish numbers.

A series has a colour and a dash and a mark of its own, and a bar a sign, so that no colour speaks
alone. A missing value is a gap, never zero.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

Spec = dict[str, Any]
Figure = float | Decimal | None

INK, GRID, PAPER = "#1f2328", "#d9dde2", "#ffffff"
OUTCOME, TARGET, ABOVE, BELOW = "#1f4e79", "#8a4b08", "#1b6e3c", "#a3231f"
DARK = {
    INK: "#e6e9ed",
    GRID: "#3d444d",
    PAPER: "#00000000",
    OUTCOME: "#8fc1f2",
    TARGET: "#f0b36b",
    ABOVE: "#7fd1a0",
    BELOW: "#ff9d94",
}
WIDTH = 640
_BELOW = "datum.value < 0"


@dataclass(frozen=True)
class Point:
    """What was measured and what was aimed at, one time."""

    label: str
    value: Figure
    target: Figure = None


@dataclass(frozen=True)
class Bar:
    """One bar; ``shown`` is its value as the table beside it writes it."""

    label: str
    value: Figure
    shown: str


def line_with_target(points: Sequence[Point], unit: str) -> Spec:
    """Draw how a figure has moved, and the target it should reach."""
    rows = [
        {"label": point.label, "series": series, "value": _number(value)}
        for point in points
        for series, value in (("Utfall", point.value), ("Mål", point.target))
    ]
    encoding = {
        "x": {
            "field": "label",
            "type": "ordinal",
            "sort": [point.label for point in points],
            "axis": {"title": None, "labelAngle": 0, "labelOverlap": True},
        },
        "y": {
            "field": "value",
            "type": "quantitative",
            "title": unit,
            "scale": {"zero": False, "nice": True},
        },
        "color": _by_series([OUTCOME, TARGET]),
        "strokeDash": _by_series([[1, 0], [6, 4]]),
        "shape": _by_series(["circle", "diamond"]),
        "tooltip": [
            {"field": "series", "title": "Serie"},
            {"field": "label", "title": "När"},
            {"field": "value", "title": unit, "format": ","},
        ],
    }
    mark = {"type": "line", "point": {"size": 60, "filled": True}}
    return _spec(rows, 260, {"mark": mark, "encoding": encoding})


def bars(values: Sequence[Bar], unit: str) -> Spec:
    """Draw values beside each other, to the right of zero and to the left."""
    rows = [{"label": bar.label, "value": _number(bar.value), "shown": bar.shown} for bar in values]
    encoding = {
        "y": {
            "field": "label",
            "type": "nominal",
            "sort": None,
            "axis": {"title": None, "labelLimit": 220, "domain": False, "ticks": False},
        },
        "x": {
            "field": "value",
            "type": "quantitative",
            "title": unit,
            "scale": {"nice": True, "padding": 60},
        },
    }
    bar = {"type": "bar", "height": {"band": 0.7}, "invalid": "show"}
    layers = [
        {"mark": bar, "encoding": {"color": _by_sign()}},
        {"mark": {"type": "rule", "color": INK}, "encoding": {"x": {"datum": 0}, "y": None}},
        {"mark": _text("left", 5), "encoding": _shown_if(f"!({_BELOW})")},
        {"mark": _text("right", -5), "encoding": _shown_if(_BELOW)},
    ]
    return _spec(rows, 28 * len(rows) + 50, {"encoding": encoding, "layer": layers})


def _spec(rows: list[dict[str, Any]], height: int, drawing: Spec) -> Spec:
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": WIDTH,
        "height": height,
        "autosize": {"type": "fit", "contains": "padding"},
        "data": {"values": rows},
        "config": _LOOK,
        "usermeta": {"dark": DARK},
        **drawing,
    }


def _shown_if(test: str) -> Spec:
    return {"text": {"condition": {"test": test, "field": "shown"}, "value": ""}}


def _number(value: Figure) -> float | None:
    return None if value is None else float(value)


def _by_series(values: list[Any]) -> Spec:
    return {
        "field": "series",
        "type": "nominal",
        "title": None,
        "scale": {"domain": ["Utfall", "Mål"], "range": values},
    }


def _by_sign() -> Spec:
    return {"condition": {"test": _BELOW, "value": BELOW}, "value": ABOVE}


def _text(align: str, shift: int) -> Spec:
    return {"type": "text", "align": align, "dx": shift, "color": INK, "invalid": "show"}


_LOOK = {
    "background": PAPER,
    "font": "Liberation Sans, Arial, Helvetica, sans-serif",
    "locale": {
        "number": {
            "decimal": ",",
            "thousands": "\N{NO-BREAK SPACE}",
            "grouping": [3],
            "currency": ["", "\N{NO-BREAK SPACE}kr"],
            "minus": "\N{MINUS SIGN}",
        }
    },
    "view": {"stroke": None},
    "axis": {
        "domainColor": INK,
        "gridColor": GRID,
        "labelColor": INK,
        "labelFontSize": 12,
        "tickColor": GRID,
        "titleColor": INK,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
    },
    "axisX": {"grid": False},
    "legend": {"orient": "top", "labelColor": INK, "labelFontSize": 12, "symbolStrokeWidth": 0},
    "text": {"fontSize": 12},
}
