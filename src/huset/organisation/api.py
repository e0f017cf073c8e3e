"""The organisation's API: the same queries as the pages."""

from datetime import date

from django.http import HttpRequest
from ninja import Query, Router, Schema

from huset.kernel.api import Moment, answers
from huset.kernel.rights import ANYONE
from huset.organisation import queries

router = Router(tags=["organisation"])


class BodyOut(Schema):
    """A body, and whom it reports to."""

    code: str
    name: str
    kind: str
    reports_to_code: str
    valid_from: date
    valid_to: date | None


class UnitOut(Schema):
    """A unit, the body that it belongs to, and the unit that it is under."""

    code: str
    name: str
    body_code: str
    parent_code: str
    depth: int


class OrganisationOut(Schema):
    """The bodies and units of a day, in the order of the tree."""

    bodies: list[BodyOut]
    units: list[UnitOut]


@router.get("/", response=answers(OrganisationOut), auth=ANYONE)
def organisation(request: HttpRequest, moment: Query[Moment]) -> dict[str, object]:
    """The organisation that applies on the day ``per``."""
    units = queries.organisation(moment.day).units
    codes = {unit.id: unit.code for unit in units}
    return {
        "bodies": queries.bodies(moment.day),
        "units": [
            {
                "code": unit.code,
                "name": unit.name,
                "body_code": unit.body_code,
                "parent_code": codes.get(unit.parent_id or 0, ""),
                "depth": unit.depth,
            }
            for unit in units
        ],
    }
