"""People as a directory reads and writes them. A protected identity is never given out."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from hashlib import sha256
from itertools import islice
from typing import Any, cast

from django.db.models import Max, Q, QuerySet
from django.utils import timezone
from scim2_models import InvalidValueException, Meta, Resource

from huset.access.actions.directory import MASKED, REMOVED
from huset.access.rules import BadPostingError, Entry, Posting, posting
from huset.access.scim.schema import PERSON, Email, EnterpriseUser, Name, RoleIn
from huset.kernel.models import Event
from huset.kernel.personal import PROTECTED
from huset.organisation.models import Mandate, Person
from huset.organisation.rules import Role

AT_A_TIME = 500


def in_sight() -> QuerySet[Person]:
    """Those whom the directory sees: people with accounts that it has not removed."""
    seen = Person.objects.filter(user__isnull=False)
    return seen.exclude(user__username__startswith=REMOVED).select_related("user").order_by("id")


def resources(people: Iterable[Person]) -> Iterator[Resource[Any]]:
    """People as a directory reads them, a few hundred at a time."""
    waiting = iter(people)
    while some := list(islice(waiting, AT_A_TIME)):
        held, changed = _held(some), _changed(some)
        for person in some:
            yield _resource(person, held[person.pk], changed.get(person.pk))


def version(resource: Resource[Any]) -> str:
    """What changes when a resource does: the digest of what it says."""
    said = resource.model_dump_json(exclude={"meta"})
    return f'W/"{sha256(said.encode()).hexdigest()[:24]}"'


def entry(said: Any, person: Person | None = None) -> Entry:  # noqa: ANN401 -- a resource of the provider's making
    """What a directory says of a person; what it could not read of them stays as it is."""
    return Entry(
        user_name=_user_name(said, person),
        name=_name(said, person),
        external_id=said.external_id or "",
        email=_email(said, person),
        active=said.active is not False,
        postings=frozenset(_postings(said)),
    )


def _resource(person: Person, held: Sequence[Posting], changed: datetime | None) -> Resource[Any]:
    user = person.user
    if user is None:
        raise ValueError("a directory sees people with accounts")
    name = PROTECTED if person.protected else person.name
    units = [p.place for p in held if p.role is Role.EMPLOYEE]
    others = [p for p in held if p.role is not Role.EMPLOYEE or p.place not in units[:1]]
    shown_email = "" if person.protected else person.email
    found: Any = PERSON(
        id=str(person.pk),
        external_id=person.external_id,
        user_name=f"{MASKED}{person.pk}" if person.protected else user.username,
        name=Name(formatted=name),
        display_name=name,
        active=user.is_active,
        emails=[Email(value=shown_email, type="work", primary=True)] if shown_email else None,
        roles=[RoleIn(value=str(p)) for p in others] or None,
    )
    if units:
        found[EnterpriseUser] = EnterpriseUser(cost_center=units[0])
    found.meta = Meta(
        resource_type="User",
        created=user.date_joined,
        last_modified=max(filter(None, (changed, user.date_joined))),
        version=version(found),
    )
    return cast("Resource[Any]", found)


def _held(people: Sequence[Person]) -> dict[int, list[Posting]]:
    """What each holds today and keeps tomorrow."""
    today = timezone.localdate()
    held: dict[int, list[Posting]] = defaultdict(list)
    mandates = Mandate.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=today),
        valid_from__lte=today,
        stands_in_for__isnull=True,
        person__in=people,
        person__user__is_active=True,
    )
    for m in mandates.select_related("body", "unit").order_by("id"):
        held[m.person_id].append(Posting(Role(m.role), m.place.code))
    return held


def _changed(people: Sequence[Person]) -> dict[int, datetime]:
    """When something was last done to each, or to their mandates."""
    owners = dict(Mandate.objects.filter(person__in=people).values_list("pk", "person"))
    about = {person.pk: person.pk for person in people}
    lines = (
        Event.objects.filter(
            Q(subject=Person._meta.label, subject_id__in=about)  # noqa: SLF001 -- Django's public name for it
            | Q(subject=Mandate._meta.label, subject_id__in=owners)  # noqa: SLF001 -- see above
        )
        .values_list("subject", "subject_id")
        .annotate(last=Max("at"))
    )
    latest: dict[int, datetime] = {}
    for subject, number, at in lines:
        person = (about if subject == Person._meta.label else owners)[number]  # noqa: SLF001 -- see above
        latest[person] = max(at, latest.get(person, at))
    return latest


def _user_name(said: Any, person: Person | None) -> str:  # noqa: ANN401 -- see entry
    name = said.user_name or ""
    masked = person is not None and name == f"{MASKED}{person.pk}"
    return person.user.username if masked and person and person.user else name


def _name(said: Any, person: Person | None) -> str:  # noqa: ANN401 -- see entry
    formatted = said.name.formatted if said.name else None
    if person is None:
        return said.display_name or formatted or _parts(said) or said.user_name or ""
    new = (name for name in (said.display_name, formatted) if name and name != person.shown)
    return next(new, person.name)


def _parts(said: Any) -> str:  # noqa: ANN401 -- see entry
    """A name that came in parts only, which Huset keeps as one."""
    sent = said.name.unknown_attributes if said.name else {}
    return " ".join(str(sent[part]) for part in ("givenName", "familyName") if sent.get(part))


def _email(said: Any, person: Person | None) -> str:  # noqa: ANN401 -- see entry
    addresses = [e for e in said.emails or [] if e.value]
    if not addresses:
        return person.email if person and person.protected else ""
    return str(next((e for e in addresses if e.primary), addresses[0]).value)


def _postings(said: Any) -> Iterator[Posting]:  # noqa: ANN401 -- see entry
    try:
        yield from (posting(role.value) for role in said.roles or [] if role.value)
    except BadPostingError as fault:
        raise InvalidValueException(detail=str(fault)) from fault
    enterprise = said[EnterpriseUser]
    if enterprise and enterprise.cost_center:
        yield Posting(Role.EMPLOYEE, enterprise.cost_center)
