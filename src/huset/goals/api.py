"""The goals API: the same queries and actions as the pages."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema
from ninja.errors import HttpError
from pydantic import Field

from huset.goals import actions, queries
from huset.goals.permissions import REPORTS, reporter
from huset.goals.queries.known import Known, Which, known_of, tried
from huset.goals.rules import YEAR, Gender, Period
from huset.kernel.actions import Refused
from huset.kernel.api import Moment, Plain, answers
from huset.kernel.context import FIRST_YEAR, LAST_YEAR
from huset.kernel.http import Request
from huset.kernel.rights import ANYONE

router = Router(tags=["goals"])
SAID = ("value", "weight", "preliminary", "source")


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


class TargetOut(Schema):
    """What an indicator is to reach in a year; ``upper`` is the other end of an interval."""

    year: int
    value: Decimal
    upper: Decimal | None


class LatestOut(Schema):
    """The value that an indicator is judged by: of a year through a month."""

    year: int
    month: int
    value: Decimal
    preliminary: bool


class IndicatorOut(Schema):
    """An indicator with its targets, its latest value and how it stands, and why."""

    id: int
    code: str
    name: str
    unit: str
    decimals: int
    better: str | None
    frequency: str
    aggregation: str
    kolada_id: str
    goal_id: int | None
    mission_id: int | None
    body_code: str
    targets: list[TargetOut]
    latest: LatestOut | None
    outcome: str
    status: str
    why: str


class ValueIn(Schema):
    """A value to report: of which indicator (its code), for which period, and where it comes from.

    It is of all, of women or men (``gender``), or of a unit by its cost centre's code. What is left
    out stays as it was. An unlikely value is refused with a question, until one is ``sure``.
    """

    indicator: Plain
    year: int = Field(ge=FIRST_YEAR, le=LAST_YEAR)
    month: int = Field(YEAR, ge=1, le=YEAR)
    gender: Gender | None = None
    unit: Plain = Field("", max_length=20)
    value: Decimal = Field(max_digits=16, decimal_places=4)
    weight: Decimal | None = Field(None, max_digits=16, decimal_places=4)
    preliminary: bool | None = None
    known_from: date | None = None
    source: Plain = Field("", max_length=200)
    sure: bool = False


class ValueOut(Schema):
    """A value as it is kept, or as the units' values or a formula make it (``computed``)."""

    indicator: str
    year: int
    month: int
    gender: Gender | None
    unit: str
    value: Decimal
    weight: Decimal | None
    preliminary: bool
    source: str
    computed: bool


class KeptOut(ValueOut):
    """A value as it was kept, and from which day it is known."""

    known_from: date


@router.get("/", response=answers(list[GoalOut]), auth=ANYONE)
def goals(request: HttpRequest, moment: Query[Moment]) -> list[dict[str, object]]:
    """Every goal in force in the year, as decided by the day ``per``."""
    return [
        {field: getattr(row, field) for field in GoalOut.model_fields if field != "status"}
        | {"status": row.status.word}
        for row in queries.goals(moment.day, moment.asked_year)
    ]


@router.get("/indicators/", response=answers(list[IndicatorOut]), auth=ANYONE)
def indicators(request: HttpRequest, moment: Query[Moment]) -> list[dict[str, object]]:
    """Every indicator of the year's goals and of the core missions, as known on the day ``per``."""
    return [_indicator(row) for row in queries.indicators(moment.day, moment.asked_year)]


@router.get("/indicators/{int:number}/values/", response=answers(list[ValueOut]), auth=ANYONE)
def values(request: HttpRequest, number: int, moment: Query[Moment]) -> list[dict[str, object]]:
    """The values of an indicator, by its number, as known on the day ``per``."""
    found = queries.indicator(number, moment.day, moment.asked_year)
    if found is None:
        raise HttpError(404, "Indikatorn finns inte, eller var inte beslutad det datum du valt.")
    known = known_of([number], moment.day).items() if not found.formula else ()
    kept = [_value(found.code, which, now) for which, now in sorted(known, key=lambda one: one[0])]
    return [*kept, *_computed(found)]


@router.post("/values/", response=answers(KeptOut), auth=REPORTS)
def report_value(request: Request, said: ValueIn) -> dict[str, object]:
    """Report an indicator's value, known from today or an earlier day; twice changes nothing."""
    today = timezone.localdate()
    day, indicator = said.known_from or today, queries.indicator_of_code(said.indicator)
    if indicator is None:
        raise HttpError(404, f"Det finns ingen indikator med koden {said.indicator}.")
    body = queries.body_answering(indicator.of, today)
    if not reporter(request).may(indicator.pk, body.code):
        raise HttpError(403, REPORTS.sentence)
    if day > today:
        raise HttpError(400, "Dagen har inte kommit än. Skriv när värdet blev känt.")
    which = Which(indicator.pk, Period(said.year, said.month), said.gender or "", said.unit)
    found = tried(indicator, which, said.model_dump(include=set(SAID)), day)
    if found.fault:
        raise HttpError(409, found.fault)
    if found.doubt and not said.sure:
        raise HttpError(409, f"{found.doubt} Skicka värdet igen med sure: true om det stämmer.")
    if found.is_new:
        try:
            actions.report_values(values=[found.entered], known_from=day, by=request.user)
        except Refused as refusal:
            raise HttpError(409, str(refusal)) from refusal
    return _value(indicator.code, which, found.entered.now) | {"known_from": day}


def _indicator(row: queries.IndicatorRow) -> dict[str, object]:
    kept = set(IndicatorOut.model_fields) - {"targets", "latest", "status"}
    targets = {v.year: (v.target, v.upper) for v in row.values if v.target is not None}
    latest = row.latest
    return {field: getattr(row, field) for field in kept} | {
        "status": row.status.word,
        "targets": [
            {"year": year, "value": _short(value), "upper": _short(upper)}
            for year, (value, upper) in targets.items()
        ],
        "latest": latest
        and {
            "year": latest.year,
            "month": latest.period.month,
            "value": _short(latest.measured),
            "preliminary": latest.preliminary,
        },
    }


def _computed(row: queries.IndicatorRow) -> Iterable[dict[str, object]]:
    """The values that nobody has reported: those of a formula, and what the units' make up."""
    for value in row.values:
        if value.measured is not None and (value.summed or row.formula):
            now = Known(value.measured, value.preliminary, None, value.source.name)
            yield _value(row.code, Which(row.id, value.period), now) | {"computed": True}


def _value(code: str, which: Which, now: Known) -> dict[str, object]:
    return {
        "indicator": code,
        "year": which.period.year,
        "month": which.period.month,
        "gender": which.gender or None,
        "unit": which.unit,
        "value": _short(now.value),
        "weight": _short(now.weight),
        "preliminary": now.preliminary,
        "source": now.source,
        "computed": False,
    }


def _short(value: Decimal | None) -> Decimal | None:
    """A number without the zeros that say nothing, however it is stored."""
    return None if value is None else Decimal(f"{value.normalize():f}")
