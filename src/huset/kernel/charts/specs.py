"""Specifications of charts, as plain dicts in one look: colours, letters and Swedish numbers.

A series has a colour and a dash and a mark of its own, and a bar a sign, so that no colour speaks
alone. A missing value is a gap, never zero.
"""

from collections.abc import Mapping, Sequence
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
MOST_TOLD = 12  # gaps that are written out, the latest
_BELOW = "datum.value < 0"


@dataclass(frozen=True)
class Point:
    """What was measured and what was aimed at, one time; ``upper`` is an interval's other end."""

    label: str
    value: Figure
    target: Figure = None
    upper: Figure = None
    preliminary: bool = False


@dataclass(frozen=True)
class Pair:
    """Two figures of the same time, and the gap between them as the table beside it writes it."""

    label: str
    first: Figure
    second: Figure
    gap: str
    preliminary: bool = False


@dataclass(frozen=True)
class Bar:
    """One bar; ``shown`` is its value as the table beside it writes it."""

    label: str
    value: Figure
    shown: str


def line_with_target(points: Sequence[Point], unit: str) -> Spec:
    """Draw how a figure has moved, and the target it should reach; a preliminary one is hollow."""
    interval = any(point.upper is not None for point in points)
    aims = ("Mål, minst", "Mål, högst") if interval else ("Mål",)
    rows = [
        _row(point.label, series, value, preliminary=point.preliminary and series == "Utfall")
        for point in points
        for series, value in zip(
            ("Utfall", *aims), (point.value, point.target, point.upper), strict=False
        )
    ]
    encoding = _over_time([point.label for point in points], ("Utfall", *aims), unit)
    return _spec(rows, 260, _lines(rows, encoding))


def two_lines(pairs: Sequence[Pair], names: tuple[str, str], unit: str) -> Spec:
    """Draw how two groups have moved, and how far there is between them each time."""
    rows = [
        _row(pair.label, series, value, preliminary=pair.preliminary)
        for pair in pairs
        for series, value in zip(names, (pair.first, pair.second), strict=True)
    ]
    encoding = _over_time([pair.label for pair in pairs], names, unit)
    when = encoding["x"]
    gaps = [
        {
            "label": pair.label,
            "low": float(min(pair.first, pair.second)),
            "high": float(max(pair.first, pair.second)),
            "gap": pair.gap,
        }
        for pair in pairs
        if pair.first is not None and pair.second is not None
    ]
    between = {"y": {**encoding["y"], "field": "low"}, "y2": {"field": "high"}, "x": when}
    told = {"y": {**encoding["y"], "field": "high"}, "x": when, "text": {"field": "gap"}}
    drawn = _lines(rows, encoding)
    layers = [
        {"data": {"values": gaps}, "mark": {"type": "rule", "color": INK}, "encoding": between},
        *drawn.get("layer", [drawn]),
        {
            "data": {"values": gaps[-MOST_TOLD:]},
            "mark": {"type": "text", "dy": -12, "color": INK},
            "encoding": told,
        },
    ]
    return _spec(rows, 260, {"layer": layers})


def bars(values: Sequence[Bar], unit: str, *, judged: bool = True) -> Spec:
    """Draw values beside each other, to the right of zero and to the left.

    Where they are ``judged``, what is below zero is bad, and has a colour that says so; else they
    are only compared, and each bar's figure stands for the axis.
    """
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
            "scale": {"nice": judged, "padding": 60},
            **({} if judged else {"axis": None}),
        },
    }
    bar = {"type": "bar", "height": {"band": 0.7}, "invalid": "show"}
    layers = [
        {"mark": bar, "encoding": {"color": _by_sign() if judged else {"value": OUTCOME}}},
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


def _row(label: str, series: str, value: Figure, *, preliminary: bool) -> dict[str, Any]:
    row = {"label": label, "series": series, "value": _number(value)}
    return row | {"preliminary": True} if preliminary else row


def _over_time(labels: Sequence[str], names: Sequence[str], unit: str) -> Spec:
    """Where a figure of a series at a time stands, and how each series looks."""
    marks = len(names)
    return {
        "x": {
            "field": "label",
            "type": "ordinal",
            "sort": labels,
            "axis": {"title": None, "labelAngle": 0, "labelOverlap": True},
        },
        "y": {
            "field": "value",
            "type": "quantitative",
            "title": unit,
            "scale": {"zero": False, "nice": True},
        },
        "color": _by_series(names, [OUTCOME, TARGET, TARGET][:marks]),
        "strokeDash": _by_series(names, [[1, 0], [6, 4], [6, 4]][:marks]),
        "shape": _by_series(names, ["circle", "diamond", "triangle-up"][:marks]),
        "tooltip": [
            {"field": "series", "title": "Serie"},
            {"field": "label", "title": "När"},
            {"field": "value", "title": unit, "format": ","},
        ],
    }


def _lines(rows: Sequence[Mapping[str, Any]], encoding: Spec) -> Spec:
    """Lines with a mark at each figure; a preliminary one is hollow."""
    if not any(row.get("preliminary") for row in rows):
        mark = {"type": "line", "point": {"size": 60, "filled": True}}
        return {"mark": mark, "encoding": encoding}
    line = {name: how for name, how in encoding.items() if name != "shape"}
    dots = {name: how for name, how in encoding.items() if name != "strokeDash"}
    point = {"type": "point", "size": 60, "opacity": 1}
    return {
        "layer": [
            {"mark": {"type": "line"}, "encoding": line},
            {
                "transform": [{"filter": "!datum.preliminary"}],
                "mark": point | {"filled": True},
                "encoding": dots,
            },
            {
                "transform": [{"filter": "datum.preliminary"}],
                "mark": point | {"filled": False},
                "encoding": dots,
            },
        ]
    }


def _by_series(names: Sequence[str], values: Sequence[Any]) -> Spec:
    return {
        "field": "series",
        "type": "nominal",
        "title": None,
        "scale": {"domain": list(names), "range": list(values)},
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
