"""What those who keep a body's minutes owe: decisions to register, and what waits for the body."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta

from huset.kernel import validity
from huset.kernel.periods import long_date
from huset.organisation.coming import Coming, next_of_each
from huset.organisation.deciding import decidables
from huset.organisation.duties import Duty, Owner
from huset.organisation.models import Body, Mandate, Meeting
from huset.organisation.rules import Right, Role

ADJUSTED_WITHIN = timedelta(days=14)  # the minutes, from the meeting (KL ch. 5 § 69, ch. 6 § 35)
LOOKED_BACK = timedelta(days=60)  # an older meeting without decisions had none to register


def duties(owner: Owner, today: date) -> list[Duty]:
    """What waits for a secretary in the own bodies; a registrar has those without a secretary."""
    own = owner.bodies_as({Role.SECRETARY})
    codes = own | (_without_secretary(owner, today) if _registers_for_all(owner) else set())
    if not codes:
        return []
    return [*_unregistered(codes, today), *_undecided(own, today)]


def _registers_for_all(owner: Owner) -> bool:
    return (
        any(held.role is Role.REGISTRAR for held in owner.actor.held)
        and owner.actor.area(Right.REGISTER_DECISION).everything
    )


def _without_secretary(owner: Owner, today: date) -> set[str]:
    """The bodies of a day that no secretary has."""
    held = Mandate.objects.filter(validity.on(today), role=Role.SECRETARY)
    taken = set(held.values_list("body__code", flat=True))
    return {body.code for body in owner.actor.organised.bodies} - taken


def _unregistered(codes: Collection[str], today: date) -> Iterable[Duty]:
    """Meetings that have been held and have no decisions. One question."""
    held = Meeting.objects.filter(
        body__code__in=codes,
        day__lt=today,
        day__gte=today - LOOKED_BACK,
        cancelled=False,
        decisions=None,
    )
    for meeting in held.select_related("body").order_by("day", "body__order", "id"):
        yield Duty(
            kind="Protokoll",
            what=f"Registrera besluten från {meeting.body.name} {long_date(meeting.day)}",
            why="Inget beslut är registrerat. Protokollet justeras inom 14 dagar "
            "(kommunallagen 5 kap. 69 §, 6 kap. 35 §).",
            button="Registrera beslut",
            page=("organisation:register-decision", (meeting.pk,), {}),
            place=meeting.body.code,
            due=meeting.day + ADJUSTED_WITHIN,
        )


def _undecided(codes: Collection[str], today: date) -> Iterable[Duty]:
    """What waits for the decision of the own bodies, one line a body."""
    coming = next_of_each(codes, today) if codes else {}
    for body in Body.objects.filter(code__in=codes):
        waiting = {kind.name: len(kind.waiting(body)) for kind in decidables()}
        if any(waiting.values()):
            yield _agenda(body, waiting, coming.get(body.code))


def _agenda(body: Body, waiting: Mapping[str, int], meeting: Coming | None) -> Duty:
    count = sum(waiting.values())
    things = "1 ärende väntar" if count == 1 else f"{count} ärenden väntar"
    listed = ", ".join(f"{name.lower()}: {n}" for name, n in waiting.items() if n)
    when = (
        f"sammanträder nästa gång {long_date(meeting.day)}"
        if meeting
        else "har inget sammanträde planerat"
    )
    return Duty(
        kind="Sammanträde",
        what=f"{things} på beslut av {body.name}",
        why=f"{listed.capitalize()}. {body.name} {when}.",
        button="Visa ärendena" if meeting else "Planera sammanträde",
        page=("organisation:meeting", (meeting.id,), {})
        if meeting
        else ("organisation:plan-meetings", (), {"organ": body.code}),
        place=body.code,
        due=meeting.day if meeting else None,
    )
