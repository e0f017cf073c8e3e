"""Pages of what steers from outside: the register, and one law with what rests on it."""

from dataclasses import dataclass, replace

from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from huset.direction import queries
from huset.direction.forms.showing import LawFilter, RegisterFilter
from huset.kernel.http import Request, part_of
from huset.kernel.importing.response import table_response
from huset.kernel.links import link, trail
from huset.kernel.rights import ANYONE, may
from huset.kernel.shell import NavItem, Option
from huset.organisation.permissions import actor
from huset.organisation.queries import bodies_in_scope
from huset.organisation.rules import Right

DIRECTION = ("Riktning", "direction:direction", ())
STEERING = ("Extern styrning", "direction:steering", ())
GROUP = ""  # a place that only a right over the whole group covers


@dataclass(frozen=True)
class Removal:
    """The button under a form that takes away what the form corrects."""

    url: str
    button: str
    note: str


@require_safe
@may(ANYONE)
def register(request: Request) -> TemplateResponse:
    """Show what steers from outside: that with extra weight first and by itself."""
    context, kind = request.context, _kind(request)
    rows = _rows(request, kind)
    writes = actor(request).may(Right.WRITE_DIRECTION, GROUP)
    return TemplateResponse(
        request,
        f"direction/steering.html{part_of(request)}",
        {
            "weighty": [row for row in rows if row.extra_weight],
            "rows": [row for row in rows if not row.extra_weight],
            "upcoming": queries.upcoming_steering(context.per) if writes else (),
            "kinds": _options(kind),
            "files": [
                (name, link(context, "direction:steering-file", form, slag=kind))
                for form, name in (("xlsx", "Excel"), ("csv", "CSV"))
            ],
            "writes": writes,
            "trail": trail(context, DIRECTION, "Extern styrning"),
        },
    )


@require_safe
@may(ANYONE)
def file(request: Request, form: str) -> HttpResponse:
    """Give the register as a file."""
    title = f"Extern styrning {request.context.per}"
    cells = [row.cells for row in _rows(request, _kind(request))]
    name = f"extern-styrning-{request.context.per}"
    return table_response(form, title, queries.EXTERNAL_COLUMNS, cells, name)


@require_safe
@may(ANYONE)
def law(request: Request, code: str) -> TemplateResponse:
    """Show one law, its provisions as a tree, and what in the municipality rests on each."""
    context = request.context
    codes = bodies_in_scope(context.scope, context.per)
    found = queries.external_page(code, context.per, body_codes=codes)
    if found is None:
        raise Http404("Den finns inte i registret.")
    asked = LawFilter(request.GET)
    chosen = asked.cleaned_data["urval"] if asked.is_valid() else ""
    applies = found.row.valid_from <= context.per and (
        found.row.valid_to is None or context.per <= found.row.valid_to
    )
    return TemplateResponse(
        request,
        "direction/steering_law.html",
        {
            "law": found.row,
            "page": found,
            "applies": applies,
            "nodes": _shown(found.nodes, chosen),
            "choices": [
                NavItem(
                    name,
                    link(context, "direction:steering-law", code, urval=value),
                    chosen == value,
                )
                for value, name in (
                    ("", "Alla"),
                    ("med", "Med koppling"),
                    ("utan", "Utan koppling"),
                )
            ],
            "chosen": chosen,
            "coverage_url": link(context, "direction:coverage", styrning=code),
            "writes": actor(request).may(Right.WRITE_DIRECTION, GROUP),
            "trail": trail(context, DIRECTION, STEERING, found.row.title),
        },
    )


def _rows(request: Request, kind: str) -> list[queries.ExternalRow]:
    context = request.context
    codes = bodies_in_scope(context.scope, context.per)
    return queries.external_steering(context.per, kind=kind, body_codes=codes)


def _kind(request: Request) -> str:
    asked = RegisterFilter(request.GET)
    kind = asked.cleaned_data["slag"] if asked.is_valid() else ""
    return kind if kind in dict(queries.external_kinds()) else ""


def _options(chosen: str) -> list[Option]:
    every = [("", "Alla slag"), *queries.external_kinds()]
    return [Option(value, name, value == chosen) for value, name in every]


def _shown(
    nodes: tuple[queries.ProvisionNode, ...], chosen: str
) -> tuple[queries.ProvisionNode, ...]:
    """The provisions that something rests on, or those that nothing does, with those above them."""
    if not chosen:
        return nodes
    shown = []
    for node in nodes:
        below = _shown(node.below, chosen)
        own = bool(node.touched) is (chosen == "med")
        if below or (own and not node.below):
            shown.append(replace(node, below=below))
        elif own and chosen == "med":
            shown.append(replace(node, below=()))
    return tuple(shown)
