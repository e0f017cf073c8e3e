"""Who is behind a request, before anything asks what they may: a token's owner, or one looked at.

Both stand between the page's frame and the door that asks for policies.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.response import TemplateResponse

from huset.access.models import Token
from huset.access.permissions import (
    DIRECTORY,
    LOOK,
    act_as,
    look_in,
    look_of,
    token_behind,
    token_of,
)
from huset.access.rules import SAFE, Scope, refused_use
from huset.kernel.actions import mandate
from huset.kernel.middleware import GetResponse

API, DIRECTORY_ROOT = "/api/", "/scim/"
SCIM_ERROR = "urn:ietf:params:scim:api:messages:2.0:Error"
MISSING = "Katalogen kräver en token. Skicka Authorization: Bearer följt av din token."
UNKNOWN = "Token finns inte, har gått ut eller är återkallad. Skapa en ny under Token till API:et."
LOOKING = (
    "Du ser Huset som någon annan och kan titta men inte ändra något. Avsluta först, med knappen "
    "överst på sidan."
)
HTTP_UNAUTHORIZED, HTTP_FORBIDDEN = 401, 403


def tokens(get_response: GetResponse) -> GetResponse:
    """Let a token's owner be behind a call of the API or the directory.

    A call with a token never looks at cookies, and so needs no protection against forged forms.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        directory = request.path_info.startswith(DIRECTORY_ROOT)
        kind, _, secret = request.headers.get("Authorization", "").partition(" ")
        if not (directory or request.path_info.startswith(API)):
            return get_response(request)
        if kind.lower() != "bearer":
            return (
                _refuse(request, HTTP_UNAUTHORIZED, MISSING) if directory else get_response(request)
            )
        token = token_behind(secret.strip())
        if token is None:
            return _refuse(request, HTTP_UNAUTHORIZED, UNKNOWN)
        act_as(request, token.owner)
        setattr(request, "token", token)  # noqa: B010 -- a request has no such attribute in its type
        setattr(request, "_dont_enforce_csrf_checks", True)  # noqa: B010 -- Django's own way to say it
        said = refused_use(Scope(token.scope), request.method or "", directory=directory)
        if directory and not said and not DIRECTORY.allows(request):
            said = DIRECTORY.sentence
        return (
            _refuse(request, HTTP_FORBIDDEN, said) if said else _named(token, get_response, request)
        )

    return middleware


def _named(token: Token, get_response: GetResponse, request: HttpRequest) -> HttpResponse:
    """Let the log know which token whatever is done is done with."""
    role = mandate.get()
    before = mandate.set(lambda: f"{role()} · token {token.name}")
    try:
        return get_response(request)
    finally:
        mandate.reset(before)


def _refuse(request: HttpRequest, status: int, said: str) -> HttpResponse:
    detail: dict[str, object] = {"detail": said}
    media = "application/json"
    if request.path_info.startswith(DIRECTORY_ROOT):
        detail |= {"schemas": [SCIM_ERROR], "status": str(status)}
        media = "application/scim+json"
    answer = JsonResponse(detail, status=status, content_type=media)
    if status == HTTP_UNAUTHORIZED:
        answer["WWW-Authenticate"] = 'Bearer realm="Huset"'
    return answer


class Looks:
    """While support sees Huset as someone, each page is what that someone sees, and none writes."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if token_of(request) or not request.session.get(LOOK):
            return self.get_response(request)
        look = look_in(request.session, request.user) if request.user.is_authenticated else None
        if look is None:
            del request.session[LOOK]
        else:
            act_as(request, look.seen)
            setattr(request, "look", look)  # noqa: B010 -- a request has no such attribute in its type
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: object,
        args: Any,  # noqa: ANN401 -- as Django has it
        kwargs: Any,  # noqa: ANN401 -- see above
    ) -> HttpResponse | None:
        """Refuse whatever writes, and whatever is the person's own."""
        where = request.resolver_match.view_name if request.resolver_match else ""
        if look_of(request) is None or where == "access:look-end":
            return None
        own = where.startswith("access:token") or getattr(view, "about_signing_in", False)
        if not own and request.method in SAFE:
            return None
        if request.path_info.startswith(API):
            return _refuse(request, HTTP_FORBIDDEN, LOOKING)
        said = {"said": LOOKING}
        return TemplateResponse(request, "access/looking.html", said, status=HTTP_FORBIDDEN)
