"""Indicators: what is measured, what is wanted each year, and what was measured."""

from typing import ClassVar, cast

from django.db import models
from django.db.models import Q

from huset.goals.models.goals import Goal
from huset.goals.models.missions import CoreMission
from huset.goals.rules import Aggregation, Direction, Frequency, Gender
from huset.kernel.models import Sourced, choices
from huset.kernel.personal import Personal
from huset.organisation.models import Person


class Indicator(Sourced):
    """A measure of a goal or of a core mission: what is measured, and which way is better.

    It counts from ``since`` and to ``until``, where its goal is changed. ``tolerance`` is a
    deviation that still counts as met; ``partly_percent`` is how much of the target that counts as
    partly met, where the model's own limit does not fit. What ``accumulates`` over the year, as the
    number of new homes, is judged when it has ended. A ``formula`` gives the values.
    """

    code = models.CharField("kod", max_length=20, unique=True)
    goal = models.ForeignKey(
        Goal,
        verbose_name="mål",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="indicators",
    )
    mission = models.ForeignKey(
        CoreMission,
        verbose_name="grunduppdrag",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="indicators",
    )
    since = models.DateField("räknas från", null=True, blank=True)
    until = models.DateField("räknas till", null=True, blank=True)
    name = models.CharField("namn", max_length=200)
    unit = models.CharField("enhet", max_length=30, blank=True)
    decimals = models.PositiveSmallIntegerField("decimaler", default=0)
    better = models.CharField("bättre åt", max_length=6, choices=choices(Direction), blank=True)
    kolada_id = models.CharField("Kolada-id", max_length=10, blank=True)
    established = models.BooleanField("etablerat nyckeltal", default=False)
    baseline = models.DecimalField(
        "utgångsläge", max_digits=16, decimal_places=4, null=True, blank=True
    )
    baseline_year = models.PositiveSmallIntegerField("utgångslägets år", null=True, blank=True)
    tolerance = models.DecimalField("tolerans", max_digits=16, decimal_places=4, default=0)
    partly_percent = models.PositiveSmallIntegerField("delvis från, %", null=True, blank=True)
    frequency = models.CharField(
        "mäts",
        max_length=12,
        choices=choices(Frequency),
        default=Frequency.YEARLY.value,
        blank=True,
    )
    accumulates = models.BooleanField("räknas ihop över året", default=False)
    origin = models.CharField("varifrån värdena hämtas", max_length=200, blank=True)
    formula = models.CharField("formel", max_length=500, blank=True)
    aggregation = models.CharField(
        "enheter tillsammans",
        max_length=10,
        choices=choices(Aggregation),
        default=Aggregation.NONE.value,
    )
    owner = models.ForeignKey(
        Person,
        verbose_name="ansvarig",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="indicators",
    )

    personal: ClassVar = {
        "code": Personal.NONE,
        "name": Personal.NONE,
        "unit": Personal.NONE,
        "kolada_id": Personal.NONE,
        "frequency": Personal.NONE,
        "origin": Personal.NONE,
        "formula": Personal.NONE,
        "aggregation": Personal.NONE,
        "owner": Personal.ACTOR,
    }
    place: ClassVar = "goal__body__code"
    moved_to: ClassVar = "mission__body__code"

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(goal=None, mission__isnull=False) | Q(goal__isnull=False, mission=None),
                name="indicator_of_a_goal_or_a_mission",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def of(self) -> Goal | CoreMission:
        """What it is a measure of."""
        return cast("Goal | CoreMission", self.goal or self.mission)

    @property
    def rhythm(self) -> Frequency:
        """How often it is measured; once a year where nobody has said."""
        return Frequency(self.frequency or Frequency.YEARLY)


class Target(models.Model):
    """What an indicator is to reach in a year; ``upper`` is the other end of an interval."""

    indicator = models.ForeignKey(
        Indicator, verbose_name="indikator", on_delete=models.CASCADE, related_name="targets"
    )
    year = models.PositiveSmallIntegerField("år")
    value = models.DecimalField("målvärde", max_digits=16, decimal_places=4)
    upper = models.DecimalField(
        "övre gräns", max_digits=16, decimal_places=4, null=True, blank=True
    )

    place: ClassVar = "indicator__goal__body__code"
    moved_to: ClassVar = "indicator__mission__body__code"

    class Meta:
        ordering = ["year"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "year"], name="one_target_a_year"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.year}: {self.value}"


class Measurement(Sourced):
    """An indicator's measured value for a period, known from a day; a correction is a new row.

    The period ends with ``month``. A value of women or men, or of a unit by its cost centre's code,
    stands beside the value of all. ``weight`` is what a mean of units is weighed by.
    """

    indicator = models.ForeignKey(
        Indicator, verbose_name="indikator", on_delete=models.PROTECT, related_name="measurements"
    )
    year = models.PositiveSmallIntegerField("år")
    month = models.PositiveSmallIntegerField("till och med månad", default=12)
    gender = models.CharField("kön", max_length=5, choices=choices(Gender), blank=True)
    unit = models.CharField("ansvar", max_length=20, blank=True)
    value = models.DecimalField("utfall", max_digits=16, decimal_places=4)
    weight = models.DecimalField("vikt", max_digits=16, decimal_places=4, null=True, blank=True)
    preliminary = models.BooleanField("preliminärt", default=False)
    known_from = models.DateField("känt från")

    personal: ClassVar = {"gender": Personal.NONE, "unit": Personal.NONE}

    place: ClassVar = "indicator__goal__body__code"
    moved_to: ClassVar = "indicator__mission__body__code"

    class Meta:
        ordering = ["year", "month", "known_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "year", "month", "gender", "unit", "known_from"],
                name="one_value_a_period_and_day",
            ),
            models.CheckConstraint(
                condition=Q(month__gte=1, month__lte=12), name="period_ends_with_a_month"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.year}: {self.value}"
