"""Loads missions.yaml: what each committee and company is there for, by law or by decision."""

from huset.direction.models import ExternalSteering, Provision
from huset.documents.models import GoverningDocument
from huset.examples.loading import Loading, bodies
from huset.examples.reading import Entry, origin
from huset.goals.actions import add_mission
from huset.goals.actions.missions import Mission
from huset.organisation.models import Body
from huset.organisation.rules import RemitKind

GIVES_THE_TASK = (RemitKind.TERMS_OF_REFERENCE, RemitKind.OWNER_DIRECTIVE)


def load_missions(loading: Loading) -> None:
    """Load the core missions, body by body in the order of the file."""
    content = loading.files.read("missions")
    by_code = bodies()
    for order, entry in enumerate(content["missions"], start=1):
        body = by_code[entry["body"]]
        add_mission(
            body=body,
            mission=_mission(loading, entry, body, order, content),
            by=loading.by,
            **origin(entry),
        )


def _mission(loading: Loading, entry: Entry, body: Body, order: int, common: Entry) -> Mission:
    """What an entry says; what has no law rests on a decision."""
    laws = entry.get("steering", ())
    articles = [
        Provision.objects.filter(steering__code=law, code__in=codes)
        for law, codes in entry.get("articles", {}).items()
    ]
    return Mission(
        title=entry["title"],
        text=entry.get("text", ""),
        mandatory=bool(laws),
        since=common["since"],
        order=order,
        decision=loading.decision(entry) if "decision" in entry else None,
        steering=tuple(ExternalSteering.objects.filter(code__in=laws)),
        provisions=tuple(provision for found in articles for provision in found),
        documents=tuple(GoverningDocument.objects.filter(bodies=body, kind__in=GIVES_THE_TASK)),
    )
