"""One governing document: its page, its files, and the forms for what it says of itself."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from huset.documents.actions.register import change_document, register_document, remove_document
from huset.documents.forms.register import DocumentForm
from huset.documents.models import GoverningDocument
from huset.documents.permissions import drafts_seen, kept_register
from huset.documents.queries.document import (
    DocumentView,
    EditionView,
    PageText,
    document_to_act_on,
    edition_file,
    edition_to_act_on,
    page_text,
)
from huset.documents.queries.document import document as document_of
from huset.documents.rules import Reading
from huset.documents.views.known import known_of
from huset.documents.views.places import DOCUMENTS
from huset.kernel.actions import Clash, Refused
from huset.kernel.backlinks import backlinks
from huset.kernel.http import Request, registered_here
from huset.kernel.links import link, link_to, trail
from huset.kernel.rights import ANYONE, may
from huset.kernel.shell import NavItem, Pagination
from huset.organisation.attachments import kept_content
from huset.organisation.permissions import actor, needs, require
from huset.organisation.rules import Right

FORM = ["GET", "HEAD", "POST"]
READER, READING = "reader", "reading"  # the parts of the page that are fetched by themselves


class ReaderForm(forms.Form):
    """Which edition is shown, and which page of its text."""

    utgava = forms.IntegerField(required=False, min_value=1, max_value=32_767)
    sida = forms.IntegerField(required=False, min_value=1, max_value=32_767)


@require_safe
@may(ANYONE)
def document(request: Request, number: int) -> HttpResponse:
    """Show a document: what applies, what it replaces and rests on, and its text."""
    found = seen_document(request, number)
    asked = ReaderForm(request.GET)
    said = asked.cleaned_data if asked.is_valid() else {}
    chosen = found.edition(said.get("utgava"))
    if chosen is None and said.get("utgava"):
        raise Http404("Utgåvan finns inte, eller var inte beslutad det datum du valt.")
    part = str(request.htmx.target or "") if request.htmx else ""
    if part == READING and chosen and chosen.reading is not Reading.WAITING:
        return HttpResponse(headers={"HX-Refresh": "true"})
    shown = f"documents/document.html#{part}" if part in {READER, READING} else ""
    page, pagination = _text(request, number, chosen, said.get("sida") or 1)
    return TemplateResponse(
        request,
        shown or "documents/document.html",
        {
            "found": found,
            "document": found.row,
            "chosen": chosen,
            "page": page,
            "pagination": pagination,
            "pointing": _pointing(request, number),
            "writes": found.row.decider_code in kept_register(actor(request)),
            "known": known_of(request, number),
            "trail": trail(request.context, DOCUMENTS, found.row.title),
        },
    )


@require_safe
@may(ANYONE)
def edition(request: Request, number: int) -> HttpResponse:
    """Lead on to an edition on its document's page."""
    found = edition_to_act_on(number)
    seen = seen_document(request, found.document_id) if found else None
    if found is None or seen is None or seen.edition(found.number) is None:
        raise Http404("Utgåvan finns inte, eller var inte beslutad det datum du valt.")
    to = link(request.context, "documents:document", found.document_id, utgava=found.number)
    return HttpResponseRedirect(to)


@require_safe
@may(ANYONE)
def file(request: Request, number: int) -> HttpResponse:
    """Give an edition's file to whoever may see it; a browser saves it, never runs it."""
    found = edition_file(number, request.context.per, drafts=drafts_seen(actor(request)))
    content = kept_content(found.sha256) if found else None
    if found is None or content is None:
        raise Http404("Filen finns inte, eller utgåvan var inte beslutad det datum du valt.")
    return HttpResponse(
        content,
        content_type=found.media_type,
        headers={
            "Content-Disposition": str(content_disposition_header(True, found.name)),
            "X-Content-Type-Options": "nosniff",
        },
    )


@require_http_methods(FORM)
@may(needs(Right.WRITE_DOCUMENTS))
def new(request: Request) -> HttpResponse:
    """List a document, and go on to its first edition."""
    context, area = request.context, kept_register(actor(request))
    form = DocumentForm(request.POST or None, per=context.today, area=area)
    form.suggest(request.GET.get("typ", ""), request.GET.get("av", ""), context.scope)
    if form.is_bound and form.is_valid():
        written = form.written()
        require(request, Right.WRITE_DOCUMENTS, written.decided_by.code)
        try:
            made = register_document(written=written, by=request.user, **registered_here(request))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Dokumentet är registrerat. Lägg nu till dess text.")
            return HttpResponseRedirect(link(context, "documents:new-edition", made.pk))
    return _form(request, form, "Registrera styrdokument", None)


