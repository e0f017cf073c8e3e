"""What may be typed in about meetings: one day or many, another day, and a reason."""

import re
from collections.abc import Sequence
from datetime import date

from django import forms

from huset.organisation.forms.bodies import day_field
from huset.organisation.structure import BodyRow

MOST_DAYS = 60
BETWEEN = re.compile(r"[\s,;]+")
LONGEST_REASON = 1000


class PlanForm(forms.Form):
    """One or many meetings of a body; the days may be pasted as a list."""

    body = forms.ChoiceField(label="Organ")
    days = forms.CharField(
        label="Dagar",
        help_text="En dag eller flera, som ÅÅÅÅ-MM-DD. Klistra gärna in en kolumn ur Excel.",
        widget=forms.Textarea({"rows": 6, "inputmode": "numeric"}),
        max_length=2000,
    )
    begins = forms.TimeField(
        label="Börjar",
        required=False,
        widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
    )
    where = forms.CharField(label="Plats", max_length=120, required=False)

    def __init__(self, *args: object, bodies: Sequence[BodyRow], **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]  # as Django has them
        field = self.fields["body"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(body.code, body.name) for body in bodies]

    def clean_days(self) -> list[date]:
        """Read the list; every word that is no day is named."""
        words = [word for word in BETWEEN.split(self.cleaned_data["days"]) if word]
        if len(words) > MOST_DAYS:
            raise forms.ValidationError(f"Högst {MOST_DAYS} dagar åt gången.")
        bad = [word for word in words if _day(word) is None]
        if bad:
            named = ", ".join(f"”{word[:20]}”" for word in bad[:5])
            raise forms.ValidationError(f"{named} är inga dagar. Skriv som 2026-03-24.")
        return [day for word in words if (day := _day(word))]


class ReasonForm(forms.Form):
    """Why something is changed or stopped."""

    why = forms.CharField(
        label="Skäl", widget=forms.Textarea({"rows": 3}), max_length=LONGEST_REASON
    )


class MoveForm(ReasonForm):
    """Another day for a meeting, and why."""

    day = day_field("Ny dag")
    field_order = ("day", "why")


def _day(word: str) -> date | None:
    try:
        return date.fromisoformat(word) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", word) else None
    except ValueError:
        return None
