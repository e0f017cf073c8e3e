"""Core missions: what a body is there for."""

from typing import ClassVar

from django.db import models

from huset.direction.models import ExternalSteering, Provision
from huset.documents.models import GoverningDocument
from huset.kernel.context import LAST_YEAR
from huset.kernel.models import Sourced, Valid
from huset.kernel.personal import Personal
from huset.organisation.models import Body, Decided


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

    @property
    def years(self) -> tuple[int, int]:
        """The first and the last year that it applies."""
        return self.valid_from.year, self.valid_to.year if self.valid_to else LAST_YEAR

    def page(self) -> tuple[str, tuple[object, ...], dict[str, object]]:
        """The core mission's own page."""
        return "goals:mission", (self.pk,), {}
