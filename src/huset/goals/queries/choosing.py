"""What the form of a core mission offers, and the records behind what was chosen."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from huset.direction.models import ExternalSteering
from huset.documents.models import Edition, GoverningDocument
from huset.documents.queries.in_force import in_force
from huset.goals.models import CoreMission
from huset.goals.queries.missions import decision_to_act_on, mission_decisions
from huset.kernel import validity
from huset.organisation.models import Body, Decision

Choices = list[tuple[str, str]]


@dataclass(frozen=True)
class MissionChoices:
    """Laws, documents and decisions to choose among."""

    laws: Choices
    documents: Choices
    decisions: Choices


@dataclass(frozen=True)
class Chosen:
    """The records of what was chosen."""

    laws: tuple[ExternalSteering, ...]
    documents: tuple[GoverningDocument, ...]
    decision: Decision | None


def mission_choices(body: Body, per: date, mission: CoreMission | None) -> MissionChoices:
    """What a body's core mission can rest on, and what this one rests on though it has ended."""
    laws = validity.on(per)
    texts = Q(pk__in=Edition.objects.filter(in_force(per)).values("document"))
    texts &= Q(bodies=body) | Q(bodies=None)
    if mission is not None:
        laws |= Q(core_missions=mission)
        texts |= Q(core_missions=mission)
    steering = ExternalSteering.objects.filter(laws).distinct().order_by("title", "pk")
    found = GoverningDocument.objects.filter(texts).distinct().order_by("title", "pk")
    return MissionChoices(
        laws=[(str(law.pk), f"{law.title} ({law.reference or law.code})") for law in steering],
        documents=[(str(document.pk), document.title) for document in found],
        decisions=mission_decisions(per),
    )


def records(laws: Collection[str], documents: Collection[str], decision: str) -> Chosen:
    """The records behind what was chosen in the form."""
    return Chosen(
        laws=tuple(ExternalSteering.objects.filter(pk__in=laws).order_by("title", "pk")),
        documents=tuple(GoverningDocument.objects.filter(pk__in=documents).order_by("title", "pk")),
        decision=decision_to_act_on(int(decision)) if decision else None,
    )
