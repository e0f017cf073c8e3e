"""What bodies do with their assignments: report how far they have come."""

from datetime import date

from huset.goals.models import Assignment, AssignmentReport
from huset.goals.queries.reporting import is_ended, last_said, said_mark
from huset.goals.rules import AssignmentState
from huset.kernel.actions import Clash, Refused, action, record, snapshot
from huset.kernel.models import User
from huset.organisation.models import Body


@action
def report_progress(  # noqa: PLR0913 -- a report is all of these
    *,
    assignment: Assignment,
    body: Body,
    day: date,
    state: AssignmentState,
    comment: str,
    seen: str,
    by: User,
) -> AssignmentReport:
    """Report how far a body has come, when ``seen`` is what it last said.

    Refused for what only the council decides: that an assignment is ended (KL ch. 5 § 1).
    """
    Assignment.objects.select_for_update().get(pk=assignment.pk)
    last = last_said(assignment, body)
    if last is None:
        raise Refused(f"{body.name} har inte fått uppdraget {assignment.code}.")
    if is_ended(assignment, last):
        raise Refused(f"Uppdraget {assignment.code} är avslutat. Det finns inget att rapportera.")
    if state is AssignmentState.ENDED:
        raise Refused("Bara fullmäktige avslutar ett uppdrag. Skriv det som ett förslag.")
    if said_mark(last) != seen:
        raise Clash("Någon annan har rapporterat sedan du öppnade sidan. Ditt är inte sparat.")
    before = snapshot(last) if last.day == day else None
    report, _ = AssignmentReport.objects.update_or_create(
        assignment=assignment,
        body=body,
        day=day,
        defaults={"state": state, "comment": comment, "is_example": False},
    )
    record("goals.assignment.reported", by=by, on=report, before=before)
    return report
