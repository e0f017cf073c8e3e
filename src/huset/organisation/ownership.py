"""What can never be true of ownership: more than the whole, or a body that owns itself."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from huset.organisation.mandate_rules import Span

WHOLE = Decimal(100)


@dataclass(frozen=True)
class Part:
    """A share as the rules see it: the holder is a body's code, or a name outside the group."""

    body: str
    holder: str
    percent: Decimal | None
    span: Span


def first_day_over(parts: Sequence[Part]) -> date | None:
    """The first day when the shares of a body are more than the whole."""
    for day in sorted({part.span.first for part in parts}):
        held = [p.percent for p in parts if p.percent and p.span.within(Span(day, day))]
        if sum(held, Decimal(0)) > WHOLE:
            return day
    return None


def owns_itself(body: str, parts: Iterable[Part]) -> bool:
    """Tell whether a body, by way of others, owns itself on some day."""
    above: dict[str, list[Part]] = {}
    for part in parts:
        above.setdefault(part.body, []).append(part)
    waiting = [(part.holder, part.span) for part in above.get(body, [])]
    seen: set[tuple[str, Span]] = set()
    while waiting:
        owner, span = waiting.pop()
        if owner == body:
            return True
        seen.add((owner, span))
        found = [(p.holder, p.span.within(span)) for p in above.get(owner, [])]
        waiting += [(holder, met) for holder, met in found if met and (holder, met) not in seen]
    return False
