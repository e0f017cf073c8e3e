"""The page of search, and what its field is answered while someone types."""

from dataclasses import dataclass

from django.core.exceptions import BadRequest
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST, require_safe

from huset.kernel.http import Request
from huset.kernel.links import link, trail
from huset.kernel.rights import ANYONE, may
from huset.kernel.shell import NavItem, Option, Pagination
from huset.organisation.permissions import actor
from huset.organisation.queries import bodies_in_scope, organisation
from huset.search.addresses import address_of, applies
from huset.search.forms import AT_ANY_TIME, SearchForm
from huset.search.matching import Chosen
from huset.search.queries import A_PAGE, MOST_PAGES, Found, Hit, Question
from huset.search.queries import search as ask
from huset.search.tasks import ask_for_refresh

A_FEW = 8  # hits below the field in the head of every page
UNDER_FIELD = "search-found"  # the element that they are shown in
PAGES_NEAR, YEARS_BACK, YEARS_AHEAD = 2, 6, 3


@dataclass(frozen=True)
class Row:
    """A hit as it is shown: where it leads, and a note when it does not apply on the day."""

    hit: Hit
    url: str
    note: str


@require_safe
@may(ANYONE)
def search(request: Request) -> HttpResponse:
    """Search in everything that the reader may see."""
    form = SearchForm(request.GET)
    if not form.is_valid():
        raise BadRequest("Urvalet finns inte. Välj slag, år och sida på söksidan.")
    few = request.htmx.target == UNDER_FIELD
    found = ask(_question(request, form, A_FEW if few else A_PAGE))
    shown = {
        "asked": form.cleaned_data["q"],
        "found": found,
        "rows": [_row(request, hit) for hit in found.hits],
    }
    if few:
        return render(request, "search/few.html", shown | {"all": _link(request, form)})
    shown |= _choices(request, form, found)
    if request.htmx:
        return render(request, "search/search.html#table", shown)
    return TemplateResponse(
        request, "search/search.html", shown | {"trail": trail(request.context, "Sök")}
    )


@require_POST
@may(ANYONE)
def refresh(request: Request) -> HttpResponse:
    """Ask for the index to be brought up to date in the background, and lead back."""
    ask_for_refresh()
    if request.htmx:
        return HttpResponse(status=204)
    asked = request.POST.get("q", "")[:200]
    return HttpResponseRedirect(link(request.context, "search:search", q=asked))


def _question(request: Request, form: SearchForm, size: int) -> Question:
    context, choice = request.context, form.cleaned_data
    first, last = form.days(context.per)
    return Question(
        text=choice["q"],
        actor=actor(request),
        per=context.per,
        chosen=Chosen(
            kind=choice["slag"],
            bodies=bodies_in_scope(context.scope, context.per),
            first=first,
            last=last,
        ),
        page=choice["sida"] or 1,
        size=size,
    )


def _row(request: Request, hit: Hit) -> Row:
    return Row(hit, address_of(hit, request.context), applies(hit, request.context))


def _choices(request: Request, form: SearchForm, found: Found) -> dict[str, object]:
    """What can be chosen instead, and what is chosen."""
    context, choice = request.context, form.cleaned_data
    return {
        "form": form,
        "kind": choice["slag"],
        "kinds": [
            NavItem("Alla slag", _link(request, form, slag="", sida=""), not choice["slag"]),
            *(
                NavItem(
                    f"{kind.kind} {kind.count}",
                    _link(request, form, slag=kind.kind, sida=""),
                    kind.kind == choice["slag"],
                )
                for kind in found.kinds
            ),
        ],
        "times": _times(request, choice["gallde"]),
        "scope_name": _scope_name(request),
        "everywhere": _link(request, form, organ="", slag="", sida=""),
        "at_any_time": choice["gallde"] == AT_ANY_TIME,
        "always": _link(request, form, gallde=AT_ANY_TIME, sida=""),
        "meant": _link(request, form, q=found.suggestion, sida="") if found.suggestion else "",
        "pagination": _pagination(request, form, found.count) if found.count > A_PAGE else None,
        "kept": sorted(context.choices.items()),
        "here": request.get_full_path(),
    }


def _scope_name(request: Request) -> str:
    scope, organised = request.context.scope, organisation(request.context.per)
    place = organised.body(scope) or organised.unit(scope)
    return place.name if place else scope


def _times(request: Request, chosen: str) -> list[Option]:
    per = request.context.per
    years = range(per.year + YEARS_AHEAD, per.year - YEARS_BACK - 1, -1)
    listed = {str(year) for year in years}
    more = [chosen] if chosen not in {"", AT_ANY_TIME, *listed} else []
    return [
        Option("", f"Det som gäller {per}", not chosen),
        *(Option(y, f"Gällde någon gång {y}", y == chosen) for y in [*map(str, years), *more]),
        Option(AT_ANY_TIME, "Allt, även det som inte gäller", chosen == AT_ANY_TIME),
    ]


def _pagination(request: Request, form: SearchForm, count: int) -> Pagination:
    last = min(-(-count // A_PAGE), MOST_PAGES)
    page = min(form.cleaned_data["sida"] or 1, last)
    near = [n for n in range(1, last + 1) if abs(n - page) <= PAGES_NEAR]

    def url(number: int) -> str:
        return _link(request, form, sida=number) if 1 <= number <= last else ""

    return Pagination(
        text=f"Sida {page} av {last}",
        pages=tuple(NavItem(str(n), url(n), n == page) for n in near),
        previous_url=url(page - 1),
        next_url=url(page + 1),
    )


def _link(request: Request, form: SearchForm, **changed: object) -> str:
    """The page's address with what is chosen, and some of it changed."""
    chosen = {key: form.cleaned_data[key] for key in ("q", "slag", "gallde", "sida")}
    return link(request.context, "search:search", **chosen | changed)
