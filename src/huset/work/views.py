"""Pages about one's own work: what waits, the calendar and the digest."""

from dataclasses import dataclass
from hashlib import sha256

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from huset.kernel.actions import Refused, servers_own
from huset.kernel.http import Request, part_of
from huset.kernel.links import link, link_to, trail
from huset.kernel.rights import ANYONE, may
from huset.kernel.shell import Due
from huset.kernel.status import Status, Tone
from huset.organisation.coming import coming_meetings
from huset.organisation.permissions import SIGNED_IN, Actor, actor, actor_of
from huset.work import actions, queries
from huset.work.addresses import person_of, what_mail_lacks
from huset.work.forms import DigestForm
from huset.work.ics import Entry, calendar_file, duty_entries, meeting_entry
from huset.work.queries import Owed, OwnCalendar
from huset.work.rules import WHEN_NAMES, When, days_late

MOST_MEETINGS = 4
MINUTES_KEPT = 15  # how long what stands between may keep a calendar


@dataclass(frozen=True)
class Shown:
    """A duty with the address of the page where it is done."""

    owed: Owed
    url: str
    late: Status | None


@dataclass(frozen=True)
class Group:
    """The duties that are due equally soon."""

    when: When
    title: str
    rows: tuple[Shown, ...]


@require_safe
@may(SIGNED_IN)
def work(request: Request) -> TemplateResponse:
    """Show what the reader owes and when, and the meetings that come."""
    context, reader = request.context, actor(request)
    today = context.today
    owed = queries.owed_by(queries.standings_of(reader, request.user, today), today)
    within = _within(request, owed)
    bodies = queries.own_bodies(reader)
    coming = [
        Due(
            meeting.day,
            meeting.body,
            link(context, "organisation:meeting", meeting.id),
            f"kl. {meeting.begins:%H:%M} {meeting.where}" if meeting.begins else meeting.where,
        )
        for meeting in coming_meetings(bodies, today)[:MOST_MEETINGS]
    ]
    return TemplateResponse(
        request,
        f"work/work.html{part_of(request)}",
        {
            "groups": _groups(request, within),
            "count": len(within),
            "hidden": len(owed) - len(within),
            "everywhere": link(context, "work:work", organ=""),
            "has_mandate": bool(reader.held),
            "coming": coming,
            "then": context.per != today,
            "trail": trail(context, "Mitt arbete"),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@may(SIGNED_IN)
def calendar(request: Request) -> HttpResponse:
    """Show whether the reader's calendar has an address, and give it one, shown this once."""
    person, made = queries.own_person(request.user), None
    if request.method == "POST" and person:
        try:
            made = actions.make_feed(person=person, by=request.user)
        except Refused as no:
            messages.error(request, str(no))
    url = _root(request) + reverse("work:feed", args=[made.secret]) if made else ""
    return TemplateResponse(
        request,
        "work/calendar.html",
        {
            "person": person,
            "url": url,
            "subscribe": url.replace("https:", "webcal:", 1).replace("http:", "webcal:", 1),
            "made": queries.feed_made(person) if person else None,
            "trail": trail(request.context, "Kalender"),
        },
    )


@require_POST
@may(SIGNED_IN)
def remove_calendar(request: Request) -> HttpResponse:
    """Take the address of the reader's calendar away."""
    person = queries.own_person(request.user)
    if person is None:
        raise Http404("Du har ingen kalender.")
    try:
        actions.remove_feed(person=person, by=request.user)
        messages.success(request, "Kalenderns adress är borttagen och fungerar inte längre.")
    except Refused as no:
        messages.error(request, str(no))
    return HttpResponseRedirect(link(request.context, "work:calendar"))


@require_http_methods(["GET", "HEAD", "POST"])
@may(SIGNED_IN)
def mailings(request: Request) -> HttpResponse:
    """Show what is sent to the reader by mail, and let them choose."""
    person = queries.own_person(request.user)
    wanted = queries.wants_digest(person) if person else False
    form = DigestForm(
        request.POST if request.method == "POST" else None, initial={"wanted": wanted}
    )
    if person and form.is_bound and form.is_valid():
        actions.choose_digest(person=person, wanted=form.cleaned_data["wanted"], by=request.user)
        messages.success(request, "Ditt val är sparat.")
        return HttpResponseRedirect(link(request.context, "work:mailings"))
    return TemplateResponse(
        request,
        "work/mailings.html",
        {
            "form": form,
            "person": person,
            "email": person.email if person else "",
            "sends": not what_mail_lacks(),
            "trail": trail(request.context, "Utskick"),
        },
    )


@csrf_exempt  # a mail program posts here without our cookies (RFC 8058); the proof says who
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@may(ANYONE)
def stop(request: Request, proof: str) -> HttpResponse:
    """Ask whether to stop the weekly digest, and stop it: in one step from a mail program."""
    number = person_of(proof)
    person = queries.person_to_stop(number) if number else None
    if person is None:
        raise Http404("Länken stämmer inte. Logga in och välj under Mitt konto, Utskick.")
    if request.method == "POST":
        by = person.user or servers_own("veckobrevet", "Veckobrevet")
        actions.choose_digest(person=person, wanted=False, by=by)
    return TemplateResponse(
        request,
        "work/stop.html",
        {
            "stopped": not queries.wants_digest(person),
            "trail": trail(request.context, "Veckobrevet"),
        },
    )


@require_safe
@may(ANYONE)
def own_feed(request: Request, secret: str) -> HttpResponseBase:
    """Give a person's calendar: the meetings of the own bodies, and what is to be done by when."""
    found = queries.calendar_behind(secret)
    if found is None:
        raise Http404("Kalendern finns inte, eller har fått en ny adress.")
    entries = _entries_of(request, found)
    return _file(request, calendar_file("Mitt arbete", entries), "mitt-arbete", shared=False)


@require_safe
@may(ANYONE)
def body_feed(request: Request, code: str) -> HttpResponseBase:
    """Give a body's calendar: its meetings, as the page of meetings shows them."""
    name = queries.body_name(code)
    if name is None:
        raise Http404("Organet finns inte.")
    root = _root(request)
    found = queries.meetings_of([code], request.context.today)
    content = calendar_file(f"{name}: sammanträden", [meeting_entry(m, root) for m in found])
    return _file(request, content, f"sammantraden-{code}", shared=True)


def _within(request: Request, owed: list[Owed]) -> list[Owed]:
    scope = request.context.scope
    if not scope:
        return owed
    places = queries.places_in(scope, actor(request).organised)
    return [one for one in owed if one.duty.place in places]


def _groups(request: Request, owed: list[Owed]) -> list[Group]:
    context = request.context
    rows: dict[When, list[Shown]] = {when: [] for when in When}
    for one in owed:
        name, args, choices = one.duty.page
        url = link_to(context, (name, args, {"per": ""} | choices))
        late = None
        if one.duty.due and one.when is When.OVERDUE:
            late = Status(f"Försenat {days_late(one.duty.due, context.today)}", "✕", Tone.BAD)
        rows[one.when].append(Shown(one, url, late))
    return [Group(when, WHEN_NAMES[when], tuple(found)) for when, found in rows.items() if found]


def _entries_of(request: Request, calendar: OwnCalendar) -> list[Entry]:
    """What a person's calendar holds; nothing when the account is closed or no mandate is left."""
    root, today, user = _root(request), request.context.today, calendar.person.user
    reader = actor_of(user) if user and user.is_active else Actor()
    if user is None or not reader.held:
        return []
    owed = queries.owed_by(queries.standings_of(reader, user, today), today)
    meetings = queries.meetings_of(queries.own_bodies(reader), today)
    return [
        *(meeting_entry(m, root) for m in meetings),
        *duty_entries(owed, root, since=calendar.made),
    ]


def _file(request: Request, content: bytes, name: str, *, shared: bool) -> HttpResponseBase:
    """A calendar as an answer, or that it has not changed since it was last fetched."""
    etag = f'"{sha256(content).hexdigest()}"'
    kept = "public" if shared else "private"
    answer = HttpResponse(
        content,
        content_type="text/calendar; charset=utf-8",
        headers={
            "ETag": etag,
            "Cache-Control": f"{kept}, max-age={MINUTES_KEPT * 60}",
            "Content-Disposition": str(content_disposition_header(False, f"{name}.ics")),
        },
    )
    return get_conditional_response(request, etag=etag, response=answer) or answer


def _root(request: Request) -> str:
    """The site's address, as the installation says or as the reader came."""
    return settings.SITE_URL or request.build_absolute_uri("/").rstrip("/")
