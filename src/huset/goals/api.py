"""The goals API: the same queries as the pages."""

from django.http import HttpRequest
from ninja import Query, Router, Schema

from huset.goals import queries
from huset.kernel.api import Moment, answers
from huset.kernel.rights import ANYONE

router = Router(tags=["goals"])


class GoalOut(Schema):
    """A goal and how far it has come."""

    id: int
    code: str
    title: str
    level: str
    body_code: str
    first_year: int
    last_year: int
    outcome: str
    status: str


@router.get("/", response=answers(list[GoalOut]), auth=ANYONE)
def goals(request: HttpRequest, moment: Query[Moment]) -> list[dict[str, object]]:
    """Every goal in force in the year, as decided by the day ``per``."""
    return [
        {field: getattr(row, field) for field in GoalOut.model_fields if field != "status"}
        | {"status": row.status.word}
        for row in queries.goals(moment.day, moment.asked_year)
    ]
