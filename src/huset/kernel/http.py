"""The request as our views see it."""

from typing import Any

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from huset.kernel.context import Context
from huset.kernel.models import User
from huset.kernel.shell import Shell


class Request(HttpRequest):
    """A request with the reader's choices and the page's frame."""

    htmx: HtmxDetails
    user: User
    context: Context
    shell: Shell


def registered_here(request: Request) -> dict[str, Any]:
    """Where something comes from that is typed on a page: here, this year."""
    return {"source": "Registrerat i Huset", "source_year": request.context.today.year}


def part_of(request: Request) -> str:
    """Give the name of the template's part that htmx asks for; a whole page otherwise."""
    return "#table" if request.htmx else ""