@require_http_methods(FORM)
@may(needs(Right.WRITE_DOCUMENTS))
def change(request: Request, number: int) -> HttpResponse:
    """Change what a document says of itself. A clash shows both texts."""
    record = kept_document(request, number)
    area = kept_register(actor(request))
    form = DocumentForm(request.POST or None, per=request.context.today, area=area, document=record)
    status = 200
    if form.is_bound and form.is_valid():
        written = form.written()
        require(request, Right.WRITE_DOCUMENTS, written.decided_by.code)
        seen = form.cleaned_data["seen"]
        try:
            change_document(document=record, written=written, seen=seen, by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            status = 409
            if isinstance(refusal, Clash):
                form.clash()
        else:
            messages.success(request, "Uppgifterna är sparade.")
            return to_document(request, number)
    return _form(request, form, "Ändra uppgifter", record, status=status)


@require_POST
@may(needs(Right.WRITE_DOCUMENTS))
def remove(request: Request, number: int) -> HttpResponse:
    """Remove a document that was listed by mistake."""
    record = kept_document(request, number)
    try:
        remove_document(document=record, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return to_document(request, number)
    messages.success(request, "Dokumentet är borttaget ur registret.")
    return HttpResponseRedirect(link(request.context, "documents:documents"))


def seen_document(request: Request, number: int) -> DocumentView:
    """The document as the reader sees it, or not found."""
    found = document_of(number, request.context.per, drafts=drafts_seen(actor(request)))
    if found is None:
        raise Http404("Dokumentet finns inte, eller var inte beslutat det datum du valt.")
    return found


def kept_document(request: Request, number: int) -> GoverningDocument:
    """The record of a document that the reader keeps the register for."""
    record = document_to_act_on(number)
    if record is None:
        raise Http404("Dokumentet finns inte.")
    require(request, Right.WRITE_DOCUMENTS, record.decided_by.code)
    return record


def to_document(request: Request, number: int, **choices: object) -> HttpResponseRedirect:
    """Go to a document's page."""
    return HttpResponseRedirect(link(request.context, "documents:document", number, **choices))


def _text(
    request: Request, of: int, chosen: EditionView | None, number: int
) -> tuple[PageText | None, Pagination | None]:
    """The page of the text that is asked for, and the way to the others."""
    if chosen is None or not chosen.pages:
        return None, None
    number = min(number, chosen.pages)

    def url(page: int) -> str:
        asked = {"utgava": chosen.of.number, "sida": page}
        return link(request.context, "documents:document", of, **asked) + f"#{READER}"

    pagination = Pagination(
        text=f"{chosen.page_word} {number} av {chosen.pages}",
        pages=(),
        previous_url=url(number - 1) if number > 1 else "",
        next_url=url(number + 1) if number < chosen.pages else "",
    )
    return page_text(chosen.id, number), pagination


def _pointing(request: Request, number: int) -> list[tuple[str, list[NavItem]]]:
    """What points at the document, kind by kind."""
    found = backlinks(GoverningDocument, [number], request.context.per).get(number, ())
    kinds: dict[str, list[NavItem]] = {}
    for one in found:
        title = f"{one.code} {one.title}".strip()
        item = NavItem(title, link_to(request.context, one.page))
        kinds.setdefault(one.kind, []).append(item)
    return list(kinds.items())


def _form(
    request: Request,
    form: DocumentForm,
    heading: str,
    record: GoverningDocument | None,
    *,
    status: int = 200,
) -> TemplateResponse:
    step = [(record.title, "documents:document", (record.pk,))] if record else []
    _label, name, args = step[0] if step else DOCUMENTS
    return TemplateResponse(
        request,
        "documents/document_form.html",
        {
            "form": form,
            "heading": heading,
            "back": link(request.context, name, *args),
            "trail": trail(request.context, DOCUMENTS, *step, heading),
        },
        status=status,
    )
