"""What reaches people outside the pages: their calendar feed, and the weekly digest by mail."""

from typing import ClassVar

from django.db import models

from huset.kernel.personal import Personal
from huset.organisation.models import Person


class CalendarFeed(models.Model):
    """A person's calendar feed, found by a secret address: kept is the SHA-256 of its secret."""

    person = models.OneToOneField(
        Person, verbose_name="person", on_delete=models.CASCADE, related_name="calendar_feed"
    )
    digest = models.CharField("kontrollsumma", max_length=64, unique=True)
    made = models.DateField("skapad")

    personal: ClassVar = {"person": Personal.IDENTITY, "digest": Personal.SECRET}

    def __str__(self) -> str:
        return f"{self.person} {self.made}"


class DigestChoice(models.Model):
    """Someone has said whether they want the weekly digest; those who have not get it."""

    person = models.OneToOneField(
        Person, verbose_name="person", on_delete=models.CASCADE, related_name="digest_choice"
    )
    wanted = models.BooleanField("vill ha veckobrev")

    personal: ClassVar = {"person": Personal.IDENTITY}

    def __str__(self) -> str:
        return f"{self.person}: {'ja' if self.wanted else 'nej'}"


class Digest(models.Model):
    """A weekly digest that someone was sent: at most one a person and week."""

    person = models.ForeignKey(
        Person, verbose_name="person", on_delete=models.CASCADE, related_name="digests"
    )
    week = models.DateField("veckans måndag")
    sent = models.BooleanField("skickat", default=False)
    duties = models.PositiveSmallIntegerField("antal att göra")

    personal: ClassVar = {"person": Personal.IDENTITY}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "week"], name="one_digest_a_person_and_week"),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.week}"
