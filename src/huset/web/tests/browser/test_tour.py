"""The tour as a first visitor walks it: with a mouse, with the keyboard, and without scripts."""

import pytest

PLACES = """() => {
  const [ring, panel] = [".tour-ring", ".tour"].map((s) => document.querySelector(s));
  const [shown, below] = [ring, panel].map((e) => e.getBoundingClientRect());
  return {hidden: ring.hidden, top: shown.top, bottom: shown.bottom, panel: below.top};
}"""
COVERED = """() => {
  const at = document.activeElement.getBoundingClientRect();
  const panel = document.querySelector(".tour");
  return !panel.contains(document.activeElement) && at.bottom > panel.getBoundingClientRect().top;
}"""
STEPS = 7


def title(page):
    return page.evaluate("document.activeElement.textContent")


@pytest.mark.parametrize("width", [320, 390, 1440])
def test_each_step_shows_its_part_of_the_page_and_never_covers_it(enter, width):
    page = enter(width=width)
    page.goto("/")
    page.get_by_role("link", name="Visa mig runt").click()
    titles = []
    for number in range(STEPS):
        titles.append(title(page))
        seen = page.evaluate(PLACES)
        assert not seen["hidden"], titles
        assert seen["top"] + 12 >= 0, (titles, seen)
        assert seen["top"] + 24 <= seen["bottom"] <= seen["panel"], (titles, seen)
        page.get_by_role("button", name="Klart" if number == STEPS - 1 else "Nästa").click()

    assert len(set(titles)) == STEPS
    assert page.locator(".tour, .tour-ring").count() == 0


def test_the_tour_is_walked_with_the_keyboard_and_offered_once(enter):
    page = enter()
    page.goto("/")
    page.get_by_role("link", name="Visa mig runt").focus()
    page.keyboard.press("Enter")
    assert title(page) == "Det här är huset"
    assert page.get_by_role("dialog", name="Det här är huset").is_visible()

    for key in ("Tab", "Enter"):  # the first step has no way back, so the next comes first
        page.keyboard.press(key)
    assert title(page) == "Från vision till vardag"
    for key in ("Tab", "Enter"):
        page.keyboard.press(key)
    assert title(page) == "Det här är huset"

    with page.expect_response("**/tour/dismiss/") as heard:
        page.keyboard.press("Escape")
    assert heard.value.status == 204
    assert page.evaluate("document.activeElement.id") == "innehall"
    page.reload()
    assert page.locator("[data-tour-invitation]").count() == 0


def test_what_has_focus_is_not_hidden_behind_the_panel(enter):
    page = enter(width=390)
    page.goto("/#rundtur")
    page.locator(".tour").wait_for()
    page.get_by_role("link", name="Rundtur").focus()

    assert not page.evaluate(COVERED)


def test_the_tour_is_taken_again_from_the_foot_of_any_page(enter):
    page = enter()
    page.goto("/goals/")
    page.get_by_role("link", name="Rundtur").click()
    page.get_by_role("link", name="Gå rundturen i huset").click()
    page.locator(".tour").wait_for()
    page.get_by_role("button", name="Hoppa över").click()

    assert page.url.endswith("/")


def test_without_scripts_the_tour_is_a_page(enter):
    page = enter(scripts=False)
    page.goto("/")
    page.get_by_role("link", name="Visa mig runt").click()
    assert page.get_by_role("heading", level=2).count() == STEPS
    assert not page.get_by_role("link", name="Gå rundturen i huset").is_visible()

    page.get_by_role("button", name="Jag har sett rundturen").click()
    page.goto("/")
    assert page.locator("[data-tour-invitation]").count() == 0


def test_no_thanks_puts_it_away_at_once(enter):
    page = enter()
    page.goto("/")
    with page.expect_response("**/tour/dismiss/"):
        page.get_by_role("button", name="Nej tack").click()

    assert page.locator("[data-tour-invitation]").count() == 0
