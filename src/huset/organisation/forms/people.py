"""What may be typed in about people and their mandates."""

from datetime import date
from typing import TYPE_CHECKING

from django import forms

from huset.kernel.importing import BadFile, read_table
from huset.kernel.importing.limits import MOST_BYTES
from huset.organisation.people_files import PEOPLE_COLUMNS
from huset.organisation.queries.people import people_to_choose, places_to_choose
from huset.organisation.words import ROLE_NAMES

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from huset.organisation.models import Person

ROLES = [(role.value, name) for role, name in ROLE_NAMES.items()]


def day_field(label: str, *, required: bool = True, help_text: str = "") -> forms.DateField:
    """A day, chosen in the browser's calendar or written ÅÅÅÅ-MM-DD."""
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )


def why_field(*, required: bool = False) -> forms.CharField:
    """The reason, which the log keeps and anyone with the right to the log may read."""
    return forms.CharField(
        label="Skäl",
        help_text="Står i historiken och gallras inte. Nämn ingen vid namn.",
        max_length=300,
        required=required,
    )


class FilterForm(forms.Form):
    """Which part of the register is shown."""

    roll = forms.ChoiceField(label="Roll", required=False, choices=[("", "Alla"), *ROLES])
    parti = forms.CharField(required=False, max_length=60)
    sida = forms.IntegerField(required=False, min_value=1)


class PersonForm(forms.Form):
    """Someone to register."""

    name = forms.CharField(label="Namn", max_length=120)
    email = forms.EmailField(label="E-post", required=False, max_length=254)
    external_id = forms.CharField(
        label="Kod i katalogen",
        help_text="Den kod som personkatalogen har. Den gör att en fil träffar rätt person.",
        required=False,
        max_length=120,
    )
    protected = forms.BooleanField(
        label="Skyddade personuppgifter",
        help_text="Namn, e-post och kod visas då ingenstans, inte heller för den som registrerar.",
        required=False,
    )


class CorrectionForm(PersonForm):
    """What is known of someone, to correct. What is protected is not filled in."""

    why = why_field()

    @classmethod
    def of(cls, person: "Person") -> "CorrectionForm":
        """The form filled with what may be shown."""
        if person.protected:
            return cls(initial={"protected": True}).kept_blank()
        known = {name: getattr(person, name) for name in ("name", "email", "external_id")}
        return cls(initial=known)

    def kept_blank(self) -> "CorrectionForm":
        """Let a protected person's name be left out: what is left blank stays as it is."""
        for name in ("name", "email", "external_id"):
            self.fields[name].required = False
            self.fields[name].help_text = "Skyddad: lämna tomt för att behålla det som står."
        return self

    def values(self, person: "Person") -> dict[str, object]:
        """What is to be corrected."""
        said = {name: self.cleaned_data[name] for name in ("name", "email", "external_id")}
        kept = {name: value for name, value in said.items() if value or not person.protected}
        if "external_id" in kept:
            kept["external_id"] = kept["external_id"] or None
        return kept | {"protected": self.cleaned_data["protected"]}


class MandateForm(forms.Form):
    """A mandate to give."""

    role = forms.ChoiceField(label="Roll", choices=ROLES)
    place = forms.ChoiceField(label="Organ eller enhet")
    since = day_field("Från och med")
    until = day_field("Till och med", required=False, help_text="Tomt betyder tills vidare.")
    party = forms.CharField(
        label="Parti",
        help_text="Bara för förtroendevalda.",
        max_length=60,
        required=False,
    )

    def __init__(self, data: object = None, *, per: date) -> None:
        super().__init__(data, initial={"since": per})  # type: ignore[arg-type]  # -- a QueryDict
        bodies, units = places_to_choose(per)
        place = self.fields["place"]
        if isinstance(place, forms.ChoiceField):
            place.choices = [("", "Välj"), ("Organ", bodies), ("Enheter", units)]


class EndForm(forms.Form):
    """The last day of a mandate."""

    last_day = day_field("Sista dag")
    why = why_field()


class MandateCorrectionForm(forms.Form):
    """A mandate's last day and party, to correct."""

    until = day_field("Till och med", required=False, help_text="Tomt betyder tills vidare.")
    party = forms.CharField(
        label="Parti", help_text="Bara för förtroendevalda.", max_length=60, required=False
    )
    why = why_field()


class HandOverForm(forms.Form):
    """Who stands in, and when."""

    to = forms.ChoiceField(label="Vem vikarierar?")
    since = day_field("Från och med")
    until = day_field("Till och med", help_text="Högst ett år.")
    why = why_field()

    def __init__(self, data: object = None, *, but: int) -> None:
        super().__init__(data)  # type: ignore[arg-type]  # -- a QueryDict
        to = self.fields["to"]
        if isinstance(to, forms.ChoiceField):
            to.choices = [("", "Välj"), *people_to_choose(but={but})]


class PeopleFileForm(forms.Form):
    """A file of people and their mandates."""

    file = forms.FileField(
        label="Fil med personer och uppdrag",
        help_text="Excel (.xlsx) eller CSV, högst 10 MB.",
        max_length=200,
    )

    def clean_file(self) -> "UploadedFile[bytes]":
        """Refuse at once what is no table of people."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError("Filen är större än 10 MB. Dela den i flera.")
        try:
            read_table(file.read(), file.name or "", PEOPLE_COLUMNS)
        except BadFile as fault:
            raise forms.ValidationError(str(fault)) from fault
        file.seek(0)
        return file
