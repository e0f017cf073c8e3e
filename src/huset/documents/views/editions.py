"""Pages where editions are proposed, changed, taken back, reviewed and ended."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_POST

from huset.documents import tasks
from huset.documents.actions.editions import (
    ask_again,
    change_edition,
    end_document,
    move_review,
    propose_edition,
    supply_text,
    tie_edition,
    withdraw_edition,
)
from huset.documents.forms.editions import DraftForm, EndForm, NewEditionForm, ReviewForm, TextForm
from huset.documents.models import Edition, GoverningDocument
from huset.documents.queries.choosing import remit_of
from huset.documents.queries.document import edition_to_act_on
from huset.documents.queries.types import type_of
from huset.documents.rules import review_after
from huset.documents.views.document import FORM, kept_document, to_document
from huset.documents.views.places import DOCUMENTS
from huset.kernel.actions import Clash, Refused
from huset.kernel.http import Request, registered_here
from huset.kernel.links import link, trail
from huset.kernel.rights import may
from huset.organisation.permissions import needs, require
from huset.organisation.queries import decision_to_act_on
from huset.organisation.rules import Right

WRITES = needs(Right.WRITE_DOCUMENTS)


@require_http_methods(FORM)
@may(WRITES)
def new(request: Request, number: int) -> HttpResponse:
    """Propose an edition, or add the one that a remit is; its file is read afterwards."""
    record = kept_document(request, number)
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = NewEditionForm(*posted, document=record)
    if form.is_bound and form.is_valid():
        try:
            made = tasks.read_after(lambda: _add(request, record, form))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _said(made))
            return to_document(request, number, utgava=made.number)
    return _form(request, form, record, "Ny utgåva", "Lägg till utgåvan")


@require_http_methods(FORM)
@may(WRITES)
def change(request: Request, number: int) -> HttpResponse:
    """Change a draft. A clash shows both texts."""
    edition = _edition(request, number)
    if edition.decision is not None:
        messages.error(request, "Utgåvan är beslutad. En ny text är en ny utgåva.")
        return to_document(request, edition.document_id, utgava=edition.number)
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form, status = DraftForm(*posted, edition=edition), 200
    if form.is_bound and form.is_valid():
        try:
            made = tasks.read_after(
                lambda: change_edition(
                    edition=edition,
                    proposed=form.proposed(),
                    seen=form.cleaned_data["seen"],
                    keep_file=form.keeps_file,
                    by=request.user,
                )
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
            status = 409
            if isinstance(refusal, Clash):
                form.clash()
        else:
            messages.success(request, "Utkastet är sparat.")
            return to_document(request, edition.document_id, utgava=made.number)
    return _form(request, form, edition.document, "Ändra utkastet", "Spara", status=status)


@require_http_methods(FORM)
@may(WRITES)
def supply(request: Request, number: int) -> HttpResponse:
    """Add the text of a decided edition that has none to read."""
    edition = _edition(request, number)
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = TextForm(*posted)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            made = tasks.read_after(lambda: supply_text(edition=edition, by=request.user, **said))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Texten är inlagd.{_read_now(made)}")
            return to_document(request, edition.document_id, utgava=edition.number)
    heading = f"Lägg in texten till utgåva {edition.number}"
    return _form(request, form, edition.document, heading, "Lägg in texten")


@require_POST
@may(WRITES)
def withdraw(request: Request, number: int) -> HttpResponse:
    """Take back a draft."""
    edition = _edition(request, number)
    try:
        withdraw_edition(edition=edition, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Utkastet är borttaget. Historiken visar att det fanns.")
    return to_document(request, edition.document_id)


@require_POST
@may(WRITES)
def read_again(request: Request, number: int) -> HttpResponse:
    """Ask that an edition's file be read once more."""
    edition = _edition(request, number)
    try:
        tasks.read_after(lambda: ask_again(edition=edition, by=request.user))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return to_document(request, edition.document_id, utgava=edition.number)


@require_http_methods(FORM)
@may(WRITES)
def review(request: Request, number: int) -> HttpResponse:
    """Say what a review came to, and when the next one is due."""
    edition = _edition(request, number)
    of_type = type_of(edition.document.kind, request.context.today)
    next_one = review_after(request.context.today, of_type.review_years if of_type else None)
    seen = {"review_by": next_one, "seen": edition.review_by}
    form = ReviewForm(request.POST or None, initial=seen)
    if form.is_bound and form.is_valid():
        try:
            move_review(edition=edition, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Översynen är noterad.")
            return to_document(request, edition.document_id)
    return _form(request, form, edition.document, "Översyn", "Spara")


@require_http_methods(FORM)
@may(WRITES)
def end(request: Request, number: int) -> HttpResponse:
    """End a document by a decision."""
    record = kept_document(request, number)
    form = EndForm(request.POST or None, document=record)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            end_document(
                document=record,
                decision=decision_to_act_on(int(said["decision"])),
                last_day=said["last_day"],
                by=request.user,
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Dokumentet upphör efter den sista dagen.")
            return to_document(request, number)
    return _form(request, form, record, "Upphäv dokumentet", "Upphäv")


def _add(request: Request, record: GoverningDocument, form: NewEditionForm) -> Edition:
    origin = registered_here(request)
    remit = remit_of(form.cleaned_data.get("remit", ""))
    if remit is None:
        return propose_edition(document=record, proposed=form.proposed(), by=request.user, **origin)
    proposed = form.proposed(remit.valid_from)
    return tie_edition(document=record, remit=remit, proposed=proposed, by=request.user, **origin)


def _read_now(made: Edition) -> str:
    return " Filens text läses nu." if made.sha256 else ""


def _said(made: Edition) -> str:
    read = _read_now(made)
    if made.decision_id is not None:
        return f"Utgåvan är tillagd med reglementets beslut.{read}"
    return f"Utkastet är sparat och väntar på beslut.{read}"


def _edition(request: Request, number: int) -> Edition:
    found = edition_to_act_on(number)
    if found is None:
        raise Http404("Utgåvan finns inte.")
    require(request, Right.WRITE_DOCUMENTS, found.document.decided_by.code)
    return found


def _form(
    request: Request,
    form: forms.Form,
    record: GoverningDocument,
    heading: str,
    button: str,
    *,
    status: int = 200,
) -> TemplateResponse:
    step = (record.title, "documents:document", (record.pk,))
    return TemplateResponse(
        request,
        "documents/edition_form.html",
        {
            "form": form,
            "document": record.title,
            "heading": heading,
            "button": button,
            "back": link(request.context, "documents:document", record.pk),
            "trail": trail(request.context, DOCUMENTS, step, heading),
        },
        status=status,
    )
