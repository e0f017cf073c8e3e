"""What may be typed in: a file, the wish to import it, and which voucher rows to read."""

from django import forms

from huset.kernel.periods import MONTHS, Month
from huset.ledger.store import ANY_ACCOUNT, RowFilter

NO_UNIT = "utan"
MONTH_CHOICES = [(number, name) for number, name in enumerate(MONTHS, 1)]
LAST_PAGE = 1_000_000
LARGEST = 300_000_000  # bytes; larger files go by the command line


class UploadForm(forms.Form):
    """An accounting file."""

    file = forms.FileField(
        label="SIE-fil",
        help_text="Typ 4 ur ekonomisystemet; typ 1 till 3 går också. Högst 300 MB.",
    )

    def clean_file(self) -> object:
        """Refuse a file that is too large to preview."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(
                "Filen är större än 300 MB. Läs in den med ”huset sie import” på servern."
            )
        return file


class ImportForm(forms.Form):
    """The wish to import a previewed file."""

    name = forms.CharField(max_length=255, widget=forms.HiddenInput)
    new_company = forms.BooleanField(
        required=False,
        label="Nytt bolag",
        help_text="Lägg upp bolaget, och läs in filen som dess första.",
    )


class RowsForm(forms.Form):
    """Which voucher rows to read, within the year and place that the bar says."""

    fran = forms.TypedChoiceField(
        label="Från", choices=[("", "årets början"), *MONTH_CHOICES], coerce=int, required=False
    )
    till = forms.TypedChoiceField(
        label="Till och med",
        choices=[("", "årets slut"), *MONTH_CHOICES],
        coerce=int,
        required=False,
    )
    enhet = forms.CharField(
        label="Kostnadsställe",
        required=False,
        max_length=2000,
        help_text="Flera med komma emellan; ”utan” är rader som saknar.",
    )
    konto = forms.CharField(
        label="Konto", required=False, max_length=20, help_text="30* är alla som börjar på 30."
    )
    text = forms.CharField(label="Sök i text", required=False, max_length=100)
    alla = forms.BooleanField(label="Även balanskonton", required=False)
    fil = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    sida = forms.IntegerField(
        required=False, min_value=1, max_value=LAST_PAGE, widget=forms.HiddenInput
    )

    @property
    def codes(self) -> list[str]:
        """The cost centres that were typed in, with commas between."""
        typed = [code.strip() for code in self.cleaned_data["enhet"].split(",")]
        return ["" if code == NO_UNIT else code for code in typed if code]

    def through(self, year: int) -> Month:
        """The last month to read."""
        return Month(year, self.cleaned_data["till"] or 12)

    def which(self, year: int, unit_codes: frozenset[str] | None) -> RowFilter:
        """The choice as the store reads it."""
        asked = self.cleaned_data
        return RowFilter(
            unit_codes=unit_codes,
            since=Month(year, asked["fran"] or 1).first_day,
            through=self.through(year).last_day,
            account=asked["konto"] or ANY_ACCOUNT,
            text=asked["text"],
            only_result=not asked["alla"],
        )
