"""What may be typed in about a volume or key figure of a core mission."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django import forms

from huset.goals.forms.drafting import MeasureForm, Typed
from huset.goals.queries.content import Measure
from huset.goals.queries.drafting import Choices

FIRST = (
    "code",
    "name",
    "unit",
    "decimals",
    "frequency",
    "accumulates",
    "origin",
    "owner",
    "formula",
    "kolada_id",
    "established",
)  # then what judges it, which most do without


class FigureForm(MeasureForm):
    """A volume or key figure. Targets may be left out; those of years not shown are kept."""

    def __init__(
        self,
        data: Typed = None,
        *,
        years: Iterable[int],
        owners: Choices,
        initial: Mapping[str, Any],
        before: Measure | None = None,
    ) -> None:
        super().__init__(data, years=years, owners=owners, initial=initial)
        self.before = before
        self.order_fields(FIRST)
        self.fields["better"].help_text = "Behövs bara om det finns ett målvärde."

    def measure(self) -> Measure:
        """What was typed, and the targets of other years."""
        said = super().measure()
        known = self.before.targets if self.before else {}
        kept = {year: target for year, target in known.items() if year not in self.years}
        return replace(said, targets=kept | dict(said.targets))


class EndFigureForm(forms.Form):
    """That a key figure is ended: there is nothing to type."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
