"""A chart as an answer to a browser: picture for all, specification for those that can draw."""

from django.http import Http404, HttpResponse, JsonResponse

from huset.kernel.charts.render import png, svg
from huset.kernel.charts.specs import Spec


def chart_response(spec: Spec, form: str) -> HttpResponse:
    """Answer with a chart in one form: ``svg``, ``png`` or ``json``."""
    match form:
        case "svg":
            return HttpResponse(svg(spec), content_type="image/svg+xml")
        case "png":
            return HttpResponse(png(spec), content_type="image/png")
        case "json":
            return JsonResponse(spec)
    raise Http404(form)
