"""What may be typed in about what steers from outside: laws, provisions, reviews and training."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone

from huset.direction.actions import Described
from huset.direction.queries import bodies_to_act_on, catalogue_choices, external_kinds
from huset.direction.rules import GROUP_NAMES, ExternalKind, TrainedGroup
from huset.kernel.fields import DayField
from huset.organisation.forms.bodies import code_field

LONGEST_TEXT = 20_000
MOST_PEOPLE = 100_000
Choices = Sequence[tuple[str, str]]
NOTE = {"rows": 4}
FIRST_LAW = 1700  # laws are older than what Huset shows


class SeenForm(forms.Form):
    """What the writer had before them: another state than today's is refused."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def offer(self, name: str, choices: Choices) -> None:
        """Let a field be chosen among some."""
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = list(choices)

    def seen_now(self, mark: str) -> None:
        """Take what is now as seen: it has just been shown."""
        if isinstance(self.data, QueryDict):
            self.data = self.data.copy()
            self.data["seen"] = mark


class SecureField(forms.URLField):
    """An address on the web, which nobody can listen in on."""

    def __init__(self, label: str) -> None:
        super().__init__(
            label=label,
            help_text="Börjar med https://.",
            required=False,
            max_length=200,
            assume_scheme="https",
            error_messages={"invalid": "Skriv hela adressen, till exempel https://riksdagen.se."},
        )

    def clean(self, value: Any) -> Any:  # noqa: ANN401 -- as Django has it
        """Refuse an address without encryption."""
        found = super().clean(value)
        if found and not found.startswith("https://"):
            raise forms.ValidationError("Adressen ska börja med https://.")
        return found


class SteeringForm(SeenForm):
    """What is said of something that steers from outside."""

    kind = forms.ChoiceField(label="Slag")
    title = forms.CharField(label="Titel", max_length=200)
    reference = forms.CharField(
        label="Beteckning", help_text="Till exempel 2017:725.", max_length=60, required=False
    )
    url = SecureField("Adress till texten")
    extra_weight = forms.BooleanField(
        label="Kommunen ger den särskild vikt",
        help_text="Den visas först, och utbildning i den följs upp.",
        required=False,
    )
    note = forms.CharField(
        label="Vad den betyder här",
        widget=forms.Textarea(NOTE),
        max_length=LONGEST_TEXT,
        required=False,
    )
    bodies = forms.MultipleChoiceField(
        label="Organ som den styr",
        help_text="Välj inget om den styr alla.",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, bodies: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        self.offer("kind", external_kinds())
        self.offer("bodies", bodies)

    def said(self) -> Described:
        """What to give the action."""
        said = self.cleaned_data
        return Described(
            kind=ExternalKind(said["kind"]),
            title=said["title"],
            reference=said["reference"],
            url=said["url"],
            extra_weight=said["extra_weight"],
            note=said["note"],
            bodies=tuple(bodies_to_act_on(said["bodies"])),
        )


class NewSteeringForm(SteeringForm):
    """Something that steers from outside, to be listed."""

    code = code_field("Kod", "Kort och utan mellanslag, till exempel SOL.")
    since = DayField(label="Gäller från", first_year=FIRST_LAW)
    catalogue = forms.ChoiceField(
        label="Bestämmelser ur Husets förteckning",
        help_text="Nummer och korta rubriker följer med. Annars lägger du till dem för hand.",
        required=False,
    )
    field_order = ("code", "kind", "title", "reference", "since", "url", "catalogue")

    def __init__(self, *args: Any, bodies: Choices, **more: Any) -> None:
        super().__init__(*args, bodies=bodies, **more)
        self.offer("catalogue", [("", "Ingen"), *catalogue_choices()])

    def clean_code(self) -> str:
        """Refuse a code that is a page's address."""
        code: str = self.cleaned_data["code"]
        if code.casefold() == "new":
            raise forms.ValidationError("Koden new går inte att använda. Välj en annan.")
        return code


class EndSteeringForm(forms.Form):
    """The last day that a law applies."""

    last_day = DayField(
        label="Sista dag", help_text="Den sista dagen räknas med.", first_year=FIRST_LAW
    )


class ProvisionForm(SeenForm):
    """A provision's label and title, and where its words are."""

    label = forms.CharField(
        label="Beteckning", help_text="Till exempel 6 kap. 1 § eller Artikel 3.", max_length=40
    )
    title = forms.CharField(label="Kort rubrik", max_length=200)
    url = SecureField("Adress till texten")


class NewProvisionForm(ProvisionForm):
    """A provision to be added to a law."""

    code = forms.RegexField(
        r"^[0-9A-Za-zÅÄÖåäö.:_-]+$",
        label="Kod",
        help_text="Kort och utan mellanslag, till exempel 6:1.",
        max_length=20,
        error_messages={"invalid": "Skriv koden med bokstäver, siffror, punkt, kolon."},
    )
    parent = forms.ChoiceField(label="Ligger under", required=False)
    field_order = ("code", "label", "title", "parent", "url")

    def __init__(self, *args: Any, parents: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        self.offer("parent", [("", "Ingen"), *parents])


class ReviewForm(SeenForm):
    """That a body has gone through what steers it, and what came of it."""

    note = forms.CharField(
        label="Vad kom fram?",
        help_text="Till exempel vad som har ändrats i lagen och vad ni gör åt det.",
        widget=forms.Textarea(NOTE),
        max_length=LONGEST_TEXT,
        required=False,
    )


class CountForm(SeenForm):
    """How many of a group that are trained, and of how many."""

    trained = forms.IntegerField(label="Antal utbildade", min_value=0, max_value=MOST_PEOPLE)
    of = forms.IntegerField(label="Av antal i gruppen", min_value=0, max_value=MOST_PEOPLE)

    def clean(self) -> dict[str, Any]:
        """Refuse more trained than there are."""
        said = self.cleaned_data
        if said.get("trained", 0) > said.get("of", MOST_PEOPLE):
            self.add_error("trained", "Fler är utbildade än vad som finns i gruppen.")
        return said

    @property
    def count(self) -> tuple[int, int]:
        """What to give the action."""
        return self.cleaned_data["trained"], self.cleaned_data["of"]


class TrainingForm(CountForm):
    """A new count of a body's managers or staff."""

    steering = forms.ChoiceField(label="Utbildning i")
    group = forms.ChoiceField(label="Grupp", choices=list(GROUP_NAMES.items()))
    day = DayField(label="Dag", help_text="Den dag som antalen gäller.")
    field_order = ("steering", "group", "day", "trained", "of")

    def __init__(self, *args: Any, laws: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        self.offer("steering", laws)

    def clean_day(self) -> date:
        """Refuse a day that has not been."""
        day: date = self.cleaned_data["day"]
        if day > timezone.localdate():
            raise forms.ValidationError("Dagen har inte varit än. Välj i dag eller tidigare.")
        return day

    @property
    def trained_group(self) -> TrainedGroup:
        """The group, as the rules name it."""
        return TrainedGroup(self.cleaned_data["group"])
