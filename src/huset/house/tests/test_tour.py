"""The first visit: the tour is offered once, put away for good, and always there to take again."""

import pytest
from django.test import Client

from huset.house.actions import end_tour
from huset.house.models import Tour
from huset.house.tour import SEEN
from huset.kernel.models import Event
from huset.organisation.tests.make import model, user

pytestmark = pytest.mark.django_db
OFFER = "data-tour-invitation"


@pytest.fixture(autouse=True)
def a_model(db):
    model()


def offered(client):
    return OFFER in client.get("/").content.decode()


@pytest.fixture
def visitor():
    client = Client()
    client.force_login(user("nina"))
    return client


def test_the_tour_is_offered_at_the_first_visit(client, visitor):
    assert (offered(client), offered(visitor)) == (True, True)


def test_a_stranger_who_declines_is_not_asked_again_in_that_browser(client):
    answer = client.post("/tour/dismiss/")
    cookie = answer.cookies[SEEN]

    assert (answer.status_code, answer.url) == (302, "/")
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")
    assert cookie["max-age"] == 400 * 24 * 60 * 60
    assert (offered(client), offered(Client())) == (False, True)
    assert (Tour.objects.count(), Event.objects.filter(what="house.tour.ended").count()) == (0, 0)


def test_the_one_signed_in_is_not_asked_again_anywhere(visitor):
    answer = visitor.post("/tour/dismiss/")
    elsewhere = Client()
    elsewhere.force_login(user("nina"))

    assert SEEN not in answer.cookies
    assert (offered(visitor), offered(elsewhere)) == (False, False)


def test_one_who_declined_before_signing_in_is_not_asked_after(visitor):
    visitor.cookies[SEEN] = "1"

    assert not offered(visitor)


def test_declining_twice_is_noted_once():
    end_tour(by=user())
    end_tour(by=user())

    assert Tour.objects.count() == 1
    assert Event.objects.filter(what="house.tour.ended").count() == 1


def test_the_page_that_has_put_the_invitation_away_gets_no_page_back(client):
    assert client.post("/tour/dismiss/", {"quiet": "1"}).status_code == 204
    assert not offered(client)


def test_looking_never_puts_it_away(client):
    assert client.get("/tour/dismiss/").status_code == 405
    assert client.get("/tour/").status_code == 200
    assert offered(client)


def test_nobody_elses_page_puts_it_away():
    strict = Client(enforce_csrf_checks=True)

    assert strict.post("/tour/dismiss/").status_code == 403
    assert offered(strict)


def test_the_tour_is_a_page_of_its_own_that_is_always_there(client):
    client.post("/tour/dismiss/")
    page = client.get("/tour/", {"organ": "SN"}).content.decode()

    assert page.count("<h2>") == 7
    assert 'href="/?organ=SN#rundtur"' in page
    assert "Jag har sett rundturen" not in page
    assert 'href="/tour/"' in client.get("/direction/").content.decode()


def test_the_houses_page_has_the_steps_even_when_they_are_not_offered(client):
    client.post("/tour/dismiss/")

    assert client.get("/").content.decode().count("tour-step") == 7
