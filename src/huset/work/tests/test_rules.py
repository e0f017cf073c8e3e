"""Weeks and their edges, and the mail server's address. The days are tables of boundaries."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ImproperlyConfigured

from huset.work.rules import (
    When,
    days_late,
    is_digest_time,
    monday_of,
    sunday_of,
    when_due,
)
from huset.work.smtp import NO_BACKEND, SMTP_BACKEND, Smtp, read_site, read_smtp

SWEDEN = ZoneInfo("Europe/Stockholm")
MONDAY, SUNDAY = date(2026, 3, 9), date(2026, 3, 15)


@pytest.mark.parametrize(
    ("day", "monday", "sunday"),
    [
        (MONDAY, MONDAY, SUNDAY),
        (SUNDAY, MONDAY, SUNDAY),
        (date(2026, 3, 16), date(2026, 3, 16), date(2026, 3, 22)),
        (date(2026, 12, 31), date(2026, 12, 28), date(2027, 1, 3)),
        (date(2027, 1, 1), date(2026, 12, 28), date(2027, 1, 3)),
        (date(2028, 2, 29), date(2028, 2, 28), date(2028, 3, 5)),
    ],
    ids=["Monday", "Sunday", "the next Monday", "the last day", "New Year's Day", "leap day"],
)
def test_a_week_is_from_monday_to_sunday_also_over_the_new_year(day, monday, sunday):
    assert (monday_of(day), sunday_of(day)) == (monday, sunday)


@pytest.mark.parametrize(
    ("due", "today", "when"),
    [
        (date(2026, 3, 8), MONDAY, When.OVERDUE),
        (MONDAY, MONDAY, When.THIS_WEEK),
        (SUNDAY, MONDAY, When.THIS_WEEK),
        (date(2026, 3, 16), MONDAY, When.LATER),
        (SUNDAY, SUNDAY, When.THIS_WEEK),
        (date(2026, 3, 16), SUNDAY, When.LATER),
        (date(2027, 1, 3), date(2026, 12, 30), When.THIS_WEEK),
        (date(2027, 1, 4), date(2026, 12, 30), When.LATER),
        (None, MONDAY, When.UNDATED),
    ],
    ids=[
        "yesterday",
        "today",
        "on Sunday",
        "after Sunday",
        "today, a Sunday",
        "tomorrow, from a Sunday",
        "in the week of the new year",
        "after it",
        "no day",
    ],
)
def test_how_soon_something_is_due(due, today, when):
    assert when_due(due, today) is when


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (datetime(2026, 3, 9, 5, 59, tzinfo=SWEDEN), False),
        (datetime(2026, 3, 9, 6, 0, tzinfo=SWEDEN), True),
        (datetime(2026, 3, 9, 23, 59, tzinfo=SWEDEN), True),
        (datetime(2026, 3, 10, 6, 0, tzinfo=SWEDEN), False),
        (datetime(2026, 3, 15, 6, 0, tzinfo=SWEDEN), False),
    ],
    ids=["before six", "at six", "late", "Tuesday", "Sunday"],
)
def test_the_digest_goes_out_on_monday_mornings(now, expected):
    assert is_digest_time(now) is expected


@pytest.mark.parametrize(
    ("due", "said"),
    [
        (date(2026, 3, 8), "1 dag"),
        (date(2026, 3, 7), "2 dagar"),
        (date(2026, 1, 9), "59 dagar"),
        (date(2026, 1, 8), "2 månader"),
        (date(2025, 3, 10), "12 månader"),
        (date(2025, 3, 9), "1 år"),
    ],
)
def test_how_late_something_is_is_said_in_days_months_or_years(due, said):
    assert days_late(due, MONDAY) == said


@pytest.mark.parametrize(
    ("address", "server"),
    [
        ("", Smtp()),
        ("smtp://post.se", Smtp("post.se", 25)),
        ("smtps://post.se", Smtp("post.se", 465, tls=True)),
        ("smtp://a:b@post.se:587?tls=1", Smtp("post.se", 587, "a", "b", starttls=True)),
        ("smtps://a%40b.se:b%3A%2F@post.se", Smtp("post.se", 465, "a@b.se", "b:/", tls=True)),
        ("smtp://a:b@127.0.0.1:2525", Smtp("127.0.0.1", 2525, "a", "b")),
    ],
)
def test_the_mail_server_is_read_from_one_address(address, server):
    assert read_smtp(address) == server


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("post.se:25", "smtp://"),
        ("http://post.se", "smtp://"),
        ("smtp://", "smtp://"),
        ("smtp://post.se:abc", "porten"),
        ("smtp://post.se:99999", "porten"),
        ("smtp://a:b@post.se", "okrypterat"),
        ("smtp://a:b@post.se?tls=0", "okrypterat"),
    ],
)
def test_a_mail_server_that_cannot_be_is_refused_without_its_password(address, why):
    with pytest.raises(ImproperlyConfigured, match=why) as refused:
        read_smtp(address)
    assert "a:b" not in str(refused.value)


def test_without_a_server_nothing_is_sent():
    assert (Smtp().backend, Smtp("post.se").backend) == (NO_BACKEND, SMTP_BACKEND)


@pytest.mark.parametrize(
    ("address", "site"),
    [("", ""), ("https://h.se/", "https://h.se"), ("http://h.se:8000", "http://h.se:8000")],
)
def test_the_sites_address_has_no_slash_at_its_end(address, site):
    assert read_site(address) == site


@pytest.mark.parametrize("address", ["h.se", "ftp://h.se", "https://h.se/huset", "https://", "x y"])
def test_a_sites_address_that_cannot_be_is_refused(address):
    with pytest.raises(ImproperlyConfigured, match="HUSET_URL"):
        read_site(address)
