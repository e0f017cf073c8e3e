"""What stands between a request and its view: choices, rights, and that reading never writes."""

import re
from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils import timezone

from huset.kernel import memory
from huset.kernel.context import BadChoiceError, read_context
from huset.kernel.rights import policy_of

GetResponse = Callable[[HttpRequest], HttpResponse]
SAFE = {"GET", "HEAD", "OPTIONS"}
WRITES = re.compile(
    r"\s*(WITH\b.*\b)?(INSERT|UPDATE|DELETE|REPLACE|CREATE|ALTER|DROP|TRUNCATE)\b",
    re.IGNORECASE | re.DOTALL,
)


class WriteOnReadError(Exception):
    """A request that only reads tried to write."""


def context(get_response: GetResponse) -> GetResponse:
    """Read the reader's choices from the address."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.context = request_context(request)  # type: ignore[attr-defined]  # see http.Request
        return get_response(request)

    return middleware


def request_context(request: HttpRequest) -> object:
    """Read the choices; a choice that cannot be answers 400 and says so."""
    try:
        return read_context(request.GET.dict(), today=timezone.localdate())
    except BadChoiceError as error:
        raise BadRequest(str(error)) from error


class DenyByDefault:
    """Open a view only to those whom its policy allows; one without a policy to no one."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Answer for the view when the reader may not see it."""
        policy = policy_of(view)
        if policy and policy.allows(request):
            return None
        if policy and not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        raise PermissionDenied(policy.sentence if policy else "")


def reading_never_writes(get_response: GetResponse) -> GetResponse:
    """Refuse every write during a request that only reads (sessions excepted).

    A view that ``signs_in`` is let past: the one to which another site's sign-in leads back.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method not in SAFE or signs_in(request.path_info):
            return get_response(request)
        with connection.execute_wrapper(_refuse_writes), memory.one_look():
            return get_response(request)

    return middleware


def signs_in(path: str) -> bool:
    """Tell whether the view behind an address signs someone in."""
    try:
        return getattr(resolve(path).func, "signs_in", False)
    except Resolver404:
        return False


def _refuse_writes(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    if WRITES.match(sql) and '"django_session"' not in sql:
        raise WriteOnReadError(sql[:120])
    return execute(sql, params, many, context)
