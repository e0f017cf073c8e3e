"""What can be found of the house itself: its parts, in the model's words or the municipality's."""

from collections.abc import Collection, Iterable

from django.utils import timezone

from huset.house.texts import words_of
from huset.model.queries import NoModelError, model_in_force
from huset.organisation.findable import Findable, Passage


class PartFinder:
    """The parts of the house of today, numbered in the model's order."""

    label = "house.Part"
    also = ("house.PartText", "model.ModelFile")

    def find(self, numbers: Collection[int] | None = None) -> Iterable[Findable]:
        """The parts of today."""
        today = timezone.localdate()
        try:
            parts = model_in_force(today).parts
        except NoModelError:
            return
        for number, part in enumerate(parts, start=1):
            if numbers is not None and number not in numbers:
                continue
            said = words_of(part, today)
            yield Findable(
                number=number,
                kind="Husets delar",
                title=part.name,
                page=("house:part", (part.code,), {}),
                passages=(
                    Passage(part.summary),
                    *map(Passage, said.paragraphs),
                    *(Passage(law.name, "lagen bakom") for law in part.law),
                ),
            )

    def touched(self, label: str, numbers: Collection[int]) -> Collection[int] | None:
        """All: another model has other parts."""
        return None


PARTS = PartFinder()
