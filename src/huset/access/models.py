"""Personal tokens, with which programs act for people."""

from datetime import date
from typing import ClassVar

from django.db import models

from huset.access.rules import Scope
from huset.kernel.models import User, choices
from huset.kernel.personal import Personal


class Token(models.Model):
    """What lets a program act as a person, for a time and within a scope.

    The secret is shown once and never stored: only its SHA-256, and a beginning that tells tokens
    apart. A secret of 256 random bits needs no slow digest.
    """

    owner = models.ForeignKey(
        User, verbose_name="ägare", on_delete=models.PROTECT, related_name="tokens"
    )
    name = models.CharField("namn", max_length=40)
    scope = models.CharField("omfattning", max_length=20, choices=choices(Scope))
    prefix = models.CharField("början", max_length=20, db_index=True)
    digest = models.CharField("SHA-256", max_length=64, unique=True)
    created_on = models.DateField("skapad")
    last_day = models.DateField("gäller till och med")
    revoked_on = models.DateField("återkallad", null=True, blank=True)

    personal: ClassVar = {
        "owner": Personal.IDENTITY,
        "name": Personal.FREE_TEXT,
        "prefix": Personal.NONE,
        "digest": Personal.SECRET,
    }

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "name"],
                condition=models.Q(revoked_on__isnull=True),
                name="one_token_a_name_and_owner",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"

    @property
    def stopped_on(self) -> date:
        """The day when the token stopped, or will stop, working."""
        return min(self.revoked_on or self.last_day, self.last_day)

    def applies(self, today: date) -> bool:
        """Tell whether the token can be used on a day."""
        return self.revoked_on is None and self.created_on <= today <= self.last_day
