"""What bodies have said of their assignments, and may say, for the form and its action."""

from datetime import date

from huset.goals.models import Assignment, AssignmentReport
from huset.goals.rules import AssignmentState, ChangeKind
from huset.kernel.actions import sha256_of
from huset.model.queries import model_in_force
from huset.model.terms import Outcome
from huset.organisation.models import Body


def assignment_to_report(number: int) -> Assignment | None:
    """An assignment's record, for an action."""
    return Assignment.objects.filter(pk=number, decision__isnull=False).first()


def last_said(assignment: Assignment, body: Body) -> AssignmentReport | None:
    """What a body last said of an assignment."""
    return assignment.reports.filter(body=body).order_by("day").last()


def said_mark(told: AssignmentReport | None) -> str:
    """What tells this report from any other."""
    return sha256_of([str(told.day), told.state, told.comment])[:16] if told else ""


def states(per: date) -> list[tuple[str, str]]:
    """How far a body may say that it has come, with the governance model's words."""
    scale = model_in_force(per).assignment_scale
    return [
        (state.value, scale.status(Outcome(state)).word)
        for state in AssignmentState
        if state is not AssignmentState.ENDED
    ]


def is_ended(assignment: Assignment, told: AssignmentReport | None) -> bool:
    """Tell whether the council has ended the assignment, for all or for the body that told this."""
    ended = assignment.changes.filter(kind=ChangeKind.END, decision__isnull=False)
    return ended.exists() or (told is not None and told.state == AssignmentState.ENDED)
