"""Pages about how an edition is made known: the plan, its steps, and reading and answering."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from huset.documents.actions import communication as actions
from huset.documents.actions.communication import Planned
from huset.documents.forms.communication import QUESTION, EditionForm, Places, ReceiptForm, StepForm
from huset.documents.models import Announcement, Edition
from huset.documents.permissions import drafts_seen, kept_register
from huset.documents.queries import communication as asked
from huset.documents.queries.document import edition_to_act_on
from huset.documents.queries.receipts import Reading, person_of, reading
from huset.documents.views.places import DOCUMENTS
from huset.kernel.actions import Clash, Refused
from huset.kernel.http import Request
from huset.kernel.links import link, trail
from huset.kernel.rights import may
from huset.kernel.shell import NavItem
from huset.organisation.permissions import SIGNED_IN, actor, needs, require
from huset.organisation.queries.people import places_to_choose
from huset.organisation.rules import Right
from huset.organisation.words import who_may

READS, WRITES = needs(Right.READ_INTERNAL), needs(Right.WRITE_DOCUMENTS)
FORM = ["GET", "HEAD", "POST"]
MOST_SHOWN = 500  # people on a page; the rest are counted


@require_safe
@may(READS)
def plan(request: Request, number: int) -> TemplateResponse:
    """Show how an edition is made known, and how far each step has come."""
    context, found = request.context, _plan(request, number)
    reader, writable = actor(request), kept_register(actor(request))
    within = reader.area(Right.READ_INTERNAL)
    questions = found.questions if found.decider_code in within else ()
    return TemplateResponse(
        request,
        "documents/communication_plan.html",
        {
            "plan": found,
            "steps": [
                (
                    step,
                    step.place_code in within,
                    found.decider_code in writable or step.place_code in writable,
                )
                for step in found.steps
            ],
            "questions": [
                (one, one.person if one.codes & within.codes or within.everything else "")
                for one in questions
            ],
            "editions": [
                NavItem(
                    f"Utgåva {one.number}{' (utkast)' if one.draft else ''}",
                    link(context, "documents:communication", number, utgava=one.number),
                    one.shown,
                )
                for one in found.editions
            ],
            "writes": bool(writable),
            "trail": _trail(request, found, "Kommunikation"),
        },
    )


@require_safe
@may(READS)
def people(request: Request, number: int, step: int) -> TemplateResponse:
    """Show whom a step reaches and what each has answered, to those who see the place within."""
    known = _step(number, step)
    row = asked.step_row(known, request.context.today)
    require(request, Right.READ_INTERNAL, row.place_code)
    found = asked.people_reached(known, request.context.today)
    return TemplateResponse(
        request,
        "documents/communication_people.html",
        {
            "step": row,
            "title": known.edition.document.title,
            "number": known.edition.number,
            "people": found[:MOST_SHOWN],
            "more": max(0, len(found) - MOST_SHOWN),
            "trail": _step_trail(request, known, f"{row.how}, {row.place}"),
        },
    )


@require_http_methods(FORM)
@may(WRITES)
def add(request: Request, number: int) -> HttpResponse:
    """Add a step to the plan of an edition."""
    found = _plan(request, number)
    edition = _edition(found.edition_id)
    form = StepForm(request.POST or None, places=_places(request, edition), step=None)
    return _planned(
        request,
        form,
        edition,
        "Lägg till ett steg",
        lambda planned: actions.plan_step(edition=edition, planned=planned, by=request.user),
    )


@require_http_methods(FORM)
@may(WRITES)
def change(request: Request, number: int, step: int) -> HttpResponse:
    """Change a step."""
    known = _step_to_write(request, number, step)
    form = StepForm(request.POST or None, places=_places(request, known.edition), step=known)
    seen = str(form.data.get("seen", ""))
    return _planned(
        request,
        form,
        known.edition,
        "Ändra steget",
        lambda planned: actions.change_step(
            step=known, planned=planned, seen=seen, by=request.user
        ),
    )


@require_POST
@may(WRITES)
def remove(request: Request, number: int, step: int) -> HttpResponse:
    """Remove a step."""
    known = _step_to_write(request, number, step)
    edition = known.edition
    actions.remove_step(step=known, by=request.user)
    messages.success(request, "Steget är borttaget. Det som folk har svarat finns kvar.")
    return _to_plan(request, edition)


@require_http_methods(FORM)
@may(SIGNED_IN)
def receipt(request: Request, number: int) -> HttpResponse:
    """Let someone read an edition, and answer that they have: understood, or with a question."""
    chosen = EditionForm(request.GET)
    if not chosen.is_valid():
        raise BadRequest("Utgåvan finns inte. Öppna dokumentet och välj en utgåva där.")
    today, user = request.context.today, request.user
    found = reading(number, chosen.cleaned_data["utgava"], today, user.pk or 0)
    if found is None:
        raise Http404("Dokumentet har ingen beslutad utgåva att läsa.")
    form = ReceiptForm(request.POST or None, initial={"edition": found.edition_id})
    if request.method == "POST":
        if found.asked is None:
            raise PermissionDenied("Utgåvan är inte riktad till dig, så du kan inte bekräfta den.")
        if form.is_valid() and _answered(request, form, found):
            to = link(request.context, "documents:receipt", number, utgava=found.number)
            return HttpResponseRedirect(to)
    return TemplateResponse(
        request,
        "documents/receipt.html",
        {
            "reading": found,
            "form": form,
            "trail": trail(
                request.context,
                DOCUMENTS,
                (found.title, "documents:document", (number,)),
                "Läs och bekräfta",
            ),
        },
    )


def _answered(request: Request, form: ReceiptForm, found: Reading) -> bool:
    said, person = form.cleaned_data, person_of(request.user.pk or 0)
    if said["edition"] != found.edition_id or person is None:
        form.add_error(None, "Du har läst en annan utgåva än den som visas. Läs den här och svara.")
        return False
    try:
        actions.give_receipt(
            edition=_edition(found.edition_id),
            person=person,
            question=said["question"] if said["answer"] == QUESTION else "",
            day=request.context.today,
            by=request.user,
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    asks = said["answer"] == QUESTION
    done = "Din fråga är sparad." if asks else "Tack. Du har läst och förstått."
    messages.success(request, done)
    return True


def _planned(
    request: Request,
    form: StepForm,
    edition: Edition,
    heading: str,
    do: Callable[[Planned], Any],
) -> HttpResponse:
    """Show the form of a step, and carry it out when it can be."""
    status = 200
    if form.is_bound and form.is_valid():
        planned = form.planned(request.context.today)
        try:
            if planned is None:
                raise Refused("Platsen finns inte längre. Välj en annan.")  # noqa: TRY301 -- told as other refusals
            do(planned)
        except Clash as clash:
            form.clash()
            form.add_error(None, str(clash))
            status = 409
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Kommunikationsplanen är sparad.")
            return _to_plan(request, edition)
    return TemplateResponse(
        request,
        "documents/communication_form.html",
        {
            "form": form,
            "heading": heading,
            "about": str(edition),
            "back": _plan_url(request, edition),
            "trail": _edition_trail(request, edition, heading),
        },
        status=status,
    )


def _plan(request: Request, number: int) -> asked.Plan:
    chosen = EditionForm(request.GET)
    if not chosen.is_valid():
        raise BadRequest("Utgåvan finns inte. Välj bland flikarna.")
    found = asked.plan(
        number,
        chosen.cleaned_data["utgava"],
        request.context.today,
        drafts=drafts_seen(actor(request)),
    )
    if found is None:
        raise Http404("Dokumentet eller utgåvan finns inte.")
    return found


def _edition(number: int) -> Edition:
    found = edition_to_act_on(number)
    if found is None:
        raise Http404("Utgåvan finns inte.")
    return found


def _step(number: int, step: int) -> Announcement:
    found = asked.step_to_act_on(step)
    if found is None or found.edition.document_id != number:
        raise Http404("Steget finns inte.")
    return found


def _step_to_write(request: Request, number: int, step: int) -> Announcement:
    """A step that the reader may change: the deciding body's, or one in their own place."""
    found, area = _step(number, step), kept_register(actor(request))
    place = found.body or found.unit
    decider = found.edition.document.decided_by.code
    if not (decider in area or (place is not None and place.code in area)):
        raise PermissionDenied(who_may(Right.WRITE_DOCUMENTS))
    return found


