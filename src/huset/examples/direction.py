"""Loads direction.yaml: vision, core values, strategic plans, and what steers from outside."""

from collections.abc import Sequence
from datetime import date

from huset.direction.actions import (
    Area,
    adopt_core_values,
    adopt_strategic_plan,
    adopt_vision,
    confirm_steering,
    end_external_steering,
    list_external_steering,
    register_training,
)
from huset.direction.models import ExternalSteering, VisionStatement
from huset.direction.rules import ExternalKind, TrainedGroup
from huset.examples.loading import Loading, bodies
from huset.examples.reading import Entry, origin
from huset.kernel import validity
from huset.organisation.models import Body

NOT_OF_THE_RECORD = {"source", "kind", "since", "until", "bodies"}


def load_direction(loading: Loading) -> None:
    """Load where the municipality is going, and what steers it from outside."""
    content = loading.files.read("direction")
    for entry in content["visions"]:
        if "decision" not in entry or loading.is_made(entry):
            _vision(loading, entry)
    _values(loading, content["values"])
    for entry in content["strategic_plans"]:
        if loading.is_made(entry):
            _plan(loading, entry)
    by_code = bodies()
    for entry in content["external_steering"]:
        _external(loading, entry, by_code)
    for entry in content["steering_reviews"]:
        _review(loading, entry, by_code)
    for entry in content["trainings"]:
        _training(loading, entry, by_code)


def _vision(loading: Loading, entry: Entry) -> None:
    adopt_vision(
        title=entry["title"],
        text=entry["text"].strip(),
        statements=[(title, text) for title, text in entry["statements"]],
        decision=loading.decision(entry) if "decision" in entry else None,
        since=entry["since"],
        by=loading.by,
        **origin(entry),
    )


def _values(loading: Loading, entry: Entry) -> None:
    adopt_core_values(
        values=[(word, meaning) for word, meaning in entry["words"]],
        decision=loading.decision(entry),
        since=entry["since"],
        by=loading.by,
        **origin(entry),
    )


def _plan(loading: Loading, entry: Entry) -> None:
    adopt_strategic_plan(
        title=entry["title"],
        majority=entry["majority"],
        areas=[_area(given, entry["since"]) for given in entry["areas"]],
        decision=loading.decision(entry),
        since=entry["since"],
        until=entry.get("until"),
        by=loading.by,
        **origin(entry),
    )


def _area(given: Sequence[str], since: date) -> Area:
    """An area with the part of the vision that it serves, by title, of the vision of its day."""
    title, text, *served = given
    known = VisionStatement.objects.filter(
        validity.on(since, through="vision__"), vision__decision__isnull=False
    )
    return Area(title, text, known.get(title=served[0]) if served else None)


def _external(loading: Loading, entry: Entry, by_code: dict[str, Body]) -> None:
    known = {key: value for key, value in entry.items() if key not in NOT_OF_THE_RECORD}
    law = list_external_steering(
        kind=ExternalKind(entry["kind"]),
        since=entry["since"],
        bodies=[by_code[code] for code in entry.get("bodies", ())],
        by=loading.by,
        **known,
        **origin(entry),
    )
    if "until" in entry:
        end_external_steering(steering=law, last_day=entry["until"], by=loading.by)


def _review(loading: Loading, entry: Entry, by_code: dict[str, Body]) -> None:
    if entry["day"] <= loading.today:
        confirm_steering(
            body=by_code[entry["body"]],
            day=entry["day"],
            note=entry.get("note", ""),
            by=loading.by,
            **origin(entry),
        )


def _training(loading: Loading, entry: Entry, by_code: dict[str, Body]) -> None:
    steering = ExternalSteering.objects.get(code=entry["steering"])
    for day, trained, of in entry["counts"]:
        if day <= loading.today:
            register_training(
                steering=steering,
                body=by_code[entry["body"]],
                group=TrainedGroup(entry["group"]),
                day=day,
                count=(trained, of),
                by=loading.by,
                **origin(entry),
            )
