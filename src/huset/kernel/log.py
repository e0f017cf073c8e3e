"""The log as a list: the latest lines first, chosen by period, person, kind of thing and event."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, QuerySet

from huset.kernel.chain import Period, within
from huset.kernel.history import HistoryLine, Wording, in_words
from huset.kernel.models import Event, User

LINES_A_PAGE = 50
EVER = Period()


@dataclass(frozen=True)
class Choice:
    """Which lines a reader has chosen; ``before`` and ``after`` are lines to go on from."""

    period: Period = EVER
    by: int | None = None
    subject: str = ""
    what: str = ""
    before: int | None = None
    after: int | None = None


@dataclass(frozen=True)
class LogPage:
    """A page of the log; where there is more, the line to go on from."""

    lines: tuple[HistoryLine, ...]
    older: int | None
    newer: int | None


def log_page(chosen: Choice, wording: Wording) -> LogPage:
    """A page of the log, found by line number, so that a long log costs no more than a short."""
    found = _chosen(chosen)
    if chosen.after is not None:
        ascending = list(found.filter(id__gt=chosen.after).order_by("id")[: LINES_A_PAGE + 1])
        events, more = ascending[LINES_A_PAGE - 1 :: -1], len(ascending) > LINES_A_PAGE
        return _page(events, wording, older=True, newer=more)
    if chosen.before is not None:
        found = found.filter(id__lt=chosen.before)
    descending = list(found.order_by("-id")[: LINES_A_PAGE + 1])
    more = len(descending) > LINES_A_PAGE
    newer = chosen.before is not None
    return _page(descending[:LINES_A_PAGE], wording, older=more, newer=newer)


def _page(events: Sequence[Event], wording: Wording, *, older: bool, newer: bool) -> LogPage:
    return LogPage(
        lines=in_words(events, wording),
        older=events[-1].id if events and older else None,
        newer=events[0].id if events and newer else None,
    )


def who_have_acted() -> list[int]:
    """The numbers of the users who have written in the log."""
    written = Event.objects.filter(by=OuterRef("pk"))
    return list(User.objects.filter(Exists(written)).values_list("pk", flat=True))


def rows_of(period: Period) -> "QuerySet[Event]":
    """A period's lines from the oldest, for a file that people read."""
    return within(period, Event.objects.order_by("id"))


def _chosen(chosen: Choice) -> "QuerySet[Event]":
    found: QuerySet[Event] = within(chosen.period, Event.objects.all())
    exactly: dict[str, Any] = {
        "by": chosen.by,
        "subject": _label(chosen.subject),
        "what": chosen.what,
    }
    return found.filter(**{name: value for name, value in exactly.items() if value})


def _label(subject: str) -> str:
    return apps.get_model(subject)._meta.label if subject else ""  # noqa: SLF001 -- Django's public name for it
