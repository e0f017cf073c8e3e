from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huset.house.standing import counted, ends, events, next_event, overall, short_date, stops
from huset.kernel.periods import Month
from huset.model.file import load
from huset.model.terms import Outcome

MODEL = Path(__file__).parents[2] / "examples" / "vimmerby" / "model.yaml"
MET, PARTLY, NOT_MET = Outcome.MET, Outcome.PARTLY_MET, Outcome.NOT_MET


@pytest.mark.parametrize(
    ("measured", "expected"),
    [
        pytest.param([], Outcome.UNKNOWN, id="nothing measured"),
        pytest.param([MET, MET], MET, id="all met"),
        pytest.param([NOT_MET], NOT_MET, id="none met"),
        pytest.param([MET, NOT_MET], PARTLY, id="some met"),
        pytest.param([PARTLY], PARTLY, id="partly"),
        pytest.param([PARTLY, NOT_MET], PARTLY, id="some on their way"),
    ],
)
def test_what_is_measured_is_summed_up(measured, expected):
    assert overall(measured) is expected


@given(st.lists(st.sampled_from([MET, PARTLY, NOT_MET]), min_size=1))
def test_meeting_one_more_never_worsens_the_sum(measured):
    order = [NOT_MET, PARTLY, MET]

    assert order.index(overall([*measured, MET])) >= order.index(overall(measured))


@pytest.fixture(scope="module")
def model():
    return load(MODEL.read_text(encoding="utf-8"), name="model")


@pytest.mark.parametrize(
    ("per", "month"),
    [
        pytest.param(date(2026, 5, 31), Month(2026, 5), id="the month is not over"),
        pytest.param(date(2026, 6, 30), Month(2026, 6), id="this month"),
        pytest.param(date(2026, 7, 1), Month(2026, 10), id="after the frames of June"),
        pytest.param(date(2026, 12, 1), Month(2027, 2), id="over the turn of the year"),
    ],
)
def test_the_next_event_of_the_budget(model, per, month):
    assert next_event(model, "budget", per).month == month


@pytest.mark.parametrize(("year", "there"), [(2026, True), (2027, False), (2030, True)])
def test_what_happens_only_in_election_years(model, year, there):
    code = next(e for e in model.cycle if e.years == "election")
    coming = [e.what for e in events(model, code.part, date(year, code.months[0], 1))]

    assert (coming.count(code.what) == 1) is there


@pytest.mark.parametrize(
    ("per", "day", "to"),
    [
        pytest.param(date(2026, 5, 31), date(2026, 5, 31), "nämnd", id="the last day counts"),
        pytest.param(date(2026, 6, 1), date(2026, 6, 15), "kommunstyrelse", id="the next stop"),
        pytest.param(date(2026, 6, 30), date(2026, 6, 30), "kommunfullmäktige", id="the last stop"),
    ],
)
def test_the_next_stop_of_a_report(model, per, day, to):
    found = stops(model, per)[0]
    assert found.day == day
    assert found.to.startswith(to[:8])


def test_a_reports_way_ends_with_its_last_stop(model):
    assert ends(model, "t1", 2026) == date(2026, 6, 30)
    assert ends(model, "no such point", 2026) is None


def test_numbers_and_days_as_the_picture_has_room_for():
    assert [counted(n, "del", "delar") for n in (0, 1, 2)] == ["0 delar", "1 del", "2 delar"]
    assert short_date(date(2026, 9, 15)) == "15 sep"
