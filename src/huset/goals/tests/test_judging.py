"""When an indicator is met, and when a goal: the model's rule at its boundaries (S065, S068)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huset.goals.rules import (
    Direction,
    Target,
    in_words,
    indicator_outcome,
    judged_together,
    roll_up,
    target_of_year,
    wanted,
)
from huset.model.terms import FULFILMENT, Outcome, RollUp

VALUES = st.decimals(-1000, 1000, places=2)
WORST_FIRST = [Outcome.UNKNOWN, Outcome.NOT_MET, Outcome.PARTLY_MET, Outcome.MET]
UP, DOWN, KEEP, WITHIN = Direction


def judge(measured, better, *, upper=None, tolerance="0", target="80", partly_percent=90):
    aim = wanted(
        Target(Decimal(target), None if upper is None else Decimal(upper)),
        better,
        tolerance=Decimal(tolerance),
        partly_percent=partly_percent,
    )
    return indicator_outcome(None if measured is None else Decimal(measured), aim)


@pytest.mark.parametrize(
    ("measured", "better", "more", "expected"),
    [
        pytest.param(None, UP, {}, Outcome.UNKNOWN, id="not measured is not zero"),
        pytest.param("0", UP, {}, Outcome.NOT_MET, id="zero is measured"),
        pytest.param("80", UP, {}, Outcome.MET, id="up: at the target"),
        pytest.param("72", UP, {}, Outcome.PARTLY_MET, id="up: at the limit"),
        pytest.param("71.9", UP, {}, Outcome.NOT_MET, id="up: under the limit"),
        pytest.param("79", UP, {"tolerance": "1"}, Outcome.MET, id="up: tolerance is met"),
        pytest.param("71", UP, {"tolerance": "1"}, Outcome.PARTLY_MET, id="up: limit from there"),
        pytest.param("80", DOWN, {}, Outcome.MET, id="down: at the target"),
        pytest.param("88", DOWN, {}, Outcome.PARTLY_MET, id="down: at the limit"),
        pytest.param("88.1", DOWN, {}, Outcome.NOT_MET, id="down: over it"),
        pytest.param("-1", DOWN, {"target": "0"}, Outcome.MET, id="down: under nought"),
        pytest.param("0.1", DOWN, {"target": "0"}, Outcome.NOT_MET, id="nought has no partly"),
        pytest.param("80", KEEP, {}, Outcome.MET, id="keep: as it was"),
        pytest.param("80.1", KEEP, {}, Outcome.PARTLY_MET, id="keep: a little more"),
        pytest.param("82", KEEP, {"tolerance": "2"}, Outcome.MET, id="keep: within tolerance"),
        pytest.param("71.9", KEEP, {}, Outcome.NOT_MET, id="keep: far less"),
        pytest.param("80", WITHIN, {"upper": "90"}, Outcome.MET, id="within: at the lower end"),
        pytest.param("90", WITHIN, {"upper": "90"}, Outcome.MET, id="within: at the upper end"),
        pytest.param("98", WITHIN, {"upper": "90"}, Outcome.PARTLY_MET, id="within: near above"),
        pytest.param("98.1", WITHIN, {"upper": "90"}, Outcome.NOT_MET, id="within: far above"),
        pytest.param("-88", UP, {"target": "-80"}, Outcome.PARTLY_MET, id="a target below nought"),
    ],
)
def test_an_indicator_with_target_80_and_ninety_percent_for_partly(
    measured, better, more, expected
):
    assert judge(measured, better, **more) is expected


def test_without_a_target_nothing_is_judged():
    assert indicator_outcome(Decimal(1), None) is Outcome.UNKNOWN


@given(VALUES, VALUES, VALUES, st.sampled_from([UP, DOWN]), st.decimals(0, 50, places=2))
def test_a_better_value_never_worsens_an_indicator(one, other, target, better, tolerance):
    worse, best = sorted((one, other), reverse=better is DOWN)
    aim = wanted(Target(target), better, tolerance=tolerance, partly_percent=80)

    assert WORST_FIRST.index(indicator_outcome(best, aim)) >= WORST_FIRST.index(
        indicator_outcome(worse, aim)
    )


@given(VALUES, VALUES, VALUES, st.decimals(0, 50, places=2))
def test_nearer_to_the_target_never_worsens_what_is_to_be_kept(one, other, target, tolerance):
    near, far = sorted((one, other), key=lambda value: abs(value - target))
    aim = wanted(Target(target), KEEP, tolerance=tolerance, partly_percent=80)

    assert WORST_FIRST.index(indicator_outcome(near, aim)) >= WORST_FIRST.index(
        indicator_outcome(far, aim)
    )


MET, PARTLY, NOT, GAP = FULFILMENT


@pytest.mark.parametrize(
    ("below", "weakest", "share"),
    [
        pytest.param([], GAP, GAP, id="nothing tells nothing"),
        pytest.param([GAP, GAP], GAP, GAP, id="only gaps tell nothing"),
        pytest.param([MET, GAP], GAP, PARTLY, id="a gap is not hidden"),
        pytest.param([MET, NOT], NOT, PARTLY, id="the weakest decides; half is partly"),
        pytest.param([MET, NOT, NOT], NOT, NOT, id="less than half is not"),
        pytest.param([MET, PARTLY], PARTLY, PARTLY, id="partly"),
        pytest.param([PARTLY, PARTLY], PARTLY, PARTLY, id="two halves"),
        pytest.param([PARTLY, NOT], NOT, NOT, id="half of a half"),
        pytest.param([MET, MET], MET, MET, id="all are met"),
    ],
)
def test_a_goal_follows_from_what_is_below_it(below, weakest, share):
    assert [roll_up(below, rule) for rule in RollUp] == [weakest, share]


OUTCOMES = st.lists(st.sampled_from(FULFILMENT), max_size=12)
RULES = st.sampled_from(RollUp)


@given(OUTCOMES, RULES, st.randoms())
def test_the_order_of_what_is_below_does_not_matter(below, rule, random):
    assert roll_up(random.sample(below, len(below)), rule) is roll_up(below, rule)


@given(OUTCOMES.filter(bool), RULES, st.data())
def test_a_gap_never_improves_and_a_better_part_never_worsens_a_goal(below, rule, data):
    place = data.draw(st.integers(0, len(below) - 1))
    changed = [*below]
    changed[place] = data.draw(st.sampled_from(FULFILMENT))
    ranks = [WORST_FIRST.index(roll_up(one, rule)) for one in (below, changed)]
    parts = [WORST_FIRST.index(one[place]) for one in (below, changed)]

    assert (ranks[1] - ranks[0]) * (parts[1] - parts[0]) >= 0


@pytest.mark.parametrize(
    ("own", "below", "expected"),
    [
        pytest.param({1: [MET]}, {}, MET, id="its own indicators alone"),
        pytest.param({1: [], 2: [MET]}, {1: [2]}, MET, id="a sub-goal where nothing is measured"),
        pytest.param({1: [MET], 2: [NOT]}, {1: [2]}, NOT, id="a sub-goal beside an indicator"),
        pytest.param({1: [MET], 2: []}, {1: [2]}, GAP, id="a sub-goal that nobody measures"),
        pytest.param({1: [], 2: [], 3: [PARTLY]}, {1: [2], 2: [3]}, PARTLY, id="two levels down"),
        pytest.param({1: [MET], 2: [MET]}, {1: [2], 2: [1]}, MET, id="a ring is followed once"),
        pytest.param({1: [MET]}, {1: [9]}, MET, id="what is not of the year does not count"),
    ],
)
def test_a_goal_is_judged_by_its_indicators_and_the_goals_under_it(own, below, expected):
    assert judged_together(own, below)[1] is expected


TREES = st.integers(2, 6).flatmap(
    lambda n: st.tuples(
        st.fixed_dictionaries(
            {k: st.lists(st.sampled_from(FULFILMENT), max_size=3) for k in range(n)}
        ),
        st.fixed_dictionaries(
            {
                k: st.lists(st.integers(k + 1, n - 1), unique=True) if k < n - 1 else st.just([])
                for k in range(n)
            }
        ),
    )
)


@given(TREES, RULES, st.randoms())
def test_the_order_of_the_goals_under_a_goal_does_not_matter(tree, rule, random):
    own, below = tree
    keys = random.sample(list(own), len(own))
    mixed = {k: random.sample(below[k], len(below[k])) for k in keys}

    assert judged_together({k: own[k] for k in keys}, mixed, rule) == judged_together(
        own, below, rule
    )


@given(TREES, st.data())
def test_a_gap_below_never_improves_the_goal_above(tree, data):
    own, below = tree
    number = data.draw(st.sampled_from(sorted(own)))
    gap = judged_together(own | {number: [*own[number], GAP]}, below)
    before = judged_together(own, below)

    assert all(
        before[k] is GAP or WORST_FIRST.index(gap[k]) <= WORST_FIRST.index(before[k]) for k in own
    )


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
    assert target_of_year({2026: 7, 2028: 9}, year) == expected


def test_no_targets_give_no_target():
    assert target_of_year({}, 2026) is None


def test_what_is_wanted_is_said_in_words():
    assert [in_words("80 %", better, upper="90 %") for better in Direction] == [
        "minst 80 %",
        "högst 80 %",
        "oförändrat 80 %",
        "mellan 80 % och 90 %",
    ]
