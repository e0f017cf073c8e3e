"""The direction: vision, core values and strategic plan, and what steers from outside."""

from typing import ClassVar

from django.db import models

from huset.direction.rules import ExternalKind
from huset.kernel.models import Sourced, Valid, choices
from huset.kernel.personal import Personal
from huset.organisation.models import Decided


class Vision(Valid, Sourced, Decided):
    """The wanted future that everything else sets out from."""

    called: ClassVar = "Vision"

    title = models.CharField("rubrik", max_length=200)
    text = models.TextField("text")

    personal: ClassVar = {"title": Personal.NONE, "text": Personal.NONE}

    def __str__(self) -> str:
        return self.title

    def page(self) -> tuple[str, tuple[object, ...], dict[str, object]]:
        """The page of the direction."""
        return "direction:direction", (), {}


class CoreValue(Valid, Sourced, Decided):
    """A word that everyone who works for the municipality is to act by, and what it means."""

    called: ClassVar = "Värdegrund"

    title = models.CharField("ord", max_length=60)
    text = models.TextField("innebörd")
    order = models.PositiveSmallIntegerField("ordning", default=0)

    personal: ClassVar = {"title": Personal.NONE, "text": Personal.NONE}

    class Meta(Valid.Meta):
        ordering = ["order"]

    def __str__(self) -> str:
        return self.title

    def page(self) -> tuple[str, tuple[object, ...], dict[str, object]]:
        """The page of the direction."""
        return "direction:direction", (), {}


class StrategicPlan(Valid, Sourced, Decided):
    """The majority's programme for its term. A new majority may bring a new one within a term."""

    called: ClassVar = "Strategisk plan"

    title = models.CharField("titel", max_length=200)
    majority = models.CharField("majoritet", max_length=120, blank=True)

    personal: ClassVar = {"title": Personal.NONE, "majority": Personal.NONE}

    def __str__(self) -> str:
        return self.title

    def page(self) -> tuple[str, tuple[object, ...], dict[str, object]]:
        """The page of the direction."""
        return "direction:direction", (), {}


class StrategicArea(models.Model):
    """One of the areas that a strategic plan puts first."""

    plan = models.ForeignKey(
        StrategicPlan,
        verbose_name="strategisk plan",
        on_delete=models.CASCADE,
        related_name="areas",
    )
    number = models.PositiveSmallIntegerField("nummer")
    title = models.CharField("titel", max_length=200)
    text = models.TextField("text", blank=True)

    personal: ClassVar = {"title": Personal.NONE, "text": Personal.NONE}

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="one_area_a_number"),
        ]

    def __str__(self) -> str:
        return self.title


class ExternalSteering(Sourced):
    """A law, convention or agreement that steers the municipality from outside."""

    code = models.CharField("kod", max_length=20, unique=True)
    kind = models.CharField("slag", max_length=20, choices=choices(ExternalKind))
    title = models.CharField("titel", max_length=200)
    reference = models.CharField("beteckning", max_length=60, blank=True)
    url = models.URLField("adress", blank=True)
    extra_weight = models.BooleanField("särskild vikt", default=False)
    note = models.TextField("vad den betyder här", blank=True)

    personal: ClassVar = {
        "code": Personal.NONE,
        "title": Personal.NONE,
        "reference": Personal.NONE,
        "url": Personal.NONE,
        "note": Personal.NONE,
    }

    def __str__(self) -> str:
        return self.title
