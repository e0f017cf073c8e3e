"""What is kept of calendars and digests, and for how long."""

from datetime import date

from huset.organisation.actions.privacy import STORAGE_LIMIT
from huset.organisation.retention import Due, RetentionRule
from huset.work.actions import (
    forget_digests,
    forget_feeds,
    left_choices,
    left_feeds,
    old_digests,
)
from huset.work.rules import DAYS_KEPT


def _due_digests(today: date) -> Due:
    old = old_digests(today)
    return Due(old.count(), old.values_list("week", flat=True).first())


def _due_feeds(today: date) -> Due:
    feeds = left_feeds(today)
    oldest = feeds.values_list("made", flat=True).first()
    return Due(feeds.count() + left_choices(today).count(), oldest)


OLD_DIGESTS = RetentionRule(
    what="Att ett veckobrev har skickats",
    why=STORAGE_LIMIT,
    after="Ett år",
    happens="Anteckningen tas bort.",
    due=_due_digests,
    carry_out=lambda today, by: forget_digests(today=today, by=by),
)
LEFT_FEEDS = RetentionRule(
    what="Kalenderadresser och val av utskick hos dem utan uppdrag",
    why=STORAGE_LIMIT,
    after=f"{DAYS_KEPT} dagar efter det sista uppdraget",
    happens="Adressen slutar fungera och valet tas bort.",
    due=_due_feeds,
    carry_out=lambda today, by: forget_feeds(today=today, by=by),
)
