"""What may be typed into a report."""

from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict

from huset.budget.queries import EconomyRow
from huset.followup import queries
from huset.followup.queries import Expected, Said
from huset.kernel.fields import SwedishDecimalField

LONGEST_TEXT = 20_000
LARGEST_TKR = 100_000_000
ORE_OF_TKR = 100_000


class RoundForm(forms.Form):
    """One of the follow-ups that can be opened."""

    round = forms.ChoiceField(label="Uppföljning")

    def __init__(self, *args: Any, points: Iterable[queries.Point], **more: Any) -> None:
        super().__init__(*args, **more)
        self.points = {f"{point.code}-{point.year}": point for point in points}
        field = self.fields["round"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(key, point.name) for key, point in self.points.items()]

    def point(self) -> queries.Point:
        """The chosen one."""
        return self.points[self.cleaned_data["round"]]


class SendBackForm(forms.Form):
    """Why a report is sent back to those who write it."""

    why = forms.CharField(
        label="Vad behöver ändras?",
        help_text="Syns för dem som skriver rapporten.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST_TEXT,
    )


class ReportForm(forms.Form):
    """A body's words: summary, economy and action needed."""

    summary = forms.CharField(
        label="Sammanfattning",
        help_text="Det viktigaste i några meningar. Tom rad börjar nytt stycke.",
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=LONGEST_TEXT,
    )
    economy = forms.CharField(
        label="Ekonomi",
        help_text="Vad avvikelsen beror på, också när den är positiv.",
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=LONGEST_TEXT,
        required=False,
    )
    action_needed = forms.CharField(
        label="Åtgärder som behövs",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST_TEXT,
        required=False,
    )
    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    @classmethod
    def of(cls, said: Said) -> "ReportForm":
        """The form filled with what has been said."""
        return cls(
            initial={
                "summary": said.summary,
                "economy": said.economy,
                "action_needed": said.action_needed,
                "edition": said.edition,
            }
        )


class ForecastForm(forms.Form):
    """A unit's forecast of its deviation from the budget of the year, in tkr, and why."""

    deviation = SwedishDecimalField(
        label="Väntad avvikelse mot budget, tkr",
        help_text="Plus är bättre än budget, minus sämre.",
        max_digits=12,
        decimal_places=1,
        max_value=Decimal(LARGEST_TKR),
        min_value=Decimal(-LARGEST_TKR),
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    comment = forms.CharField(
        label="Vad beror den på?",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST_TEXT,
        required=False,
    )

    def said(self, budget: int | None) -> tuple[int, str]:
        """What the typed words mean: the year's net cost in öre, and why."""
        typed: Decimal = self.cleaned_data["deviation"]
        return (budget or 0) - int(typed * ORE_OF_TKR), self.cleaned_data["comment"]


def forecast_forms(
    rows: Iterable[EconomyRow],
    budgeted: Collection[str],
    expected: Mapping[str, Expected],
    data: QueryDict | None,
) -> list[tuple[EconomyRow, ForecastForm]]:
    """One form for each unit that has a budget of its own, filled with what it has said."""
    return [
        (row, ForecastForm(data, prefix=row.code, initial=_initial(row, expected.get(row.code))))
        for row in rows
        if row.code in budgeted
    ]


def _initial(row: EconomyRow, said: Expected | None) -> dict[str, object]:
    if said is None or row.budget is None:
        return {}
    return {"deviation": Decimal(row.budget - said.net_cost) / ORE_OF_TKR, "comment": said.comment}
