"""What may be typed into a draft: its own words, and its lines, of which some are blank to fill."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms

from huset.direction.queries.versions import Content, Line
from huset.direction.rules import Part
from huset.kernel.fields import DayField, saying

LONGEST_TEXT = 20_000
LONGEST_LINE = 5_000
MOST_LINES = 40
BLANK_LINES = 3
NO_STATEMENT = ("", "Ingen särskild")
Groups = Sequence[tuple[str, Sequence[tuple[int, str]]]]


def _words(label: str, help_text: str = "", *, rows: int, longest: int) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(
        label=label, help_text=help_text, widget=widget, max_length=longest, required=False
    )


class DraftForm(forms.Form):
    """What every draft says: from when it is to apply. ``seen`` is what the writer had in view."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    since = DayField(label="Föreslås gälla från", help_text="Tidigast den dag då det beslutas.")


class VisionForm(DraftForm):
    """A vision's own words."""

    title = forms.CharField(label="Rubrik", max_length=200)
    text = _words("Inledning", "Tom rad börjar nytt stycke.", rows=5, longest=LONGEST_TEXT)
    field_order = ("title", "text", "since")


class PlanForm(DraftForm):
    """A plan's own words."""

    title = forms.CharField(label="Titel", max_length=200)
    majority = forms.CharField(label="Majoritet", max_length=120, required=False)
    until = DayField(
        label="Gäller till", help_text="Sista dagen. Tomt är tills vidare.", required=False
    )
    field_order = ("title", "majority", "since", "until")

    def clean(self) -> None:
        """Refuse a plan that ends before it begins."""
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and until < since:
            self.add_error("until", "Planen slutar gälla innan den börjar. Välj en senare dag.")


class ValuesForm(DraftForm):
    """Core values have no words of their own but their lines."""


class LineForm(forms.Form):
    """A line: left blank it is not there. ``place`` is where it stands among the others."""

    longest: ClassVar[int] = 200
    field_order = ("id", "title", "place", "text", "statement")
    id = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)
    title = forms.CharField(label="Rubrik", required=False)
    text = _words("Text", rows=3, longest=LONGEST_LINE)
    place = forms.IntegerField(label="Plats", required=False, min_value=1, max_value=999)

    def __init__(self, *args: Any, statements: Groups = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields.get("statement")
        if isinstance(field, forms.ChoiceField):
            field.choices = [NO_STATEMENT, *((name, list(those)) for name, those in statements)]

    def clean_title(self) -> str:
        """Refuse what the record has no room for."""
        title: str = self.cleaned_data["title"]
        if len(title) > self.longest:
            raise forms.ValidationError(f"Skriv högst {self.longest} tecken.")
        return title

    def clean(self) -> None:
        """Refuse a line that has a text but no title."""
        said = self.cleaned_data
        lacks = said.get("text", "").strip() and not said.get("title", "").strip()
        if lacks and "title" not in self.errors:
            self.add_error("title", "Skriv en rubrik, eller töm texten för att ta bort raden.")

    def line(self) -> Line:
        """The line that was typed."""
        said = self.cleaned_data
        chosen = said.get("statement")
        return Line(said["title"], said["text"], int(chosen) if chosen else None, id=said["id"])


class StatementForm(LineForm):
    """A part of a vision."""

    longest = 120


class AreaForm(LineForm):
    """An area of a plan."""

    statement = forms.ChoiceField(label="Del av visionen som området tjänar", required=False)


class ValueForm(LineForm):
    """A core value."""

    longest = 60
    title = forms.CharField(label="Ord", required=False)
    text = _words("Innebörd", rows=3, longest=LONGEST_LINE)

    def clean(self) -> None:
        """Refuse a word without a meaning, too: the meaning is what people act by."""
        super().clean()
        said = self.cleaned_data
        if said.get("title", "").strip() and not said.get("text", "").strip():
            self.add_error("text", "Skriv vad ordet betyder.")


HEADS: Mapping[Part, type[DraftForm]] = {
    Part.VISION: VisionForm,
    Part.VALUES: ValuesForm,
    Part.PLAN: PlanForm,
}
LINES: Mapping[Part, type[LineForm]] = {
    Part.VISION: StatementForm,
    Part.VALUES: ValueForm,
    Part.PLAN: AreaForm,
}
LINE_NAMES = {Part.VISION: "Del", Part.VALUES: "Värdeord", Part.PLAN: "Område"}


class Drafting:
    """The form of a draft: its head and its lines, filled with a content or with what was typed."""

    def __init__(
        self,
        part: Part,
        content: Content | None,
        data: Any = None,  # noqa: ANN401 -- a request's data
        *,
        statements: Groups = (),
    ) -> None:
        self.part = part
        self.head = HEADS[part](data, initial=_head(content))
        of_lines = forms.formset_factory(
            LINES[part], extra=BLANK_LINES, max_num=MOST_LINES, absolute_max=MOST_LINES + 10
        )
        self.lines = of_lines(
            data,
            prefix="rad",
            initial=_lines(content),
            form_kwargs={"statements": statements},
        )

    @property
    def line_name(self) -> str:
        """What a line is called."""
        return LINE_NAMES[self.part]

    @property
    def rows(self) -> list[tuple[str, LineForm]]:
        """Each line's form with what it is called."""
        return [(f"{self.line_name} {n}", form) for n, form in enumerate(self.lines.forms, 1)]

    def is_valid(self) -> bool:
        """Tell whether all of it can be saved; what cannot is said at the top as well."""
        right = self.head.is_valid() and self.lines.is_valid()
        self.head.errors  # noqa: B018 -- makes the head check itself before more is added
        for name, form in self.rows:
            for errors in form.errors.values():
                self.head.add_error(None, f"{name}: {' '.join(str(one) for one in errors)}")
        for error in self.lines.non_form_errors():
            self.head.add_error(None, str(error))
        return right

    def content(self) -> Content:
        """What was typed, its lines in the places that they were given."""
        said = self.head.cleaned_data
        typed = [form for form in self.lines.forms if form.cleaned_data.get("title")]
        typed.sort(key=_place)
        return Content(
            since=said["since"],
            title=said.get("title", ""),
            text=said.get("text", ""),
            majority=said.get("majority", ""),
            until=said.get("until"),
            lines=tuple(form.line() for form in typed),
        )

    def has_seen(self, mark: str) -> None:
        """Let the form say, when it is shown again, that the writer has seen what is saved now."""
        self.head.data = saying(self.head.data, "seen", mark)


def _place(form: LineForm) -> tuple[int, int]:
    """Where a line goes: one that was moved up stands before the one there, one moved down after.

    A new line stands before the one whose place it was given, or last.
    """
    wanted: int = form.cleaned_data["place"] or MOST_LINES + 1
    before: int = form.initial.get("place") or MOST_LINES + 1
    return wanted, (wanted > before) - (wanted < before)


def _head(content: Content | None) -> dict[str, Any]:
    if content is None:
        return {}
    return {
        "title": content.title,
        "text": content.text,
        "majority": content.majority,
        "since": content.since,
        "until": content.until,
        "seen": content.mark,
    }


def _lines(content: Content | None) -> list[dict[str, Any]]:
    return [
        {
            "id": line.id,
            "title": line.title,
            "text": line.text,
            "statement": line.statement,
            "place": number,
        }
        for number, line in enumerate(content.lines if content else (), start=1)
    ]
