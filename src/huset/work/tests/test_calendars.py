"""Calendars: read back by another program, whole to the byte, and closed to everyone else."""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from huset.kernel.models import User
from huset.organisation.actions import (
    cancel_meeting,
    correct_person,
    move_meeting,
    plan_meeting,
)
from huset.organisation.models import Mandate, Person
from huset.organisation.rules import Role
from huset.organisation.tests.make import body, user
from huset.work.actions import make_feed
from huset.work.tests import make
from huset.work.tests.make import DAY

pytestmark = pytest.mark.django_db
SWEDEN = ZoneInfo("Europe/Stockholm")
LONG = "Sammanträdesrummet Ängsfröskan på våning två, mitt emot receptionen, till höger om trappan"


@pytest.fixture(autouse=True)
def house(db):
    make.house()


def fetch(url: str, **headers: str):
    return Client().get(url, headers=headers)


def of_body(code: str = "BUN"):
    return fetch(reverse("work:body-calendar", args=[code]))


def events(answer) -> list:
    """The events as a calendar program reads them."""
    assert answer.status_code == 200
    return Calendar.from_ical(answer.content).walk("VEVENT")


def own(person: Person) -> str:
    """The secret address of someone's calendar."""
    return reverse("work:feed", args=[make_feed(person=person, by=person.user).secret])


def planned(day: date, **more):
    return plan_meeting(body=body(), day=day, by=user(), **more)


def test_a_meeting_is_an_event_in_swedish_time_summer_and_winter():
    year = timezone.localdate().year
    for month in (1, 7):
        planned(date(year, month, 15), begins=time(9), where="Salen")
    winter, summer = events(of_body())

    assert winter.decoded("dtstart") == datetime(year, 1, 15, 9, tzinfo=SWEDEN)
    assert summer.decoded("dtstart").astimezone(UTC).hour == 7
    assert winter.decoded("dtstart").astimezone(UTC).hour == 8
    assert str(winter["location"]) == "Salen"
    assert str(winter["status"]) == "CONFIRMED"
    assert str(winter["summary"]) == "Nämnden BUN: sammanträde"


def test_a_meeting_without_a_time_is_the_whole_day_and_keeps_nobody_busy():
    day = timezone.localdate() + DAY
    planned(day)
    (event,) = events(of_body())

    assert (event.decoded("dtstart"), event.decoded("dtend")) == (day, day + DAY)
    assert str(event["transp"]) == "TRANSPARENT"


def test_a_moved_meeting_keeps_its_uid_and_counts_its_changes():
    day = timezone.localdate() + DAY
    meeting = planned(day)
    (before,) = events(of_body())
    move_meeting(meeting=meeting, day=day + DAY, why="Lokalen", by=user())
    (after,) = events(of_body())

    assert before["uid"] == after["uid"]
    assert (before["sequence"], after["sequence"]) == (0, 1)
    assert before.decoded("dtstamp") < after.decoded("dtstamp") or (
        before.decoded("dtstamp") == after.decoded("dtstamp")
    )
    assert after.decoded("dtstart") == day + DAY


def test_a_cancelled_meeting_says_so():
    cancel_meeting(meeting=planned(timezone.localdate() + DAY), why="Få ärenden", by=user())
    (event,) = events(of_body())

    assert str(event["status"]) == "CANCELLED"
    assert str(event["summary"]).startswith("Inställt: ")


def test_the_bytes_are_as_the_standard_says():
    planned(timezone.localdate() + DAY, begins=time(9), where=LONG)
    content = of_body().content
    lines = content.split(b"\r\n")

    assert lines[-1] == b""
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(map(len, lines)) <= 75
    assert b"\r\n ".join([b""] * 2) in content  # something was long enough to be folded
    assert str(events(of_body())[0]["location"]) == LONG
    zones = Calendar.from_ical(content).walk("VTIMEZONE")
    assert [str(zone["tzid"]) for zone in zones] == ["Europe/Stockholm"]
    assert str(Calendar.from_ical(content)["refresh-interval"].to_ical(), "ascii") == "PT6H"


def test_the_same_data_give_the_same_bytes_and_are_not_sent_twice():
    planned(timezone.localdate() + DAY)
    person = make.someone()
    make.to_do()
    for url in (reverse("work:body-calendar", args=["BUN"]), own(person)):
        first, second = fetch(url), fetch(url)
        assert first.content == second.content
        unchanged = fetch(url, **{"If-None-Match": first["ETag"]})
        assert (unchanged.status_code, unchanged.content) == (304, b"")
    planned(timezone.localdate() + 2 * DAY)
    assert fetch(url, **{"If-None-Match": first["ETag"]}).status_code == 200


