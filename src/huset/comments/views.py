"""Pages where a thing is talked about; its own page shows the same."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from huset.comments import actions, queries
from huset.comments.forms import ChangeForm, CommentForm
from huset.comments.models import Comment
from huset.comments.permissions import require_within
from huset.comments.showing import conversation
from huset.comments.things import Thing, thing
from huset.kernel.actions import Clash, Refused
from huset.kernel.http import Request, part_of
from huset.kernel.links import link_to, trail
from huset.kernel.rights import may
from huset.kernel.shell import NavItem
from huset.organisation.permissions import needs
from huset.organisation.rules import Right

READS = needs(Right.READ_INTERNAL)
FORM = ["GET", "HEAD", "POST"]


@require_http_methods(FORM)
@may(READS)
def talk(request: Request, label: str, number: int) -> HttpResponse:
    """Show what is said about a thing, and take in what the reader says."""
    found = _thing(request, label, number)
    form = CommentForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and _written(request, form, found):
        return _back(request, found)
    return TemplateResponse(
        request,
        "comments/talk.html",
        {
            "thing": found,
            "comments": conversation(request, label, number, found.places, form),
            "trail": _trail(request, found),
        },
        status=409 if form.is_bound else 200,
    )


@require_safe
@may(READS)
def people(request: Request, label: str, number: int) -> TemplateResponse:
    """Show who can be mentioned when a thing is talked about, and how their names are written."""
    found = _thing(request, label, number)
    return TemplateResponse(
        request,
        f"comments/people.html{part_of(request)}",
        {
            "thing": found,
            "people": queries.people_to_mention(found, request.context.today),
            "trail": _trail(request, found, "Vem du kan nämna"),
        },
    )


@require_POST
@may(READS)
def done(request: Request, label: str, number: int) -> HttpResponse:
    """Let the reader say that they need not answer."""
    found = _thing(request, label, number)
    actions.be_done(thing=found, day=request.context.today, by=request.user)
    messages.success(request, "Klart. Samtalet väntar inte längre på dig.")
    return _back(request, found)


@require_http_methods(FORM)
@may(READS)
def change(request: Request, number: int) -> HttpResponse:
    """Let someone change their own comment. One changed in another window is shown beside."""
    comment, found = _comment(request, number)
    if comment.by_id != request.user.pk:
        messages.error(request, actions.ANOTHERS)
        return _back(request, found)
    kept, seen = queries.typed(comment, found, request.context.today), queries.mark_of(comment)
    shown = {"text": kept, "seen": seen}
    form = ChangeForm(request.POST if request.method == "POST" else None, initial=shown)
    if form.is_bound and form.is_valid():
        try:
            _change(request, form, comment, found)
        except Refused as refusal:
            form.add_error("text", str(refusal))
            if isinstance(refusal, Clash):
                form.clash(kept, seen)
        else:
            messages.success(request, "Kommentaren är ändrad.")
            return _back(request, found)
    return TemplateResponse(
        request,
        "comments/change.html",
        {
            "thing": found,
            "form": form,
            "back": _page(request, found),
            "trail": _trail(request, found, "Ändra kommentaren"),
        },
        status=409 if form.is_bound else 200,
    )


@require_POST
@may(READS)
def take_back(request: Request, number: int) -> HttpResponse:
    """Let someone take their own comment back."""
    comment, found = _comment(request, number)
    try:
        actions.take_back(comment=comment, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Kommentaren är tillbakatagen.")
    return _back(request, found)


def _written(request: Request, form: CommentForm, found: Thing) -> bool:
    try:
        actions.write_comment(
            thing=found, text=form.cleaned_data["text"], at=timezone.now(), by=request.user
        )
    except Refused as refusal:
        form.add_error("text", str(refusal))
        return False
    messages.success(request, "Kommentaren är sparad.")
    return True


def _change(request: Request, form: ChangeForm, comment: Comment, found: Thing) -> None:
    actions.change_comment(
        comment=comment,
        thing=found,
        text=form.cleaned_data["text"],
        seen=form.cleaned_data["seen"],
        at=timezone.now(),
        by=request.user,
    )


def _thing(request: Request, label: str, number: int) -> Thing:
    """Something that the reader is within, as it is today: comments are written today."""
    found = thing(label, number, request.context.today)
    if found is None:
        raise Http404("Det finns inget sådant att kommentera.")
    require_within(request, found.places)
    return found


def _comment(request: Request, number: int) -> tuple[Comment, Thing]:
    comment = queries.comment_to_act_on(number)
    if comment is None:
        raise Http404("Kommentaren finns inte, eller är tillbakatagen.")
    return comment, _thing(request, comment.subject, comment.subject_id)


def _page(request: Request, found: Thing) -> str:
    """The thing's own page, at its comments."""
    return f"{link_to(request.context, found.page)}#kommentarer"


def _back(request: Request, found: Thing) -> HttpResponseRedirect:
    return HttpResponseRedirect(_page(request, found))


def _trail(request: Request, found: Thing, last: str = "") -> list[NavItem]:
    name, args, _ = found.page
    about, talked = (found.title, name, args), ("Samtal", "comments:talk", _address(found))
    return trail(request.context, about, *((talked, last) if last else ("Samtal",)))


def _address(found: Thing) -> tuple[str, int]:
    return found.label, found.number
