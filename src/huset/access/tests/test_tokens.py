"""Personal tokens: what they open, what they never open, and that the secret stays one."""

import json
from datetime import date, timedelta
from hashlib import sha256

import pytest
from django.core.management import call_command
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from huset.access.actions.tokens import make_token, revoke_token
from huset.access.middleware import tokens as token_middleware
from huset.access.models import Token
from huset.access.permissions import token_behind, token_of
from huset.access.rules import Scope, refused_use, too_long_or_past
from huset.access.tests.make import administrator, office, registrar, token
from huset.kernel.actions import Refused, mandate, snapshot
from huset.kernel.models import Event
from huset.organisation.actions import end_mandate
from huset.organisation.models import Mandate
from huset.organisation.permissions import actor
from huset.organisation.rules import Role
from huset.organisation.tests.make import body, model, reader, signed_in, unit

TODAY = date(2026, 3, 1)
GOALS = "/api/goals/"


@pytest.fixture(autouse=True)
def governed(db):
    model()


def called(secret: str, url: str = GOALS, method: str = "GET", client: Client | None = None):
    return (client or Client()).generic(method, url, headers={"Authorization": f"Bearer {secret}"})


@pytest.mark.parametrize(
    ("last_day", "refused"),
    [
        pytest.param(date(2026, 2, 28), True, id="yesterday"),
        pytest.param(date(2026, 3, 1), False, id="today"),
        pytest.param(date(2027, 3, 1), False, id="365 days"),
        pytest.param(date(2027, 3, 2), True, id="366 days"),
    ],
)
def test_a_token_lives_at_most_a_year(last_day, refused):
    assert bool(too_long_or_past(last_day, TODAY)) is refused


@pytest.mark.parametrize(
    ("scope", "method", "directory", "refused"),
    [
        (Scope.READ, "GET", False, False),
        (Scope.READ, "HEAD", False, False),
        (Scope.READ, "POST", False, True),
        (Scope.READ, "DELETE", False, True),
        (Scope.READ, "GET", True, True),
        (Scope.WRITE, "POST", False, False),
        (Scope.WRITE, "POST", True, True),
        (Scope.CATALOGUE, "GET", False, True),
        (Scope.CATALOGUE, "DELETE", True, False),
    ],
)
def test_a_scope_is_kept_to(scope, method, directory, refused):
    assert bool(refused_use(scope, method, directory=directory)) is refused


def test_a_token_opens_the_api_as_its_owner():
    seen = []
    request = RequestFactory().get(GOALS, headers={"Authorization": ""})
    owner = reader(Role.CONTROLLER, unit())
    request.META["HTTP_AUTHORIZATION"] = f"bearer {token(owner).secret}"
    token_middleware(lambda r: seen.append((r.user, token_of(r).name, actor(r).roles)))(request)

    assert seen == [(owner, "Beslutsstödet", (Role.CONTROLLER,))]
    assert called(token(owner, name="En till").secret).status_code == 200


def bad_secrets(good: str) -> dict[str, str]:
    return {
        "empty": "",
        "made up": "huset_" + "a" * 43,
        "one letter off": good[:-1] + ("a" if good[-1] != "a" else "b"),
        "cut off": good[:20],
        "the digest": sha256(good.encode()).hexdigest(),
        "only the part that is shown": good[:14],
        "other case": good.swapcase(),
    }


@pytest.mark.parametrize("kind", bad_secrets("x" * 49))
def test_a_forged_token_is_refused_also_beside_a_good_cookie(kind):
    made = token(registrar())
    answer = called(bad_secrets(made.secret)[kind], client=signed_in(Role.ADMINISTRATOR, office()))

    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == 'Bearer realm="Huset"'
    assert "Skapa en ny" in answer.json()["detail"]


def test_a_token_dies_with_its_last_day_its_revocation_or_its_owners_account():
    made = token(registrar())
    Token.objects.update(last_day=timezone.localdate() - timedelta(days=1))
    assert called(made.secret).status_code == 401
    Token.objects.update(last_day=timezone.localdate())
    assert called(made.secret).status_code == 200

    made.token.refresh_from_db()
    revoke_token(token=made.token, by=registrar())
    assert called(made.secret).status_code == 401

    other = token(registrar(), name="En annan")
    owner = registrar()
    owner.is_active = False
    owner.save()
    assert called(other.secret).status_code == 401


def test_a_token_does_what_its_owner_may_today():
    owner = registrar()
    made = token(owner, Scope.CATALOGUE)
    assert called(made.secret, "/scim/v2/Users").status_code == 200

    yesterday = timezone.localdate() - timedelta(days=1)
    end_mandate(mandate=Mandate.objects.get(person__user=owner), last_day=yesterday, by=owner)
    answer = called(made.secret, "/scim/v2/Users")

    assert answer.status_code == 403
    assert answer.json()["detail"].startswith("Den vars token")


def test_a_token_never_opens_a_page():
    made = token(administrator(), Scope.WRITE)

    for name in ("access:tokens", "access:support"):
        assert called(made.secret, reverse(name)).status_code == 302


def test_a_reading_token_writes_nothing():
    answer = called(token(registrar()).secret, method="POST")

    assert answer.status_code == 403
    assert answer.json()["detail"].startswith("Den här token får bara läsa.")


