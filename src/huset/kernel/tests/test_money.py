from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huset.kernel.money import Denomination, number, show, spread

ANY = st.integers(-(10**15), 10**15)
WEIGHTS = st.lists(st.integers(0, 10**6), min_size=1, max_size=30).filter(any)


@pytest.mark.parametrize(
    ("ore", "denomination", "shown"),
    [
        pytest.param(None, Denomination.KR, "–", id="unknown is not zero"),
        pytest.param(0, Denomination.KR, "0,00", id="zero"),
        pytest.param(-123456, Denomination.KR, "−1 234,56", id="a true minus"),
        pytest.param(149_999, Denomination.TKR, "1", id="rounds down"),
        pytest.param(150_000, Denomination.TKR, "2", id="half rounds up"),
        pytest.param(-150_000, Denomination.TKR, "−2", id="half rounds away from zero"),
        pytest.param(-40_000, Denomination.TKR, "0", id="no minus before a rounded zero"),
        pytest.param(125_000_000_000, Denomination.MNKR, "1 250,0", id="millions"),
    ],
)
def test_an_amount_is_written_in_swedish(ore, denomination, shown):
    assert show(ore, denomination).replace("\N{NO-BREAK SPACE}", " ") == shown


def test_a_plus_is_written_only_when_asked_for_and_only_above_zero():
    assert [show(n * 100, plus=True) for n in (-1, 0, 1)] == ["−1,00", "0,00", "+1,00"]


@given(ANY)
def test_kronor_are_shown_to_the_ore(ore):
    shown = show(ore).replace("\N{NO-BREAK SPACE}", "").replace("−", "-").replace(",", ".")

    assert Decimal(shown) * 100 == ore


@given(ANY, WEIGHTS)
def test_the_parts_of_a_split_amount_add_up_to_it(ore, weights):
    parts = spread(ore, weights)

    assert sum(parts) == ore
    assert all(
        abs(part - Decimal(ore) * w / sum(weights)) < 1
        for part, w in zip(parts, weights, strict=True)
    )


@pytest.mark.parametrize("weights", [[0, 0], [3, -1]])
def test_nothing_can_be_split_by_nothing_or_less(weights):
    with pytest.raises(ValueError, match="zero or more"):
        spread(100, weights)


def test_a_number_has_as_many_decimals_as_asked_for():
    assert number(Decimal("208.75"), 1) == "208,8"
