"""Pages about tokens and support."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from huset.access import queries
from huset.access.actions.support import begin_look, end_look
from huset.access.actions.tokens import Made, make_token, revoke_token
from huset.access.forms import LookForm, TokenForm
from huset.access.permissions import LOOK, act_as, look_of
from huset.access.rules import LONGEST_LOOK
from huset.kernel.actions import Refused
from huset.kernel.http import Request, part_of
from huset.kernel.links import link, trail
from huset.kernel.rights import may
from huset.organisation.permissions import SIGNED_IN, actor, needs
from huset.organisation.rules import Right


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@may(SIGNED_IN)
def tokens(request: Request) -> HttpResponse:
    """Show the reader's own tokens, and make a new one, whose secret is shown this once."""
    directory = actor(request).has(Right.WRITE_PEOPLE)
    form = TokenForm(request.POST or None, directory=directory)
    made = _make(request, form) if request.method == "POST" and form.is_valid() else None
    if made:
        form = TokenForm(directory=directory)
    return TemplateResponse(
        request,
        "access/tokens.html",
        {
            "form": form,
            "secret": made.secret if made else "",
            "root": request.build_absolute_uri("/").rstrip("/"),
            "tokens": queries.tokens(request.user, request.context.today),
            "trail": trail(request.context, "Token till API:et"),
        },
    )


@require_POST
@may(SIGNED_IN)
def revoke(request: Request, number: int) -> HttpResponse:
    """Revoke one of the reader's own tokens."""
    token = queries.own_token(request.user, number)
    if token is None:
        raise Http404("Token finns inte bland dina.")
    try:
        revoke_token(token=token, by=request.user)
        messages.success(request, f"{token.name} är återkallad och fungerar inte längre.")
    except Refused as no:
        messages.error(request, str(no))
    return HttpResponseRedirect(link(request.context, "access:tokens"))


@require_safe
@may(needs(Right.SEE_AS))
def support(request: Request) -> TemplateResponse:
    """List those whom support may see Huset as."""
    text = request.GET.get("sok", "").replace("\x00", "")[:80]
    people = queries.people_to_see(text, request.context.today, request.user)
    return TemplateResponse(
        request,
        f"access/support.html{part_of(request)}",
        {
            "people": people[: queries.MOST_SHOWN],
            "more": len(people) > queries.MOST_SHOWN,
            "text": text,
            "minutes": int(LONGEST_LOOK.total_seconds() // 60),
            "trail": trail(request.context, "Support"),
        },
    )


@require_POST
@may(needs(Right.SEE_AS))
def begin(request: Request) -> HttpResponse:
    """Begin to see Huset as someone."""
    form = LookForm(request.POST)
    seen = queries.seen_user(form.cleaned_data["user"]) if form.is_valid() else None
    if seen is None:
        messages.error(request, "Skriv varför, och välj en person i listan.")
        return HttpResponseRedirect(link(request.context, "access:support"))
    try:
        look = begin_look(seen=seen, by=request.user, why=form.cleaned_data["why"])
    except Refused as no:
        messages.error(request, str(no))
        return HttpResponseRedirect(link(request.context, "access:support"))
    request.session[LOOK] = {"user": seen.pk, "until": look.until.isoformat()}
    return HttpResponseRedirect(link(request.context, "house:house"))


@require_POST
@may(SIGNED_IN)
def end(request: Request) -> HttpResponse:
    """End seeing Huset as someone."""
    look = look_of(request)
    if look is None:
        messages.success(request, "Tiden är slut: du ser redan Huset som dig själv.")
        return HttpResponseRedirect(link(request.context, "house:house"))
    act_as(request, look.by)
    end_look(look=look, by=look.by)
    del request.session[LOOK]
    messages.success(request, f"Du ser åter Huset som dig själv, {look.by.name}.")
    return HttpResponseRedirect(link(request.context, "access:support"))


def _make(request: Request, form: TokenForm) -> Made | None:
    try:
        return make_token(**form.cleaned_data, by=request.user)
    except Refused as no:
        form.add_error(None, str(no))
        return None
