"""What people come to do, from the first page to the last."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
TOTAL = "tr.total"


def amount(text):
    """The number in a text, in öre: `Summa 9 rader: −1 234,50 kr` is -123450."""
    written = re.search(r"(−?)([\d\s]+),(\d\d)(?!.*\d,\d)", text)
    sign = -1 if written[1] else 1
    return sign * int(re.sub(r"\s", "", written[2]) + written[3])


def outcome(page, row):
    """The outcome of a row on the economy page, in öre."""
    return amount(page.locator("#economy").locator(row).locator("td").nth(2).inner_text())


def choose(page, name, value):
    """Choose in the bar, as the pointer does."""
    with page.expect_navigation():
        page.locator(f".context-form [name={name}]").select_option(value)


def test_a_goal_leads_up_to_the_vision_and_down_to_committees_and_indicators(enter):
    page = enter()
    page.goto("/goals/")
    page.get_by_role("link", name=re.compile("^V5 ")).click()
    kinds = page.locator(".thread .thread-kind").all_inner_texts()
    assert [kind.split(" ")[0] for kind in kinds] == [
        "Vision",
        "Strategisk",
        "Område",
        "Inriktningsmål",
    ]
    council_goal = page.locator("h1").inner_text()
    page.locator("[aria-labelledby=children] a").first.click()
    assert page.locator(".thread-title").nth(-2).inner_text() == council_goal
    page.locator("[aria-labelledby=indicators] tbody a").first.click()
    assert page.locator("h1").inner_text() in page.locator("#values").inner_text()
    page.get_by_role("navigation", name="Du är här").get_by_role("link").last.click()
    page.locator(".thread a").first.click()
    assert page.locator("h1").inner_text() == "Riktning"


def test_a_goal_is_dragged_to_what_it_should_hang_from(enter):
    page = enter("controller")
    page.goto("/thread/")
    goal = page.locator("li[draggable=true]:has(> .knot:has-text('KS2 '))").first
    goal.drag_to(page.locator("summary:has-text('V5 ')").first)

    expect(page.locator("h1")).to_have_text("Flytta målet på röda tråden")
    chosen = page.locator("label:has(input[name=parents]:checked)")
    assert [text.strip()[:2] for text in chosen.all_inner_texts()] == ["V5"]


def test_an_indicators_picture_becomes_a_chart_that_answers_to_the_pointer(enter):
    page = enter()
    page.goto("/goals/")
    page.get_by_role("link", name=re.compile("^V1 ")).click()
    page.locator("[aria-labelledby=indicators] tbody a").first.click()
    expect(page.locator("figure canvas")).to_be_visible()
    expect(page.locator("figure img")).to_be_hidden()
    assert page.locator("[aria-labelledby=values] tbody tr").count() > 1


def test_an_assignment_shows_the_decision_behind_it(enter):
    page = enter()
    page.goto("/assignments/")
    page.get_by_role("link", name=re.compile("^U1 ")).click()
    said = page.locator(".decision").inner_text()
    assert said.startswith("Beslutad av Kommunfullmäktige")
    page.locator(".decision a").click()
    assert page.locator(".lead").inner_text() in said.replace("Beslutad av ", "").replace("\n", " ")


def test_from_the_total_to_a_voucher_in_two_clicks_with_equal_sums(enter):
    page = enter("controller")
    page.goto("/economy/?belopp=kr")
    total = outcome(page, TOTAL)
    page.locator(TOTAL).locator("td a").click()
    assert -amount(page.locator(".lead").inner_text()) == total
    accounts = page.locator("[aria-labelledby=totals] tbody tr:not(.total) td:last-child")
    assert -sum(amount(text) for text in accounts.all_inner_texts()) == total
    page.locator("#rader tbody a").first.click()
    assert amount(page.locator("main p").last.inner_text()) == 0


def test_sums_agree_from_the_municipality_to_a_unit(enter):
    page = enter("controller")
    page.goto("/economy/?belopp=kr")
    rows = page.locator("#economy tbody tr:not(.total) td:nth-child(4)").all_inner_texts()
    assert sum(map(amount, rows)) == outcome(page, TOTAL)
    committee = outcome(page, "tr:has-text('Socialnämnden')")
    page.get_by_role("link", name="Socialnämnden").click()
    assert outcome(page, TOTAL) == committee
    unit = outcome(page, "tr:has-text('Hemtjänst Vimmerby')")
    page.get_by_role("link", name="Hemtjänst Vimmerby").click()
    page.locator(TOTAL).locator("td a").click()
    assert -amount(page.locator(".lead").inner_text()) == unit


def test_the_month_and_the_amounts_are_the_readers_choice(enter):
    page = enter()
    page.goto("/economy/?belopp=kr")
    page.get_by_role("link", name="mar", exact=True).click()
    assert page.locator(".lead").inner_text().startswith("Januari till mars")
    page.goto("/economy/?belopp=kr")
    written = {}
    for denomination in ("kr", "tkr", "mnkr"):
        if denomination != "kr":
            choose(page, "belopp", denomination)
        assert page.locator("#economy-caption").inner_text() == f"Budget och utfall, {denomination}"
        written[denomination] = page.locator("tr.total td").first.inner_text()
    assert {key: re.sub(r"\s", " ", text) for key, text in written.items()} == {
        "kr": "25 000 000,00",
        "tkr": "25 000",
        "mnkr": "25,0",
    }


def test_choices_in_the_bar_go_with_the_reader(enter):
    page = enter()
    page.goto("/")
    choose(page, "organ", "SN")
    choose(page, "belopp", "tkr")
    page.get_by_role("link", name="Ekonomi", exact=True).click()
    assert page.locator("h1").inner_text() == "Ekonomi: Socialnämnden"
    page.get_by_role("navigation", name="Du är här").get_by_role("link", name="Huset").click()
    page.get_by_role("link", name="Mål och uppdrag", exact=True).click()
    assert page.locator(".context-form [name=organ]").input_value() == "SN"
    assert page.locator(".context-form [name=belopp]").input_value() == "tkr"


def test_before_its_decision_a_goal_is_not_there(enter):
    page = enter()
    page.goto("/goals/")
    goal = page.locator("#goals tbody a").first
    name = goal.inner_text()
    goal.click()
    decided = page.locator(".decision time").get_attribute("datetime")
    year = page.locator(".context-form [name=ar]").input_value()
    page.goto(f"/goals/?ar={year}")
    page.get_by_label("Per datum").fill((date.fromisoformat(decided) - timedelta(1)).isoformat())
    page.get_by_role("button", name="Visa").click()
    expect(page.get_by_role("complementary", name="Äldre läge")).to_be_visible()
    assert name not in page.locator("#goals tbody a").all_inner_texts()
    page.get_by_role("link", name="Visa läget idag").click()
    assert name in page.locator("#goals tbody a").all_inner_texts()


def test_the_one_who_is_mentioned_finds_it_and_answers(enter):
    page = enter("controller")
    page.goto("/goals/?organ=SN")
    page.get_by_role("link", name="SN3 ").click()
    said = page.get_by_label("Skriv en kommentar")
    said.fill("Hej ")
    page.get_by_text("Nämn någon").click()
    page.get_by_label("Den som har uppdrag här").focus()
    page.keyboard.type("Enhetschef hem")
    page.keyboard.press("Enter")
    assert said.input_value() == "Hej @Enhetschef hemtjänst Vimmerby "
    page.keyboard.type("kan du svara?")
    page.get_by_role("button", name="Spara kommentaren").click()
    page = enter("enhetschef")
    page.goto("/work/")
    waits = page.get_by_role("link", name=re.compile("Läs och svara.* SN3 "))
    waits.click()
    page.get_by_label("Skriv en kommentar").fill("Ja.")
    page.get_by_role("button", name="Spara kommentaren").click()
    expect(page.locator(".comment").last).to_contain_text("Ja.")
    page.goto("/work/")
    expect(waits).to_have_count(0)
