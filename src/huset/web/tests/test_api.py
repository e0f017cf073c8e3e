"""The API as each role: generated calls, good and bad, against what its description promises."""

from datetime import timedelta

import pytest
import schemathesis
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import response_schema_conformance, status_code_conformance

from huset.access.actions.tokens import make_token
from huset.access.rules import Scope
from huset.goals.models import Indicator, Measurement
from huset.kernel.models import User
from huset.organisation.permissions import Actor, actor_of
from huset.organisation.rules import Right
from huset.web.tests.test_rights import USERS

CALLS = 12  # generated calls of an operation and a role
CHECKS = (not_a_server_error, status_code_conformance, response_schema_conformance)


def bearer(username: str) -> dict[str, str]:
    """What a program sends that acts as someone."""
    made = make_token(
        name="prov",
        scope=Scope.WRITE,
        last_day=timezone.localdate() + timedelta(days=1),
        by=User.objects.get(username=username),
    )
    return {"Authorization": f"Bearer {made.secret}"}


@pytest.mark.django_db
@pytest.mark.parametrize("role", USERS, ids=lambda role: role or "resident")
def test_every_operation_answers_as_its_description_says(books, application, role):
    headers = bearer(USERS[role]) if role else {}
    schema = schemathesis.openapi.from_wsgi("/api/openapi.json", application)
    for result in schema.get_all_operations():
        operation = result.ok()

        @settings(
            max_examples=CALLS,
            deadline=None,
            derandomize=True,
            database=None,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy())
        def call(case):
            answer = case.call(headers=headers)
            case.validate_response(answer, checks=CHECKS)

        call()


@pytest.mark.django_db
@pytest.mark.parametrize("role", USERS, ids=lambda role: role or "resident")
@pytest.mark.parametrize("body", ["SN", "BUN"])
def test_a_value_is_reported_by_those_who_may_for_that_body(books, role, body):
    indicator = Indicator.objects.filter(goal__body__code=body).first()
    said = {"indicator": indicator.code, "year": 2025, "value": "12.5", "source": "Provet"}
    said |= {"sure": True}  # whatever it was before
    reader = actor_of(User.objects.get(username=USERS[role])) if role else Actor()
    answer = Client().post(
        "/api/goals/values/",
        said,
        content_type="application/json",
        headers=bearer(USERS[role]) if role else {},
    )

    may = reader.may(Right.REPORT_VALUES, body)
    assert answer.status_code == (200 if may else 403 if reader.has(Right.REPORT_VALUES) else 401)
    assert Measurement.objects.filter(source="Provet").count() == may


@pytest.mark.django_db
def test_a_cookie_alone_writes_nothing_through_the_api(books):
    client = Client(enforce_csrf_checks=True)
    client.force_login(User.objects.get(username="controller"))
    answer = client.post("/api/goals/values/", {}, content_type="application/json")

    assert (answer.status_code, answer["Content-Type"]) == (403, "application/json")
