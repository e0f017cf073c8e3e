"""A follow-up's report: read, taken home as a file, and written by two at once."""

from io import BytesIO

import pytest
from docx import Document
from playwright.sync_api import expect
from pypdf import PdfReader

pytestmark = pytest.mark.browser


def fetched(page, name):
    """The file behind a link."""
    link = page.get_by_role("link", name=name, exact=True).get_attribute("href")
    return BytesIO(page.request.get(link).body())


def open_report(page, state):
    page.goto("/follow-up/")
    page.locator(f"li:has-text('{state}') a").first.click()
    return page


def start_writing(page):
    open_report(page, "Utkast").get_by_role("link", name="Skriv text").click()
    return page


def save(page, text):
    page.get_by_label("Sammanfattning").fill(text)
    page.get_by_role("button", name="Spara").click()


def test_a_decided_report_is_the_same_on_screen_in_pdf_and_in_word(enter):
    page = open_report(enter(), "Beslutad")
    title = page.locator("h1").inner_text()
    headings = page.locator(".doc-body h2").all_inner_texts()
    pdf = PdfReader(fetched(page, "PDF"))
    assert pdf.metadata.title.startswith(title)
    assert pdf.trailer["/Root"]["/Lang"] == "sv"
    word = Document(fetched(page, "Word"))
    assert word.core_properties.title.startswith(title)
    assert [p.text for p in word.paragraphs if p.style.name == "Heading 1"] == headings


def test_a_controller_writes_the_reports_text(enter):
    page = start_writing(enter("controller"))
    save(page, "Läget är gott.\n\nKön är kortare.")
    expect(page.get_by_role("status")).to_contain_text("Texten är sparad.")
    expect(page.get_by_text("Kön är kortare.")).to_have_count(1)


def test_two_who_write_at_once_see_both_texts_and_lose_none(enter):
    first, second = (start_writing(enter("controller")) for _ in range(2))
    save(first, "Den första texten.")
    save(second, "Den andra texten.")
    clash = second.get_by_role("region", name="Så lyder texten som redan är sparad")
    expect(clash).to_contain_text("Den första texten.")
    assert second.get_by_label("Sammanfattning").input_value() == "Den andra texten."
    expect(open_report(first, "Utkast").get_by_text("Den första texten.")).to_have_count(1)
