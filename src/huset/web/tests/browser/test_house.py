"""The house: found, opened and understood by pointer, by keyboard and on paper."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
TOLD = "[data-told]"
FOCUSED = "document.activeElement.dataset.part ?? null"
PARTS = "parts => parts.map(part => part.dataset.part)"
STROKE = "part => getComputedStyle(part.querySelector('.frame')).stroke"
FURNITURE = ".menu, .who, .context-bar, .breadcrumbs, .segments, .button, .doc-toc"


@pytest.fixture
def page(enter):
    page = enter()
    page.goto("/")
    return page


def open_part(page, name):
    return page.locator(f"[data-part][aria-label^='{name}']")


def focus_of_each_tab(page, presses):
    """Which part has the focus after each press of tab."""
    for _ in range(presses):
        page.keyboard.press("Tab")
        yield page.evaluate(FOCUSED)


def test_pointing_at_a_part_tells_what_steers_it_and_a_click_opens_it(page):
    open_part(page, "Mål").hover()
    expect(page.locator(TOLD).locator("h2")).to_have_text("Mål")
    assert page.locator(TOLD).locator(".way-name").all_inner_texts() == ["Styrs av", "Styr"]
    assert page.locator("[data-part].steering").count() > 0
    open_part(page, "Mål").click()
    assert page.locator("h1").inner_text() == "Mål"


def test_the_keyboard_reaches_every_part_in_reading_order_and_opens_it(page):
    parts = page.locator("[data-part]").evaluate_all(PARTS)
    order = [part for part in focus_of_each_tab(page, len(parts) + 30) if part]
    assert order == parts
    page.locator(f"[data-part='{parts[0]}']").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/parts/{parts[0]}/")
    assert page.locator("h1").inner_text() == "Vision"


def test_focus_on_a_part_is_visible_and_escape_lets_go(page):
    part = open_part(page, "Uppdrag")
    assert part.evaluate(STROKE) == "none"
    part.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert part.evaluate(STROKE) != "none"
    expect(page.locator(TOLD).locator("h2")).to_have_text("Uppdrag")
    page.keyboard.press("Escape")
    expect(page.locator(TOLD).locator("h2")).to_have_count(0)


def test_the_first_stop_is_a_way_past_the_menu(page):
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Till innehållet")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_each_level_of_detail_tells_more(page):
    words = []
    for level in ("Översikt", "Innehåll", "Allt"):
        page.get_by_role("link", name=level, exact=True).click()
        page.get_by_text("Visa som text").click()
        expect(page.get_by_role("link", name=level, exact=True)).to_have_attribute(
            "aria-current", "page"
        )
        words.append(len(page.locator(".house-text").inner_text()))
    assert words == sorted(set(words))


def test_on_a_narrow_screen_the_house_is_text_with_the_same_ways(enter):
    page = enter(width=390)
    page.goto("/")
    expect(page.locator(".picture")).to_be_hidden()
    page.locator(".house-text").get_by_role("link", name="Uppdrag", exact=True).click()
    assert page.locator("h1").inner_text() == "Uppdrag"


@pytest.mark.parametrize("address", ["/", "/economy/", "/goals/"])
def test_on_paper_there_is_nothing_to_click(page, address):
    page.goto(address)
    page.emulate_media(media="print")
    shown = [part for part in page.locator(FURNITURE).all() if part.is_visible()]
    assert shown == []
    expect(page.locator("h1")).to_be_visible()


def test_a_report_on_paper_is_the_report_alone(page):
    page.goto("/follow-up/")
    page.locator("li:has-text('Beslutad') a").first.click()
    page.emulate_media(media="print")
    assert [part for part in page.locator(FURNITURE).all() if part.is_visible()] == []
    expect(page.get_by_role("heading", name="Sammanfattning")).to_be_visible()
