"""Searching as people do: by keyboard from any page, letter by letter, and without scripts."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
FIELD, LARGE = "#sok-har", "#sok"


@pytest.fixture
def filled(enter):
    """A visitor of a site whose index has been made: the worker begins as the server starts."""

    def visit(role="", **options):
        page = enter(role, **options)
        page.goto("/search/?q=skola")
        expect(page.locator(".hit").first).to_be_visible()
        return page

    return visit


def test_from_any_page_to_a_hit_by_keyboard_alone(filled):
    page = filled()
    page.goto("/goals/")
    page.keyboard.press("/")
    expect(page.locator(FIELD)).to_be_focused()
    page.keyboard.type("hemtj", delay=30)
    expect(page.locator(".few a").first).to_contain_text(re.compile("hemtjänst", re.IGNORECASE))
    page.keyboard.press("ArrowDown")
    expect(page.locator(".few a").first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator(FIELD)).to_be_focused()
    page.keyboard.press("ArrowDown")
    title = page.locator(".few a mark").first.inner_text()
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/goals/?" not in url and not url.endswith("/goals/"))
    assert title.lower() in page.locator("main").inner_text().lower()


def test_escape_closes_what_was_found(filled):
    page = filled()
    page.goto("/goals/")
    page.locator(FIELD).press_sequentially("skola")
    expect(page.locator(".few")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".few")).to_have_count(0)
    expect(page.locator(FIELD)).to_be_focused()


def test_the_page_answers_letter_by_letter_and_the_address_follows(filled):
    page = filled()
    page.goto("/search/")
    page.locator(LARGE).press_sequentially("äldreomsrog")
    expect(page.locator("#traffar")).to_contain_text("Menade du")
    expect(page).to_have_url(re.compile("q=%C3%A4ldreomsrog"))
    page.get_by_role("link", name="äldreomsorg", exact=True).click()
    expect(page.locator(LARGE)).to_have_value("äldreomsorg")
    page.keyboard.press("/")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".hit-title a").first).to_be_focused()


def test_a_kind_can_be_chosen_and_left_again(filled):
    page = filled()
    page.get_by_role("navigation", name="Slag av träffar").get_by_role("link").nth(1).click()
    kinds = set(page.locator(".hit-kind").all_inner_texts())
    assert len({kind.split(" · ")[0] for kind in kinds}) == 1
    page.get_by_role("link", name="Alla slag").click()
    expect(page.locator(".chip[aria-current]")).to_have_text("Alla slag")


def test_without_scripts_the_field_is_a_plain_form(filled):
    filled()
    page = filled(scripts=False)
    page.goto("/goals/")
    page.locator(FIELD).fill("hemtjänst")
    page.keyboard.press("Enter")
    expect(page.locator(".hit").first).to_be_visible()
    page.locator(LARGE).fill("skola")
    page.get_by_role("button", name="Sök", exact=True).click()
    expect(page.locator(".search-count")).to_contain_text("”skola”")


def test_the_field_fits_on_a_small_screen(filled):
    page = filled(width=320)
    page.goto("/goals/")
    page.locator(FIELD).press_sequentially("skola")
    expect(page.locator(".few")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_the_key_can_be_turned_off(filled):
    page = filled()
    page.get_by_label("Tangenten / leder till sökfältet från alla sidor").uncheck()
    page.goto("/goals/")
    page.keyboard.press("/")
    expect(page.locator(FIELD)).not_to_be_focused()
