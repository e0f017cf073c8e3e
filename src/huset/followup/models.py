"""Follow-up: what each body reports at each point of the year's rhythm."""

from typing import ClassVar

from django.db import models

from huset.followup.rules import ReportState
from huset.goals.models import Goal
from huset.kernel.models import Sourced, choices
from huset.kernel.personal import Personal
from huset.organisation.models import Body, Decided, Unit


class Round(Sourced):
    """One follow-up of one year: a point of the model's rhythm with its last day counted."""

    point = models.CharField(max_length=40)  # a point of the governance model's rhythm
    year = models.PositiveSmallIntegerField()
    cutoff = models.DateField()

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

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="reports")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="reports")
    summary = models.TextField(blank=True)
    economy = models.TextField(blank=True)
    action_needed = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=choices(ReportState), default=ReportState.DRAFT)
    edition = models.PositiveIntegerField(default=1)

    personal: ClassVar = {
        "summary": Personal.FREE_TEXT,
        "economy": Personal.FREE_TEXT,
        "action_needed": Personal.FREE_TEXT,
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "body"], name="one_report_a_body_and_round"),
        ]

    def __str__(self) -> str:
        return f"{self.round}: {self.body}"


class Forecast(Sourced):
    """What a unit expects its net cost of the whole year to be, in öre, at a round."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="forecasts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="forecasts")
    net_cost = models.BigIntegerField()
    comment = models.TextField(blank=True)

    personal: ClassVar = {"comment": Personal.FREE_TEXT}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "unit"], name="one_forecast_a_unit_and_round"),
        ]

    def __str__(self) -> str:
        return f"{self.round}: {self.unit}"


class GoalComment(Sourced):
    """Why a goal stands where it stands, as its body says in a round."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="goal_comments")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="comments")
    text = models.TextField()

    personal: ClassVar = {"text": Personal.FREE_TEXT}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "goal"], name="one_comment_a_goal_and_round"),
        ]

    def __str__(self) -> str:
        return f"{self.round}: {self.goal}"