def _places(request: Request, edition: Edition) -> Places:
    """Where the reader may plan a step: everywhere for the deciding body, else where they are."""
    area = kept_register(actor(request))
    every = edition.document.decided_by.code in area
    bodies, units = places_to_choose(request.context.today)
    groups = (("Organ med sina enheter", bodies), ("Enheter", units))
    return [
        (name, [(value, label) for value, label in group if every or value.split(":")[1] in area])
        for name, group in groups
    ]


def _plan_url(request: Request, edition: Edition) -> str:
    return link(
        request.context, "documents:communication", edition.document_id, utgava=edition.number
    )


def _to_plan(request: Request, edition: Edition) -> HttpResponseRedirect:
    return HttpResponseRedirect(_plan_url(request, edition))


def _trail(request: Request, found: asked.Plan, *last: str) -> list[NavItem]:
    page = (found.title, "documents:document", (found.document_id,))
    return trail(request.context, DOCUMENTS, page, *last)


def _edition_trail(request: Request, edition: Edition, last: str) -> list[NavItem]:
    number = (edition.document_id,)
    return trail(
        request.context,
        DOCUMENTS,
        (edition.document.title, "documents:document", number),
        ("Kommunikation", "documents:communication", number),
        last,
    )


def _step_trail(request: Request, step: Announcement, last: str) -> list[NavItem]:
    return _edition_trail(request, step.edition, last)
