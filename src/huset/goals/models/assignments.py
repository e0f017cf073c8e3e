"""The council's assignments, what bodies say of them, and how they change."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from huset.direction.models import Provision
from huset.documents.models import GoverningDocument
from huset.goals.models.goals import Goal
from huset.goals.rules import AssignmentState, ChangeKind
from huset.kernel.models import Sourced, choices
from huset.kernel.personal import Personal
from huset.organisation.models import Body, Decided


class Assignment(Sourced, Decided):
    """Something that the council tells one or more bodies to do, with time and resources.

    Each body reports; one of several may coordinate. ``report_back`` is the day when the council
    wants to hear how it went.
    """

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
    report_back = models.DateField("återrapporteras", null=True, blank=True)
    # öre; empty is within the frame
    resource = models.BigIntegerField("resurs", null=True, blank=True)
    resource_year = models.PositiveSmallIntegerField("resursens år", null=True, blank=True)
    coordinator = models.ForeignKey(
        Body,
        verbose_name="samordnas av",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

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


class AssignmentChange(Sourced, Decided):
    """That an assignment ends, is given more time or becomes another: a proposal until decided.

    Empty is unchanged. ``former`` is what the assignment said before, kept when it is decided: an
    earlier day shows that.
    """

    called: ClassVar = "Ändringar av uppdrag"

    assignment = models.ForeignKey(
        Assignment, verbose_name="uppdrag", on_delete=models.PROTECT, related_name="changes"
    )
    kind = models.CharField("slag", max_length=10, choices=choices(ChangeKind))
    due = models.DateField("klart senast", null=True, blank=True)
    title = models.CharField("titel", max_length=200, blank=True)
    text = models.TextField("text", blank=True)
    why = models.TextField("motivering")
    proposed = models.DateField("föreslagen")
    proposed_by = models.ForeignKey(
        Body, verbose_name="föreslås av", on_delete=models.PROTECT, related_name="+"
    )
    former = models.JSONField("förut", default=dict, blank=True)

    personal: ClassVar = {
        "kind": Personal.NONE,
        "title": Personal.NONE,
        "text": Personal.FREE_TEXT,
        "why": Personal.FREE_TEXT,
        "former": Personal.FREE_TEXT,
    }
    place: ClassVar = "proposed_by__code"

    class Meta:
        ordering = ["proposed", "id"]

    def __str__(self) -> str:
        return f"{self.assignment}: {self.kind}"

    def page(self) -> tuple[str, tuple[object, ...], dict[str, object]]:
        """The assignment's own page."""
        return "goals:assignment", (self.assignment_id,), {}


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
