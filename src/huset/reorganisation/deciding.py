"""What reorganisations wait for a body's decision, and how one becomes valid."""

from dataclasses import dataclass

from django.utils import timezone

from huset.kernel.actions import Refused
from huset.kernel.models import User
from huset.kernel.periods import long_date
from huset.organisation.deciding import Waiting
from huset.organisation.models import Body, Decision
from huset.reorganisation.actions import decide_reorganisation
from huset.reorganisation.queries import drafts_for, plan_to_act_on


@dataclass(frozen=True)
class Reorganisations:
    """The plans without faults that are a body's to decide."""

    code: str = "reorganisation"
    name: str = "Omorganisationer"

    def waiting(self, body: Body) -> list[Waiting]:
        """What waits for this body."""
        drafts = drafts_for(body, timezone.localdate())
        return [
            Waiting(
                row.id,
                row.title,
                f"gäller från {long_date(row.takes_effect)}",
                "reorganisation:plan",
            )
            for row in drafts
        ]

    def decide(self, number: int, *, decision: Decision, by: User) -> None:
        """Carry one of them out. Raises Refused, with the rule cited."""
        plan = plan_to_act_on(number)
        if plan is None:
            raise Refused("Omorganisationen finns inte längre. Ladda om sidan.")
        decide_reorganisation(reorganisation=plan, decision=decision, by=by)


REORGANISATIONS = Reorganisations()
