"""The weekly digest as a letter: what waits, and nothing about anyone but who gets it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from email.utils import make_msgid
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse

from huset.model.queries import model_in_force
from huset.work.addresses import absolute, way_out
from huset.work.queries import Addressee, Owed
from huset.work.rules import WHEN_NAMES, When, days_late, monday_of


@dataclass(frozen=True)
class Line:
    """A duty as the letter tells of it."""

    kind: str
    what: str
    place: str
    due: date | None
    late: str
    stands_in: bool
    url: str


@dataclass(frozen=True)
class Part:
    """The duties that are due equally soon."""

    title: str
    lines: tuple[Line, ...]


def letter(to: Addressee, day: date) -> EmailMultiAlternatives:
    """The letter to someone: as plain text, and as simple HTML."""
    stop = settings.SITE_URL + reverse("work:stop", args=[way_out(to.person.pk)])
    told = {
        "parts": parts(to.owed, day),
        "municipality": model_in_force(day).municipality,
        "week": monday_of(day).isocalendar().week,
        "work_url": settings.SITE_URL + reverse("work:work"),
        "settings_url": settings.SITE_URL + reverse("work:mailings"),
        "stop_url": stop,
    }
    made = EmailMultiAlternatives(
        subject=subject(to.owed),
        body=render_to_string("work/digest.txt", told),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[to.person.email],
        headers={
            "Message-ID": make_msgid(domain=urlsplit(settings.SITE_URL).hostname),
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",  # RFC 8058
            "Auto-Submitted": "auto-generated",  # RFC 3834: no answers from the absent
        },
    )
    made.attach_alternative(render_to_string("work/digest.html", told), "text/html")
    return made


def subject(owed: Iterable[Owed]) -> str:
    """What the letter is about, with counts: "Mitt arbete: 2 försenade, 3 den här veckan"."""
    counts = dict.fromkeys(When, 0)
    for one in owed:
        counts[one.when] += 1
    said = [
        f"{counts[when]} {word}"
        for when, word in (
            (When.OVERDUE, "försenat" if counts[When.OVERDUE] == 1 else "försenade"),
            (When.THIS_WEEK, "den här veckan"),
        )
        if counts[when]
    ]
    rest = counts[When.LATER] + counts[When.UNDATED]
    return f"Mitt arbete: {', '.join(said) or f'{rest} att göra längre fram'}"


def parts(owed: Iterable[Owed], day: date) -> list[Part]:
    """The duties by how soon they are due."""
    found: dict[When, list[Line]] = {when: [] for when in When}
    for one in owed:
        found[one.when].append(_line(one, day))
    return [Part(WHEN_NAMES[when], tuple(lines)) for when, lines in found.items() if lines]


def _line(one: Owed, day: date) -> Line:
    duty = one.duty
    return Line(
        kind=duty.kind,
        what=duty.outside or duty.what,
        place=one.place,
        due=duty.due,
        late=days_late(duty.due, day) if duty.due and one.when is When.OVERDUE else "",
        stands_in=one.stands_in,
        url=absolute(settings.SITE_URL, duty.page),
    )
