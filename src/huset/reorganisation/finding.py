"""What can be found of reorganisations: decided ones by everyone, drafts from within."""

from collections.abc import Collection, Iterable

from huset.kernel.periods import long_date
from huset.organisation.findable import ANYWHERE, Findable, Passage
from huset.organisation.rules import Right
from huset.reorganisation.models import Reorganisation


class ReorganisationFinder:
    """Plans of a new organisation, with what they found, move, rename and end."""

    label = "reorganisation.Reorganisation"
    also: tuple[str, ...] = ()  # a change of a row is told on the plan itself

    def find(self, numbers: Collection[int] | None = None) -> Iterable[Findable]:
        """The plans with their motives and the names that they give, the last first."""
        found = Reorganisation.objects.select_related("decision__meeting").prefetch_related(
            "changes"
        )
        for plan in found if numbers is None else found.filter(pk__in=numbers):
            decision = plan.decision
            yield Findable(
                number=plan.pk,
                kind="Omorganisationer",
                title=plan.title,
                page=plan.page(),
                passages=(
                    Passage(f"Gäller från {long_date(plan.takes_effect)}."),
                    Passage(plan.motive, "motivet"),
                    Passage(" ".join(c.name for c in plan.changes.all() if c.name), "ändringarna"),
                ),
                valid_from=decision.meeting.day if decision else None,
                right=None if decision else Right.READ_INTERNAL,
                place="" if decision else ANYWHERE,
            )

    def touched(self, label: str, numbers: Collection[int]) -> Collection[int] | None:
        """Nothing else is told of."""
        return ()


REORGANISATIONS = ReorganisationFinder()
