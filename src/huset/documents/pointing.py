"""What points from governing documents at laws, their provisions, and other documents."""

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Model

from huset.direction.models import ExternalSteering, Provision
from huset.documents.models import Edition, GoverningDocument
from huset.documents.queries.in_force import in_force
from huset.kernel.backlinks import Backlink

WAYS: dict[type[Model], str] = {
    Provision: "provisions",
    ExternalSteering: "steering",
    GoverningDocument: "replaces",
}


class Documents:
    """Governing documents in force."""

    kind = "Styrdokument"

    def pointing_at(
        self, model: type[Model], ids: Collection[int], per: date
    ) -> Iterable[tuple[int, Backlink]]:
        """Those in force on a day that point at things of a model: one question."""
        way = WAYS.get(model)
        if way is None:
            return []
        applying = Edition.objects.filter(in_force(per)).values("document")
        found = GoverningDocument.objects.filter(**{f"{way}__in": ids}, pk__in=applying)
        said = found.order_by("title", "pk").values_list(way, "pk", "title", "decided_by__code")
        return [
            (target, Backlink(self.kind, title, ("documents:document", (pk,), {}), body_code=code))
            for target, pk, title, code in said
        ]


DOCUMENTS = Documents()
