"""The governance models that have been loaded, each as its file's text."""

from typing import ClassVar

from django.db import models

from huset.kernel.models import Unchangeable
from huset.kernel.personal import Personal


class ModelFile(Unchangeable):
    """A governance model as it was loaded: the file's text, its SHA-256 and its first day."""

    name = models.CharField("namn", max_length=120)
    text = models.TextField("innehåll")
    fingerprint = models.CharField("SHA-256", max_length=64, unique=True)
    valid_from = models.DateField("gäller från")
    loaded_at = models.DateTimeField("inläst")

    personal: ClassVar = {
        "name": Personal.NONE,
        "text": Personal.NONE,
        "fingerprint": Personal.NONE,
    }

    class Meta:
        ordering = ["valid_from", "id"]

    def __str__(self) -> str:
        return f"{self.name} från {self.valid_from}"
