"""What someone who means ill tries, each as a test: the answer is a refusal and nothing changes."""

import csv
import io

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse

from huset.followup.models import BodyReport
from huset.goals.models import Goal
from huset.kernel.importing import Column, write_csv
from huset.kernel.importing.kinds import text
from huset.kernel.models import Event, User
from huset.kernel.rights import policy_of
from huset.organisation.models import Mandate
from huset.organisation.rules import Role
from huset.web.tests.test_rights import ADDRESSES, EVERY, OPENED, PUBLIC, USERS, address

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("books")]
ELSEWHERE = (
    "https://example.com/",
    "//example.com/",
    "///example.com",
    "/\\example.com",
    "https:example.com",
    "javascript:alert(1)",
    "\thttps://example.com",
)
WORDS = {"summary": "Vi klarar oss.", "economy": "", "action_needed": ""}


def as_role(role: Role, **options: bool) -> Client:
    client = Client(**options)
    client.force_login(User.objects.get(username=USERS[role]))
    return client


def report_of(code: str) -> BodyReport:
    return BodyReport.objects.get(body__code=code, round__point="t2", round__year=2026)


def write(client: Client, code: str, **more: object) -> int:
    url = reverse("followup:write", args=["t2", 2026])
    typed = WORDS | {"edition": report_of(code).edition} | more
    return client.post(f"{url}?organ={code}", typed).status_code


@pytest.mark.parametrize("url", ELSEWHERE)
def test_signing_in_never_leads_to_another_site(url):
    answer = Client().post(reverse("web:sign-in"), {"username": "revisor", "next": url})

    assert (answer.status_code, answer["Location"]) == (302, "/work/")


def test_a_session_that_someone_else_chose_is_not_the_one_signed_in_with():
    client = Client()
    client.get("/")
    client.session.save()
    planted = client.session.session_key
    client.post(reverse("web:sign-in"), {"username": "controller"})

    assert client.session.session_key != planted
    assert client.session["_auth_user_id"]


def test_the_log_names_the_one_who_acted_whatever_the_form_says():
    other = User.objects.get(username="revisor")
    forged = {"by": other.pk, "user": other.pk, "by_id": other.pk}
    assert write(as_role(Role.CONTROLLER), "SN", **forged) == 302

    last = Event.objects.order_by("-id").first()
    assert (last.what, last.by.username) == ("followup.report.written", "controller")


def test_a_form_sets_nothing_that_it_does_not_show():
    before = report_of("SN")
    more = {"state": "decided", "decision": 1, "body": 1, "is_example": "", "source": "påhittat"}
    assert write(as_role(Role.CONTROLLER), "SN", **more) == 302

    after = report_of("SN")
    assert after.summary == WORDS["summary"]
    assert (after.state, after.decision_id, after.body_id, after.source) == (
        before.state,
        before.decision_id,
        before.body_id,
        before.source,
    )


@pytest.mark.parametrize(
    ("role", "body"), [(Role.DIRECTOR, "SN"), (Role.MANAGER, "SN"), (Role.MEMBER, "SN")]
)
def test_another_bodys_report_cannot_be_written_by_naming_it(role, body):
    before = report_of(body).edition

    assert write(as_role(role), body) == 403
    assert report_of(body).edition == before


@pytest.mark.parametrize("per", ["2015-01-01", "2026-11-22", "2027-06-01", "2100-12-31"])
@pytest.mark.parametrize("form", ["report", "pdf", "docx", "chart"])
def test_no_day_shows_a_draft_to_a_resident(per, form):
    url = {
        "report": reverse("followup:report", args=["t2", 2026]),
        "chart": reverse("followup:chart", args=["t2", 2026, 1, "json"]),
    }.get(form) or reverse("followup:file", args=["t2", 2026, form])

    assert Client().get(url, {"organ": "SN", "per": per}).status_code in {403, 404}


def test_no_day_shows_a_goal_that_nobody_has_decided():
    goal = Goal.objects.order_by("pk").first()
    draft = Goal.objects.create(
        code="HEMLIGT",
        title="Utkastet som ingen beslutat",
        level=goal.level,
        body=goal.body,
        first_year=2026,
        last_year=2028,
    )
    for per in ("2020-01-01", "2026-11-22", "2100-12-31"):
        page = Client().get(reverse("goals:goals"), {"per": per, "ar": 2026})
        own = Client().get(reverse("goals:goal", args=[draft.pk]), {"per": per})
        api = Client().get("/api/goals/", {"per": per, "year": 2026})
        assert draft.title not in page.content.decode() + api.content.decode()
        assert own.status_code == 404


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r="])
def test_a_cell_that_a_spreadsheet_would_run_stays_a_text(start):
    bad = f'{start}HYPERLINK("https://example.com")'
    content = write_csv((Column("Namn", text(80)),), [(bad,)]).decode("utf-8-sig")
    cells = [cell for line in csv.reader(io.StringIO(content), delimiter=";") for cell in line]

    assert cells == ["Namn", f"'{bad}"]


WITHOUT_FORMS = {  # what others than our own forms send to proves itself in another way
    "access:directory": {401},  # a token
    "work:stop": {404},  # a signed address; the one that is tried is not signed
}


@pytest.mark.parametrize(("name", "pattern"), EVERY, ids=[name for name, _ in EVERY])
def test_an_address_that_changes_something_wants_the_forms_own_token(name, pattern):
    if name.startswith("api-") or name not in ADDRESSES:
        pytest.skip("tried in the API's own tests")
    client = as_role(Role.CONTROLLER, enforce_csrf_checks=True)
    answer = client.post(address(name, ADDRESSES[name][0]), {"organ": "SN"})

    assert answer.status_code in WITHOUT_FORMS.get(name, {403, 405})


def test_what_is_open_to_everyone_is_just_what_is_promised(rf):
    anyone = rf.get("/")
    anyone.user = AnonymousUser()
    opened = {n for n, p in EVERY if n in ADDRESSES and policy_of(p.callback).allows(anyone)}

    assert opened == {name for name, (_, who, *_) in ADDRESSES.items() if who is PUBLIC}


@pytest.mark.parametrize("name", [n for n in ADDRESSES if n not in OPENED][:12])
def test_no_page_can_be_framed_or_run_what_it_did_not_bring(name):
    answer = Client().get(address(name, ADDRESSES[name][0]))

    assert answer["X-Frame-Options"] == "DENY"
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_mandate_that_ended_yesterday_opens_nothing_today(django_user_model):
    client = as_role(Role.CONTROLLER)
    assert client.get(reverse("ledger:imports")).status_code == 200

    Mandate.objects.filter(person__user__username="controller").update(valid_to="2026-01-01")
    assert client.get(reverse("ledger:imports")).status_code == 403


def test_a_closed_account_is_out_at_once():
    client = as_role(Role.CONTROLLER)
    User.objects.filter(username="controller").update(is_active=False)

    assert client.get(reverse("ledger:imports")).status_code == 302
