"""Pages where bodies, units, shares and remits are changed: told first, and then done."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from huset.kernel.actions import Refused
from huset.kernel.http import Request, registered_here
from huset.kernel.links import link, trail
from huset.kernel.rights import may
from huset.organisation import actions, queries
from huset.organisation.actions.trying import try_out
from huset.organisation.forms import bodies as forms
from huset.organisation.models import Body, Unit
from huset.organisation.permissions import needs, require
from huset.organisation.rules import Right
from huset.organisation.views.places import BODIES

WRITES = needs(Right.WRITE_ORGANISATION)
FORM = ["GET", "HEAD", "POST"]
BODY, UNIT = "organisation:body", "organisation:unit"


@dataclass(frozen=True)
class Change:
    """A change as its page is headed: what is done, and the body or unit that it is about."""

    heading: str
    about: Body | Unit | None = None

    @property
    def back(self) -> tuple[str, str, tuple[str, ...]]:
        """The page that the change is made from, and that shows it afterwards."""
        if self.about is None:
            return BODIES
        name = BODY if isinstance(self.about, Body) else UNIT
        return (self.about.name, name, (self.about.code,))


def _changed(
    request: Request, change: Change, form: forms.ChangeForm, do: Callable[[], object]
) -> HttpResponse:
    """Show the form; say what it will lead to; and do it when the reader has seen that."""
    context = request.context
    label, name, args = change.back
    back, says = link(context, name, *args), list[str]()
    if form.is_bound and form.is_valid():
        says = form.says()
        try:
            if request.POST.get("seen") == form.mark:
                do()
                messages.success(request, " ".join(["Sparat.", *says]))
                return HttpResponseRedirect(back)
            try_out(do)
        except Refused as refusal:
            form.refuse(str(refusal))
            says = []
    steps = () if change.about is None else ((label, name, args),)
    return TemplateResponse(
        request,
        "organisation/change.html",
        {
            "form": form,
            "heading": change.heading,
            "says": says,
            "back": back,
            "trail": trail(context, BODIES, *steps, change.heading),
        },
    )


def _body(request: Request, code: str) -> Body:
    if queries.organisation(request.context.per).body(code) is None:
        raise Http404("Organet finns inte det datum du valt.")
    require(request, Right.WRITE_ORGANISATION, at=code)
    return queries.body_to_act_on(code)


def _unit(request: Request, code: str) -> Unit:
    found = queries.unit_to_act_on(code, request.context.per)
    if found is None:
        raise Http404("Enheten finns inte det datum du valt. Välj ett annat per datum.")
    require(request, Right.WRITE_ORGANISATION, at=found.body.code)
    return found


@require_http_methods(FORM)
@may(WRITES)
def found_body(request: Request) -> HttpResponse:
    """Found a body of the municipal group."""
    form = forms.FoundBodyForm(request.POST or None, per=request.context.per)
    return _changed(
        request,
        Change("Inrätta organ"),
        form,
        lambda: actions.found_body(by=request.user, **form.wanted(), **registered_here(request)),
    )


@require_http_methods(FORM)
@may(WRITES)
def correct_body(request: Request, code: str) -> HttpResponse:
    """Correct what was wrong about a body."""
    body = _body(request, code)
    form = forms.CorrectBodyForm(request.POST or None, body=body, per=request.context.per)
    return _changed(
        request,
        Change("Rätta organet", body),
        form,
        lambda: actions.correct_body(body=_body(request, code), by=request.user, **form.wanted()),
    )


@require_http_methods(FORM)
@may(WRITES)
def end_body(request: Request, code: str) -> HttpResponse:
    """End a body after its last day."""
    body = _body(request, code)
    form = forms.EndForm(request.POST or None, of=body)
    return _changed(
        request,
        Change("Avsluta organet", body),
        form,
        lambda: actions.end_body(body=_body(request, code), by=request.user, **form.wanted()),
    )


@require_http_methods(FORM)
@may(WRITES)
def share_body(request: Request, code: str) -> HttpResponse:
    """Say who owns a body or takes part in it."""
    body = _body(request, code)
    origin = registered_here(request)
    form = forms.ShareForm(request.POST or None, body=body, per=request.context.per)
    return _changed(
        request,
        Change("Lägg till ägare", body),
        form,
        lambda: actions.share_body(body=body, by=request.user, **form.wanted(), **origin),
    )


@require_http_methods(FORM)
@may(WRITES)
def end_share(request: Request, number: int) -> HttpResponse:
    """End a share after its last day."""
    share = queries.share_to_act_on(number)
    if share is None:
        raise Http404("Andelen finns inte.")
    require(request, Right.WRITE_ORGANISATION, at=share.body.code)
    form = forms.EndForm(request.POST or None, of=share)
    return _changed(
        request,
        Change("Avsluta andelen", share.body),
        form,
        lambda: actions.end_share(share=share, by=request.user, **form.wanted()),
    )


@require_http_methods(FORM)
@may(WRITES)
def give_remit(request: Request, code: str) -> HttpResponse:
    """Draft the text that gives a body its task; a decision makes it valid."""
    body = _body(request, code)
    origin = registered_here(request)
    form = forms.RemitForm(request.POST or None, body=body)
    return _changed(
        request,
        Change("Lägg till reglemente eller direktiv", body),
        form,
        lambda: actions.give_remit(body=body, by=request.user, **form.wanted(), **origin),
    )


@require_http_methods(FORM)
@may(WRITES)
def end_remit(request: Request, number: int) -> HttpResponse:
    """End a remit after its last day."""
    remit = queries.remit_to_act_on(number)
    if remit is None:
        raise Http404("Uppdraget finns inte.")
    require(request, Right.WRITE_ORGANISATION, at=remit.body.code)
    form = forms.EndForm(request.POST or None, of=remit)
    return _changed(
        request,
        Change("Avsluta reglementet eller direktivet", remit.body),
        form,
        lambda: actions.end_remit(remit=remit, by=request.user, **form.wanted()),
    )


@require_http_methods(FORM)
@may(WRITES)
def open_unit(request: Request, code: str) -> HttpResponse:
    """Open a unit under a body, or under another unit."""
    body = _body(request, code)
    under = request.GET.get("under", code)
    form = forms.OpenUnitForm(request.POST or None, per=request.context.per, under=under)
    return _changed(
        request,
        Change("Öppna enhet", body),
        form,
        lambda: _opened(request, form),
    )


def _opened(request: Request, form: forms.OpenUnitForm) -> None:
    wanted = form.wanted()
    require(request, Right.WRITE_ORGANISATION, at=wanted["body"].code)
    actions.open_unit(by=request.user, **wanted, **registered_here(request))


@require_http_methods(FORM)
@may(WRITES)
def move_unit(request: Request, code: str) -> HttpResponse:
    """Move a unit to another place in the tree, from a day."""
    unit = _unit(request, code)
    form = forms.MoveUnitForm(request.POST or None, unit=unit, per=request.context.per)
    return _changed(
        request,
        Change("Flytta enheten", unit),
        form,
        lambda: _moved(request, code, form),
    )


def _moved(request: Request, code: str, form: forms.MoveUnitForm) -> None:
    wanted = form.wanted()
    require(request, Right.WRITE_ORGANISATION, at=wanted["body"].code)
    unit = queries.unit_to_act_on(code, wanted["since"]) or _unit(request, code)
    actions.move_unit(unit=unit, by=request.user, **wanted)


@require_http_methods(FORM)
@may(WRITES)
def close_unit(request: Request, code: str) -> HttpResponse:
    """Close a unit after its last day."""
    unit = _unit(request, code)
    form = forms.EndForm(request.POST or None, of=unit)
    return _changed(
        request,
        Change("Stäng enheten", unit),
        form,
        lambda: actions.close_unit(unit=_unit(request, code), by=request.user, **form.wanted()),
    )


@require_http_methods(FORM)
@may(WRITES)
def correct_unit(request: Request, code: str) -> HttpResponse:
    """Correct what was wrong about a unit."""
    unit = _unit(request, code)
    form = forms.CorrectUnitForm(request.POST or None, unit=unit)
    return _changed(
        request,
        Change("Rätta enheten", unit),
        form,
        lambda: actions.correct_unit(unit=_unit(request, code), by=request.user, **form.wanted()),
    )
