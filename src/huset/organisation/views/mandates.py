"""Pages where mandates are given, corrected, handed over and ended."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from huset.kernel.actions import Refused
from huset.kernel.http import Request
from huset.kernel.rights import may
from huset.organisation.actions import (
    correct_mandate,
    end_mandate,
    give_mandate,
    hand_over,
    withdraw_mandate,
)
from huset.organisation.forms.people import (
    EndForm,
    HandOverForm,
    MandateCorrectionForm,
    MandateForm,
)
from huset.organisation.models import Mandate
from huset.organisation.permissions import SIGNED_IN, needs, require_governing
from huset.organisation.queries import people as asked
from huset.organisation.rules import Right, Role
from huset.organisation.views.people import (
    form_page,
    is_self,
    known_person,
    require_self_or,
    to_person,
)


@require_http_methods(["GET", "HEAD", "POST"])
@may(needs(Right.WRITE_PEOPLE))
def give(request: Request, number: int) -> HttpResponse:
    """Give someone a mandate."""
    person, per = known_person(number), request.context.per
    form = MandateForm(request.POST if request.method == "POST" else None, per=per)
    if form.is_valid():
        said = form.cleaned_data
        require_governing(request, [Role(said["role"])])
        place = asked.place_to_act_on(said["place"], said["since"])
        if place is None:
            raise Http404("Organet eller enheten finns inte.")
        try:
            given = give_mandate(
                person=person,
                role=Role(said["role"]),
                place=place,
                since=said["since"],
                until=said["until"],
                party=said["party"].strip(),
                by=request.user,
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Uppdraget i {given.place.name} är registrerat.")
            return to_person(request, number)
    return form_page(request, form, title="Ge ett uppdrag", button="Ge uppdraget", about=person)


@require_http_methods(["GET", "HEAD", "POST"])
@may(needs(Right.WRITE_PEOPLE))
def correct(request: Request, number: int) -> HttpResponse:
    """Correct a mandate's last day or party."""
    mandate = _governed(request, number)
    protected = mandate.person.protected
    known = {"until": mandate.valid_to, "party": "" if protected else mandate.party}
    form = MandateCorrectionForm(request.POST or None, initial=known)
    if form.is_valid():
        said = form.cleaned_data
        party = mandate.party if protected and not said["party"] else said["party"].strip()
        try:
            correct_mandate(
                mandate=mandate, until=said["until"], party=party, by=request.user, why=said["why"]
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Uppdraget är rättat.")
            return to_person(request, mandate.person_id)
    return _form_page(request, form, mandate, title="Rätta uppdraget", button="Spara")


@require_http_methods(["GET", "HEAD", "POST"])
@may(needs(Right.WRITE_PEOPLE))
def end(request: Request, number: int) -> HttpResponse:
    """End a mandate; one that has not begun can be taken back instead."""
    mandate, today = _governed(request, number), timezone.localdate()
    form = EndForm(request.POST or None, initial={"last_day": max(today, mandate.valid_from)})
    if form.is_valid():
        said = form.cleaned_data
        try:
            end_mandate(
                mandate=mandate, last_day=said["last_day"], by=request.user, why=said["why"]
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Uppdraget slutar {said['last_day']}.")
            return to_person(request, mandate.person_id)
    return _form_page(
        request,
        form,
        mandate,
        title="Avsluta uppdraget",
        button="Avsluta",
        withdraw=number if mandate.valid_from > today else None,
    )


@require_POST
@may(needs(Right.WRITE_PEOPLE))
def withdraw(request: Request, number: int) -> HttpResponseRedirect:
    """Take back a mandate that has not begun."""
    mandate = _governed(request, number)
    try:
        withdraw_mandate(mandate=mandate, today=timezone.localdate(), by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Uppdraget är borttaget. Det hann inte börja.")
    return to_person(request, mandate.person_id)


@require_http_methods(["GET", "HEAD", "POST"])
@may(SIGNED_IN)
def hand(request: Request, number: int) -> HttpResponse:
    """Hand over a mandate during an absence: its holder, or who registers people."""
    mandate = _known(number)
    require_self_or(request, Right.WRITE_PEOPLE, mandate.person)
    if not is_self(request, mandate.person):
        require_governing(request, [Role(mandate.role)])
    form = HandOverForm(request.POST if request.method == "POST" else None, but=mandate.person_id)
    if form.is_valid():
        said = form.cleaned_data
        deputy = known_person(int(said["to"]))
        try:
            hand_over(
                mandate=mandate,
                to=deputy,
                since=said["since"],
                until=said["until"],
                by=request.user,
                why=said["why"],
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, f"{deputy.shown} vikarierar {said['since']} till {said['until']}."
            )
            return to_person(request, mandate.person_id)
    return _form_page(request, form, mandate, title="Lämna över uppdraget", button="Lämna över")


def _known(number: int) -> Mandate:
    found = asked.mandate_to_act_on(number)
    if found is None:
        raise Http404("Uppdraget finns inte.")
    return found


def _governed(request: Request, number: int) -> Mandate:
    """A mandate to change; one that governs Huset only by one who does so too."""
    mandate = _known(number)
    require_governing(request, [Role(mandate.role)])
    return mandate


def _form_page(
    request: Request,
    form: object,
    mandate: Mandate,
    *,
    title: str,
    button: str,
    withdraw: int | None = None,
) -> HttpResponse:
    row = asked.mandate_row(mandate, request.context.per)
    lead = f"{row.person}: {row.role.lower()}, {row.place}, från och med {row.since}"
    lead += f" till och med {row.until}." if row.until else "."
    person = mandate.person
    return form_page(
        request, form, title=title, button=button, about=person, lead=lead, withdraw=withdraw
    )
