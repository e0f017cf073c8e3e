"""Who answers for a part of the house: bodies of the kinds that the model names, and who leads."""

from dataclasses import dataclass

from huset.kernel.context import Context
from huset.kernel.links import link
from huset.model.queries import model_in_force
from huset.model.rules import BodyKind, Part
from huset.organisation.queries import MandateRow, bodies_in_scope, mandates, organisation
from huset.organisation.rules import Role, UnitKind
from huset.organisation.words import ROLE_NAMES

DIRECTOR = ROLE_NAMES[Role.DIRECTOR]
LEADS = {ROLE_NAMES[r] for r in (Role.CHAIR, Role.DIRECTOR, Role.MANAGING_DIRECTOR, Role.MANAGER)}


@dataclass(frozen=True)
class Leader:
    """Someone who leads a body or unit: in which role, and their page."""

    role: str
    name: str
    url: str


@dataclass(frozen=True)
class Holder:
    """A body or administration that answers for the part."""

    name: str
    url: str
    leaders: tuple[Leader, ...]


@dataclass(frozen=True)
class Responsible:
    """A kind of body that answers for the part; a role such as manager has no holders.

    Without a ``kind`` the only holder bears its name, as a council does.
    """

    kind: str
    holders: tuple[Holder, ...]


def responsible(part: Part, context: Context, *, officials: bool) -> tuple[Responsible, ...]:
    """Who answers for a part, in the order of the model; officials are named to those within."""
    model, leading = model_in_force(context.per), _leaders(context, officials=officials)
    return tuple(_of_kind(model.body_kind(code), context, leading) for code in part.responsible)


def _of_kind(kind: BodyKind, context: Context, leading: dict[str, list[MandateRow]]) -> Responsible:
    places = _places(kind.code, context)
    holders = tuple(
        Holder(
            name,
            link(context, page, code),
            tuple(
                Leader(row.role, row.person, link(context, "organisation:person", row.person_id))
                for row in leading.get(code, ())
            ),
        )
        for code, name, page in places
    )
    if [holder.name for holder in holders] == [kind.name]:
        return Responsible("", holders)
    return Responsible(kind.plural if len(holders) > 1 else kind.name, holders)


def _places(kind: str, context: Context) -> list[tuple[str, str, str]]:
    """The bodies of a kind: code, name, and the name of the page; administrations under others too.

    Those of the scope when it has any, otherwise all.
    """
    organised = organisation(context.per)
    chosen = set(bodies_in_scope(context.scope, context.per))
    of_kind = {body.code for body in organised.bodies if body.kind == kind}
    found = [
        (body.code, (body.code, body.name, "organisation:body"))
        for body in organised.bodies
        if body.code in of_kind
    ]
    if kind == UnitKind.ADMINISTRATION:
        found = [
            (unit.body_code, (unit.code, unit.name, "organisation:unit"))
            for unit in organised.units
            if unit.depth == 0 and unit.body_code not in of_kind
        ] + found
    near = [place for body, place in found if body in chosen]
    return near or [place for _, place in found]


def _leaders(context: Context, *, officials: bool) -> dict[str, list[MandateRow]]:
    found: dict[str, list[MandateRow]] = {}
    for row in mandates(context.per, officials=officials):
        if row.role in LEADS:
            found.setdefault(row.place_code, []).append(row)
        if row.role == DIRECTOR and row.body_code != row.place_code:
            found.setdefault(row.body_code, []).append(row)  # who serves the elected members
    return found
