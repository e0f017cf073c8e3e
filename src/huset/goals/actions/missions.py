"""What people do with core missions: add what a body is there for, change it, end it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from huset.direction.models import ExternalSteering, Provision
from huset.documents.models import GoverningDocument
from huset.goals.deciders import level_kinds
from huset.goals.models import CoreMission
from huset.goals.queries.missions import mission_mark
from huset.kernel.actions import Clash, Refused, action, record, snapshot
from huset.kernel.models import User
from huset.organisation.deciding import refuse_before, refuse_wrong_body
from huset.organisation.models import Body, Decision

LEVEL = "core_mission"
WHAT = "Grunduppdraget"


@dataclass(frozen=True)
class Mission:
    """What a core mission is to say, and what it rests on."""

    title: str
    mandatory: bool
    since: date
    text: str = ""
    order: int = 0
    decision: Decision | None = None
    steering: Sequence[ExternalSteering] = ()
    provisions: Sequence[Provision] = ()
    documents: Sequence[GoverningDocument] = ()


@action
def add_mission(*, body: Body, mission: Mission, by: User, **origin: Any) -> CoreMission:
    """Add a core mission to a body, from a day."""
    _refuse(body, mission)
    made = CoreMission(body=body, **origin)
    _write(made, mission)
    record("goals.mission.added", by=by, on=made, after=_said(made))
    return made


@action
def change_mission(*, number: int, mission: Mission, seen: str, by: User) -> CoreMission:
    """Correct what a core mission says. What truly becomes another is ended, and the new added.

    ``seen`` is the mark of what the writer had before them.
    """
    found = _locked(number, seen)
    _refuse(found.body, mission)
    if found.valid_to and found.valid_to < mission.since:
        raise Refused(f"{WHAT} slutar gälla {found.valid_to}. Välj en tidigare första dag.")
    before = _said(found)
    _write(found, mission)
    record("goals.mission.changed", by=by, on=found, before=before, after=_said(found))
    return found


@action
def end_mission(*, number: int, last: date, seen: str, by: User) -> CoreMission:
    """End a core mission after its last day."""
    found = _locked(number, seen)
    if last < found.valid_from:
        raise Refused(
            f"{WHAT} börjar gälla {found.valid_from}. Välj den dagen eller en senare som sista dag."
        )
    before = snapshot(found)
    found.valid_to = last
    found.save()
    record("goals.mission.ended", by=by, on=found, before=before)
    return found


def _locked(number: int, seen: str) -> CoreMission:
    locked = CoreMission.objects.select_for_update(of=("self",)).select_related("body")
    found = locked.filter(pk=number).first()
    if found is None:
        raise Refused("Grunduppdraget finns inte längre.")
    if mission_mark(found) != seen:
        raise Clash(
            "Någon annan har ändrat grunduppdraget medan du skrev. Jämför nedan och spara igen."
        )
    return found


def _refuse(body: Body, mission: Mission) -> None:
    """Refuse what says neither law nor decision, another decider, and days that cannot be."""
    if mission.mandatory and not (mission.steering or mission.provisions):
        raise Refused("Ett lagstadgat grunduppdrag säger vilken lag det vilar på. Välj lagen.")
    if not mission.mandatory and mission.decision is None:
        raise Refused(
            "Ett frivilligt grunduppdrag säger vilket beslut det vilar på. Välj beslutet."
        )
    if mission.since < body.valid_from:
        raise Refused(f"{body.name} finns från {body.valid_from}. Välj den dagen eller en senare.")
    if mission.decision is not None:
        kinds = level_kinds(LEVEL, mission.decision.meeting.day)
        refuse_wrong_body(mission.decision, kinds, WHAT)
        refuse_before(mission.decision, mission.since, WHAT)


def _write(found: CoreMission, mission: Mission) -> None:
    found.title, found.text, found.order = mission.title, mission.text, mission.order
    found.mandatory, found.valid_from = mission.mandatory, mission.since
    found.decision = mission.decision
    found.save()
    found.steering.set(mission.steering)
    found.provisions.set(mission.provisions)
    found.documents.set(mission.documents)


def _said(found: CoreMission) -> Mapping[str, Any]:
    """What a core mission says, for the log: its own values, and what it rests on in words."""
    provisions = found.provisions.select_related("steering").order_by("steering", "order", "pk")
    return snapshot(found) | {
        "steering": [str(law) for law in found.steering.order_by("title", "pk")],
        "provisions": [f"{one.steering.code} {one.label}" for one in provisions],
        "documents": [str(one) for one in found.documents.order_by("title", "pk")],
    }
