"""What may be typed in about personal data."""

from django import forms

FORMS = [("page", "Som sida"), ("json", "Som JSON"), ("xlsx", "Som Excel")]


class ExtractForm(forms.Form):
    """The wish for an extract: why, and in which form."""

    why = forms.CharField(
        label="Skäl",
        help_text="Till exempel ”Begäran 2026-03-02”. Står i historiken.",
        max_length=300,
    )
    form = forms.ChoiceField(label="Hur vill du ha utdraget?", choices=FORMS, initial="page")
