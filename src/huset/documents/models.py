"""Governing documents: the register, their editions and texts, and who has been told of them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from huset.direction.models import ExternalSteering, Provision
from huset.documents.rules import Audience, Reading, Scope
from huset.kernel.models import Sourced, Valid, choices
from huset.kernel.personal import Personal
from huset.organisation.models import Body, Decided, Decision, Person, Remit, Unit


class GoverningDocument(Sourced):
    """A governing document: what it is about, who decides it and who answers for it.

    What applies, and since when, is its edition in force. ``kind`` is a document type of the
    governance model, which says whether it activates or norms. ``bodies`` are those that it
    concerns: in scope BODY for them alone.
    """

    kind = models.CharField("typ", max_length=40)  # a document type of the governance model
    title = models.CharField("titel", max_length=200)
    scope = models.CharField("gäller för", max_length=20, choices=choices(Scope))
    decided_by = models.ForeignKey(
        Body, verbose_name="beslutas av", on_delete=models.PROTECT, related_name="documents_decided"
    )
    bodies = models.ManyToManyField(
        Body, verbose_name="organ som det rör", related_name="documents", blank=True
    )
    unit = models.ForeignKey(
        Unit,
        verbose_name="förvaltas av",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="documents",
    )
    owner = models.CharField("dokumentansvarig", max_length=120, blank=True)  # a role, no name
    target_group = models.CharField("målgrupp", max_length=200, blank=True)
    replaces = models.ForeignKey(
        "self",
        verbose_name="ersätter",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
    )
    steering = models.ManyToManyField(
        ExternalSteering, verbose_name="extern styrning", related_name="documents", blank=True
    )
    provisions = models.ManyToManyField(
        Provision, verbose_name="bestämmelser", related_name="documents", blank=True
    )

    personal: ClassVar = {
        "kind": Personal.NONE,
        "title": Personal.NONE,
        "owner": Personal.FREE_TEXT,
        "target_group": Personal.NONE,
    }
    place: ClassVar = "decided_by__code"

    class Meta:
        ordering = ["title"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(replaces=models.F("pk")), name="no_document_replaces_itself"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Edition(Valid, Sourced, Decided):
    """A document as it was decided once: from when to when, and its text as a file or a link.

    The file is kept by its SHA-256 and never replaced; another text is another edition. Where the
    organisation keeps the text's decision as a remit, ``remit`` says which. ``ended_by`` is the
    decision that put an end to the document without another taking its place.
    """

    called: ClassVar = "Styrdokument"

    document = models.ForeignKey(
        GoverningDocument,
        verbose_name="dokument",
        on_delete=models.PROTECT,
        related_name="editions",
    )
    number = models.PositiveSmallIntegerField("utgåva")
    registry_number = models.CharField("diarienummer", max_length=40, blank=True)
    summary = models.TextField("vad som är nytt", blank=True)
    review_by = models.DateField("ses över senast", null=True, blank=True)
    remit = models.ForeignKey(
        Remit,
        verbose_name="reglemente eller direktiv",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="editions",
    )
    ended_by = models.ForeignKey(
        Decision,
        verbose_name="upphävt genom",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    url = models.URLField("adress", blank=True)
    file_name = models.CharField("filnamn", max_length=200, blank=True)
    media_type = models.CharField("filtyp", max_length=100, blank=True)
    size = models.PositiveBigIntegerField("storlek i byte", null=True, blank=True)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    reading = models.CharField(
        "läsning", max_length=20, choices=choices(Reading), default=Reading.NOTHING.value
    )
    reading_note = models.CharField("om läsningen", max_length=300, blank=True)

    personal: ClassVar = {
        "registry_number": Personal.NONE,
        "summary": Personal.FREE_TEXT,
        "url": Personal.NONE,
        "file_name": Personal.FREE_TEXT,
        "media_type": Personal.NONE,
        "sha256": Personal.NONE,
        "reading_note": Personal.NONE,
    }
    place: ClassVar = "document__decided_by__code"

    class Meta(Valid.Meta):
        ordering = ["document", "number"]
        constraints = [
            *Valid.Meta.constraints,
            models.UniqueConstraint(
                fields=["document", "number"], name="one_edition_a_document_and_number"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document}, utgåva {self.number}"

    def page(self) -> tuple[str, tuple[object, ...], dict[str, object]]:
        """The document's own page."""
        return "documents:document", (self.document_id,), {}


class EditionPage(models.Model):
    """The text of a page of an edition's file, or of a part of a file without pages."""

    edition = models.ForeignKey(
        Edition, verbose_name="utgåva", on_delete=models.CASCADE, related_name="pages"
    )
    number = models.PositiveSmallIntegerField("sida")
    text = models.TextField("text")

    personal: ClassVar = {"text": Personal.FREE_TEXT}
    place: ClassVar = "edition__document__decided_by__code"

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="one_text_a_page"),
        ]

    def __str__(self) -> str:
        return f"{self.edition}, sida {self.number}"


class Announcement(models.Model):
    """A step of the communication plan: whom an edition is made known to, how, and by when.

    For the people of a body with its units, or of a unit with those under it.
    """

    edition = models.ForeignKey(
        Edition, verbose_name="utgåva", on_delete=models.PROTECT, related_name="announcements"
    )
    body = models.ForeignKey(
        Body, verbose_name="organ", on_delete=models.PROTECT, null=True, blank=True
    )
    unit = models.ForeignKey(
        Unit, verbose_name="enhet", on_delete=models.PROTECT, null=True, blank=True
    )
    audience = models.CharField("vilka", max_length=20, choices=choices(Audience))
    how = models.CharField("hur", max_length=200)
    day = models.DateField("dag")
    confirm_by = models.DateField("bekräftas senast", null=True, blank=True)

    personal: ClassVar = {"how": Personal.FREE_TEXT}
    place: ClassVar = "edition__document__decided_by__code"

    class Meta:
        ordering = ["day", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(body__isnull=True) ^ Q(unit__isnull=True),
                name="an_announcement_is_for_a_body_or_a_unit",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition}: {self.how}"


class Receipt(models.Model):
    """Someone has read an edition, and says whether they understood it."""

    edition = models.ForeignKey(
        Edition, verbose_name="utgåva", on_delete=models.PROTECT, related_name="receipts"
    )
    person = models.ForeignKey(
        Person, verbose_name="person", on_delete=models.PROTECT, related_name="receipts"
    )
    day = models.DateField("dag")
    understood = models.BooleanField("förstått")
    question = models.TextField("fråga", blank=True)

    personal: ClassVar = {"person": Personal.IDENTITY, "question": Personal.FREE_TEXT}
    place: ClassVar = "edition__document__decided_by__code"

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "person"], name="one_receipt_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.edition}: {self.day}"
