import pytest

from huset.followup.rules import deviation, economy_outcome
from huset.model.terms import Outcome


@pytest.mark.parametrize(
    ("budget", "net_cost", "expected"),
    [
        pytest.param(100, 90, 10, id="spent less: plus"),
        pytest.param(100, 110, -10, id="spent more: minus"),
        pytest.param(-100, -120, 20, id="more revenue: plus"),
        pytest.param(None, 10, None, id="no budget"),
        pytest.param(10, None, None, id="not known"),
        pytest.param(0, 0, 0, id="zero is known"),
    ],
)
def test_a_deviation_is_budget_minus_net_cost(budget, net_cost, expected):
    assert deviation(budget, net_cost) == expected


@pytest.mark.parametrize(
    ("forecast", "expected"),
    [
        pytest.param(None, Outcome.UNKNOWN, id="no forecast"),
        pytest.param(1000, Outcome.MET, id="at the frame"),
        pytest.param(1010, Outcome.PARTLY_MET, id="over it by the tolerance"),
        pytest.param(1011, Outcome.NOT_MET, id="over it by more"),
    ],
)
def test_a_forecast_is_judged_against_a_frame_of_1000_with_one_percent(forecast, expected):
    assert economy_outcome(1000, forecast, tolerance_percent=1) is expected
