"""Goals: what a body has decided to reach, who answers for it, and how it judges it."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from huset.direction.models import ExternalSteering, Provision, StrategicArea, VisionStatement
from huset.documents.models import GoverningDocument
from huset.goals.models.missions import CoreMission
from huset.goals.rules import ChangeKind, Control, Importance
from huset.kernel.models import Sourced, choices
from huset.kernel.personal import Personal
from huset.model.terms import FULFILMENT
from huset.organisation.models import Body, Decided, Decision


class Prepared(models.Model):
    """What another body proposes before it is decided: ``proposal`` is its decision to do so."""

    proposal = models.ForeignKey(
        Decision,
        verbose_name="förslagsbeslut",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        abstract = True


class Goal(Sourced, Decided, Prepared):
    """What a body has decided to reach, for some years, unless it is ended before."""

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
    missions: models.ManyToManyField[CoreMission, models.Model] = models.ManyToManyField(
        CoreMission, verbose_name="grunduppdrag", related_name="goals", blank=True
    )
    first_year = models.PositiveSmallIntegerField("första år")
    last_year = models.PositiveSmallIntegerField("sista år")
    ended = models.DateField("upphört", null=True, blank=True)
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

    @property
    def years(self) -> tuple[int, int]:
        """The first and the last year that it applies."""
        return self.first_year, self.last_year

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


class GoalChange(Sourced, Decided, Prepared):
    """That a decided goal gets a new version, or ends: a proposal until decided.

    ``said`` is the whole new version: the goal's content and its measures by code. ``former`` is
    the version before, kept when the change is decided: an earlier day shows that.
    """

    called: ClassVar = "Ändringar av mål"

    goal = models.ForeignKey(
        Goal, verbose_name="mål", on_delete=models.PROTECT, related_name="changes"
    )
    kind = models.CharField("slag", max_length=10, choices=choices(ChangeKind))
    said = models.JSONField("ny version", default=dict, blank=True)
    former = models.JSONField("förut", default=dict, blank=True)
    why = models.TextField("motivering")
    proposed = models.DateField("föreslagen")
    proposed_by = models.ForeignKey(
        Body, verbose_name="föreslås av", on_delete=models.PROTECT, related_name="+"
    )

    personal: ClassVar = {
        "kind": Personal.NONE,
        "said": Personal.FREE_TEXT,
        "former": Personal.FREE_TEXT,
        "why": Personal.FREE_TEXT,
    }
    place: ClassVar = "goal__body__code"

    class Meta:
        ordering = ["proposed", "id"]

    def __str__(self) -> str:
        return f"{self.goal}: {self.kind}"

    def page(self) -> tuple[str, tuple[object, ...], dict[str, object]]:
        """The goal's own page."""
        return "goals:goal", (self.goal_id,), {}


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
