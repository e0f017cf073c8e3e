"""Every page is for everyone: WCAG 2.2 AA, in light and dark, on the narrowest screen."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from huset.ledger.tests import make
from huset.web.tests.browser.places import INTERNAL, PUBLIC, WITHIN, preview

pytestmark = pytest.mark.browser
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
NOT_REACHED = {"Du får inte se den här sidan", "Sidan finns inte"}
OPTIONS = {
    "runOnly": LEVELS,
    "rules": {"target-size": {"enabled": True}},  # off unless asked for
    "resultTypes": ["violations"],
}


def findings(page):
    """What axe finds on a page: rule and element."""
    found = Axe().run(page, options=OPTIONS).response["violations"]
    return [(rule["id"], node["html"]) for rule in found for node in rule["nodes"]]


def check(page):
    """Look at a page as different readers see it."""
    page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    assert findings(page) == []
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 390, "height": 844})
    assert findings(page) == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize("place", PUBLIC, ids=lambda place: place.name)
def test_page_is_accessible_to_a_resident(enter, place):
    page = enter()
    place.visit(page)
    assert findings(page) == []


@pytest.mark.parametrize("place", PUBLIC + INTERNAL, ids=lambda place: place.name)
def test_page_is_accessible_to_a_controller(enter, place):
    page = enter("controller")
    place.visit(page)
    check(page)


@pytest.mark.parametrize(
    ("role", "place"),
    [(role, place) for role, places in WITHIN.items() for place in places],
    ids=lambda part: getattr(part, "name", part),
)
def test_page_is_accessible_to_those_with_the_right(enter, role, place):
    page = enter(role)
    place.visit(page)
    assert page.locator("h1").inner_text() not in NOT_REACHED
    check(page)


def test_page_that_is_not_for_the_reader_is_accessible_and_says_why(enter):
    page = enter("ledamot")
    assert page.goto("/ledger/upload/").status == 403
    assert page.locator("h1").inner_text() == "Du får inte se den här sidan"
    check(page)


def test_preview_of_a_file_is_accessible(enter, tmp_path):
    page = enter("controller")
    preview(
        page,
        make.sie(
            '#VER A 1 20170115\n{\n#TRANS 4010 {1 "9"} 1\n#TRANS 1930 {} -1\n}', tmp_path, year=2017
        ),
    )
    check(page)


def test_form_with_errors_is_accessible(enter):
    page = enter("controller")
    page.goto("/ledger/upload/")
    page.get_by_role("button", name="Förhandsgranska").click()
    expect(page.get_by_role("alert")).to_have_count(1)
    check(page)
