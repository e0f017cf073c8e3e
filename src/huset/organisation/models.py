"""Bodies, units, people, mandates, meetings and the decisions that make things binding."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from huset.kernel.models import Sourced, User, Valid
from huset.kernel.personal import Personal
from huset.organisation.rules import Role, UnitKind


class Body(Valid, Sourced):
    """A politically led body of the municipal group: the council, a committee, a company."""

    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=40)  # a body kind of the governance model
    reports_to = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="reporting"
    )
    order = models.PositiveSmallIntegerField(default=0)

    personal: ClassVar = {"code": Personal.NONE, "name": Personal.NONE, "kind": Personal.NONE}

    class Meta(Valid.Meta):
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name


class Unit(Valid, Sourced):
    """A part of the officials' organisation: a tree under one body, with a cost centre's code.

    A unit that moves gets a new row from the day of the move, so the past stays as it was.
    """

    code = models.CharField(max_length=20)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=[(k, k) for k in UnitKind])
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="units")
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )

    personal: ClassVar = {"code": Personal.NONE, "name": Personal.NONE}

    class Meta(Valid.Meta):
        ordering = ["code"]
        constraints = [
            *Valid.Meta.constraints,
            models.UniqueConstraint(fields=["code", "valid_from"], name="one_unit_a_code_and_day"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Person(Sourced):
    """Someone who holds mandates. In the example a role, never a real person."""

    name = models.CharField(max_length=120)
    user = models.OneToOneField(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="person"
    )

    personal: ClassVar = {"name": Personal.IDENTITY, "user": Personal.IDENTITY}

    def __str__(self) -> str:
        return self.name


class Mandate(Valid):
    """A person's role in a body or a unit, from one day to another."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="mandates")
    role = models.CharField(max_length=20, choices=[(r, r) for r in Role])
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True)

    personal: ClassVar = {"person": Personal.IDENTITY}

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
        return f"{self.person}: {self.role}"


class Meeting(models.Model):
    """A body's meeting on a day."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="meetings")
    day = models.DateField()

    class Meta:
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(fields=["body", "day"], name="one_meeting_a_body_and_day"),
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.day}"


class Decision(Sourced):
    """A minuted decision: body and date (its meeting's), paragraph and registry number.

    One decision may make many things valid: a budget decision carries frames, goals, assignments.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="decisions")
    paragraph = models.PositiveSmallIntegerField()
    registry_number = models.CharField(max_length=40, blank=True)
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)

    personal: ClassVar = {
        "registry_number": Personal.NONE,
        "title": Personal.FREE_TEXT,
        "text": Personal.FREE_TEXT,
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "paragraph"], name="one_decision_a_paragraph"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting.body.code} {self.meeting.day} § {self.paragraph}"


class Decided(models.Model):
    """Something that binds only by a decision. Without one it is a draft."""

    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        abstract = True
