"""What may be typed in about a document, and which part of the register is shown."""

from collections.abc import Mapping, Sequence
from copy import copy
from datetime import date
from typing import Any

from django import forms

from huset.documents.actions.register import Written
from huset.documents.models import GoverningDocument
from huset.documents.queries import choosing
from huset.documents.queries.document import as_written, mark_of
from huset.documents.queries.register import ORDERS, Asked
from huset.documents.queries.types import type_choices
from huset.documents.rules import CLASS_NAMES, SCOPE_NAMES, STANDINGS, Scope
from huset.organisation.permissions import Area

NOTHING = [("", "Inget")]
ALL = [("", "Alla")]


class RegisterForm(forms.Form):
    """Which documents are shown, and in which order; what cannot be is as if it were not asked."""

    klass = forms.ChoiceField(
        label="Klass",
        required=False,
        choices=[*ALL, *((c.value, name) for c, name in CLASS_NAMES.items())],
    )
    typ = forms.ChoiceField(label="Typ", required=False)
    status = forms.ChoiceField(
        label="Status",
        required=False,
        choices=[*ALL, *((s.value, status.word) for s, status in STANDINGS.items())],
    )
    ordning = forms.ChoiceField(label="Ordning", required=False, choices=list(ORDERS.items()))
    sok = forms.CharField(
        label="Sök",
        required=False,
        max_length=80,
        widget=forms.TextInput({"type": "search"}),
    )
    sida = forms.IntegerField(required=False, min_value=1, max_value=10_000)

    def __init__(self, data: Any, *, per: date) -> None:  # noqa: ANN401 -- a request's data
        super().__init__(data)
        offer(self, typ=[*ALL, *type_choices(per)])

    def asked(self, body_codes: Sequence[str]) -> Asked:
        """What is asked for, of the bodies that the reader has chosen."""
        self.is_valid()
        said = self.cleaned_data
        return Asked(
            kind=said.get("typ", ""),
            document_class=said.get("klass", ""),
            standing=said.get("status", ""),
            words=said.get("sok", ""),
            body_codes=body_codes,
            order=said.get("ordning", "") or "title",
        )

    @property
    def chosen(self) -> dict[str, str]:
        """What has been chosen, as an address holds it."""
        said = self.cleaned_data if self.is_valid() else {}
        return {name: value for name, value in said.items() if value and name != "sida"}


