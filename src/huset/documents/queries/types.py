"""The types of documents, as the governance model of a day has them."""

from datetime import date

from huset.documents.rules import Party, TypeRules
from huset.model.queries import model_in_force
from huset.model.rules import DocumentType, GovernanceModel
from huset.organisation.models import Body


def document_types(per: date) -> tuple[DocumentType, ...]:
    """Every type of document that the model knows."""
    return model_in_force(per).document_types


def type_choices(per: date) -> list[tuple[str, str]]:
    """The types, for a form."""
    return [(one.code, one.name) for one in document_types(per)]


def type_of(kind: str, per: date) -> DocumentType | None:
    """A type by its code; nothing when the model no longer knows it."""
    return next((one for one in document_types(per) if one.code == kind), None)


def type_rules(kind: str, per: date) -> TypeRules | None:
    """What the model rules of a type."""
    found = type_of(kind, per)
    if found is None:
        return None
    deciders = _words(model_in_force(per), found)
    return TypeRules(found.name, found.decided_by, deciders, has_end=found.has_end)


def party(body: Body) -> Party:
    """A body as the rules of scope see it."""
    return Party(body.code, body.kind, body.name)


def _words(model: GovernanceModel, of_type: DocumentType) -> str:
    names = [model.body_kind(kind).name.lower() for kind in of_type.decided_by]
    return " eller ".join((", ".join(names[:-1]), names[-1])) if names[1:] else "".join(names)
