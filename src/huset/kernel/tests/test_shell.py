"""The shell's values, and the gallery that shows every component."""

import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string

from huset.kernel.gallery import gallery
from huset.kernel.money import MINUS, Denomination
from huset.kernel.shell import ContextBar, NavItem, Option, Shell, deviation

TEMPLATES = Path(__file__).parents[1] / "templates/kernel"
# What the page and other components are put together from, and what needs a server's figures.
PARTS = {
    "styles",
    "banner",
    "history_changes",
    "masthead",
    "context_bar",
    "choice",
    "error_summary",
    "field",
    "import_preview",
}


@pytest.fixture(autouse=True)
def _static_files_as_they_lie(settings):
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}


@pytest.mark.parametrize(
    ("ore", "shown"),
    [
        pytest.param(5_000_000, "▲ +0,1", id="half a step up"),
        pytest.param(4_999_999, " 0,0", id="rounds to nothing"),
        pytest.param(0, " 0,0", id="nothing"),
        pytest.param(-5_000_000, f"▼ {MINUS}0,1", id="half a step down"),
        pytest.param(None, " \N{EN DASH}", id="no figure"),
    ],
)
def test_a_deviation_is_better_worse_or_neither_as_it_is_shown(ore, shown):
    assert str(deviation(ore, Denomination.MNKR)) == shown


def test_a_folded_bar_says_what_is_chosen():
    bar = ContextBar(
        scopes=(Option("", "Hela kommunen"), Option("v", "Vimarskolan", selected=True, depth=2)),
        years=(Option("2026", "2026", selected=True),),
        per="2026-11-22",
        per_is_today=True,
        denominations=(Option("tkr", "tkr", selected=True),),
    )
    assert bar.chosen == "Vimarskolan · 2026 · tkr"


def test_the_gallery_shows_every_component():
    text = "".join(page.read_text() for page in TEMPLATES.glob("gallery*/*.html"))
    text += (TEMPLATES / "gallery.html").read_text()
    shown = set(re.findall(r"kernel/components/(\w+)\.html", text))
    there = {page.stem for page in (TEMPLATES / "components").glob("*.html")}
    assert shown == there - PARTS


def test_the_gallery_finds_every_value_that_it_asks_for(rf):
    request = rf.get("/components/")
    request.shell = Shell("Vimmerby", (NavItem("Huset", "/", current=True),), None, "Invånare")
    page = render_to_string("kernel/gallery.html", gallery(), request)
    assert re.findall(r"MISSING<[^>]*>", page) == []


@pytest.mark.parametrize("page", ["400.html", "403.html", "403_csrf.html", "404.html", "500.html"])
def test_an_error_page_needs_nothing_to_be_shown(page):
    assert "MISSING" not in render_to_string(page)
