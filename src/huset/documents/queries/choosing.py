"""What the forms about documents offer, and the records behind what was chosen."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from huset.direction.models import ExternalSteering, Provision
from huset.documents.models import GoverningDocument
from huset.organisation.models import Body, Decision, Remit, Unit
from huset.organisation.permissions import Area
from huset.organisation.structure import organisation

Choices = list[tuple[str, str]]


@dataclass(frozen=True)
class Law:
    """What steers from outside, with its provisions to choose among."""

    number: int
    title: str
    provisions: Choices


def decider_choices(per: date, area: Area, also: str = "") -> Choices:
    """The bodies whose documents someone registers; ``also`` is the one that is chosen already."""
    bodies = organisation(per).bodies
    return [(body.code, body.name) for body in bodies if body.code in area or body.code == also]


def unit_choices(per: date) -> Choices:
    """Every unit of a day, in the order of the tree."""
    indent = "\N{NO-BREAK SPACE}" * 3
    return [(u.code, f"{indent * u.depth}{u.name}") for u in organisation(per).units]


def document_choices(but: int | None) -> Choices:
    """The documents that another may replace."""
    found = GoverningDocument.objects.order_by("title").values_list("pk", "title")
    return [(str(number), title) for number, title in found if number != but]


def law_choices(per: date) -> list[Law]:
    """What steers from outside on a day, each with its provisions. Two questions."""
    provisions: dict[int, Choices] = {}
    for one in Provision.objects.order_by("steering", "order", "pk"):
        provisions.setdefault(one.steering_id, []).append((str(one.pk), f"{one.label} {one.title}"))
    applying = ExternalSteering.objects.filter(Q(valid_to=None) | Q(valid_to__gte=per))
    return [
        Law(law.pk, law.title, provisions.get(law.pk, []))
        for law in applying.order_by("-extra_weight", "title")
    ]


def remit_choices(document: GoverningDocument) -> Choices:
    """The decided remits that can be an edition of a document: those of its type and bodies."""
    found = Remit.objects.filter(
        kind=document.kind,
        body__in=document.bodies.all(),
        decision__isnull=False,
        editions=None,
    ).select_related("body")
    return [(str(r.pk), f"{r.title}, från {r.valid_from}") for r in found.order_by("-valid_from")]


def decision_choices(body: Body, per: date) -> Choices:
    """A body's decisions up to a day, the latest first."""
    found = Decision.objects.filter(meeting__body=body, meeting__day__lte=per)
    found = found.select_related("meeting").order_by("-meeting__day", "-paragraph")
    return [(str(d.pk), f"{d.meeting.day} § {d.paragraph} {d.title}") for d in found[:200]]


def bodies_of(codes: Collection[str]) -> list[Body]:
    """The bodies with some codes."""
    return list(Body.objects.filter(code__in=codes))


def unit_of(code: str, per: date) -> Unit | None:
    """The unit with a code on a day."""
    node = organisation(per).unit(code) if code else None
    return Unit.objects.get(pk=node.id) if node else None


def steering_of(numbers: Collection[str]) -> list[ExternalSteering]:
    """What steers from outside, by number."""
    return list(ExternalSteering.objects.filter(pk__in=numbers))


def provisions_of(numbers: Collection[str]) -> list[Provision]:
    """Provisions by number."""
    return list(Provision.objects.filter(pk__in=numbers))


def document_of(number: str) -> GoverningDocument | None:
    """A document by number."""
    return GoverningDocument.objects.filter(pk=number).first() if number else None


def remit_of(number: str) -> Remit | None:
    """A remit by number."""
    found = Remit.objects.select_related("decision__meeting", "body")
    return found.filter(pk=number).first() if number else None
