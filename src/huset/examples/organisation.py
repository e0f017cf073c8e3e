"""Loads organisation.yaml and decisions.yaml: bodies, units, roles, and what has been decided."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from huset.examples.loading import Loading, bodies, user
from huset.examples.reading import Entry, origin
from huset.kernel.models import User
from huset.model.terms import is_election_year
from huset.organisation.actions import (
    found_body,
    give_mandate,
    open_unit,
    plan_meeting,
    register_decision,
    register_person,
)
from huset.organisation.models import Body, Meeting, Unit
from huset.organisation.rules import Role, UnitKind


@dataclass(frozen=True)
class Line:
    """A unit as the file writes it: "1110 Kansli", under the unit that it is indented below."""

    code: str
    name: str
    kind: UnitKind
    parent: str


def load_organisation(loading: Loading) -> None:
    """Load bodies, units, the reorganisation to come, and those who hold roles."""
    content = loading.files.read("organisation")
    _found_bodies(loading, content)
    _open_units(loading, content)
    _reorganise(loading, content)
    for entry in content["people"]:
        _register(loading, entry, content["people_since"])


def load_decisions(loading: Loading) -> None:
    """Register the decisions that have been made by today; the files know them by their names."""
    by_code = bodies()
    for name, entry in loading.files.read("decisions").items():
        day = entry["day"]
        if day > loading.today or ("election_year" in entry and not is_election_year(day.year)):
            continue
        loading.decisions[name] = register_decision(
            meeting=_meeting(by_code[entry["body"]], day, loading.by),
            paragraph=entry["paragraph"],
            title=entry["title"],
            registry_number=entry.get("registry_number", ""),
            registered_on=loading.today,
            by=loading.by,
            **origin(entry),
        )


def _meeting(body: Body, day: date, by: User) -> Meeting:
    return Meeting.objects.filter(body=body, day=day).first() or plan_meeting(
        body=body, day=day, by=by
    )


def lines(tree: Any, parent: str = "") -> Iterator[Line]:  # noqa: ANN401 -- nested lists and mappings
    """Walk a tree of units, each before those under it."""
    pairs = tree.items() if isinstance(tree, dict) else [(title, ()) for title in tree]
    for title, below in pairs:
        code, _, name = title.partition(" ")
        larger = UnitKind.DEPARTMENT if parent else UnitKind.ADMINISTRATION
        yield Line(code, name, larger if below else UnitKind.UNIT, parent)
        yield from lines(below, code)


def _found_bodies(loading: Loading, content: Entry) -> None:
    founded: dict[str, Body] = {}
    for order, entry in enumerate(content["bodies"], start=1):
        founded[entry["code"]] = found_body(
            code=entry["code"],
            name=entry["name"],
            kind=entry["kind"],
            since=entry.get("since", content["since"]),
            reports_to=founded.get(entry.get("reports_to", "")),
            order=order,
            by=loading.by,
            **origin(entry),
        )


def _open_units(loading: Loading, content: Entry) -> None:
    last_day = content["reorganisation"]["day"] - timedelta(days=1)
    ending = {line.code: last_day for line in lines(content["reorganisation"]["units"])}
    sourced = content["sourced_units"]
    known = {str(code): origin(sourced) for code in sourced["codes"]}
    for code, body in bodies().items():
        tree = content["units"].get(code, ())
        _open_tree(loading, body, tree, since=content["since"], until=ending, known=known)


def _reorganise(loading: Loading, content: Entry) -> None:
    """Open the units of the new body; those that move there keep their codes."""
    change = content["reorganisation"]
    body = bodies()[change["body"]]
    _open_tree(loading, body, change["units"], since=change["day"], until={}, known={})


def _open_tree(
    loading: Loading,
    body: Body,
    tree: Any,  # noqa: ANN401 -- see lines
    *,
    since: date,
    until: Mapping[str, date],
    known: Mapping[str, dict[str, Any]],
) -> None:
    opened: dict[str, Unit] = {}
    for line in lines(tree):
        more: dict[str, Any] = {"valid_to": until.get(line.code)}
        opened[line.code] = open_unit(
            code=line.code,
            name=line.name,
            kind=line.kind,
            body=body,
            parent=opened.get(line.parent),
            since=since,
            by=loading.by,
            **more | known.get(line.code, {"is_example": True}),
        )


def _register(loading: Loading, entry: Entry, since: date) -> None:
    account = user(entry["user"], entry["name"]) if "user" in entry else None
    person = register_person(name=entry["name"], user=account, by=loading.by, **origin(entry))
    place = (
        Unit.objects.get(code=entry["unit"])
        if "unit" in entry
        else Body.objects.get(code=entry["body"])
    )
    give_mandate(person=person, role=Role(entry["role"]), place=place, since=since, by=loading.by)
