"""What someone who searches may type and choose."""

from datetime import date

from django import forms

from huset.kernel.context import FIRST_YEAR, LAST_YEAR
from huset.search.asked import LONGEST_QUESTION
from huset.search.queries import MOST_PAGES

AT_ANY_TIME = "alla"


class SearchForm(forms.Form):
    """A question: the words, a kind of thing, when it applied, and the page of the answer."""

    q = forms.Field(label="Sök", required=False)  # anything may be typed
    slag = forms.CharField(required=False, max_length=60)
    gallde = forms.RegexField(rf"^({AT_ANY_TIME}|[0-9]{{4}})$", required=False)
    sida = forms.IntegerField(required=False, min_value=1, max_value=MOST_PAGES)

    def clean_q(self) -> str:
        """The words, as much of them as is read."""
        asked: str = self.cleaned_data["q"] or ""
        return asked.replace("\x00", " ")[:LONGEST_QUESTION]

    def clean_gallde(self) -> str:
        """A year that can be, everything, or nothing chosen."""
        chosen: str = self.cleaned_data["gallde"]
        if chosen in {"", AT_ANY_TIME} or FIRST_YEAR <= int(chosen) <= LAST_YEAR:
            return chosen
        raise forms.ValidationError(f"Skriv ett år mellan {FIRST_YEAR} och {LAST_YEAR}.")

    def days(self, per: date) -> tuple[date | None, date | None]:
        """The days between which what is found applied at some time."""
        chosen: str = self.cleaned_data["gallde"]
        if chosen == AT_ANY_TIME:
            return None, None
        if chosen:
            return date(int(chosen), 1, 1), date(int(chosen), 12, 31)
        return per, per
