"""What an assignment must have before the council gives it: one table a point (S073–S077)."""

from datetime import date

import pytest

from huset.goals.rules.giving import AssignmentFacts, Need, checked, unsound
from huset.model.terms import Force

START, DUE = date(2027, 1, 1), date(2028, 12, 31)
WHOLE = {
    "day": date(2026, 11, 23),
    "start": START,
    "due": DUE,
    "report_back": date(2028, 11, 30),
    "goals": 1,
    "wants_goal": True,
    "recipients": 1,
    "coordinated": False,
    "resource": None,
    "resource_year": None,
}


def verdict(**changes):
    return checked(AssignmentFacts(**WHOLE | changes))


def lacking(**changes):
    return {point.quality: point.text for point in verdict(**changes).unmet}


def test_what_is_whole_lacks_nothing_and_says_what_is_good():
    found = verdict()

    assert lacking() == {}
    assert [p.quality for p in found.good] == [n for n in Need if n is not Need.COORDINATOR]
    assert found.blocking == ()


@pytest.mark.parametrize(
    ("changes", "need", "said"),
    [
        pytest.param({"goals": 0}, Need.GOAL, "Välj minst ett mål", id="S073 no goal"),
        pytest.param({"recipients": 0}, Need.RECIPIENT, "minst en mottagare", id="S074 nobody"),
        pytest.param(
            {"start": date(2026, 11, 22)},
            Need.TIME,
            "börjar 2026-11-22, och den dagen har passerat",
            id="S076 begins the day before the decision",
        ),
        pytest.param(
            {"report_back": None}, Need.REPORT_BACK, "vilken dag", id="S076 no report-back day"
        ),
        pytest.param(
            {"report_back": date(2026, 12, 31)},
            Need.REPORT_BACK,
            "före uppdragets början",
            id="S076 reported back the day before it begins",
        ),
        pytest.param(
            {"resource": 100, "resource_year": None},
            Need.RESOURCE,
            "vilket år beloppet gäller",
            id="S076 an amount without a year",
        ),
        pytest.param(
            {"resource": 100, "resource_year": 2026},
            Need.RESOURCE,
            "gäller 2026, men då pågår inte uppdraget",
            id="S076 an amount for the year before",
        ),
        pytest.param(
            {"resource": 100, "resource_year": 2029},
            Need.RESOURCE,
            "gäller 2029",
            id="S076 an amount for the year after",
        ),
    ],
)
def test_what_is_missing_binds_and_says_what_to_do(changes, need, said):
    found = lacking(**changes)

    assert list(found) == [need]
    assert said in found[need]
    assert [p.quality for p in verdict(**changes).blocking] == [need]


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"start": date(2026, 11, 23)}, id="begins on the day of the decision"),
        pytest.param({"report_back": START}, id="reported back on its first day"),
        pytest.param({"report_back": date(2029, 3, 1)}, id="reported back when it has ended"),
        pytest.param({"resource": None}, id="S076 within the frame"),
        pytest.param({"resource": 0, "resource_year": 2027}, id="nothing is an amount"),
        pytest.param({"resource": 100, "resource_year": 2027}, id="an amount for the first year"),
        pytest.param({"resource": 100, "resource_year": 2028}, id="S077 for the last of several"),
        pytest.param({"wants_goal": False, "goals": 0}, id="a model that names no goal above"),
        pytest.param({"recipients": 3, "coordinated": True}, id="S074 several and a coordinator"),
    ],
)
def test_what_stands_on_the_right_side_of_the_limit_lacks_nothing(changes):
    assert lacking(**changes) == {}


@pytest.mark.parametrize(("recipients", "asked"), [(0, False), (1, False), (2, True)])
def test_one_of_several_may_coordinate_and_nobody_must(recipients, asked):
    """S074."""
    found = {p.quality: p.force for p in verdict(recipients=recipients).unmet}

    assert found.get(Need.COORDINATOR) == (Force.SHOULD if asked else None)
    assert Need.COORDINATOR not in {p.quality for p in verdict(recipients=recipients).blocking}


@pytest.mark.parametrize(
    ("start", "due", "bodies", "coordinator", "said"),
    [
        pytest.param(START, START, {"SN"}, "", "", id="a single day"),
        pytest.param(START, date(2026, 12, 31), {"SN"}, "", "Byt plats", id="ends before"),
        pytest.param(START, DUE, {"SN", "BUN"}, "BUN", "", id="one of them coordinates"),
        pytest.param(START, DUE, {"SN"}, "BUN", "en av mottagarna", id="another coordinates"),
        pytest.param(START, DUE, set(), "BUN", "en av mottagarna", id="nobody to coordinate"),
    ],
)
def test_what_cannot_even_be_a_draft(start, due, bodies, coordinator, said):
    fault = unsound(start, due, bodies, coordinator)

    assert (said in fault, bool(fault)) == (True, bool(said))
