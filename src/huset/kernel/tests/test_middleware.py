"""Rights and reading: a view without a policy is closed, and a request that reads cannot write."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import HttpResponse

from huset.kernel.middleware import DenyByDefault, WriteOnReadError, reading_never_writes
from huset.kernel.models import LogHead
from huset.kernel.rights import ANYONE, Policy, may

NOBODY = Policy("Ingen", lambda request: False)


@pytest.fixture
def asked(rf, person):
    request = rf.get("/x/?organ=SN")
    request.user = person
    return request


def gate():
    return DenyByDefault(lambda request: HttpResponse())


def test_a_view_without_a_policy_is_closed_to_everyone(asked):
    with pytest.raises(PermissionDenied):
        gate().process_view(asked, lambda request: HttpResponse(), (), {})


def test_a_signed_in_person_is_told_who_may(asked):
    with pytest.raises(PermissionDenied, match="Ingen"):
        gate().process_view(asked, may(NOBODY)(lambda request: HttpResponse()), (), {})


def test_a_stranger_is_led_to_the_sign_in_and_back(rf, settings):
    request = rf.get("/x/?organ=SN")
    request.user = AnonymousUser()
    answer = gate().process_view(request, may(NOBODY)(lambda request: HttpResponse()), (), {})

    assert (answer.status_code, answer.url) == (302, "/sign-in/?next=/x/%3Forgan%3DSN")


def test_an_open_view_is_open(asked):
    assert gate().process_view(asked, may(ANYONE)(lambda r: HttpResponse()), (), {}) is None


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_a_request_that_reads_cannot_write(rf, db, method):
    def view(request):
        LogHead.objects.create(pk=7)
        return HttpResponse()

    with pytest.raises(WriteOnReadError):
        reading_never_writes(view)(getattr(rf, method)("/"))


def test_a_request_that_writes_may_write(rf, db):
    def view(request):
        LogHead.objects.create(pk=7)
        return HttpResponse()

    reading_never_writes(view)(rf.post("/"))

    assert LogHead.objects.count() == 1


def test_writing_by_a_with_clause_is_caught_too(rf, db):
    def view(request):
        with connection.cursor() as cursor:
            cursor.execute("WITH x AS (SELECT 1) UPDATE kernel_loghead SET number = 1")
        return HttpResponse()

    with pytest.raises(WriteOnReadError):
        reading_never_writes(view)(rf.get("/"))
