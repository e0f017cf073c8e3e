"""Loads direction.yaml: vision, core values, strategic plans, and what steers from outside."""

from huset.direction.actions import (
    adopt_core_values,
    adopt_strategic_plan,
    adopt_vision,
    list_external_steering,
)
from huset.direction.rules import ExternalKind
from huset.examples.loading import Loading
from huset.examples.reading import Entry, origin

NOT_OF_THE_RECORD = {"source", "kind"}


def load_direction(loading: Loading) -> None:
    """Load where the municipality is going, and what steers it from outside."""
    content = loading.files.read("direction")
    _vision(loading, content["vision"])
    _values(loading, content["values"])
    for entry in content["strategic_plans"]:
        if loading.is_made(entry):
            _plan(loading, entry)
    for entry in content["external_steering"]:
        _external(loading, entry)


def _vision(loading: Loading, entry: Entry) -> None:
    adopt_vision(
        title=entry["title"],
        text=entry["text"],
        decision=loading.decision(entry),
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
        areas=[(title, text) for title, text in entry["areas"]],
        decision=loading.decision(entry),
        since=entry["since"],
        until=entry.get("until"),
        by=loading.by,
        **origin(entry),
    )


def _external(loading: Loading, entry: Entry) -> None:
    known = {key: value for key, value in entry.items() if key not in NOT_OF_THE_RECORD}
    list_external_steering(
        kind=ExternalKind(entry["kind"]), by=loading.by, **known, **origin(entry)
    )
