from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huset.goals.rules import (
    Direction,
    goal_outcome,
    indicator_outcome,
    is_stale,
    target_of_year,
    why,
)
from huset.model.terms import FULFILMENT, Outcome

VALUES = st.decimals(-1000, 1000, places=2)
BETTER_FIRST = [Outcome.MET, Outcome.PARTLY_MET, Outcome.NOT_MET]


@pytest.mark.parametrize(
    ("measured", "better", "expected"),
    [
        pytest.param(None, Direction.UP, Outcome.UNKNOWN, id="not measured is not zero"),
        pytest.param("0", Direction.UP, Outcome.NOT_MET, id="zero is measured"),
        pytest.param("80", Direction.UP, Outcome.MET, id="at the target"),
        pytest.param("72", Direction.UP, Outcome.PARTLY_MET, id="at the limit"),
        pytest.param("71.9", Direction.UP, Outcome.NOT_MET, id="under the limit"),
        pytest.param("80", Direction.DOWN, Outcome.MET, id="less is better: at the target"),
        pytest.param("88", Direction.DOWN, Outcome.PARTLY_MET, id="less is better: at the limit"),
        pytest.param("88.1", Direction.DOWN, Outcome.NOT_MET, id="less is better: over it"),
    ],
)
def test_an_indicator_with_target_80_and_ninety_percent_for_partly(measured, better, expected):
    value = None if measured is None else Decimal(measured)

    assert indicator_outcome(value, Decimal(80), better=better, partly_percent=90) is expected


def test_without_a_target_nothing_is_judged():
    outcome = indicator_outcome(Decimal(1), None, better=Direction.UP, partly_percent=90)

    assert outcome is Outcome.UNKNOWN


@given(VALUES, VALUES, VALUES, st.sampled_from(Direction))
def test_a_better_value_never_worsens_the_status(one, other, target, better):
    worse, best = sorted((one, other), reverse=better is Direction.DOWN)
    outcomes = [
        indicator_outcome(value, target, better=better, partly_percent=80)
        for value in (best, worse)
    ]

    assert BETTER_FIRST.index(outcomes[0]) <= BETTER_FIRST.index(outcomes[1])


@pytest.mark.parametrize(
    ("indicators", "expected"),
    [
        pytest.param([], Outcome.UNKNOWN, id="no indicator tells nothing"),
        pytest.param([Outcome.MET, Outcome.UNKNOWN], Outcome.UNKNOWN, id="a gap is not hidden"),
        pytest.param([Outcome.MET, Outcome.NOT_MET], Outcome.NOT_MET, id="the weakest decides"),
        pytest.param([Outcome.MET, Outcome.PARTLY_MET], Outcome.PARTLY_MET, id="partly"),
        pytest.param([Outcome.MET, Outcome.MET], Outcome.MET, id="all are met"),
    ],
)
def test_a_goal_is_as_far_as_its_weakest_indicator(indicators, expected):
    assert goal_outcome(indicators) is expected


@given(st.lists(st.sampled_from(FULFILMENT)), st.randoms())
def test_the_order_of_the_indicators_does_not_matter(indicators, random):
    shuffled = random.sample(indicators, len(indicators))

    assert goal_outcome(shuffled) is goal_outcome(indicators)


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        pytest.param(2025, 7, id="before the first: the first to come"),
        pytest.param(2026, 7, id="its own"),
        pytest.param(2027, 9, id="between: the next to come"),
        pytest.param(2030, 9, id="after the last: the last"),
    ],
)
def test_the_target_of_a_year(year, expected):
    assert target_of_year({2026: Decimal(7), 2028: Decimal(9)}, year) == expected


def test_no_targets_give_no_target():
    assert target_of_year({}, 2026) is None


@pytest.mark.parametrize(
    ("per", "stale"),
    [
        pytest.param(date(2025, 1, 1), False, id="new"),
        pytest.param(date(2026, 4, 30), False, id="the last day of grace for the next value"),
        pytest.param(date(2026, 5, 1), True, id="the next value is overdue"),
    ],
)
def test_a_value_is_too_old_when_the_next_one_should_have_come(per, stale):
    assert is_stale(2024, per, grace_days=120) is stale


def test_a_status_says_what_it_rests_on():
    said = why("65 % (2025)", "72 % (2026)", better=Direction.UP)

    assert said == "Senaste värdet är 65 % (2025) och målvärdet är minst 72 % (2026)."
