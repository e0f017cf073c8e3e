"""What a reader is told when an address cannot be understood."""

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.template.loader import render_to_string
from django.views.csrf import csrf_failure


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Refuse what another site may have sent with the reader's own cookies."""
    if request.path.startswith("/api/"):
        said = "Anropet saknar sidans eget kännetecken. Använd en token i stället för kakor."
        return JsonResponse({"detail": said}, status=403)
    return csrf_failure(request, reason)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say which choice of the address could not be understood, and what to write instead."""
    if request.path.startswith("/api/"):
        return JsonResponse({"detail": str(exception)}, status=400)
    return HttpResponseBadRequest(render_to_string("400.html", {"exception": str(exception)}))
