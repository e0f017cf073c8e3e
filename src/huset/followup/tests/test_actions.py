"""What is said in a round: by whom, over what, and that a decided report stays as it was."""

from datetime import date

import pytest

from huset.followup.actions import (
    comment_goal,
    decide_report,
    forecast,
    mark_ready,
    open_round,
    write_report,
)
from huset.followup.models import BodyReport, Forecast
from huset.followup.queries import kept_document, report_document, round_of
from huset.goals.tests import make as goals
from huset.kernel.actions import Refused
from huset.kernel.context import Context
from huset.kernel.documents.frozen import digest
from huset.kernel.models import Event, Version
from huset.kernel.money import Denomination
from huset.kernel.versions import is_whole
from huset.organisation.tests.make import body, decision, model, unit, user

pytestmark = pytest.mark.django_db
CUTOFF = date(2026, 4, 30)
PER = date(2026, 6, 30)
WORDS = {"summary": "Det går bra.", "economy": "I balans.", "action_needed": ""}


@pytest.fixture
def april():
    model()
    body("KF", "Fullmäktige", "council")
    return open_round(point="t1", year=2026, cutoff=CUTOFF, by=user(), is_example=True)


def wrote(april, edition=0, **words):
    return write_report(round=april, body=body(), words=WORDS | words, edition=edition, by=user())


def ready(april):
    wrote(april)
    return mark_ready(round=april, body=body(), by=user())


def decided(april):
    made = decision(of=body(), day=date(2026, 5, 20))
    return decide_report(report=ready(april), decision=made, by=user())


def test_the_later_of_two_writers_is_refused_and_the_first_text_stays(april):
    wrote(april, summary="Den förstas text.")
    with pytest.raises(Refused, match="Någon annan har ändrat"):
        wrote(april, summary="Den andras text.")

    assert BodyReport.objects.get().summary == "Den förstas text."


def test_whoever_has_the_latest_edition_may_go_on(april):
    first = wrote(april)
    wrote(april, edition=first.edition, summary="Nytt.")

    assert BodyReport.objects.get().summary == "Nytt."
    assert Event.objects.order_by("id").last().before["summary"] == "Det går bra."


def test_a_report_without_a_summary_cannot_be_ready(april):
    wrote(april, summary="  ")
    with pytest.raises(Refused, match="sammanfattning"):
        mark_ready(round=april, body=body(), by=user())


def test_only_a_ready_report_can_be_decided(april):
    with pytest.raises(Refused, match="klarmarkerat kan beslutas"):
        decide_report(report=wrote(april), decision=decision(of=body()), by=user())


def test_a_decision_before_the_last_day_counted_is_refused(april):
    early = decision(of=body(), day=date(2026, 4, 29))
    with pytest.raises(Refused, match="före uppföljningens sista dag"):
        decide_report(report=ready(april), decision=early, by=user())


def test_a_decided_report_cannot_be_changed(april):
    report = decided(april)
    for attempt in (
        lambda: wrote(april, edition=report.edition),
        lambda: forecast(round=april, unit=unit(), net_cost=1, comment="", by=user()),
        lambda: comment_goal(round=april, goal=goals.goal(), text="x", by=user()),
        lambda: mark_ready(round=april, body=body(), by=user()),
    ):
        with pytest.raises(Refused, match="beslutad"):
            attempt()


def test_a_decided_report_is_kept_as_it_was_whatever_happens_after(april):
    indicator = goals.indicator(of=goals.goal())
    goals.measurement(70, of=indicator, year=2025)
    decided(april)
    before = kept_document(april.pk, "BUN", PER)
    goals.measurement(99, of=indicator, year=2025, known_from=date(2026, 6, 1))
    fresh = report_document(
        round_of("t1", 2026, PER), Context("BUN", 2026, PER, Denomination.MNKR, PER)
    )

    assert digest(kept_document(april.pk, "BUN", PER)) == digest(before)
    assert digest(fresh) != digest(before)
    assert is_whole(Version.objects.get())


def test_a_report_is_kept_from_the_day_of_its_decision(april):
    decided(april)

    assert kept_document(april.pk, "BUN", date(2026, 5, 19)) is None
    assert kept_document(april.pk, "BUN", date(2026, 5, 20)) is not None


def test_a_forecast_is_one_a_unit_and_the_log_tells_what_it_was(april):
    place = unit()
    for net_cost in (100, 200):
        forecast(round=april, unit=place, net_cost=net_cost, comment="", by=user())

    assert [f.net_cost for f in Forecast.objects.all()] == [200]
    assert Event.objects.order_by("id").last().before["net_cost"] == 100
