"""Bodies, units, people, mandates, meetings and the decisions that make things binding."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from huset.kernel.models import Sourced, User, Valid, choices
from huset.kernel.personal import PROTECTED, Personal
from huset.organisation.rules import (
    Considered,
    ExecutionState,
    RemitKind,
    Role,
    UnitKind,
)
from huset.organisation.words import EXECUTION_NAMES, ROLE_NAMES


class Body(Valid, Sourced):
    """A politically led body of the municipal group: the council, a committee, a company."""

    code = models.CharField("kod", max_length=20, unique=True)
    name = models.CharField("namn", max_length=120)
    kind = models.CharField("slag", max_length=40)  # a body kind of the governance model
    reports_to = models.ForeignKey(
        "self",
        verbose_name="rapporterar till",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="reporting",
    )
    order = models.PositiveSmallIntegerField("ordning", default=0)

    personal: ClassVar = {"code": Personal.NONE, "name": Personal.NONE, "kind": Personal.NONE}
    place: ClassVar = "code"

    class Meta(Valid.Meta):
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name


class Unit(Valid, Sourced):
    """A part of the officials' organisation: a tree under one body, with a cost centre's code.

    A unit that moves gets a new row from the day of the move, so the past stays as it was.
    """

    code = models.CharField("ansvar", max_length=20)
    name = models.CharField("namn", max_length=120)
    kind = models.CharField("slag", max_length=20, choices=choices(UnitKind))
    body = models.ForeignKey(
        Body, verbose_name="organ", on_delete=models.PROTECT, related_name="units"
    )
    parent = models.ForeignKey(
        "self",
        verbose_name="under",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
    )

    personal: ClassVar = {"code": Personal.NONE, "name": Personal.NONE}
    place: ClassVar = "body__code"

    class Meta(Valid.Meta):
        ordering = ["code"]
        constraints = [
            *Valid.Meta.constraints,
            models.UniqueConstraint(fields=["code", "valid_from"], name="one_unit_a_code_and_day"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Share(Valid, Sourced):
    """Who owns a company or takes part in an association or a shared committee, and how much.

    The holder is a body of the group or, by name, someone outside it. ``percent`` is empty where
    taking part is not counted in shares.
    """

    body = models.ForeignKey(
        Body, verbose_name="organ", on_delete=models.PROTECT, related_name="shares"
    )
    holder = models.ForeignKey(
        Body,
        verbose_name="ägare",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="holdings",
    )
    holder_name = models.CharField("ägare utanför koncernen", max_length=120, blank=True)
    percent = models.DecimalField(
        "andel i procent", max_digits=6, decimal_places=3, null=True, blank=True
    )

    personal: ClassVar = {"holder_name": Personal.NONE}
    place: ClassVar = "body__code"

    class Meta(Valid.Meta):
        constraints = [
            *Valid.Meta.constraints,
            models.CheckConstraint(
                condition=Q(holder__isnull=True) ^ Q(holder_name=""),
                name="a_share_has_one_holder",
            ),
            models.CheckConstraint(
                condition=Q(percent__isnull=True) | Q(percent__gt=0, percent__lte=100),
                name="a_share_is_above_0_and_at_most_100_percent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.holder or self.holder_name}: {self.body}"


class Person(Sourced):
    """Someone who holds mandates. In the example a role, never a real person.

    A protected identity is never shown: pages, files and the API say `PROTECTED` instead.
    """

    name = models.CharField("namn", max_length=120)
    email = models.EmailField("e-post", blank=True)
    external_id = models.CharField(
        "kod i katalogen", max_length=120, null=True, blank=True, unique=True
    )
    protected = models.BooleanField("skyddade personuppgifter", default=False)
    user = models.OneToOneField(
        User,
        verbose_name="användare",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="person",
    )

    personal: ClassVar = {
        "name": Personal.IDENTITY,
        "email": Personal.CONTACT,
        "external_id": Personal.IDENTITY,
        "user": Personal.IDENTITY,
    }

    @property
    def shown(self) -> str:
        """The name as it may be shown."""
        return PROTECTED if self.protected else self.name

    def __str__(self) -> str:
        return self.shown


class Mandate(Valid):
    """A person's role in a body or a unit, from one day to another.

    One that stands in for another mandate carries its rights while its holder is away.
    """

    person = models.ForeignKey(
        Person, verbose_name="person", on_delete=models.PROTECT, related_name="mandates"
    )
    role = models.CharField("roll", max_length=20, choices=choices(Role))
    body = models.ForeignKey(
        Body, verbose_name="organ", on_delete=models.PROTECT, null=True, blank=True
    )
    unit = models.ForeignKey(
        Unit, verbose_name="enhet", on_delete=models.PROTECT, null=True, blank=True
    )
    party = models.CharField("parti", max_length=60, blank=True)
    stands_in_for = models.ForeignKey(
        "self",
        verbose_name="ersätter",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="deputies",
    )

    personal: ClassVar = {"person": Personal.IDENTITY, "party": Personal.IDENTITY}

    class Meta(Valid.Meta):
        constraints = [
            *Valid.Meta.constraints,
            models.CheckConstraint(
                condition=Q(body__isnull=True) ^ Q(unit__isnull=True),
                name="a_mandate_is_in_a_body_or_in_a_unit",
            ),
        ]

    @property
    def place(self) -> "Body | Unit":
        """The body or unit that the mandate is in; the constraint above says there is one."""
        found = self.body or self.unit
        if found is None:
            raise ValueError("a mandate is in a body or in a unit")
        return found

    def __str__(self) -> str:
        return f"{self.person}: {ROLE_NAMES[Role(self.role)].lower()}"


class Meeting(models.Model):
    """A body's meeting on a day, planned or held."""

    body = models.ForeignKey(
        Body, verbose_name="organ", on_delete=models.PROTECT, related_name="meetings"
    )
    day = models.DateField("dag")
    begins = models.TimeField("börjar", null=True, blank=True)
    where = models.CharField("plats", max_length=120, blank=True)
    cancelled = models.BooleanField("inställt", default=False)

    personal: ClassVar = {"where": Personal.NONE}
    place: ClassVar = "body__code"

    class Meta:
        ordering = ["day", "body"]
        constraints = [
            models.UniqueConstraint(fields=["body", "day"], name="one_meeting_a_body_and_day"),
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.day}"


