"""What may be typed in when reporting: values of indicators, and how far an assignment has come."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms

from huset.goals.queries.due import Asked, DueValue, mark_of
from huset.goals.queries.known import Entered, Known, Which, plain
from huset.goals.rules import Aggregation, AssignmentState, doubt
from huset.goals.words import GENDERS
from huset.kernel.fields import SwedishDecimalField, saying

LONGEST_SOURCE, LONGEST_COMMENT = 200, 5_000
NO_SOURCE = "Skriv varifrån värdet kommer, här eller i fältet för alla värden."


def _number(label: str, least: Decimal | None = None) -> SwedishDecimalField:
    return SwedishDecimalField(
        label=label,
        max_digits=16,
        decimal_places=4,
        min_value=least,
        required=False,
        widget=forms.TextInput({"inputmode": "decimal", "autocomplete": "off"}),
    )


def _source(label: str) -> forms.CharField:
    return forms.CharField(label=label, max_length=LONGEST_SOURCE, required=False)


class SourceForm(forms.Form):
    """Where the values come from, when the row does not say."""

    every_source = _source("Källa för alla värden")


class ValueForm(forms.Form):
    """One row: a value for a period, left empty when it is not known.

    A row that the reporter has not touched says nothing, whatever others have saved meanwhile.
    ``asks`` says that a value is unlikely. ``sure_of`` is then the numbers as they were typed:
    these and no others are confirmed when the reporter ``is_sure``.
    """

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=32)
    preliminary = forms.BooleanField(label="Preliminärt", required=False)
    source = _source("Källa")
    sure = forms.CharField(required=False, max_length=1000)

    def __init__(self, row: DueValue, data: Any = None, *, every_source: str = "") -> None:  # noqa: ANN401 -- a request's data
        said = {"seen": row.mark, "preliminary": row.preliminary, "source": row.source}
        super().__init__(data, prefix=row.key, initial=said)
        self.row, self.every_source = row, every_source
        self.asks, self.is_sure, self.sure_of = False, False, ""
        for asked in row.shown:
            self._ask_for(asked)

    @property
    def numbers(self) -> list[tuple[forms.BoundField, forms.BoundField | None, Asked]]:
        """The fields for numbers: for all, for women and men, for units with their weights."""
        return [
            (self[_name(asked)], self[_weight(asked)] if self._is_weighed(asked) else None, asked)
            for asked in self.row.shown
        ]

    @property
    def is_touched(self) -> bool:
        """Whether the row says anything else than what the reporter was shown."""
        if self.errors:
            return True
        said = self.cleaned_data
        values = [
            (asked.gender, asked.unit, now, self._typed_weight(asked))
            for asked, now in self._typed()
        ]
        return bool(
            said["seen"] != mark_of(values, preliminary=said["preliminary"], source=said["source"])
        )

    def clean(self) -> dict[str, Any]:
        """Refuse what cannot be, what someone else has changed, and ask about the unlikely."""
        if self.errors or not self.is_touched:
            return self.cleaned_data
        typed = {(asked.gender, asked.unit) for asked, _ in self._typed()}
        for asked in self.row.known:
            if asked in self.row.shown and (asked.gender, asked.unit) not in typed:
                self.add_error(
                    _name(asked),
                    "Ett rapporterat värde går inte att ta bort. Skriv det rätta värdet.",
                )
        if (changes := self._changes()) and not self.errors:
            if self._lacks_whole(changes):
                first = _name(self.row.shown[0])
                self.add_error(first, "Skriv också värdet för kvinnor och män tillsammans.")
            self._ask(changes)
            self._refuse_changed()
        return self.cleaned_data

    def entered(self) -> list[Entered]:
        """What is to be stored: nothing where nothing is new."""
        row = self.row
        return [
            Entered(Which(row.indicator_id, row.period, a.gender, a.unit), a.known, now)
            for a, now in (self._changes() if self.is_touched else ())
        ]

    def show_known(self) -> None:
        """Let the form say that the reporter has now seen what is known."""
        self.data = saying(self.data, self.add_prefix("seen"), self.row.mark)

    def _ask_for(self, asked: Asked) -> None:
        label = asked.name or GENDERS[asked.gender].capitalize() or "Värde"
        field = self.fields[_name(asked)] = _number(label)
        field.initial = plain(asked.known.value) if asked.known else None
        if not asked.gender:
            field.widget.attrs["data-paste"] = ""
        if self._is_weighed(asked):
            weight = self.fields[_weight(asked)] = _number("Vikt", Decimal(0))
            kept = asked.known.weight if asked.known else asked.weight
            weight.initial = None if kept is None else plain(kept)

    def _is_weighed(self, asked: Asked) -> bool:
        return bool(asked.unit) and self.row.weighed

    def _typed(self) -> list[tuple[Asked, Decimal]]:
        said = [(asked, self.cleaned_data.get(_name(asked))) for asked in self.row.shown]
        return [(asked, value) for asked, value in said if value is not None]

    def _typed_weight(self, asked: Asked) -> Decimal | None:
        if self._is_weighed(asked):
            weight: Decimal | None = self.cleaned_data.get(_weight(asked))
            return weight
        return asked.known.weight if asked.known else None

    def _changes(self) -> list[tuple[Asked, Known]]:
        """The numbers that are new, or that something new is said of."""
        preliminary, source = self.cleaned_data["preliminary"], self.cleaned_data["source"]
        same = preliminary == self.row.preliminary and source == self.row.source.strip()
        found = []
        for asked, value in self._typed():
            known, weight = asked.known, self._typed_weight(asked)
            if not (known and same and (known.value, known.weight) == (value, weight)):
                found.append(
                    (asked, Known(value, preliminary, weight, source or self.every_source))
                )
        return [(asked, now) for asked, now in found if now != asked.known]

    def _lacks_whole(self, changes: Sequence[tuple[Asked, Known]]) -> bool:
        """Whether women or men have a value that those together have not."""
        of_all = any(not asked.gender for asked, _ in self._typed())
        summed = self.row.aggregation is not Aggregation.NONE
        return any(asked.gender for asked, _ in changes) and not (of_all or summed)

    def _refuse_changed(self) -> None:
        if not (self.cleaned_data["source"] or self.every_source):
            self.add_error("source", NO_SOURCE)
        if self.cleaned_data["seen"] != self.row.mark:
            first = self.row.shown[0]
            now = f"{plain(first.known.value)} {self.row.unit}".strip() if first.known else "inget"
            self.add_error(
                _name(first),
                f"Någon annan har sparat {now} under tiden. Spara igen om ditt värde ska gälla.",
            )

    def _ask(self, changes: Sequence[tuple[Asked, Known]]) -> None:
        found = {
            _name(asked): doubt(now.value, asked.earlier, unit=self.row.unit)
            for asked, now in changes
            if not (asked.known and asked.known.value == now.value)
        }
        self.asks = any(found.values())
        self.sure_of = "|".join(plain(value) for _, value in self._typed())
        self.is_sure = self.cleaned_data["sure"] == self.sure_of
        if self.asks and not self.is_sure:
            for name, question in found.items():
                if question:
                    self.add_error(name, question)


def _name(asked: Asked) -> str:
    return f"unit-{asked.unit}" if asked.unit else asked.gender or "value"


def _weight(asked: Asked) -> str:
    return f"weight-{asked.unit}"


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
        self.data = saying(self.data, "seen", mark)