def test_what_lies_long_ago_is_left_out():
    year = timezone.localdate().year
    for day in (date(year - 2, 12, 31), date(year - 1, 1, 1)):
        planned(day)

    assert [e.decoded("dtstart") for e in events(of_body())] == [date(year - 1, 1, 1)]


def test_a_body_that_is_not_there_has_no_calendar():
    assert of_body("FINNS-INTE").status_code == 404


def test_the_pages_of_meetings_and_of_the_body_lead_to_the_calendar():
    link = f'href="{reverse("work:body-calendar", args=["BUN"])}"'
    meetings = reverse("organisation:meetings")
    body()
    page = fetch(reverse("organisation:body", args=["BUN"])).content.decode()

    assert link in page
    assert link in Client().get(meetings, {"organ": "BUN"}).content.decode()
    assert "calendar.ics" not in Client().get(meetings).content.decode()


def test_ones_own_calendar_has_the_own_bodies_meetings_and_what_is_to_be_done():
    day = timezone.localdate() + 20 * DAY
    planned(day)
    plan_meeting(body=body("SN"), day=day, by=user())
    decision = make.to_do(day, title="Om Anna Andersson")
    found = {str(e["summary"]): e for e in events(fetch(own(make.someone())))}

    assert "Nämnden BUN: sammanträde" in found
    assert "Nämnden SN: sammanträde" not in found
    duty = found[f"Verkställ beslutet Kommunfullmäktige 2025-11-24 § {decision.paragraph}"]
    assert (duty.decoded("dtstart"), duty.decoded("dtend")) == (day, day + DAY)
    assert str(duty["transp"]) == "TRANSPARENT"
    assert str(duty["url"]).startswith("http://testserver/decisions/")
    assert "Anna" not in str(found)


def test_links_begin_with_the_sites_address_where_there_is_one(settings):
    settings.SITE_URL = "https://huset.kommun.se"
    planned(timezone.localdate() + DAY)
    (event,) = events(of_body())

    assert str(event["url"]).startswith("https://huset.kommun.se/meetings/")
    assert str(event["uid"]).endswith("@huset.kommun.se")


def test_every_event_has_a_uid_of_its_own():
    make.to_do()
    make.to_do()
    planned(timezone.localdate() + DAY)
    uids = [str(e["uid"]) for e in events(fetch(own(make.someone())))]

    assert len(uids) == len(set(uids)) >= 3


@pytest.mark.parametrize("secret", ["fel", "A" * 43, "%00", "..%2f", "å" * 43])
def test_a_wrong_secret_finds_nothing(secret):
    own(make.someone())

    assert fetch(f"/calendar/{secret}.ics").status_code == 404


def test_a_calendar_is_empty_when_the_mandates_have_ended():
    make.to_do()
    planned(timezone.localdate() + DAY)
    person = make.someone()
    url = own(person)
    assert events(fetch(url))
    Mandate.objects.filter(person=person).update(valid_to=timezone.localdate() - timedelta(days=1))

    assert events(fetch(url)) == []


def test_a_calendar_is_empty_when_the_account_is_closed():
    person = make.someone()
    make.to_do()
    url = own(person)
    User.objects.filter(pk=person.user_id).update(is_active=False)

    assert events(fetch(url)) == []


def test_someone_protected_is_not_named_in_any_calendar():
    person = make.someone()
    make.to_do()
    planned(timezone.localdate() + DAY)
    url, name = own(person), person.name
    correct_person(person=person, protected=True, by=user(), why="Skydd")

    for answer in (fetch(url), of_body()):
        assert not re.search(name, answer.content.decode(), re.IGNORECASE)


def test_a_calendar_asks_as_much_for_300_meetings_as_for_3(questions):
    counts = []
    first = timezone.localdate()
    person = make.someone(role=Role.MEMBER)
    urls = (reverse("work:body-calendar", args=["BUN"]), own(person))
    for since, until in ((1, 4), (4, 301)):
        for number in range(since, until):
            planned(first + number * DAY)
        with questions() as asked:
            for url in urls:
                assert fetch(url).status_code == 200
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_the_secret_calendar_is_kept_by_nobody_in_between():
    answer = fetch(own(make.someone()))

    assert answer["Cache-Control"].startswith("private")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
