"""What pages and the API ask about the council's assignments."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from huset.goals.models import Assignment, AssignmentReport, Goal
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
class AssignmentRow:
    """An assignment with what each body says of it."""

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
            Prefetch("reports", told), Prefetch("goals", Goal.objects.order_by("code"))
        )
    )


def _row(assignment: Assignment, model: GovernanceModel, per: date) -> AssignmentRow:
    last = {report.body_id: report for report in assignment.reports.all()}
    told = tuple(
        sorted((_told(r, model) for r in last.values()), key=lambda t: (t.body_code, t.day))
    )
    open_ = any(t.outcome not in {Outcome.DONE, Outcome.ENDED} for t in told)
    return AssignmentRow(
        id=assignment.pk,
        code=assignment.code,
        title=assignment.title,
        text=assignment.text,
        start=assignment.start,
        due=assignment.due,
        overdue=open_ and assignment.due < per,
        resource=assignment.resource,
        told=told,
        goals=tuple((goal.pk, goal.title) for goal in assignment.goals.all()),
        decision=decision_row(assignment.decision),
        source=Source(assignment.source, assignment.source_year),
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
