"""What may be typed in: whether the weekly digest is wanted."""

from django import forms


class DigestForm(forms.Form):
    """Whether someone wants the weekly digest."""

    wanted = forms.BooleanField(
        label="Skicka mig veckobrevet",
        help_text="Ett brev varje måndag med det du ska göra. Har du inget att göra kommer inget.",
        required=False,
    )
