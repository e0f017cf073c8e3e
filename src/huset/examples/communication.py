"""Loads communication.yaml: how governing documents are made known, and what people answer."""

from datetime import date

from huset.documents.actions.communication import Planned, give_receipt, plan_step
from huset.documents.models import Edition
from huset.documents.rules import Audience
from huset.examples.loading import Loading
from huset.examples.reading import Entry
from huset.kernel import validity
from huset.organisation.models import Body, Person, Unit


def load_communication(loading: Loading) -> None:
    """Load the steps of the editions that are there, and the answers up to today."""
    for entry in loading.files.read("communication"):
        editions = Edition.objects.filter(number=entry["edition"], decision__isnull=False)
        edition = editions.filter(document__title=entry["document"]).first()
        if edition is not None:
            _make_known(loading, edition, entry)


def _make_known(loading: Loading, edition: Edition, entry: Entry) -> None:
    for step in entry["steps"]:
        planned = Planned(
            place=_place(step, loading.today),
            audience=Audience(step["audience"]),
            how=step["how"],
            day=step["day"],
            confirm_by=step.get("confirm_by"),
        )
        plan_step(edition=edition, planned=planned, by=loading.by)
    for receipt in entry.get("receipts", ()):
        person = Person.objects.select_related("user").get(user__username=receipt["user"])
        if receipt["day"] <= loading.today and person.user:
            give_receipt(
                edition=edition,
                person=person,
                question=receipt.get("question", ""),
                day=receipt["day"],
                by=person.user,
            )


def _place(step: Entry, today: date) -> Body | Unit:
    if "body" in step:
        return Body.objects.get(code=step["body"])
    return Unit.objects.get(validity.on(today), code=step["unit"])
