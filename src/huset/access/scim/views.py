"""The directory's address: what comes in is handed to the protocol, and its answer out."""

import json

from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt
from scim2_models import InvalidValueException, SCIMException
from scim2_server.handler import ScimHandler
from scim2_server.requests import ScimRequest

from huset.access.permissions import DIRECTORY
from huset.access.scim.schema import SERVICE
from huset.access.scim.storage import People
from huset.kernel.http import Request
from huset.kernel.rights import may


@csrf_exempt
@may(DIRECTORY)
def directory(request: Request, path: str) -> HttpResponse:
    """Answer a directory. Only a token opens this address, so no cookie can be misused here."""
    asked = ScimRequest(
        method=request.method or "",
        base_url=request.build_absolute_uri(request.path.removesuffix(path)).rstrip("/"),
        path=f"/{path}",
        query=request.GET.dict(),
        headers=request.headers,
        body=request.body,
        subject=request.user,
    )
    try:
        _refuse_nul(request)
        answer = ScimHandler(SERVICE, People(request.user)).handle(asked)
    except SCIMException as refused:
        answer = SERVICE.error_response(refused)
    body = b"" if answer.body is None else json.dumps(answer.body).encode()
    return HttpResponse(
        body, status=answer.status, headers=answer.headers | {"Cache-Control": "no-store"}
    )


def _refuse_nul(request: Request) -> None:
    """Refuse the one character that no text in the database can hold."""
    if b"\\u0000" in request.body or any("\x00" in text for text in request.GET.values()):
        raise InvalidValueException(detail="Tecknet NUL kan inte sparas. Ta bort det.")
