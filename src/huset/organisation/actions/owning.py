"""What people do with owning and remits: who holds shares, and what a body is given to do."""

from datetime import date
from decimal import Decimal
from typing import Unpack

from huset.kernel.actions import Refused, action, record, snapshot
from huset.kernel.models import User
from huset.organisation.actions.origin import Origin
from huset.organisation.actions.spans import is_in_force, overlapping, span_of
from huset.organisation.deciding import COUNCIL, refuse_before, refuse_wrong_body
from huset.organisation.mandate_rules import Span
from huset.organisation.models import Body, Decision, Remit, Share
from huset.organisation.ownership import WHOLE, Part, first_day_over, owns_itself
from huset.organisation.rules import RemitKind


@action
def share_body(  # noqa: PLR0913 -- a share is known by all of these
    *,
    body: Body,
    holder: Body | None,
    holder_name: str,
    percent: Decimal | None,
    since: date,
    by: User,
    until: date | None = None,
    **origin: Unpack[Origin],
) -> Share:
    """Say who owns a body or takes part in it, and how much."""
    span = Span(since, until)
    _refuse_days(span)
    _refuse_holder(body, holder, holder_name)
    _refuse_outside(body, span)
    others = list(
        Share.objects.filter(overlapping(span), body=body).select_related("body", "holder")
    )
    if any((s.holder, s.holder_name) == (holder, holder_name) for s in others):
        raise Refused(f"{holder or holder_name} har redan en andel i {body.name} de dagarna.")
    _refuse_percent(body, percent, span, others)
    if holder is not None:
        _refuse_outside(holder, span)
        _refuse_circle(body, holder, span)
    share = Share.objects.create(
        body=body,
        holder=holder,
        holder_name=holder_name,
        percent=percent,
        valid_from=since,
        valid_to=until,
        **origin,
    )
    record("organisation.share.given", by=by, on=share)
    return share


@action
def end_share(*, share: Share, last_day: date, by: User) -> Share:
    """End a share after its last day."""
    _refuse_end(share, last_day)
    before = snapshot(share)
    share.valid_to = last_day
    share.save()
    record("organisation.share.ended", by=by, on=share, before=before)
    return share


@action
def give_remit(  # noqa: PLR0913 -- a remit is known by all of these
    *,
    body: Body,
    kind: RemitKind,
    title: str,
    since: date,
    by: User,
    url: str = "",
    decision: Decision | None = None,
    until: date | None = None,
    **origin: Unpack[Origin],
) -> Remit:
    """Give a body its task: terms of reference, owner directive, articles or an agreement."""
    span = Span(since, until)
    _refuse_days(span)
    _refuse_outside(body, span)
    if not title.strip():
        raise Refused("Uppdraget saknar titel. Skriv vad texten heter.")
    if decision is not None:
        what = f"{title} för {body.name}"
        refuse_wrong_body(decision, {COUNCIL}, what)
        refuse_before(decision, since, what)
    if Remit.objects.filter(overlapping(span), body=body, kind=kind, title=title).exists():
        raise Refused(f"{body.name} har redan {title} de dagarna.")
    remit = Remit.objects.create(
        body=body,
        kind=kind,
        title=title,
        url=url,
        decision=decision,
        valid_from=since,
        valid_to=until,
        **origin,
    )
    record("organisation.remit.given", by=by, on=remit)
    return remit


@action
def end_remit(*, remit: Remit, last_day: date, by: User) -> Remit:
    """End a remit after its last day, as when another takes its place."""
    _refuse_end(remit, last_day)
    before = snapshot(remit)
    remit.valid_to = last_day
    remit.save()
    record("organisation.remit.ended", by=by, on=remit, before=before)
    return remit


def _refuse_days(span: Span) -> None:
    if span.last is not None and span.last < span.first:
        raise Refused(f"Sista dagen {span.last} är före den första, {span.first}.")


def _refuse_end(ended: Share | Remit, last_day: date) -> None:
    if last_day < ended.valid_from:
        raise Refused(f"{ended} gäller från {ended.valid_from}. Välj en senare sista dag.")
    if ended.valid_to is not None and ended.valid_to <= last_day:
        raise Refused(f"{ended} upphör redan {ended.valid_to}.")


def _refuse_outside(body: Body, span: Span) -> None:
    if not is_in_force(body, span):
        raise Refused(f"{body.name} finns inte hela tiden från {span.first}. Välj andra dagar.")


def _refuse_holder(body: Body, holder: Body | None, holder_name: str) -> None:
    if (holder is None) == (not holder_name.strip()):
        raise Refused("Ange en ägare: ett organ i koncernen eller ett namn utanför den.")
    if holder == body:
        raise Refused(f"{body.name} kan inte äga sig självt.")


def _refuse_percent(body: Body, percent: Decimal | None, span: Span, others: list[Share]) -> None:
    """Refuse shares that on some day are more than the whole."""
    if percent is not None and not 0 < percent <= WHOLE:
        raise Refused("Andelen ska vara över 0 och högst 100 procent.")
    new = Part(body.code, "", percent, span)
    if day := first_day_over([new, *(_part(s) for s in others)]):
        raise Refused(f"Andelarna i {body.name} blir över 100 procent {day}. Ange en mindre andel.")


def _refuse_circle(body: Body, holder: Body, span: Span) -> None:
    """Refuse that a body, by way of others, comes to own itself on some day."""
    inside = Share.objects.filter(overlapping(span), holder__isnull=False)
    parts = [_part(s) for s in inside.select_related("body", "holder")]
    if owns_itself(body.code, [Part(body.code, holder.code, None, span), *parts]):
        raise Refused(f"{body.name} äger redan, direkt eller indirekt, {holder.name}.")


def _part(share: Share) -> Part:
    holder = share.holder.code if share.holder else share.holder_name
    return Part(share.body.code, holder, share.percent, span_of(share))
