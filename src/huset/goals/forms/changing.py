"""What may be typed in when someone proposes a change of an assignment."""

from datetime import date
from typing import Any

from django import forms

from huset.goals.actions.changing import Proposal
from huset.goals.rules import ChangeKind
from huset.kernel.context import FIRST_YEAR, LAST_YEAR

KINDS = [
    (ChangeKind.END.value, "Avsluta uppdraget"),
    (ChangeKind.EXTEND.value, "Förläng uppdraget"),
    (ChangeKind.CHANGE.value, "Ändra uppdraget"),
]


class ProposalForm(forms.Form):
    """That an assignment is to end, be given more time, or become another."""

    body = forms.ChoiceField(label="Föreslås av")
    kind = forms.ChoiceField(label="Förslag", choices=KINDS, widget=forms.RadioSelect)
    due = forms.DateField(
        label="Klart senast",
        help_text="Vid förlängning: den nya sista dagen.",
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        required=False,
    )
    title = forms.CharField(
        label="Ny titel",
        help_text="Vid ändring. Tomt är oförändrat.",
        max_length=200,
        required=False,
    )
    text = forms.CharField(
        label="Ny text",
        help_text="Vid ändring. Tomt är oförändrat.",
        widget=forms.Textarea({"rows": 4}),
        max_length=5_000,
        required=False,
    )
    why = forms.CharField(label="Varför", widget=forms.Textarea({"rows": 4}), max_length=2_000)

    def __init__(self, data: Any = None, *, bodies: list[tuple[str, str]]) -> None:  # noqa: ANN401 -- a request's data
        super().__init__(data)
        field = self.fields["body"]
        if isinstance(field, forms.ChoiceField):
            field.choices = bodies

    def clean_due(self) -> date | None:
        """Refuse a year that cannot be."""
        day: date | None = self.cleaned_data["due"]
        if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise forms.ValidationError(f"Välj ett år mellan {FIRST_YEAR} och {LAST_YEAR}.")
        return day

    def proposal(self) -> Proposal:
        """What was typed."""
        said = self.cleaned_data
        return Proposal(
            ChangeKind(said["kind"]), said["why"], said["due"], said["title"], said["text"]
        )
