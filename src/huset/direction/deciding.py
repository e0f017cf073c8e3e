"""Drafts of vision, core values and strategic plan, which wait for the body that decides them."""

from huset.direction.actions import POWERS, decide_direction
from huset.direction.models import CoreValue, StrategicPlan, Vision
from huset.kernel.actions import Refused
from huset.kernel.models import User
from huset.kernel.periods import long_date
from huset.organisation.deciding import Waiting, decides
from huset.organisation.models import Body, Decision


class Drafts:
    """Visions or strategic plans, each a draft of its own."""

    def __init__(self, code: str, name: str, model: type[Vision | StrategicPlan]) -> None:
        self.code, self.name, self.model = code, name, model

    def waiting(self, body: Body) -> list[Waiting]:
        """The drafts that this body decides."""
        return [
            Waiting(draft.pk, draft.title, f"föreslås gälla från {long_date(draft.valid_from)}")
            for draft in self.model.objects.filter(decision=None).order_by("valid_from", "pk")
            if decides(body, POWERS[self.model][0], draft.valid_from)
        ]

    def decide(self, number: int, *, decision: Decision, by: User) -> None:
        """Make a draft valid."""
        draft = self.model.objects.select_for_update().get(pk=number)
        decide_direction(drafts=[draft], decision=decision, by=by)


class DraftValues:
    """The core values: those that are proposed from the same day are decided together."""

    code = "core_values"
    name = "Värdegrund"

    def waiting(self, body: Body) -> list[Waiting]:
        """One proposal a day that they would apply from, named by its first value."""
        proposals: dict[object, list[CoreValue]] = {}
        for value in self._drafts():
            proposals.setdefault(value.valid_from, []).append(value)
        return [
            Waiting(
                values[0].pk,
                ", ".join(value.title for value in values),
                f"föreslås gälla från {long_date(values[0].valid_from)}",
            )
            for values in proposals.values()
            if decides(body, POWERS[CoreValue][0], values[0].valid_from)
        ]

    def decide(self, number: int, *, decision: Decision, by: User) -> None:
        """Make a whole proposal valid."""
        first = next((value for value in self._drafts() if value.pk == number), None)
        if first is None:
            raise Refused("Värdegrunden väntar inte längre på beslut.")
        together = [v for v in self._drafts() if v.valid_from == first.valid_from]
        decide_direction(drafts=together, decision=decision, by=by)

    def _drafts(self) -> list[CoreValue]:
        return list(CoreValue.objects.filter(decision=None).order_by("valid_from", "order", "pk"))


VISIONS = Drafts("visions", "Vision", Vision)
CORE_VALUES = DraftValues()
PLANS = Drafts("strategic_plans", "Strategisk plan", StrategicPlan)
