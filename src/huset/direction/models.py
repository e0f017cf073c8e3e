"""The direction: vision, core values and strategic plan, and what steers from outside."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from huset.direction.rules import ExternalKind, TrainedGroup
from huset.kernel.models import Sourced, Valid, choices
from huset.kernel.personal import Personal
from huset.organisation.models import Body, Decided


class Vision(Valid, Sourced, Decided):
    """The wanted future that everything else sets out from."""

    called: ClassVar = "Vision"

    title = models.CharField("rubrik", max_length=200)
    text = models.TextField("text")

    personal: ClassVar = {"title": Personal.NONE, "text": Personal.NONE}

    def __str__(self) -> str:
        return self.title

    def page(self) -> tuple[str, tuple[object, ...], dict[str, object]]:
        """The page of this version of the vision."""
        return "direction:version", ("vision", self.pk), {}


class VisionStatement(models.Model):
    """One of the things that a vision says: what plans and goals can point at."""

    vision = models.ForeignKey(
        Vision, verbose_name="vision", on_delete=models.CASCADE, related_name="statements"
    )
    number = models.PositiveSmallIntegerField("nummer")
    title = models.CharField("rubrik", max_length=120)
    text = models.TextField("text", blank=True)

    personal: ClassVar = {"title": Personal.NONE, "text": Personal.NONE}

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["vision", "number"], name="one_statement_a_number"),
        ]

    def __str__(self) -> str:
        return self.title


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
        """The page of the core values that it was decided with."""
        return "direction:version", ("values", self.pk), {}


class StrategicPlan(Valid, Sourced, Decided):
    """The majority's programme for its term. A new majority may bring a new one within a term."""

    called: ClassVar = "Strategisk plan"

    title = models.CharField("titel", max_length=200)
    majority = models.CharField("majoritet", max_length=120, blank=True)

    personal: ClassVar = {"title": Personal.NONE, "majority": Personal.NONE}

    def __str__(self) -> str:
        return self.title

    def page(self) -> tuple[str, tuple[object, ...], dict[str, object]]:
        """The page of this plan."""
        return "direction:version", ("plan", self.pk), {}


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
    statement = models.ForeignKey(
        VisionStatement,
        verbose_name="del av visionen",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="areas",
    )

    personal: ClassVar = {"title": Personal.NONE, "text": Personal.NONE}

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="one_area_a_number"),
        ]

    def __str__(self) -> str:
        return self.title


class ExternalSteering(Valid, Sourced):
    """A law, convention or agreement that steers the municipality from outside.

    ``catalogue`` names the product's own list of its provisions, where there is one. Without
    ``bodies`` it steers every body.
    """

    code = models.CharField("kod", max_length=20, unique=True)
    kind = models.CharField("slag", max_length=20, choices=choices(ExternalKind))
    title = models.CharField("titel", max_length=200)
    reference = models.CharField("beteckning", max_length=60, blank=True)
    url = models.URLField("adress", blank=True)
    extra_weight = models.BooleanField("särskild vikt", default=False)
    note = models.TextField("vad den betyder här", blank=True)
    catalogue = models.CharField("förteckning", max_length=20, blank=True)
    bodies = models.ManyToManyField(
        Body, verbose_name="organ", related_name="external_steering", blank=True
    )

    personal: ClassVar = {
        "code": Personal.NONE,
        "title": Personal.NONE,
        "reference": Personal.NONE,
        "url": Personal.NONE,
        "note": Personal.NONE,
        "catalogue": Personal.NONE,
    }

    def __str__(self) -> str:
        return self.title


class Provision(models.Model):
    """A numbered part of what steers from outside: a chapter or section, an article, a target.

    Number and short title only; the words are at ``url``. ``parent`` is the chapter or the goal.
    """

    steering = models.ForeignKey(
        ExternalSteering,
        verbose_name="extern styrning",
        on_delete=models.CASCADE,
        related_name="provisions",
    )
    code = models.CharField("kod", max_length=20)  # "6:1", "3", "4.7"
    label = models.CharField("beteckning", max_length=40)  # "6 kap. 1 §", "Artikel 3", "Delmål 4.7"
    title = models.CharField("kort rubrik", max_length=200)
    parent = models.ForeignKey(
        "self",
        verbose_name="under",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="children",
    )
    order = models.PositiveSmallIntegerField("ordning", default=0)
    url = models.URLField("adress", blank=True)
    colour = models.CharField("färg", max_length=7, blank=True)

    personal: ClassVar = {
        "code": Personal.NONE,
        "label": Personal.NONE,
        "title": Personal.NONE,
        "url": Personal.NONE,
        "colour": Personal.NONE,
    }

    class Meta:
        ordering = ["steering", "order"]
        constraints = [
            models.UniqueConstraint(fields=["steering", "code"], name="one_provision_a_code"),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.title}"


class SteeringReview(Sourced):
    """A body has gone through what steers it from outside, for a year."""

    body = models.ForeignKey(
        Body, verbose_name="organ", on_delete=models.PROTECT, related_name="steering_reviews"
    )
    year = models.PositiveSmallIntegerField("år")
    day = models.DateField("dag")
    note = models.TextField("vad som kom fram", blank=True)

    personal: ClassVar = {"note": Personal.FREE_TEXT}
    place: ClassVar = "body__code"

    class Meta:
        ordering = ["-day"]
        constraints = [
            models.UniqueConstraint(fields=["body", "year"], name="one_review_a_body_and_year"),
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.year}"


class Training(Sourced):
    """How many of a body's managers or staff had been trained in something, on a day."""

    steering = models.ForeignKey(
        ExternalSteering,
        verbose_name="extern styrning",
        on_delete=models.PROTECT,
        related_name="trainings",
    )
    body = models.ForeignKey(
        Body, verbose_name="organ", on_delete=models.PROTECT, related_name="trainings"
    )
    group = models.CharField("grupp", max_length=10, choices=choices(TrainedGroup))
    day = models.DateField("dag")
    trained = models.PositiveIntegerField("utbildade")
    of = models.PositiveIntegerField("av")

    place: ClassVar = "body__code"

    class Meta:
        ordering = ["-day"]
        constraints = [
            models.CheckConstraint(
                condition=Q(trained__lte=F("of")), name="no_more_trained_than_there_are"
            ),
            models.UniqueConstraint(
                fields=["steering", "body", "group", "day"], name="one_count_a_group_and_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.steering} {self.body}: {self.trained} av {self.of}"
