"""What a form answers: faults, previews, and what is shown once; accessible like every page."""

import re

import pytest
from playwright.sync_api import expect

from huset.web.tests.browser.places import WITHIN
from huset.web.tests.browser.test_accessibility import check

pytestmark = pytest.mark.browser
EMPTY = (  # forms that are sent as they are opened, where something has to be filled in
    ("controller", "a plan to begin"),
    ("controller", "units to move"),
    ("systemförvaltare", "body to found"),
    ("systemförvaltare", "files to send"),
    ("systemförvaltare", "an extract to make"),
    ("registrator", "meetings to plan"),
    ("registrator", "decision with something to tick"),
    ("registrator", "mandate to give"),
    ("registrator", "people as a file"),
    ("enhetschef", "own mandate to hand over"),
    ("enhetschef", "tokens"),
)


def visit(page, role, name):
    """Open the page of that name."""
    next(place for place in WITHIN[role] if place.name == name).visit(page)
    return page


def send(page):
    """Press the button of the page's form."""
    page.locator("main form[method=post] .button-primary").last.click()


def send_file(page, text):
    """Send a table with that text, as far as its preview."""
    file = {"name": "lista.csv", "mimeType": "text/csv", "buffer": text.encode()}
    page.locator("main input[type=file]").set_input_files([file])
    page.get_by_role("button", name="Förhandsgranska").click()


@pytest.mark.parametrize(("role", "name"), EMPTY)
def test_an_empty_form_says_accessibly_what_is_missing(enter, role, name):
    page = visit(enter(role), role, name)
    send(page)
    expect(page.get_by_role("alert")).to_have_count(1)
    page.locator(".error-summary a").first.click()
    assert page.evaluate("document.querySelector(':target') !== null")
    check(page)


def test_a_change_is_told_before_it_is_made(enter):
    page = visit(enter("systemförvaltare"), "systemförvaltare", "unit to correct")
    page.get_by_label("Namn").fill("Hemtjänst i Vimmerby stad")
    page.get_by_label("Skäl").fill("Felskrivet.")
    send(page)
    expect(page.get_by_role("region", name="Det här händer")).to_have_count(1)
    check(page)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("Hemtjänst Vimmerby", "Hemtjänst Stan", "Det här sparas"),
        ("5130;Hemtjänst", ";Hemtjänst", "Filen kan inte sparas som den är"),
        ("", "", "Det finns inget att spara"),
    ],
)
def test_a_file_of_units_is_previewed(enter, before, after, said):
    page = visit(enter("systemförvaltare"), "systemförvaltare", "files to send")
    units = page.request.get("/organisation/files/units.csv").text()
    page.get_by_label("Lista", exact=True).select_option("units")
    send_file(page, units.replace(before, after, 1))
    assert page.locator("#preview").inner_text() == said
    check(page)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("Parti A", "Parti C", "Det här sparas"),
        ("Ordförande;KF", "Kejsare;KF", "Filen kan inte sparas som den är"),
    ],
)
def test_a_file_of_people_is_previewed(enter, before, after, said):
    page = visit(enter("registrator"), "registrator", "people as a file")
    people = page.request.get("/people/file/csv/").text()
    send_file(page, people.replace(before, after, 1))
    assert page.locator("#preview").inner_text() == said
    check(page)


def test_an_extract_is_a_page(enter):
    page = visit(enter("systemförvaltare"), "systemförvaltare", "an extract to make")
    page.get_by_label("Skäl").fill("Begäran i receptionen.")
    send(page)
    assert page.locator("main section table").count() > 0
    check(page)


def test_a_log_that_is_whole_says_so(enter):
    page = visit(enter("systemförvaltare"), "systemförvaltare", "log")
    page.get_by_role("button", name="Pröva loggen nu").click()
    expect(page.get_by_text(re.compile("^Loggen var hel när den prövades"))).to_have_count(1)
    check(page)


def test_a_token_is_shown_once(enter):
    page = visit(enter("enhetschef"), "enhetschef", "tokens")
    page.get_by_label("Namn").fill("Kalkylen")
    send(page)
    secret = page.locator(".secret").inner_text()
    check(page)
    page.goto("/tokens/")
    assert (secret in page.content(), page.locator("main tbody tr").count()) == (False, 1)


def test_history_opens_in_its_place(enter):
    page = enter("registrator")
    page.goto("/bodies/SN/")
    page.get_by_text("Historik", exact=True).click()
    page.locator(".history-lines table").wait_for()
    check(page)
