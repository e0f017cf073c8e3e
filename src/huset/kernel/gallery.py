"""What the gallery of components shows: made-up values, one for each variant."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from django import forms

from huset.kernel.differences import differences, laid_out
from huset.kernel.history import NOTHING, Change, HistoryLine, VersionLine
from huset.kernel.money import Denomination, show
from huset.kernel.shell import (
    Due,
    Fact,
    KeyFigure,
    NavItem,
    Notice,
    Pagination,
    Source,
    ThreadStep,
    deviation,
)
from huset.kernel.status import Status, Tone

MNKR = 100_000_000
GOOD = Status("Enligt plan", "✓", Tone.GOOD)
PARTLY = Status("Delvis", "◐", Tone.PARTLY)
BAD = Status("Avviker", "✕", Tone.BAD)
UNKNOWN = Status("Inte mätt", "○", Tone.NEUTRAL)


@dataclass(frozen=True)
class Row:
    """A row of the example table, in whole mnkr; ``kind`` is the row's class."""

    kind: str
    label: str
    budget: int
    outcome: int
    forecast: int

    @property
    def amounts(self) -> list[str]:
        """The columns before the deviation."""
        columns = (self.budget, self.outcome, self.forecast)
        return [show(amount * MNKR, Denomination.MNKR) for amount in columns]

    @property
    def deviation(self) -> Status:
        """How the year looks to end against the budget."""
        return deviation((self.forecast - self.budget) * MNKR, Denomination.MNKR)


class ExampleForm(forms.Form):
    """One field of each sort; sent without a title, so that an error shows."""

    title = forms.CharField(label="Rubrik", help_text="Kort och utan förkortningar.")
    text = forms.CharField(label="Kommentar", required=False, widget=forms.Textarea)
    unit = forms.ChoiceField(label="Enhet", choices=[("1", "Ekskolan"), ("2", "Förskolan")])
    due = forms.DateField(label="Klart senast", widget=forms.DateInput({"type": "date"}))
    status = forms.ChoiceField(
        label="Läge",
        choices=[("1", "Enligt plan"), ("2", "Delvis"), ("3", "Avviker")],
        widget=forms.RadioSelect,
    )
    public = forms.BooleanField(label="Visas för alla", required=False)


def items(*labels: str, current: int) -> tuple[NavItem, ...]:
    """Make places in a row, of which one is where the reader stands."""
    return tuple(NavItem(label, "#innehall", i == current) for i, label in enumerate(labels))


STATES = {
    "statuses": (GOOD, PARTLY, BAD, UNKNOWN),
    "deviations": [deviation(n * MNKR, Denomination.MNKR) for n in (12, -11, 0)],
    "sources": (Source("Kolada", 2025, "#innehall"), Source("Bokslut", 2025), Source()),
    "notices": (
        Notice(Tone.GOOD, "Sparat. Prognosen är lämnad till nämnden."),
        Notice(Tone.PARTLY, "Två enheter har inte lämnat prognos. De har tid till 10 december."),
        Notice(Tone.BAD, "Filen lästes inte in: rad 14, kolumn Belopp är inte ett tal."),
        Notice(Tone.NEUTRAL, "Utkastet sparas medan du skriver."),
    ),
}

CARDS = {
    "figures": (
        KeyFigure("Prognos för året", "−8,0", "mnkr", "Mot budget", BAD, "#innehall"),
        KeyFigure("Mål som nås", "9", "av 12", "Efter andra tertialet", PARTLY, "#innehall"),
        KeyFigure("Efterlevnad", "214", "av 251", "21 delvis, 9 inte, 7 att intyga"),
        KeyFigure("Sjukfrånvaro", "5,8", "procent", "Mål: högst 6,0", GOOD),
    ),
    "facts": (
        Fact("Ansvarig", "Skolchef, Barn- och utbildningsförvaltningen"),
        Fact("Gäller", "1 januari 2024 till 31 december 2026"),
        Fact("Stöder", "Fler elever når målen", "#innehall"),
    ),
}

