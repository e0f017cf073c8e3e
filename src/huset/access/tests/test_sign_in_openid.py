"""Signing in by the municipality's own provider: a real one, and all the way."""

import re
import socket
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from huset.access.tests.provider import (
    BACK,
    CLIENT,
    HERE,
    SECRET,
    asked_for,
    providing,
    sign_in_there,
)
from huset.kernel.models import Event, User
from huset.organisation.actions import correct_person, register_person
from huset.organisation.models import Person
from huset.organisation.rules import Role
from huset.organisation.tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("governed")]
START = "/sign-in/oidc/"


@pytest.fixture(scope="module")
def provider(tmp_path_factory):
    with socket.socket() as listener:
        listener.bind((HERE, 0))
        port = listener.getsockname()[1]
    with providing(tmp_path_factory.mktemp("provider"), port) as address:
        yield address


@pytest.fixture(autouse=True)
def _configured(provider, settings):
    app = {
        "provider_id": "oidc",
        "name": "Kommunens inloggning",
        "client_id": CLIENT,
        "secret": SECRET,
        "settings": {"server_url": provider, "oauth_pkce_enabled": True},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}


def person(name="Karin", user=None, **known):
    return register_person(name=name, user=user, by=make.user(), **known)


def set_out(client, **choices):
    """Press the button, and give the provider's address."""
    page = client.post(START, choices).content.decode()
    return unescape(re.search(r'content="0; url=([^"]+)"', page)[1])


def come_in(client, code, **choices):
    return client.get(sign_in_there(set_out(client, **choices), code))


def who(client):
    return client.session.get("_auth_user_id")


def test_a_person_in_the_directory_gets_in_with_the_rights_of_the_mandate(client):
    user = make.reader(Role.DIRECTOR)
    correct_person(person=user.person, external_id="k-1001", by=make.user())
    answer = come_in(client, "k-1001", next="/bodies/")

    assert (answer.status_code, answer.url) == (302, "/bodies/")
    assert who(client) == str(user.pk)
    assert make.reader(Role.DIRECTOR) == user
    assert "Förvaltningschef" in client.get("/bodies/").content.decode()
    assert client.get(reverse("goals:values")).status_code == 200


def test_a_person_without_an_account_gets_one_and_the_log_says_so(client):
    found = person(external_id="k-1001")
    come_in(client, "k-1001")
    found.refresh_from_db()

    assert who(client) == str(found.user.pk)
    assert (found.user.username, found.user.name) == ("k-1001", "Karin")
    assert not found.user.has_usable_password()
    line = Event.objects.get(what="access.account.admitted")
    assert (line.by.username, line.subject_id) == ("inloggningen", found.user.pk)


def test_a_second_visit_changes_nothing_and_stores_nothing_of_what_the_provider_says(client):
    person(external_id="k-1001")
    come_in(client, "k-1001")
    lines, users = Event.objects.count(), User.objects.count()
    come_in(Client(), "k-1001")

    assert (Event.objects.count(), User.objects.count()) == (lines, users)


def test_a_protected_person_gets_an_account_that_names_nobody(client):
    found = person(external_id="by-email", email="per@kommun.example", protected=True)
    come_in(client, "by-email")
    found.refresh_from_db()

    assert found.user.name == found.shown
    assert (found.user.email, found.user.username) == ("", f"person-{found.pk}")


@pytest.mark.parametrize(
    ("code", "known"),
    [
        pytest.param("by-email", {"email": "per@kommun.example"}, id="verified e-mail"),
        pytest.param("by-name", {"user": "pia"}, id="user name"),
    ],
)
def test_who_is_not_known_by_code_is_known_by_something_else(client, code, known):
    if "user" in known:
        known = {"user": make.user(known["user"])}
    found = person(**known)
    come_in(client, code)
    found.refresh_from_db()

    assert who(client) == str(found.user.pk)


@pytest.mark.parametrize(
    ("code", "known"),
    [
        pytest.param("by-email", {"email": "per@kommun.example"}, id="verified e-mail"),
        pytest.param("by-name", {"user": "pia"}, id="user name"),
    ],
)
def test_who_has_another_code_is_known_by_nothing_else(client, code, known):
    if "user" in known:
        known = {"user": make.user(known["user"])}
    person(external_id="någon-annans", **known)
    answer = come_in(client, code)

    assert (answer.status_code, who(client)) == (403, None)


@pytest.mark.parametrize(
    ("code", "emails"),
    [
        pytest.param("stranger", [], id="unknown"),
        pytest.param("unverified", ["per@kommun.example"], id="e-mail not verified"),
        pytest.param("twice", ["delad@kommun.example", "delad@kommun.example"], id="two fit"),
        pytest.param("by-name", [], id="an account without a person"),
    ],
)
def test_who_is_not_in_the_directory_is_told_so_and_gets_no_account(client, code, emails):
    make.user("pia")
    for email in emails:
        person(email=email)
    users = User.objects.count()
    answer = come_in(client, code)

    assert answer.status_code == 403
    assert "Du finns inte i kommunens katalog" in answer.content.decode()
    assert (who(client), User.objects.count()) == (None, users)


