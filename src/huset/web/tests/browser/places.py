"""The pages, one of each kind, found as a reader finds them: by a link on another page."""

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page


@dataclass(frozen=True)
class Place:
    """A page: where to start, and the links to follow from there."""

    name: str
    start: str
    links: tuple[str, ...] = ()

    def visit(self, page: Page) -> None:
        page.goto(self.start)
        for link in self.links:
            page.locator(link).first.click()


def place(name: str, start: str, *links: str) -> Place:
    return Place(name, start, links)


PUBLIC = (
    place("house", "/"),
    place("house in outline", "/?detalj=oversikt"),
    place("house with all", "/?detalj=allt"),
    place("part in the roof", "/", "[data-part].roof"),
    place("part on a floor", "/parts/budget/"),
    place("part in the foundation", "/", "[data-part].foundation"),
    place("part beside the house", "/", "[data-part].outside_left"),
    place("direction", "/direction/"),
    place("goals", "/goals/"),
    place("no goals", "/goals/?ar=1990"),
    place("goal", "/goals/", "#goals tbody a"),
    place("indicator", "/goals/", "#goals tbody a", "[aria-labelledby=indicators] tbody a"),
    place("assignments", "/assignments/"),
    place("assignment", "/assignments/", "#assignments tbody a"),
    place("economy", "/economy/"),
    place("economy of a committee", "/economy/?organ=SN&belopp=kr"),
    place("economy of a unit", "/economy/?organ=5130"),
    place("economy in a year without figures", "/economy/?ar=1990"),
    place("rounds", "/follow-up/"),
    place("decided report", "/follow-up/", "li:has-text('Beslutad') a"),
    place("bodies", "/bodies/"),
    place("body", "/bodies/SN/"),
    place("decisions", "/decisions/"),
    place("decision", "/decisions/", "main tbody a"),
    place("decisions to carry out", "/decisions/execution/"),
    place("decision that is carried out", "/decisions/execution/", "#executions tbody a"),
    place("meetings", "/meetings/"),
    place("meeting", "/meetings/", "main .due a"),
    place("an earlier day", "/?per=2025-03-01"),
    place("roles", "/sign-in/"),
    place("components", "/components/"),
    place("missing page", "/finns-inte/"),
    place("choice that cannot be", "/?ar=abc"),
)
INTERNAL = (
    place("imports", "/ledger/"),
    place("import", "/ledger/", ".doc-section a"),
    place("upload", "/ledger/upload/"),
    place("rows", "/economy/?organ=5130", "tr.total td a"),
    place("voucher", "/economy/?organ=5130", "tr.total td a", "#rader tbody a"),
    place("values", "/goals/values/"),
    place("draft report", "/follow-up/", "li:has-text('Utkast') a"),
    place("text", "/follow-up/", "li:has-text('Utkast') a", "text=Skriv text"),
    place("a round to open", "/follow-up/new/"),
    place("forecasts", "/follow-up/", "li:has-text('Utkast') a", "text=Lämna prognos"),
)


def preview(page: Page, file: Path) -> None:
    """Send an accounting file, as far as its preview."""
    page.goto("/ledger/")
    page.get_by_role("link", name="Läs in en fil").click()
    page.get_by_label("SIE-fil").set_input_files(file)
    page.get_by_role("button", name="Förhandsgranska").click()
