"""What may be typed into a plan: what it is about, and one small form for each kind of row."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from huset.kernel.context import FIRST_YEAR, LAST_YEAR
from huset.kernel.fields import DayField, SwedishDecimalField
from huset.organisation.rules import UnitKind
from huset.organisation.words import UNIT_KIND_NAMES
from huset.reorganisation.queries import PlanRow
from huset.reorganisation.rules import Change, ChangeKind, Structure, takes_effect_refused

INDENT = "\N{NO-BREAK SPACE}" * 3
LONGEST_TEXT = 20_000
ORE = 100
CHOOSE = ("", "Välj …")
Choices = list[tuple[str, str]]
Groups = list[tuple[str, Choices]]


class EditionForm(forms.Form):
    """The edition of the plan that the writer had before them."""

    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class PlanForm(forms.Form):
    """What a plan is about, and when it takes effect."""

    title = forms.CharField(label="Titel", max_length=200)
    motive = forms.CharField(
        label="Motiv",
        help_text="Varför huset behöver byggas om. Tom rad börjar nytt stycke.",
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=LONGEST_TEXT,
        required=False,
    )
    takes_effect = DayField(label="Gäller från", help_text="Den första i en månad.")
    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=1, required=False)

    @classmethod
    def of(cls, row: PlanRow) -> "PlanForm":
        """The form filled with what the plan says."""
        return cls(
            initial={
                "title": row.title,
                "motive": row.motive,
                "takes_effect": row.takes_effect,
                "edition": row.edition,
            }
        )

    def clean_takes_effect(self) -> Any:  # noqa: ANN401 -- as Django has it
        """Refuse a day in the middle of a month."""
        day = self.cleaned_data["takes_effect"]
        if day <= timezone.localdate():
            raise forms.ValidationError("Dagen har redan varit. En omorganisation planeras framåt.")
        if refused := takes_effect_refused(day):
            raise forms.ValidationError(refused)
        return day


class ChangeForm(EditionForm):
    """One kind of row: what can be chosen is what there is in the house."""

    kind: ClassVar[ChangeKind]

    def __init__(
        self,
        *args: Any,
        house: Structure,
        giver: str = "",
        body_kinds: Choices | None = None,
        **kwargs: Any,
    ) -> None:
        """Offer what the house has; ``giver`` is the body that units are chosen from."""
        super().__init__(*args, **kwargs)
        self.house, self.giver, self.body_kinds = house, giver, body_kinds or []
        self.offer()

    def offer(self) -> None:
        """Fill the lists of choices."""

    def changes(self) -> Sequence[Change]:
        """The rows that were asked for."""
        said = self.cleaned_data
        fields = {f: said[f] for f in ("code", "to", "name", "of_kind", "year") if f in said}
        return [Change(kind=self.kind, **fields)]


def _choice(label: str, **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, **more)


class FoundBodyForm(ChangeForm):
    """A new body."""

    kind = ChangeKind.FOUND_BODY
    code = forms.CharField(label="Kod", max_length=20, help_text="En kort förkortning, som KTN.")
    name = forms.CharField(label="Namn", max_length=120)
    of_kind = _choice("Slag")
    to = _choice("Rapporterar till", required=False)

    def offer(self) -> None:
        """The governance model's kinds, and the bodies."""
        _offer(self, of_kind=self.body_kinds, to=[("", "Ingen"), *_bodies(self.house)])


class EndBodyForm(ChangeForm):
    """A body that ends."""

    kind = ChangeKind.END_BODY
    code = _choice("Organ")

    def offer(self) -> None:
        """The bodies."""
        _offer(self, code=_bodies(self.house))


class OpenUnitForm(ChangeForm):
    """A new unit."""

    kind = ChangeKind.OPEN_UNIT
    code = forms.CharField(label="Kod", max_length=20, help_text="Ansvaret i kodsträngen.")
    name = forms.CharField(label="Namn", max_length=120)
    of_kind = _choice("Sort")
    to = _choice("Under")

    def offer(self) -> None:
        """The kinds of units, and every place in the house."""
        _offer(self, of_kind=_unit_kinds(), to=_places(self.house))


