"""What people do with drafts of assignments: write, change and drop them."""

from collections.abc import Iterable
from typing import Any

from huset.goals.actions.drafting import GONE, OVERTAKEN
from huset.goals.models import Assignment, AssignmentReport, Goal
from huset.goals.queries.giving import AssignmentContent, assignment_mark
from huset.goals.rules import AssignmentState
from huset.goals.rules.giving import unsound
from huset.kernel.actions import Clash, Refused, action, in_turn, record, snapshot
from huset.kernel.models import User
from huset.organisation.models import Body

TEXTS = ("title", "text", "start", "due", "report_back", "resource", "resource_year")
ORIGIN = ("source", "source_year", "is_example")


@action
def write_assignment(
    *, code: str, content: AssignmentContent, by: User, **origin: Any
) -> Assignment:
    """Propose an assignment. Nothing applies until the council has decided it."""
    in_turn()
    if Assignment.objects.filter(code=code).exists():
        raise Refused(f"Det finns redan ett uppdrag med koden {code}. Välj en annan kod.")
    assignment = Assignment(code=code, **origin)
    _fill(assignment, content)
    record("goals.assignment.written", by=by, on=assignment, after=_said(assignment))
    return assignment


@action
def change_assignment(
    *, number: int, content: AssignmentContent, seen: str, by: User
) -> Assignment:
    """Change a draft. ``seen`` is the mark of what the writer had before them."""
    assignment = _draft(number, seen)
    before = _said(assignment)
    _fill(assignment, content)
    record("goals.assignment.changed", by=by, on=assignment, before=before, after=_said(assignment))
    return assignment


@action
def drop_assignment(*, number: int, seen: str, by: User) -> None:
    """Throw a draft away. The log keeps what it said."""
    assignment = _draft(number, seen)
    record("goals.assignment.dropped", by=by, on=assignment, before=_said(assignment), after={})
    assignment.reports.all().delete()
    assignment.delete()


def _draft(number: int, seen: str) -> Assignment:
    assignment = Assignment.objects.select_for_update().filter(pk=number).first()
    if assignment is None:
        raise Refused(GONE)
    if assignment.decision_id:
        raise Refused(
            f"Uppdraget {assignment.code} är beslutat. Föreslå i stället en ändring av det."
        )
    if assignment_mark(assignment) != seen:
        raise Clash(OVERTAKEN)
    return assignment


def _fill(assignment: Assignment, content: AssignmentContent) -> None:
    if fault := unsound(content.start, content.due, content.bodies, content.coordinator):
        raise Refused(fault)
    bodies = {body.code: body for body in Body.objects.filter(code__in=content.bodies)}
    for name in TEXTS:
        setattr(assignment, name, getattr(content, name))
    assignment.coordinator = bodies.get(content.coordinator)
    assignment.save()
    assignment.goals.set(Goal.objects.filter(pk__in=content.goals))
    assignment.reports.all().delete()
    not_started(assignment, bodies.values())


def not_started(assignment: Assignment, bodies: Iterable[Body]) -> None:
    """Note who gets an assignment: each has not begun on the day that it starts."""
    AssignmentReport.objects.bulk_create(
        AssignmentReport(
            assignment=assignment,
            body=body,
            day=assignment.start,
            state=AssignmentState.NOT_STARTED,
            **{name: getattr(assignment, name) for name in ORIGIN},
        )
        for body in bodies
    )


def _said(assignment: Assignment) -> dict[str, Any]:
    """What a draft says, for the log: its own values, its recipients and its goals."""
    return snapshot(assignment) | {
        "bodies": sorted(report.body.code for report in assignment.reports.select_related("body")),
        "goals": [goal.code for goal in assignment.goals.order_by("code")],
    }
