"""Pages about what has been done: a thing's history, and the log with its proof and its export."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from tempfile import TemporaryFile

from django import forms
from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import FileResponse, Http404, HttpResponseRedirect, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from huset.kernel.chain import Period, check_log, exported, last_check
from huset.kernel.history import (
    Model,
    Wording,
    body_codes_of,
    history_of,
    is_about_people,
    key_of,
    model_of,
    number_of,
    place_of,
    title_of,
    versions_of,
)
from huset.kernel.http import Request, part_of
from huset.kernel.importing.response import XLSX
from huset.kernel.links import link, trail
from huset.kernel.log import Choice, log_page, rows_of, who_have_acted
from huset.kernel.logbook import write_logbook
from huset.kernel.models import User
from huset.kernel.rights import Policy, may
from huset.organisation.permissions import actor, needs
from huset.organisation.rules import Right
from huset.organisation.words import who_may
from huset.web.words import PAGES, shown_names, wording

PEOPLE = (Right.WRITE_PEOPLE, Right.PROTECT_DATA)
READS_ALL = Policy(
    f"{who_may(Right.READ_LOG)} Loggen läses av den vars uppdrag når hela kommunkoncernen.",
    lambda request: actor(request).area(Right.READ_LOG).everything,
)


class LogForm(forms.Form):
    """Which lines of the log to show."""

    fran = forms.DateField(label="Från och med", required=False)
    till = forms.DateField(label="Till och med", required=False)
    vem = forms.TypedChoiceField(label="Vem", required=False, coerce=int, empty_value=None)
    slag = forms.ChoiceField(label="Slag", required=False)
    vad = forms.ChoiceField(label="Vad", required=False)
    fore = forms.IntegerField(required=False, widget=forms.HiddenInput)
    efter = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, request: Request, words: Wording) -> None:
        super().__init__(request.GET)
        people = sorted(shown_names(who_have_acted()).items(), key=lambda one: one[1])
        self._offer("vem", [(str(number), name) for number, name in people])
        self._offer("slag", sorted(words.kinds.items(), key=lambda kind: kind[1]))
        self._offer("vad", sorted(words.events.items(), key=lambda event: event[1]))
        for name in ("fran", "till"):
            self.fields[name].widget.attrs["placeholder"] = "ÅÅÅÅ-MM-DD"

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "Alla"), *choices]

    def choice(self, per: date) -> Choice:
        """What has been chosen, through the as-of day at most."""
        said = self.cleaned_data if self.is_valid() else {}
        return Choice(
            period=_through(per, said.get("fran"), said.get("till")),
            by=said.get("vem"),
            subject=said.get("slag", ""),
            what=said.get("vad", ""),
            before=said.get("fore"),
            after=said.get("efter"),
        )


@dataclass(frozen=True)
class Thing:
    """Something whose history is shown."""

    title: str
    kind: str
    page: tuple[str, str, tuple[object, ...]] | None  # its own page, as a step of the way here


@require_safe
@may(needs(Right.READ_LOG))
def history(request: Request, subject: str, number: int) -> TemplateResponse:
    """Show who changed what on a thing, from what to what and why, and what has been frozen."""
    context = request.context
    model = model_of(subject)
    codes = _codes_of(request, model, number) if model else None
    title = title_of(model, number) if model else None
    if model is None or title is None:
        raise Http404("Saken finns inte, så den har ingen historik.")
    words = _words(request)
    if model is User:
        title = shown_names([number])[number]
    thing = Thing(title, words.kind(subject), _page_of(model, subject, number, title))
    return TemplateResponse(
        request,
        f"web/history.html{part_of(request)}",
        {
            "thing": thing,
            "lines": history_of(model, number, words, through=context.per, codes=codes),
            "versions": versions_of(model, number),
            "trail": trail(context, *([thing.page] if thing.page else []), "Historik"),
        },
    )


@require_safe
@may(needs(Right.READ_LOG))
def of_code(request: Request, subject: str, code: str) -> HttpResponseRedirect:
    """Lead to the history of what has a code, such as a body; of a unit, the row of the day."""
    model = model_of(subject)
    number = number_of(model, code, request.context.per) if model else None
    if number is None:
        raise Http404("Saken finns inte det datum du valt, så den har ingen historik.")
    return HttpResponseRedirect(link(request.context, "web:history", subject, number))


@require_safe
@may(READS_ALL)
def log(request: Request) -> TemplateResponse:
    """Show the log, the latest lines first, and whether it was whole when last verified."""
    context = request.context
    words = _words(request)
    form = LogForm(request, words)
    checked = last_check()
    found = log_page(form.choice(context.per), words)
    return TemplateResponse(
        request,
        f"web/log.html{part_of(request)}",
        {
            "form": form,
            "page": found,
            "older_url": _on(request, form, "fore", found.older),
            "newer_url": _on(request, form, "efter", found.newer),
            "checked": checked,
            "checked_by": shown_names([checked.by]).get(checked.by, "") if checked else "",
            "trail": trail(context, "Logg"),
        },
    )


@require_POST
@may(READS_ALL)
def verify(request: Request) -> HttpResponseRedirect:
    """Walk the whole log, and write in it what was found."""
    checked = check_log(by=request.user)
    if checked.fault:
        messages.error(request, checked.fault)
    else:
        messages.success(request, f"Loggen är hel: {checked.lines} rader är prövade.")
    return HttpResponseRedirect(link(request.context, "web:log"))


@require_safe
@may(READS_ALL)
def export(request: Request, form: str) -> HttpResponseBase:
    """Give a period of the log as a file: JSON Lines to verify, or Excel to read."""
    asked = LogForm(request, _words(request))
    if not asked.is_valid():
        raise BadRequest("Periodens dagar skrivs som ÅÅÅÅ-MM-DD, till exempel 2026-04-30.")
    period = asked.choice(request.context.per).period
    name = content_disposition_header(True, f"logg.{form}")
    if form == "jsonl":
        answer = StreamingHttpResponse(exported(period), content_type="application/jsonl")
        answer["Content-Disposition"] = str(name)
        return answer
    if form != "xlsx":
        raise Http404("Loggen finns som jsonl och som xlsx.")
    file = TemporaryFile()  # noqa: SIM115 -- the answer closes it when it has been sent
    write_logbook(file, rows_of(period).iterator(), _words(request))
    file.seek(0)
    return FileResponse(file, content_type=XLSX, as_attachment=True, filename="logg.xlsx")


def _words(request: Request) -> Wording:
    reader = actor(request)
    return wording(request.context.today, tells_of_people=any(map(reader.has, PEOPLE)))


def _codes_of(request: Request, model: Model, number: int) -> Collection[str] | None:
    """The bodies whose lines the reader may see on a thing; refused where there are none."""
    reader = actor(request)
    area = reader.area(Right.READ_LOG)
    if is_about_people(model) and not any(map(reader.has, PEOPLE)):
        raise PermissionDenied(who_may(Right.WRITE_PEOPLE))
    if place_of(model) and not any(code in area for code in _places(model, number)):
        raise PermissionDenied(who_may(Right.READ_LOG))
    return None if area.everything else area.codes


def _places(model: Model, number: int) -> Collection[str]:
    """The bodies of a thing; a thing without one is read by those who read all."""
    return body_codes_of(model, number) or {""}


def _page_of(
    model: Model, subject: str, number: int, title: str
) -> tuple[str, str, tuple[object, ...]] | None:
    if subject not in PAGES:
        return None
    name, way = PAGES[subject]
    return title, name, (key_of(model, number, way),)


def _through(per: date, since: date | None, until: date | None) -> Period:
    return Period(since, min(until, per) if until else per)


def _on(request: Request, form: LogForm, name: str, line: int | None) -> str:
    if line is None:
        return ""
    kept = {key: request.GET.get(key, "") for key in form.fields if key not in {"fore", "efter"}}
    return link(request.context, "web:log", **kept | {name: line})
