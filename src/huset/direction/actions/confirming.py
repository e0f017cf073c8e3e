"""What bodies tell of their outer steering: the yearly review, and who has been trained."""

from datetime import date
from typing import Any

from huset.direction.actions.steering import OVERTAKEN
from huset.direction.models import ExternalSteering, SteeringReview, Training
from huset.direction.queries.reviews import confirmed_mark, review_mark, steering_of
from huset.direction.queries.training import training_mark
from huset.direction.rules import TrainedGroup
from huset.kernel.actions import Clash, Refused, action, record, snapshot
from huset.kernel.models import User
from huset.kernel.periods import long_date
from huset.organisation.models import Body


@action
def confirm_steering(
    *, body: Body, day: date, note: str, by: User, seen: str = "", **origin: Any
) -> SteeringReview:
    """Confirm that a body has gone through what steers it, for the year of a day.

    ``seen`` tells which list it had before it; the log keeps that list.
    """
    body = Body.objects.select_for_update().get(pk=body.pk)  # one review at a time
    _refuse_day(body, day)
    if found := SteeringReview.objects.filter(body=body, year=day.year).first():
        told = long_date(found.day)
        raise Refused(f"{body.name} bekräftade genomgången för {day.year} redan {told}.")
    steering = steering_of(body.code, day)
    if seen and confirmed_mark(steering) != seen:
        raise Clash("Det som styr organet har ändrats sedan du öppnade sidan. Läs listan igen.")
    made = SteeringReview.objects.create(body=body, year=day.year, day=day, note=note, **origin)
    gone_through = ", ".join(row.code for row in steering)
    record(
        "direction.steering_review.confirmed",
        by=by,
        on=made,
        after=snapshot(made) | {"steering": gone_through},
    )
    return made


@action
def correct_review(*, review: SteeringReview, note: str, seen: str, by: User) -> SteeringReview:
    """Correct what a confirmed review says came of it; that it was made, and when, stays."""
    found = _locked(review)
    if review_mark(found) != seen:
        raise Clash(OVERTAKEN.format(what="genomgången"))
    if found.note == note:
        raise Refused("Inget är ändrat, så det finns inget att spara.")
    before = snapshot(found)
    found.note = note
    found.save()
    record("direction.steering_review.corrected", by=by, on=found, before=before)
    return found


@action
def withdraw_review(*, review: SteeringReview, by: User) -> None:
    """Take back a review that was confirmed by mistake: the body owes it again."""
    found = _locked(review)
    before = snapshot(found)
    record("direction.steering_review.withdrawn", by=by, on=found, before=before, after={})
    found.delete()


@action
def register_training(
    *,
    steering: ExternalSteering,
    body: Body,
    group: TrainedGroup,
    day: date,
    count: tuple[int, int],
    by: User,
    **origin: Any,
) -> Training:
    """Register how many of a body's managers or staff had been trained on a day, of how many."""
    trained, of = count
    _refuse_count(trained, of)
    body = Body.objects.select_for_update().get(pk=body.pk)  # one count at a time
    _refuse_day(body, day)
    same = {"steering": steering, "body": body, "group": group, "day": day}
    if Training.objects.filter(**same).exists():
        raise Refused(f"Det finns redan en uppgift {long_date(day)}. Rätta den i listan.")
    made = Training.objects.create(**same, trained=trained, of=of, **origin)
    record("direction.training.registered", by=by, on=made)
    return made


@action
def correct_training(
    *, training: Training, count: tuple[int, int], seen: str, by: User
) -> Training:
    """Correct a count that was wrong; a newer count is registered as such."""
    found = Training.objects.select_for_update().get(pk=training.pk)
    trained, of = count
    _refuse_count(trained, of)
    if training_mark(found) != seen:
        raise Clash(OVERTAKEN.format(what="uppgiften"))
    if (found.trained, found.of) == count:
        raise Refused("Inget är ändrat, så det finns inget att spara.")
    before = snapshot(found)
    found.trained, found.of = count
    found.save()
    record("direction.training.corrected", by=by, on=found, before=before)
    return found


@action
def withdraw_training(*, training: Training, by: User) -> None:
    """Take back a count that was registered by mistake: of another body, group or day."""
    found = Training.objects.select_for_update().get(pk=training.pk)
    record("direction.training.withdrawn", by=by, on=found, before=snapshot(found), after={})
    found.delete()


def _locked(review: SteeringReview) -> SteeringReview:
    found = SteeringReview.objects.select_for_update().filter(pk=review.pk).first()
    if found is None:
        raise Refused("Någon annan har tagit tillbaka bekräftelsen. Gå igenom listan på nytt.")
    return found


def _refuse_count(trained: int, of: int) -> None:
    if not 0 <= trained <= of:
        raise Refused("Fler är utbildade än vad som finns. Rätta antalen.")


def _refuse_day(body: Body, day: date) -> None:
    if day < body.valid_from or (body.valid_to is not None and day > body.valid_to):
        raise Refused(f"{body.name} finns inte den dagen. Välj en annan dag.")
