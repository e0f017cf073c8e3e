"""The goals API: the same queries and actions as the pages."""

from datetime import date
from decimal import Decimal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema
from ninja.errors import HttpError
from pydantic import Field

from huset.goals import actions, queries
from huset.goals.permissions import reportable_bodies
from huset.kernel.actions import Refused
from huset.kernel.api import Moment, Plain, answers
from huset.kernel.context import FIRST_YEAR, LAST_YEAR
from huset.kernel.http import Request
from huset.kernel.rights import ANYONE
from huset.organisation.permissions import actor, needs
from huset.organisation.queries import organisation
from huset.organisation.rules import Right
from huset.organisation.words import who_may

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


class ValueIn(Schema):
    """A value to report: of which indicator (its code), for which year, and where it comes from."""

    indicator: Plain
    year: int = Field(ge=FIRST_YEAR, le=LAST_YEAR)
    value: Decimal = Field(max_digits=16, decimal_places=4)
    known_from: date | None = None
    source: Plain = Field("", max_length=200)


class ValueOut(Schema):
    """A value as it is kept."""

    indicator: str
    year: int
    value: Decimal
    known_from: date


@router.post("/values/", response=answers(ValueOut), auth=needs(Right.REPORT_VALUES))
def report_value(request: Request, said: ValueIn) -> dict[str, object]:
    """Report an indicator's value for a year, known from today or an earlier day."""
    today = timezone.localdate()
    day, indicator = said.known_from or today, queries.indicator_of_code(said.indicator)
    if indicator is None:
        raise HttpError(404, f"Det finns ingen indikator med koden {said.indicator}.")
    if queries.body_answering(indicator.goal, today).code not in reportable_bodies(
        actor(request), organisation(today)
    ):
        raise HttpError(403, who_may(Right.REPORT_VALUES))
    if day > today:
        raise HttpError(400, "Dagen har inte kommit än. Skriv när värdet blev känt.")
    try:
        actions.report_measurement(
            indicator=indicator,
            year=said.year,
            value=said.value,
            known_from=day,
            source=said.source,
            by=request.user,
        )
    except Refused as refusal:
        raise HttpError(409, str(refusal)) from refusal
    return {
        "indicator": indicator.code,
        "year": said.year,
        "value": said.value,
        "known_from": day,
    }
