"""Which body decides a goal or an assignment, and from when it can apply.

Source: the levels of the governance model, each with those that decide it; KL ch. 5 § 1, ch. 6 § 3.
"""

from datetime import date

from huset.kernel.actions import Refused
from huset.model.queries import NoModelError, model_in_force
from huset.model.terms import Power
from huset.organisation.deciding import (
    COUNCIL,
    refuse_before,
    refuse_other_body,
    refuse_wrong_body,
)
from huset.organisation.models import Body, Decision


def level_kinds(level: str, day: date) -> frozenset[str]:
    """The kinds of bodies that decide a level's goals; the council where the model says none."""
    try:
        levels = model_in_force(day).levels
    except NoModelError:
        levels = ()
    found = next((lv.decided_by for lv in levels if lv.code == level), ())
    return frozenset(found) or frozenset({COUNCIL})


def refuse_decider(decision: Decision, *, level: str, body: Body, what: str) -> None:
    """Refuse another body than those that decide the level's goals, or than the goal's own."""
    kinds = level_kinds(level, decision.meeting.day)
    if body.kind in kinds:
        refuse_other_body(decision, body, what)
    else:
        refuse_wrong_body(decision, kinds, what)


def refuse_goal(decision: Decision, *, level: str, body: Body, first_year: int, what: str) -> None:
    """Refuse what `refuse_decider` does, and years gone by."""
    refuse_decider(decision, level=level, body=body, what=what)
    year = decision.meeting.day.year
    if first_year < year:
        raise Refused(
            f"{what} kan inte gälla från {first_year}: beslutet fattades {decision.meeting.day}. "
            f"Börja {year} eller senare."
        )


def refuse_assignment(decision: Decision, *, start: date, what: str) -> None:
    """Refuse another body than those that give assignments, and a start before the decision."""
    refuse_wrong_body(decision, Power.GIVE_ASSIGNMENTS, what)
    refuse_before(decision, start, what)
