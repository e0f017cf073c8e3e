"""What may be typed in when someone proposes a change of an assignment."""

from typing import Any

from django import forms

from huset.goals.actions.changing import Proposal
from huset.goals.rules import ChangeKind
from huset.kernel.fields import DayField

KINDS = [
    (ChangeKind.END.value, "Avsluta uppdraget"),
    (ChangeKind.EXTEND.value, "Förläng uppdraget"),
    (ChangeKind.CHANGE.value, "Ändra uppdraget"),
]


class ProposalForm(forms.Form):
    """That an assignment is to end, be given more time, or become another."""

    body = forms.ChoiceField(label="Föreslås av")
    kind = forms.ChoiceField(label="Förslag", choices=KINDS, widget=forms.RadioSelect)
    due = DayField(
        label="Klart senast", help_text="Vid förlängning: den nya sista dagen.", required=False
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

    def proposal(self) -> Proposal:
        """What was typed."""
        said = self.cleaned_data
        return Proposal(
            ChangeKind(said["kind"]), said["why"], said["due"], said["title"], said["text"]
        )
