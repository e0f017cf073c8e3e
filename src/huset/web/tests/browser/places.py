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


V6, SN1 = ("/goals/", "#goals >> text=/^V6 /"), ("/goals/", "#goals >> text=/^SN1 /")
INDICATOR = "[aria-labelledby=indicators] tbody a"


def place(name: str, start: str, *links: str) -> Place:
    return Place(name, start, links)


DOCUMENT = "#documents tbody a"
KNOWN = "main a:has-text('Kommunikationsplan')"
PUBLIC = (
    place("house", "/"),
    place("house in outline", "/?detalj=oversikt"),
    place("search", "/search/"),
    place("hits of a search", "/search/?q=skola&gallde=alla"),
    place("a misspelt search", "/search/?q=äldreomsrog"),
    place("a search without hits", "/search/?q=xyzzy"),
    place("house with all", "/?detalj=allt"),
    place("house with a part chosen", "/?del=goals"),
    place("house on a wall", "/?vy=vagg&detalj=oversikt&del=budget"),
    place("part in the roof", "/", "[data-part].roof"),
    place("part on a floor", "/parts/budget/"),
    place("part in the foundation", "/", "[data-part].foundation"),
    place("part beside the house", "/", "[data-part].outside_left"),
    place("part with plans", "/parts/committee_plans/?organ=SN"),
    place("the tour", "/tour/"),
    place("direction", "/direction/"),
    place("versions of the plan", "/direction/plan/"),
    place("version of the vision", "/direction/vision/", "main tbody a"),
    place("what differs", "/direction/vision/difference/"),
    place("core missions", "/missions/"),
    place("core mission", "/missions/?organ=SN", "main tbody th a"),
    place("key figure", "/missions/?organ=SN", "main tbody th a", "[aria-labelledby=figures] a"),
    place("external steering", "/direction/steering/"),
    place("law", "/direction/steering/", "main tbody a"),
    place("law with chapters", "/direction/steering/KL/?urval=med"),
    place("global goals", "/direction/steering/A2030/"),
    place("reviews", "/direction/reviews/"),
    place("coverage", "/direction/coverage/?styrning=BARN"),
    place("coverage with targets", "/direction/coverage/?styrning=A2030", "a.links"),
    place("training", "/direction/training/"),
    place("governing documents", "/documents/"),
    place("governing document", "/documents/?sok=samtal", "#documents tbody a"),
    place("expired document", "/documents/?status=expired", "#documents tbody a"),
    place("scanned document", "/documents/?sok=resepolicy", "#documents tbody a"),
    place("no documents", "/documents/?sok=finns-inte"),
    place("editions compared", "/documents/?sok=samtal", DOCUMENT, "text=Jämför utgåvor"),
    place("what documents lack", "/documents/lists/"),
    place("nothing lacking", "/documents/lists/?lista=unowned"),
    place("goals", "/goals/"),
    place("no goals", "/goals/?ar=1990"),
    place("goal", "/goals/", "#goals tbody a"),
    place("indicator", "/goals/", "#goals tbody a", "[aria-labelledby=indicators] tbody a"),
    place("golden thread", "/thread/"),
    place("golden thread from a goal", "/thread/matrix/", ".thread-matrix tbody a"),
    place("golden thread as a table", "/thread/table/"),
    place("golden thread as a matrix", "/thread/matrix/", ".thread-matrix .cell"),
    place("broken threads", "/thread/broken/"),
    place("assignments", "/assignments/"),
    place("assignment", "/assignments/", "#assignments tbody a"),
    place("all assignments", "/assignments/?visa=alla"),
    place("economy", "/economy/"),
    place("economy of a committee", "/economy/?organ=SN&belopp=kr"),
    place("economy of a unit", "/economy/?organ=5130"),
    place("economy in a year without figures", "/economy/?ar=1990"),
    place("rounds", "/follow-up/"),
    place("decided report", "/follow-up/", "li:has-text('Beslutad') a"),
    place("bodies", "/bodies/"),
    place("body", "/bodies/SN/"),
    place("company", "/bodies/VEMAB/"),
    place("unit", "/bodies/SN/", "[aria-labelledby=units] tbody a"),
    place("people", "/people/"),
    place("person", "/people/", "#people tbody a"),
    place("reorganisations", "/reorganisations/"),
    place("decided reorganisation", "/reorganisations/", "tr:has-text('§') a"),
    place("rights", "/rights/"),
    place("files of the organisation", "/organisation/files/"),
    place("sign-in with a password", "/sign-in/password/"),
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
    place("values to report", "/goals/report/"),
    place("values to correct", "/goals/report/?organ=SN&period=2025-12"),
    place("an assignment to report", "/assignments/", "#assignments tbody a", "text=/^Rapportera/"),
    place("draft report", "/follow-up/", "li:has-text('Utkast') a"),
    place("text", "/follow-up/", "li:has-text('Utkast') a", "text=Skriv text"),
    place("a round to open", "/follow-up/new/"),
    place("forecasts", "/follow-up/", "li:has-text('Utkast') a", "text=Lämna prognos"),
)

