"""What may be sent in: a file of one of the organisation's lists."""

from typing import TYPE_CHECKING, Any

from django import forms

from huset.kernel.importing import BadFile
from huset.kernel.importing.limits import MOST_BYTES
from huset.organisation import queries
from huset.organisation.files import LISTS

if TYPE_CHECKING:
    from datetime import date

    from django.core.files.uploadedfile import UploadedFile


class ListForm(forms.Form):
    """A file, and which of the lists it is."""

    name = forms.ChoiceField(label="Lista", choices=[(of.name, of.title) for of in LISTS.values()])
    file = forms.FileField(
        label="Fil", help_text="Excel (.xlsx) eller CSV, högst 10 MB.", max_length=200
    )

    def __init__(self, data: Any = None, files: Any = None, *, per: "date") -> None:  # noqa: ANN401 -- a request's data
        super().__init__(data, files)
        self.per = per

    def clean(self) -> dict[str, Any]:
        """Refuse at once what is no table of the list."""
        said = self.cleaned_data
        file: UploadedFile[bytes] | None = said.get("file")
        if file is None or "name" not in said:
            return said
        if (file.size or 0) > MOST_BYTES:
            self.add_error("file", "Filen är större än 10 MB. Dela den i flera.")
            return said
        try:
            queries.read_list(said["name"], file.read(), file.name or "", self.per)
            file.seek(0)
        except BadFile as fault:
            self.add_error("file", str(fault))
        return said