TABLE = {
    "columns": ("Budget", "Utfall till september", "Prognos"),
    "rows": (
        Row("level-1", "Grundskola", -212, -160, -213),
        Row("level-1", "Förskola", -118, -87, -116),
        Row("level-1", "Gymnasieskola", -96, -72, -96),
        Row("subtotal", "Barn- och utbildningsnämnden", -426, -319, -425),
        Row("level-1", "Äldreomsorg", -231, -182, -243),
        Row("level-1", "Individ- och familjeomsorg", -65, -45, -62),
        Row("subtotal", "Socialnämnden", -296, -227, -305),
        Row("total", "Summa", -722, -546, -730),
    ),
    "pagination": Pagination("Rad 26 till 50 av 112", items("1", "2", "3", current=1), "#", "#"),
}

UNIT_GOAL = ThreadStep("Enhetsmål", "Läslust varje dag", "#innehall", "Ekskolan", GOOD)
THREAD = {
    "steps": (
        ThreadStep("Vision", "En kommun där livet får växa", "#innehall", "Kommunfullmäktige"),
        ThreadStep("Inriktningsmål", "Fler elever når målen", "#innehall", "2026", PARTLY),
        ThreadStep(
            kind="Nämndmål",
            title="Alla barn läser före årskurs 3",
            url="#innehall",
            note="Barn- och utbildningsnämnden",
            status=PARTLY,
            current=True,
        ),
        UNIT_GOAL,
        ThreadStep("Aktivitet", "Lästimme på fritids", "#innehall", "Klart 15 december", GOOD),
    ),
    "broken": (
        ThreadStep("Nämndmål", "Ett rikt föreningsliv", "#innehall", broken=True),
        UNIT_GOAL,
    ),
    "due": (
        Due(date(2026, 11, 24), "Ramar beslutas", "", "Kommunfullmäktige", GOOD),
        Due(date(2026, 11, 30), "Detaljbudgetar till kommunstyrelsen", "#innehall", "", PARTLY),
        Due(date(2026, 12, 1), "Nämndplan, socialnämnden", "#innehall", "", BAD),
    ),
}

WAYS = {
    "crumbs": items("Huset", "Om systemet", "Komponenter", current=2),
    "tabs": items("Träd", "Tabell", "Matris", current=1),
    "levels": items("Översikt", "Innehåll", "Allt", current=1),
}


SPARK = {
    "spark": {
        "says": "Från 65 till 72 procent på fem år, ett år saknas",
        "width": 120,
        "height": 32,
        "lines": ["4,26 32,22 60,24"],
        "alone": [(88, 15)],
        "last": (116, 8),
        "target": 6,
    },
}


HISTORY = {
    "history": [
        HistoryLine(
            number=412,
            at=datetime(2026, 11, 16, 9, 30, tzinfo=UTC),
            who="Controller",
            mandate="Controller · Ekonomi och upphandling",
            what="Ändrade ramen",
            subject="",
            subject_id=0,
            kind="ram",
            about="",
            changes=(Change("belopp", "205,0 mnkr", "204,2 mnkr"), Change("plan", NOTHING, "nej")),
            why="Den nya nämnden får medel för sin start.",
        ),
    ],
    "versions": [
        VersionLine(1, datetime(2026, 6, 2, 14, 5, tzinfo=UTC), "3f8a" * 16, whole=True),
        VersionLine(2, datetime(2026, 9, 2, 14, 5, tzinfo=UTC), "90bc" * 16, whole=False),
    ],
}

BEFORE = """Reglemente för en nämnd
Nämnden sammanträder en gång i månaden.
Kallelsen skickas sju dagar i förväg.
Ordföranden leder sammanträdet.
Protokollet justeras inom fjorton dagar.
Nämnden lämnar en rapport om året."""
AFTER = """Reglemente för en nämnd
Nämnden sammanträder en gång i månaden.
Kallelsen skickas sju dagar i förväg.
Ordföranden leder sammanträdet.
Protokollet justeras inom fjorton dagar.
Nämnden lämnar två rapporter om året till kommunstyrelsen.
Ledamöter får delta på distans."""


def gallery() -> dict[str, object]:
    """Gather everything that the gallery's templates ask for."""
    form = ExampleForm({"unit": "1", "due": "2026-12-10", "status": "2"})
    compared = {"stretches": laid_out(differences(BEFORE, AFTER))}
    return STATES | CARDS | TABLE | THREAD | HISTORY | WAYS | SPARK | {"form": form} | compared