PLAN, ADD = ("/reorganisations/", "tr:has-text('Utkast') a"), "main .buttons >> text="
YEARS, FIRST = "[aria-label='År'] li", "main .due a"
MEETING = ("/meetings/?organ=SN", f"{YEARS}:last-child a", FIRST)
TICK = "[name^=valid_]"
HELD = ("/meetings/?organ=KF", f"{YEARS}:first-child a", FIRST)
HERE = "main .page-head >> text="
MISSION = ("/missions/?organ=SN", "main tbody th a")
PERSON = ("/people/?roll=chair", "#people tbody a")
WITHIN = {  # for each role, the pages that are seen because of its rights
    "controller": (
        place("a law to list", "/direction/steering/new/"),
        place("a law to change", "/direction/steering/KL/", f"{HERE}Ändra"),
        place("a law to end", "/direction/steering/KL/", f"{HERE}Avsluta"),
        place("a provision to add", "/direction/steering/KL/", f"{HERE}Lägg till bestämmelse"),
        place("a provision to correct", "/direction/steering/BARN/", ".provisions >> text=Rätta"),
        place("a review to confirm", "/direction/reviews/", "main tbody .button"),
        place("training to tell of", "/direction/training/", "tbody >> text=Redovisa"),
        place("training to correct", "/direction/training/", "tbody >> text=Rätta"),
        place("document to register", "/documents/new/"),
        place("draft of an edition", "/documents/?sok=gåvor", "#documents tbody a"),
        place("document to change", "/documents/?sok=samtal", DOCUMENT, f"{HERE}Ändra uppgifter"),
        place("edition to add", "/documents/?sok=samtal", DOCUMENT, f"{HERE}Ny utgåva"),
        place("communication plan", "/documents/?sok=samtal", DOCUMENT, KNOWN),
        place("step to add", "/documents/?sok=samtal", DOCUMENT, KNOWN, f"{HERE}Lägg till"),
        place(
            "step to change", "/documents/?sok=samtal", DOCUMENT, KNOWN, "main .cards >> text=Ändra"
        ),
        place("whom a step reaches", "/documents/?sok=samtal", DOCUMENT, KNOWN, "text=Vilka nås"),
        place("document to read", "/documents/?sok=informations", DOCUMENT, "main >> text=Läs och"),
        place("what to mend", "/documents/lists/?lista=missing"),
        place("document to review", "/documents/?sok=samtal", DOCUMENT, f"{HERE}Översyn"),
        place("document to end", "/documents/?sok=samtal", DOCUMENT, f"{HERE}Upphäv"),
        place("draft to change", "/documents/?sok=gåvor", DOCUMENT, "text=Ändra utkastet"),
        place("a part's text", "/parts/goals/", "text=Ändra texten"),
        place("draft of the vision", "/direction/vision/", "tr:has-text('Utkast') a"),
        place("draft to change", "/direction/vision/", "tr:has-text('Utkast') a", f"{HERE}Ändra"),
        place("plan to write", "/direction/plan/new/"),
        place("values to write", "/direction/values/new/"),
        place("comment to change", "/goals/?organ=SN", "text=/^SN1 /", ".comment >> text=Ändra"),
        place("what a goal rests on", "/goals/", "#goals tbody a", f"{HERE}Koppla"),
        place("new version of a goal", *V6, "main >> text=Visa förslaget"),
        place("version to change", *V6, "main >> text=Visa förslaget", f"{HERE}Ändra"),
        place("why a goal is to change", *SN1, f"{HERE}Föreslå en ny version"),
        place("goal to hang elsewhere", *SN1, "main >> text=Visa hela tråden", f"{HERE}Flytta"),
        place("who answers for an indicator", *SN1, INDICATOR, f"{HERE}Ändra ansvarig"),
        place("drafts of assignments", "/assignments/drafts/"),
        place("draft of an assignment", "/assignments/drafts/", "#drafts tbody a"),
        place("assignment to write", "/assignments/drafts/new/"),
        place("assignment to change", "/assignments/drafts/", "#drafts tbody a", f"{HERE}Ändra"),
        place("what an assignment rests on", "/assignments/", "tbody a", f"{HERE}Koppla"),
        place("core mission to add", "/missions/new/SN/"),
        place("core mission to change", *MISSION, f"{HERE}Ändra"),
        place("core mission to end", *MISSION, f"{HERE}Avsluta"),
        place("key figure to add", *MISSION, "main >> text=Lägg till"),
        place("key figure to change", *MISSION, "main tbody >> text=Ändra"),
        place("key figure to take away", *MISSION, "main tbody >> text=Ta bort"),
        place("draft reorganisation", *PLAN),
        place("a plan to begin", "/reorganisations/new/"),
        place("a plan's title and day", *PLAN, f"{HERE}Ändra titel"),
        place("a body to found", *PLAN, f"{ADD}Inrätta ett organ"),
        place("a unit to open", *PLAN, f"{ADD}Öppna en enhet"),
        place("units to move", *PLAN, f"{ADD}Flytta enheter"),
        place("a unit to rename", *PLAN, f"{ADD}Byt namn på en enhet"),
        place("a unit to close", *PLAN, f"{ADD}Stäng en enhet"),
        place("goals to move", *PLAN, f"{ADD}Flytta mål"),
        place("a frame to move", *PLAN, f"{ADD}Flytta ram"),
        place("a body to end", *PLAN, f"{ADD}Avveckla ett organ"),
    ),
    "systemförvaltare": (
        place("a body's rights", "/rights/?organ=SN"),
        place("body to change", "/bodies/SN/"),
        place("body to found", "/organisation/bodies/new/"),
        place("body to correct", "/bodies/SN/", f"{HERE}Rätta"),
        place("body to end", "/bodies/SN/", f"{HERE}Avsluta"),
        place("share", "/bodies/VEMAB/", f"{HERE}Lägg till ägare"),
        place("share to end", "/bodies/VEMAB/", "text=Avsluta andelen"),
        place("remit", "/bodies/SN/", f"{HERE}Lägg till reglemente eller direktiv"),
        place("remit to end", "/bodies/SN/", "main .card >> text=/^Avsluta /"),
        place("unit to open", "/bodies/SN/", f"{HERE}Öppna enhet"),
        place("unit to move", "/units/5130/", f"{HERE}Flytta"),
        place("unit to close", "/units/5130/", f"{HERE}Stäng"),
        place("unit to correct", "/units/5130/", f"{HERE}Rätta"),
        place("files to send", "/organisation/files/"),
        place("gaps", "/people/gaps/"),
        place("an extract to make", *PERSON, f"{HERE}Registerutdrag"),
        place("privacy", "/privacy/"),
        place("log", "/log/"),
        place("log of one kind", "/log/", "#rader tbody a"),
        place("support", "/support/"),
        place("nobody to see as", "/support/?sok=finns-inte"),
    ),
    "registrator": (
        place("meetings to plan", "/meetings/new/"),
        place("planned meeting", *MEETING),
        place("meeting to move", *MEETING, f"{HERE}Flytta"),
        place("meeting to cancel", *MEETING, f"{HERE}Ställ in"),
        place("held meeting", *HELD),
        place("decision with something to tick", *HELD, f"{HERE}Registrera beslut", TICK),
        place("execution", "/decisions/execution/", "#executions tbody a", f"{HERE}Rapportera"),
        place("no execution", "/decisions/execution/?lage=carried_out&motioner=on"),
        place("person in full", *PERSON),
        place("person to add", "/people/new/"),
        place("person to correct", *PERSON, f"{HERE}Rätta uppgifter"),
        place("mandate to give", *PERSON, f"{HERE}Ge ett uppdrag"),
        place("mandate to correct", *PERSON, "main tbody >> text=Rätta"),
        place("mandate to end", *PERSON, "main tbody >> text=Avsluta"),
        place("people as a file", "/people/import/"),
    ),
    "ordförande": (place("report to a chair", "/follow-up/", "li:has-text('Socialnämnden') a"),),
    "enhetschef": (
        place("own mandates", "/people/me/"),
        place("own mandate to hand over", "/people/me/", "text=Lämna över"),
        place("work", "/work/"),
        place("a conversation", "/work/", "text=Läs och svara"),
        place("whom one can mention", "/work/", "text=Läs och svara", "text=Nämn någon"),
        place("calendar", "/account/calendar/"),
        place("mailings", "/account/mailings/"),
        place("account", "/account/"),
        place("tokens", "/tokens/"),
    ),
}


def preview(page: Page, file: Path) -> None:
    """Send an accounting file, as far as its preview."""
    page.goto("/ledger/")
    page.get_by_role("link", name="Läs in en fil").click()
    page.get_by_label("SIE-fil").set_input_files(file)
    page.get_by_role("button", name="Förhandsgranska").click()
