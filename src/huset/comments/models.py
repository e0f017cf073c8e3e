"""Comments: what people say about a thing where it stands, and whom they mention."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from huset.kernel.models import User
from huset.kernel.personal import Personal
from huset.organisation.models import Body, Person


class Comment(models.Model):
    """What someone has said about a thing, such as a goal; seen by those within its body alone.

    The names of those it mentions are not in the text: see `Mention`.
    """

    subject = models.CharField("slag av sak", max_length=80)
    subject_id = models.BigIntegerField("sakens nummer")
    body = models.ForeignKey(Body, verbose_name="organ", on_delete=models.PROTECT, related_name="+")
    text = models.TextField("text")
    by = models.ForeignKey(User, verbose_name="av", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("skriven")
    edited = models.DateTimeField("ändrad", null=True, blank=True)

    personal: ClassVar = {
        "subject": Personal.NONE,
        "text": Personal.FREE_TEXT,
        "by": Personal.ACTOR,
    }
    place: ClassVar = "body__code"

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["subject", "subject_id"], name="comment_subject")]

    def __str__(self) -> str:
        return f"{timezone.localtime(self.at):%Y-%m-%d %H:%M}"


class Mention(models.Model):
    """That a comment mentions someone, by the "@" at a place in its text.

    It waits for the person until they answer, or say that they are done.
    """

    comment = models.ForeignKey(
        Comment, verbose_name="kommentar", on_delete=models.CASCADE, related_name="mentions"
    )
    person = models.ForeignKey(
        Person, verbose_name="person", on_delete=models.PROTECT, related_name="+"
    )
    position = models.PositiveIntegerField("plats i texten")
    done = models.DateField("klar", null=True, blank=True)

    personal: ClassVar = {"person": Personal.IDENTITY}
    place: ClassVar = "comment__body__code"

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["comment", "position"], name="one_mention_a_place"),
        ]

    def __str__(self) -> str:
        return f"{self.comment}: {self.person}"
