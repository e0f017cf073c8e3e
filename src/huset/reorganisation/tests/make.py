"""What tests of reorganisations are made of: a small house, and plans of it.

The house has a council (KF), and two committees: KS with 1 over 11 and 12, and SN with 5.
"""

from datetime import date

from huset.organisation.models import Body, Decision, Unit
from huset.organisation.rules import UnitKind
from huset.organisation.tests import make
from huset.reorganisation.actions import (
    add_changes,
    decide_reorganisation,
    plan_reorganisation,
)
from huset.reorganisation.models import Reorganisation
from huset.reorganisation.rules import Change, ChangeKind

DAY = date(2027, 1, 1)
MIDYEAR = date(2027, 7, 1)
BEFORE = date(2026, 10, 12)  # when the council meets
K = ChangeKind


def house() -> None:
    """A council and two committees with units."""
    make.model()
    make.body("KF", "Kommunfullmäktige", "council")
    board = make.body("KS", "Kommunstyrelsen", "executive_board")
    top = make.unit("1", of=board, kind=UnitKind.ADMINISTRATION)
    make.unit("11", parent=top)
    make.unit("12", parent=top)
    make.unit("5", of=make.body("SN", "Socialnämnden"))


def founding() -> list[Change]:
    """A new committee with an administration, to which unit 11 moves."""
    return [
        Change(K.FOUND_BODY, "KTN", "KF", "Kulturnämnden", "committee"),
        Change(K.OPEN_UNIT, "4", "KTN", "Kulturförvaltningen", "administration"),
        Change(K.MOVE_UNIT, "11", "4"),
    ]


def plan(*changes: Change, day: date = DAY, title: str = "Ny kulturnämnd") -> Reorganisation:
    """A plan with rows: the founding of a committee unless told otherwise."""
    planned = plan_reorganisation(
        title=title, motive="För kulturen.", takes_effect=day, is_example=True, by=make.user()
    )
    return extended(planned, *(changes or founding()))


def extended(planned: Reorganisation, *changes: Change) -> Reorganisation:
    """The plan with more rows."""
    planned.refresh_from_db()
    return add_changes(
        reorganisation=planned, changes=changes, edition=planned.edition, by=make.user()
    )


def council(day: date = BEFORE) -> Decision:
    """A decision of the council."""
    return make.decision(day=day)


def decided(planned: Reorganisation, by: Decision | None = None) -> Reorganisation:
    """The plan carried out, by the council unless told otherwise."""
    return decide_reorganisation(reorganisation=planned, decision=by or council(), by=make.user())


def body(code: str) -> Body:
    """A body by its code."""
    return Body.objects.get(code=code)


def unit(code: str) -> Unit:
    """A unit by its code, as it was first."""
    return Unit.objects.filter(code=code).order_by("valid_from")[0]
