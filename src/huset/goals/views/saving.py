"""How a form is shown, saved, and shown again with what was refused."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict

from huset.kernel.actions import Clash, Refused
from huset.kernel.fields import saying
from huset.kernel.http import Request


def typed_in(request: Request) -> QueryDict | None:
    """What was typed; nothing when the page is only asked for."""
    return request.POST if request.method == "POST" else None


def save_or_show(
    request: Request,
    form: forms.Form,
    *,
    save: Callable[[], str],
    show: Callable[[bool, int], HttpResponse],
    done: str,
    latest: Callable[[], str] = str,
) -> HttpResponse:
    """Save what was typed and go to where ``save`` says, or show the form.

    ``show`` is given whether someone else has saved meanwhile, and the status. Then the form says
    that the writer has now seen the ``latest``, so that saving again is meant.
    """
    if not form.is_bound or not form.is_valid():
        return show(False, 200)
    try:
        there = save()
    except Refused as refusal:
        form.add_error(None, str(refusal))
        if clash := isinstance(refusal, Clash):
            form.data = saying(form.data, "seen", latest())
        return show(clash, 409)
    messages.success(request, done)
    return HttpResponseRedirect(there)


def do_and_go(
    request: Request, do: Callable[[], object], *, done: str, there: str, back: str
) -> HttpResponseRedirect:
    """Do what a button says and go ``there``, or ``back`` with what was refused."""
    try:
        do()
    except Refused as refusal:
        messages.error(request, str(refusal))
        return HttpResponseRedirect(back)
    messages.success(request, done)
    return HttpResponseRedirect(there)
