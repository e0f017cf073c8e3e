"""What is said of a file that waits to be imported."""

from django import forms


class WaitingForm(forms.Form):
    """What the address says of a file that waits: its name."""

    namn = forms.CharField(max_length=200)


class ConfirmForm(forms.Form):
    """The wish to store what a preview showed; ``mark`` says which preview."""

    mark = forms.CharField(max_length=64, widget=forms.HiddenInput)
