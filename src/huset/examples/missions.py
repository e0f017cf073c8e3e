"""Loads missions.yaml: what each committee and company is there for, and what shows how it goes."""

from decimal import Decimal

from huset.direction.models import ExternalSteering, Provision
from huset.documents.models import GoverningDocument
from huset.examples.goals import load_values
from huset.examples.loading import Loading, bodies
from huset.examples.reading import Entry, origin
from huset.goals.actions import add_figure, add_mission
from huset.goals.actions.missions import Mission
from huset.goals.models import CoreMission
from huset.goals.queries.content import Measure
from huset.goals.rules import Target
from huset.organisation.models import Body, Person
from huset.organisation.rules import RemitKind

SAID = ("code", "name", "unit", "decimals", "better", "origin", "formula", "kolada_id")
GIVES_THE_TASK = (RemitKind.TERMS_OF_REFERENCE, RemitKind.OWNER_DIRECTIVE)


def load_missions(loading: Loading) -> None:
    """Load the core missions with their key figures, body by body in the order of the file."""
    content = loading.files.read("missions")
    by_code = bodies()
    owners = {body: Person.objects.get(name=name).pk for body, name in content["owners"].items()}
    for order, entry in enumerate(content["missions"], start=1):
        body = by_code[entry["body"]]
        mission = add_mission(
            body=body,
            mission=_mission(loading, entry, body, order, content),
            by=loading.by,
            **origin(entry),
        )
        for figure in entry.get("figures", ()):
            _figure(loading, mission, figure, owners.get(entry["body"]))


def _figure(loading: Loading, mission: CoreMission, entry: Entry, owner: int | None) -> None:
    targets = entry.get("targets", {})
    said = {name: entry[name] for name in SAID if name in entry}
    figure = add_figure(
        mission=mission.pk,
        measure=Measure(
            **said,
            frequency="yearly",
            established="kolada_id" in entry,
            owner=owner,
            targets={year: Target(Decimal(str(value))) for year, value in targets.items()},
        ),
        since=mission.valid_from,
        by=loading.by,
        **origin(entry),
    )
    for series in entry.get("measured", ()):
        load_values(loading, figure, series)


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
