"""Who may open each address. The table below is the promise; `test_matrix` tries it."""

from collections.abc import Iterator
from inspect import isclass

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from huset.comments.models import Comment
from huset.direction.models import Provision, SteeringReview, Training, Vision
from huset.documents.models import Announcement, Edition, GoverningDocument
from huset.goals.models import Assignment, CoreMission, Goal, GoalChange, Indicator
from huset.kernel.models import User
from huset.kernel.rights import policy_of
from huset.ledger.models import Import
from huset.organisation.models import Decision, Mandate, Meeting, Person, Remit, Share
from huset.organisation.permissions import Actor
from huset.organisation.rules import Right, Role
from huset.organisation.tests.users import USERS
from huset.reorganisation.models import Reorganisation
from huset.web.api import api

PUBLIC, SIGNED_IN = None, "signed in"
WITH_PASSWORD = "signed in with a password"  # noqa: S105 -- as none of the example's roles is
BY_TOKEN = "a token of the directory"  # noqa: S105 -- who may, not a secret
THE_WHOLE = "hela koncernen"  # a place that only a right over the whole group covers
SHA = "0" * 64
TASK = "00000000-0000-0000-0000-000000000000"


class GoalDraft:
    """Goals that nobody has decided."""

    objects = Goal.objects.filter(decision=None)
    place = Goal.place


class AssignmentDraft:
    """Assignments that nobody has decided."""

    objects = Assignment.objects.filter(decision=None)


class WaitingChange:
    """New versions of goals that nobody has decided."""

    objects = GoalChange.objects.filter(decision=None)
    place = "proposed_by__code"


class DraftMeasure:
    """Indicators of goals that nobody has decided."""

    objects = Indicator.objects.filter(goal__isnull=False, goal__decision=None)
    place = Indicator.place


class MissionFigure:
    """What core missions are followed up by."""

    objects = Indicator.objects.filter(mission__isnull=False)
    place = "mission__body__code"