class Decision(Sourced):
    """A minuted decision: body and date (its meeting's), paragraph and registry number.

    One decision may make many things valid: a budget decision carries frames, goals, assignments.
    It says how children's rights and sustainability were weighed (blank on older decisions), and
    which body carries it out and by when; without one there is nothing to carry out.
    """

    meeting = models.ForeignKey(
        Meeting, verbose_name="sammanträde", on_delete=models.PROTECT, related_name="decisions"
    )
    paragraph = models.PositiveSmallIntegerField("paragraf")
    registry_number = models.CharField("diarienummer", max_length=40, blank=True)
    title = models.CharField("ärende", max_length=200)
    text = models.TextField("beslutstext", blank=True)
    child_rights = models.CharField(
        "barnrättsprövning", max_length=20, blank=True, choices=choices(Considered)
    )
    child_rights_why = models.TextField("barnrättsprövning, skäl", blank=True)
    sustainability = models.CharField(
        "hållbarhetsprövning", max_length=20, blank=True, choices=choices(Considered)
    )
    sustainability_why = models.TextField("hållbarhetsprövning, skäl", blank=True)
    is_motion = models.BooleanField("bifallen motion", default=False)
    executed_by = models.ForeignKey(
        Body,
        verbose_name="verkställs av",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    due = models.DateField("verkställs senast", null=True, blank=True)

    personal: ClassVar = {
        "registry_number": Personal.NONE,
        "title": Personal.FREE_TEXT,
        "text": Personal.FREE_TEXT,
        "child_rights_why": Personal.FREE_TEXT,
        "sustainability_why": Personal.FREE_TEXT,
    }
    place: ClassVar = "meeting__body__code"

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "paragraph"], name="one_decision_a_paragraph"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting.body.code} {self.meeting.day} § {self.paragraph}"


class Attachment(models.Model):
    """A file that belongs to a decision, kept by its SHA-256 and never replaced."""

    decision = models.ForeignKey(
        Decision, verbose_name="beslut", on_delete=models.PROTECT, related_name="attachments"
    )
    name = models.CharField("filnamn", max_length=200)
    media_type = models.CharField("filtyp", max_length=100)
    size = models.PositiveBigIntegerField("storlek i byte")
    sha256 = models.CharField("SHA-256", max_length=64)

    personal: ClassVar = {
        "name": Personal.FREE_TEXT,
        "media_type": Personal.NONE,
        "sha256": Personal.NONE,
    }
    place: ClassVar = "decision__meeting__body__code"

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "sha256"], name="one_file_a_decision"),
        ]

    def __str__(self) -> str:
        return self.name


class Execution(Sourced):
    """How far a decision has come towards being carried out, as reported on a day."""

    decision = models.ForeignKey(
        Decision, verbose_name="beslut", on_delete=models.PROTECT, related_name="executions"
    )
    day = models.DateField("dag")
    state = models.CharField("läge", max_length=20, choices=choices(ExecutionState))
    comment = models.TextField("kommentar", blank=True)

    personal: ClassVar = {"comment": Personal.FREE_TEXT}
    place: ClassVar = "decision__executed_by__code"

    class Meta:
        ordering = ["day", "id"]

    def __str__(self) -> str:
        return f"{self.decision}: {EXECUTION_NAMES[ExecutionState(self.state)].lower()}"


class Decided(models.Model):
    """Something that binds only by a decision. Without one it is a draft.

    ``called`` is its kind in the screens' words, and `page` where it is shown.
    """

    called: ClassVar[str] = ""

    decision = models.ForeignKey(
        Decision,
        verbose_name="beslut",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        abstract = True

    def page(self) -> tuple[str, tuple[object, ...], dict[str, object]] | None:
        """Its page's name, with arguments and the reader's choices that it needs."""
        return None


class Remit(Valid, Sourced, Decided):
    """What the council has given a body to do: terms of reference, owner directive, agreement."""

    called: ClassVar = "Reglementen, ägardirektiv och avtal"

    body = models.ForeignKey(
        Body, verbose_name="organ", on_delete=models.PROTECT, related_name="remits"
    )
    kind = models.CharField("slag", max_length=30, choices=choices(RemitKind))
    title = models.CharField("titel", max_length=200)
    url = models.URLField("adress", blank=True)

    personal: ClassVar = {"title": Personal.NONE, "url": Personal.NONE}
    place: ClassVar = "body__code"

    def __str__(self) -> str:
        return self.title

    def page(self) -> tuple[str, tuple[object, ...], dict[str, object]]:
        """The page of the body that it is for."""
        return "organisation:body", (self.body.code,), {}
