"""What may be typed in about bodies, units, shares and remits, and what it will lead to."""

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms

from huset.kernel.actions import sha256_of
from huset.kernel.periods import long_date
from huset.organisation import queries
from huset.organisation.models import Body, Remit, Share, Unit
from huset.organisation.rules import RemitKind, UnitKind
from huset.organisation.words import REMIT_NAMES, UNIT_KIND_NAMES

CODE = r"^[0-9A-Za-zÅÄÖåäö_-]+$"
UNIT_KINDS = list(UNIT_KIND_NAMES.items())


def day_field(label: str, help_text: str = "", *, required: bool = True) -> forms.DateField:
    """A day, which a browser helps to choose."""
    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=help_text, required=required, widget=widget)


def code_field(label: str, help_text: str) -> forms.RegexField:
    """A code: it stands in addresses and in the books, so it has no spaces."""
    return forms.RegexField(
        CODE,
        label=label,
        help_text=help_text,
        max_length=20,
        error_messages={"invalid": "Skriv koden med bokstäver, siffror, bindestreck."},
    )


class ChangeForm(forms.Form):
    """A change that is shown in words before it is made."""

    about: ClassVar[str]  # the field that a refusal is shown at

    @property
    def mark(self) -> str:
        """What tells these values from others: what was shown is what is saved."""
        return sha256_of({k: str(v) for k, v in sorted(self.cleaned_data.items())})

    def refuse(self, why: str) -> None:
        """Show at its field why the change was refused."""
        self.add_error(self.about, why)

    def offer(self, name: str, choices: Sequence[Any]) -> None:
        """Let a field be chosen among some."""
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def says(self) -> list[str]:
        """What will happen, in plain sentences."""
        raise NotImplementedError

    def wanted(self) -> dict[str, Any]:
        """What to give the action."""
        return dict(self.cleaned_data)


class FoundBodyForm(ChangeForm):
    """A body to be founded."""

    about = "code"
    code = code_field("Kod", "Kort och utan mellanslag, till exempel SN.")
    name = forms.CharField(label="Namn", max_length=120)
    kind = forms.ChoiceField(label="Slag")
    reports_to = forms.ChoiceField(label="Rapporterar till", required=False)
    order = forms.IntegerField(label="Ordning i listor", min_value=0, max_value=999, initial=0)
    since = day_field("Första dag")

    def __init__(self, data: Any = None, *, per: date) -> None:  # noqa: ANN401 -- a request's data
        super().__init__(data)
        self.offer("kind", queries.kind_choices(per))
        self.offer("reports_to", [("", "Ingen"), *queries.body_choices(per)])

    def says(self) -> list[str]:
        """What will happen, in plain sentences."""
        said = self.cleaned_data
        return [f"{said['name']} finns från {long_date(said['since'])} med koden {said['code']}."]

    def wanted(self) -> dict[str, Any]:
        """What to give the action."""
        above = self.cleaned_data["reports_to"]
        found = queries.body_to_act_on(above) if above else None
        return self.cleaned_data | {"reports_to": found}


class CorrectBodyForm(ChangeForm):
    """What was wrong about a body."""

    about = "name"
    name = forms.CharField(label="Namn", max_length=120)
    reports_to = forms.ChoiceField(label="Rapporterar till", required=False)
    order = forms.IntegerField(label="Ordning i listor", min_value=0, max_value=999)
    why = forms.CharField(label="Skäl", help_text="Vad var fel?", max_length=500)

    def __init__(self, data: Any = None, *, body: Body, per: date) -> None:  # noqa: ANN401 -- see above
        above = body.reports_to.code if body.reports_to else ""
        initial = {"name": body.name, "reports_to": above, "order": body.order}
        super().__init__(data, initial=initial)
        self.body = body
        others = [choice for choice in queries.body_choices(per) if choice[0] != body.code]
        self.offer("reports_to", [("", "Ingen"), *others])

    def says(self) -> list[str]:
        """What will happen, in plain sentences."""
        name = self.cleaned_data["name"]
        return [f"{self.body.name} rättas till {name} för alla dagar, med skälet i historiken."]

    def wanted(self) -> dict[str, Any]:
        """What to give the action."""
        above = self.cleaned_data["reports_to"]
        found = queries.body_to_act_on(above) if above else None
        return self.cleaned_data | {"reports_to": found}


