"""The report of a round as one document: for a body, or for the whole municipality."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from huset.budget.queries import Economy, economy
from huset.followup.models import BodyReport
from huset.followup.queries.economy import economy_section
from huset.followup.queries.forecasts import ForecastRow, economy_with_forecasts
from huset.followup.queries.rounds import RoundRow, round_of
from huset.followup.queries.words import Said, forecasts, goal_comments, said
from huset.goals.queries import AssignmentRow, GoalRow, assignments, goals
from huset.kernel.context import Context
from huset.kernel.documents.frozen import to_json
from huset.kernel.documents.tree import (
    Block,
    Callout,
    Column,
    ColumnKind,
    Document,
    Paragraph,
    Row,
    Section,
    StatusLine,
    Table,
    prose,
)
from huset.kernel.money import Denomination
from huset.kernel.periods import long_date
from huset.kernel.status import Tone
from huset.model.queries import model_in_force
from huset.model.rules import GovernanceModel
from huset.model.terms import Power, SectionContent
from huset.organisation.queries import organisation


@dataclass(frozen=True)
class Material:
    """Everything that a report is made of."""

    context: Context
    model: GovernanceModel
    round: RoundRow
    title: str
    economy: Economy
    rows: list[ForecastRow]
    total: ForecastRow
    said: Said
    goals: list[GoalRow]
    goal_comments: Mapping[int, str]
    assignments: list[AssignmentRow]
    others: list[tuple[str, Said]]  # the bodies' own words, in the whole municipality's report


def report_document(round_: RoundRow, context: Context) -> Document:
    """Build the report of a round for the body that the reader has chosen, or for the whole.

    What is shown is what was known on the reader's as-of day, in the reader's denomination.
    """
    material = _gather(round_, context)
    point = next(p for p in material.model.rhythm if p.code == round_.point)
    kind = next(t for t in material.model.report_types if t.code == point.report_type)
    decision = material.said.decision
    return Document(
        title=round_.name,
        subtitle=material.title,
        organisation=material.model.municipality,
        date=round_.cutoff,
        subject=f"{kind.name} till och med {long_date(round_.cutoff)}",
        standing=f"Beslutad: {decision}" if decision else "Utkast, inte beslutad",
        example=not round_.source.name,
        sections=tuple(
            Section(f"avsnitt-{number}", section.heading, blocks)
            for number, section in enumerate(kind.sections, start=1)
            if (blocks := tuple(SECTIONS[section.content](material)))
        ),
    )


def document_to_keep(report: BodyReport, day: date) -> dict[str, Any]:
    """Build a body's report as it stood on a day, in mnkr, as the values that are frozen."""
    scope = "" if report.body.code == reporting_body("", day) else report.body.code
    round_ = round_of(report.round.point, report.round.year, day)
    if round_ is None:
        raise LookupError("the round is not over on that day")
    context = Context(scope, report.round.year, day, Denomination.MNKR, today=day)
    kept: dict[str, Any] = json.loads(to_json(report_document(round_, context)))
    return kept


def reporting_body(scope: str, per: date) -> str:
    """Whose words a report holds: the chosen body's, or for the whole the council's."""
    if scope:
        return scope
    model = model_in_force(per)
    deciding = {kind.code for kind in model.with_power(Power.DECIDE_BUDGET)}
    bodies = organisation(per).bodies
    return next((body.code for body in bodies if body.kind in deciding), "")


def _gather(round_: RoundRow, context: Context) -> Material:
    scope = context.scope
    spent = economy(context.per, round_.year, scope=scope, month=round_.month.number)
    expected = forecasts(round_.id, context.per)
    rows, total = economy_with_forecasts(spent, expected, spent.budgeted)
    words = said(round_.id, context.per)
    own = reporting_body(scope, context.per)
    codes = (scope,) if scope else ()
    names = {body.code: body.name for body in organisation(round_.cutoff).bodies}
    return Material(
        context=context,
        model=model_in_force(context.per),
        round=round_,
        title=spent.title,
        economy=spent,
        rows=rows,
        total=total,
        said=words.get(own, Said()),
        goals=goals(context.per, round_.year, body_codes=codes),
        goal_comments=goal_comments(round_.id, context.per),
        assignments=assignments(context.per, body_codes=codes),
        others=[] if scope else [(names.get(c, c), w) for c, w in words.items() if c != own],
    )


def _summary(material: Material) -> list[Block]:
    blocks: list[Block] = list(prose(material.said.summary))
    blocks += [Paragraph(words.summary, lead=name) for name, words in material.others]
    return blocks or [Callout("Sammanfattningen är inte skriven än.", tone=Tone.PARTLY)]


def _goals(material: Material) -> list[Block]:
    rows = [
        Row((f"{goal.code} {goal.title}", goal.body, indicators_of(goal), goal.status))
        for goal in material.goals
    ]
    columns = (
        Column("Mål"),
        Column("Organ"),
        Column("Mätta indikatorer", ColumnKind.NUMBER),
        Column("Måluppfyllelse", ColumnKind.STATUS),
    )
    if not rows:
        return []
    return [Table("Mål och måluppfyllelse", columns, tuple(rows)), *_why(material)]


def indicators_of(goal: GoalRow) -> str:
    """How many of a goal's indicators have a value that counts."""
    return f"{goal.measured} av {len(goal.indicators)}"


def _why(material: Material) -> list[Block]:
    """Why each goal stands where it stands: what its body says, and what its indicators say."""
    blocks: list[Block] = []
    for goal in material.goals:
        measured = " ".join(f"{i.name}: {i.why}" for i in goal.indicators)
        words = material.goal_comments.get(goal.id, "")
        why = " ".join(part for part in (words, measured) if part)
        blocks.append(StatusLine(f"{goal.code} {goal.title}", goal.status, why))
    return blocks


def _assignments(material: Material) -> list[Block]:
    rows = [
        Row((f"{a.code} {a.title}", told.body, a.due.isoformat(), told.status, told.comment))
        for a in material.assignments
        for told in a.told
        if not material.context.scope or told.body_code == material.context.scope
    ]
    columns = (
        Column("Uppdrag"),
        Column("Till"),
        Column("Klart senast"),
        Column("Läge", ColumnKind.STATUS),
        Column("Kommentar"),
    )
    return [Table("Uppdrag från fullmäktige", columns, tuple(rows))] if rows else []


def _actions(material: Material) -> list[Block]:
    blocks: list[Block] = list(prose(material.said.action_needed))
    blocks += [
        Paragraph(words.action_needed, lead=name)
        for name, words in material.others
        if words.action_needed
    ]
    return blocks or [Paragraph("Inga åtgärder behövs utöver dem som redan pågår.")]


def _economy(material: Material) -> list[Block]:
    words = list(prose(material.said.economy))
    return [
        *words,
        *economy_section(material.economy, material.rows, material.total, material.context),
    ]


SECTIONS: Mapping[SectionContent, Callable[[Material], list[Block]]] = {
    SectionContent.SUMMARY: _summary,
    SectionContent.ECONOMY: _economy,
    SectionContent.GOALS: _goals,
    SectionContent.ASSIGNMENTS: _assignments,
    SectionContent.ACTIONS: _actions,
    SectionContent.TEXT: lambda material: [],
}
