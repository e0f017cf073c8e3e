"""What may be typed in about a draft of an assignment."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import MinValueValidator

from huset.goals.forms.drafting import CODE, LONG, Typed
from huset.goals.queries.giving import AssignmentContent, GivingChoices
from huset.kernel.context import FIRST_YEAR, LAST_YEAR
from huset.kernel.fields import DayField, SwedishDecimalField
from huset.kernel.money import Denomination

FRAME, AMOUNT = "frame", "amount"
RESOURCES = [(FRAME, "Inom ram"), (AMOUNT, "Belopp")]


class AssignmentForm(forms.Form):
    """What a draft of an assignment says: what is to be done, by whom, when and with what."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    code = forms.RegexField(
        CODE,
        label="Kod",
        max_length=20,
        help_text="Bokstäver och siffror, som U14. Den används i tabeller och filer.",
        error_messages={"invalid": "Skriv bokstäver och siffror utan mellanslag, som U14."},
    )
    title = forms.CharField(
        label="Uppdraget", max_length=200, help_text="Vad som ska göras, i en mening."
    )
    text = forms.CharField(
        label="Beskrivning",
        help_text="Vad det innebär, och var gränsen går.",
        widget=forms.Textarea({"rows": 4}),
        max_length=LONG,
        required=False,
    )
    goals = forms.MultipleChoiceField(
        label="Mål som uppdraget bidrar till",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    bodies = forms.MultipleChoiceField(
        label="Ges till",
        help_text="Var och en rapporterar för sig.",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    coordinator = forms.ChoiceField(
        label="Samordnas av", help_text="En av mottagarna, när de är flera.", required=False
    )
    start, due = DayField(label="Börjar"), DayField(label="Klart senast")
    report_back = DayField(
        label="Återrapporteras",
        help_text="Dagen då fullmäktige vill höra hur det gick.",
        required=False,
    )
    resource = forms.ChoiceField(label="Resurs", choices=RESOURCES, widget=forms.RadioSelect)
    amount = SwedishDecimalField(
        label="Belopp i tkr",
        help_text="Om du har valt belopp.",
        validators=[MinValueValidator(Decimal("0.01"), "Skriv ett belopp över noll.")],
        max_digits=13,
        decimal_places=2,
        required=False,
    )
    resource_year = forms.IntegerField(
        label="Beloppet gäller år",
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        required=False,
    )

    def __init__(
        self,
        data: Typed = None,
        *,
        choices: GivingChoices,
        initial: Mapping[str, Any] | None = None,
        new: bool = True,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        self.fields["code"].disabled = not new
        offered = {
            "goals": choices.goals,
            "bodies": choices.bodies,
            "coordinator": [("", "Ingen"), *choices.bodies],
        }
        for name, those in offered.items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = those

    def clean(self) -> None:
        """Refuse an amount that is not written, and one that is written but not chosen."""
        said = self.cleaned_data
        if "amount" not in said or "resource_year" not in said:
            return
        if said.get("resource") == AMOUNT and said["amount"] is None:
            self.add_error("amount", "Skriv beloppet, eller välj Inom ram.")
        if said.get("resource") == FRAME and (said["amount"] or said["resource_year"]):
            self.add_error("resource", "Du har skrivit ett belopp eller ett år. Välj Belopp.")

    def content(self) -> AssignmentContent:
        """What was typed."""
        said = self.cleaned_data
        plain = ("title", "text", "start", "due", "report_back", "resource_year", "coordinator")
        amount = said["amount"]
        return AssignmentContent(
            **{name: said[name] for name in plain},
            resource=None if amount is None else int(amount * Denomination.TKR.ore),
            bodies=frozenset(said["bodies"]),
            goals=frozenset(map(int, said["goals"])),
        )


def filled(code: str, content: AssignmentContent, mark: str) -> dict[str, Any]:
    """What the form says of a draft that there is."""
    resource = content.resource
    said = {
        name: getattr(content, name)
        for name in AssignmentForm.base_fields
        if hasattr(content, name)
    }
    return said | {
        "seen": mark,
        "code": code,
        "bodies": sorted(content.bodies),
        "goals": [str(number) for number in content.goals],
        "resource": FRAME if resource is None else AMOUNT,
        "amount": None if resource is None else Decimal(resource) / Denomination.TKR.ore,
    }
