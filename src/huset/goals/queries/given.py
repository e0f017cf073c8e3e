"""What pages and the API ask about the council's assignments."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from huset.goals.models import Assignment, AssignmentChange, AssignmentReport, Goal
from huset.goals.words import CHANGES
from huset.kernel.context import FIRST_YEAR, LAST_YEAR
from huset.kernel.importing import kinds
from huset.kernel.importing.tables import Column, Columns
from huset.kernel.money import Denomination
from huset.kernel.shell import Source
from huset.kernel.status import Status
from huset.model.queries import model_in_force
from huset.model.rules import GovernanceModel
from huset.model.terms import Outcome
from huset.organisation.queries import DecisionRow, decision_row

FINISHED = {Outcome.DONE, Outcome.ENDED}


@dataclass(frozen=True)
class Told:
    """What one body last said of an assignment; one of several may coordinate it."""

    body: str
    body_code: str
    coordinates: bool
    day: date
    status: Status
    outcome: Outcome
    comment: str


@dataclass(frozen=True)
class ChangeRow:
    """That the council has ended, extended or changed an assignment, or that someone proposes it.

    Without a ``decision`` it is a proposal. It is ``aside`` when it was decided in another month
    than the budget's frames.
    """

    id: int
    what: str
    why: str
    due: date | None
    title: str
    text: str
    proposed: date
    proposed_by: str
    body_code: str
    decision: DecisionRow | None
    aside: bool


@dataclass(frozen=True)
class AssignmentRow:
    """An assignment as it read on a day, with what each body says of it and what has changed.

    It is ``finished`` when every body has done it, or the council has ended it: until then it is
    carried over from year to year (S077). It is ``aside`` when it was given in another month than
    the budget's frames (S075). ``recipients`` are also those who have not begun by the day.
    ``resource`` is öre; ``None`` is within the frame.
    """

    id: int
    code: str
    title: str
    text: str
    start: date
    due: date
    finished: bool
    overdue: bool
    report_back: date | None
    resource: int | None
    resource_year: int | None
    recipients: tuple[Told, ...]
    told: tuple[Told, ...]
    goals: tuple[tuple[int, str], ...]
    decision: DecisionRow | None
    aside: bool
    source: Source
    changes: tuple[ChangeRow, ...]

    def applies_in(self, year: int) -> bool:
        """Tell whether it is under way in some part of a year, as far as is known."""
        return self.start.year <= year and (self.due.year >= year or not self.finished)

    @property
    def decided_changes(self) -> tuple[ChangeRow, ...]:
        """What the council has changed."""
        return tuple(change for change in self.changes if change.decision)

    @property
    def proposals(self) -> tuple[ChangeRow, ...]:
        """What waits for the council."""
        return tuple(change for change in self.changes if not change.decision)

    @property
    def parties(self) -> dict[str, str]:
        """Those that got it, and the one that gave it: name by code."""
        found = {told.body_code: told.body for told in self.recipients}
        return found | ({self.decision.body_code: self.decision.body} if self.decision else {})

    @property
    def bodies(self) -> str:
        """Those who got it, in words."""
        return ", ".join(told.body for told in self.recipients)


def assignments(
    per: date, *, body_codes: Sequence[str] = (), goal_id: int | None = None
) -> list[AssignmentRow]:
    """Every assignment given by ``per``, of some bodies or of all: overdue first, finished last."""
    found = _assignments(per)
    if body_codes:
        found = found.filter(reports__body__code__in=body_codes).distinct()
    if goal_id is not None:
        found = found.filter(goals=goal_id)
    model = model_in_force(per)
    rows = [_row(a, model, per) for a in found]
    return sorted(rows, key=lambda row: (not row.overdue, row.finished, row.due, row.code))


def assignment(number: int, per: date) -> AssignmentRow | None:
    """One assignment, if it was given by ``per``."""
    found = _assignments(per).filter(pk=number).first()
    return _row(found, model_in_force(per), per) if found else None


def assignment_columns(denomination: Denomination) -> Columns:
    """The columns of the list as a file: a row for each body that got an assignment."""
    return (
        Column("Kod", kinds.text(20)),
        Column("Uppdrag", kinds.text(200)),
        Column("Organ", kinds.text(200)),
        Column("Samordnar", kinds.text(3)),
        Column("Läge", kinds.text(60)),
        Column("Sagt den", kinds.day()),
        Column("Kommentar", kinds.text(5_000)),
        Column("Börjar", kinds.day()),
        Column("Klart senast", kinds.day()),
        Column("Försenat", kinds.text(3)),
        Column("Återrapporteras", kinds.day()),
        Column(f"Resurs, {denomination}", kinds.amount(denomination)),
        Column("Resursens år", kinds.whole(FIRST_YEAR, LAST_YEAR)),
        Column("Mål", kinds.text(2_000)),
        Column("Beslut", kinds.text(200)),
    )


def assignment_cells(rows: Iterable[AssignmentRow]) -> Iterator[tuple[object, ...]]:
    """The cells of the list as a file. An empty resource is within the frame."""
    for row in rows:
        for one in row.recipients:
            yield (
                row.code,
                row.title,
                one.body,
                "Ja" if one.coordinates else "",
                one.status.word,
                one.day,
                one.comment,
                row.start,
                row.due,
                "Ja" if row.overdue else "",
                row.report_back,
                row.resource,
                row.resource_year,
                "; ".join(title for _, title in row.goals),
                str(row.decision or ""),
            )


def _assignments(per: date) -> QuerySet[Assignment]:
    told = AssignmentReport.objects.select_related("body").order_by("day", "pk")
    return (
        Assignment.objects.filter(decision__meeting__day__lte=per)
        .select_related("decision__meeting__body", "coordinator")
        .prefetch_related(
            Prefetch("reports", told),
            Prefetch("goals", Goal.objects.order_by("code")),
            Prefetch(
                "changes",
                AssignmentChange.objects.filter(proposed__lte=per).select_related(
                    "proposed_by", "decision__meeting__body"
                ),
            ),
        )
    )


def _row(assignment: Assignment, model: GovernanceModel, per: date) -> AssignmentRow:
    last: dict[int, AssignmentReport] = {}
    for report in assignment.reports.all():
        if report.day <= per or report.body_id not in last:
            last[report.body_id] = report
    recipients = tuple(sorted((_told(r, model) for r in last.values()), key=lambda t: t.body_code))
    changes = assignment.changes.all()
    said = _said(assignment, changes, per)
    finished = all(one.outcome in FINISHED for one in recipients)
    return AssignmentRow(
        id=assignment.pk,
        code=assignment.code,
        title=said.title,
        text=said.text,
        start=assignment.start,
        due=said.due,
        finished=finished,
        overdue=not finished and said.due < per,
        report_back=assignment.report_back,
        resource=assignment.resource,
        resource_year=assignment.resource_year,
        recipients=recipients,
        told=tuple(one for one in recipients if one.day <= per),
        goals=tuple((goal.pk, goal.title) for goal in assignment.goals.all()),
        decision=decision_row(assignment.decision),
        aside=assignment.decision is not None and _aside(assignment.decision.meeting.day, model),
        source=Source(assignment.source, assignment.source_year),
        changes=tuple(_change(change, model, per) for change in changes),
    )


@dataclass(frozen=True)
class _Said:
    title: str
    text: str
    due: date


def _said(assignment: Assignment, changes: Iterable[AssignmentChange], per: date) -> _Said:
    """What an assignment said on a day: what was decided later is undone, the last first."""
    said = _Said(assignment.title, assignment.text, assignment.due)
    decided = [(c.decision.meeting.day, c.pk, c) for c in changes if c.decision]
    for day, _, change in sorted(decided, reverse=True):
        if day > per:
            former = change.former
            said = _Said(former["title"], former["text"], date.fromisoformat(former["due"]))
    return said


def _change(change: AssignmentChange, model: GovernanceModel, per: date) -> ChangeRow:
    decided = change.decision
    if decided is not None and decided.meeting.day > per:
        decided = None  # it was a proposal then
    return ChangeRow(
        id=change.pk,
        what=CHANGES[change.kind],
        why=change.why,
        due=change.due,
        title=change.title,
        text=change.text,
        proposed=change.proposed,
        proposed_by=change.proposed_by.name,
        body_code=change.proposed_by.code,
        decision=decision_row(decided),
        aside=decided is not None and _aside(decided.meeting.day, model),
    )


def _aside(decided: date, model: GovernanceModel) -> bool:
    return decided.month not in {model.budget.frame_month, model.budget.election_frame_month}


def _told(report: AssignmentReport, model: GovernanceModel) -> Told:
    outcome = Outcome(report.state)
    return Told(
        body=report.body.name,
        body_code=report.body.code,
        coordinates=report.body_id == report.assignment.coordinator_id,
        day=report.day,
        status=model.assignment_scale.status(outcome),
        outcome=outcome,
        comment=report.comment,
    )
