"""Reorganisations: plans of a new house, which a decision carries out on their day."""

from typing import ClassVar

from django.db import models

from huset.kernel.models import Sourced, choices
from huset.kernel.personal import Personal
from huset.organisation.models import Decided
from huset.reorganisation.rules import ChangeKind


class Reorganisation(Sourced, Decided):
    """A plan to change bodies and units from a day: a draft until the body it belongs to decides.

    ``edition`` counts every change of the plan.
    """

    called: ClassVar = "Omorganisationer"

    title = models.CharField("titel", max_length=200)
    motive = models.TextField("motiv", blank=True)
    takes_effect = models.DateField("gäller från")
    edition = models.PositiveIntegerField("upplaga", default=1)

    personal: ClassVar = {"title": Personal.NONE, "motive": Personal.FREE_TEXT}

    class Meta:
        ordering = ["-takes_effect", "id"]

    def __str__(self) -> str:
        return self.title

    def page(self) -> tuple[str, tuple[object, ...], dict[str, object]]:
        """The plan's own page."""
        return "reorganisation:plan", (self.pk,), {}


class PlannedChange(models.Model):
    """A row of a plan: what is founded, opened, moved, renamed, closed or ended.

    Everything is named by its code, since a plan may name what it founds itself. ``code`` is what
    changes; of a frame it is the body that gives. ``to`` is the body or unit where it goes.
    """

    reorganisation = models.ForeignKey(
        Reorganisation,
        verbose_name="omorganisation",
        on_delete=models.CASCADE,
        related_name="changes",
    )
    kind = models.CharField("slag", max_length=20, choices=choices(ChangeKind))
    code = models.CharField("kod", max_length=20)
    to = models.CharField("till", max_length=20, blank=True)
    name = models.CharField("namn", max_length=120, blank=True)
    of_kind = models.CharField("sort", max_length=40, blank=True)  # of body or unit
    year = models.PositiveSmallIntegerField("år", null=True, blank=True)
    amount = models.BigIntegerField("belopp i öre", null=True, blank=True)

    personal: ClassVar = {
        "code": Personal.NONE,
        "to": Personal.NONE,
        "name": Personal.NONE,
        "of_kind": Personal.NONE,
    }

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.code} {self.to}".strip()
