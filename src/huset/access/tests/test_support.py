"""Support sees Huset as someone else: loudly, for a while, and without changing anything."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from huset.access.actions.support import begin_look
from huset.access.permissions import LOOK
from huset.access.tests.make import administrator, office, registrar, token
from huset.kernel.actions import Refused
from huset.kernel.models import Event
from huset.organisation.actions import end_mandate
from huset.organisation.models import Mandate, Person
from huset.organisation.rules import Role
from huset.organisation.tests.make import body, model, reader, signed_in, unit, user

BANNER = "Du kan titta men inte ändra något."


@pytest.fixture(autouse=True)
def governed(db):
    model()


@pytest.fixture
def seen():
    return reader(Role.CONTROLLER, unit())


def begun(seen, why="Ärende 17"):
    client = Client()
    client.force_login(administrator())
    client.post(reverse("access:look-begin"), {"user": seen.pk, "why": why})
    return client


def test_support_sees_what_the_person_sees_under_a_banner_on_every_page(seen):
    client = begun(seen)

    for name in ("house:house", "organisation:bodies", "ledger:imports", "goals:values"):
        page = client.get(reverse(name))
        assert page.status_code == 200
        assert f"Du ser Huset som {seen} till klockan" in page.content.decode()
        assert BANNER in page.content.decode()
        assert page.wsgi_request.user == seen
    assert client.get(reverse("access:support")).status_code == 403


def test_beginning_and_ending_are_in_the_log_by_the_real_person(seen):
    client = begun(seen)
    client.post(reverse("access:look-end"))
    lines = Event.objects.filter(what__startswith="access.support").order_by("id")

    assert [(e.what, e.by, e.subject, e.subject_id, e.why) for e in lines] == [
        ("access.support.began", administrator(), "kernel.User", seen.pk, "Ärende 17"),
        ("access.support.ended", administrator(), "kernel.User", seen.pk, ""),
    ]
    assert [e.mandate for e in lines] == ["Systemförvaltare · Enheten 900"] * 2
    assert BANNER not in client.get(reverse("house:house")).content.decode()
    assert client.get(reverse("access:support")).status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("url", ["/goals/values/", "/sign-in/", "/api/goals/", "/support/begin/"])
def test_whatever_writes_is_refused_while_it_lasts(seen, method, url):
    client = begun(seen)
    before = Event.objects.count()

    assert getattr(client, method)(url).status_code == 403
    assert Event.objects.count() == before


def test_a_refused_write_says_what_to_do(seen):
    client = begun(seen)
    page = client.post(reverse("goals:values")).content.decode()

    assert ["Avsluta först, med knappen" in page, BANNER in page] == [True, True]
    assert "Avsluta först" in client.post("/api/goals/").json()["detail"]


def test_tokens_and_the_account_are_closed_while_it_lasts(seen):
    client = begun(seen)

    assert [client.get(reverse(n)).status_code for n in ("access:tokens", "mfa_index")] == [403] * 2


def test_one_look_within_another_is_refused(seen):
    client = begun(seen)
    other = reader(Role.REGISTRAR, office())

    assert (
        client.post(reverse("access:look-begin"), {"user": other.pk, "why": "x"}).status_code == 403
    )
    assert client.get("/").wsgi_request.user == seen


def test_it_ends_by_itself_after_thirty_minutes(seen):
    client = begun(seen)
    session = client.session
    began = Event.objects.get(what="access.support.began")
    until = timezone.datetime.fromisoformat(session[LOOK]["until"])
    assert until - began.at < timedelta(minutes=30, seconds=1)
    assert until - began.at > timedelta(minutes=29)

    session[LOOK] = session[LOOK] | {"until": timezone.now().isoformat()}
    session.save()
    page = client.get("/")

    assert page.wsgi_request.user == administrator()
    assert BANNER not in page.content.decode()
    assert LOOK not in client.session
    assert client.post(reverse("access:look-end")).status_code == 302


def ends_at_once(change, seen):
    client = begun(seen)
    assert client.get("/").wsgi_request.user == seen
    change()
    return client.get("/").wsgi_request.user


def test_it_ends_at_once_when_either_may_no_longer(seen):
    def protect():
        Person.objects.filter(user=seen).update(protected=True)

    def unprotect_and_close():
        Person.objects.filter(user=seen).update(protected=False)
        type(seen).objects.filter(pk=seen.pk).update(is_active=False)

    def reopen_and_end():
        type(seen).objects.filter(pk=seen.pk).update(is_active=True)
        mandate = Mandate.objects.get(person__user=administrator())
        last = timezone.localdate() - timedelta(days=1)
        end_mandate(mandate=mandate, last_day=last, by=administrator())

    assert ends_at_once(protect, seen) == administrator()
    unprotect_and_close()
    client = begun(seen)
    assert client.get("/").wsgi_request.user == administrator()
    type(seen).objects.filter(pk=seen.pk).update(is_active=True)
    assert ends_at_once(reopen_and_end, seen) == administrator()


def nobody_to_see():
    hidden = reader(Role.EMPLOYEE, unit("200"))
    Person.objects.filter(user=hidden).update(protected=True)
    closed = reader(Role.MANAGER, unit("300"))
    closed.is_active = False
    closed.save()
    return {
        "protected": hidden,
        "another administrator": reader(Role.ADMINISTRATOR, unit("400")),
        "inactive": closed,
        "oneself": administrator(),
    }


@pytest.mark.parametrize("kind", ["protected", "another administrator", "inactive", "oneself"])
def test_some_are_never_seen(kind):
    whom = nobody_to_see()[kind]
    with pytest.raises(Refused):
        begin_look(seen=whom, by=administrator(), why="Ärende 17")
    client = begun(whom)

    assert client.get("/").wsgi_request.user == administrator()
    names = [row.user_id for row in client.get(reverse("access:support")).context["people"]]
    assert whom.pk not in names


def test_the_page_lists_people_with_roles_and_finds_them(seen):
    reader(Role.CHAIR, body("SN", "Socialnämnden"))
    client = signed_in(Role.ADMINISTRATOR, office())

    def found(text):
        people = client.get(reverse("access:support"), {"sok": text}).context["people"]
        return [(row.name, row.postings) for row in people]

    controller = (seen.name, ("Controller · Enheten 100",))
    chair = ("Chair-sn", ("Ordförande · Socialnämnden",))
    assert found("") == [chair, controller]
    assert found("socialn") == [chair]
    assert found("sn") == [chair]
    assert found("controller 100") == [controller]
    assert found("finns inte") == []


def test_a_reason_is_needed_and_the_person_must_exist(seen):
    client = begun(seen, why="  ")
    assert client.get("/").wsgi_request.user == administrator()
    for form in ({"why": "x"}, {"user": "x", "why": "x"}, {"user": 10**9, "why": "x"}):
        assert client.post(reverse("access:look-begin"), form).status_code == 302
    assert LOOK not in client.session
    with pytest.raises(Refused, match="Skäl saknas"):
        begin_look(seen=seen, by=administrator(), why=" ")


def test_only_support_may_look(seen):
    with pytest.raises(Refused, match="se Huset som någon annan"):
        begin_look(seen=seen, by=registrar(), why="Nyfiken")
    client = signed_in(Role.REGISTRAR, office())
    answer = client.post(reverse("access:look-begin"), {"user": seen.pk, "why": "Nyfiken"})

    assert answer.status_code == 403


def test_a_session_of_someone_else_gives_no_look(seen):
    client = signed_in(Role.REGISTRAR, office())
    session = client.session
    until = timezone.now() + timedelta(minutes=5)
    session[LOOK] = {"user": seen.pk, "until": until.isoformat()}
    session.save()

    assert client.get("/").wsgi_request.user == registrar()


def test_a_token_is_its_owners_also_from_a_browser_in_a_look(seen):
    client = begun(seen)
    owner = registrar()
    answer = client.get("/api/goals/", headers={"Authorization": f"Bearer {token(owner).secret}"})

    assert answer.wsgi_request.user == owner


def test_the_page_asks_as_much_for_three_people_as_for_one(seen, questions):
    client = signed_in(Role.ADMINISTRATOR, office())
    client.get(reverse("access:support"))
    with questions() as one:
        client.get(reverse("access:support"))
    reader(Role.CHAIR, body("SN"))
    reader(Role.MEMBER, body("SN"))
    client.get(reverse("access:support"))
    with questions() as three:
        client.get(reverse("access:support"))

    assert len(three) == len(one)
    assert user("eva").is_active
