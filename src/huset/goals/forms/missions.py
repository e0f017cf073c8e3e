"""What may be typed in about a core mission: what it is, and by what law or decision."""

from collections.abc import Collection
from typing import Any

from django import forms

from huset.goals.actions.missions import Mission
from huset.goals.models import CoreMission
from huset.goals.queries.choosing import MissionChoices, records
from huset.kernel.fields import DayField

MANDATORY, VOLUNTARY = "lag", "beslut"
KINDS = [
    (MANDATORY, "Lagstadgat: kommunen måste, enligt lag"),
    (VOLUNTARY, "Frivilligt: kommunen har beslutat att göra det"),
]


def _several(label: str, help_text: str = "") -> forms.MultipleChoiceField:
    widget = forms.CheckboxSelectMultiple
    return forms.MultipleChoiceField(
        label=label, help_text=help_text, widget=widget, required=False
    )


class MissionForm(forms.Form):
    """A core mission of a body."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    title = forms.CharField(label="Titel", max_length=200)
    text = forms.CharField(
        label="Vad det innebär",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=5_000,
        required=False,
    )
    kind = forms.ChoiceField(label="Slag", choices=KINDS, widget=forms.RadioSelect)
    steering = _several("Lagar", "Minst en, om grunduppdraget är lagstadgat.")
    decision = forms.ChoiceField(
        label="Beslut", help_text="Krävs om grunduppdraget är frivilligt.", required=False
    )
    documents = _several("Reglemente, ägardirektiv och andra styrdokument")
    since = DayField(
        label="Gäller från", help_text="Tidigast beslutets dag, om det finns ett beslut."
    )
    order = forms.IntegerField(
        label="Plats i listan", min_value=0, max_value=999, required=False, initial=0
    )

    def __init__(self, data: Any = None, *, choices: MissionChoices, initial: Any = None) -> None:  # noqa: ANN401 -- a request's data
        super().__init__(data, initial=initial)
        for name, offered in (
            ("steering", choices.laws),
            ("documents", choices.documents),
            ("decision", [("", "Inget"), *choices.decisions]),
        ):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = offered

    def mission(self, *, provisions: Collection[Any] = ()) -> Mission:
        """What was typed; ``provisions`` are kept as they were."""
        said = self.cleaned_data
        found = records(said["steering"], said["documents"], said["decision"])
        return Mission(
            title=said["title"],
            text=said["text"],
            mandatory=said["kind"] == MANDATORY,
            since=said["since"],
            order=said["order"] or 0,
            steering=found.laws,
            provisions=tuple(provisions),
            documents=found.documents,
            decision=found.decision,
        )


def filled(mission: CoreMission, seen: str) -> dict[str, Any]:
    """What the form says of a core mission that there is."""
    return {
        "seen": seen,
        "title": mission.title,
        "text": mission.text,
        "kind": MANDATORY if mission.mandatory else VOLUNTARY,
        "steering": [str(law.pk) for law in mission.steering.all()],
        "documents": [str(document.pk) for document in mission.documents.all()],
        "decision": str(mission.decision_id or ""),
        "since": mission.valid_from,
        "order": mission.order,
    }


class EndMissionForm(forms.Form):
    """The last day of a core mission."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    last = DayField(label="Sista dag", help_text="Grunduppdraget gäller till och med den dagen.")
