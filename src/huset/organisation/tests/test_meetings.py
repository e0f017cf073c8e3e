"""Meetings: planned, moved and cancelled by those who may, and shown in a calendar."""

from datetime import date

import pytest

from huset.kernel.actions import Refused
from huset.kernel.models import Event
from huset.organisation.actions import cancel_meeting, move_meeting, plan_meeting, plan_meetings
from huset.organisation.models import Body, Meeting
from huset.organisation.queries import calendar, meeting
from huset.organisation.rules import Role
from huset.organisation.tests import make

pytestmark = pytest.mark.django_db
PER = date(2026, 6, 15)


def days(*words: str) -> list[date]:
    return [date.fromisoformat(word) for word in words]


def planned() -> list[str]:
    return [f"{m.day}" for m in Meeting.objects.order_by("day")]


def test_many_meetings_are_planned_at_once_or_none_at_all():
    plan_meetings(body=make.body(), days=days("2026-03-01", "2026-02-01"), by=make.user())
    with pytest.raises(Refused, match="redan ett sammanträde den 2026-03-01"):
        plan_meetings(body=make.body(), days=days("2026-04-01", "2026-03-01"), by=make.user())

    assert planned() == ["2026-02-01", "2026-03-01"]


@pytest.mark.parametrize(
    ("day", "said"),
    [
        pytest.param(date(2019, 12, 31), "finns först från 2020-01-01", id="the day before"),
        pytest.param(date(2020, 1, 1), "", id="the first day"),
        pytest.param(date(2026, 12, 31), "", id="the last day"),
        pytest.param(date(2027, 1, 1), "finns bara till och med 2026-12-31", id="the day after"),
    ],
)
def test_a_body_meets_only_while_it_exists(day, said):
    body = make.body()
    Body.objects.filter(pk=body.pk).update(valid_to=date(2026, 12, 31))
    body.refresh_from_db()
    if said:
        with pytest.raises(Refused, match=said):
            plan_meeting(body=body, day=day, by=make.user())
    else:
        plan_meeting(body=body, day=day, by=make.user())

    assert Meeting.objects.count() == (0 if said else 1)


def moved(**changed: object) -> Meeting:
    known = make.meeting(make.body(), date(2026, 3, 1))
    given = {"meeting": known, "day": date(2026, 3, 8), "why": "Sportlov."} | changed
    return move_meeting(**given, by=make.user())


def test_a_meeting_moves_with_a_reason_that_is_shown():
    found = moved()

    assert (planned(), meeting(found.pk, PER).why) == (["2026-03-08"], "Sportlov.")
    assert Event.objects.order_by("id").last().before["day"] == "2026-03-01"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"why": " "}, "Skriv varför"),
        ({"day": date(2026, 3, 1)}, "redan den 2026-03-01"),
        ({"day": date(2019, 3, 1)}, "finns först från"),
    ],
)
def test_a_move_that_cannot_be_is_refused(changed, said):
    with pytest.raises(Refused, match=said):
        moved(**changed)

    assert planned() == ["2026-03-01"]


def test_a_meeting_with_decisions_is_neither_moved_nor_cancelled():
    made = make.decision(of=make.body(), day=date(2026, 3, 1))
    with pytest.raises(Refused, match="har registrerade beslut"):
        moved()
    with pytest.raises(Refused, match="har registrerade beslut"):
        cancel_meeting(meeting=made.meeting, why="Snö.", by=make.user())


def test_nothing_is_decided_at_a_cancelled_meeting_and_it_stays_in_the_calendar():
    found = make.meeting(make.body(), date(2026, 3, 1))
    cancel_meeting(meeting=found, why="Snö.", by=make.user())
    with pytest.raises(Refused, match="är inställt, så där fattas inga beslut"):
        make.decision(of=make.body(), day=date(2026, 3, 1))

    [month] = calendar(2026, PER)
    assert [m.status.word for m in month.meetings] == ["Inställt"]
    with pytest.raises(Refused, match="redan inställt"):
        cancel_meeting(meeting=found, why="Snö.", by=make.user())


def test_the_calendar_says_what_is_held_next_and_planned():
    plan_meetings(
        body=make.body(),
        days=days("2026-06-15", "2026-06-16", "2026-09-01"),
        by=make.user(),
    )
    plan_meetings(body=make.body("SN"), days=days("2026-06-15"), by=make.user())
    shown = [
        (m.day.day, m.status.word)
        for month in calendar(2026, PER, body_codes=["BUN"])
        for m in month.meetings
    ]

    assert shown == [(15, "Hållet"), (16, "Nästa"), (1, "Planerat")]
    assert [m.name for m in calendar(2026, PER)] == ["juni", "september"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2026-02-30", "”2026-02-30” är inga dagar"),
        ("12/3 2026-01-01", "”12/3” är inga dagar"),
        ("2026-1-1", "”2026-1-1” är inga dagar"),
        (" ", "måste fyllas i"),
        (" ".join(["2026-01-01"] * 61), "Högst 60 dagar"),
    ],
)
def test_a_list_of_days_that_cannot_be_read_says_which(typed, said):
    make.model()
    client = make.signed_in(Role.SECRETARY)
    answer = client.post("/meetings/new/", {"body": "BUN", "days": typed})

    assert said in answer.content.decode()
    assert planned() == []


def test_a_secretary_plans_moves_and_cancels_on_the_pages():
    make.model()
    client = make.signed_in(Role.SECRETARY)
    client.post(
        "/meetings/new/",
        {"body": "BUN", "days": "2026-03-01\n2026-04-01;2026-05-01", "begins": "13:00"},
    )
    first, second, _ = Meeting.objects.order_by("day")
    client.post(f"/meetings/{first.pk}/move/", {"day": "2026-03-08", "why": "Sportlov."})
    client.post(f"/meetings/{second.pk}/cancel/", {"why": "Påsk."})
    page = client.get("/meetings/?ar=2026").content.decode()

    assert planned() == ["2026-03-08", "2026-04-01", "2026-05-01"]
    assert ("Inställt" in page, "kl. 13:00" in page) == (True, True)
    assert "Påsk." in client.get(f"/meetings/{second.pk}/").content.decode()


def test_another_bodys_meetings_are_not_a_secretarys_to_change():
    make.model()
    client = make.signed_in(Role.SECRETARY)
    other = make.meeting(make.body("SN"), date(2026, 3, 1))
    answers = [
        client.post(f"/meetings/{other.pk}/move/", {"day": "2026-03-08", "why": "x"}),
        client.post(f"/meetings/{other.pk}/cancel/", {"why": "x"}),
        client.get(f"/meetings/{other.pk}/decisions/new/"),
        client.post(f"/meetings/{other.pk}/decisions/new/", {"paragraph": "1"}),
    ]
    form = client.post("/meetings/new/", {"body": "SN", "days": "2026-04-01"})

    assert [a.status_code for a in answers] == [403] * 4
    assert "inte giltigt val" in form.content.decode() or form.status_code == 200
    assert planned() == ["2026-03-01"]


def test_the_calendar_asks_as_many_questions_for_three_meetings_as_for_one(page, questions):
    make.model()
    counts = []
    for planned_days in (["2026-03-01"], ["2026-04-01", "2026-05-01"]):
        plan_meetings(body=make.body(), days=days(*planned_days), by=make.user())
        page("/meetings/?ar=2026")
        with questions() as asked:
            page("/meetings/?ar=2026")
        counts.append(len(asked))

    assert counts[0] == counts[1]