class MoveUnitForm(ChangeForm):
    """Units that move, each with everything under it."""

    kind = ChangeKind.MOVE_UNIT
    codes = forms.MultipleChoiceField(
        label="Enheter",
        help_text="Det som ligger under en enhet följer med.",
        widget=forms.CheckboxSelectMultiple,
    )
    to = _choice("Flyttar till")

    def offer(self) -> None:
        """The units of the body that gives, and every place in the house."""
        _offer(self, codes=_units(self.house, self.giver), to=_places(self.house))

    def changes(self) -> Sequence[Change]:
        """A row for each unit."""
        said = self.cleaned_data
        return [Change(self.kind, code, said["to"]) for code in said["codes"]]


class RenameUnitForm(ChangeForm):
    """A unit that gets another name or sort."""

    kind = ChangeKind.RENAME_UNIT
    code = _choice("Enhet")
    name = forms.CharField(label="Nytt namn", max_length=120)
    of_kind = _choice("Sort", required=False)

    def offer(self) -> None:
        """The units."""
        kinds = [("", "Som förut"), *_unit_kinds()]
        _offer(self, code=_units_by_body(self.house), of_kind=kinds)


class CloseUnitForm(ChangeForm):
    """A unit that closes."""

    kind = ChangeKind.CLOSE_UNIT
    code = _choice("Enhet")

    def offer(self) -> None:
        """The units."""
        _offer(self, code=_units_by_body(self.house))


class MoveGoalForm(ChangeForm):
    """Goals that another body is to answer for."""

    kind = ChangeKind.MOVE_GOAL
    codes = forms.MultipleChoiceField(label="Mål", widget=forms.CheckboxSelectMultiple)
    to = _choice("Svarar för målen sedan")

    def offer(self) -> None:
        """The goals of the body that gives, and the bodies."""
        goals = [
            (goal.code, f"{goal.code} {goal.title}")
            for goal in self.house.goals.values()
            if goal.body == self.giver
        ]
        _offer(self, codes=goals, to=_bodies(self.house))

    def changes(self) -> Sequence[Change]:
        """A row for each goal."""
        said = self.cleaned_data
        return [Change(self.kind, code, said["to"]) for code in said["codes"]]


class MoveFrameForm(ChangeForm):
    """A part of a body's frame of a year that moves to another body."""

    kind = ChangeKind.MOVE_FRAME
    code = _choice("Från")
    to = _choice("Till")
    year = forms.IntegerField(label="År", min_value=FIRST_YEAR, max_value=LAST_YEAR)
    amount = SwedishDecimalField(
        label="Belopp i kronor, netto",
        help_text="Det som enheterna har från och med flytten. Summan av alla ramar ändras inte.",
        max_digits=15,
        decimal_places=2,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )

    def offer(self) -> None:
        """The bodies."""
        _offer(self, code=_bodies(self.house), to=_bodies(self.house))

    def changes(self) -> Sequence[Change]:
        """One row, in öre."""
        said = self.cleaned_data
        amount = int(said["amount"] * ORE)
        return [Change(self.kind, said["code"], said["to"], year=said["year"], amount=amount)]


FORMS: dict[str, type[ChangeForm]] = {
    form.kind.value.replace("_", "-"): form
    for form in (
        FoundBodyForm,
        OpenUnitForm,
        MoveUnitForm,
        RenameUnitForm,
        CloseUnitForm,
        MoveGoalForm,
        MoveFrameForm,
        EndBodyForm,
    )
}


def _offer(form: forms.Form, **choices: Iterable[Any]) -> None:
    """Fill lists of choices; where one of them must be chosen, nothing is chosen beforehand."""
    for name, offered in choices.items():
        field = form.fields[name]
        if isinstance(field, forms.ChoiceField):
            asks = field.required and not isinstance(field, forms.MultipleChoiceField)
            field.choices = [*([CHOOSE] if asks else []), *offered]


def _unit_kinds() -> Choices:
    return [(kind.value, UNIT_KIND_NAMES[kind]) for kind in UnitKind]


def _bodies(house: Structure) -> Choices:
    return [(body.code, body.name) for body in house.bodies.values()]


def _units(house: Structure, body: str) -> Choices:
    depths = {body: -1}
    choices = []
    for code in house.under(body):
        depths[code] = depths[house.units[code].above] + 1
        choices.append((code, f"{INDENT * depths[code]}{code} {house.name_of(code)}"))
    return choices


def _units_by_body(house: Structure) -> Groups:
    groups = [(body.name, _units(house, body.code)) for body in house.bodies.values()]
    return [group for group in groups if group[1]]


def _places(house: Structure) -> Groups:
    return [
        (body.name, [(body.code, f"Direkt under {body.name}"), *_units(house, body.code)])
        for body in house.bodies.values()
    ]
