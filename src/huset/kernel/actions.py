"""What every action shares: one transaction, one actor, one line in the log."""

import hashlib
import hmac
import json
from collections.abc import Callable, Iterable, Mapping
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.utils import timezone

from huset.kernel.models import Event, LogHead, User
from huset.kernel.personal import Personal

P = ParamSpec("P")
R = TypeVar("R")
Values = Mapping[str, Any]
BOUND = (
    "id",
    "at",
    "by",
    "what",
    "subject",
    "subject_id",
    "before",
    "after",
    "why",
    "previous",
)  # what a line's digest covers, in this order; the mandate comes last, where there is one
NAMES_SOMEONE = {Personal.IDENTITY, Personal.CONTACT}
mandate: ContextVar[Callable[[], str]] = ContextVar("mandate", default=str)
""" Under which mandate the one who acts does so, in words; set for the time of a request."""


class Refused(Exception):  # noqa: N818 -- reads as the sentence it is: the action was refused
    """A rule said no. The message is shown to the person who asked, in Swedish."""


class Clash(Refused):
    """Someone else has changed the same thing since it was shown: the page shows both texts."""


def command_line_user() -> User:
    """Who the log names when something is done from the server's own command line."""
    return servers_own("kommandoraden", "Kommandoraden")


def servers_own(username: str, name: str) -> User:
    """A user that nobody signs in as: a part of the server that acts by itself."""
    user, _ = User.objects.get_or_create(
        username=username, defaults={"name": name, "is_active": False}
    )
    return user


def action(do: Callable[P, R]) -> Callable[P, R]:
    """Run ``do`` in one transaction. Every action takes ``by``: the person who acts."""

    @wraps(do)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        with transaction.atomic():
            return do(*args, **kwargs)

    return run


def in_turn() -> None:
    """Let one action at a time go on from here: the next waits until this one has ended.

    Called before reading what decides whether to create, where the database has no row to lock.
    """
    _head()


def snapshot(record: models.Model) -> dict[str, Any]:
    """Give the record's own values, as the log keeps them: all but secrets.

    The log is never changed, so it names nobody: a text that says who someone is or how to reach
    them is kept as a keyed digest, which shows that it changed but cannot be read.
    """
    classes: dict[str, Personal] = getattr(record, "personal", {})
    return _plain(
        {
            field.attname: _kept(field, record, classes.get(field.name))
            for field in record._meta.concrete_fields  # noqa: SLF001 -- Django's public name for it
            if classes.get(field.name) is not Personal.SECRET
        }
    )


def _kept(field: models.Field[Any, Any], record: models.Model, kind: Personal | None) -> Any:  # noqa: ANN401 -- any value
    value = field.value_from_object(record)
    if kind not in NAMES_SOMEONE or field.is_relation or not value:
        return value
    key = settings.SECRET_KEY.encode()
    return "#" + hmac.new(key, str(value).encode(), hashlib.sha256).hexdigest()[:16]


def record(
    what: str,
    *,
    by: User,
    on: models.Model,
    before: Values | None = None,
    after: Values | None = None,
    why: str = "",
) -> Event:
    """Write one line in the log. ``after`` is the record as it now is, unless told otherwise."""
    head = _head()
    event = _line(head, what, by, on, before, snapshot(on) if after is None else _plain(after))
    event.why = why
    _bind(head, event)
    event.save()
    head.save()
    return event


def record_all(
    what: str, *, by: User, on: Iterable[tuple[models.Model, Values | None]]
) -> list[Event]:
    """Write one line for each of many records, as ``record`` does: each with what it was before.

    The head moves once, so that tens of thousands are written in seconds.
    """
    head = _head()
    events = []
    for one, before in on:
        event = _line(head, what, by, one, before, snapshot(one))
        _bind(head, event)
        events.append(event)
    Event.objects.bulk_create(events)
    head.save()
    return events


def _line(
    head: LogHead, what: str, by: User, on: models.Model, before: Values | None, after: Values
) -> Event:
    return Event(
        id=head.number + 1,
        at=timezone.now(),
        by=by,
        what=what,
        subject=on._meta.label,  # noqa: SLF001 -- Django's public name for it
        subject_id=on.pk,
        before=None if before is None else _plain(before),
        after=after,
        mandate=mandate.get()(),
        previous=head.digest,
    )


def _bind(head: LogHead, event: Event) -> None:
    """Give a line its digest, and let the next one follow it."""
    event.digest = digest_of(as_line(event))
    head.number, head.digest = event.id, event.digest


def _head() -> LogHead:
    head, _ = LogHead.objects.select_for_update().get_or_create(pk=1)
    return head


def as_line(event: Event) -> dict[str, Any]:
    """Give a log line as plain values: what its digest covers, the digest, and what it binds to."""
    return {
        "id": event.id,
        "at": event.at.isoformat(),
        "by": event.by_id,
        "what": event.what,
        "subject": event.subject,
        "subject_id": event.subject_id,
        "before": event.before,
        "after": event.after,
        "why": event.why,
        "mandate": event.mandate,
        "previous": event.previous,
        "digest": event.digest,
    }


def digest_of(line: Mapping[str, Any]) -> str:
    """Give the SHA-256 that binds a log line to the one before it."""
    bound = [line[key] for key in BOUND]
    if line["mandate"]:  # lines from before mandates were kept are bound without one
        bound.append(line["mandate"])
    return sha256_of(bound)


def sha256_of(content: object) -> str:
    """Give the SHA-256 of something written as canonical JSON: sorted keys, no spaces."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(values: Values) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(json.dumps(dict(values), cls=DjangoJSONEncoder))
    return plain