def test_a_call_with_a_cookie_must_show_that_it_is_no_forgery():
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(registrar())
    made = token(registrar(), Scope.WRITE)

    assert browser.post(GOALS).status_code == 403
    assert called(made.secret, method="POST", client=browser).status_code == 405
    assert browser.get(GOALS).status_code == 200


def test_a_cookie_never_opens_the_directory():
    answer = signed_in(Role.REGISTRAR, office()).get("/scim/v2/Users")

    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == 'Bearer realm="Huset"'
    assert answer["Content-Type"] == "application/scim+json"


@pytest.mark.parametrize("scope", [Scope.READ, Scope.WRITE])
def test_a_token_of_another_scope_never_opens_the_directory(scope):
    assert called(token(registrar(), scope).secret, "/scim/v2/Users").status_code == 403


def test_only_one_who_registers_people_makes_a_token_for_the_directory():
    with pytest.raises(Refused, match="registrera personer"):
        token(reader(Role.CONTROLLER, unit()), Scope.CATALOGUE)

    page = signed_in(Role.CONTROLLER, body())
    answer = page.post(
        reverse("access:tokens"),
        {"name": "Katalogen", "scope": "catalogue", "last_day": timezone.localdate().isoformat()},
    )
    assert answer.status_code == 200
    assert Token.objects.count() == 0


def test_a_write_with_a_token_names_it_in_the_log():
    said = []
    request = RequestFactory().post(GOALS)
    request.META["HTTP_AUTHORIZATION"] = f"Bearer {token(registrar(), Scope.WRITE).secret}"
    before = mandate.set(lambda: "Registrator")
    token_middleware(lambda r: said.append(mandate.get()()))(request)

    assert said == ["Registrator · token Beslutsstödet"]
    assert mandate.get()() == "Registrator"
    mandate.reset(before)


def test_the_secret_is_shown_once_and_kept_nowhere():
    client = signed_in(Role.REGISTRAR, office())
    last = (timezone.localdate() + timedelta(days=90)).isoformat()
    form = {"name": "Beslutsstödet", "scope": "read", "last_day": last}
    made = client.post(reverse("access:tokens"), form)
    secret = made.context["secret"]
    again = client.get(reverse("access:tokens")).content.decode()

    assert len(secret) == 49
    assert secret in made.content.decode()
    assert "no-store" in made["Cache-Control"]
    assert [secret in again, secret[:14] in again] == [False, True]
    assert called(secret).status_code == 200
    kept = json.dumps([e.after for e in Event.objects.all()])
    assert [secret in kept, sha256(secret.encode()).hexdigest() in kept] == [False, False]
    assert "digest" not in snapshot(Token.objects.get())


def test_a_secret_is_not_in_what_is_printed():
    made = make_token(
        name="Beslutsstödet", scope=Scope.READ, last_day=timezone.localdate(), by=registrar()
    )

    assert made.secret not in repr(made) + str(made.token)


def test_nobody_revokes_anothers_token():
    made = token(registrar())
    answer = signed_in(Role.ADMINISTRATOR, office()).post(
        reverse("access:token-revoke", args=[made.token.pk])
    )

    assert answer.status_code == 404
    with pytest.raises(Refused):
        revoke_token(token=made.token, by=administrator())
    assert token_behind(made.secret) == made.token


def test_one_revokes_ones_own_token_once():
    made = token(registrar())
    client = signed_in(Role.REGISTRAR, office())
    url = reverse("access:token-revoke", args=[made.token.pk])

    assert client.get(url).status_code == 405
    assert client.post(url).status_code == 302
    assert token_behind(made.secret) is None
    assert "Återkallad" in client.get(reverse("access:tokens")).content.decode()
    client.post(url)
    assert Event.objects.filter(what="access.token.revoked").count() == 1


@pytest.mark.parametrize(
    "form",
    [
        {"name": "", "scope": "read", "last_day": "2099-01-01"},
        {"name": "A" * 41, "scope": "read", "last_day": ""},
        {"name": "A", "scope": "everything", "last_day": "2099-01-01"},
        {"name": "A", "scope": "read", "last_day": "2099-01-01"},
        {"name": "A", "scope": "read", "last_day": "i morgon"},
        {"name": " ", "scope": "read", "last_day": "2099-01-01"},
    ],
)
def test_bad_input_makes_no_token_and_says_why(form):
    answer = signed_in(Role.REGISTRAR, office()).post(reverse("access:tokens"), form)

    assert answer.status_code == 200
    assert "Något behöver rättas" in answer.content.decode()
    assert Token.objects.count() == 0


def test_a_name_is_free_again_when_its_token_is_revoked():
    made = token(registrar())
    with pytest.raises(Refused, match="redan en token"):
        token(registrar())
    revoke_token(token=made.token, by=registrar())

    assert token(registrar()).token.name == "Beslutsstödet"


def test_the_list_asks_as_much_for_three_tokens_as_for_one(questions):
    client = signed_in(Role.REGISTRAR, office())
    token(registrar())
    client.get(reverse("access:tokens"))
    with questions() as one:
        client.get(reverse("access:tokens"))
    token(registrar(), name="Två")
    token(registrar(), name="Tre")
    client.get(reverse("access:tokens"))
    with questions() as three:
        client.get(reverse("access:tokens"))

    assert len(three) == len(one)


def test_the_models_of_access_need_no_migration():
    call_command("makemigrations", "access", check=True, dry_run=True, verbosity=0)
