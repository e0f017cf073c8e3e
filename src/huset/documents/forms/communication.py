"""What may be typed in to make a document known, and to answer that one has read it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms

from huset.documents.actions.communication import Planned
from huset.documents.forms.register import clashes
from huset.documents.known import WAYS
from huset.documents.models import Announcement
from huset.documents.queries.communication import as_planned
from huset.documents.queries.document import mark_of
from huset.documents.rules import AUDIENCE_NAMES, Audience
from huset.organisation.forms.bodies import day_field
from huset.organisation.queries.people import place_to_act_on

Places = Sequence[tuple[str, Sequence[tuple[str, str]]]]
UNDERSTOOD, QUESTION = "understood", "question"
LONGEST_QUESTION = 2000


class StepForm(forms.Form):
    """A step of a communication plan; ``seen`` is what it said when the form was opened."""

    place = forms.ChoiceField(
        label="För", help_text="Ett organ med sina enheter, eller en enhet med dem under den."
    )
    audience = forms.ChoiceField(
        label="Vilka",
        choices=[(one.value, name) for one, name in AUDIENCE_NAMES.items()],
        widget=forms.RadioSelect,
        initial=Audience.EVERYONE.value,
    )
    how = forms.CharField(
        label="Hur", help_text=f"Till exempel: {', '.join(WAYS)}.", max_length=200
    )
    day = day_field("Dag", "Från den dagen ligger dokumentet på Mitt arbete.")
    confirm_by = day_field("Bekräftas senast", required=False)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, places: Places, step: Announcement | None) -> None:  # noqa: ANN401 -- a request's data
        said: Mapping[str, Any] = as_planned(step) if step else {}
        super().__init__(data, initial={**said, "seen": mark_of(said)})
        self.stored = said
        self.clashes: list[tuple[str, str, str]] = []
        offered = list(places)
        known = {value for _, group in offered for value, _ in group}
        if step and said["place"] not in known:
            place = step.body or step.unit
            offered.append(("Finns inte längre", [(said["place"], str(place))]))
        field = self.fields["place"]
        if isinstance(field, forms.ChoiceField):
            field.choices = offered

    def planned(self, per: date) -> Planned | None:
        """The step as it was typed; nothing when its place is not there."""
        said = self.cleaned_data
        place = place_to_act_on(said["place"], per)
        if place is None:
            return None
        return Planned(
            place=place,
            audience=Audience(said["audience"]),
            how=said["how"],
            day=said["day"],
            confirm_by=said["confirm_by"],
        )

    def clash(self) -> None:
        """Show what is stored now beside what was typed, and let it be saved over that."""
        self.clashes = clashes(self, self.stored)
        self.data = {name: self.data.get(name) for name in self.fields} | {
            "seen": mark_of(self.stored)
        }


class ReceiptForm(forms.Form):
    """What someone answers of an edition that they have read."""

    edition = forms.IntegerField(widget=forms.HiddenInput)
    answer = forms.ChoiceField(
        label="Ditt svar",
        choices=[
            (UNDERSTOOD, "Jag har läst och förstått"),
            (QUESTION, "Jag har läst men har en fråga"),
        ],
        widget=forms.RadioSelect,
    )
    question = forms.CharField(
        label="Din fråga",
        help_text="Den som ansvarar för dokumentet ser frågan. Nämn ingen annan vid namn.",
        required=False,
        max_length=LONGEST_QUESTION,
        widget=forms.Textarea({"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the question where there is one, and never lose one that was written."""
        said = self.cleaned_data
        asks, wrote = said.get("answer") == QUESTION, bool(said.get("question", "").strip())
        if asks and not wrote:
            self.add_error("question", "Skriv din fråga, eller välj att du har förstått.")
        if said.get("answer") == UNDERSTOOD and wrote:
            self.add_error(
                "answer", "Du har skrivit en fråga. Välj att du har en fråga, eller ta bort den."
            )
        return said


class CompareForm(forms.Form):
    """Which two editions to compare."""

    fran = forms.IntegerField(required=False, min_value=1, max_value=32_767)
    till = forms.IntegerField(required=False, min_value=1, max_value=32_767)


class EditionForm(forms.Form):
    """Which edition is asked for."""

    utgava = forms.IntegerField(required=False, min_value=1, max_value=32_767)


class ListsForm(forms.Form):
    """Which list is shown, and how far ahead reviews are looked for."""

    lista = forms.CharField(required=False, max_length=20)
    inom = forms.IntegerField(required=False, min_value=0, max_value=60)
