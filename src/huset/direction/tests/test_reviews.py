"""The yearly review: made once, of the list that was seen, and put right when it was wrong."""

from datetime import date

import pytest
from django.urls import reverse

from huset.direction.actions import confirm_steering, correct_review, withdraw_review
from huset.direction.duties import duties
from huset.direction.models import SteeringReview
from huset.direction.queries import (
    confirmed_mark,
    review_mark,
    reviews,
    steered_bodies,
    steering_of,
)
from huset.direction.tests import make
from huset.kernel.actions import Clash, Refused
from huset.kernel.models import Event
from huset.organisation.duties import Owner
from huset.organisation.permissions import actor_of
from huset.organisation.rules import Role
from huset.organisation.tests.make import SINCE, body, model, reader, signed_in, user

pytestmark = pytest.mark.django_db


def test_the_bodies_that_answer_for_outer_steering_are_those_of_the_model():
    model()
    for code, kind in (("BUN", "committee"), ("KF", "council"), ("REV", "auditors")):
        body(code, kind=kind)

    assert [b.code for b in steered_bodies(SINCE)] == ["BUN", "KF"]


@pytest.mark.parametrize(
    ("year", "per", "word"),
    [
        pytest.param(2026, date(2026, 3, 9), "Inte bekräftad", id="before the day"),
        pytest.param(2026, date(2026, 3, 10), "Bekräftad", id="on the day"),
        pytest.param(2025, date(2026, 3, 10), "Bekräftades inte", id="a year that has passed"),
    ],
)
def test_a_review_is_known_from_its_day(year, per, word):
    model()
    confirm_steering(body=body(), day=date(2026, 3, 10), note="", by=user())

    assert [row.status.word for row in reviews(year, per)] == [word]


def test_a_review_is_made_once_a_year_of_the_list_that_was_seen():
    model()
    make.external()
    day = date(2026, 3, 10)
    seen = confirmed_mark(steering_of("BUN", day))
    make.external("SKOL", "Skollag")
    with pytest.raises(Clash, match="Läs listan igen"):
        confirm_steering(body=body(), day=day, note="", seen=seen, by=user())
    seen = confirmed_mark(steering_of("BUN", day))
    confirm_steering(body=body(), day=day, note="", seen=seen, by=user())
    assert Event.objects.last().after["steering"] == "KL, SKOL"
    with pytest.raises(Refused, match="redan"):
        confirm_steering(body=body(), day=date(2026, 4, 1), note="", by=user())
    assert SteeringReview.objects.count() == 1


@pytest.mark.parametrize(
    ("role", "at", "status"),
    [
        (Role.DIRECTOR, "BUN", 200),
        (Role.DIRECTOR, "SN", 403),
        (Role.CONTROLLER, "SN", 200),
        (Role.CHAIR, "BUN", 403),
        (Role.MANAGER, "BUN", 403),
    ],
)
def test_a_body_is_confirmed_by_its_head_or_for_the_whole_group(role, at, status):
    model()
    body("SN")
    client = signed_in(role, body("BUN"))

    assert client.get(f"/direction/reviews/{at}/").status_code == status
    if status == 403:
        assert client.post(f"/direction/reviews/{at}/", {"note": ""}).status_code == 403
        assert not SteeringReview.objects.exists()


def test_a_head_sees_the_list_confirms_it_and_sees_that_it_is_done():
    model()
    make.external()
    client = signed_in(Role.DIRECTOR, body())
    text = client.get("/direction/reviews/BUN/").content.decode()
    seen = text.split('name="seen" value="')[1].split('"')[0]
    assert "Kommunallagen" in text
    stale = client.post("/direction/reviews/BUN/", {"note": "Ja", "seen": "0"})
    assert "Läs listan igen" in stale.content.decode()
    assert not SteeringReview.objects.exists()
    assert client.post("/direction/reviews/BUN/", {"note": "Ja", "seen": seen}).status_code == 302
    assert "redan bekräftad" in client.get("/direction/reviews/BUN/").content.decode()
    twice = client.post("/direction/reviews/BUN/", {"note": "Ja", "seen": seen})
    assert "redan" in twice.content.decode()
    assert SteeringReview.objects.get().note == "Ja"


