"""Who decides what: registered, planned, handed over and looked into, from first page to last."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from huset.web.tests.browser.test_accessibility import check

pytestmark = pytest.mark.browser
TABS = 120  # more than any page has stops
NAMED = "document.activeElement.labels?.[0]?.innerText ?? document.activeElement.innerText"


def tab_to(page, name):
    """Press tab until what has the focus is called so."""
    for _ in range(TABS):
        page.keyboard.press("Tab")
        if (page.evaluate(NAMED) or "").strip().startswith(name):
            return
    pytest.fail(f"{name} cannot be reached by the keyboard")


def write(page, name, text):
    tab_to(page, name)
    page.keyboard.type(text)


def ready_report(page):
    """The address of the report of the executive board that waits for its decision."""
    page.goto("/follow-up/")
    return page.locator("li:has-text('Klar för beslut') a").first.get_attribute("href")


def weigh(page, what, why):
    """Say how a decision weighed something."""
    tab_to(page, "Prövad")
    page.keyboard.press("Space")
    write(page, f"Vad {what}", why)


def test_a_registrar_registers_a_decision_by_keyboard_and_the_report_is_public(enter):
    page, resident = enter("registrator"), enter()
    report = ready_report(page)
    assert resident.goto(report).status == 403

    page.goto("/meetings/?organ=KS")
    page.locator("main .due li:has-text('Hållet') a").last.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/meetings/*/*")
    tab_to(page, "Registrera beslut")
    page.keyboard.press("Enter")
    page.wait_for_url("**/decisions/new/*")
    write(page, "Paragraf", "97")
    write(page, "Ärende", "Delårsrapport till augusti")
    weigh(page, "barnrättsprövningen", "Rapporten visar hur det går för barnen.")
    weigh(page, "hållbarhetsprövningen", "Rapporten visar hur det går för klimatet.")
    write(page, "Verkställs av", "Inget att")
    tab_to(page, "Delårsrapport")
    page.keyboard.press("Space")
    tab_to(page, "Registrera beslutet")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/decisions/\d+/"))

    valid = page.get_by_role("region", name="Det här gör beslutet gällande")
    expect(valid).to_contain_text("Uppföljningens rapporter 1")
    assert resident.goto(report).status == 200
    expect(resident.locator(".page-head")).to_contain_text("Delårsrapport")


def open_move(page):
    """Open the form that moves units, in the draft."""
    page.goto("/reorganisations/")
    page.locator("tr:has-text('Utkast') a").first.click()
    page.get_by_role("link", name="Flytta enheter").click()
    page.get_by_role("link", name="Socialnämnden").click()


def move(page, unit):
    page.get_by_role("checkbox", name=unit).check()
    page.get_by_label("Flyttar till").select_option(label="Direkt under Kommunstyrelsen")
    page.get_by_role("button", name="Spara i planen").click()


def test_a_move_is_seen_in_the_preview_and_two_who_plan_at_once_are_told(enter):
    first, second = enter("controller"), enter("controller")
    open_move(first)
    open_move(second)
    move(first, "Daglig verksamhet")
    moved = first.locator("[aria-labelledby=tree-after] li", has_text="Daglig verksamhet")
    expect(moved).to_contain_text("Flyttar")

    move(second, "Gruppbostäder")
    clash = second.get_by_role("region", name="Det här har ändrats sedan du öppnade sidan")
    expect(clash).to_contain_text("Daglig verksamhet")
    check(second)
    second.get_by_role("link", name="Se planen som den är nu").click()
    after = second.locator("[aria-labelledby=tree-after]")
    expect(after.locator("li", has_text="Gruppbostäder")).not_to_contain_text("Flyttar")
    second.get_by_role("button", name=re.compile("^Ta bort: .*Daglig verksamhet")).click()
    expect(after).not_to_contain_text("Daglig verksamhet")


def test_a_manager_hands_over_to_a_deputy(enter):
    first = date.today() + timedelta(2)  # noqa: DTZ011 -- two days on, whichever zone it is
    page, deputy = enter("enhetschef"), enter("medarbetare")
    page.goto("/people/me/")
    page.get_by_role("link", name="Lämna över under frånvaro").click()
    page.get_by_label("Vem vikarierar?").select_option(label="Undersköterska hemtjänst")
    page.get_by_label("Från och med").fill(first.isoformat())
    page.get_by_label("Till och med").fill((first + timedelta(14)).isoformat())
    page.get_by_label("Skäl").fill("Semester.")
    page.locator("main .button-primary").click()
    page.goto("/people/me/")
    expect(page.get_by_text("Undersköterska hemtjänst vikarierar från")).to_have_count(1)
    check(page)

    deputy.goto(f"/people/me/?per={first}")
    expect(deputy.get_by_text("Vikarierar för Enhetschef hemtjänst Vimmerby")).to_have_count(1)


def look_as(page, name):
    page.goto(f"/support/?sok={name}")
    page.get_by_label("Varför behöver du").fill("Ärende 4711")
    page.get_by_role("button", name=f"Se som {name}").click()
    return page.get_by_role("region", name="Tillfälligt läge")


def test_a_page_during_a_look_is_accessible_and_its_banner_stays_in_sight(enter):
    page = enter("systemförvaltare")
    banner = look_as(page, "Controller")
    page.goto("/people/me/")
    check(page)
    page.mouse.wheel(0, 2000)
    expect(banner).to_be_in_viewport(ratio=1)
    banner.get_by_role("button", name="Avsluta").click()


def test_support_looks_without_scripts_changes_nothing_and_ends(enter):
    page = enter("systemförvaltare", scripts=False)
    banner = look_as(page, "Controller")
    for address in ("/", "/economy/", "/rights/", "/account/"):
        page.goto(address)
        expect(banner).to_contain_text("Du ser Huset som Controller")
    page.goto("/reorganisations/new/")
    page.get_by_label("Titel").fill("En plan som inte får bli till")
    page.get_by_role("button", name="Börja planen").click()
    assert page.locator("h1").inner_text() == "Du tittar bara"
    banner.get_by_role("button", name="Avsluta").click()
    expect(page.get_by_role("status")).to_contain_text("Du ser åter Huset som dig själv")
    page.goto("/reorganisations/")
    assert (banner.count(), page.get_by_text("inte får bli till").count()) == (0, 0)


def test_a_chair_sends_a_report_back(enter):
    page, chair = enter("controller"), enter("ordförande")
    page.goto("/follow-up/")
    page.locator("li:has-text('Socialnämnden'):has-text('Utkast') a").first.click()
    page.get_by_role("button", name="Klarmarkera").click()
    chair.goto(page.url)
    chair.get_by_role("link", name="Återremittera").click()
    check(chair)
    chair.get_by_label("Vad behöver ändras?").fill("Beskriv hur kön ska kortas.")
    chair.locator("main .button-primary").click()
    page.reload()
    expect(page.get_by_text("Beskriv hur kön ska kortas.")).to_have_count(1)
    check(page)


@pytest.mark.parametrize("width", [1920, 1440, 1280, 1024, 390, 320])
def test_the_head_is_two_rows_at_the_desk_and_in_the_hand(enter, width):
    page = enter("förvaltningschef", width=width)
    page.goto("/")
    assert page.locator(".masthead").bounding_box()["height"] <= 120
    if width < 960:
        page.locator(".menu summary").click()
    targets = [one.bounding_box() for one in page.locator(".who .button").all()]
    assert len(targets) == 3
    assert [box for box in targets if min(box["height"], box["width"]) < 24] == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
