"""Frames, and how each body has split its frame over units and months."""

from django.db import models
from django.db.models import Q

from huset.kernel.models import Sourced
from huset.organisation.models import Body, Decided, Unit


class Frame(Sourced, Decided):
    """What a body may use in a year, net, in öre: cost plus, as in the ledger.

    A later decision on the same year replaces an earlier one from its day. Frames of the years
    after the budget year are the plan.
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="frames")
    year = models.PositiveSmallIntegerField()
    net_cost = models.BigIntegerField()
    is_plan = models.BooleanField(default=False)

    class Meta:
        ordering = ["year", "body"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "year", "decision"], name="one_frame_a_body_year_and_decision"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.year}"


class DetailBudget(models.Model):
    """A unit's share of its body's frame in one month, net, in öre."""

    frame = models.ForeignKey(Frame, on_delete=models.CASCADE, related_name="details")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    month = models.PositiveSmallIntegerField()
    net_cost = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["frame", "unit", "month"], name="one_detail_a_unit_and_month"
            ),
            models.CheckConstraint(condition=Q(month__range=(1, 12)), name="detail_in_a_month"),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.month}"
