"""The house: found, opened and understood by pointer, by keyboard, by touch and on paper."""

import re

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
    expect(page.locator(TOLD)).to_contain_text("Uppdragen ges för att målen ska nås.")
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


def test_the_keyboard_walks_the_rooms_hears_how_they_steer_opens_one_and_comes_back(page):
    page.get_by_role("link", name="Allt", exact=True).focus()
    page.keyboard.press("Tab")
    while page.evaluate(FOCUSED) is None:
        page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) == "vision"
    page.keyboard.press("ArrowDown")
    assert page.evaluate(FOCUSED) in {"strategic_plan", "governing_documents"}
    page.locator("[data-part='goals']").focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate(FOCUSED) == "assignments"
    expect(page.locator(TOLD).locator("h2")).to_have_text("Uppdrag")
    expect(page.locator(TOLD)).to_contain_text("Nämndplanen visar hur nämnden tar sig an")
    page.keyboard.press("ArrowRight")
    assert page.evaluate(FOCUSED) == "core_missions"
    page.keyboard.press("ArrowLeft")
    page.wait_for_url("**/?del=assignments")
    for key, level in {"1": "Översikt", "3": "Allt", "2": "Innehåll"}.items():
        page.keyboard.press(key)
        expect(page.get_by_role("link", name=level, exact=True)).to_have_attribute(
            "aria-current", "page"
        )
        expect(page.locator("[data-part='assignments']")).to_be_focused()
        expect(page.locator(TOLD).locator("h2")).to_have_text("Uppdrag")
    page.keyboard.press("Enter")
    page.wait_for_url("**/parts/assignments/**")
    assert page.locator("h1").inner_text() == "Uppdrag"
    page.go_back()
    expect(page.locator(TOLD).locator("h2")).to_have_text("Uppdrag")
    expect(page.locator("[data-part='assignments']")).to_have_class(re.compile("chosen"))


def test_a_shared_choice_is_shown_let_go_of_and_kept_by_the_bar(page):
    page.goto("/?del=goals&detalj=allt")
    expect(page.locator(TOLD).locator("h2")).to_have_text("Mål")
    assert page.locator(".ways .leads").count() > 0
    page.locator(".context-form [name=organ]").select_option("SN")
    page.wait_for_url("**organ=SN**")
    assert "del=goals" in page.url
    assert "detalj=allt" in page.url
    page.get_by_role("link", name="Släpp").click()
    expect(page.locator(TOLD).locator("h2")).to_have_count(0)
    assert "del=" not in page.url
    assert page.locator(".ways .leads").count() == 0


@pytest.mark.parametrize("width", [390, 320])
def test_on_a_narrow_screen_the_house_is_built_of_words_that_fit(enter, width):
    page = enter(width=width)
    page.goto("/")
    expect(page.locator(".picture")).to_be_hidden()
    rooms = page.locator("[data-room]")
    expect(rooms.first).to_be_visible()
    too_wide = rooms.evaluate_all(
        "rooms => rooms.filter(r => r.scrollWidth > r.clientWidth + 1).map(r => r.dataset.room)"
    )
    assert too_wide == []
    page.locator("[data-room='assignments']").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/parts/assignments/**")


def test_the_first_touch_shows_the_ways_and_the_next_opens(browser, site):
    window = browser.new_context(
        base_url=site, has_touch=True, viewport={"width": 390, "height": 844}
    )
    page = window.new_page()
    page.goto("/")
    goals = page.locator("[data-room='goals']")
    goals.tap()
    expect(page.locator(TOLD).locator("h2")).to_have_text("Mål")
    expect(page.get_by_role("link", name="Öppna Mål")).to_be_in_viewport()
    expect(page.locator("[data-room='budget']")).to_have_class(re.compile("steered"))
    goals.tap()
    page.wait_for_url("**/parts/goals/**")
    window.close()


def test_on_a_wall_the_whole_house_is_seen_at_once(enter):
    page = enter(width=1920)
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.goto("/?vy=vagg&detalj=oversikt")
    expect(page.locator(".masthead")).to_be_hidden()
    outside = page.locator("[data-part]").evaluate_all(
        """parts => parts.filter(part => {
            const box = part.getBoundingClientRect();
            const over = box.top < 0 || box.bottom > innerHeight;
            return over || box.left < 0 || box.right > innerWidth;
        }).map(part => part.dataset.part)"""
    )
    assert outside == []
    assert page.evaluate("document.documentElement.scrollHeight") <= 1080
    page.get_by_role("link", name="Till sidan").click()
    expect(page.locator(".masthead")).to_be_visible()


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
