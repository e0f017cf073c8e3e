"""What may be typed in about a draft of a goal, and about its indicators."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms

from huset.goals.queries.content import MEASURED, Content, Measure
from huset.goals.queries.drafting import Choices, GoalChoices
from huset.goals.rules import Aggregation, Direction, FormulaError, Frequency, Target, read_formula
from huset.goals.words import AGGREGATIONS, BETTER, CONTROL, FREQUENCIES, IMPORTANCE
from huset.kernel.context import FIRST_YEAR, LAST_YEAR
from huset.kernel.fields import SwedishDecimalField

Typed = Any  # a request's data
LONG = 5_000
CODE = r"^[A-Za-zÅÄÖåäö0-9][A-Za-zÅÄÖåäö0-9.-]*$"


def _text(label: str, help_text: str) -> forms.CharField:
    area = forms.Textarea({"rows": 3})
    return forms.CharField(
        label=label, help_text=help_text, widget=area, max_length=LONG, required=False
    )


def _year(label: str) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=FIRST_YEAR, max_value=LAST_YEAR)


def _figure(label: str, help_text: str = "") -> SwedishDecimalField:
    return SwedishDecimalField(
        label=label, help_text=help_text, max_digits=16, decimal_places=4, required=False
    )


def _one_of(label: str, words: Mapping[str, str], help_text: str = "") -> forms.ChoiceField:
    offered = [("", "Inte valt"), *((code, word.capitalize()) for code, word in words.items())]
    return forms.ChoiceField(label=label, choices=offered, help_text=help_text, required=False)


class StartForm(forms.Form):
    """Whose goal it is to be, and at which level."""

    level = forms.ChoiceField(label="Nivå")
    body = forms.ChoiceField(label="Organ")

    def __init__(self, data: Typed = None, *, levels: Choices, bodies: Choices) -> None:
        super().__init__(data)
        for name, offered in (("level", levels), ("body", bodies)):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = offered


class GoalForm(forms.Form):
    """What a draft of a goal says: what it is, why, and what it hangs from."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    code = forms.RegexField(
        CODE,
        label="Kod",
        max_length=20,
        help_text="Bokstäver och siffror, som SN4. Den används i tabeller och filer.",
        error_messages={"invalid": "Skriv bokstäver och siffror utan mellanslag, som SN4."},
    )
    title = forms.CharField(
        label="Målet", max_length=200, help_text="Vad som ska nås, i en mening."
    )
    first_year, last_year = _year("Första år"), _year("Sista år")
    perspective = forms.ChoiceField(label="Perspektiv", required=False)
    area = forms.ChoiceField(label="Område i den strategiska planen", required=False)
    parents = forms.MultipleChoiceField(
        label="Mål ovanför", widget=forms.CheckboxSelectMultiple, required=False
    )
    missions = forms.MultipleChoiceField(
        label="Grunduppdrag", widget=forms.CheckboxSelectMultiple, required=False
    )
    motive = _text("Motiv", "Varför målet behövs, och vilken nytta det ger dem som bor här.")
    importance = _one_of("Varför det är viktigt", IMPORTANCE)
    present = _text("Nuläge", "Hur det är i dag, med siffror där de finns.")
    wanted = _text("Önskat läge", "Hur det ska vara när målet är nått.")
    surroundings = _text("Omvärld", "Vad som händer runt omkring, och hur det påverkar.")
    control = _one_of("Rådighet", CONTROL, "Hur mycket ni själva kan påverka om målet nås.")
    control_reason = forms.CharField(
        label="Om rådigheten",
        max_length=500,
        required=False,
        help_text="Skriv alltid varför, om ni inte har någon rådighet.",
    )

    def __init__(
        self,
        data: Typed = None,
        *,
        choices: GoalChoices,
        initial: Mapping[str, Any] | None = None,
        new: bool = True,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        self.fields["code"].disabled = not new
        self._offer(
            "perspective", [("", "Inget"), *choices.perspectives], bool(choices.perspectives)
        )
        self._offer("area", [("", "Inget"), *choices.areas], bool(choices.areas))
        self._offer("parents", choices.parents, bool(choices.parents))
        self._offer("missions", choices.missions, bool(choices.missions))
        self.weighty = [number for number, _ in choices.weighty]
        for number, title in choices.weighty:
            self.fields[f"unaffected_{number}"] = forms.CharField(
                label=f"{title} berörs inte, därför att",
                max_length=500,
                required=False,
                help_text="Lämna tomt om målet kopplas dit.",
            )

    def content(self) -> Content:
        """What was typed."""
        said = self.cleaned_data
        plain = ("title", "first_year", "last_year", "motive", "present", "wanted", "surroundings")
        given = {name: said[name] for name in (*plain, "importance", "control", "control_reason")}
        reasons = {int(n): said[f"unaffected_{n}"] for n in self.weighty}
        return Content(
            **given,
            perspective=said.get("perspective", ""),
            area=int(said["area"]) if said.get("area") else None,
            parents=frozenset(map(int, said.get("parents", ()))),
            missions=frozenset(map(int, said.get("missions", ()))),
            unaffected={number: why for number, why in reasons.items() if why},
        )

    def _offer(self, name: str, offered: Choices, there_is_any: bool) -> None:
        field = self.fields[name]
        if not there_is_any:
            del self.fields[name]
        elif isinstance(field, forms.ChoiceField):
            field.choices = offered


def filled(code: str, content: Content, mark: str) -> dict[str, Any]:
    """What the form says of a draft that there is."""
    said = {name: getattr(content, name) for name in GoalForm.base_fields if hasattr(content, name)}
    said |= {
        "seen": mark,
        "code": code,
        "area": str(content.area or ""),
        "parents": [str(number) for number in content.parents],
        "missions": [str(number) for number in content.missions],
    }
    return said | {f"unaffected_{number}": why for number, why in content.unaffected.items()}


class MeasureForm(forms.Form):
    """What an indicator says, with a target for each year of its goal."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    code = forms.RegexField(
        CODE,
        label="Kod",
        max_length=20,
        error_messages={"invalid": "Skriv bokstäver och siffror utan mellanslag, som SN4-1."},
    )
    name = forms.CharField(label="Vad som mäts", max_length=200)
    unit = forms.CharField(
        label="Enhet", max_length=30, required=False, help_text="Till exempel %, dagar eller kr."
    )
    decimals = forms.IntegerField(label="Decimaler", min_value=0, max_value=4, initial=0)
    better = _one_of("Riktning", BETTER)
    baseline = _figure(
        "Utgångsläge", "Värdet i dag. Lämna tomt om det inte är känt: tomt är inte noll."
    )
    baseline_year = forms.IntegerField(
        label="Utgångslägets år", min_value=FIRST_YEAR, max_value=LAST_YEAR, required=False
    )
    tolerance = _figure("Tolerans", "Så stor avvikelse räknas ändå som uppnått, i måttets enhet.")
    partly_percent = forms.IntegerField(
        label="Delvis uppnått från, procent av målvärdet",
        help_text="Lämna tomt om styrmodellens gräns passar.",
        min_value=0,
        max_value=100,
        required=False,
    )
    frequency = _one_of("Hur ofta det mäts", FREQUENCIES)
    accumulates = forms.BooleanField(
        label="Värdena räknas ihop över året, och bedöms när året är slut", required=False
    )
    aggregation = forms.ChoiceField(
        label="När enheter rapporterar var för sig",
        choices=[(code, word.capitalize()) for code, word in AGGREGATIONS.items()],
        initial=Aggregation.NONE.value,
        required=False,
        help_text="Hur enheternas värden blir ett. Ett vägt medelvärde behöver en vikt från varje.",
    )
    origin = forms.CharField(label="Varifrån värdena hämtas", max_length=200, required=False)
    formula = forms.CharField(
        label="Formel",
        max_length=500,
        required=False,
        help_text="Om värdet räknas ut: koder för indikatorer inom [ ], eller rader i "
        "resultaträkningen med =, till exempel [=result] / [=taxes] * 100.",
    )
    kolada_id = forms.CharField(
        label="Nyckeltal i Kolada", max_length=10, required=False, help_text="Till exempel N00090."
    )
    established = forms.BooleanField(
        label="Ett etablerat nyckeltal, som också andra kommuner mäter", required=False
    )
    owner = forms.ChoiceField(label="Ansvarig", required=False)

    def __init__(
        self,
        data: Typed = None,
        *,
        years: Iterable[int],
        owners: Choices,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        self.years = list(years)
        owner = self.fields["owner"]
        if isinstance(owner, forms.ChoiceField):
            owner.choices = [("", "Ingen än"), *owners]
        for year in self.years:
            self.fields[f"target_{year}"] = _figure(f"Målvärde {year}")
            self.fields[f"upper_{year}"] = _figure(
                f"Övre gräns {year}", "Bara när ett intervall är bäst."
            )

    def clean_formula(self) -> str:
        """Refuse a formula that cannot be read."""
        text: str = self.cleaned_data["formula"]
        if text:
            try:
                read_formula(text)
            except FormulaError as error:
                raise forms.ValidationError(str(error)) from error
        return text

    def clean(self) -> dict[str, Any]:
        """Refuse an upper end without a lower one."""
        said = super().clean() or {}
        for year in self.years:
            if said.get(f"upper_{year}") is not None and said.get(f"target_{year}") is None:
                self.add_error(f"target_{year}", "Skriv också den nedre gränsen.")
        return said

    def measure(self) -> Measure:
        """What was typed."""
        said = self.cleaned_data
        targets = {
            year: Target(said[f"target_{year}"], said[f"upper_{year}"])
            for year in self.years
            if said[f"target_{year}"] is not None
        }
        return Measure(
            **{name: said[name] for name in MEASURED if name not in {"tolerance", "aggregation"}},
            aggregation=said["aggregation"] or Aggregation.NONE.value,
            tolerance=said["tolerance"] or Decimal(0),
            owner=int(said["owner"]) if said["owner"] else None,
            targets=targets,
        )


def filled_measure(measure: Measure, mark: str) -> dict[str, Any]:
    """What the form says of an indicator that there is."""
    said = {
        name: getattr(measure, name) for name in MeasureForm.base_fields if hasattr(measure, name)
    }
    for year, target in measure.targets.items():
        said |= {f"target_{year}": target.value, f"upper_{year}": target.upper}
    return said | {"seen": mark, "owner": str(measure.owner or "")}


NEW_MEASURE = {
    "frequency": Frequency.YEARLY.value,
    "better": Direction.UP.value,
    "aggregation": Aggregation.NONE.value,
}
