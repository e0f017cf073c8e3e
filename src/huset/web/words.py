"""The log's words, gathered from every slice, and users' names as they may be shown."""

from collections.abc import Collection, Mapping
from datetime import date
from types import ModuleType
from typing import Any

from huset.access import events as access
from huset.budget import events as budget
from huset.comments import events as comments
from huset.direction import events as direction
from huset.documents import events as documents
from huset.followup import events as followup
from huset.goals import events as goals
from huset.house import events as house
from huset.kernel import events as kernel
from huset.kernel.history import Wording
from huset.kernel.models import User
from huset.kernel.personal import PROTECTED
from huset.ledger import events as ledger
from huset.model import events as model
from huset.model.queries import model_in_force
from huset.organisation import events as organisation
from huset.reorganisation import events as reorganisation
from huset.work import events as work

SLICES: tuple[ModuleType, ...] = (
    kernel,
    model,
    organisation,
    comments,
    access,
    direction,
    documents,
    ledger,
    goals,
    budget,
    reorganisation,
    followup,
    work,
    house,
)
PAGES = {  # where a thing has a page of its own: the page's name, and the field in its address
    "organisation.body": ("organisation:body", "code"),
    "organisation.unit": ("organisation:unit", "code"),
    "organisation.person": ("organisation:person", "pk"),
    "organisation.meeting": ("organisation:meeting", "pk"),
    "organisation.decision": ("organisation:decision", "pk"),
    "direction.externalsteering": ("direction:steering-law", "code"),
    "goals.goal": ("goals:goal", "pk"),
    "goals.indicator": ("goals:indicator", "pk"),
    "goals.assignment": ("goals:assignment", "pk"),
    "documents.governingdocument": ("documents:document", "pk"),
    "documents.edition": ("documents:edition", "pk"),
    "ledger.import": ("ledger:import", "pk"),
    "reorganisation.reorganisation": ("reorganisation:plan", "pk"),
    "house.parttext": ("house:part", "part"),
}


def wording(day: date, *, tells_of_people: bool) -> Wording:
    """The words in which the log is told; the governance model of a day names its own kinds."""
    return Wording(
        names=shown_names,
        tells_of_people=tells_of_people,
        events=_gathered("EVENTS"),
        kinds=_gathered("KINDS"),
        keys=_gathered("KEYS"),
        values=_gathered("VALUES") | _of_the_model(day),
        amounts=frozenset(name for one in SLICES for name in getattr(one, "AMOUNTS", ())),
        parts=_gathered("PARTS"),
    )


def shown_names(numbers: Collection[int]) -> dict[int, str]:
    """Users' names by number: a person's as it may be shown, otherwise the user's own."""
    found = User.objects.filter(pk__in=numbers).values_list(
        "pk", "name", "username", "person__name", "person__protected"
    )
    return {
        number: PROTECTED if protected else person or name or username
        for number, name, username, person, protected in found
    }


def _gathered(name: str) -> dict[str, Any]:
    return {key: word for one in SLICES for key, word in getattr(one, name, {}).items()}


def _of_the_model(day: date) -> dict[str, Mapping[str, str]]:
    in_force = model_in_force(day)
    return {
        "organisation.Body.kind": {kind.code: kind.name for kind in in_force.body_kinds},
        "documents.GoverningDocument.kind": {one.code: one.name for one in in_force.document_types},
        "goals.Goal.level": {level.code: level.name for level in in_force.levels},
        "goals.Goal.perspective": {view.code: view.name for view in in_force.perspectives},
        "goals.AssignmentReport.state": {
            outcome: step.word for step in in_force.assignment_scale.steps for outcome in step.means
        },
        "house.PartText.part": {part.code: part.name for part in in_force.parts},
        "followup.Round.point": {point.code: point.name for point in in_force.rhythm},
    }