class EndForm(ChangeForm):
    """The last day of a body, a unit, a share or a remit."""

    about = "last_day"
    last_day = day_field("Sista dag", "Den sista dagen räknas med.")

    def __init__(self, data: Any = None, *, of: Body | Unit | Share | Remit) -> None:  # noqa: ANN401 -- see above
        super().__init__(data)
        self.of = of

    def says(self) -> list[str]:
        """What will happen, in plain sentences."""
        last = long_date(self.cleaned_data["last_day"])
        return [f"{self.of} gäller till och med {last}. Sidor per tidigare dagar är som de var."]


class OpenUnitForm(ChangeForm):
    """A unit to be opened."""

    about = "code"
    code = code_field("Ansvar", "Kostnadsställets kod i kodsträngen.")
    name = forms.CharField(label="Namn", max_length=120)
    kind = forms.ChoiceField(label="Slag", choices=UNIT_KINDS, initial=UnitKind.UNIT)
    place = forms.ChoiceField(label="Plats")
    since = day_field("Första dag")

    def __init__(self, data: Any = None, *, per: date, under: str) -> None:  # noqa: ANN401 -- see above
        super().__init__(data, initial={"place": under})
        self.offer("place", queries.place_choices(per))

    def clean(self) -> dict[str, Any]:
        """Find the place as it is on the day."""
        return place_cleaned(self)

    def says(self) -> list[str]:
        """What will happen, in plain sentences."""
        said = self.cleaned_data
        where = said["parent"] or said["body"]
        since = long_date(said["since"])
        return [f"Från {since} finns {said['code']} {said['name']} under {where.name}."]

    def wanted(self) -> dict[str, Any]:
        """What to give the action."""
        return placed(self.cleaned_data)


class MoveUnitForm(ChangeForm):
    """A move of a unit, with what is under it."""

    about = "place"
    since = day_field("Flyttar den", "Första dagen på den nya platsen.")
    place = forms.ChoiceField(label="Ny plats")
    name = forms.CharField(label="Nytt namn", max_length=120, required=False)
    kind = forms.ChoiceField(
        label="Nytt slag", choices=[("", "Samma som förut"), *UNIT_KINDS], required=False
    )

    def __init__(self, data: Any = None, *, unit: Unit, per: date) -> None:  # noqa: ANN401 -- see above
        super().__init__(data)
        self.unit = unit
        self.offer("place", queries.place_choices(per))

    def clean(self) -> dict[str, Any]:
        """Find the place as it is on the day."""
        return place_cleaned(self)

    def says(self) -> list[str]:
        """What will happen, in plain sentences."""
        said, unit = self.cleaned_data, self.unit
        before, after = unit.parent or unit.body, said["parent"] or said["body"]
        since = long_date(said["since"])
        told = [f"Från {since} flyttar {unit.name} från {before.name} till {after.name}."]
        if said["name"] and said["name"] != unit.name:
            told.append(f"Den heter då {said['name']}.")
        if follow := queries.following(unit.code, said["since"]):
            told.append(f"Enheter som följer med ({len(follow)}): {', '.join(follow)}.")
        else:
            told.append("Inga enheter följer med.")
        return [*told, "Sidor per tidigare dagar visar den gamla platsen."]

    def wanted(self) -> dict[str, Any]:
        """What to give the action."""
        said = placed(self.cleaned_data)
        return said | {"kind": UnitKind(said["kind"]) if said["kind"] else None}


class CorrectUnitForm(ChangeForm):
    """What was wrong about a unit."""

    about = "name"
    name = forms.CharField(label="Namn", max_length=120)
    kind = forms.ChoiceField(label="Slag", choices=UNIT_KINDS)
    why = forms.CharField(label="Skäl", help_text="Vad var fel?", max_length=500)

    def __init__(self, data: Any = None, *, unit: Unit) -> None:  # noqa: ANN401 -- see above
        super().__init__(data, initial={"name": unit.name, "kind": unit.kind})
        self.unit = unit

    def says(self) -> list[str]:
        """What will happen, in plain sentences."""
        unit, said = self.unit, self.cleaned_data
        kind = UNIT_KIND_NAMES[UnitKind(said["kind"])].lower()
        since = long_date(unit.valid_from)
        return [
            f"{unit} rättas till {said['name']} ({kind}) från {since}, med skälet i historiken."
        ]