# name: (arguments, who may, at which body or unit); a model stands for the number of its first
# record, `PUBLIC` is everyone, `SIGNED_IN` everyone with a mandate, and no place is anywhere
ADDRESSES = {
    "house:house": ([], PUBLIC),
    "house:part": (["goals"], PUBLIC),
    "house:write-text": (["goals"], Right.WRITE_DIRECTION, THE_WHOLE),
    "house:restore-text": (["goals"], Right.WRITE_DIRECTION, THE_WHOLE),
    "house:tour": ([], PUBLIC),
    "house:tour-dismiss": ([], PUBLIC),
    "direction:direction": ([], PUBLIC),
    "direction:versions": (["vision"], PUBLIC),
    "direction:version": (["vision", Vision], PUBLIC),
    "direction:difference": (["plan"], PUBLIC),
    "direction:new": (["values"], Right.WRITE_DIRECTION),
    "direction:edit": (["vision", Vision], Right.WRITE_DIRECTION),
    "direction:drop": (["vision", Vision], Right.WRITE_DIRECTION),
    "direction:steering": ([], PUBLIC),
    "direction:steering-file": (["csv"], PUBLIC),
    "direction:list-steering": ([], Right.WRITE_DIRECTION),
    "direction:steering-law": (["KL"], PUBLIC),
    "direction:change-steering": (["KL"], Right.WRITE_DIRECTION),
    "direction:end-steering": (["KL"], Right.WRITE_DIRECTION),
    "direction:catalogue": (["KL"], Right.WRITE_DIRECTION),
    "direction:add-provision": (["KL"], Right.WRITE_DIRECTION),
    "direction:correct-provision": ([Provision], Right.WRITE_DIRECTION),
    "direction:remove-provision": ([Provision], Right.WRITE_DIRECTION),
    "direction:reviews": ([], PUBLIC),
    "direction:confirm-steering": (["SN"], Right.CONFIRM_STEERING, "SN"),
    "direction:coverage": ([], PUBLIC),
    "direction:coverage-file": ([], PUBLIC),
    "direction:training": ([], PUBLIC),
    "direction:training-file": ([], PUBLIC),
    "direction:register-training": (["SN"], Right.CONFIRM_STEERING, "SN"),
    "direction:correct-training": ([Training], Right.CONFIRM_STEERING, "SN"),
    "direction:withdraw-training": ([Training], Right.CONFIRM_STEERING),
    "direction:correct-review": ([SteeringReview], Right.CONFIRM_STEERING, "SN"),
    "direction:withdraw-review": ([SteeringReview], Right.CONFIRM_STEERING),
    "direction:remove-steering": (["KL"], Right.WRITE_DIRECTION),
    "organisation:rights": ([], PUBLIC),
    "organisation:bodies": ([], PUBLIC),
    "organisation:body": (["SN"], PUBLIC),
    "organisation:unit": (["5130"], PUBLIC),
    "organisation:files": ([], PUBLIC),
    "organisation:file": (["units", "csv"], PUBLIC),
    "organisation:send-file": ([], Right.WRITE_ORGANISATION),
    "organisation:file-preview": (["units", SHA], Right.WRITE_ORGANISATION),
    "organisation:found-body": ([], Right.WRITE_ORGANISATION),
    "organisation:correct-body": (["SN"], Right.WRITE_ORGANISATION, "SN"),
    "organisation:end-body": (["SN"], Right.WRITE_ORGANISATION, "SN"),
    "organisation:share-body": (["VEMAB"], Right.WRITE_ORGANISATION, "VEMAB"),
    "organisation:give-remit": (["SN"], Right.WRITE_ORGANISATION, "SN"),
    "organisation:open-unit": (["SN"], Right.WRITE_ORGANISATION, "SN"),
    "organisation:end-share": ([Share], Right.WRITE_ORGANISATION),
    "organisation:end-remit": ([Remit], Right.WRITE_ORGANISATION),
    "organisation:move-unit": (["5130"], Right.WRITE_ORGANISATION, "5130"),
    "organisation:close-unit": (["5130"], Right.WRITE_ORGANISATION, "5130"),
    "organisation:correct-unit": (["5130"], Right.WRITE_ORGANISATION, "5130"),
    "organisation:decisions": ([], PUBLIC),
    "organisation:decision": ([Decision], PUBLIC),
    "organisation:attachment": ([Decision, 1], PUBLIC),
    "organisation:execution": ([], PUBLIC),
    "organisation:execution-file": ([], PUBLIC),
    "organisation:report-execution": ([Decision], Right.REPORT_EXECUTION),
    "organisation:meetings": ([], PUBLIC),
    "organisation:meeting": ([Meeting], PUBLIC),
    "organisation:plan-meetings": ([], Right.PLAN_MEETINGS),
    "organisation:move-meeting": ([Meeting], Right.PLAN_MEETINGS, "SN"),
    "organisation:cancel-meeting": ([Meeting], Right.PLAN_MEETINGS, "SN"),
    "organisation:register-decision": ([Meeting], Right.REGISTER_DECISION, "SN"),
    "organisation:people": ([], PUBLIC),
    "organisation:person": ([Person], PUBLIC),
    "organisation:own-mandates": ([], SIGNED_IN),
    "organisation:gaps": ([], SIGNED_IN),
    "organisation:add-person": ([], Right.WRITE_PEOPLE),
    "organisation:people-file": (["csv"], Right.WRITE_PEOPLE),
    "organisation:people-import": ([], Right.WRITE_PEOPLE),
    "organisation:people-preview": ([SHA], Right.WRITE_PEOPLE),
    "organisation:correct-mandate": ([Mandate], Right.WRITE_PEOPLE),
    "organisation:end-mandate": ([Mandate], Right.WRITE_PEOPLE),
    "organisation:withdraw-mandate": ([Mandate], Right.WRITE_PEOPLE),
    "organisation:hand-over": ([Mandate], Right.WRITE_PEOPLE),
    "organisation:correct-person": ([Person], Right.WRITE_PEOPLE),
    "organisation:give-mandate": ([Person], Right.WRITE_PEOPLE),
    "organisation:extract": ([Person], Right.PROTECT_DATA),
    "organisation:privacy": ([], Right.PROTECT_DATA),
    "documents:documents": ([], PUBLIC),
    "documents:register-file": (["csv"], PUBLIC),
    "documents:document": ([GoverningDocument], PUBLIC),
    "documents:edition": ([Edition], PUBLIC),
    "documents:file": ([Edition], PUBLIC),
    "documents:new": ([], Right.WRITE_DOCUMENTS),
    "documents:change": ([GoverningDocument], Right.WRITE_DOCUMENTS, "SN"),
    "documents:remove": ([GoverningDocument], Right.WRITE_DOCUMENTS),
    "documents:end": ([GoverningDocument], Right.WRITE_DOCUMENTS, "SN"),
    "documents:new-edition": ([GoverningDocument], Right.WRITE_DOCUMENTS, "SN"),
    "documents:change-edition": ([Edition], Right.WRITE_DOCUMENTS, "SN"),
    "documents:withdraw-edition": ([Edition], Right.WRITE_DOCUMENTS),
    "documents:read-again": ([Edition], Right.WRITE_DOCUMENTS),
    "documents:review": ([Edition], Right.WRITE_DOCUMENTS, "SN"),
    "documents:supply-text": ([Edition], Right.WRITE_DOCUMENTS, "SN"),
    "documents:lists": ([], PUBLIC),
    "documents:lists-file": (["expired", "csv"], PUBLIC),
    "documents:compare": ([GoverningDocument], PUBLIC),
    "documents:receipt": ([GoverningDocument], SIGNED_IN),
    "documents:communication": ([GoverningDocument], Right.READ_INTERNAL),
    "documents:add-step": ([GoverningDocument], Right.WRITE_DOCUMENTS),
    "documents:step": ([GoverningDocument, Announcement], Right.READ_INTERNAL, "SN"),
    "documents:change-step": ([GoverningDocument, Announcement], Right.WRITE_DOCUMENTS, "SN"),
    "documents:remove-step": ([GoverningDocument, Announcement], Right.WRITE_DOCUMENTS),
    "thread:thread": ([], PUBLIC),
    "thread:below": (["vision-1"], PUBLIC),
    "thread:table": ([], PUBLIC),
    "thread:matrix": ([], PUBLIC),
    "thread:broken": ([], PUBLIC),
    "thread:file": (["csv"], PUBLIC),
    "comments:talk": (["goals.goal", Goal], Right.READ_INTERNAL, "SN"),
    "comments:people": (["goals.goal", Goal], Right.READ_INTERNAL, "SN"),
    "comments:done": (["goals.goal", Goal], Right.READ_INTERNAL, "SN"),
    "comments:change": ([Comment], Right.READ_INTERNAL, "SN"),
    "comments:take-back": ([Comment], Right.READ_INTERNAL, "SN"),
    "goals:goals": ([], PUBLIC),
    "goals:goal": ([Goal], PUBLIC),
    "goals:assess": ([Goal], Right.WRITE_GOALS, "SN"),
    "goals:forecast": ([Goal], Right.WRITE_GOALS, "SN"),
    "goals:drafts": ([], Right.READ_INTERNAL),
    "goals:new-goal": ([], Right.WRITE_GOALS),
    "goals:draft": ([GoalDraft], Right.READ_INTERNAL, "SN"),
    "goals:change-goal": ([GoalDraft], Right.WRITE_GOALS, "SN"),
    "goals:drop-goal": ([GoalDraft], Right.WRITE_GOALS),
    "goals:add-measure": ([GoalDraft], Right.WRITE_GOALS, "SN"),
    "goals:change-measure": ([DraftMeasure], Right.WRITE_GOALS, "SN"),
    "goals:drop-measure": ([DraftMeasure], Right.WRITE_GOALS),
    "goals:propose-version": ([Goal], Right.WRITE_GOALS, "SN"),
    "goals:propose-end": ([Goal], Right.WRITE_GOALS, "SN"),
    "goals:relink": ([Goal], Right.WRITE_GOALS, "SN"),
    "goals:version": ([WaitingChange], Right.READ_INTERNAL, "KS"),
    "goals:change-version": ([WaitingChange], Right.WRITE_GOALS, "KS"),
    "goals:add-version-measure": ([WaitingChange], Right.WRITE_GOALS, "KS"),
    "goals:change-version-measure": ([WaitingChange, "V6-1"], Right.WRITE_GOALS, "KS"),
    "goals:leave-version-measure": ([WaitingChange, "V6-1"], Right.WRITE_GOALS, "KS"),
    "goals:withdraw-version": ([Goal, 1], Right.WRITE_GOALS),
    "goals:owner": ([Indicator], Right.WRITE_GOALS, "SN"),
    "goals:indicator": ([Indicator], PUBLIC),
    "goals:chart": ([Indicator, "svg"], PUBLIC),
    "goals:assignments": ([], PUBLIC),
    "goals:assignment": ([Assignment], PUBLIC),
    "goals:assignments-file": (["csv"], PUBLIC),
    "goals:assignment-drafts": ([], Right.READ_INTERNAL, "KF"),
    "goals:new-assignment": ([], Right.WRITE_GOALS, "KF"),
    "goals:assignment-draft": ([AssignmentDraft], Right.READ_INTERNAL, "KF"),
    "goals:change-assignment": ([AssignmentDraft], Right.WRITE_GOALS, "KF"),
    "goals:drop-assignment": ([AssignmentDraft], Right.WRITE_GOALS, "KF"),
    "goals:link-goal": ([Goal], Right.WRITE_GOALS, "SN"),
    "goals:link-assignment": ([Assignment], Right.WRITE_GOALS, "KF"),
    "goals:propose-change": ([Assignment], Right.WRITE_GOALS),
    "goals:withdraw-change": ([Assignment, 1], Right.WRITE_GOALS),
    "goals:missions": ([], PUBLIC),
    "goals:add-mission": (["SN"], Right.WRITE_GOALS, "SN"),
    "goals:mission": ([CoreMission], PUBLIC),
    "goals:add-figure": ([CoreMission], Right.WRITE_GOALS, "SN"),
    "goals:change-figure": ([MissionFigure], Right.WRITE_GOALS, "SN"),
    "goals:end-figure": ([MissionFigure], Right.WRITE_GOALS, "SN"),
    "goals:change-mission": ([CoreMission], Right.WRITE_GOALS, "SN"),
    "goals:end-mission": ([CoreMission], Right.WRITE_GOALS, "SN"),
    "goals:report": ([], Right.REPORT_VALUES),
    "goals:report-assignment": ([Assignment, "SN"], Right.REPORT_EXECUTION, "SN"),
    "goals:values": ([], Right.REPORT_VALUES),
    "goals:values-file": (["csv"], Right.REPORT_VALUES),
    "goals:values-preview": ([SHA], Right.REPORT_VALUES),
    "budget:economy": ([], PUBLIC),
    "budget:chart": (["svg"], PUBLIC),
    "ledger:imports": ([], Right.READ_INTERNAL),
    "ledger:upload": ([], Right.IMPORT_LEDGER),
    "ledger:preview": ([SHA], Right.IMPORT_LEDGER),
    "ledger:start": ([SHA], Right.IMPORT_LEDGER),
    "ledger:progress": ([TASK], Right.IMPORT_LEDGER),
    "ledger:import": ([Import], Right.READ_INTERNAL),
    "ledger:voucher": ([Import, 1], Right.READ_VOUCHERS),
    "ledger:rows": ([], Right.READ_VOUCHERS),
    "reorganisation:plans": ([], PUBLIC),
    "reorganisation:new": ([], Right.WRITE_ORGANISATION),
    "reorganisation:plan": ([Reorganisation], PUBLIC),
    "reorganisation:describe": ([Reorganisation], Right.WRITE_ORGANISATION),
    "reorganisation:add": ([Reorganisation, "move-unit"], Right.WRITE_ORGANISATION),
    "reorganisation:remove": ([Reorganisation, 1], Right.WRITE_ORGANISATION),
    "reorganisation:drop": ([Reorganisation], Right.WRITE_ORGANISATION),
    "followup:rounds": ([], PUBLIC),
    "followup:open-round": ([], Right.WRITE_FOLLOW_UP, "REV"),
    "followup:send-back": (["t2", 2026], Right.SEND_BACK, "SN"),
    "followup:report": (["t1", 2025], PUBLIC),
    "followup:file": (["t1", 2025, "pdf"], PUBLIC),
    "followup:chart": (["t1", 2025, 1, "svg"], PUBLIC),
    "followup:write": (["t2", 2026], Right.WRITE_FOLLOW_UP, "SN"),
    "followup:forecasts": (["t2", 2026], Right.WRITE_FOLLOW_UP, "5130"),
    "followup:ready": (["t2", 2026], Right.WRITE_FOLLOW_UP, "SN"),
    "search:search": ([], PUBLIC),
    "search:refresh": ([], PUBLIC),
    "web:history": (["goals.goal", Goal], Right.READ_LOG, "SN"),
    "web:history-of-code": (["organisation.body", "SN"], Right.READ_LOG),
    "web:log": ([], Right.READ_LOG, THE_WHOLE),
    "web:log-verify": ([], Right.READ_LOG, THE_WHOLE),
    "web:log-export": (["jsonl"], Right.READ_LOG, THE_WHOLE),
    "work:work": ([], SIGNED_IN),
    "work:calendar": ([], SIGNED_IN),
    "work:calendar-remove": ([], SIGNED_IN),
    "work:mailings": ([], SIGNED_IN),
    "work:stop": (["bevis"], PUBLIC),
    "work:feed": (["hemlighet"], PUBLIC),
    "work:body-calendar": (["SN"], PUBLIC),
    "access:tokens": ([], SIGNED_IN),
    "access:token-revoke": ([1], SIGNED_IN),
    "access:support": ([], Right.SEE_AS),
    "access:look-begin": ([], Right.SEE_AS),
    "access:look-end": ([], SIGNED_IN),
    "access:directory": (["Users"], BY_TOKEN),
    "web:sign-in": ([], PUBLIC),
    "account_login": ([], PUBLIC),
    "account_logout": ([], PUBLIC),
    "account_inactive": ([], PUBLIC),
    "account_reauthenticate": ([], WITH_PASSWORD),
    "account_change_password": ([], WITH_PASSWORD),
    "openid_connect_login": (["oidc"], PUBLIC),
    "openid_connect_callback": (["oidc"], PUBLIC),
    "mfa_index": ([], SIGNED_IN),
    "mfa_authenticate": ([], PUBLIC),
    "mfa_reauthenticate": ([], WITH_PASSWORD),
    "mfa_activate_totp": ([], WITH_PASSWORD),
    "mfa_deactivate_totp": ([], WITH_PASSWORD),
    "mfa_list_webauthn": ([], WITH_PASSWORD),
    "mfa_add_webauthn": ([], WITH_PASSWORD),
    "mfa_edit_webauthn": ([1], WITH_PASSWORD),
    "mfa_remove_webauthn": ([1], WITH_PASSWORD),
    "mfa_login_webauthn": ([], PUBLIC),
    "mfa_reauthenticate_webauthn": ([], WITH_PASSWORD),
    "mfa_view_recovery_codes": ([], WITH_PASSWORD),
    "mfa_generate_recovery_codes": ([], WITH_PASSWORD),
    "web:gallery": ([], PUBLIC),
    "web:vega": ([], PUBLIC),
}


