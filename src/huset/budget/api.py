"""The economy API: the same query as the page. Amounts are öre of net cost, cost plus."""

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from huset.budget import queries
from huset.kernel.api import Moment, answers
from huset.kernel.rights import ANYONE

router = Router(tags=["economy"])


class Choice(Moment):
    """What to look at: a body's or a unit's code, a year through a month, as of a day."""

    scope: str = ""
    month: int | None = Field(None, ge=1, le=12)


class RowOut(Schema):
    """A body or a unit with all under it."""

    code: str
    name: str
    budget: int | None
    periodised: int | None
    outcome: int | None
    deviation: int | None


class EconomyOut(Schema):
    """A year's economy through a month."""

    title: str
    month: str
    rows: list[RowOut]
    total: RowOut


@router.get("/", response=answers(EconomyOut), auth=ANYONE)
def economy(request: HttpRequest, choice: Query[Choice]) -> dict[str, object]:
    """Budget, periodised budget, outcome and deviation, by body or by unit."""
    found = queries.economy(choice.day, choice.asked_year, scope=choice.scope, month=choice.month)
    return {
        "title": found.title,
        "month": str(found.month),
        "rows": [*found.rows, found.loose] if found.loose else list(found.rows),
        "total": found.total,
    }
