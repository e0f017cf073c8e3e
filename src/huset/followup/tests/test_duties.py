"""What a round asks of whom, by when, and that it stops asking when it is done."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from huset.budget.tests.make import frame, split
from huset.followup.actions import forecast, mark_ready, open_round, send_back, write_report
from huset.followup.duties import duties
from huset.organisation.actions import plan_meeting
from huset.organisation.duties import Owner
from huset.organisation.permissions import actor_of
from huset.organisation.rules import Role
from huset.organisation.tests.make import body, decision, model, reader, unit, user

pytestmark = pytest.mark.django_db
YEAR = timezone.localdate().year
TODAY = date(YEAR, 12, 31)  # after the round's last day, whatever day the tests run
WORDS = {"summary": "Det går bra.", "economy": "I balans.", "action_needed": ""}
BY_COMMITTEES = date(YEAR, 5, 31)  # as the example's governance model says
T1 = ("t1", YEAR)


@pytest.fixture
def april(db):
    """A round in a house of one council, and a committee with two units."""
    model()
    body("KF", "Kommunfullmäktige", "council")
    units = [unit("100"), unit("200")]
    decided = decision(day=date(YEAR - 1, 11, 24))
    split(frame(body(), 300, year=YEAR, decided=decided), {units[0]: 100, units[1]: 200})
    return open_round(point="t1", year=YEAR, cutoff=date(YEAR, 4, 30), by=user(), is_example=True)


def owed(role, place=None, today=TODAY):
    return duties(Owner(None, actor_of(reader(role, place))), today)


def wrote(april, of=None):
    write_report(round=april, body=of or body(), words=WORDS, edition=0, by=user())


def ready(april, of=None):
    wrote(april, of)
    mark_ready(round=april, body=of or body(), by=user(), day=date(YEAR, 5, 2))


def first(units):
    return body().units.get(code=units)


def test_a_manager_owes_a_forecast_of_the_own_unit_until_it_is_said(april):
    (found,) = owed(Role.MANAGER, first("100"))
    forecast(round=april, unit=first("100"), net_cost=1, comment="", by=user())

    assert (found.what, found.due) == ("Lämna prognos för Enheten 100", BY_COMMITTEES)
    assert found.page == ("followup:forecasts", T1, {"organ": "100"})
    assert owed(Role.MANAGER, first("100")) == []
    assert len(owed(Role.MANAGER, first("200"))) == 1


def test_no_forecast_is_owed_when_the_report_is_ready_or_the_unit_has_no_budget(april):
    assert owed(Role.MANAGER, unit("300")) == []
    ready(april)

    assert owed(Role.MANAGER, first("100")) == []


def test_a_head_owes_the_bodys_report_first_written_then_marked_as_ready(april):
    (unwritten,) = owed(Role.DIRECTOR)
    wrote(april)
    (written,) = owed(Role.DIRECTOR)
    mark_ready(round=april, body=body(), by=user(), day=date(YEAR, 5, 2))

    assert unwritten.page == ("followup:write", T1, {"organ": "BUN"})
    assert written.page == ("followup:report", T1, {"organ": "BUN"})
    assert (unwritten.what, written.what) == (
        "Skriv rapporten för Nämnden BUN",
        "Klarmarkera rapporten för Nämnden BUN",
    )
    assert unwritten.due == written.due == BY_COMMITTEES
    assert owed(Role.DIRECTOR) == []


def test_a_report_that_was_sent_back_says_so_without_the_reason(april):
    ready(april)
    send_back(round=april, body=body(), why="Skriv om barnen.", by=user())
    (found,) = owed(Role.DIRECTOR)

    assert "återremitterat" in found.why
    assert "barnen" not in found.why


def test_a_chair_is_asked_about_what_is_ready_before_the_next_meeting(april):
    assert owed(Role.CHAIR) == []
    ready(april)
    (unplanned,) = owed(Role.CHAIR)
    plan_meeting(body=body(), day=TODAY + timedelta(days=20), by=user())
    (found,) = owed(Role.CHAIR)

    assert (unplanned.due, found.due) == (None, TODAY + timedelta(days=20))
    assert found.page == ("followup:report", T1, {"organ": "BUN"})
    assert owed(Role.MEMBER) == []
    assert owed(Role.CHAIR, body("SN")) == []


def test_a_controller_owes_the_whole_and_is_told_who_remains(april):
    whole = ("followup:write", T1, {"organ": ""})
    remaining, report, *_ = owed(Role.CONTROLLER)
    assert (remaining.what, remaining.page) == (
        "1 rapport är inte klar",
        ("followup:rounds", (), {}),
    )
    assert remaining.why.endswith(": Nämnden BUN.")
    assert report.page == whole

    ready(april)
    assert whole in [d.page for d in owed(Role.CONTROLLER)]
    ready(april, body("KF"))
    assert [d.what for d in owed(Role.CONTROLLER) if "rapport" in d.what.casefold()[:10]] == []


@pytest.mark.parametrize(
    ("today", "opens"),
    [(date(YEAR, 8, 30), []), (date(YEAR, 8, 31), ["followup:open-round"])],
    ids=["the day before", "the last day that counts"],
)
def test_the_next_round_is_to_be_opened_when_its_last_day_has_come(april, today, opens):
    found = owed(Role.CONTROLLER, today=today)

    assert [d.page[0] for d in found if d.page[0] == "followup:open-round"] == opens


@pytest.mark.parametrize("role", [Role.EMPLOYEE, Role.MEMBER, Role.AUDITOR, Role.SECRETARY])
def test_nobody_else_is_asked(april, role):
    assert owed(role) == []


def test_another_bodys_head_owes_the_own_report_alone(april):
    there = unit("500", of=body("SN"))

    assert [d.place for d in owed(Role.DIRECTOR, there)] == ["SN"]
