"""What may be typed in about a part of the house."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from huset.house.actions import LONGEST_TEXT
from huset.house.texts import tidied


class PartTextForm(forms.Form):
    """The municipality's own text on a part, and from which day it applies."""

    text = forms.CharField(
        label="Text",
        help_text=f"Högst {LONGEST_TEXT} tecken. En tom rad börjar ett nytt stycke.",
        widget=forms.Textarea(attrs={"rows": 12}),
        max_length=LONGEST_TEXT,
        error_messages={"required": "Skriv en text."},
    )
    since = forms.DateField(
        label="Gäller från",
        help_text="I dag eller senare. Sidor per tidigare dagar visar texten som gällde då.",
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def clean_text(self) -> str:
        """Refuse what has no words in it."""
        text = tidied(self.cleaned_data["text"])
        if not text:
            raise forms.ValidationError("Skriv en text.")
        return text

    def clean_since(self) -> date:
        """Refuse a day that has passed: what pages showed then stays as it was."""
        day: date = self.cleaned_data["since"]
        if day < timezone.localdate():
            raise forms.ValidationError("Dagen har passerat. Välj dagens datum eller ett senare.")
        return day

    def showing(self, seen: str) -> "PartTextForm":
        """The same form, whose writer has now seen the texts as they have become."""
        data: dict[str, Any] = {name: self.data.get(name, "") for name in self.fields}
        shown = PartTextForm(data | {"seen": seen})
        shown.is_valid()
        return shown
