"""Where the directory's calls end up: people are read by questions and changed by actions."""

from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from scim2_models import (
    InvalidValueException,
    NotFoundException,
    PreconditionFailedException,
    Resource,
    ResourceType,
    ResponseParameters,
    SearchRequest,
    UniquenessException,
)
from scim2_models.path import CompareOperator, Comparison
from scim2_server.storage import ScimStorage, SearchPage

from huset.access.actions.directory import Taken, change_person, provision_person, remove_person
from huset.access.scim.people import entry, in_sight, resources
from huset.kernel.actions import Refused
from huset.kernel.models import User
from huset.organisation.models import Person

EXACT = {"id": "pk", "externalid": "external_id", "username": "user__username__iexact"}


class People(ScimStorage):
    """The municipality's people with accounts, read and changed by one who may register them."""

    def __init__(self, by: User) -> None:
        self.by = by

    def get(
        self,
        resource_type: ResourceType,
        resource_id: str,
        *,
        response_parameters: ResponseParameters[Any] | None = None,
    ) -> Resource[Any]:
        """One person."""
        return _one(_found(in_sight(), resource_id))

    def search(
        self,
        resource_types: list[ResourceType],
        search_request: SearchRequest[Any],
        *,
        position: Any = None,  # noqa: ANN401 -- the library's own
    ) -> SearchPage:
        """A page of people. Looking one up is cheap; any other filter is tried on each of them."""
        start, people = search_request.start_index_0 or 0, in_sight()
        stop = None if search_request.count is None else start + search_request.count
        sought = search_request.filter
        narrowed = _narrowed(people, sought.ast) if sought else people
        if narrowed is not None and not search_request.sort_by:
            return SearchPage(narrowed.count(), list(resources(narrowed[start:stop])))
        found = [r for r in resources(people.iterator()) if not sought or sought.match(r)]
        return SearchPage(len(found), search_request.sort(found)[start:stop])

    def create(self, resource_type: ResourceType, resource: Resource[Any]) -> Resource[Any]:
        """Give someone an account."""
        with _told():
            person = provision_person(entry=entry(resource), by=self.by)
        return _one(_found(in_sight(), str(person.pk)))

    def update(
        self,
        resource_type: ResourceType,
        resource: Resource[Any],
        *,
        expected_version: str | None = None,
    ) -> Resource[Any]:
        """Make someone what the directory says, unless they have changed since it looked."""
        with transaction.atomic(), _told():
            person = _unchanged(resource.id, expected_version)
            change_person(person=person, entry=entry(resource, person), by=self.by)
            return _one(_found(in_sight(), str(person.pk)))

    def delete(
        self,
        resource_type: ResourceType,
        resource_id: str,
        *,
        expected_version: str | None = None,
    ) -> None:
        """Let someone go. History stays."""
        with transaction.atomic(), _told():
            remove_person(person=_unchanged(resource_id, expected_version), by=self.by)


class _told:  # noqa: N801 -- reads as a word in the with statement
    """Says a refusal as SCIM says it: 409 for what someone else has, 400 for the rest."""

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(self, kind: object, refused: BaseException | None, trace: object) -> None:
        """Turn a refusal into SCIM's."""
        if isinstance(refused, Taken):
            raise UniquenessException(detail=str(refused)) from refused
        if isinstance(refused, Refused):
            raise InvalidValueException(detail=str(refused)) from refused


def _found(people: QuerySet[Person], number: str | None) -> Person:
    person = people.filter(pk=number).first() if number and number.isdecimal() else None
    if person is None:
        raise NotFoundException(detail=f"Det finns ingen person med id {number}.")
    return person


def _one(person: Person) -> Resource[Any]:
    return next(resources([person]))


def _unchanged(number: str | None, expected: str | None) -> Person:
    person = _found(in_sight().select_for_update(of=("self",)), number)
    meta = _one(person).meta
    if expected is not None and meta is not None and meta.version != expected:
        raise PreconditionFailedException
    return person


def _narrowed(people: QuerySet[Person], sought: object) -> QuerySet[Person] | None:
    """Those whom a plain look-up is for: an account's name or a code equals a text."""
    if not isinstance(sought, Comparison) or sought.op != CompareOperator.eq:
        return None
    field = EXACT.get(str(sought.attr_path).rpartition(":")[2].casefold())
    if field is None or not isinstance(sought.value, str):
        return None
    if field == "pk":
        return people.filter(Q(pk=sought.value) if sought.value.isdecimal() else Q(pk__in=()))
    return people.filter(**{field: sought.value})
