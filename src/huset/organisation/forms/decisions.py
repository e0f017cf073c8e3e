"""What may be typed in about decisions: what the minutes say, and how far they have come."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone

from huset.organisation.actions import Minuted
from huset.organisation.attachments import (
    KINDS,
    MOST_BYTES,
    MOST_FILES,
    Sent,
    UnfitFileError,
    check,
)
from huset.organisation.deciding import Waiting
from huset.organisation.forms.bodies import day_field
from huset.organisation.models import Body
from huset.organisation.rules import Considered, ExecutionState, Weighed
from huset.organisation.structure import BodyRow
from huset.organisation.words import CONSIDERED_NAMES, EXECUTION_NAMES

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

NOTHING = "-"  # nothing to carry out: said, not left out
LONGEST_TEXT = 20_000


@dataclass(frozen=True)
class Offer:
    """A kind of thing that waits for the body, with what there is of it."""

    code: str
    name: str
    waiting: Sequence[Waiting]


class Files(forms.ClearableFileInput):
    """Several files chosen at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Files of the kinds that are taken; each that is not is named with what is wrong."""

    widget = Files

    def clean(self, data: Any, initial: Any = None) -> list[Sent]:  # noqa: ANN401 -- as Django has it
        """Read the files, and refuse all when one is unfit."""
        sent: list[UploadedFile[bytes]] = [file for file in data or () if file]
        if len(sent) > MOST_FILES:
            raise forms.ValidationError(f"Högst {MOST_FILES} bilagor till ett beslut.")
        large = [file.name for file in sent if (file.size or 0) > MOST_BYTES]
        if large:
            raise forms.ValidationError(f"{large[0]} är större än 20 MB.")
        read = [Sent(file.name or "", file.read()) for file in sent]
        try:
            for file in read:
                check(file)
        except UnfitFileError as fault:
            raise forms.ValidationError(str(fault)) from fault
        return read


class DecisionForm(forms.Form):
    """What the minutes say of a decision, its files, and what it makes valid."""

    paragraph = forms.IntegerField(label="Paragraf", min_value=1, max_value=32_767)
    title = forms.CharField(label="Ärende", max_length=200)
    registry_number = forms.CharField(label="Diarienummer", max_length=40, required=False)
    text = forms.CharField(
        label="Beslutstext",
        widget=forms.Textarea({"rows": 5}),
        max_length=LONGEST_TEXT,
        required=False,
    )
    child_rights = forms.ChoiceField(
        label="Barnrätt",
        help_text="Är beslutet prövat mot barnets bästa?",
        choices=list(CONSIDERED_NAMES.items()),
        widget=forms.RadioSelect,
    )
    child_rights_why = forms.CharField(
        label="Vad barnrättsprövningen visade, eller varför den inte är relevant",
        widget=forms.Textarea({"rows": 2}),
        max_length=LONGEST_TEXT,
    )
    sustainability = forms.ChoiceField(
        label="Hållbarhet",
        help_text="Är beslutet prövat mot Agenda 2030?",
        choices=list(CONSIDERED_NAMES.items()),
        widget=forms.RadioSelect,
    )
    sustainability_why = forms.CharField(
        label="Vad hållbarhetsprövningen visade, eller varför den inte är relevant",
        widget=forms.Textarea({"rows": 2}),
        max_length=LONGEST_TEXT,
    )
    executed_by = forms.ChoiceField(label="Verkställs av")
    due = day_field("Verkställs senast", required=False)
    is_motion = forms.BooleanField(label="Beslutet bifaller en motion", required=False)
    attachments = FilesField(
        label="Bilagor",
        help_text="PDF, Word (.docx), ODT, PNG eller JPEG. Högst 20 MB var.",
        widget=Files({"accept": ",".join(KINDS)}),
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        bodies: Sequence[BodyRow],
        offers: Sequence[Offer],
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        choices = [("", "Välj"), (NOTHING, "Inget att verkställa")]
        field = self.fields["executed_by"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [*choices, *((body.code, body.name) for body in bodies)]
        for offer in offers:
            self.fields[_ticks(offer.code)] = forms.TypedMultipleChoiceField(
                label=offer.name,
                help_text="Kryssa för det som beslutet gör gällande.",
                choices=[(w.number, _shown(w)) for w in offer.waiting],
                coerce=int,
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )
        self.offers = offers

    def clean(self) -> dict[str, Any]:
        """Who carries it out and by when go together."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        executed_by = said.get("executed_by")
        if executed_by == NOTHING and said.get("due"):
            self.add_error("due", "Det finns inget att verkställa, så lämna dagen tom.")
        if executed_by and executed_by != NOTHING and not said.get("due") and not self.errors:
            self.add_error("due", "Ange till när beslutet ska vara verkställt.")
        return said

    def executing(self) -> str:
        """The code of the body that carries it out; nothing when there is nothing to do."""
        chosen: str = self.cleaned_data["executed_by"]
        return "" if chosen == NOTHING else chosen

    def minuted(self, executed_by: Body | None) -> Minuted:
        """What was typed, as the action takes it."""
        said = self.cleaned_data
        return Minuted(
            paragraph=said["paragraph"],
            title=said["title"],
            text=said["text"],
            registry_number=said["registry_number"],
            child_rights=self._weighed("child_rights"),
            sustainability=self._weighed("sustainability"),
            is_motion=said["is_motion"],
            executed_by=executed_by,
            due=said["due"],
        )

    def ticked(self) -> Mapping[str, Sequence[int]]:
        """What the decision makes valid: numbers by the code of their kind."""
        return {offer.code: self.cleaned_data[_ticks(offer.code)] for offer in self.offers}

    def _weighed(self, name: str) -> Weighed:
        said = self.cleaned_data
        return Weighed(Considered(said[name]), said[f"{name}_why"])


class ExecutionForm(forms.Form):
    """How far a decision has been carried out, as of a day."""

    state = forms.ChoiceField(
        label="Läge", choices=list(EXECUTION_NAMES.items()), widget=forms.RadioSelect
    )
    day = day_field("Dag", "Den dag som läget gäller.")
    comment = forms.CharField(
        label="Kommentar",
        help_text="Behövs när läget går bakåt.",
        widget=forms.Textarea({"rows": 3}),
        max_length=LONGEST_TEXT,
        required=False,
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["day"].initial = timezone.localdate

    def told(self) -> ExecutionState:
        """The chosen state."""
        return ExecutionState(self.cleaned_data["state"])


class ExecutionFilter(forms.Form):
    """Which of the decisions to carry out are shown; what cannot be is as if it were not asked."""

    lage = forms.ChoiceField(
        label="Läge",
        choices=[
            ("", "Allt som återstår"),
            *((state.value, name) for state, name in EXECUTION_NAMES.items()),
            ("all", "Alla, även verkställda"),
        ],
        required=False,
    )
    motioner = forms.BooleanField(label="Bara bifallna motioner", required=False)
    alla = forms.BooleanField(label="Även andra organs beslut", required=False)


def _ticks(code: str) -> str:
    return f"valid_{code}"


def _shown(waiting: Waiting) -> str:
    return f"{waiting.title} ({waiting.note})" if waiting.note else waiting.title
