"""Local accounts: password, lock-out, second factor, sessions, and the commands that make them."""

import logging
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from click.testing import CliRunner
from django.core.cache import cache
from django.test import Client
from django.urls import get_resolver

from huset.access.actions.accounts import close_account, open_account, set_password
from huset.access.adapters import LOCKED, WHITE, WRONG
from huset.access.commands import user as user_command
from huset.kernel.actions import Refused
from huset.kernel.models import Event, User
from huset.organisation.actions import register_person
from huset.organisation.models import Person
from huset.organisation.rules import Role
from huset.organisation.tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("governed")]
DOOR, CODE, ACCOUNT = "/sign-in/password/", "/sign-in/code/", "/account/"
PASSWORD = "sju sköna sjöar"  # noqa: S105 -- a test's own
OTHER = "åtta andra åar"
A_DAY = 86_400


@pytest.fixture(autouse=True)
def _quick(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.MFA_TOTP_PERIOD = A_DAY  # a code that does not change while the test runs
    cache.clear()  # of the tries that the test before made


@pytest.fixture
def commits(django_capture_on_commit_callbacks):
    """What is done when a transaction has ended, which a test's own never does."""
    return django_capture_on_commit_callbacks


@pytest.fixture
def anna():
    return opened()


def opened(username="anna", **known):
    given = {"name": "Anna", "email": "", "password": PASSWORD} | known
    return open_account(username=username, by=make.user(), **given)


def keyless(user=None):
    """An account without a password, as the example's roles have."""
    user = user or make.user("nyckellos")
    user.set_unusable_password()
    user.save()
    return user


def sign_in(client, username="anna", password=PASSWORD, **more):
    return client.post(DOOR, {"login": username, "password": password} | more)


def who(client):
    return client.session.get("_auth_user_id")


def text(answer):
    return answer.content.decode()


# Passwords


def test_a_local_account_signs_in_and_out(client, anna):
    answer = sign_in(client, next="/goals/")

    assert (answer.url, who(client)) == ("/goals/", str(anna.pk))
    assert client.post("/sign-out/").url == "/"
    assert who(client) is None


@pytest.mark.parametrize(
    ("username", "password"),
    [
        pytest.param("anna", OTHER, id="wrong password"),
        pytest.param("ingen", PASSWORD, id="no such account"),
        pytest.param("nyckellos", "", id="an account without a password"),
    ],
)
def test_a_wrong_try_is_refused_and_does_not_say_what_was_wrong(client, anna, username, password):
    keyless()
    answer = sign_in(client, username, password or PASSWORD)

    assert WRONG in text(answer)
    assert who(client) is None


def test_signing_out_needs_more_than_following_a_link(client, anna):
    sign_in(client)

    assert client.get("/sign-out/").status_code == 405
    assert who(client) == str(anna.pk)


@pytest.mark.parametrize(
    "url", ["https://example.com/", "//example.com", "http:///example.com", "javascript:alert(1)"]
)
def test_signing_in_and_out_never_leads_to_another_site(client, anna, url, settings):
    settings.ALLOWED_HOSTS = ["testserver", "example.com"]
    settings.CSRF_TRUSTED_ORIGINS = ["https://example.com"]

    assert sign_in(client, next=url).url == "/work/"
    assert client.post("/sign-out/", {"next": url}).url == "/"
    assert "example.com" not in text(client.get("/sign-in/", {"next": url}))


def test_signing_in_gives_the_session_a_new_key(client, anna):
    client.get("/sign-in/")
    session = client.session
    session["planted"] = True
    session.save()
    planted = session.session_key
    client.cookies["sessionid"] = planted
    sign_in(client)

    assert client.session.session_key != planted
    assert not client.session.exists(planted)


def test_a_session_ends_with_the_browser_and_after_eight_hours(client, anna):
    sign_in(client)
    cookie = client.cookies["sessionid"]

    assert (cookie["max-age"], cookie["expires"]) == ("", "")
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert client.session.get_expiry_age() == 8 * 60 * 60


def test_a_new_password_signs_the_account_out_everywhere_else(client, anna):
    elsewhere = Client()
    for browser in (client, elsewhere):
        sign_in(browser)
    client.post(
        "/account/password/", {"oldpassword": PASSWORD, "password1": OTHER, "password2": OTHER}
    )

    assert client.get(ACCOUNT).status_code == 200
    assert elsewhere.get(ACCOUNT).status_code == 302
    line = Event.objects.get(what="access.account.password_set")
    assert (line.by, line.subject_id) == (anna, anna.pk)
    assert "password" not in line.after


def test_a_password_set_by_an_administrator_signs_the_account_out_everywhere(client, anna):
    sign_in(client)
    set_password(user=anna, password=OTHER, by=make.user())

    assert client.get(ACCOUNT).status_code == 302
    assert sign_in(client, password=OTHER).status_code == 302


def test_a_closed_account_is_signed_out_at_once_and_cannot_come_back(client, anna):
    sign_in(client)
    close_account(user=anna, by=make.user())

    assert client.get(ACCOUNT).status_code == 302
    assert sign_in(client).url == "/sign-in/closed/"
    assert client.get(ACCOUNT).status_code == 302


def test_who_has_no_password_here_cannot_make_one(client):
    client.force_login(keyless())

    assert "inget lösenord i Huset" in text(client.get(ACCOUNT))
    for where in ("password/", "app/add/", "passkeys/add/", "codes/"):
        assert client.get(ACCOUNT + where).status_code == 403, where


# Local accounts turned off


def test_where_local_accounts_are_off_the_door_hides_and_refuses_them(client, anna, settings):
    settings.LOCAL_ACCOUNTS = False

    assert "Logga in med lösenord" not in text(client.get("/sign-in/"))
    assert sign_in(client).url == "/sign-in/?next=/sign-in/password/"
    assert client.post("/sign-in/passkey/").status_code == 302
    assert who(client) is None


def test_where_nothing_is_configured_the_door_says_so(client, settings):
    settings.LOCAL_ACCOUNTS = settings.DEMO_SIGN_IN = False
    page = text(client.get("/sign-in/"))

    assert "Här finns ingen inloggning" in page
    assert "Se som" not in page
    assert client.post("/sign-in/", {"username": "revisor"}).status_code == 404


# Lock-out


@pytest.fixture
def clock(monkeypatch):
    """A clock that the test moves."""
    now = [time.time()]
    monkeypatch.setattr(time, "time", lambda: now[0])
    return lambda seconds: now.__setitem__(0, now[0] + seconds)


@pytest.mark.parametrize(
    ("failures", "wait", "gets_in"),
    [
        pytest.param(4, 0, True, id="four failures"),
        pytest.param(5, 0, False, id="five failures"),
        pytest.param(9, 0, False, id="nine failures"),
        pytest.param(5, 299, False, id="just within five minutes"),
        pytest.param(5, 301, True, id="just after five minutes"),
    ],
)
def test_five_failures_lock_the_account_for_five_minutes(
    client, anna, clock, failures, wait, gets_in
):
    for _ in range(failures):
        sign_in(client, password=OTHER)
    clock(wait)
    answer = sign_in(client)

    assert (who(client) is not None) is gets_in
    assert gets_in or LOCKED in text(answer)


def test_a_lock_is_on_the_account_whatever_the_browser_or_the_sites_name(client, anna, settings):
    settings.ALLOWED_HOSTS = ["*"]
    for number in range(5):
        Client(HTTP_HOST=f"huset{number}").post(DOOR, {"login": "Anna", "password": OTHER})

    assert LOCKED in text(sign_in(client))
    opened("bo")
    assert sign_in(client, "bo").status_code == 302


def test_a_lock_is_told_in_the_servers_log(client, anna, caplog):
    with caplog.at_level(logging.WARNING, "huset.access.adapters"):
        for _ in range(6):
            sign_in(client, password=OTHER)
            sign_in(client, "ingen\nalls", OTHER)

    assert caplog.messages == [
        "Inloggning låst: kontot anna, från 127.0.0.1",
        "Inloggning låst: ett konto som inte finns, från 127.0.0.1",
    ]


def test_too_many_tries_from_one_place_are_told_to_wait(client, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"login": "1/m/ip"}
    sign_in(client)
    answer = sign_in(client)

    assert answer.status_code == 429
    assert "Vänta en minut" in text(answer)


# The second factor


def confirm(client, password=PASSWORD):
    return client.post("/account/confirm/", {"password": password, "next": "/account/app/add/"})


def code_of(secret, days=0):
    return format_hotp_value(hotp_value(secret, int(time.time()) // A_DAY + days))


def set_up_app(client):
    """Add a code app to the account that is signed in, and give its secret."""
    confirm(client)
    client.get("/account/app/add/")
    secret = client.session["mfa.totp.secret"]
    client.post("/account/app/add/", {"code": code_of(secret)})
    return secret


def test_a_code_app_is_added_after_showing_who_one_is(client, anna, commits):
    sign_in(client)

    assert client.get("/account/app/add/").url.startswith("/account/confirm/")
    assert "Lösenordet stämmer inte" in text(confirm(client, OTHER))
    confirm(client)
    assert WHITE in client.get("/account/app/add/").context["totp_svg"]
    secret = client.session["mfa.totp.secret"]
    wrong = client.post("/account/app/add/", {"code": code_of(secret, 5)})
    assert "Koden stämmer inte" in text(wrong)
    with commits(execute=True):
        right = client.post("/account/app/add/", {"code": code_of(secret)})
    assert right.url == "/account/codes/"
    assert Event.objects.filter(what="access.second_factor.totp_added", by=anna).count() == 1


def test_the_secret_is_not_readable_in_the_database(client, anna):
    sign_in(client)
    secret = set_up_app(client)

    kept = Authenticator.objects.get(user=anna, type=Authenticator.Type.TOTP).data["secret"]
    assert kept
    assert secret not in kept


def test_a_password_is_then_not_enough_and_a_code_is_good_once(client, anna):
    sign_in(client)
    secret = set_up_app(client)
    client.post("/sign-out/")

    assert sign_in(client, next="/goals/").url == CODE
    assert who(client) is None
    assert "Koden stämmer inte" in text(client.post(CODE, {"code": code_of(secret, 5)}))
    assert client.post(CODE, {"code": code_of(secret)}).url == "/goals/"
    assert who(client) == str(anna.pk)

    client.post("/sign-out/")
    sign_in(client)
    assert "Koden stämmer inte" in text(client.post(CODE, {"code": code_of(secret)}))
    assert who(client) is None


def test_codes_cannot_be_guessed_for_long(client, anna):
    sign_in(client)
    secret = set_up_app(client)
    client.post("/sign-out/")
    sign_in(client)
    for _ in range(5):
        client.post(CODE, {"code": "000000"})

    assert LOCKED in text(client.post(CODE, {"code": code_of(secret)}))
    assert who(client) is None


def test_a_recovery_code_lets_in_once(client, anna):
    sign_in(client)
    set_up_app(client)
    assert "Visa koderna" in text(client.get("/account/codes/"))
    shown = client.post("/account/codes/").context["unused_codes"]
    assert len(shown) == 10
    client.post("/sign-out/")

    for gets_in in (True, False):
        sign_in(client)
        client.post(CODE, {"code": shown[0]})
        assert (who(client) is not None) is gets_in
        client.post("/sign-out/")


def test_without_the_password_nobody_comes_to_the_second_step(client):
    assert client.get(CODE).url == DOOR


def test_the_second_factor_can_be_taken_away_and_renewed(client, anna, commits):
    sign_in(client)
    set_up_app(client)
    assert client.get("/account/codes/renew/").status_code == 200
    with commits(execute=True):
        client.post("/account/codes/renew/")
    assert client.get("/account/app/remove/").status_code == 200
    client.post("/account/app/remove/")

    assert not Authenticator.objects.filter(user=anna).exists()
    lines = Event.objects.filter(what__startswith="access.second_factor").order_by("id")
    assert [line.what.rpartition(".")[2] for line in lines] == [
        "recovery_codes_renewed",
        "totp_removed",
    ]


def test_where_it_is_required_nothing_else_comes_before_setting_it_up(client, anna, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    sign_in(client)

    for where in ("/", "/goals/", "/sign-in/", "/components/"):
        assert client.get(where).url == ACCOUNT, where
    assert "ett andra steg" in text(client.get(ACCOUNT))
    set_up_app(client)
    assert client.get("/").status_code == 200


def test_where_it_is_required_a_role_that_is_tried_goes_on_as_before(client, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    client.force_login(keyless(make.reader(Role.CONTROLLER)))

    assert client.get("/").status_code == 200


def test_another_accounts_keys_are_not_found(client, anna):
    theirs = Authenticator.objects.create(
        user=opened("bo"), type=Authenticator.Type.WEBAUTHN, data={"name": "Bos"}
    )
    sign_in(client)
    confirm(client)

    for where in ("", "remove/"):
        assert client.post(f"/account/passkeys/{theirs.pk}/{where}").status_code == 404
    assert Authenticator.objects.filter(pk=theirs.pk).exists()


def test_a_made_up_passkey_lets_nobody_in(client, anna):
    options = client.get("/sign-in/passkey/", headers={"accept": "application/json"}).json()
    assert options["request_options"]["publicKey"]["userVerification"] == "required"
    for made_up in ("", "{}", '{"id": "AA", "rawId": "AA", "type": "public-key", "response": {}}'):
        assert client.post("/sign-in/passkey/", {"credential": made_up}).status_code == 302
    assert who(client) is None


# The addresses


def every_view(resolver):
    for entry in resolver.url_patterns:
        if hasattr(entry, "url_patterns"):
            yield from every_view(entry)
        else:
            yield entry.name, entry.callback


def test_only_coming_back_from_the_provider_may_write_when_asked_for():
    signing_in = [n for n, view in every_view(get_resolver()) if getattr(view, "signs_in", False)]

    assert signing_in == ["openid_connect_callback"]


@pytest.mark.parametrize(
    "path",
    ["/sign-in/signup/", "/signup/", "/accounts/", "/account/email/", "/account/password/reset/"],
)
def test_nobody_signs_up_or_gets_a_password_by_mail(client, path):
    assert client.get(path).status_code in {404, 405}


def test_a_page_about_the_account_leads_to_the_door_and_back(client, anna):
    door = client.get("/account/password/").url
    page = text(client.get(door))

    assert door == "/sign-in/?next=/account/password/"
    assert "/sign-in/password/?next=%2Faccount%2Fpassword%2F" in page


def test_the_masthead_says_who_one_is_and_leads_to_the_account_and_out(client, anna, settings):
    settings.DEMO_SIGN_IN = False
    assert "Logga ut" not in text(client.get("/"))
    sign_in(client)
    page = text(client.get("/"))

    assert [word in page for word in ("Mitt konto", "Logga ut", "Byt roll")] == [True, True, False]


# The actions and the commands


@pytest.mark.parametrize(
    ("known", "said"),
    [
        pytest.param({"username": "ANNA"}, "upptaget", id="taken, in other letters"),
        pytest.param({"username": "två ord"}, "användarnamn", id="a name that cannot be"),
        pytest.param({"username": ""}, "tomt", id="no user name"),
        pytest.param({"name": " "}, "saknar namn", id="nobody"),
        pytest.param({"email": "inte en adress"}, "e-post", id="not an address"),
        pytest.param({"password": "elva tecken"}, "12 tecken", id="eleven letters"),
        pytest.param({"password": "132435465768"}, "numeriskt", id="only digits"),
        pytest.param({"password": "qwerty123456"}, "vanligt", id="common"),
        pytest.param(
            {"password": "bertilbertilsson", "name": "Bertil Bertilsson"}, "namn", id="like"
        ),
    ],
)
def test_an_account_that_cannot_be_is_refused_and_leaves_no_trace(anna, known, said):
    lines = Event.objects.count()
    with pytest.raises(Refused) as refused:
        opened(**{"username": "bertil"} | known)

    assert said.lower() in str(refused.value).lower()
    assert (User.objects.filter(name="Anna").count(), Event.objects.count()) == (1, lines)


def test_an_account_is_given_to_the_one_person_who_has_the_address():
    person = register_person(name="Anna A", user=None, email="a@kommun.example", by=make.user())
    user = opened(email="A@kommun.example")
    person.refresh_from_db()

    assert person.user == user
    assert user.name == "Anna A"


def test_an_account_is_given_to_nobody_where_two_have_the_address():
    for name in ("Anna", "Anja"):
        register_person(name=name, user=None, email="a@kommun.example", by=make.user())
    opened(email="a@kommun.example")

    assert not Person.objects.filter(user__isnull=False).exists()


def test_a_closed_account_is_neither_closed_again_nor_given_a_password(anna):
    close_account(user=anna, by=make.user())

    with pytest.raises(Refused, match="redan stängt"):
        close_account(user=anna, by=make.user())
    with pytest.raises(Refused, match="är stängt"):
        set_password(user=anna, password=OTHER, by=make.user())


def run(*arguments, typed=""):
    return CliRunner().invoke(user_command, arguments, input=typed)


def test_the_commands_open_an_account_give_it_a_password_and_close_it(client):
    added = run("add", "bo", "--name", "Bo", typed=f"{PASSWORD}\n{PASSWORD}\n")
    assert added.output.splitlines()[-1].startswith("Kontot bo är öppnat. Det hör inte till någon")
    assert sign_in(client, "bo").status_code == 302

    changed = run("password", "bo", "--password-stdin", typed=f"{OTHER}\n")
    assert changed.output == "Kontot bo har ett nytt lösenord.\n"
    assert client.get(ACCOUNT).status_code == 302
    assert run("close", "bo").output == "Kontot bo är stängt.\n"
    assert sign_in(client, "bo", OTHER).url == "/sign-in/closed/"
    assert {e.by.username for e in Event.objects.filter(what__startswith="access")} == {
        "kommandoraden"
    }


def test_a_lost_second_factor_is_forgotten_by_command(client, anna):
    sign_in(client)
    set_up_app(client)
    client.post("/sign-out/")
    run("password", "anna", "--forget-second-factor", "--password-stdin", typed=OTHER)

    assert sign_in(client, password=OTHER).url == "/work/"
    assert Event.objects.filter(what="access.second_factor.forgotten").count() == 1


@pytest.mark.parametrize(
    ("arguments", "typed", "said"),
    [
        (("add", "anna", "--name", "A", "--password-stdin"), PASSWORD, "upptaget"),
        (("add", "bo", "--name", "B", "--password-stdin"), "kort", "12 tecken"),
        (("password", "ingen", "--password-stdin"), PASSWORD, "inget konto"),
        (("password", "anna", "--password-stdin"), "kort", "12 tecken"),
        (("close", "ingen"), "", "inget konto"),
    ],
)
def test_a_command_that_cannot_be_done_says_why(anna, arguments, typed, said):
    answer = run(*arguments, typed=typed)

    assert answer.exit_code == 2
    assert said in answer.stderr
