"""A chart as an answer: a picture, or the specification that a browser draws itself."""

from django.http import Http404, HttpResponse, JsonResponse

from huset.kernel.charts.render import svg
from huset.kernel.charts.specs import Spec


def chart_response(spec: Spec, form: str) -> HttpResponse:
    """Answer with the chart as ``svg`` or as ``json``; any other form is not found."""
    if form == "svg":
        return HttpResponse(svg(spec), content_type="image/svg+xml")
    if form == "json":
        return JsonResponse(spec)
    raise Http404("Diagrammet finns som svg och som json.")
