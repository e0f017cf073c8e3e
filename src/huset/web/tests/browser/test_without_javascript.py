"""Without JavaScript everything still works; it only takes a click more."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from huset.ledger.tests import make
from huset.web.tests.browser.places import preview

pytestmark = pytest.mark.browser


@pytest.fixture
def page(enter):
    page = enter(scripts=False)
    page.goto("/sign-in/")
    page.get_by_role("button", name="Se som controller").click()
    return page


def test_a_role_is_chosen(page):
    assert page.locator(".who span").inner_text() == "Controller · Ekonomi och upphandling"


@pytest.mark.parametrize("width", [1440, 390])
def test_the_bars_choices_are_shown_with_its_button(page, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/economy/")
    if width < 960:
        page.locator(".context-bar summary").click()
    next_year = page.locator("[name=ar] option:checked + option").inner_text()
    for name, value in {"organ": "SN", "ar": next_year, "belopp": "tkr"}.items():
        page.locator(f".context-form [name={name}]").select_option(value)
    page.get_by_role("button", name="Visa").click()
    assert page.locator("h1").inner_text() == "Ekonomi: Socialnämnden"
    assert page.locator("#economy-caption").inner_text() == "Budget och utfall, tkr"
    assert next_year in page.locator(".lead").inner_text()


def test_a_part_of_the_house_opens(page):
    page.goto("/")
    page.locator("[data-part][aria-label^='Uppföljning']").click()
    assert page.locator("h1").inner_text() == "Uppföljning"


def test_a_chart_is_a_picture_with_words(page):
    page.goto("/economy/")
    picture = page.locator("figure img")
    assert picture.get_attribute("alt").startswith("Avvikelse mot periodiserad budget")
    assert page.request.get(picture.get_attribute("src")).text().startswith("<svg")


def test_a_file_is_previewed(page, tmp_path: Path):
    preview(page, make.sie(None, tmp_path, year=2013))
    assert page.locator("#verdict").inner_text() == "Det här händer om filen läses in"


def test_a_reports_text_is_written(page):
    page.goto("/follow-up/")
    page.locator("li:has-text('Utkast') a").first.click()
    page.get_by_role("link", name="Skriv text").click()
    page.get_by_label("Sammanfattning").fill("Skrivet utan skript.")
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_text("Skrivet utan skript.")).to_have_count(1)


def test_someone_is_mentioned_by_their_name(page):
    page.goto("/goals/?organ=SN")
    page.get_by_role("link", name="SN2 ").click()
    page.get_by_text("Nämn någon").click()
    page.get_by_role("link", name="Visa vem du kan nämna").click()
    expect(page.get_by_role("option", name="Socialchef – Förvaltningschef")).to_have_count(1)
    page.go_back()
    page.get_by_label("Skriv en kommentar").fill("@Socialchef, skrivet utan skript.")
    page.get_by_role("button", name="Spara kommentaren").click()
    assert page.locator(".comment-name").inner_text() == "@Socialchef"
