"""What people do with assignments that have been given: propose an end, more time or another task.

Source: the governance model, "Uppdrag" (S078): only the council ends, extends or changes an
assignment, in connection with the budget. A committee may propose it.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from huset.goals.deciders import refuse_assignment
from huset.goals.models import Assignment, AssignmentChange, AssignmentReport
from huset.goals.rules import AssignmentState, ChangeKind
from huset.kernel.actions import Refused, action, in_turn, record, snapshot
from huset.kernel.models import User
from huset.organisation.deciding import refuse_decided
from huset.organisation.models import Body, Decision

LEAST = 10  # signs of a reason
CHANGED = ("due", "title", "text")


@dataclass(frozen=True)
class Proposal:
    """What is proposed of an assignment, and why; what is empty stays as it is."""

    kind: ChangeKind
    why: str
    due: date | None = None
    title: str = ""
    text: str = ""


@action
def propose_change(
    *,
    assignment: Assignment,
    body: Body,
    proposal: Proposal,
    day: date,
    by: User,
    **origin: Any,
) -> AssignmentChange:
    """Propose that the council ends, extends or changes an assignment. Nothing applies yet."""
    in_turn()
    if assignment.decision_id is None:
        raise Refused(f"Uppdraget {assignment.code} är inte beslutat.")
    if len(proposal.why.strip()) < LEAST:
        raise Refused("Skriv varför, så att den som beslutar förstår.")
    if proposal.kind is ChangeKind.EXTEND and (
        proposal.due is None or proposal.due <= assignment.due
    ):
        raise Refused(f"Uppdraget ska vara klart {assignment.due}. Välj en senare dag.")
    if proposal.kind is ChangeKind.CHANGE and not (proposal.title or proposal.text):
        raise Refused("Skriv vad uppdraget ska bli: en ny titel, en ny text eller båda.")
    same = assignment.changes.filter(decision=None, kind=proposal.kind)
    if same.exists():
        raise Refused("Det finns redan ett sådant förslag som väntar på beslut.")
    made = AssignmentChange.objects.create(
        assignment=assignment,
        kind=proposal.kind,
        due=proposal.due if proposal.kind is ChangeKind.EXTEND else None,
        title=proposal.title if proposal.kind is ChangeKind.CHANGE else "",
        text=proposal.text if proposal.kind is ChangeKind.CHANGE else "",
        why=proposal.why.strip(),
        proposed=day,
        proposed_by=body,
        **origin,
    )
    record("goals.assignment.change_proposed", by=by, on=made)
    return made


@action
def withdraw_change(*, number: int, by: User) -> None:
    """Take a proposal back before it is decided."""
    found = AssignmentChange.objects.select_for_update().filter(pk=number).first()
    if found is None or found.decision_id:
        raise Refused("Förslaget väntar inte längre på beslut.")
    record("goals.assignment.change_withdrawn", by=by, on=found, before=snapshot(found), after={})
    found.delete()


@action
def decide_change(*, change: AssignmentChange, decision: Decision, by: User) -> AssignmentChange:
    """Let the council's decision end, extend or change an assignment; what was stays known."""
    assignment = Assignment.objects.select_for_update().get(pk=change.assignment_id)
    what = f"Ändringen av uppdraget {assignment.code}"
    refuse_decided(change, what)
    refuse_assignment(decision, start=decision.meeting.day, what=what)
    given = assignment.decision
    if given is not None and decision.meeting.day < given.meeting.day:
        raise Refused(f"{what} kan inte beslutas före uppdraget, som gavs {given.meeting.day}.")
    before = snapshot(assignment)
    change.former = {name: before[name] for name in CHANGED}
    change.decision = decision
    change.save()
    for name in CHANGED:
        setattr(assignment, name, getattr(change, name) or getattr(assignment, name))
    assignment.save()
    if change.kind == ChangeKind.END:
        _end(assignment, decision.meeting.day, change)
    record("goals.assignment.change_decided", by=by, on=assignment, before=before)
    return change


def _end(assignment: Assignment, day: date, change: AssignmentChange) -> None:
    """Every body that has not finished is told that the council has ended it."""
    last = {report.body_id: report for report in assignment.reports.order_by("day", "pk")}
    for body, report in last.items():
        if report.state != AssignmentState.DONE:
            AssignmentReport.objects.update_or_create(
                assignment=assignment,
                body_id=body,
                day=day,
                defaults={
                    "state": AssignmentState.ENDED,
                    "comment": change.why,
                    "is_example": change.is_example,
                },
            )
