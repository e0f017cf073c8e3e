"""The goals API: the same queries as the pages."""

from datetime import date

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema

from huset.goals import queries
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


@router.get("/", response=list[GoalOut], auth=ANYONE)
def goals(
    request: HttpRequest, year: int | None = None, per: date | None = None
) -> list[dict[str, object]]:
    """Every goal in force in the year, as decided by the day ``per``."""
    day = per or timezone.localdate()
    return [
        {field: getattr(row, field) for field in GoalOut.model_fields if field != "status"}
        | {"status": row.status.word}
        for row in queries.goals(day, year or day.year)
    ]
