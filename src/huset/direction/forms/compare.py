"""What may be asked on the pages of versions: which two to compare, and what was in view."""

from django import forms


class CompareForm(forms.Form):
    """Two versions by their numbers; either may be left out."""

    gammal = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)
    ny = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)


class SeenForm(forms.Form):
    """The mark of what the reader had in view when they pressed a button."""

    seen = forms.CharField(max_length=64)
