"""What people ask about the yearly review: which bodies have gone through what steers them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from huset.direction.models import SteeringReview
from huset.direction.queries.steering import ExternalRow, external_steering
from huset.kernel.actions import sha256_of
from huset.kernel.shell import Source
from huset.kernel.status import Status, Tone
from huset.model.queries import model_in_force
from huset.model.terms import Holds
from huset.organisation.structure import BodyRow, organisation

CONFIRMED = Status("Bekräftad", "✓", Tone.GOOD)
NOT_YET = Status("Inte bekräftad", "○", Tone.PARTLY)
MISSED = Status("Bekräftades inte", "✕", Tone.BAD)


@dataclass(frozen=True)
class ReviewRow:
    """A body and its review of a year; without a day it has not been made."""

    body: str
    body_code: str
    steering: int  # how much steers it
    day: date | None
    note: str
    status: Status
    source: Source
    number: int | None


def steered_bodies(per: date) -> tuple[BodyRow, ...]:
    """The bodies that answer for what steers from outside, as the governance model says.

    A model that names none means every body.
    """
    parts = [p for p in model_in_force(per).parts if p.holds is Holds.EXTERNAL_STEERING]
    kinds = {kind for part in parts for kind in part.responsible}
    return tuple(b for b in organisation(per).bodies if not kinds or b.kind in kinds)


def reviews(year: int, per: date, *, body_codes: Collection[str] = ()) -> list[ReviewRow]:
    """Every body's review of a year, as known on a day; notes are for those within."""
    made = {
        review.body.code: review
        for review in SteeringReview.objects.filter(year=year, day__lte=per).select_related("body")
    }
    law = external_steering(per)
    rows = []
    for body in steered_bodies(per):
        if body_codes and body.code not in body_codes:
            continue
        review = made.get(body.code)
        status = CONFIRMED if review else MISSED if year < per.year else NOT_YET
        rows.append(
            ReviewRow(
                body=body.name,
                body_code=body.code,
                steering=sum(_steers(row, body.code) for row in law),
                day=review.day if review else None,
                note=review.note if review else "",
                status=status,
                source=Source(review.source, review.source_year) if review else Source(),
                number=review.pk if review else None,
            )
        )
    return rows


def steering_of(body_code: str, per: date) -> list[ExternalRow]:
    """What steers a body on a day: that which is tied to it, and that which steers every body."""
    return [row for row in external_steering(per) if _steers(row, body_code)]


def confirmed_mark(rows: Collection[ExternalRow]) -> str:
    """What tells this list from others: what was shown is what is confirmed."""
    return sha256_of([[row.code, row.title, row.reference] for row in rows])


def review_made(body_code: str, year: int) -> int | None:
    """The number of a body's review of a year, where it has been made."""
    made = SteeringReview.objects.filter(body__code=body_code, year=year)
    return made.values_list("pk", flat=True).first()


def review_to_act_on(number: int) -> SteeringReview | None:
    """A review's record, for an action."""
    return SteeringReview.objects.filter(pk=number).select_related("body").first()


def review_mark(review: SteeringReview) -> str:
    """What tells this state of a review from others."""
    return sha256_of([review.pk, review.note])


def confirmed_bodies(year: int) -> frozenset[str]:
    """The codes of the bodies whose review of a year has been made."""
    made = SteeringReview.objects.filter(year=year)
    return frozenset(made.values_list("body__code", flat=True))


def _steers(row: ExternalRow, body_code: str) -> bool:
    return not row.bodies or any(body.code == body_code for body in row.bodies)
