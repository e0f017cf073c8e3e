"""What pages and the API ask about the council's assignments."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from huset.goals.models import Assignment, AssignmentChange, AssignmentReport, Goal
from huset.goals.words import CHANGES
from huset.kernel.shell import Source
from huset.kernel.status import Status
from huset.model.queries import model_in_force
from huset.model.rules import GovernanceModel
from huset.model.terms import Outcome
from huset.organisation.queries import DecisionRow, decision_row


@dataclass(frozen=True)
class Told:
    """What one body last said of an assignment."""

    body: str
    body_code: str
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
    """An assignment as it read on a day, with what each body says of it and what has changed."""

    id: int
    code: str
    title: str
    text: str
    start: date
    due: date
    overdue: bool
    resource: int | None
    told: tuple[Told, ...]
    goals: tuple[tuple[int, str], ...]
    decision: DecisionRow | None
    source: Source
    changes: tuple[ChangeRow, ...]

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
        found = {told.body_code: told.body for told in self.told}
        return found | ({self.decision.body_code: self.decision.body} if self.decision else {})

    @property
    def bodies(self) -> str:
        """Those who got it, in words."""
        return ", ".join(told.body for told in self.told)


def assignments(
    per: date, *, body_codes: Sequence[str] = (), goal_id: int | None = None
) -> list[AssignmentRow]:
    """Every assignment given by ``per``, of some bodies or of all: overdue first, then by date."""
    found = _assignments(per)
    if body_codes:
        found = found.filter(reports__body__code__in=body_codes).distinct()
    if goal_id is not None:
        found = found.filter(goals=goal_id)
    model = model_in_force(per)
    rows = [_row(a, model, per) for a in found]
    return sorted(rows, key=lambda row: (not row.overdue, row.due, row.code))


def assignment(number: int, per: date) -> AssignmentRow | None:
    """One assignment, if it was given by ``per``."""
    found = _assignments(per).filter(pk=number).first()
    return _row(found, model_in_force(per), per) if found else None


def _assignments(per: date) -> QuerySet[Assignment]:
    told = AssignmentReport.objects.filter(day__lte=per).select_related("body").order_by("day")
    return (
        Assignment.objects.filter(decision__meeting__day__lte=per)
        .select_related("decision__meeting__body")
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
    last = {report.body_id: report for report in assignment.reports.all()}
    told = tuple(
        sorted((_told(r, model) for r in last.values()), key=lambda t: (t.body_code, t.day))
    )
    changes = assignment.changes.all()
    said = _said(assignment, changes, per)
    open_ = any(t.outcome not in {Outcome.DONE, Outcome.ENDED} for t in told)
    return AssignmentRow(
        id=assignment.pk,
        code=assignment.code,
        title=said.title,
        text=said.text,
        start=assignment.start,
        due=said.due,
        overdue=open_ and said.due < per,
        resource=assignment.resource,
        told=told,
        goals=tuple((goal.pk, goal.title) for goal in assignment.goals.all()),
        decision=decision_row(assignment.decision),
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
    months = {model.budget.frame_month, model.budget.election_frame_month}
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
        aside=decided is not None and decided.meeting.day.month not in months,
    )


def _told(report: AssignmentReport, model: GovernanceModel) -> Told:
    outcome = Outcome(report.state)
    return Told(
        body=report.body.name,
        body_code=report.body.code,
        day=report.day,
        status=model.assignment_scale.status(outcome),
        outcome=outcome,
        comment=report.comment,
    )
