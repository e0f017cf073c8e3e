"""What may be typed in when someone proposes a change of a goal, or who answers for a measure."""

from typing import Any

from django import forms

from huset.goals.actions.versions import Up
from huset.goals.queries.drafting import Choices, GoalChoices


class WhyForm(forms.Form):
    """Who proposes a change of a goal, and why."""

    body = forms.ChoiceField(label="Föreslås av")
    why = forms.CharField(
        label="Varför",
        help_text="Det som den som beslutar behöver veta.",
        widget=forms.Textarea({"rows": 4}),
        max_length=2_000,
    )

    def __init__(self, data: Any = None, *, bodies: Choices) -> None:  # noqa: ANN401 -- a request's data
        super().__init__(data)
        field = self.fields["body"]
        if isinstance(field, forms.ChoiceField):
            field.choices = bodies


class RelinkForm(WhyForm):
    """What a decided goal is to hang from instead."""

    area = forms.ChoiceField(label="Område i den strategiska planen", required=False)
    parents = forms.MultipleChoiceField(
        label="Mål ovanför", widget=forms.CheckboxSelectMultiple, required=False
    )
    missions = forms.MultipleChoiceField(
        label="Grunduppdrag", widget=forms.CheckboxSelectMultiple, required=False
    )
    field_order = ("parents", "area", "missions", "body", "why")

    def __init__(
        self,
        data: Any = None,  # noqa: ANN401 -- a request's data
        *,
        bodies: Choices,
        choices: GoalChoices,
        now: Up,
    ) -> None:
        super().__init__(data, bodies=bodies)
        self.initial = {
            "area": str(now.area or ""),
            "parents": [str(number) for number in now.parents],
            "missions": [str(number) for number in now.missions],
        }
        offered = {
            "area": [("", "Inget"), *choices.areas] if choices.areas else [],
            "parents": choices.parents,
            "missions": choices.missions,
        }
        for name, some in offered.items():
            field = self.fields[name]
            if not some:
                del self.fields[name]
            elif isinstance(field, forms.ChoiceField):
                field.choices = some

    def up(self) -> Up:
        """What was chosen."""
        said = self.cleaned_data
        return Up(
            frozenset(map(int, said.get("parents", ()))),
            int(said["area"]) if said.get("area") else None,
            frozenset(map(int, said.get("missions", ()))),
        )


class OwnerForm(forms.Form):
    """Who answers for an indicator, and where its values are found."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    owner = forms.ChoiceField(label="Ansvarig", required=False)
    origin = forms.CharField(label="Varifrån värdena hämtas", max_length=200, required=False)

    def __init__(self, data: Any = None, *, owners: Choices, initial: Any = None) -> None:  # noqa: ANN401 -- a request's data
        super().__init__(data, initial=initial)
        field = self.fields["owner"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "Ingen än"), *owners]
