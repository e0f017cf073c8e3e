"""Frames, and how each body has split its frame over units and months."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from huset.kernel.models import Sourced
from huset.organisation.models import Body, Decided, Unit


class Frame(Sourced, Decided):
    """What a body may use in a year, net, in öre: cost plus, as in the ledger.

    A later decision on the same year replaces an earlier one from its day, or from the day that it
    says: a reorganisation's frames apply when the units move. Frames of the years after the budget
    year are the plan.
    """

    called: ClassVar = "Budgetramar"

    body = models.ForeignKey(
        Body, verbose_name="organ", on_delete=models.PROTECT, related_name="frames"
    )
    year = models.PositiveSmallIntegerField("år")
    net_cost = models.BigIntegerField("nettokostnad")
    is_plan = models.BooleanField("planår", default=False)
    applies_from = models.DateField("gäller från", null=True, blank=True)

    place: ClassVar = "body__code"

    class Meta:
        ordering = ["year", "body"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "year", "decision"], name="one_frame_a_body_year_and_decision"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.year}"

    def page(self) -> tuple[str, tuple[object, ...], dict[str, object]]:
        """The economy of the body in the year."""
        return "budget:economy", (), {"organ": self.body.code, "ar": self.year}


class DetailBudget(models.Model):
    """A unit's share of its body's frame in one month, net, in öre."""

    frame = models.ForeignKey(
        Frame, verbose_name="ram", on_delete=models.CASCADE, related_name="details"
    )
    unit = models.ForeignKey(Unit, verbose_name="enhet", on_delete=models.PROTECT, related_name="+")
    month = models.PositiveSmallIntegerField("månad")
    net_cost = models.BigIntegerField("nettokostnad")

    place: ClassVar = "frame__body__code"

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["frame", "unit", "month"], name="one_detail_a_unit_and_month"
            ),
            models.CheckConstraint(condition=Q(month__range=(1, 12)), name="detail_in_a_month"),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.month}"
