"""Pages where assignments are prepared: the drafts, what each lacks, their form, and the file."""

from collections.abc import Callable
from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from huset.goals.actions.giving import change_assignment, drop_assignment, write_assignment
from huset.goals.forms.giving import AssignmentForm, filled
from huset.goals.permissions import prepares_assignments
from huset.goals.queries.given import assignment_cells, assignment_columns
from huset.goals.queries.giving import (
    AssignmentDraft,
    assignment_draft,
    assignment_drafts,
    giving_choices,
    next_assignment_code,
)
from huset.goals.views.pages import ASSIGNMENTS, assignments_shown
from huset.goals.views.saving import do_and_go, save_or_show
from huset.kernel.context import LAST_YEAR
from huset.kernel.http import Request, registered_here
from huset.kernel.importing.response import table_response
from huset.kernel.links import link, trail
from huset.kernel.rights import ANYONE, may
from huset.organisation.permissions import actor, needs
from huset.organisation.rules import Right
from huset.organisation.words import who_may

READS, WRITES = needs(Right.READ_INTERNAL), needs(Right.WRITE_GOALS)
FORM = ["GET", "HEAD", "POST"]
DRAFTS = ("Utkast", "goals:assignment-drafts", ())


@require_safe
@may(ANYONE)
def file(request: Request, form: str) -> HttpResponse:
    """Give the list of assignments as a file, a row for each body."""
    context = request.context
    columns = assignment_columns(context.denomination)
    rows = assignment_cells(assignments_shown(request)[1])
    return table_response(form, "Uppdrag", columns, rows, f"uppdrag-{context.per}")


@require_safe
@may(READS)
def draft_list(request: Request) -> TemplateResponse:
    """Show the drafts, with how much each still lacks."""
    _require(request, Right.READ_INTERNAL)
    context = request.context
    return TemplateResponse(
        request,
        "goals/assignment_drafts.html",
        {
            "drafts": assignment_drafts(context.per),
            "writes": prepares_assignments(actor(request), Right.WRITE_GOALS),
            "trail": trail(context, ASSIGNMENTS, "Utkast"),
        },
    )


@require_safe
@may(READS)
def show(request: Request, number: int) -> TemplateResponse:
    """Show a draft: what it says, and what is missing before the council can decide it."""
    found = _found(request, number, Right.READ_INTERNAL)
    return TemplateResponse(
        request,
        "goals/assignment_draft.html",
        {
            "draft": found,
            "writes": prepares_assignments(actor(request), Right.WRITE_GOALS),
            "trail": trail(request.context, ASSIGNMENTS, DRAFTS, found.code),
        },
    )


@require_http_methods(FORM)
@may(WRITES)
def start(request: Request) -> HttpResponse:
    """Write a new draft; it begins as one for the next year."""
    _require(request, Right.WRITE_GOALS)
    context = request.context
    year = min(context.per.year + 1, LAST_YEAR)
    begin = {
        "code": next_assignment_code(),
        "start": date(year, 1, 1),
        "due": date(year, 12, 31),
    }
    typed = request.POST if request.method == "POST" else None
    form = AssignmentForm(typed, choices=giving_choices(context.per), initial=begin)

    def save() -> str:
        made = write_assignment(
            code=form.cleaned_data["code"],
            content=form.content(),
            by=request.user,
            **registered_here(request),
        )
        return link(context, "goals:assignment-draft", made.pk)

    return _form(request, form, save, ("Nytt uppdrag", link(context, "goals:assignment-drafts")))


@require_http_methods(FORM)
@may(WRITES)
def change(request: Request, number: int) -> HttpResponse:
    """Change what a draft says."""
    found = _found(request, number, Right.WRITE_GOALS)
    typed = request.POST if request.method == "POST" else None
    form = AssignmentForm(
        typed,
        choices=giving_choices(request.context.per, found.content),
        initial=filled(found.code, found.content, found.mark),
        new=False,
    )
    back = link(request.context, "goals:assignment-draft", number)

    def save() -> str:
        change_assignment(
            number=number,
            content=form.content(),
            seen=form.cleaned_data["seen"],
            by=request.user,
        )
        return back

    return _form(request, form, save, ("Ändra utkastet", back), of=found)


@require_POST
@may(WRITES)
def drop(request: Request, number: int) -> HttpResponseRedirect:
    """Throw a draft away."""
    _found(request, number, Right.WRITE_GOALS)
    seen = request.POST.get("seen", "")
    return do_and_go(
        request,
        lambda: drop_assignment(number=number, seen=seen, by=request.user),
        done="Utkastet är kastat.",
        there=link(request.context, "goals:assignment-drafts"),
        back=link(request.context, "goals:assignment-draft", number),
    )


def _require(request: Request, right: Right) -> None:
    if not prepares_assignments(actor(request), right):
        raise PermissionDenied(who_may(right))


def _found(request: Request, number: int, right: Right) -> AssignmentDraft:
    _require(request, right)
    found = assignment_draft(number, request.context.per)
    if found is None:
        raise Http404("Utkastet finns inte. Det kan vara beslutat eller kastat.")
    return found


def _form(
    request: Request,
    form: AssignmentForm,
    save: Callable[[], str],
    said: tuple[str, str],
    *,
    of: AssignmentDraft | None = None,
) -> HttpResponse:
    """Show a form, save what was typed, or show it again with what was refused."""
    heading, back = said

    def now() -> AssignmentDraft | None:
        return assignment_draft(of.id, request.context.per) if of else None

    def latest() -> str:
        found = now()
        return found.mark if found else ""

    def show(clash: bool, status: int) -> HttpResponse:
        shown = {
            "form": form,
            "heading": heading,
            "about": of.title if of else "",
            "back": back,
            "clash": now() if clash else None,
            "trail": trail(request.context, ASSIGNMENTS, DRAFTS, heading),
        }
        page = "goals/assignment_draft_form.html"
        return TemplateResponse(request, page, shown, status=status)

    done = "Utkastet är sparat. Det gäller först när det är beslutat."
    return save_or_show(request, form, save=save, show=show, done=done, latest=latest)
