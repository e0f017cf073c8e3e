"""The coverage matrix: which articles and goals something rests on, and what it is."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from huset.direction import queries
from huset.direction.forms.showing import CoverageFilter
from huset.direction.views.steering import DIRECTION
from huset.kernel.http import Request
from huset.kernel.importing.response import table_response
from huset.kernel.links import link, link_to, trail
from huset.kernel.rights import ANYONE, may
from huset.kernel.shell import KeyFigure, NavItem
from huset.organisation.queries import bodies_in_scope

EVERY = "alla"


@dataclass(frozen=True)
class Asked:
    """What the reader has chosen to see of the matrix."""

    code: str
    opened: str = ""  # the row whose provisions are shown; `EVERY` is all of them
    row: str = ""
    kind: str = ""


@dataclass(frozen=True)
class Shown:
    """A cell as it is shown: how many, and the address that opens or closes it."""

    cell: queries.Cell
    id: str
    url: str
    chosen: bool


@dataclass(frozen=True)
class Line:
    """A row as it is shown, with the things of its chosen cell."""

    row: queries.CoverageRow
    cells: tuple[Shown, ...]
    toggle: str  # the address that shows or hides what lies under it
    is_open: bool
    things: tuple[tuple[queries.Item, str], ...] | None


@require_safe
@may(ANYONE)
def matrix(request: Request) -> TemplateResponse:
    """Show the matrix of a law; a cell opens what it counts."""
    context, laws = request.context, queries.coverable(request.context.per)
    asked = _asked(request, laws)
    found = _coverage(request, asked.code)
    tabs = [
        NavItem(title, link(context, "direction:coverage", styrning=code), code == asked.code)
        for code, title in laws
    ]
    return TemplateResponse(
        request,
        "direction/coverage.html",
        {
            "found": found,
            "laws": tabs,
            "lines": _lines(request, found, asked) if found else (),
            "width": len(found.kinds) + 1 if found else 1,
            "figures": _figures(found) if found else (),
            "covered": _covered(found) if found else "",
            "every_url": _url(request, Asked(asked.code, _other(asked.opened, EVERY))),
            "every_open": asked.opened == EVERY,
            "file_url": link(context, "direction:coverage-file", styrning=asked.code),
            "trail": trail(context, DIRECTION, "Täckning"),
        },
    )


@require_safe
@may(ANYONE)
def file(request: Request) -> HttpResponse:
    """Give the whole matrix of a law as a file."""
    per = request.context.per
    found = _coverage(request, _asked(request, queries.coverable(per)).code)
    if found is None:
        raise Http404("Det finns inga bestämmelser det datum du valt.")
    title, name = f"Täckning {found.title} {per}", f"tackning-{found.code.lower()}-{per}"
    cells = queries.coverage_cells(found)
    return table_response("xlsx", title, queries.coverage_columns(found), cells, name)


def _asked(request: Request, laws: list[tuple[str, str]]) -> Asked:
    """What the address says; a law that has no provisions that day gives way to the first."""
    form = CoverageFilter(request.GET)
    said = form.cleaned_data if form.is_valid() else {}
    code = said.get("styrning", "")
    if code not in dict(laws):
        code = laws[0][0] if laws else ""
    return Asked(code, said.get("oppna", ""), said.get("artikel", ""), said.get("slag", ""))


def _coverage(request: Request, code: str) -> queries.Coverage | None:
    context = request.context
    codes = bodies_in_scope(context.scope, context.per)
    return queries.coverage(code, context.per, body_codes=codes) if code else None


def _lines(request: Request, found: queries.Coverage, asked: Asked) -> list[Line]:
    shown = {row.code: row for row in found.rows}
    chosen = shown.get(asked.row)
    opened = {asked.opened, chosen.parent if chosen else ""} - {""}
    return [
        _line(request, row, asked, is_open=row.code in opened or EVERY in opened)
        for row in found.rows
        if not row.parent or row.parent in opened or EVERY in opened
    ]


def _line(request: Request, row: queries.CoverageRow, asked: Asked, *, is_open: bool) -> Line:
    cells, things = [], None
    kept = asked.opened or row.parent
    for cell in row.cells:
        chosen = bool(cell.count) and (row.code, cell.slug) == (asked.row, asked.kind)
        where = Asked(asked.code, kept) if chosen else Asked(asked.code, kept, row.code, cell.slug)
        cells.append(Shown(cell, f"{row.id}-{cell.slug}", _url(request, where), chosen))
        if chosen:
            things = tuple((i, link_to(request.context, i.link.page)) for i in cell.items)
    toggle = _url(request, Asked(asked.code, "" if is_open else row.code)) if row.below else ""
    return Line(row, tuple(cells), toggle, is_open, things)


def _url(request: Request, asked: Asked) -> str:
    return link(
        request.context,
        "direction:coverage",
        styrning=asked.code,
        oppna=asked.opened,
        artikel=asked.row,
        slag=asked.kind,
    )


def _other(now: str, other: str) -> str:
    return "" if now == other else other


def _covered(found: queries.Coverage) -> str:
    """How much is touched by anything at all, in words."""
    every = [*found.shares[-1:], *found.shares_below[-1:]]
    return " ".join(share.sentence for share in every)


def _figures(found: queries.Coverage) -> list[KeyFigure]:
    """The shares of the first level as figures, with those of the second beside them."""
    below = {share.kind: share for share in found.shares_below}
    return [
        KeyFigure(
            label=f"{share.level.many.capitalize()} som berörs av minst ett {share.kind.lower()}",
            value=share.figure,
            note=f"{below[share.kind].figure} {below[share.kind].level.many}"
            if share.kind in below
            else "",
        )
        for share in found.shares[:-1]
    ]
