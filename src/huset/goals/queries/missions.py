"""What people ask about core missions: which bodies have, by what law or decision, and which lack.

Source: the governance model, "Grunduppdrag": every committee and company has one, and sets its own
goals by it.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import QuerySet

from huset.documents.models import Edition
from huset.documents.queries.in_force import in_force
from huset.goals.models import CoreMission
from huset.goals.queries.following import Following, following
from huset.goals.queries.force import goals_of_year, missions_in_force, missions_known
from huset.goals.queries.measured import GoalRow, goals_of
from huset.kernel.actions import sha256_of, snapshot
from huset.kernel.shell import Source
from huset.model.queries import model_in_force
from huset.model.terms import Power
from huset.organisation.models import Decision
from huset.organisation.queries import DecisionRow, decision_row, organisation
from huset.organisation.queries.owning import RemitRow, remits

MANDATORY, VOLUNTARY = "Lagstadgat", "Frivilligt"


@dataclass(frozen=True)
class LawRef:
    """A law that a core mission rests on, with the provisions of it, in words."""

    code: str
    title: str
    reference: str
    url: str
    provisions: tuple[str, ...]


@dataclass(frozen=True)
class DocumentRef:
    """A governing document that a core mission rests on."""

    id: int
    title: str


@dataclass(frozen=True)
class MissionRow:
    """A core mission with what it rests on, and what it is followed up by where that is asked."""

    id: int
    body_code: str
    body: str
    title: str
    text: str
    mandatory: bool
    laws: tuple[LawRef, ...]
    documents: tuple[DocumentRef, ...]
    decision: DecisionRow | None
    valid_from: date
    valid_to: date | None
    source: Source
    following: Following = field(default_factory=Following)

    @property
    def kind(self) -> str:
        """Whether the law demands it, in a word."""
        return MANDATORY if self.mandatory else VOLUNTARY


@dataclass(frozen=True)
class BodyMissions:
    """A body's core missions, and the texts that give it its task; without missions it lacks."""

    code: str
    name: str
    missions: tuple[MissionRow, ...]
    remits: tuple[RemitRow, ...]


@dataclass(frozen=True)
class MissionView:
    """One core mission with the goals that hang from it."""

    row: MissionRow
    ended: bool
    goals: tuple[GoalRow, ...]


def missions(per: date, body_codes: Collection[str] = ()) -> list[MissionRow]:
    """The core missions in force on a day, of some bodies or of all, body by body."""
    found = missions_in_force(per)
    if body_codes:
        found = found.filter(body__code__in=body_codes)
    return _rows(found, per)


def mission(number: int, per: date, year: int) -> MissionView | None:
    """One core mission that has begun by ``per``, whether or not it still applies."""
    found = _rows(missions_known(per).filter(pk=number), per)
    if not found:
        return None
    goals = goals_of_year(per, year).filter(missions=number).values_list("pk", flat=True)
    row = replace(found[0], following=following([number], per, year)[number])
    return MissionView(
        row=row,
        ended=row.valid_to is not None and row.valid_to < per,
        goals=tuple(goals_of(list(goals), per, year)),
    )


def has_begun(number: int, per: date) -> bool:
    """Whether there is a page of a core mission on a day."""
    return missions_known(per).filter(pk=number).exists()


def with_following(bodies: Iterable[BodyMissions], per: date, year: int) -> list[BodyMissions]:
    """The same bodies, with what each core mission is followed up by."""
    given = list(bodies)
    found = following([row.id for body in given for row in body.missions], per, year)
    return [
        replace(
            body, missions=tuple(replace(row, following=found[row.id]) for row in body.missions)
        )
        for body in given
    ]


def mission_row(number: int, per: date) -> MissionRow | None:
    """One core mission as it is saved now, for one who has met another writer."""
    found = CoreMission.objects.filter(pk=number).select_related("body", "decision__meeting__body")
    row = found.prefetch_related("steering", "provisions__steering", "documents").first()
    return _row(row, {d.pk for d in row.documents.all()}, per) if row else None