def addresses(resolver: URLResolver, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from addresses(entry, entry.namespace or space)
        else:
            yield f"{space}:{entry.name}".removeprefix(":"), entry


EVERY = list(addresses(get_resolver()))
PAGES = {name for name, _ in EVERY if not name.startswith("api-")}


def address(name: str, arguments: list[object], body: str = "SN") -> str:
    """An address of the example, with the number of a record that a body has."""
    return reverse(name, args=[number(a, body) if isclass(a) else a for a in arguments])


def number(model: type[Model], body: str) -> int:
    """A record's number: the first of the body, where records are a body's and it has one."""
    records, place = model.objects.order_by("pk"), getattr(model, "place", "")
    there = records.filter(**{place: body}).first() if isinstance(place, str) and place else None
    return (there or records.first()).pk


@pytest.mark.parametrize(("name", "pattern"), EVERY, ids=[name for name, _ in EVERY])
def test_every_address_names_its_policy(name, pattern):
    assert policy_of(pattern.callback), name


def test_every_address_is_in_the_table():
    assert ADDRESSES.keys() == PAGES


def test_every_api_operation_names_its_policy():
    operations = [
        operation
        for _, router in api._routers
        for view in router.path_operations.values()
        for operation in view.operations
    ]
    assert [o.path for o in operations if not policy_of_operation(o)] == []


def policy_of_operation(operation):
    return all(hasattr(a, "sentence") for a in operation.auth_callbacks or [None])


def test_every_role_can_be_tried():
    assert set(USERS) == {None, *Role}


def may_open(reader: Actor, right: object, at: str = "") -> bool:
    if right in {WITH_PASSWORD, BY_TOKEN}:
        return right == BY_TOKEN  # which answers for itself
    if right is PUBLIC or right == SIGNED_IN:
        return right is PUBLIC or bool(reader.held)
    return reader.may(right, at) if at else reader.has(right)


OPENED = {  # what an allowed reader is told where there is nothing to see, or nothing to get
    "comments:done": {405},
    "comments:change": {302},  # the first one is somebody else's
    "comments:take-back": {405},
    "direction:edit": {302},  # the first one is decided
    "direction:drop": {405},
    "house:restore-text": {405},
    "house:tour-dismiss": {405},
    "direction:catalogue": {405},
    "direction:remove-provision": {405},
    "direction:remove-steering": {405},
    "direction:withdraw-review": {405},
    "direction:withdraw-training": {405},
    "organisation:send-file": {405},
    "organisation:file-preview": {400},
    "goals:values-preview": {400},
    "goals:withdraw-change": {405},
    "goals:drop-goal": {405},
    "goals:withdraw-version": {405},
    "goals:leave-version-measure": {405},
    "goals:drop-assignment": {405},
    "thread:below": {200, 404},  # not found when that vision is no longer the one in force
    "goals:drop-measure": {405},
    "organisation:people-preview": {400},
    "organisation:withdraw-mandate": {405},
    "ledger:preview": {404},
    "ledger:start": {405},
    "ledger:progress": {404},
    "ledger:voucher": {200, 404},  # not found when it lies outside the reader's own units
    "reorganisation:describe": {409},  # the first one is decided
    "reorganisation:add": {409},
    "reorganisation:remove": {405},
    "reorganisation:drop": {405},
    "followup:ready": {405},
    "organisation:attachment": {404},
    "documents:edition": {302},  # leads on to its document's page
    "documents:file": {200, 404},  # not every edition has a file
    "documents:change-edition": {302},  # the first one is decided
    "documents:remove": {405},
    "documents:withdraw-edition": {405},
    "documents:read-again": {405},
    "documents:remove-step": {405},
    "organisation:report-execution": {404},  # the first decision has nothing to carry out
    "account_login": {200, 302},  # led on when signed in already
    "account_logout": {405},
    "openid_connect_login": {405},
    "openid_connect_callback": {404},  # no provider is configured
    "mfa_authenticate": {302, 200},
    "mfa_login_webauthn": {302, 200},
    "web:history-of-code": {302, 303},  # leads on to the history
    "web:log-verify": {405},
    "search:refresh": {405},
    "work:calendar-remove": {405},
    "work:stop": {404},  # the proof is false
    "work:feed": {404},  # so is the secret
    "access:token-revoke": {405},
    "access:look-begin": {405},
    "access:look-end": {405},
    "access:directory": {401},
}


@pytest.mark.django_db
def test_a_director_writes_only_for_the_own_body(books):
    client = Client()
    client.force_login(User.objects.get(username=USERS[Role.DIRECTOR]))
    url = reverse("followup:write", args=["t2", 2026])

    assert client.get(url, {"organ": "BUN"}).status_code == 200
    assert client.get(url, {"organ": "SN"}).status_code == 403
    assert client.get(url).status_code == 403


@pytest.mark.django_db
def test_a_manager_forecasts_only_the_own_unit(books):
    client = Client()
    client.force_login(User.objects.get(username=USERS[Role.MANAGER]))
    url = reverse("followup:forecasts", args=["t2", 2026])
    page = client.get(url, {"organ": "SN"}).content.decode()

    assert [code in page for code in ("5130-deviation", "5140-deviation")] == [True, False]
    assert client.get(url, {"organ": "BUN"}).status_code == 403


@pytest.mark.django_db
def test_a_draft_report_is_closed_to_the_public_in_every_form(books):
    for name, arguments in (
        ("followup:report", ["t2", 2026]),
        ("followup:file", ["t2", 2026, "pdf"]),
        ("followup:file", ["t2", 2026, "docx"]),
        ("followup:chart", ["t2", 2026, 1, "json"]),
    ):
        answer = Client().get(reverse(name, args=arguments), {"organ": "SN"})
        assert answer.status_code == 403, name


@pytest.mark.django_db
def test_a_role_with_a_password_cannot_be_tried(books):
    user = User.objects.get(username="controller")
    user.set_password("hemligt")
    user.save()
    client = Client()
    client.post(reverse("web:sign-in"), {"username": "controller"})

    assert "_auth_user_id" not in client.session


@pytest.mark.django_db
def test_sign_in_never_leads_to_another_site(books):
    answer = Client().post(
        reverse("web:sign-in"), {"username": "revisor", "next": "https://example.com/"}
    )

    assert (answer.status_code, answer.url) == (302, reverse("work:work"))


@pytest.mark.django_db
def test_the_api_says_what_the_goal_page_says(books):
    rows = Client().get("/api/goals/?year=2026&per=2026-11-22").json()
    page = Client().get(reverse("goals:goals"), {"per": "2026-11-22"}).content.decode()

    assert rows
    assert [r["code"] for r in rows if f"{r['code']} {r['title']}" not in page] == []
