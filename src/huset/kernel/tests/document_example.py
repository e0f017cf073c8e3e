"""A report with every kind of block, and a long one to measure by."""

from datetime import date

from huset.kernel.charts import specs
from huset.kernel.documents import tree
from huset.kernel.documents.tree import Column, ColumnKind, Row, RowKind
from huset.kernel.money import Denomination, show
from huset.kernel.status import Status, Tone

GOOD = Status("Uppfyllt", "●", Tone.GOOD)
PARTLY = Status("Delvis uppfyllt", "▲", Tone.PARTLY)
BAD = Status("Inte uppfyllt", "■", Tone.BAD)
NEUTRAL = Status("Inte mätt", "○", Tone.NEUTRAL)
NASTY = (
    '# rubrik *fet* $x^2$ \\ "citat" @namn // not [inom] <b>&amp; {{ x }} _~`=-+ å\u00a0ä ö \u2212'
)


def tkr(ore: int | None) -> str:
    return show(ore, Denomination.TKR)


MONEY = ("Budget", "Utfall", "Avvikelse", "Prognos", "Prognosavvikelse", "Föregående", "Ändring")


def budget_table(rows: int, *, figures: int = 7, caption: str = "Budget och utfall, tkr"):
    columns = (
        Column("Nämnd"),
        *(
            Column(MONEY[n % 7], ColumnKind.AMOUNT, "Perioden" if n < 3 else "Helår")
            for n in range(figures)
        ),
        Column("Status", ColumnKind.STATUS),
    )
    bodies = ("Kommunstyrelsen", "Barn- och utbildningsnämnden", "Socialnämnden", "Miljönämnden")
    body = tuple(
        Row(
            (
                f"{bodies[n % 4]} {n}",
                *(tkr(-123_456_789 * (n + 1) * (f + 1)) for f in range(figures)),
                (GOOD, PARTLY, BAD, NEUTRAL)[n % 4],
            )
        )
        for n in range(rows)
    )
    none = (None,) * figures
    head = Row(("Nämnder under fullmäktige",), RowKind.HEAD)
    ends = (
        Row(("Delsumma", *none, None), RowKind.SUBTOTAL),
        Row(("Summa", *(tkr(-98_765_432_100) for _ in none), None), RowKind.TOTAL),
    )
    notes = ("Ett plustecken betyder bättre än budget.",)
    return tree.Table(caption, columns, (head, *body, *ends), notes)


LINE = specs.line_with_target(
    [
        specs.Point("2022", 61.2, 70),
        specs.Point("2023", None, 72),
        specs.Point("2024", 66, 74),
        specs.Point("2025", 68.5, 76),
    ],
    "Andel, %",
)
VALUES = tree.Table(
    "Andel nöjda, procent",
    (Column("År"), Column("Utfall", ColumnKind.NUMBER), Column("Mål", ColumnKind.NUMBER)),
    (Row(("2022", "61,2", "70")), Row(("2023", None, "72")), Row(("2025", "68,5", "76"))),
)
PROSE = (
    "Kommunkoncernens resultat för perioden är bättre än budgeterat. Avvikelsen beror främst på "
    "att skatteintäkterna blivit högre än beräknat och på att flera tjänster varit vakanta under "
    "våren. Nämnderna redovisar sammantaget ett underskott, som förklaras av ökade kostnader för "
    "placeringar och skolskjuts."
)


def example() -> tree.Document:
    return tree.Document(
        "Delårsrapport januari till augusti",
        "Exempelkommun",
        date(2025, 8, 31),
        (
            tree.Section(
                "sammanfattning",
                "Sammanfattning",
                (
                    tree.Paragraph(PROSE),
                    tree.KeyFigures(
                        (
                            tree.KeyFigure("Resultat", "+12,4 mnkr", "Budget +8,0 mnkr", GOOD),
                            tree.KeyFigure("Nettokostnadsandel", "97,2 %", "", PARTLY),
                            tree.KeyFigure("Soliditet", "41 %"),
                            tree.KeyFigure("Investeringar", "\u221256,1 mnkr", "Budget 98"),
                        )
                    ),
                    tree.Callout("Två nämnder saknar rapport.", "Att känna till", Tone.PARTLY),
                ),
            ),
            tree.Section(
                "mal",
                "Mål och indikatorer",
                (
                    tree.StatusLine("Nöjda invånare", PARTLY, "Indikatorn ökar, men når inte."),
                    tree.StatusLine("Trygg ekonomi", GOOD),
                    tree.Bullets(("Första punkten", "Andra punkten", NASTY)),
                ),
                (
                    tree.Section(
                        "invanare",
                        "Invånarna i centrum",
                        (
                            tree.Paragraph(PROSE, "Analys."),
                            tree.Figure(
                                "Andel nöjda invånare",
                                "Andelen ökar från 61,2 till 68,5 procent men når inte målet 76.",
                                LINE,
                                VALUES,
                            ),
                        ),
                    ),
                ),
            ),
            tree.Section(
                "ekonomi",
                "Ekonomi",
                (
                    tree.Paragraph(NASTY),
                    budget_table(4),
                    budget_table(5, figures=14, caption="Bred tabell"),
                    tree.Facts(
                        (
                            tree.Fact("Beslutsorgan", "Kommunfullmäktige"),
                            tree.Fact("Diarienummer", "KS 2025/123"),
                        )
                    ),
                    tree.Links(
                        "Källor",
                        (tree.Link("Kolada", "https://www.kolada.se/"), tree.Link("SIE-fil, juli")),
                    ),
                ),
            ),
        ),
        subtitle="Uppföljning efter andra tertialet",
        author="Ekonomiavdelningen",
        subject="Delårsrapport",
        standing="Utkast",
        example=True,
    )


def long_report(sections: int = 30) -> tree.Document:
    return tree.Document(
        "Årsredovisning 2025",
        "Exempelkommun",
        date(2025, 12, 31),
        tuple(
            tree.Section(
                f"del-{n}",
                f"Del {n}",
                (*(tree.Paragraph(PROSE) for _ in range(16)), budget_table(22)),
            )
            for n in range(sections)
        ),
    )