def missions_by_body(per: date, body_codes: Collection[str] = ()) -> list[BodyMissions]:
    """Every body that has core missions or ought to have, in the order of the organisation."""
    rows = missions(per, body_codes)
    given = [remit for remit in remits(per) if remit.decision]
    found = []
    for body in organisation(per).bodies:
        if body_codes and body.code not in body_codes:
            continue
        own = tuple(row for row in rows if row.body_code == body.code)
        if own or body.kind in _expected(per):
            texts = tuple(remit for remit in given if remit.body_code == body.code)
            found.append(BodyMissions(body.code, body.name, own, texts))
    return found


def lacking(per: date, body_codes: Collection[str] = ()) -> list[tuple[str, str]]:
    """Code and name of the bodies that ought to have a core mission and have none."""
    return [(b.code, b.name) for b in missions_by_body(per, body_codes) if not b.missions]


def mission_to_act_on(number: int) -> CoreMission | None:
    """The core mission's record, for an action."""
    return CoreMission.objects.select_related("body", "decision").filter(pk=number).first()


def mission_mark(mission: CoreMission) -> str:
    """What tells this content of a core mission from any other."""
    tied = [
        sorted(held.values_list("pk", flat=True))
        for held in (mission.steering, mission.provisions, mission.documents)
    ]
    return sha256_of([snapshot(mission), *tied])


def mission_decisions(per: date) -> list[tuple[str, str]]:
    """The decisions that can give a voluntary core mission: the council's, the latest first."""
    kinds = _deciders(per)
    found = Decision.objects.filter(meeting__body__kind__in=kinds, meeting__day__lte=per)
    found = found.select_related("meeting__body").order_by("-meeting__day", "-paragraph")
    return [(str(d.pk), f"{d.meeting.day} § {d.paragraph} {d.title}") for d in found]


def decision_to_act_on(number: int) -> Decision | None:
    """A decision's record, for an action."""
    return Decision.objects.select_related("meeting__body").filter(pk=number).first()


def _deciders(per: date) -> Collection[str]:
    levels = model_in_force(per).levels
    return next((lv.decided_by for lv in levels if lv.code == "core_mission"), ()) or ("council",)


def _expected(per: date) -> frozenset[str]:
    return frozenset(kind.code for kind in model_in_force(per).with_power(Power.DECIDE_OWN_GOALS))


def _rows(found: QuerySet[CoreMission], per: date) -> list[MissionRow]:
    found = found.select_related("body", "decision__meeting__body")
    found = found.prefetch_related("steering", "provisions__steering", "documents")
    rows = list(found.order_by("body__order", "body__name", "order", "pk"))
    wanted = {document.pk for row in rows for document in row.documents.all()}
    current = set(
        Edition.objects.filter(in_force(per), document__in=wanted).values_list(
            "document_id", flat=True
        )
    )
    return [_row(row, current, per) for row in rows]


def _row(mission: CoreMission, current: Collection[int], per: date) -> MissionRow:
    return MissionRow(
        id=mission.pk,
        body_code=mission.body.code,
        body=mission.body.name,
        title=mission.title,
        text=mission.text,
        mandatory=mission.mandatory,
        laws=_laws(mission, per),
        documents=tuple(
            DocumentRef(d.pk, d.title) for d in mission.documents.all() if d.pk in current
        ),
        decision=decision_row(mission.decision),
        valid_from=mission.valid_from,
        valid_to=mission.valid_to,
        source=Source(mission.source, mission.source_year),
    )


def _laws(mission: CoreMission, per: date) -> tuple[LawRef, ...]:
    """The laws that steer on a day, each with its provisions; those that do not are left out."""
    laws = {law.pk: law for law in mission.steering.all()}
    told: dict[int, list[str]] = {}
    for provision in mission.provisions.all():
        laws.setdefault(provision.steering_id, provision.steering)
        told.setdefault(provision.steering_id, []).append(str(provision))
    return tuple(
        LawRef(law.code, law.title, law.reference, law.url, tuple(told.get(number, ())))
        for number, law in laws.items()
        if law.valid_from <= per and (law.valid_to is None or law.valid_to >= per)
    )
