"""What someone owes of the direction: the body's yearly review of what steers it from outside."""

from datetime import date

from huset.direction.queries import confirmed_bodies, steered_bodies
from huset.organisation.duties import Duty, Owner
from huset.organisation.rules import RIGHTS, Reach, Right

LAST = (12, 31)  # the review is for a calendar year, and no rule names an earlier day


def duties(owner: Owner, today: date) -> list[Duty]:
    """The reviews of the year that remain, for those who head the bodies that owe them.

    One who confirms for the whole group helps, but the duty is the head's.
    """
    heads = {
        held.body_code
        for held in owner.actor.held
        if RIGHTS[held.role].get(Right.CONFIRM_STEERING) is Reach.BODY
    }
    if not heads:
        return []
    done = confirmed_bodies(today.year)
    return [
        Duty(
            kind="Extern styrning",
            what=f"Gå igenom det som styr {body.name}",
            why=f"Genomgången för {today.year} är inte bekräftad",
            button="Gå igenom",
            page=("direction:confirm-steering", (body.code,), {}),
            place=body.code,
            due=date(today.year, *LAST),
        )
        for body in steered_bodies(today)
        if body.code in heads and body.code not in done
    ]
