"""Loads organisation.yaml: bodies with owners and remits, units, and those who hold roles."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from huset.examples.loading import Loading, bodies, user
from huset.examples.reading import Entry, origin
from huset.kernel import validity
from huset.organisation.actions import (
    found_body,
    give_mandate,
    give_remit,
    hand_over,
    open_unit,
    register_person,
    share_body,
)
from huset.organisation.models import Body, Mandate, Person, Unit
from huset.organisation.rules import LEADING, RemitKind, Role, UnitKind


@dataclass(frozen=True)
class Line:
    """A unit as the file writes it: "1110 Kansli", under the unit that it is indented below."""

    code: str
    name: str
    kind: UnitKind
    parent: str


def load_organisation(loading: Loading) -> None:
    """Load bodies, units, and those who hold roles."""
    content = loading.files.read("organisation")
    _found_bodies(loading, content)
    _share_bodies(loading, content)
    _open_units(loading, content)
    for entry in content["people"]:
        register(loading, entry, entry.get("since", content["people_since"]))
    _give_managers(loading, content)
    for entry in content["deputies"]:
        _hand_over(loading, entry)


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
            valid_to=entry.get("until"),
            by=loading.by,
            **origin(entry),
        )


def _share_bodies(loading: Loading, content: Entry) -> None:
    founded = bodies()
    for entry in content["shares"]:
        share_body(
            body=founded[entry["body"]],
            holder=founded[entry["holder"]] if "holder" in entry else None,
            holder_name=entry.get("name", ""),
            percent=Decimal(entry["percent"]) if "percent" in entry else None,
            since=entry.get("since", content["since"]),
            until=entry.get("until"),
            by=loading.by,
            **origin(entry),
        )


def load_remits(loading: Loading) -> None:
    """Give the bodies their tasks; a draft waits for its decision."""
    content, founded = loading.files.read("organisation"), bodies()
    decision = loading.decisions.get(content["remits_decision"])
    for entry in content["remits"]:
        give_remit(
            body=founded[entry["body"]],
            kind=RemitKind(entry["kind"]),
            title=entry["title"],
            since=entry.get("since", content["remits_since"]),
            decision=None if "draft" in entry else decision,
            by=loading.by,
            **origin(entry),
        )


def _open_units(loading: Loading, content: Entry) -> None:
    sourced = content["sourced_units"]
    known = {str(code): origin(sourced) for code in sourced["codes"]}
    for code, body in bodies().items():
        opened: dict[str, Unit] = {}
        for line in lines(content["units"].get(code, ())):
            opened[line.code] = open_unit(
                code=line.code,
                name=line.name,
                kind=line.kind,
                body=body,
                parent=opened.get(line.parent),
                since=content["since"],
                by=loading.by,
                **known.get(line.code, {"is_example": True}),
            )


def register(loading: Loading, entry: Entry, since: date) -> None:
    account = user(entry["user"], entry["name"]) if "user" in entry else None
    person = register_person(
        name=entry["name"],
        user=account,
        protected=entry.get("protected", False),
        by=loading.by,
        **origin(entry),
    )
    places: list[Body | Unit] = [_unit(code, since) for code in entry.get("also", ())]
    if "unit" in entry:
        places.insert(0, _unit(entry["unit"], since))
    else:
        places.append(Body.objects.get(code=entry["body"]))
    for place in places:
        give_mandate(
            person=person,
            role=Role(entry["role"]),
            place=place,
            since=since,
            party=entry.get("party", ""),
            by=loading.by,
        )


def _unit(code: int, day: date) -> Unit:
    return Unit.objects.get(validity.on(day), code=str(code))


def _give_managers(loading: Loading, content: Entry) -> None:
    """Give every unit without one a manager, but for the gap that the file names."""
    since, told = content["people_since"], content["managers"]
    led = Mandate.objects.filter(role__in=LEADING, unit__isnull=False)
    but = {*led.values_list("unit__code", flat=True), *map(str, told["without"])}
    for unit in Unit.objects.filter(validity.on(since)).exclude(code__in=but):
        entry = {"name": f"{told['name']} {unit.name}", "role": "manager", "unit": unit.code}
        register(loading, entry, since)


def _hand_over(loading: Loading, entry: Entry) -> None:
    hand_over(
        mandate=Mandate.objects.get(person__name=entry["of"]),
        to=Person.objects.get(name=entry["to"]),
        since=entry["since"],
        until=entry["until"],
        by=loading.by,
    )
