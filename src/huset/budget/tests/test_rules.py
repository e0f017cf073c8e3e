from datetime import date

import pytest

from huset.budget.rules import shown_month, split_error
from huset.kernel.periods import Month


@pytest.mark.parametrize(
    ("year", "per", "chosen", "shown"),
    [
        pytest.param(2026, date(2026, 11, 22), None, Month(2026, 10), id="last whole month"),
        pytest.param(2026, date(2026, 10, 31), None, Month(2026, 10), id="a month's last day"),
        pytest.param(2026, date(2026, 10, 30), None, Month(2026, 9), id="the day before it"),
        pytest.param(2025, date(2026, 11, 22), None, Month(2025, 12), id="a year that is over"),
        pytest.param(2027, date(2026, 11, 22), None, Month(2027, 1), id="a year to come"),
        pytest.param(2026, date(2026, 1, 5), None, Month(2026, 1), id="no whole month yet"),
        pytest.param(2026, date(2026, 11, 22), 4, Month(2026, 4), id="a chosen month"),
        pytest.param(2026, date(2026, 11, 22), 12, Month(2026, 10), id="a month not over yet"),
        pytest.param(2025, date(2026, 11, 22), 12, Month(2025, 12), id="december of last year"),
    ],
)
def test_the_month_that_is_shown(year, per, chosen, shown):
    assert shown_month(year, per, chosen) == shown


def test_what_a_split_lacks_is_plus():
    assert split_error(100, {("a", 1): 60, ("b", 1): 30}) == 10
