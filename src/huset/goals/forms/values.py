"""What may be typed in: a file of values, and the wish to store what it says."""

from datetime import date
from typing import TYPE_CHECKING

from django import forms
from django.utils import timezone

from huset.goals.queries import VALUE_COLUMNS
from huset.kernel.importing import BadFile, refuse_no_table
from huset.kernel.importing.forms import WaitingForm
from huset.kernel.importing.limits import MOST_BYTES

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile


class ValuesForm(forms.Form):
    """A file of values, and the day from which they are known."""

    file = forms.FileField(
        label="Fil med värden", help_text="Excel (.xlsx) eller CSV, högst 10 MB.", max_length=200
    )
    known_from = forms.DateField(
        label="Kända från",
        help_text="En sida som visas per en tidigare dag är som den var.",
        initial=timezone.localdate,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )

    def clean_file(self) -> "UploadedFile[bytes]":
        """Refuse at once what is no table of values."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError("Filen är större än 10 MB. Dela den i flera.")
        try:
            refuse_no_table(file.read(), file.name or "", VALUE_COLUMNS)
        except BadFile as fault:
            raise forms.ValidationError(str(fault)) from fault
        file.seek(0)
        return file

    def clean_known_from(self) -> date:
        """Refuse a day that has not come."""
        return _not_in_future(self.cleaned_data["known_from"])


class WaitingValuesForm(WaitingForm):
    """What the address says of a file that waits: its name, and when its values are known."""

    kand = forms.DateField()

    def clean_kand(self) -> date:
        """Refuse a day that has not come."""
        return _not_in_future(self.cleaned_data["kand"])


def _not_in_future(day: date) -> date:
    if day > timezone.localdate():
        raise forms.ValidationError("Dagen har inte kommit än.")
    return day
