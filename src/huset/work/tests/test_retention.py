"""What is let go of: old notes of digests, and the calendars of those who have left."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from huset.kernel.actions import Refused
from huset.kernel.models import Event
from huset.organisation.actions.privacy import carry_out_retention
from huset.organisation.models import Mandate
from huset.organisation.queries.privacy import extract, processing
from huset.organisation.retention import dry_run
from huset.organisation.tests.make import user
from huset.work.actions import (
    choose_digest,
    claim_digest,
    make_feed,
    mark_sent,
    remove_feed,
)
from huset.work.models import CalendarFeed, Digest, DigestChoice
from huset.work.rules import monday_of
from huset.work.tests import make

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def person(db):
    make.house()
    found = make.someone()
    make_feed(person=found, by=found.user)
    choose_digest(person=found, wanted=False, by=found.user)
    return found


def due(of: str) -> int:
    return next(run.due.count for run in dry_run(TODAY) if run.rule.what.startswith(of))


@pytest.mark.parametrize(
    ("days", "kept"), [(30, True), (31, False)], ids=["thirty days", "a day more"]
)
def test_a_calendar_and_a_choice_are_kept_a_month_after_the_last_mandate(person, days, kept):
    Mandate.objects.filter(person=person).update(valid_to=TODAY - timedelta(days=days))
    assert due("Kalenderadresser") == (0 if kept else 2)
    carry_out_retention(today=TODAY, by=user())

    assert CalendarFeed.objects.exists() is kept
    assert DigestChoice.objects.exists() is kept


@pytest.mark.parametrize(
    ("weeks", "kept"), [(53, True), (54, False)], ids=["a year", "a week more"]
)
def test_that_a_digest_was_sent_is_kept_for_a_year(person, weeks, kept):
    week = monday_of(TODAY) - timedelta(weeks=weeks)
    oldest = TODAY - timedelta(weeks=53)
    claim_digest(person=person, week=max(week, oldest) if kept else week, duties=1, by=user())
    carry_out_retention(today=TODAY, by=user())

    assert Digest.objects.exists() is kept


def test_the_extract_tells_of_the_calendar_and_the_digests_but_not_the_secret(person):
    digest = claim_digest(person=person, week=monday_of(TODAY), duties=2, by=user())
    mark_sent(digest=digest, by=user())
    rows = [row for kind in extract(person, masked=False) for row in kind.rows]
    registers = {row.register for row in rows}

    assert {"kalenderns adress", "val av veckobrev", "veckobrev"} <= registers
    assert CalendarFeed.objects.get().digest not in str(rows)
    assert {"kalenderns adress", "val av veckobrev", "veckobrev"} <= {
        row.register for row in processing()
    }


def test_nobody_makes_or_takes_anothers_calendar(person):
    for do in (make_feed, remove_feed):
        with pytest.raises(Refused, match="någon annans"):
            do(person=person, by=user())

    assert CalendarFeed.objects.count() == 1


def test_the_log_tells_of_each_step_of_a_digest(person):
    digest = claim_digest(person=person, week=date(2026, 3, 9), duties=2, by=user())
    mark_sent(digest=digest, by=user())
    found = Event.objects.filter(subject="work.Digest").order_by("id")

    assert list(found.values_list("what", flat=True)) == ["work.digest.claimed", "work.digest.sent"]
