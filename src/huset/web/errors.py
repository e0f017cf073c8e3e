"""What a reader is told when an address cannot be understood."""

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.template.loader import render_to_string


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say which choice of the address could not be understood, and what to write instead."""
    if request.path.startswith("/api/"):
        return JsonResponse({"detail": str(exception)}, status=400)
    return HttpResponseBadRequest(render_to_string("400.html", {"exception": str(exception)}))
