"""What people do about their calendar and digest, and what the digest's sender notes."""

import secrets
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from huset.kernel.actions import Refused, action, record, snapshot
from huset.kernel.models import User
from huset.organisation.models import Mandate, Person
from huset.work.addresses import hashed
from huset.work.models import CalendarFeed, Digest, DigestChoice
from huset.work.rules import DAYS_KEPT, WEEKS_KEPT

SECRET_BYTES = 32


@dataclass(frozen=True)
class MadeFeed:
    """A calendar with the secret of its address, which is known only here and now."""

    feed: CalendarFeed
    secret: str = field(repr=False)


@action
def make_feed(*, person: Person, by: User) -> MadeFeed:
    """Give one's calendar an address, or a new one: then the old one stops working at once."""
    _refuse_others(person, by)
    if not person.mandates.exclude(valid_to__lt=timezone.localdate()).exists():
        raise Refused("Du har inget uppdrag, så kalendern skulle vara tom.")
    known = CalendarFeed.objects.select_for_update().filter(person=person).first()
    before = snapshot(known) if known else None
    secret = secrets.token_urlsafe(SECRET_BYTES)
    feed = known or CalendarFeed(person=person)
    feed.digest, feed.made = hashed(secret), timezone.localdate()
    feed.save()
    what = "work.feed.renewed" if known else "work.feed.made"
    record(what, by=by, on=feed, before=before)
    return MadeFeed(feed, secret)


@action
def remove_feed(*, person: Person, by: User) -> None:
    """Take one's calendar's address away. It stops working at once."""
    _refuse_others(person, by)
    feed = CalendarFeed.objects.select_for_update().filter(person=person).first()
    if feed is None:
        raise Refused("Kalendern har ingen adress att ta bort.")
    record("work.feed.removed", by=by, on=feed, before=snapshot(feed), after={})
    feed.delete()


@action
def choose_digest(*, person: Person, wanted: bool, by: User) -> None:
    """Say whether a person wants the weekly digest. To say the same again changes nothing."""
    known = DigestChoice.objects.select_for_update().filter(person=person).first()
    if (known.wanted if known else True) == wanted:
        return
    before = snapshot(known) if known else None
    choice = known or DigestChoice(person=person)
    choice.wanted = wanted
    choice.save()
    record("work.digest.chosen", by=by, on=choice, before=before)


@action
def claim_digest(*, person: Person, week: date, duties: int, by: User) -> Digest | None:
    """Take it upon oneself to send a person's digest of a week; nothing when someone else has.

    Is its own transaction, before the mail is sent: so nobody gets two.
    """
    digest, is_ours = Digest.objects.get_or_create(
        person=person, week=week, defaults={"duties": duties}
    )
    if not is_ours:
        return None
    record("work.digest.claimed", by=by, on=digest)
    return digest


@action
def mark_sent(*, digest: Digest, by: User) -> None:
    """Note that the mail server has taken a digest."""
    before = snapshot(digest)
    digest.sent = True
    digest.save(update_fields=["sent"])
    record("work.digest.sent", by=by, on=digest, before=before)


@action
def mark_refused(*, digest: Digest, why: str, by: User) -> None:
    """Note that the mail server refused a digest for good: it is not sent again that week."""
    record("work.digest.refused", by=by, on=digest, why=why)


@action
def put_off(*, digest: Digest, why: str, by: User) -> None:
    """Let go of a digest that could not be sent now, so that it is sent later."""
    record("work.digest.put_off", by=by, on=digest, before=snapshot(digest), after={}, why=why)
    digest.delete()


@action
def forget_digests(*, today: date, by: User) -> None:
    """Let go of what was noted of digests more than a year ago."""
    old = old_digests(today)
    record("work.digest.forgotten", by=by, on=by, after={"count": old.count()})
    old.delete()


@action
def forget_feeds(*, today: date, by: User) -> None:
    """Let go of the calendars and choices of those whose mandates have ended."""
    feeds, choices = left_feeds(today), left_choices(today)
    after = {"count": feeds.count() + choices.count()}
    record("work.feed.forgotten", by=by, on=by, after=after)
    feeds.delete()
    choices.delete()


def old_digests(today: date) -> QuerySet[Digest]:
    """What was noted of digests more than a year ago, the oldest first."""
    return Digest.objects.filter(week__lt=today - timedelta(weeks=WEEKS_KEPT)).order_by("week")


def left_feeds(today: date) -> QuerySet[CalendarFeed]:
    """The calendars of those without a mandate now, lately or to come."""
    return CalendarFeed.objects.filter(~Exists(_mandates(today))).order_by("made")


def left_choices(today: date) -> QuerySet[DigestChoice]:
    """The choices of the same people."""
    return DigestChoice.objects.filter(~Exists(_mandates(today)))


def _mandates(today: date) -> QuerySet[Mandate]:
    lately = Q(valid_to=None) | Q(valid_to__gte=today - timedelta(days=DAYS_KEPT))
    return Mandate.objects.filter(lately, person=OuterRef("person"))


def _refuse_others(person: Person, by: User) -> None:
    if person.user_id != by.pk:
        raise Refused("Kalendern är någon annans. Var och en har hand om sin egen.")