def test_a_closed_account_is_refused(client):
    user = make.reader(Role.CONTROLLER)
    correct_person(person=user.person, external_id="k-1001", by=make.user())
    user.is_active = False
    user.save()
    answer = come_in(client, "k-1001")

    assert (answer.url, who(client)) == ("/sign-in/closed/", None)
    assert "Kontot är stängt" in client.get(answer.url).content.decode()


def test_what_the_provider_says_of_someone_gives_no_rights(client):
    person(external_id="k-1001")
    come_in(client, "k-1001")

    assert client.get(reverse("ledger:imports")).status_code == 403
    assert "Invånare" in client.get("/account/").content.decode()


def test_a_provider_is_asked_with_state_nonce_and_pkce_and_for_no_more_than_it_must(client):
    asked = asked_for(set_out(client))

    assert asked.keys() == {
        "client_id",
        "redirect_uri",
        "scope",
        "response_type",
        "state",
        "nonce",
        "code_challenge",
        "code_challenge_method",
    }
    assert set(asked["scope"].split()) == {"openid", "profile", "email"}
    assert asked["code_challenge_method"] == "S256"


def test_the_address_cannot_change_what_the_provider_is_asked(client):
    page = client.post(f"{START}?scope=admin&auth_params=prompt%3Dnone%26nonce%3Dmine").content

    assert b"admin" not in page
    assert b"nonce=mine" not in page
    assert b"prompt" not in page


def changed(url, **what):
    for name, value in what.items():
        url = re.sub(rf"{name}=[^&]*", f"{name}={value}", url)
    return url


@pytest.mark.parametrize("what", ["state", "nonce", "code"])
def test_an_answer_that_has_been_tampered_with_lets_nobody_in(client, what):
    person(external_id="k-1001")
    there = set_out(client)
    if what == "nonce":
        there = changed(there, nonce="somebody-elses")
    back = sign_in_there(there, "k-1001")
    if what != "nonce":
        back = changed(back, **{what: "somebody-elses"})
    answer = client.get(back)

    assert (answer.status_code, who(client)) == (403, None)
    assert "Inloggningen gick inte att slutföra" in answer.content.decode()


def test_an_answer_to_somebody_elses_question_lets_nobody_in(client):
    person(external_id="k-1001")
    back = sign_in_there(set_out(client), "k-1001")
    victim = Client()

    assert (victim.get(back).status_code, who(victim)) == (403, None)


def test_an_answer_is_good_only_once(client):
    person(external_id="k-1001")
    back = sign_in_there(set_out(client), "k-1001")
    client.get(back)
    client.post("/sign-out/")

    assert (client.get(back).status_code, who(client)) == (403, None)


def test_who_cancels_is_told_that_nobody_is_signed_in(client):
    state = asked_for(set_out(client))["state"]
    answer = client.get(BACK, {"error": "access_denied", "state": state})

    assert answer.status_code == 200
    assert "Inloggningen avbröts" in answer.content.decode()


@pytest.mark.parametrize(
    "url",
    ["https://example.com/", "//example.com/", "http://testserver.example.com/", "javascript:"],
)
def test_a_sign_in_never_leads_to_another_site(client, url):
    person(external_id="k-1001")

    assert come_in(client, "k-1001", next=url).url == "/work/"


def test_a_sign_in_gives_the_session_a_new_key(client):
    person(external_id="k-1001")
    set_out(client)
    before = client.session.session_key
    come_in(client, "k-1001")

    assert before
    assert client.session.session_key != before


def test_a_local_second_factor_is_not_asked_for_when_the_provider_has_signed_in(client, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    user = make.reader(Role.CONTROLLER)
    user.set_password("a long enough one")
    user.save()
    correct_person(person=user.person, external_id="k-1001", by=make.user())
    come_in(client, "k-1001")

    assert client.get("/").status_code == 200


def test_the_door_shows_the_municipalitys_sign_in_first(client):
    page = client.get("/sign-in/").content.decode()

    assert page.index("Logga in med Kommunens inloggning") < page.index("Logga in med lösenord")


def test_without_a_provider_there_is_nothing_to_set_out_for(client, settings):
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": []}}

    assert "Kommunens inloggning" not in client.get("/sign-in/").content.decode()
    assert [client.post(START).status_code, client.get(BACK).status_code] == [404, 404]


def test_two_of_the_same_address_in_the_directory_are_still_two_people(client):
    person(email="delad@kommun.example")
    person(email="delad@kommun.example", external_id="twice")
    come_in(client, "twice")

    assert who(client) == str(Person.objects.get(external_id="twice").user_id)
