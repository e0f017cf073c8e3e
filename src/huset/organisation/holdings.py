"""Mandates as the rules see them: a unit's role counts in the body that the unit belongs to."""

from datetime import date

from huset.model.queries import NoModelError, model_in_force
from huset.model.rules import BodyKind
from huset.model.terms import Power
from huset.organisation.mandate_rules import Holding, Home, Span
from huset.organisation.models import Body, Mandate, Unit
from huset.organisation.rules import Role


def span_of(row: Body | Unit | Mandate) -> Span:
    """The days of something that applies for a time."""
    return Span(row.valid_from, row.valid_to)


def homes_of(place: Body | Unit) -> tuple[Home, ...]:
    """The bodies in which a role held in a place counts, each with its days."""
    kinds = body_kinds(place.valid_from)
    if isinstance(place, Body):
        return (_home(place, span_of(place), kinds),)
    rows = Unit.objects.filter(code=place.code).select_related("body")
    return tuple(_home(row.body, span_of(row), kinds) for row in rows)


def holding(mandate: Mandate, homes: tuple[Home, ...]) -> Holding:
    """A mandate as the rules see it, with the bodies in which it counts."""
    place = mandate.place
    return Holding(
        role=Role(mandate.role),
        place=place.code,
        in_body=isinstance(place, Body),
        span=span_of(mandate),
        homes=homes,
        stands_in=mandate.stands_in_for_id is not None,
    )


def holdings_in(place: Body | Unit) -> list[tuple[int, Holding]]:
    """Every mandate in a place, through its moves, each with its number."""
    in_body = isinstance(place, Body)
    held = Mandate.objects.filter(**{"body__code" if in_body else "unit__code": place.code})
    return [
        (
            m.pk,
            Holding(
                role=Role(m.role),
                place=place.code,
                in_body=in_body,
                span=span_of(m),
                stands_in=m.stands_in_for_id is not None,
            ),
        )
        for m in held
    ]


def body_kinds(per: date) -> dict[str, BodyKind]:
    """What each kind of body is, as the governance model says; nothing where there is none."""
    try:
        return {str(kind.code): kind for kind in model_in_force(per).body_kinds}
    except NoModelError:
        return {}


def auditors_have_their_own(span: Span) -> bool:
    """Tell whether the governance model has a kind of body that examines."""
    return any(Power.EXAMINE in kind.powers for kind in body_kinds(span.first).values())


def _home(body: Body, span: Span, kinds: dict[str, BodyKind]) -> Home:
    return Home(body.code, body.name, span, kinds.get(body.kind))
