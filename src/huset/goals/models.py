"""Goals, the indicators that tell whether they are met, and the council's assignments."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from huset.direction.models import ExternalSteering, Provision, StrategicArea, VisionStatement
from huset.documents.models import GoverningDocument
from huset.goals.rules import (
    Aggregation,
    AssignmentState,
    Control,
    Direction,
    Frequency,
    Gender,
    Importance,
)
from huset.kernel.models import Sourced, Valid, choices
from huset.kernel.personal import Personal
from huset.model.terms import FULFILMENT
from huset.organisation.models import Body, Decided, Person


class Goal(Sourced, Decided):
    """What a body has decided to reach, for some years."""

    called: ClassVar = "Mål"

    code = models.CharField("kod", max_length=20, unique=True)
    title = models.CharField("titel", max_length=200)
    motive = models.TextField("motiv", blank=True)
    level = models.CharField("nivå", max_length=40)  # as the governance model has it
    perspective = models.CharField("perspektiv", max_length=40, blank=True)  # so too
    body = models.ForeignKey(
        Body, verbose_name="organ", on_delete=models.PROTECT, related_name="goals"
    )
    area = models.ForeignKey(
        StrategicArea,
        verbose_name="strategiskt område",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="goals",
    )
    parents = models.ManyToManyField(
        "self", verbose_name="mål ovanför", symmetrical=False, related_name="children"
    )
    statements = models.ManyToManyField(
        VisionStatement, verbose_name="del av visionen", related_name="goals", blank=True
    )
    provisions = models.ManyToManyField(
        Provision, verbose_name="artiklar och delmål", related_name="goals", blank=True
    )
    documents = models.ManyToManyField(
        GoverningDocument, verbose_name="styrdokument", related_name="goals", blank=True
    )
    missions: models.ManyToManyField["CoreMission", models.Model] = models.ManyToManyField(
        "CoreMission", verbose_name="grunduppdrag", related_name="goals", blank=True
    )
    first_year = models.PositiveSmallIntegerField("första år")
    last_year = models.PositiveSmallIntegerField("sista år")
    present = models.TextField("nuläge", blank=True)
    wanted = models.TextField("önskat läge", blank=True)
    surroundings = models.TextField("omvärldsanalys", blank=True)
    importance = models.CharField(
        "varför det är viktigt", max_length=10, choices=choices(Importance), blank=True
    )
    control = models.CharField("rådighet", max_length=10, choices=choices(Control), blank=True)
    control_reason = models.CharField("om rådigheten", max_length=500, blank=True)

    personal: ClassVar = {
        "code": Personal.NONE,
        "title": Personal.NONE,
        "motive": Personal.FREE_TEXT,
        "level": Personal.NONE,
        "perspective": Personal.NONE,
        "present": Personal.FREE_TEXT,
        "wanted": Personal.FREE_TEXT,
        "surroundings": Personal.FREE_TEXT,
        "importance": Personal.NONE,
        "control": Personal.NONE,
        "control_reason": Personal.FREE_TEXT,
    }
    place: ClassVar = "body__code"
    moved_to: ClassVar = "moves__body__code"  # more bodies whose thing it has become

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_year__gte=F("first_year")), name="goal_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def page(self) -> tuple[str, tuple[object, ...], dict[str, object]]:
        """The goal's own page."""
        return "goals:goal", (self.pk,), {}


class Unaffected(models.Model):
    """That a goal does not touch some outer steering, and why: so that it is known to be tried."""

    goal = models.ForeignKey(
        Goal, verbose_name="mål", on_delete=models.CASCADE, related_name="unaffected"
    )
    steering = models.ForeignKey(
        ExternalSteering, verbose_name="extern styrning", on_delete=models.PROTECT, related_name="+"
    )
    why = models.CharField("varför målet inte rör den", max_length=500)

    personal: ClassVar = {"why": Personal.FREE_TEXT}
    place: ClassVar = "goal__body__code"

    class Meta:
        ordering = ["steering"]
        constraints = [
            models.UniqueConstraint(fields=["goal", "steering"], name="one_reason_a_law_and_goal"),
        ]

    def __str__(self) -> str:
        return f"{self.goal}: {self.why}"


class GoalMove(Sourced, Decided):
    """From which day another body answers for a goal; ``Goal.body`` is the one that did first."""

    called: ClassVar = "Mål som byter organ"

    goal = models.ForeignKey(
        Goal, verbose_name="mål", on_delete=models.PROTECT, related_name="moves"
    )
    body = models.ForeignKey(Body, verbose_name="organ", on_delete=models.PROTECT, related_name="+")
    since = models.DateField("från och med")

    place: ClassVar = "body__code"

    class Meta:
        ordering = ["since"]
        constraints = [
            models.UniqueConstraint(fields=["goal", "since"], name="one_move_a_goal_and_day"),
        ]

    def __str__(self) -> str:
        return f"{self.goal}: {self.body}"

    def page(self) -> tuple[str, tuple[object, ...], dict[str, object]]:
        """The goal's own page."""
        return "goals:goal", (self.goal_id,), {}


