"""What may be chosen on the pages of external steering: a kind, an article, which rows to show."""

from django import forms


class RegisterFilter(forms.Form):
    """Which laws to show."""

    slag = forms.CharField(required=False, max_length=20)


class LawFilter(forms.Form):
    """Which of a law's provisions to show."""

    urval = forms.ChoiceField(
        choices=[("", "Alla"), ("med", "Med koppling"), ("utan", "Utan koppling")], required=False
    )


class CoverageFilter(forms.Form):
    """Which law, which rows are open, and which cell's things are shown."""

    styrning = forms.CharField(required=False, max_length=20)
    oppna = forms.CharField(required=False, max_length=20)
    artikel = forms.CharField(required=False, max_length=20)
    slag = forms.CharField(required=False, max_length=50)
