"""Pages about people: the register, one person, one's own mandates, and what is missing."""

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_safe

from huset.kernel.actions import Refused
from huset.kernel.http import Request, registered_here
from huset.kernel.links import link, trail
from huset.kernel.rights import ANYONE, may
from huset.kernel.shell import NavItem, Pagination
from huset.organisation.actions import correct_person, register_person
from huset.organisation.forms.people import CorrectionForm, FilterForm, PersonForm
from huset.organisation.models import Person
from huset.organisation.permissions import SIGNED_IN, actor, needs, require_governing
from huset.organisation.queries import people as asked
from huset.organisation.rules import ELECTED, Right
from huset.organisation.views.places import BODIES, PEOPLE
from huset.organisation.words import ROLE_NAMES, who_may

A_PAGE, PAGES_NEAR = 200, 3


@require_safe
@may(ANYONE)
def register(request: Request) -> TemplateResponse:
    """Show who holds which mandate: elected members to everyone, officials to staff."""
    context, form = request.context, FilterForm(request.GET)
    if not form.is_valid():
        raise BadRequest("Rollen, partiet eller sidan finns inte. Välj i listorna.")
    chosen, staff = form.cleaned_data, is_staff(request)
    rows = asked.mandates(
        context.per,
        body_code=context.scope,
        role=chosen["roll"],
        party=chosen["parti"],
        officials=staff,
    )
    page = min(chosen["sida"] or 1, len(rows) // A_PAGE + 1)
    return TemplateResponse(
        request,
        "organisation/people.html",
        {
            "rows": rows[(page - 1) * A_PAGE : page * A_PAGE],
            "found": len(rows),
            "pagination": _pagination(request, page, len(rows)) if len(rows) > A_PAGE else None,
            "roles": [(r.value, n) for r, n in ROLE_NAMES.items() if staff or r in ELECTED],
            "parties": asked.parties(context.per),
            "role": chosen["roll"],
            "party": chosen["parti"],
            "staff": staff,
            "writes": actor(request).has(Right.WRITE_PEOPLE),
            "gaps": asked.gaps(context.per).count if staff else 0,
            "trail": trail(context, BODIES, "Personer och uppdrag"),
        },
    )


@require_safe
@may(ANYONE)
def person(request: Request, number: int) -> TemplateResponse:
    """Show one person: mandates over time and who stands in for them."""
    context, writes = request.context, actor(request).has(Right.WRITE_PEOPLE)
    found = asked.person(number, context.per, officials=is_staff(request), email=writes)
    if found is None:
        raise Http404("Personen finns inte, eller har inga förtroendeuppdrag.")
    own = bool(found.user_id) and found.user_id == request.user.pk
    return TemplateResponse(
        request,
        "organisation/person.html",
        {
            "person": found,
            "own": own,
            "writes": writes,
            "extracts": own or actor(request).has(Right.PROTECT_DATA),
            "trail": trail(context, BODIES, PEOPLE, found.name),
        },
    )


@require_safe
@may(SIGNED_IN)
def own(request: Request) -> TemplateResponse:
    """Show one's own mandates, and what each lets one do."""
    context = request.context
    return TemplateResponse(
        request,
        "organisation/mandate_own.html",
        {
            "mandates": asked.own_mandates(request.user.pk, context.per),
            "gaps": asked.gaps(context.per).count if is_staff(request) else 0,
            "trail": trail(context, BODIES, PEOPLE, "Mina uppdrag"),
        },
    )


@require_safe
@may(SIGNED_IN)
def gaps(request: Request) -> TemplateResponse:
    """Show the units that lack a manager, and the mandates that have outlived their place."""
    context = request.context
    if not is_staff(request):
        raise PermissionDenied("Luckorna visas för den som har ett uppdrag.")
    return TemplateResponse(
        request,
        "organisation/people_gaps.html",
        {
            "gaps": asked.gaps(context.per),
            "writes": actor(request).has(Right.WRITE_PEOPLE),
            "trail": trail(context, BODIES, PEOPLE, "Luckor"),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@may(needs(Right.WRITE_PEOPLE))
def add(request: Request) -> HttpResponse:
    """Register someone."""
    form = PersonForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data | {"external_id": form.cleaned_data["external_id"] or None}
        try:
            made = register_person(user=None, by=request.user, **said, **registered_here(request))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Personen är registrerad. Ge nu ett uppdrag.")
            return to_person(request, made.pk)
    return form_page(request, form, title="Registrera en person", button="Registrera")


@require_http_methods(["GET", "HEAD", "POST"])
@may(needs(Right.WRITE_PEOPLE))
def correct(request: Request, number: int) -> HttpResponse:
    """Correct what is known of someone, and set or lift protection."""
    known = known_person(number)
    require_governing(request, asked.roles_of(known))
    form = CorrectionForm(request.POST) if request.method == "POST" else CorrectionForm.of(known)
    if known.protected:
        form.kept_blank()
    if form.is_bound and form.is_valid():
        why = form.cleaned_data["why"]
        if known.protected and not form.cleaned_data["protected"]:
            _require_lifting(request)
        try:
            correct_person(person=known, by=request.user, why=why, **form.values(known))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Uppgifterna är sparade.")
            return to_person(request, number)
    return form_page(request, form, title="Rätta uppgifter", button="Spara", about=known)


def _require_lifting(request: Request) -> None:
    """Refuse one who would lift a protection, and so see the name, without the right to it."""
    if not actor(request).has(Right.PROTECT_DATA):
        raise PermissionDenied(who_may(Right.PROTECT_DATA))


def is_staff(request: Request) -> bool:
    """Tell whether the reader holds a mandate: they see officials as well."""
    return bool(actor(request).held)


def known_person(number: int) -> Person:
    """The person's record, or not found."""
    found = asked.person_to_act_on(number)
    if found is None:
        raise Http404("Personen finns inte.")
    return found


def is_self(request: Request, person: Person) -> bool:
    """Tell whether the reader is this person."""
    return bool(person.user_id) and person.user_id == request.user.pk


def require_self_or(request: Request, right: Right, person: Person) -> None:
    """Refuse someone who is neither the person nor holds the right."""
    if not (is_self(request, person) or actor(request).has(right)):
        raise PermissionDenied("Bara personen själv, eller den som har rätten, kan göra det här.")


def to_person(request: Request, number: int) -> HttpResponseRedirect:
    """Go to a person's page."""
    return HttpResponseRedirect(link(request.context, "organisation:person", number))


def form_page(
    request: Request,
    form: object,
    *,
    title: str,
    button: str,
    about: Person | None = None,
    lead: str = "",
    **more: object,
) -> TemplateResponse:
    """Show a form, with what is wrong in it."""
    steps = [(about.shown, "organisation:person", (about.pk,))] if about else []
    values = {
        "form": form,
        "title": title,
        "button": button,
        "lead": lead or (about.shown if about else ""),
        "back": link(request.context, "organisation:person", about.pk)
        if about
        else link(request.context, "organisation:people"),
        "trail": trail(request.context, BODIES, PEOPLE, *steps, title),
    }
    return TemplateResponse(request, "organisation/people_form.html", values | more)


def _pagination(request: Request, page: int, found: int) -> Pagination:
    pages = (found - 1) // A_PAGE + 1

    def url(number: int) -> str:
        query = request.GET.copy()
        query["sida"] = str(number)
        return f"?{query.urlencode()}"

    near = range(max(1, page - PAGES_NEAR), min(pages, page + PAGES_NEAR) + 1)
    return Pagination(
        text=f"Sida {page} av {pages}",
        pages=tuple(NavItem(str(n), url(n), n == page) for n in near),
        previous_url=url(page - 1) if page > 1 else "",
        next_url=url(page + 1) if page < pages else "",
    )
