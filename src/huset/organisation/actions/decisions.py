"""What people do with decisions: register them with what they make valid, and carry them out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from huset.kernel.actions import Refused, action, record, snapshot
from huset.kernel.models import User
from huset.organisation.actions.meetings import as_it_is, refuse_missing_body
from huset.organisation.attachments import Sent, UnfitFileError, check, keep
from huset.organisation.deciding import (
    COUNCIL,
    decidables,
    refuse_before,
    refuse_decided,
    refuse_wrong_body,
)
from huset.organisation.models import Attachment, Body, Decision, Execution, Meeting, Remit
from huset.organisation.rules import EXECUTION_STEPS, Considered, ExecutionState, Weighed
from huset.organisation.words import EXECUTION_NAMES


@dataclass(frozen=True)
class Minuted:
    """What the minutes say of a decision, as it is registered."""

    paragraph: int
    title: str
    child_rights: Weighed | None
    sustainability: Weighed | None
    text: str = ""
    registry_number: str = ""
    is_motion: bool = False
    executed_by: Body | None = None
    due: date | None = None


@action
def register_decision(  # noqa: PLR0913 -- a decision is known by all of these
    *,
    meeting: Meeting,
    paragraph: int,
    title: str,
    by: User,
    child_rights: Weighed | None = None,
    sustainability: Weighed | None = None,
    older: bool = False,
    registered_on: date | None = None,
    **more: Any,
) -> Decision:
    """Register a minuted decision. Refused before its meeting, and when the paragraph is taken.

    ``registered_on`` is today unless told otherwise. A decision is made at a meeting and minuted
    there (KL ch. 5 § 65, ch. 6 § 35). Only ``older`` ones, from before it was asked for, may say
    nothing of children's rights and sustainability.
    """
    meeting = as_it_is(meeting)
    _refuse_meeting(meeting, registered_on or timezone.localdate())
    if meeting.decisions.filter(paragraph=paragraph).exists():
        raise Refused(f"{meeting.body.name} har redan ett beslut § {paragraph} den {meeting.day}.")
    weighed = {"child_rights": child_rights, "sustainability": sustainability}
    for name, said in weighed.items():
        _refuse_weighing(WEIGHED_NAMES[name], said, older=older)
    _refuse_execution(meeting, more.get("executed_by"), more.get("due"))
    decision = Decision.objects.create(
        meeting=meeting, paragraph=paragraph, title=title, **_weighed(weighed), **more
    )
    record("organisation.decision.registered", by=by, on=decision)
    return decision


@action
def register_minuted(
    *,
    meeting: Meeting,
    minuted: Minuted,
    ticked: Mapping[str, Sequence[int]],
    files: Sequence[Sent],
    by: User,
    **origin: Any,
) -> Decision:
    """Register a decision with its files and make valid what it decides: all of it or nothing.

    ``ticked`` is numbers of what waits for the body, by the code of their kind.
    """
    decision = register_decision(meeting=meeting, by=by, **vars(minuted), **origin)
    for kind in decidables():
        chosen = ticked.get(kind.code, ())
        waiting = {w.number for w in kind.waiting(meeting.body)} if chosen else set()
        for number in chosen:
            if number not in waiting:
                raise Refused(
                    f"{kind.name}: något som du kryssat för väntar inte längre på beslut av "
                    f"{meeting.body.name}. Inget har sparats. Öppna formuläret på nytt."
                )
            kind.decide(number, decision=decision, by=by)
    for file in files:  # last: what is refused above leaves no file behind
        attach(decision=decision, file=file, by=by)
    return decision


@action
def attach(*, decision: Decision, file: Sent, by: User) -> Attachment:
    """Attach a file to a decision, kept by its SHA-256. Refused when it is not what it says."""
    try:
        check(file)
    except UnfitFileError as fault:
        raise Refused(str(fault)) from fault
    if decision.attachments.filter(sha256=file.sha256).exists():
        raise Refused(f"{file.name} är redan en bilaga till beslutet.")
    attached = Attachment.objects.create(
        decision=decision,
        name=file.name,
        media_type=file.media_type,
        size=len(file.content),
        sha256=keep(file),
    )
    record("organisation.decision.attached", by=by, on=attached)
    return attached


@action
def report_execution(
    *,
    decision: Decision,
    day: date,
    state: ExecutionState,
    comment: str,
    by: User,
    reported_on: date | None = None,
    **origin: Any,
) -> Execution:
    """Say how far a decision has come. It goes forward; backwards needs a reason.

    Source: KL ch. 6 § 4: the committees answer for that the council's decisions are carried out.
    """
    if decision.executed_by is None:
        raise Refused("Beslutet har inget att verkställa, så det finns inget att rapportera.")
    last = decision.executions.order_by("day", "id").last()
    earliest = last.day if last else decision.meeting.day
    if not earliest <= day <= (reported_on or timezone.localdate()):
        raise Refused(f"Dagen ska vara från {earliest} till och med i dag.")
    steps = [ExecutionState(last.state) if last else ExecutionState.NOT_STARTED, state]
    if EXECUTION_STEPS.index(steps[1]) < EXECUTION_STEPS.index(steps[0]) and not comment.strip():
        before, after = (EXECUTION_NAMES[step].lower() for step in steps)
        raise Refused(f"Läget går från {before} till {after}. Skriv varför i kommentaren.")
    told = Execution.objects.create(
        decision=decision, day=day, state=state, comment=comment, **origin
    )
    record("organisation.execution.reported", by=by, on=told)
    return told


@action
def decide_remit(*, remit: Remit, decision: Decision, by: User) -> Remit:
    """Make a remit valid. The council says what each committee does (KL ch. 5 § 1, ch. 6 § 2)."""
    what = f"{remit.title} för {remit.body.name}"
    refuse_decided(remit, what)
    refuse_wrong_body(decision, {COUNCIL}, what)
    refuse_before(decision, remit.valid_from, what)
    before = snapshot(remit)
    remit.decision = decision
    remit.save()
    record("organisation.remit.decided", by=by, on=remit, before=before)
    return remit


WEIGHED_NAMES = {"child_rights": "Barnrätt", "sustainability": "Hållbarhet"}


def _refuse_meeting(meeting: Meeting, today: date) -> None:
    body = meeting.body
    refuse_missing_body(body, meeting.day)
    if meeting.cancelled:
        raise Refused(f"Sammanträdet den {meeting.day} är inställt, så där fattas inga beslut.")
    if meeting.day > today:
        raise Refused(
            f"{body.name} sammanträder först den {meeting.day}. Ett beslut registreras när det är "
            "fattat och protokollfört (kommunallagen 5 kap. 65 §, 6 kap. 35 §)."
        )


def _refuse_weighing(name: str, said: Weighed | None, *, older: bool) -> None:
    if said is None and not older:
        raise Refused(f"{name}: ange om frågan är prövad eller inte relevant, och skriv varför.")
    if said is not None and not said.why.strip():
        asked = "vad prövningen visade" if said.how is Considered.ASSESSED else "skälet"
        raise Refused(f"{name}: skriv {asked}.")


def _weighed(said: Mapping[str, Weighed | None]) -> dict[str, str]:
    given = {name: weighed for name, weighed in said.items() if weighed is not None}
    return {name: w.how for name, w in given.items()} | {
        f"{name}_why": w.why for name, w in given.items()
    }


def _refuse_execution(meeting: Meeting, executed_by: Body | None, due: date | None) -> None:
    if (executed_by is None) != (due is None):
        raise Refused("Ange både vem som verkställer beslutet och till när, eller inget av dem.")
    if due is not None and due < meeting.day:
        raise Refused(f"Beslutet kan inte vara verkställt {due}, före beslutet {meeting.day}.")
    if executed_by is not None:
        refuse_missing_body(executed_by, meeting.day)
