"""The municipality's own words about the parts of its house, and who has been shown round."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from huset.kernel.models import User, Valid
from huset.kernel.personal import Personal
from huset.model.queries import model_in_force


class PartText(Valid):
    """What the municipality says of a part of its house, instead of the governance model's text."""

    part = models.CharField("del av huset", max_length=40)  # a part of the governance model
    text = models.TextField("text")

    personal: ClassVar = {"part": Personal.NONE, "text": Personal.FREE_TEXT}

    class Meta(Valid.Meta):
        constraints = [
            *Valid.Meta.constraints,
            models.UniqueConstraint(fields=["part", "valid_from"], name="one_text_a_part_and_day"),
        ]

    def __str__(self) -> str:
        parts: dict[str, str] = {
            part.code: part.name for part in model_in_force(timezone.localdate()).parts
        }
        return f"Egen text: {parts.get(self.part, self.part)}"


class Tour(models.Model):
    """Someone has been shown round the house, or did not want to be: it is not offered again."""

    user = models.OneToOneField(
        User, verbose_name="användare", on_delete=models.CASCADE, related_name="tour"
    )
    day = models.DateField("dag")

    personal: ClassVar = {"user": Personal.IDENTITY}

    def __str__(self) -> str:
        return f"{self.user} {self.day}"
