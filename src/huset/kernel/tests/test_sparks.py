"""The small drawings beside figures."""

import re
from decimal import Decimal

import pytest

from huset.kernel.sparks import bar, gauge, sparkline


def all_of(attribute, svg):
    return re.findall(rf' {attribute}="([^"]*)"', svg)


def test_a_line_runs_from_edge_to_edge_and_ends_in_a_dot():
    svg = sparkline([1, 2, Decimal(3)], says="Ökar från 1 till 3")
    assert all_of("points", svg) == ["4.0,28.0 60.0,16.0 116.0,4.0"]
    assert (all_of("cx", svg), all_of("cy", svg)) == (["116.0"], ["4.0"])


def test_what_is_missing_is_a_gap_and_a_lone_value_a_dot():
    svg = sparkline([1, 2, None, 3, None], says="Lucka")
    assert all_of("points", svg) == ["4.0,28.0 32.0,16.0"]
    assert all_of("cx", svg) == ["88.0"]
    assert svg.count("spark-last") == 0


def test_a_target_is_a_dashed_line_on_the_same_scale():
    svg = sparkline([0, 5], says="Mot mål", target=10)
    assert all_of("y1", svg) == ["4.0"]
    assert all_of("points", svg) == ["4.0,28.0 116.0,16.0"]


@pytest.mark.parametrize("values", [[], [None], [None, None]])
def test_nothing_measured_is_nothing_drawn(values):
    svg = sparkline(values, says="Inte mätt")
    assert (svg.count("<polyline"), svg.count("<circle")) == (0, 0)


def test_a_line_that_never_moves_lies_in_the_middle():
    assert all_of("points", sparkline([7, 7], says="Lika")) == ["4.0,16.0 116.0,16.0"]


@pytest.mark.parametrize(
    ("share", "dashes"),
    [
        (0.25, "25.0 75.0"),
        (Decimal("0.5"), "50.0 50.0"),
        (0, "0.0 100.0"),
        (None, "0.0 100.0"),
        (1.7, "100.0 0.0"),
        (-1, "0.0 100.0"),
    ],
)
def test_a_gauge_fills_with_its_share_and_never_past_the_whole(share, dashes):
    assert all_of("stroke-dasharray", gauge(share, says="Andel")) == [dashes]


@pytest.mark.parametrize(
    ("value", "low", "high", "drawn"),
    [
        (50, 0, 100, ("0.0", "60.0", "over")),
        (-25, -50, 50, ("30.0", "30.0", "under")),
        (500, 0, 100, ("0.0", "120.0", "over")),
        (None, -50, 50, ("60.0", "0.0", "over")),
        (0, 0, 0, ("0.0", "0.0", "over")),
        (-10, -20, -5, ("60.0", "60.0", "under")),
    ],
)
def test_a_bar_runs_from_zero_to_its_value(value, low, high, drawn):
    svg = bar(value, low, high, says="Avvikelse")
    start, length, side = drawn
    assert (all_of("x", svg), all_of("width", svg)[1]) == ([start], length)
    assert f"spark-{side}" in all_of("class", svg)


@pytest.mark.parametrize(
    "svg",
    [sparkline([1], says="<b>&"), gauge(1, says="<b>&"), bar(1, 0, 1, says="<b>&")],
    ids=["line", "gauge", "bar"],
)
def test_a_drawing_says_in_words_what_it_shows(svg):
    assert all_of("aria-label", svg) == ["&lt;b&gt;&amp;"]
    assert all_of("role", svg) == ["img"]