def test_a_note_is_read_by_those_within_the_body_alone(page):
    model()
    confirm_steering(body=body(), day=date(2026, 3, 10), note="Bara inom nämnden", by=user())
    where = "/direction/reviews/?per=2026-11-22"

    assert "Bara inom nämnden" not in page(where)
    other = signed_in(Role.MEMBER, body("SN"))
    assert "Bara inom nämnden" not in other.get(where).content.decode()
    assert "Bara inom nämnden" in signed_in(Role.MEMBER).get(where).content.decode()


def test_a_head_owes_the_review_until_it_is_done():
    model()
    today = date(2026, 11, 22)
    make.external()
    owner = Owner(None, actor_of(reader(Role.DIRECTOR)))
    owed = duties(owner, today)

    assert [(d.place, d.due, d.button) for d in owed] == [("BUN", date(2026, 12, 31), "Gå igenom")]
    assert reverse(owed[0].page[0], args=owed[0].page[1]) == "/direction/reviews/BUN/"
    confirm_steering(body=body(), day=today, note="", by=user())
    assert duties(owner, today) == []
    assert [d.place for d in duties(owner, date(2027, 1, 1))] == ["BUN"]


@pytest.mark.parametrize("role", [Role.CONTROLLER, Role.CHAIR, Role.MANAGER, Role.EMPLOYEE])
def test_others_owe_no_review(role):
    model()

    assert duties(Owner(None, actor_of(reader(role))), date(2026, 11, 22)) == []


def review(note: str = "Fel", at: str = "BUN") -> SteeringReview:
    return confirm_steering(body=body(at), day=date(2026, 3, 10), note=note, by=user())


def test_what_a_review_came_to_is_corrected_by_one_who_has_seen_it():
    made = review()
    seen = review_mark(made)

    assert correct_review(review=made, note="Rätt", seen=seen, by=user()).note == "Rätt"
    line = Event.objects.last()
    assert (line.what, line.before["note"], line.after["note"]) == (
        "direction.steering_review.corrected",
        "Fel",
        "Rätt",
    )
    with pytest.raises(Clash):
        correct_review(review=made, note="Annat", seen=seen, by=user())
    made.refresh_from_db()
    with pytest.raises(Refused, match="Inget är ändrat"):
        correct_review(review=made, note="Rätt", seen=review_mark(made), by=user())


def test_a_review_that_is_taken_back_is_owed_again_and_can_be_made_anew():
    model()
    make.external()
    owner, today = Owner(None, actor_of(reader(Role.DIRECTOR))), date(2026, 11, 22)
    made = review()
    assert duties(owner, today) == []
    withdraw_review(review=made, by=user())

    assert [d.place for d in duties(owner, today)] == ["BUN"]
    assert Event.objects.last().before["note"] == "Fel"
    with pytest.raises(Refused, match="tillbaka"):
        withdraw_review(review=made, by=user())
    assert review("På nytt").note == "På nytt"


@pytest.mark.parametrize(
    ("role", "at", "status"),
    [
        (Role.DIRECTOR, "BUN", 302),
        (Role.DIRECTOR, "SN", 403),
        (Role.CONTROLLER, "SN", 302),
        (Role.CHAIR, "BUN", 403),
    ],
)
def test_a_review_is_taken_back_by_those_who_may_confirm_it(role, at, status):
    model()
    made = review(at=at)
    client = signed_in(role, body("BUN"))

    shown = client.get(f"/direction/reviews/{made.pk}/correct/").status_code
    assert shown == (403 if status == 403 else 200)
    assert client.post(f"/direction/reviews/{made.pk}/withdraw/").status_code == status
    assert SteeringReview.objects.exists() == (status == 403)


def test_a_head_corrects_the_review_from_the_list_and_a_clash_shows_both_texts():
    model()
    make.external()
    made, client = review("Första"), signed_in(Role.DIRECTOR, body())
    where = f"/direction/reviews/{made.pk}/correct/"
    assert where in client.get("/direction/reviews/?ar=2026&per=2026-11-22").content.decode()
    stale = client.post(where, {"note": "Min text", "seen": "0"})
    told = stale.content.decode()

    assert (stale.status_code, "Första" in told, "Min text" in told) == (409, True, True)
    seen = stale.context["form"]["seen"].value()
    assert client.post(where, {"note": "Min text", "seen": seen}).status_code == 302
    made.refresh_from_db()
    assert made.note == "Min text"