class DocumentForm(forms.Form):
    """What a document says of itself."""

    kind = forms.ChoiceField(label="Typ", help_text="Styrmodellen säger vem som beslutar typen.")
    title = forms.CharField(label="Titel", max_length=200)
    scope = forms.ChoiceField(
        label="Gäller för",
        help_text="Det som gäller alla beslutas av fullmäktige, annat av organet självt.",
        choices=list(SCOPE_NAMES.items()),
        widget=forms.RadioSelect,
    )
    decided_by = forms.ChoiceField(label="Beslutas av")
    bodies = forms.MultipleChoiceField(
        label="Organ som det rör",
        help_text="Gäller det vissa organ: kryssa för vilka.",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    owner = forms.CharField(
        label="Dokumentansvarig",
        help_text="En roll, inget namn: till exempel ekonomichefen.",
        max_length=120,
    )
    target_group = forms.CharField(
        label="Målgrupp",
        help_text="Vilka ska känna till det?",
        max_length=200,
        required=False,
    )
    unit = forms.ChoiceField(label="Förvaltas av", required=False)
    replaces = forms.ChoiceField(
        label="Ersätter",
        help_text="Det andra dokumentet upphör när det här börjar gälla.",
        required=False,
    )
    steering = forms.MultipleChoiceField(
        label="Lagar och annan extern styrning som det gör tydlig",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        data: Any = None,  # noqa: ANN401 -- a request's data
        *,
        per: date,
        area: Area,
        document: GoverningDocument | None = None,
    ) -> None:
        written = as_written(document) if document else {}
        super().__init__(data, initial=written | {"seen": mark_of(written) if document else ""})
        self.per, self.stored = per, written
        bodies = choosing.decider_choices(per, Area(everything=True))
        self.laws = choosing.law_choices(per)
        offer(
            self,
            kind=type_choices(per),
            decided_by=choosing.decider_choices(per, area, written.get("decided_by", "")),
            bodies=bodies,
            unit=[*NOTHING, *choosing.unit_choices(per)],
            replaces=[*NOTHING, *choosing.document_choices(document.pk if document else None)],
            steering=[(str(law.number), law.title) for law in self.laws],
        )
        for law in self.laws:
            if law.provisions:
                self.fields[_name(law)] = forms.MultipleChoiceField(
                    label=law.title,
                    choices=law.provisions,
                    widget=forms.CheckboxSelectMultiple,
                    initial=written.get("provisions"),
                    required=False,
                )
        self.clashes: list[tuple[str, str, str]] = []

    def suggest(self, kind: str, decided_by: str, body: str) -> None:
        """Begin with the type, deciding body and body that a list of what is lacking named."""
        if kind:
            known = {"kind": kind, "decided_by": decided_by, "bodies": [body]}
            self.initial = {**self.initial, **known, "scope": Scope.BODY.value}

    @property
    def plain_fields(self) -> list[forms.BoundField]:
        """The fields but for the provisions, which are many."""
        return [one for one in self.visible_fields() if not one.name.startswith("provisions_")]

    @property
    def law_fields(self) -> list[tuple[forms.BoundField, int]]:
        """The provisions law by law, each with how many are chosen."""
        found = [self[_name(law)] for law in self.laws if law.provisions]
        return [(one, len({str(v) for v in one.value() or ()} & _values(one))) for one in found]

    def written(self) -> Written:
        """What was typed, as the action takes it."""
        said = self.cleaned_data
        numbers = [n for law in self.laws for n in said.get(_name(law), ())]
        return Written(
            kind=said["kind"],
            title=said["title"],
            scope=Scope(said["scope"]),
            decided_by=choosing.bodies_of([said["decided_by"]])[0],
            bodies=choosing.bodies_of(said["bodies"]),
            unit=choosing.unit_of(said["unit"], self.per),
            owner=said["owner"],
            target_group=said["target_group"],
            replaces=choosing.document_of(said["replaces"]),
            steering=choosing.steering_of(said["steering"]),
            provisions=choosing.provisions_of(numbers),
        )

    def clash(self) -> None:
        """Show what is stored now beside what was typed, and let it be saved over that."""
        self.clashes = clashes(self, self.stored)
        self.data = marked(self.data, self.stored)


def offer(form: forms.Form, **choices: Sequence[Any]) -> None:
    """Let fields be chosen among some."""
    for name, among in choices.items():
        field = form.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = among


def clashes(form: forms.Form, stored: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """The fields that say another thing than what is stored: label, stored, typed."""
    return [
        (str(form[name].label), _words(form, name, now), _words(form, name, form[name].value()))
        for name, now in stored.items()
        if name in form.fields and _plain(now) != _plain(form[name].value())
    ]


def marked(data: Any, stored: Mapping[str, Any]) -> Any:  # noqa: ANN401 -- a request's data
    """The same data, sent in by someone who has now seen what is stored."""
    seen = copy(data)
    seen["seen"] = mark_of(stored)
    return seen


def _name(law: choosing.Law) -> str:
    return f"provisions_{law.number}"


def _values(field: forms.BoundField) -> set[str]:
    choices = getattr(field.field, "choices", ())
    return {str(value) for value, _ in choices}


def _plain(value: Any) -> Any:  # noqa: ANN401 -- any field's value
    if isinstance(value, list | tuple):
        return sorted(str(one) for one in value)
    return "" if value is None else str(value)


def _words(form: forms.Form, name: str, value: Any) -> str:  # noqa: ANN401 -- see above
    labels: dict[str, str] = {
        str(code): str(label) for code, label in getattr(form.fields[name], "choices", ())
    }
    plain = _plain(value)
    said = plain if isinstance(plain, list) else [plain]
    return ", ".join(str(labels.get(one, one)).strip() for one in said) or "inget"