class Indicator(Sourced):
    """A measure of one goal: what is measured, in which unit, and which way is better.

    ``tolerance`` is a deviation that still counts as met. What ``accumulates`` over the
    year, as the number of new homes, is judged when it has ended. A ``formula`` gives the values.
    """

    code = models.CharField("kod", max_length=20, unique=True)
    goal = models.ForeignKey(
        Goal, verbose_name="mål", on_delete=models.PROTECT, related_name="indicators"
    )
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
    }
    place: ClassVar = "goal__body__code"

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


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


class Assessment(Sourced):
    """A body's own judgement of a goal for a year, beside the computed one, with the reason.

    A ``forecast`` is what it is believed to be at the turn of the year. An empty ``outcome`` takes
    it back. A later one replaces it; the earlier stays.
    """

    goal = models.ForeignKey(
        Goal, verbose_name="mål", on_delete=models.PROTECT, related_name="assessments"
    )
    year = models.PositiveSmallIntegerField("år")
    day = models.DateField("dag")
    forecast = models.BooleanField("prognos", default=False)
    outcome = models.CharField(
        "bedömning", max_length=12, choices=[(o.value, o.value) for o in FULFILMENT], blank=True
    )
    why = models.TextField("motivering")

    personal: ClassVar = {"outcome": Personal.NONE, "why": Personal.FREE_TEXT}
    place: ClassVar = "goal__body__code"

    class Meta:
        ordering = ["day", "id"]

    def __str__(self) -> str:
        return f"{self.goal} {self.year}: {self.outcome}"


class Assignment(Sourced, Decided):
    """Something that the council tells one or more bodies to do, with time and resources."""

    called: ClassVar = "Uppdrag"

    code = models.CharField("kod", max_length=20, unique=True)
    title = models.CharField("titel", max_length=200)
    text = models.TextField("text", blank=True)
    goals = models.ManyToManyField(Goal, verbose_name="mål", related_name="assignments")
    provisions = models.ManyToManyField(
        Provision, verbose_name="artiklar och delmål", related_name="assignments", blank=True
    )
    documents = models.ManyToManyField(
        GoverningDocument, verbose_name="styrdokument", related_name="assignments", blank=True
    )
    start = models.DateField("börjar")
    due = models.DateField("klart senast")
    # öre; empty is within the frame
    resource = models.BigIntegerField("resurs", null=True, blank=True)

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

    def page(self) -> tuple[str, tuple[object, ...], dict[str, object]]:
        """The assignment's own page."""
        return "goals:assignment", (self.pk,), {}


class AssignmentReport(Sourced):
    """How far a body has come with an assignment, as reported on a day."""

    assignment = models.ForeignKey(
        Assignment, verbose_name="uppdrag", on_delete=models.PROTECT, related_name="reports"
    )
    body = models.ForeignKey(
        Body, verbose_name="organ", on_delete=models.PROTECT, related_name="assignment_reports"
    )
    day = models.DateField("dag")
    state = models.CharField("läge", max_length=20, choices=choices(AssignmentState))
    comment = models.TextField("kommentar", blank=True)

    personal: ClassVar = {"comment": Personal.FREE_TEXT}
    place: ClassVar = "body__code"

    class Meta:
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(
                fields=["assignment", "body", "day"], name="one_report_a_body_and_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assignment} {self.body}: {self.state}"


class CoreMission(Valid, Sourced, Decided):
    """A standing duty of a body: in law, or taken on by decision.

    A mandatory one says by which law, a voluntary one by which decision. It rests on the body's
    terms of reference or owner directive (``documents``).
    """

    called: ClassVar = "Grunduppdrag"

    body = models.ForeignKey(
        Body, verbose_name="organ", on_delete=models.PROTECT, related_name="core_missions"
    )
    title = models.CharField("titel", max_length=200)
    text = models.TextField("text", blank=True)
    mandatory = models.BooleanField("lagstadgat")
    order = models.PositiveSmallIntegerField("ordning", default=0)
    steering = models.ManyToManyField(
        ExternalSteering, verbose_name="lag", related_name="core_missions", blank=True
    )
    provisions = models.ManyToManyField(
        Provision, verbose_name="bestämmelser", related_name="core_missions", blank=True
    )
    documents = models.ManyToManyField(
        GoverningDocument, verbose_name="styrdokument", related_name="core_missions", blank=True
    )

    personal: ClassVar = {"title": Personal.NONE, "text": Personal.FREE_TEXT}
    place: ClassVar = "body__code"

    class Meta(Valid.Meta):
        ordering = ["body", "order", "id"]

    def __str__(self) -> str:
        return self.title

    def page(self) -> tuple[str, tuple[object, ...], dict[str, object]]:
        """The page of core missions, for its body."""
        return "goals:missions", (), {"organ": self.body.code}
