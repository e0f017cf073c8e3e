"""A controller brings in a file from the accounting system."""

import pytest
from playwright.sync_api import expect

from huset.ledger.tests import make
from huset.web.tests.browser.places import preview

pytestmark = pytest.mark.browser
LINES = """
    #VER A 1 {year}0115 "Inköp"
    {{
    #TRANS 4010 {{1 "5130"}} 100.00
    #TRANS 1930 {{}} -100.00
    }}
"""
A_MINUTE = 60_000


@pytest.fixture
def page(enter):
    return enter("controller")


def file_of(folder, year, lines=LINES):
    return make.sie(lines.format(year=year), folder, name=f"bok-{year}.se", year=year)


def verdict(page):
    return page.locator("#verdict").inner_text()


def test_a_file_is_previewed_and_imported_and_changes_nothing_the_second_time(page, tmp_path):
    file = file_of(tmp_path, 2015)
    preview(page, file)
    assert verdict(page) == "Det här händer om filen läses in"
    page.get_by_role("button", name="Läs in").click()
    assert page.locator("h1").inner_text() == "bok-2015.se"
    assert page.locator("#sums").inner_text() == "Filens summor och det som är lagrat är lika"
    page.get_by_role("link", name="Räkenskaper").first.click()
    before = page.locator("main").inner_text()
    expect(page.get_by_role("link", name="bok-2015.se")).to_have_count(1)
    preview(page, file)
    assert verdict(page) == "Det finns inget att göra"
    assert page.get_by_role("button", name="Läs in").count() == 0
    page.goto("/ledger/")
    assert page.locator("main").inner_text() == before


def test_a_broken_file_is_refused_with_the_line_where_it_breaks(page, tmp_path):
    file = file_of(tmp_path, 2016, LINES.replace("-100.00", "hundra"))
    line = [b"hundra" in text for text in file.read_bytes().splitlines()].index(True) + 1
    preview(page, file)
    assert verdict(page) == "Filen kan inte läsas in som den är"
    assert f"Rad {line}:" in page.locator(".callout").inner_text()
    assert page.get_by_role("button", name="Läs in").count() == 0


def test_a_large_file_is_imported_while_the_page_tells_how_far_it_is(page, tmp_path):
    voucher = LINES.format(year=2014)
    lines = "".join(voucher.replace("A 1", f"A {number}") for number in range(70_000))
    preview(page, make.sie(lines, tmp_path, name="stor.se", year=2014))
    page.get_by_role("button", name="Läs in").click()
    expect(page.locator("h1")).to_have_text("stor.se", timeout=A_MINUTE)
    expect(page.locator("[aria-labelledby=sums] td").first).to_have_text("140 000")
