"""The page's frame: menu, choices and who is reading, made before the page is drawn."""

from collections.abc import Iterable

from django.conf import settings
from django.contrib.messages import ERROR, get_messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from huset.access.permissions import look_of
from huset.kernel.actions import mandate
from huset.kernel.context import Context
from huset.kernel.http import Request
from huset.kernel.links import link
from huset.kernel.middleware import GetResponse
from huset.kernel.money import Denomination
from huset.kernel.shell import Banner, ContextBar, NavItem, Notice, Option, SearchField, Shell
from huset.kernel.status import Tone
from huset.model.queries import NoModelError, model_in_force
from huset.organisation.permissions import actor
from huset.organisation.queries import Organisation, organisation
from huset.organisation.rules import Right
from huset.web.places import menu, section

YEARS_BACK, YEARS_AHEAD = 3, 3


class Frame:
    """Sets ``request.shell`` for every page."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let the log know under which mandate whatever is done is done."""
        before = mandate.set(lambda: actor(request).title)
        try:
            return self.get_response(request)
        finally:
            mandate.reset(before)

    def process_exception(self, request: Request, exception: Exception) -> HttpResponse | None:
        """Say what to do where nothing has been loaded yet."""
        if isinstance(exception, NoModelError):
            return render(request, "web/not_ready.html", {"what": str(exception)}, status=503)
        return None

    def process_template_response(
        self, request: Request, response: TemplateResponse
    ) -> TemplateResponse:
        """Make the frame when a page is about to be drawn."""
        request.shell = shell(request)
        return response


def shell(request: Request) -> Shell:
    """Gather what stands round a page."""
    context = request.context
    return Shell(
        municipality=model_in_force(context.per).municipality,
        navigation=menu(request),
        section=section(request),
        bar=bar(context, organisation(context.per)),
        who=actor(request).title,
        **_signing_in(request),
        example=settings.DEMO_SIGN_IN,
        notices=tuple(_notices(request)),
        banner=_banner(request),
        help=(NavItem("Rundtur", link(context, "house:tour")),),
        search=_search(request),
        log_area=actor(request).area(Right.READ_LOG),
    )


def _search(request: Request) -> SearchField | None:
    """The field in the head; the page of search has a larger one of its own."""
    url = reverse("search:search")
    if request.path == url:
        return None
    return SearchField(url, tuple(sorted(request.context.choices.items())))


def _signing_in(request: Request) -> dict[str, str]:
    """The ways in, or to the account and out; the example's roles can always be changed."""
    door = {"sign_in_url": reverse("web:sign-in")}
    if not request.user.is_authenticated:
        return door | {"sign_in_label": "Välj roll" if settings.DEMO_SIGN_IN else "Logga in"}
    out = {"account_url": reverse("mfa_index"), "sign_out_url": reverse("account_logout")}
    return out | door | {"sign_in_label": "Byt roll"} if settings.DEMO_SIGN_IN else out


def bar(context: Context, organised: Organisation) -> ContextBar:
    """The reader's choices, with what can be chosen instead."""
    years = range(context.per.year - YEARS_BACK, context.per.year + YEARS_AHEAD + 1)
    return ContextBar(
        scopes=(Option("", "Hela kommunen", not context.scope), *_scopes(context, organised)),
        years=tuple(
            Option(str(y), str(y), y == context.year) for y in sorted({*years, context.year})
        ),
        per=context.per.isoformat(),
        per_is_today=context.per == context.today,
        denominations=tuple(
            Option(d.value, d.value, d is context.denomination) for d in Denomination
        ),
    )


def _scopes(context: Context, organised: Organisation) -> Iterable[Option]:
    for body in organised.bodies:
        yield Option(body.code, body.name, body.code == context.scope, 0)
        for unit in organised.units_of(body.code):
            yield Option(unit.code, unit.name, unit.code == context.scope, unit.depth + 1)


def _banner(request: Request) -> Banner | None:
    look = look_of(request)
    if look is None:
        return None
    until = timezone.localtime(look.until).strftime("%H.%M")
    return Banner(
        f"Du ser Huset som {look.seen} till klockan {until}. Du kan titta men inte ändra något.",
        "Avsluta",
        reverse("access:look-end"),
    )


def _notices(request: Request) -> Iterable[Notice]:
    for message in get_messages(request):
        tone = Tone.BAD if message.level >= ERROR else Tone.GOOD
        yield Notice(tone, str(message))
