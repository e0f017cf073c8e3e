"""What people do with the register: list a document, change what it says of itself, remove it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from huset.direction.models import ExternalSteering, Provision
from huset.documents.models import GoverningDocument
from huset.documents.queries.document import as_written, mark_of
from huset.documents.queries.types import party, type_rules
from huset.documents.rules import Scope, replaces_itself, scope_refused
from huset.kernel.actions import Clash, Refused, action, record, snapshot
from huset.kernel.models import User
from huset.organisation.models import Body, Unit

CLASH = "Någon annan har ändrat här sedan du öppnade sidan. Inget av ditt har sparats."
DECIDED = {
    "kind": "typen",
    "scope": "vem det gäller för",
    "decided_by": "vem som beslutar",
}  # what a decision on an edition has been about


@dataclass(frozen=True)
class Written:
    """What a document says of itself."""

    kind: str
    title: str
    scope: Scope
    decided_by: Body
    bodies: Sequence[Body] = ()
    unit: Unit | None = None
    owner: str = ""
    target_group: str = ""
    replaces: GoverningDocument | None = None
    steering: Sequence[ExternalSteering] = ()
    provisions: Sequence[Provision] = ()

    @property
    def links(self) -> Mapping[str, Sequence[Any]]:
        """What it points at, several of each."""
        return {"bodies": self.bodies, "steering": self.steering, "provisions": self.provisions}

    @property
    def fields(self) -> Mapping[str, Any]:
        """The document's own fields."""
        return {name: value for name, value in vars(self).items() if name not in self.links}


@action
def register_document(*, written: Written, by: User, **origin: Any) -> GoverningDocument:
    """List a document. It applies when a body has decided an edition of it."""
    _refuse_written(written)
    document = GoverningDocument.objects.create(**written.fields, **origin)
    _link(document, written)
    record("documents.document.registered", by=by, on=document, after=_whole(document))
    return document


@action
def change_document(
    *, document: GoverningDocument, written: Written, seen: str, by: User
) -> GoverningDocument:
    """Change what a document says of itself. Refused when someone else has done so meanwhile.

    What has been decided on stays: another type, scope or deciding body is another document.
    """
    document = GoverningDocument.objects.select_for_update().get(pk=document.pk)
    if mark_of(as_written(document)) != seen:
        raise Clash(CLASH)
    _refuse_written(written, number=document.pk)
    _refuse_decided_on(document, written)
    before = _whole(document)
    for name, value in written.fields.items():
        setattr(document, name, value)
    document.save()
    _link(document, written)
    record("documents.document.changed", by=by, on=document, before=before, after=_whole(document))
    return document


@action
def remove_document(*, document: GoverningDocument, by: User) -> None:
    """Remove a document that was listed by mistake: one without editions, that nothing needs."""
    if document.editions.exists():
        raise Refused("Dokumentet har utgåvor och kan inte tas bort. Ta bort utkastet först.")
    if document.replaced_by.exists():
        raise Refused("Ett annat dokument ersätter det här. Ändra det andra först.")
    record("documents.document.removed", by=by, on=document, before=_whole(document), after={})
    document.delete()


def _refuse_written(written: Written, number: int | None = None) -> None:
    if not written.title.strip():
        raise Refused("Dokumentet saknar titel. Skriv vad det heter.")
    rules = type_rules(written.kind, timezone.localdate())
    if rules is None:
        raise Refused("Styrmodellen har ingen sådan typ av dokument. Välj en i listan.")
    concerned = [party(body) for body in written.bodies]
    if refused := scope_refused(rules, written.scope, party(written.decided_by), concerned):
        raise Refused(refused)
    if number is not None and written.replaces is not None:
        known = dict(GoverningDocument.objects.values_list("pk", "replaces"))
        if replaces_itself(number, written.replaces.pk, known):
            raise Refused(
                f"{written.replaces.title} är redan en efterföljare till det här dokumentet, så "
                "det kan inte också ersättas av det. Välj ett annat."
            )


def _refuse_decided_on(document: GoverningDocument, written: Written) -> None:
    if not document.editions.filter(decision__isnull=False).exists():
        return
    changed = [
        what for name, what in DECIDED.items() if getattr(document, name) != written.fields[name]
    ]
    if changed:
        raise Refused(
            f"En utgåva är beslutad, så {' och '.join(changed)} kan inte ändras. Registrera ett "
            "nytt dokument som ersätter det här."
        )


def _link(document: GoverningDocument, written: Written) -> None:
    for name, linked in written.links.items():
        getattr(document, name).set(linked)


def _whole(document: GoverningDocument) -> dict[str, Any]:
    """A document with what it points at, as the log keeps it."""
    linked = ("bodies", "steering", "provisions")
    return snapshot(document) | {
        name: sorted(str(one) for one in getattr(document, name).all()) for name in linked
    }
