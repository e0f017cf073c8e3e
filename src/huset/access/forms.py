"""What may be typed in: a new token, and why support needs to see Huset as someone."""

from datetime import timedelta

from django import forms
from django.utils import timezone

from huset.access.rules import MOST_DAYS, SCOPE_NAMES, USUAL_DAYS, Scope

DAY = forms.DateInput({"type": "date"}, format="%Y-%m-%d")


class TokenForm(forms.Form):
    """A new token: what it is for, what it may do, and how long."""

    name = forms.CharField(
        label="Namn",
        help_text="Systemet som ska använda den. Namnet skrivs i historiken.",
        max_length=40,
    )
    scope = forms.ChoiceField(
        label="Omfattning", widget=forms.RadioSelect, initial=Scope.READ.value
    )
    last_day = forms.DateField(
        label="Gäller till och med", help_text=f"Högst {MOST_DAYS} dagar.", widget=DAY
    )

    def __init__(self, *args: object, directory: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they came
        scopes = [s for s in Scope if directory or s is not Scope.CATALOGUE]
        scope = self.fields["scope"]
        scope.choices = [  # type: ignore[attr-defined]  # a field of choices, declared above
            (s.value, SCOPE_NAMES[s].capitalize()) for s in scopes
        ]
        self.fields["last_day"].initial = timezone.localdate() + timedelta(days=USUAL_DAYS)

    def clean_scope(self) -> Scope:
        """The scope as the rules know it."""
        return Scope(self.cleaned_data["scope"])


class LookForm(forms.Form):
    """Whom to see Huset as, and why."""

    user = forms.IntegerField(min_value=1)
    why = forms.CharField(max_length=300)
