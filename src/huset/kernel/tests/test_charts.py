"""One specification a chart, drawn alike everywhere."""

import json
import re
from pathlib import Path

import pytest
import vl_convert
from django.contrib.staticfiles import finders
from django.core.cache import caches
from django.http import Http404
from django.urls import reverse

from huset.kernel.charts import render, specs
from huset.kernel.charts.response import chart_response
from huset.kernel.charts.specs import Bar, Pair, Point, bars, line_with_target, two_lines

LINE = line_with_target(
    [Point("2022", 1000.5, 1200), Point("2023", None, 1200), Point("2024", 1100, None)], "tkr"
)
BARS = bars(
    [Bar("Ett", -1500, "\u22121 500"), Bar("Två", None, "\u2013"), Bar("Tre", 900, "+900")], "tkr"
)
HOLLOW = line_with_target([Point("2024", 1, 2), Point("2025", 2, 2, preliminary=True)], "tkr")
BETWEEN = line_with_target([Point("2024", 1, 2, 4), Point("2025", 2, 2, 4)], "tkr")
PAIRS = two_lines(
    [Pair("2023", 8.5, 4.6, "+3,9"), Pair("2024", 8, None, "–"), Pair("2025", 4, 6, "−2,0")],
    ("Kvinnor", "Män"),
    "%",
)
COMPARED = bars([Bar("Ett", 15, "15"), Bar("Två", -2, "−2")], "tkr", judged=False)


@pytest.fixture(autouse=True)
def _nothing_drawn_before():
    caches["charts"].clear()


def words(svg):
    return re.findall(r"<text[^>]*>([^<]+)</text>", svg)


def luminance(colour):
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(part * share for part, share in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("spec", [LINE, BARS, HOLLOW, BETWEEN, PAIRS, COMPARED])
def test_a_specification_is_plain_json(spec):
    assert json.loads(json.dumps(spec)) == spec


def test_a_missing_value_is_a_gap():
    assert [row["value"] for row in LINE["data"]["values"]] == [
        1000.5,
        1200,
        None,
        1200,
        1100,
        None,
    ]
    lines = re.findall(r'aria-roledescription="line mark"[^>]* d="([^"]*)"', render.svg(LINE))
    assert sorted(line.count("M") for line in lines) == [1, 2]


def test_numbers_and_words_are_swedish():
    shown = words(render.svg(LINE))
    ticks = sorted(word for word in shown if word[0] == "1")
    assert ticks == [f"1\u00a0{rest}" for rest in ("000", "050", "100", "150", "200")]
    assert [word for word in shown if word in {"Utfall", "Mål"}] == ["Utfall", "Mål"]


def test_every_bar_is_named_and_says_its_value_with_its_sign():
    shown = words(render.svg(BARS))
    assert [word for word in shown if word in {"Ett", "Två", "Tre"}] == ["Ett", "Två", "Tre"]
    assert [word for word in shown if word in {"\u22121 500", "\u2013", "+900"}] == [
        "\u2013",
        "+900",
        "\u22121 500",
    ]


def test_a_preliminary_value_is_a_hollow_mark_and_the_others_are_filled():
    marks = re.findall(r"<path([^>]*roledescription=.point.[^>]*)>", render.svg(HOLLOW))
    hollow = [mark for mark in marks if "fill=" not in mark]
    assert len(marks) == 4
    assert [re.search('label="([^"]*)"', mark)[1] for mark in hollow] == [
        "label: 2025; tkr: 2; series: Utfall; Serie: Utfall; När: 2025"
    ]
    assert {"Utfall", "Mål"} <= set(words(render.svg(HOLLOW)))


def test_an_interval_has_a_line_at_each_end_that_is_named():
    assert {"Utfall", "Mål, minst", "Mål, högst"} <= set(words(render.svg(BETWEEN)))


def test_two_groups_are_named_and_the_gap_is_written_where_both_have_a_value():
    shown = words(render.svg(PAIRS))
    assert [word for word in shown if word in {"Kvinnor", "Män"}] == ["Kvinnor", "Män"]
    assert [word for word in shown if word in {"+3,9", "–", "−2,0"}] == ["+3,9", "−2,0"]


def test_bars_that_are_only_compared_have_no_colour_for_good_or_bad():
    drawn = render.svg(COMPARED)
    assert specs.OUTCOME in drawn
    assert not {specs.ABOVE, specs.BELOW} & set(re.findall(r"#[0-9a-f]{6}", drawn))


@pytest.mark.parametrize(
    "light", [specs.OUTCOME, specs.TARGET, specs.ABOVE, specs.BELOW, specs.INK]
)
def test_every_colour_stands_out_on_paper_and_in_the_dark(light):
    assert contrast(light, "#ffffff") >= 4.5
    assert contrast(specs.DARK[light], "#20272d") >= 4.5


def test_a_chart_is_drawn_once(monkeypatch):
    first = render.svg(BARS), render.png(BARS)
    monkeypatch.setattr(vl_convert, "vegalite_to_svg", None)
    monkeypatch.setattr(vl_convert, "vegalite_to_png", None)
    assert (render.svg(BARS), render.png(BARS)) == first
    assert first[1].startswith(b"\x89PNG")


def test_the_browsers_library_is_built_once_and_can_do_without_eval(tmp_path, monkeypatch):
    built = render.bundle(tmp_path / "kept")
    monkeypatch.delattr(vl_convert, "javascript_bundle")
    assert render.bundle(tmp_path / "kept") == built
    assert len(list((tmp_path / "kept").iterdir())) == 1
    assert re.search(r"export ?\{\S+ as vegaEmbed\};?\s*$", built)


@pytest.mark.parametrize(
    ("form", "kind", "start"),
    [
        ("svg", "image/svg+xml", b"<svg"),
        ("json", "application/json", b'{"$schema"'),
    ],
)
def test_a_chart_is_answered_in_the_form_that_is_asked_for(form, kind, start):
    answer = chart_response(LINE, form)
    assert (answer["Content-Type"], answer.content[: len(start)]) == (kind, start)


def test_an_unknown_form_is_not_found():
    with pytest.raises(Http404):
        chart_response(LINE, "gif")


def test_the_browser_fetches_its_library_where_it_is_served():
    script = Path(finders.find("kernel/chart.js")).read_text(encoding="utf-8")
    assert re.findall(r'const LIBRARY = "([^"]+)"', script) == [reverse("web:vega")]
