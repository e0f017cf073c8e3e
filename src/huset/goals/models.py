"""Goals, the indicators that tell whether they are met, and the council's assignments."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from huset.direction.models import StrategicArea
from huset.goals.rules import AssignmentState, Direction
from huset.kernel.models import Sourced, choices
from huset.kernel.personal import Personal
from huset.organisation.models import Body, Decided


class Goal(Sourced, Decided):
    """What a body has decided to reach, for some years."""

    code = models.CharField(max_length=20, unique=True)
    title = models.CharField(max_length=200)
    motive = models.TextField(blank=True)
    level = models.CharField(max_length=40)  # a level of the governance model
    perspective = models.CharField(max_length=40, blank=True)  # a perspective of the model
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="goals")
    area = models.ForeignKey(
        StrategicArea, on_delete=models.PROTECT, null=True, blank=True, related_name="goals"
    )
    parents = models.ManyToManyField("self", symmetrical=False, related_name="children")
    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField()

    personal: ClassVar = {
        "code": Personal.NONE,
        "title": Personal.NONE,
        "motive": Personal.FREE_TEXT,
        "level": Personal.NONE,
        "perspective": Personal.NONE,
    }

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_year__gte=F("first_year")), name="goal_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Indicator(Sourced):
    """A measure of one goal: what is measured, in which unit, and which way is better."""

    code = models.CharField(max_length=20, unique=True)
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="indicators")
    name = models.CharField(max_length=200)
    unit = models.CharField(max_length=30, blank=True)
    decimals = models.PositiveSmallIntegerField(default=0)
    better = models.CharField(max_length=4, choices=choices(Direction))
    kolada_id = models.CharField(max_length=10, blank=True)

    personal: ClassVar = {
        "code": Personal.NONE,
        "name": Personal.NONE,
        "unit": Personal.NONE,
        "kolada_id": Personal.NONE,
    }

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class Target(models.Model):
    """What an indicator is to reach in a year."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="targets")
    year = models.PositiveSmallIntegerField()
    value = models.DecimalField(max_digits=16, decimal_places=4)

    class Meta:
        ordering = ["year"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "year"], name="one_target_a_year"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.year}: {self.value}"


class Measurement(Sourced):
    """An indicator's measured value for one year, known from a day; a correction is a new row."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="measurements")
    year = models.PositiveSmallIntegerField()
    value = models.DecimalField(max_digits=16, decimal_places=4)
    known_from = models.DateField()

    class Meta:
        ordering = ["year", "known_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "year", "known_from"], name="one_value_a_year_and_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.year}: {self.value}"


class Assignment(Sourced, Decided):
    """Something that the council tells one or more bodies to do, with time and resources."""

    code = models.CharField(max_length=20, unique=True)
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    goals = models.ManyToManyField(Goal, related_name="assignments")
    start = models.DateField()
    due = models.DateField()
    resource = models.BigIntegerField(null=True, blank=True)  # öre; empty is within the frame

    personal: ClassVar = {
        "code": Personal.NONE,
        "title": Personal.NONE,
        "text": Personal.FREE_TEXT,
    }

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(due__gte=F("start")), name="assignment_is_due_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class AssignmentReport(Sourced):
    """How far a body has come with an assignment, as reported on a day."""

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="reports")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="assignment_reports")
    day = models.DateField()
    state = models.CharField(max_length=20, choices=choices(AssignmentState))
    comment = models.TextField(blank=True)

    personal: ClassVar = {"comment": Personal.FREE_TEXT}

    class Meta:
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(
                fields=["assignment", "body", "day"], name="one_report_a_body_and_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assignment} {self.body}: {self.state}"
