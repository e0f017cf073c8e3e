"""What may be ticked: what a goal or an assignment rests on."""

from typing import Any

from django import forms

from huset.goals.queries.links import Grounds, Links


class LinksForm(forms.Form):
    """Numbers that were ticked, among those that were offered; ``seen`` is what was in view."""

    seen = forms.CharField(max_length=64)
    delar = forms.TypedMultipleChoiceField(coerce=int, required=False)
    bestammelser = forms.TypedMultipleChoiceField(coerce=int, required=False)
    dokument = forms.TypedMultipleChoiceField(coerce=int, required=False)

    def __init__(self, data: Any = None, *, offered: Grounds) -> None:  # noqa: ANN401 -- a request's data
        super().__init__(data)
        ids = offered.ids
        for name, numbers in (
            ("delar", ids.statements),
            ("bestammelser", ids.provisions),
            ("dokument", ids.documents),
        ):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [(str(number), "") for number in numbers]

    def links(self) -> Links:
        """What was ticked."""
        said = self.cleaned_data
        return Links(
            frozenset(said["delar"]), frozenset(said["bestammelser"]), frozenset(said["dokument"])
        )
