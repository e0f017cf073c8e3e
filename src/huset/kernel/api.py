"""What every operation of the API shares: the day and year asked for, and how it says no."""

from datetime import date
from typing import Annotated, Any

from django.utils import timezone
from ninja import Schema
from pydantic import Field

from huset.kernel.context import FIRST_YEAR, LAST_YEAR

Plain = Annotated[str, Field(pattern=r"^[^\x00]*$")]  # no database keeps a NUL


class Moment(Schema):
    """A year, as decided by a day: this year and today unless told otherwise."""

    year: int | None = Field(None, ge=FIRST_YEAR, le=LAST_YEAR)
    per: date | None = None

    @property
    def day(self) -> date:
        """The day as of which to answer."""
        return self.per or timezone.localdate()

    @property
    def asked_year(self) -> int:
        """The year to answer for."""
        return self.year or self.day.year


class Fault(Schema):
    """Why a call was refused, in Swedish."""

    detail: str


class Invalid(Schema):
    """Which of a call's values could not be read."""

    detail: list[dict[str, Any]]


def answers(good: Any) -> dict[int, Any]:  # noqa: ANN401 -- a schema, or a list of them
    """Everything that an operation may answer, for its description."""
    return {200: good, 400: Fault, 401: Fault, 403: Fault, 404: Fault, 409: Fault, 422: Invalid}
