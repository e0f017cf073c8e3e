"""What a reader is told when an address cannot be understood."""

from django.http import HttpRequest, HttpResponseBadRequest
from django.template.loader import render_to_string


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponseBadRequest:
    """Say which choice of the address could not be understood, and what to write instead."""
    return HttpResponseBadRequest(render_to_string("400.html", {"exception": str(exception)}))
