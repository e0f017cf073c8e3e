"""The economy of a report: key figures, the table, the chart, and the words on deviations."""

from huset.budget.charts import gap_chart
from huset.budget.queries import Economy
from huset.followup.queries.forecasts import ForecastRow
from huset.kernel.context import Context
from huset.kernel.documents.tree import (
    Block,
    Callout,
    Column,
    ColumnKind,
    Figure,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Row,
    RowKind,
    Table,
)
from huset.kernel.shell import deviation as word_deviation
from huset.kernel.status import Tone

AMOUNT = ColumnKind.AMOUNT
INDENT = "\N{NO-BREAK SPACE}" * 3


def economy_section(
    economy: Economy, rows: list[ForecastRow], total: ForecastRow, context: Context
) -> list[Block]:
    """Give what a report says of the economy, in the reader's denomination."""
    unit = context.denomination.value
    blocks: list[Block] = [_key_figures(economy, total, context)]
    if total.missing:
        text = f"Prognos saknas från {total.missing} enheter, så helårets prognos är inte känd."
        blocks.append(Callout(text, tone=Tone.PARTLY))
    blocks.append(_table(economy, rows, total, context))
    blocks.append(_figure(rows, context))
    blocks += _comments(rows)
    blocks.append(
        Paragraph(
            f"Belopp i {unit}. Kostnader är minus; en avvikelse med plus är bättre än budget."
        )
    )
    return blocks


def _comments(rows: list[ForecastRow]) -> list[Block]:
    """Why units expect to end off their budget; those that expect to keep it need no words."""
    return [
        Paragraph(text, lead=row.row.name)
        for row in rows
        for code, text in row.comments
        if code == row.row.code and row.deviation
    ]


def _key_figures(economy: Economy, total: ForecastRow, context: Context) -> KeyFigures:
    unit = context.denomination.value
    return KeyFigures(
        (
            KeyFigure(
                f"Avvikelse till och med {economy.month.name}",
                f"{context.money(economy.total.deviation, plus=True)} {unit}",
            ),
            KeyFigure(
                "Prognos mot budget, helår",
                f"{context.money(total.deviation, plus=True)} {unit}",
            ),
        )
    )


def _table(
    economy: Economy, rows: list[ForecastRow], total: ForecastRow, context: Context
) -> Table:
    columns = (
        Column("Enhet" if context.scope else "Organ"),
        Column(f"Budget {economy.year}", AMOUNT, "Helår"),
        Column("Prognos", AMOUNT, "Helår"),
        Column("Avvikelse", AMOUNT, "Helår"),
        Column("Periodens budget", AMOUNT, f"Januari–{economy.month.name}"),
        Column("Utfall", AMOUNT, f"Januari–{economy.month.name}"),
        Column("Avvikelse", AMOUNT, f"Januari–{economy.month.name}"),
    )
    lines = [_line(row, context) for row in rows]
    lines.append(_line(total, context, kind=RowKind.TOTAL, name="Summa"))
    return Table(f"Ekonomi {economy.title}, {context.denomination.value}", columns, tuple(lines))


def _line(
    row: ForecastRow, context: Context, *, kind: RowKind = RowKind.NORMAL, name: str = ""
) -> Row:
    known = row.row
    if kind is RowKind.NORMAL and known.depth == 1:
        kind = RowKind.SUBTOTAL
    return Row(
        (
            name or INDENT * max(known.depth - 1, 0) + known.name,
            _net(known.budget, context),
            _net(row.forecast, context),
            _signed(row.deviation, context),
            _net(known.periodised, context),
            _net(known.outcome, context),
            _signed(known.deviation, context),
        ),
        kind,
    )


def _figure(rows: list[ForecastRow], context: Context) -> Figure:
    return Figure(
        caption="Prognosens avvikelse mot budget",
        alternative="Stapeldiagram över prognosens avvikelse mot budget; värdena står i tabellen.",
        chart=gap_chart([(row.row, row.deviation) for row in rows], context.denomination),
    )


def _net(net_cost: int | None, context: Context) -> str:
    return context.money(None if net_cost is None else -net_cost)


def _signed(gap: int | None, context: Context) -> str:
    return str(word_deviation(gap, context.denomination)).strip()
