"""What may be typed in when reporting: values of indicators, and how far an assignment has come."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms

from huset.goals.queries.reporting import (
    ALL,
    DueValue,
    Entered,
    Known,
    plain,
)
from huset.goals.rules import AssignmentState, Gender, doubt
from huset.kernel.fields import SwedishDecimalField

LONGEST_SOURCE, LONGEST_COMMENT = 200, 5_000
FIELDS = {ALL: "value", Gender.WOMEN: "women", Gender.MEN: "men"}
NO_SOURCE = "Skriv varifrån värdet kommer, här eller i fältet för alla värden."


def _number(label: str) -> SwedishDecimalField:
    widget = forms.TextInput({"inputmode": "decimal", "autocomplete": "off"})
    return SwedishDecimalField(
        label=label, max_digits=16, decimal_places=4, required=False, widget=widget
    )


def _source(label: str) -> forms.CharField:
    return forms.CharField(label=label, max_length=LONGEST_SOURCE, required=False)


class SourceForm(forms.Form):
    """Where the values come from, when the row does not say."""

    every_source = _source("Källa för alla värden")


class ValueForm(forms.Form):
    """One row: a value for a period, left empty when it is not known.

    ``asks`` says that a value is unlikely. ``sure_of`` is then the numbers as they were typed:
    these and no others are confirmed when the reporter ``is_sure``.
    """

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=32)
    value = _number("Värde")
    women = _number("Kvinnor")
    men = _number("Män")
    preliminary = forms.BooleanField(label="Preliminärt", required=False)
    source = _source("Källa")
    sure = forms.CharField(required=False, max_length=100)

    def __init__(self, row: DueValue, data: Any = None, *, every_source: str = "") -> None:  # noqa: ANN401 -- a request's data
        known = {FIELDS[gender]: plain(one.value) for gender, one in row.known.items()}
        preliminary = any(one.preliminary for one in row.known.values())
        said = {"seen": row.mark, "preliminary": preliminary, "source": row.source}
        super().__init__(data, prefix=row.key, initial=known | said)
        self.row, self.every_source = row, every_source
        self.asks, self.is_sure, self.sure_of = False, False, ""
        self.fields["value"].widget.attrs["data-paste"] = ""
        if not row.split:
            del self.fields["women"], self.fields["men"]

    @property
    def numbers(self) -> list[forms.BoundField]:
        """The fields for numbers: for all, and for women and men where those are used."""
        return [self[name] for name in FIELDS.values() if name in self.fields]

    def clean(self) -> dict[str, Any]:
        """Refuse what cannot be, what someone else has changed, and ask about the unlikely."""
        said = self.cleaned_data
        for gender, name in FIELDS.items():
            if name in said and said[name] is None and gender in self.row.known:
                self.add_error(
                    name, "Ett rapporterat värde går inte att ta bort. Skriv det rätta värdet."
                )
        if self._changes() and not self.errors:
            if ALL not in self._typed():
                self.add_error("value", "Skriv också värdet för kvinnor och män tillsammans.")
            self._ask()
            self._refuse_changed()
        return said

    def entered(self) -> list[Entered]:
        """What is to be stored: nothing where nothing is new."""
        return [
            Entered(
                indicator_id=self.row.indicator_id,
                period=self.row.period,
                gender=gender,
                before=self.row.known.get(gender),
                now=now,
                source=self.cleaned_data["source"] or self.every_source,
            )
            for gender, now in self._changes().items()
        ]

    def show_known(self) -> None:
        """Let the form say that the reporter has now seen what is known."""
        self.data = _saying(self.data, self.add_prefix("seen"), self.row.mark)

    def _typed(self) -> Mapping[str, Decimal]:
        said = {gender: self.cleaned_data.get(name) for gender, name in FIELDS.items()}
        return {gender: value for gender, value in said.items() if value is not None}

    def _changes(self) -> dict[str, Known]:
        preliminary = bool(self.cleaned_data.get("preliminary"))
        said = {gender: Known(value, preliminary) for gender, value in self._typed().items()}
        return {gender: now for gender, now in said.items() if now != self.row.known.get(gender)}

    def _refuse_changed(self) -> None:
        if not (self.cleaned_data["source"] or self.every_source):
            self.add_error("source", NO_SOURCE)
        if self.cleaned_data["seen"] != self.row.mark:
            known = self.row.known.get(ALL)
            now = f"{plain(known.value)} {self.row.unit}".strip() if known else "inget"
            self.add_error(
                "value",
                f"Någon annan har sparat {now} under tiden. Spara igen om ditt värde ska gälla.",
            )

    def _ask(self) -> None:
        found = {
            FIELDS[gender]: doubt(now.value, self.row.earlier[gender], unit=self.row.unit)
            for gender, now in self._changes().items()
        }
        self.asks = any(found.values())
        self.sure_of = "|".join(plain(value) for value in self._typed().values())
        self.is_sure = self.cleaned_data["sure"] == self.sure_of
        if self.asks and not self.is_sure:
            for name, question in found.items():
                if question:
                    self.add_error(name, question)


class ProgressForm(forms.Form):
    """How far a body has come with an assignment, what it has done and what remains."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=32)
    state = forms.ChoiceField(label="Läge", widget=forms.RadioSelect)
    comment = forms.CharField(
        label="Vad som har gjorts, och vad som återstår",
        widget=forms.Textarea({"rows": 5}),
        max_length=LONGEST_COMMENT,
        error_messages={"required": "Skriv vad som har gjorts, eller att inget har gjorts än."},
    )

    def __init__(self, data: Any, *, states: Sequence[tuple[str, str]], initial: Any) -> None:  # noqa: ANN401 -- a request's data
        super().__init__(data, initial=initial)
        field = self.fields["state"]
        if isinstance(field, forms.ChoiceField):
            field.choices = states

    def said(self) -> dict[str, Any]:
        """What was typed, in the action's words."""
        return self.cleaned_data | {"state": AssignmentState(self.cleaned_data["state"])}

    def show_seen(self, mark: str) -> None:
        """Let the form say that the writer has now seen what is saved."""
        self.data = _saying(self.data, "seen", mark)


def _saying(data: Any, name: str, value: str) -> Any:  # noqa: ANN401 -- a request's data
    changed = data.copy()
    changed[name] = value
    return changed
