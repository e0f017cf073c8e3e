"""What may be typed in about an edition: its days, what is new, and its text."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils import timezone

from huset.documents.actions.editions import READABLE, Proposed, refuse_file
from huset.documents.forms.register import clashes, marked, offer
from huset.documents.models import Edition, GoverningDocument
from huset.documents.queries import choosing
from huset.documents.queries.document import as_drafted, mark_of
from huset.documents.queries.types import type_of
from huset.documents.rules import review_after
from huset.kernel.actions import Refused
from huset.organisation.attachments import MOST_BYTES, Sent
from huset.organisation.forms.bodies import day_field

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

NO_REMIT = [("", "Inget, utgåvan är ett nytt förslag")]
LONGEST_TEXT = 20_000
DAYS = ("since", "until", "review_by")


class TextFileField(forms.FileField):
    """A file with text, refused at once when it is too large or is not what it says."""

    default_error_messages: ClassVar = {
        "empty": "Filen är tom. Öppna den och se efter, och välj den sedan igen."
    }

    def clean(self, data: Any, initial: Any = None) -> Sent | None:  # noqa: ANN401 -- as Django has it
        """Read the file, once its size is known to be fit."""
        file: UploadedFile[bytes] | None = super().clean(data, initial)
        if not file:
            return None
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(f"{file.name} är större än 20 MB. Gör den mindre.")
        sent = Sent(file.name or "", file.read())
        try:
            refuse_file(sent)
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return sent


class TextForm(forms.Form):
    """The text of an edition: a file, or the address of one."""

    file = TextFileField(
        label="Fil",
        help_text="PDF, Word (.docx) eller ODT, högst 20 MB. Texten läses efteråt.",
        widget=forms.FileInput({"accept": ",".join(READABLE)}),
        max_length=200,
        required=False,
    )
    url = forms.URLField(
        label="Adress till texten",
        help_text="I stället för en fil, när texten ligger någon annanstans.",
        assume_scheme="https",
        max_length=200,
        required=False,
    )


class EditionForm(TextForm):
    """An edition as it is proposed."""

    since = day_field("Gäller från", "Tidigast den dag då organet beslutar.", required=False)
    until = day_field("Gäller till", "Den sista dagen räknas med.", required=False)
    review_by = day_field("Ses över senast", required=False)
    registry_number = forms.CharField(label="Diarienummer", max_length=40, required=False)
    summary = forms.CharField(
        label="Vad som är nytt",
        widget=forms.Textarea({"rows": 3}),
        max_length=LONGEST_TEXT,
        required=False,
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    field_order: Sequence[str] | None = (*DAYS, "registry_number", "summary")

    def __init__(
        self,
        data: Any = None,  # noqa: ANN401 -- a request's data
        files: Any = None,  # noqa: ANN401 -- a request's files
        *,
        document: GoverningDocument,
        edition: Edition | None = None,
    ) -> None:
        self.stored = as_drafted(edition) if edition else {}
        seen = mark_of(self.stored) if edition else ""
        super().__init__(data, files, initial=self.stored | {"seen": seen})
        today = timezone.localdate()
        self.of_type = type_of(document.kind, today)
        self.years = self.of_type.review_years if self.of_type else None
        if self.years:
            help_text = f"Lämnar du det tomt sätts {self.years} år efter den första dagen."
            self.fields["review_by"].help_text = help_text
        self.clashes: list[tuple[str, str, str]] = []

    def clean(self) -> dict[str, Any]:
        """Ask for a first day, and set the review by the type's rhythm."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if not said.get("since") and not said.get("remit") and "since" not in self.errors:
            self.add_error("since", "Ange vilken dag utgåvan föreslås gälla från.")
        if said.get("since") and not said.get("review_by") and "review_by" not in self.errors:
            said["review_by"] = review_after(said["since"], self.years)
        return said

    def proposed(self, since: date | None = None) -> Proposed:
        """What was typed, as the action takes it; ``since`` is the first day found elsewhere."""
        said = self.cleaned_data
        first = since or said["since"]
        return Proposed(
            since=first,
            until=said["until"],
            review_by=said["review_by"] or review_after(first, self.years),
            registry_number=said["registry_number"],
            summary=said["summary"],
            url=said["url"],
            file=said["file"],
        )

    def clash(self) -> None:
        """Show what is stored now beside what was typed, and let it be saved over that."""
        self.clashes = clashes(self, self.stored)
        self.data = marked(self.data, self.stored)


class NewEditionForm(EditionForm):
    """A new edition: a proposal, or a remit that the organisation has already."""

    remit = forms.ChoiceField(
        label="Reglemente, direktiv eller avtal som redan finns",
        help_text="Beslut och dagar hämtas därifrån. Lämna då dagarna tomma.",
        required=False,
    )
    field_order = ("remit", *DAYS, "registry_number", "summary")

    def __init__(self, *args: Any, document: GoverningDocument, **more: Any) -> None:
        super().__init__(*args, document=document, **more)
        among = choosing.remit_choices(document)
        if among:
            offer(self, remit=[*NO_REMIT, *among])
        else:
            del self.fields["remit"]
            self.fields["since"].required = True


class DraftForm(EditionForm):
    """A draft to change; its file stays unless another takes its place."""

    no_file = forms.BooleanField(label="Ta bort filen", required=False)

    def __init__(self, *args: Any, edition: Edition, **more: Any) -> None:
        super().__init__(*args, document=edition.document, edition=edition, **more)
        self.fields["since"].required = True
        if edition.sha256:
            self.fields["file"].label = "Ny fil"
            self.fields["file"].help_text = f"Nu: {edition.file_name}. Välj en fil för att byta."
        else:
            del self.fields["no_file"]

    @property
    def keeps_file(self) -> bool:
        """Tell whether the file that the draft has is to stay."""
        return not self.cleaned_data.get("no_file", False)


class EndForm(forms.Form):
    """The decision that ends a document, and its last day."""

    decision = forms.ChoiceField(
        label="Beslut",
        help_text="Registrera först beslutet på sammanträdet där det fattades.",
    )
    last_day = day_field("Sista dag", "Den sista dagen räknas med.")

    def __init__(self, data: Any = None, *, document: GoverningDocument) -> None:  # noqa: ANN401 -- a request's data
        super().__init__(data)
        among = choosing.decision_choices(document.decided_by, timezone.localdate())
        offer(self, decision=[("", "Välj"), *among])


class ReviewForm(forms.Form):
    """What a review came to, and when the next one is due."""

    why = forms.CharField(
        label="Vad översynen kom fram till",
        help_text="Står i historiken. Nämn ingen vid namn.",
        widget=forms.Textarea({"rows": 3}),
        max_length=500,
    )
    review_by = day_field("Nästa översyn senast")
    seen = forms.DateField(widget=forms.HiddenInput, required=False)
