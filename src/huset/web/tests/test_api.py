"""The API as each role: generated calls, good and bad, against what its description promises."""

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import response_schema_conformance, status_code_conformance

from huset.kernel.models import User
from huset.web.tests.test_rights import USERS

CALLS = 12  # generated calls of an operation and a role
CHECKS = (not_a_server_error, status_code_conformance, response_schema_conformance)


def schema():
    return schemathesis.openapi.from_wsgi("/api/openapi.json", get_wsgi_application())


@pytest.mark.django_db
@pytest.mark.parametrize("role", USERS, ids=lambda role: role or "resident")
def test_every_operation_answers_as_its_description_says(books, role):
    client = Client()
    if role:
        client.force_login(User.objects.get(username=USERS[role]))
    cookies = {name: morsel.value for name, morsel in client.cookies.items()}
    for result in schema().get_all_operations():
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
            answer = case.call(cookies=cookies)
            case.validate_response(answer, checks=CHECKS)

        call()
