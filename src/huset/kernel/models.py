"""What every slice stands on: the user, the log, the frozen version, validity and source."""

from enum import StrEnum
from typing import Any, ClassVar, NoReturn

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q

from huset.kernel.personal import Personal


def choices(of: type[StrEnum]) -> list[tuple[str, str]]:
    """What a field may hold, as plain texts: a migration must not need the enum of its day."""
    return [(member.value, member.value) for member in of]


class User(AbstractUser):
    """Someone who can sign in. What they may do follows from their mandates, not from here."""

    first_name = None  # type: ignore[assignment]  # one name is enough
    last_name = None  # type: ignore[assignment]  # see above
    name = models.CharField("namn", max_length=120)

    personal: ClassVar = {
        "username": Personal.IDENTITY,
        "password": Personal.SECRET,
        "name": Personal.IDENTITY,
        "email": Personal.CONTACT,
    }

    def __str__(self) -> str:
        return self.name or self.username


class UnchangeableError(Exception):
    """Someone tried to change what is written once and for all."""


class UnchangeableQuerySet(models.QuerySet[Any]):
    """Rows that can be added and read, nothing else."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise UnchangeableError(self.model.__name__)

    def delete(self) -> NoReturn:
        raise UnchangeableError(self.model.__name__)


class Unchangeable(models.Model):
    """A row that is written once: never changed, never deleted."""

    objects = UnchangeableQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, **kwargs: Any) -> None:
        """Write the row the first time, and refuse every time after."""
        if not self._state.adding:
            raise UnchangeableError(type(self).__name__)
        super().save(**kwargs | {"force_insert": True})

    def delete(self, using: Any = None, keep_parents: bool = False) -> NoReturn:  # noqa: ANN401 -- as Django has it
        """Refuse."""
        raise UnchangeableError(type(self).__name__)


class Event(Unchangeable):
    """One line of the log: who did what to which record, from what to what, why and as what.

    ``id`` counts 1, 2, 3 without gaps; ``digest`` covers the line and the digest before it.
    """

    id = models.BigIntegerField("nummer", primary_key=True)
    at = models.DateTimeField("tidpunkt")
    by = models.ForeignKey(User, verbose_name="av", on_delete=models.PROTECT, related_name="events")
    what = models.CharField("händelse", max_length=80)
    subject = models.CharField("slag av sak", max_length=80)
    subject_id = models.BigIntegerField("sakens nummer")
    before = models.JSONField("före", null=True)
    after = models.JSONField("efter", null=True)
    why = models.TextField("varför", blank=True)
    mandate = models.CharField("uppdrag", max_length=200, blank=True)  # role and place, in words
    previous = models.CharField("föregående kontrollsumma", max_length=64)
    digest = models.CharField("kontrollsumma", max_length=64, unique=True)

    personal: ClassVar = {
        "by": Personal.ACTOR,
        "what": Personal.NONE,
        "subject": Personal.NONE,
        "before": Personal.FREE_TEXT,
        "after": Personal.FREE_TEXT,
        "why": Personal.FREE_TEXT,
        "mandate": Personal.NONE,
        "previous": Personal.NONE,
        "digest": Personal.NONE,
    }

    class Meta:
        indexes = [
            models.Index(fields=["subject", "subject_id"], name="event_subject"),
            models.Index(fields=["at"], name="event_at"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.what}"


class LogHead(models.Model):
    """The log's last line: its number and digest. Locked while a line is added."""

    number = models.BigIntegerField("sista radens nummer", default=0)
    digest = models.CharField("sista radens kontrollsumma", max_length=64, blank=True)

    personal: ClassVar = {"digest": Personal.NONE}

    def __str__(self) -> str:
        return f"till rad {self.number}"


class Version(Unchangeable):
    """The content of a record as it was when it was decided, with its SHA-256."""

    subject = models.CharField("slag av sak", max_length=80)
    subject_id = models.BigIntegerField("sakens nummer")
    number = models.PositiveIntegerField("version")
    frozen_at = models.DateTimeField("fryst")
    content = models.JSONField("innehåll")
    digest = models.CharField("kontrollsumma", max_length=64)

    personal: ClassVar = {
        "subject": Personal.NONE,
        "content": Personal.FREE_TEXT,
        "digest": Personal.NONE,
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "subject_id", "number"], name="one_version_a_number"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.subject_id}, version {self.number}"


class Valid(models.Model):
    """Something that applies from a day, and perhaps to one (the last day included)."""

    valid_from = models.DateField("gäller från")
    valid_to = models.DateField("gäller till", null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="%(class)s_ends_after_it_starts",
            ),
        ]


class Sourced(models.Model):
    """Something that says where it comes from: a public source with its year, or example data."""

    source = models.CharField("källa", max_length=200, blank=True)
    source_year = models.PositiveSmallIntegerField("källans år", null=True, blank=True)
    is_example = models.BooleanField("exempeldata", default=False)

    class Meta:
        abstract = True
