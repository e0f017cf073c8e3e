"""What those who keep the register of people owe: gaps to fill, and what is to be let go of."""

from collections.abc import Iterable
from datetime import date, timedelta

from huset.kernel.periods import long_date
from huset.organisation.duties import Duty, Owner
from huset.organisation.queries.people import gaps
from huset.organisation.retention import dry_run
from huset.organisation.rules import Right, reach_of

GRACE = timedelta(days=7)  # what became due within a week waits for the next time


def duties(owner: Owner, today: date) -> list[Duty]:
    """What waits for those who register people, and for those who let go of personal data."""
    found: list[Duty] = []
    if owner.actor.has(Right.WRITE_PEOPLE):
        found += _gaps(owner, today)
    if owner.actor.has(Right.PROTECT_DATA):
        found += _retention(owner, today)
    return found


def _gaps(owner: Owner, today: date) -> Iterable[Duty]:
    place, found = _place(owner, Right.WRITE_PEOPLE), gaps(today)
    if found.count:
        units = "1 enhet" if len(found.without) == 1 else f"{len(found.without)} enheter"
        lacking = [
            f"{units} saknar chef" if found.without else "",
            f"{len(found.outlived)} uppdrag har överlevt sin plats" if found.outlived else "",
        ]
        yield Duty(
            kind="Personer",
            what="Fyll luckorna bland chefer och uppdrag",
            why=f"{', '.join(filter(None, lacking)).capitalize()}.",
            button="Visa luckorna",
            page=("organisation:gaps", (), {"organ": ""}),
            place=place,
        )
    if found.leaving:
        last_day = min(gap.last_day for gap in found.leaving if gap.last_day)
        count = len(found.leaving)
        yield Duty(
            kind="Personer",
            what="Utse efterträdare till " + ("en chef" if count == 1 else f"{count} chefer"),
            why=f"Det första uppdraget slutar {long_date(last_day)} och ingen tar över.",
            button="Visa luckorna",
            page=("organisation:gaps", (), {"organ": ""}),
            place=place,
            due=last_day,
        )


def _retention(owner: Owner, today: date) -> Iterable[Duty]:
    """What has been due to be let go of for a week or more, in one line."""
    runs = [
        run
        for run in dry_run(today)
        if run.due.count and run.due.oldest and run.due.oldest + GRACE < today
    ]
    if runs:
        yield Duty(
            kind="Personuppgifter",
            what="Gallra det som inte längre får sparas",
            why=f"{', '.join(f'{run.rule.what}: {run.due.count}' for run in runs)}.",
            button="Visa gallringen",
            page=("organisation:privacy", (), {}),
            place=_place(owner, Right.PROTECT_DATA),
            due=min(run.due.oldest for run in runs if run.due.oldest),
        )


def _place(owner: Owner, right: Right) -> str:
    """Where the right is held, for what is the whole group's."""
    held = owner.actor.held
    return next((h.place for h in held if reach_of(h.role, right, oversees=h.oversees)), "")
