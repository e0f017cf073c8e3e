"""The columns of each list: the same ones write a file and read it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from huset.kernel.importing import Column, choice, day, decimal, text, whole
from huset.organisation.files.lines import BodyLine, Line, RemitLine, ShareLine, UnitLine
from huset.organisation.words import REMIT_NAMES, UNIT_KIND_NAMES

FIRST = Column("Från", day(), required=True)
LAST = Column("Till", day())
FROM_WHERE: Mapping[str, Column[Any]] = {
    "first": FIRST,
    "last": LAST,
    "source": Column("Källa", text(200)),
    "source_year": Column("Källår", whole(1900, 2100)),
    "is_example": Column("Exempel", choice({True: "Ja", False: "Nej"})),
}
BODY: Mapping[str, Column[Any]] = {
    "code": Column("Kod", text(20), required=True),
    "name": Column("Namn", text(120), required=True),
    "kind": Column("Slag", text(40), required=True),
    "reports_to": Column("Rapporterar till", text(20)),
    "order": Column("Ordning", whole(0, 32767)),
    **FROM_WHERE,
}
UNIT: Mapping[str, Column[Any]] = {
    "code": Column("Ansvar", text(20), required=True),
    "name": Column("Namn", text(120), required=True),
    "kind": Column("Slag", choice(UNIT_KIND_NAMES), required=True),
    "body": Column("Organ", text(20), required=True),
    "parent": Column("Under", text(20)),
    **FROM_WHERE,
}
SHARE: Mapping[str, Column[Any]] = {
    "body": Column("Organ", text(20), required=True),
    "holder": Column("Ägare", text(20)),
    "holder_name": Column("Ägare utanför koncernen", text(120)),
    "percent": Column("Procent", decimal(places=3, below=1000)),
    **FROM_WHERE,
}
REMIT: Mapping[str, Column[Any]] = {
    "body": Column("Organ", text(20), required=True),
    "kind": Column("Slag", choice(REMIT_NAMES), required=True),
    "title": Column("Titel", text(200), required=True),
    "url": Column("Adress", text(200)),
    "decision": Column("Beslut", text(60)),
    **FROM_WHERE,
}


@dataclass(frozen=True)
class List:
    """One of the lists: its name in addresses and on the screen, and what its rows are."""

    name: str
    title: str
    of: type[Line]
    columns: Mapping[str, Column[Any]]
    note: str


LISTS: Mapping[str, List] = {
    of.name: of
    for of in (
        List("bodies", "Organ", BodyLine, BODY, "Ett organ på varje rad."),
        List(
            "units",
            "Enheter",
            UnitLine,
            UNIT,
            "En rad för varje plats som enheten har haft. En rad med en ny dag i Från är en flytt, "
            "och enheterna under den följer med.",
        ),
        List("shares", "Ägande", ShareLine, SHARE, "En ägare eller deltagare på varje rad."),
        List(
            "remits",
            "Reglementen, direktiv och avtal",
            RemitLine,
            REMIT,
            "Ett av dem på varje rad.",
        ),
    )
}


def columns_of(name: str, kinds: Mapping[str, str]) -> dict[str, Column[Any]]:
    """The columns of a list; the kinds of bodies are those of the governance model."""
    columns = dict(LISTS[name].columns)
    if name == "bodies":
        columns["kind"] = Column("Slag", choice(kinds), required=True)
    return columns


def cells_of(line: Line, columns: Mapping[str, Column[Any]]) -> tuple[object, ...]:
    """A row's values in the order of the columns; what is empty is an empty cell."""
    values = (getattr(line, field) for field in columns)
    return tuple(None if value == "" else value for value in values)