class ShareForm(ChangeForm):
    """Who owns a body or takes part in it."""

    about = "percent"
    holder = forms.ChoiceField(label="Ägare i koncernen", required=False)
    holder_name = forms.CharField(
        label="Ägare utanför koncernen",
        help_text="När ägaren inte är ett organ i listan, till exempel en annan kommun.",
        max_length=120,
        required=False,
    )
    percent = forms.DecimalField(
        label="Andel i procent",
        help_text="Lämna tomt när deltagandet inte räknas i andelar.",
        max_digits=6,
        decimal_places=3,
        required=False,
        localize=True,
    )
    since = day_field("Första dag")
    until = day_field("Sista dag", required=False)

    def __init__(self, data: Any = None, *, body: Body, per: date) -> None:  # noqa: ANN401 -- see above
        super().__init__(data)
        self.body = body
        others = [choice for choice in queries.body_choices(per) if choice[0] != body.code]
        self.offer("holder", [("", "Ingen i koncernen"), *others])

    def clean(self) -> dict[str, Any]:
        """Ask for one holder."""
        said = self.cleaned_data
        if bool(said.get("holder")) == bool(said.get("holder_name")):
            self.add_error("holder", "Ange en ägare: ett organ i koncernen eller ett namn utanför.")
        return said

    def says(self) -> list[str]:
        """What will happen, in plain sentences."""
        said = self.wanted()
        who = said["holder"] or said["holder_name"]
        part = f"{said['percent'].normalize():f} % av".replace(".", ",") if said["percent"] else ""
        verb = f"äger {who} {part}" if part else f"deltar {who} i"
        until = f" till {long_date(said['until'])}" if said["until"] else ""
        return [f"Från {long_date(said['since'])}{until} {verb} {self.body.name}."]

    def wanted(self) -> dict[str, Any]:
        """What to give the action."""
        holder = self.cleaned_data["holder"]
        return self.cleaned_data | {"holder": queries.body_to_act_on(holder) if holder else None}


class RemitForm(ChangeForm):
    """The text that gives a body its task."""

    about = "title"
    kind = forms.ChoiceField(label="Slag", choices=list(REMIT_NAMES.items()))
    title = forms.CharField(label="Titel", max_length=200)
    url = forms.URLField(
        label="Adress till texten", required=False, assume_scheme="https", max_length=200
    )
    since = day_field("Första dag")
    until = day_field("Sista dag", required=False)

    def __init__(self, data: Any = None, *, body: Body) -> None:  # noqa: ANN401 -- see above
        super().__init__(data)
        self.body = body

    def says(self) -> list[str]:
        """What will happen, in plain sentences."""
        said = self.cleaned_data
        since = long_date(said["since"])
        return [
            f"{said['title']} blir ett utkast för {self.body.name} från {since}.",
            "Det gäller när kommunfullmäktige har beslutat det.",
        ]

    def wanted(self) -> dict[str, Any]:
        """What to give the action."""
        return self.cleaned_data | {"kind": RemitKind(self.cleaned_data["kind"])}


def place_cleaned(form: forms.Form) -> dict[str, Any]:
    """Find the body and the unit above that a place stands for on the day."""
    said = form.cleaned_data
    if "place" in said and "since" in said:
        found = queries.place_on(said["place"], said["since"])
        if found is None:
            form.add_error("place", "Enheten finns inte den dagen. Välj en annan plats eller dag.")
        else:
            said |= {"body": found.body, "parent": found.parent}
    return said


def placed(said: dict[str, Any]) -> dict[str, Any]:
    """What the action takes: the body and the unit above, in place of their code."""
    return {name: value for name, value in said.items() if name != "place"}
