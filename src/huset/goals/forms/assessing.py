"""What may be typed in when a body judges its own goal."""

from collections.abc import Iterable
from typing import Any

from django import forms

from huset.model.terms import Outcome

BACK = "back"


class AssessmentForm(forms.Form):
    """A body's own judgement, or forecast, of a goal for the chosen year."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    outcome = forms.ChoiceField(label="Bedömning", widget=forms.RadioSelect)
    why = forms.CharField(
        label="Varför",
        help_text="Det står bredvid bedömningen, också för invånarna.",
        widget=forms.Textarea({"rows": 4}),
        max_length=2_000,
    )

    def __init__(
        self,
        data: Any = None,  # noqa: ANN401 -- a request's data
        *,
        offered: Iterable[tuple[str, str]],
        taken: bool,
        seen: int,
    ) -> None:
        super().__init__(data, initial={"seen": seen})
        field = self.fields["outcome"]
        if isinstance(field, forms.ChoiceField):
            back = [(BACK, "Ta tillbaka den egna bedömningen")] if taken else []
            field.choices = [*offered, *back]

    def chosen(self) -> Outcome | None:
        """The judgement; nothing takes the former back."""
        said = self.cleaned_data["outcome"]
        return None if said == BACK else Outcome(said)
