"""Follow-up: what each body reports at each point of the year's rhythm."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from huset.goals.models import Goal
from huset.kernel.models import Sourced, choices
from huset.kernel.personal import Personal
from huset.organisation.models import Body, Decided, Unit
from huset.organisation.turn import Stage


class Round(Sourced):
    """One follow-up of one year: a point of the model's rhythm with its last day counted."""

    point = models.CharField("tillfälle", max_length=40)  # a point of the governance model's rhythm
    year = models.PositiveSmallIntegerField("år")
    cutoff = models.DateField("sista dag som räknas")

    personal: ClassVar = {"point": Personal.NONE}

    class Meta:
        ordering = ["cutoff"]
        constraints = [
            models.UniqueConstraint(fields=["point", "year"], name="one_round_a_point_and_year"),
        ]

    def __str__(self) -> str:
        return f"{self.point} {self.year}"


class BodyReport(Sourced, Decided):
    """What one body says in a round, in words. ``edition`` counts every change of it."""

    called: ClassVar = "Uppföljningens rapporter"

    round = models.ForeignKey(
        Round, verbose_name="uppföljning", on_delete=models.PROTECT, related_name="reports"
    )
    body = models.ForeignKey(
        Body, verbose_name="organ", on_delete=models.PROTECT, related_name="reports"
    )
    summary = models.TextField("sammanfattning", blank=True)
    economy = models.TextField("ekonomi", blank=True)
    action_needed = models.TextField("åtgärder", blank=True)
    state = models.CharField(
        "läge", max_length=10, choices=choices(Stage), default=Stage.DRAFT.value
    )
    edition = models.PositiveIntegerField("utgåva", default=1)
    said_on = models.DateField("sagt", default=timezone.localdate)  # what it says now

    personal: ClassVar = {
        "summary": Personal.FREE_TEXT,
        "economy": Personal.FREE_TEXT,
        "action_needed": Personal.FREE_TEXT,
    }
    place: ClassVar = "body__code"

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "body"], name="one_report_a_body_and_round"),
        ]

    def __str__(self) -> str:
        return f"{self.round}: {self.body}"

    def page(self) -> tuple[str, tuple[object, ...], dict[str, object]]:
        """The report's own page."""
        return "followup:report", (self.round.point, self.round.year), {"organ": self.body.code}


class Forecast(Sourced):
    """What a unit expects its net cost of the whole year to be, in öre, at a round."""

    round = models.ForeignKey(
        Round, verbose_name="uppföljning", on_delete=models.PROTECT, related_name="forecasts"
    )
    unit = models.ForeignKey(
        Unit, verbose_name="enhet", on_delete=models.PROTECT, related_name="forecasts"
    )
    net_cost = models.BigIntegerField("prognos för nettokostnaden")
    comment = models.TextField("kommentar", blank=True)
    said_on = models.DateField("sagt", default=timezone.localdate)

    personal: ClassVar = {"comment": Personal.FREE_TEXT}
    place: ClassVar = "unit__body__code"

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "unit"], name="one_forecast_a_unit_and_round"),
        ]

    def __str__(self) -> str:
        return f"{self.round}: {self.unit}"


class GoalComment(Sourced):
    """Why a goal stands where it stands, as its body says in a round."""

    round = models.ForeignKey(
        Round, verbose_name="uppföljning", on_delete=models.PROTECT, related_name="goal_comments"
    )
    goal = models.ForeignKey(
        Goal, verbose_name="mål", on_delete=models.PROTECT, related_name="comments"
    )
    text = models.TextField("kommentar")
    said_on = models.DateField("sagt", default=timezone.localdate)

    personal: ClassVar = {"text": Personal.FREE_TEXT}
    place: ClassVar = "goal__body__code"

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "goal"], name="one_comment_a_goal_and_round"),
        ]

    def __str__(self) -> str:
        return f"{self.round}: {self.goal}"
