"""What people ask about bodies and units, as of a day."""

from dataclasses import dataclass
from datetime import date

from huset.kernel import validity
from huset.kernel.shell import Source
from huset.model.queries import model_in_force
from huset.organisation.models import Body
from huset.organisation.structure import organisation


@dataclass(frozen=True)
class BodyView:
    """A body with what it is and whom it reports to, in words."""

    code: str
    name: str
    kind: str
    reports_to: str
    valid_from: date
    valid_to: date | None
    source: Source


def bodies(per: date) -> list[BodyView]:
    """Every body of a day with what it is, as the governance model names it."""
    model = model_in_force(per)
    kinds: dict[str, str] = {kind.code: kind.name for kind in model.body_kinds}
    found = Body.objects.filter(validity.on(per)).select_related("reports_to")
    return [
        BodyView(
            code=b.code,
            name=b.name,
            kind=kinds.get(b.kind, b.kind),
            reports_to=b.reports_to.name if b.reports_to else "",
            valid_from=b.valid_from,
            valid_to=b.valid_to,
            source=Source(b.source, b.source_year),
        )
        for b in found
    ]


def bodies_in_scope(scope: str, per: date) -> tuple[str, ...]:
    """The code of the body that the reader has chosen, or whose unit they have; none is all."""
    if not scope:
        return ()
    organised = organisation(per)
    unit = organised.unit(scope)
    return (unit.body_code,) if unit else (scope,)


def body_to_act_on(code: str) -> Body:
    """The body's record, for an action."""
    return Body.objects.get(code=code)
