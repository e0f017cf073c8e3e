"""What waits for a body's decision: each slice says what it has, and how it becomes valid.

A decision is registered once and tied to everything that it makes valid. The slices above this one
are named in the setting ``DECIDABLES``, in the order of the form.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from huset.kernel.actions import Refused
from huset.kernel.models import User
from huset.model.queries import NoModelError, model_in_force
from huset.model.terms import Power
from huset.organisation.models import Body, Decision

COUNCIL = "council"  # decides where the model gives a power to no one (KL ch. 5 § 1)
LAW_OF_COUNCIL = "kommunallagen 5 kap. 1 §"
LAW_OF_COMMITTEES = "kommunallagen 6 kap. 3 §"


@dataclass(frozen=True)
class Waiting:
    """Something that a body can decide: its number among its kind, and what it is in words."""

    number: int
    title: str
    note: str = ""
    page: str = ""  # the name of the page that shows it, by its number


class Decidable(Protocol):
    """A kind of thing that becomes valid by a decision."""

    code: str
    name: str

    def waiting(self, body: Body) -> list[Waiting]:
        """What waits for this body."""

    def decide(self, number: int, *, decision: Decision, by: User) -> None:
        """Make one of them valid by a decision. Raises Refused, with the rule cited."""


def decidables() -> tuple[Decidable, ...]:
    """Every kind of thing that can be decided in this installation."""
    return tuple(import_string(path) for path in settings.DECIDABLES)


def deciding_kinds(power: Power, day: date) -> frozenset[str]:
    """The kinds of bodies that a power belonged to on a day; the council where it has no holder."""
    try:
        held = model_in_force(day).with_power(power)
    except NoModelError:
        held = ()
    return frozenset(kind.code for kind in held) or frozenset({COUNCIL})


def decides(body: Body, power: Power, day: date) -> bool:
    """Tell whether a body holds a power on a day."""
    return body.kind in deciding_kinds(power, day)


def refuse_wrong_body(decision: Decision, whose: Power | Collection[str], what: str) -> None:
    """Refuse what another kind of body decides: those with a power, or the kinds themselves.

    Source: the governance model in force on the meeting's day; KL ch. 5 § 1.
    """
    meeting = decision.meeting
    kinds = deciding_kinds(whose, meeting.day) if isinstance(whose, Power) else frozenset(whose)
    if meeting.body.kind not in kinds:
        law = LAW_OF_COUNCIL if COUNCIL in kinds else LAW_OF_COMMITTEES
        raise Refused(
            f"{what} beslutas av {_named(kinds, meeting.day)}, inte av {meeting.body.name} "
            f"(styrmodellen; {law})."
        )


def refuse_other_body(decision: Decision, owner: Body, what: str) -> None:
    """Refuse what another body than its owner decides: committees decide what is theirs.

    Source: KL ch. 6 § 3.
    """
    if decision.meeting.body_id != owner.pk:
        raise Refused(
            f"{what} beslutas av {owner.name}, inte av {decision.meeting.body.name} "
            f"(styrmodellen; {LAW_OF_COMMITTEES})."
        )


def refuse_before(decision: Decision, since: date, what: str) -> None:
    """Refuse what would apply before it was decided."""
    day = decision.meeting.day
    if since < day:
        raise Refused(
            f"{what} kan inte gälla från {since}: {decision.meeting.body.name} beslutade {day}. "
            "Välj beslutets dag eller en senare."
        )


def refuse_decided(thing: object, what: str) -> None:
    """Refuse to decide again what already rests on a decision."""
    if getattr(thing, "decision_id", None) is not None:
        raise Refused(f"{what} är redan beslutad. Ett nytt beslut gäller ett nytt förslag.")


def _named(kinds: Collection[str], day: date) -> str:
    try:
        known: dict[str, str] = {k.code: k.name for k in model_in_force(day).body_kinds}
    except NoModelError:
        known = {}
    names = [known.get(kind, "Kommunfullmäktige") for kind in sorted(kinds)]
    return " eller ".join((", ".join(names[:-1]), names[-1])) if names[1:] else "".join(names)
