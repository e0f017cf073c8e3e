from datetime import date

import pytest

from huset.kernel.periods import FiscalYear, Month, long_date, tertial_months


@pytest.mark.parametrize("number", range(1, 13))
def test_a_month_lies_in_its_tertial(number):
    assert Month(2026, number) in tertial_months(2026, Month(2026, number).tertial)


@pytest.mark.parametrize(
    ("month", "last"),
    [
        pytest.param(Month(2024, 2), date(2024, 2, 29), id="leap year"),
        pytest.param(Month(2026, 2), date(2026, 2, 28), id="common year"),
        pytest.param(Month(2026, 4), date(2026, 4, 30), id="thirty days"),
        pytest.param(Month(2026, 12), date(2026, 12, 31), id="the year's last"),
    ],
)
def test_a_month_ends_on_its_last_day(month, last):
    assert (month.first_day, month.last_day) == (last.replace(day=1), last)


@pytest.mark.parametrize(
    ("months", "expected"), [(1, "2027-01"), (-12, "2025-12"), (0, "2026-12"), (13, "2028-01")]
)
def test_months_are_counted_over_the_turn_of_the_year(months, expected):
    assert str(Month(2026, 12).plus(months)) == expected


@pytest.mark.parametrize("text", ["2026-13", "2026-00", "2026-4", "26-04", "april", ""])
def test_what_is_not_a_month_is_refused(text):
    with pytest.raises(ValueError, match="month"):
        Month.parse(text)


def test_a_month_is_read_as_it_is_written():
    assert Month.parse(str(Month(2026, 4))) == Month(2026, 4)


def test_a_broken_fiscal_year_has_its_own_months_and_label():
    year = FiscalYear(date(2025, 7, 1), date(2026, 6, 30))

    assert (year.label, len(year.months), str(year.months[0])) == ("2025/26", 12, "2025-07")
    assert date(2026, 6, 30) in year
    assert date(2026, 7, 1) not in year


def test_a_calendar_year_is_called_by_its_number():
    assert (FiscalYear.calendar(2026).label, len(FiscalYear.calendar(2026).months)) == ("2026", 12)


def test_a_fiscal_year_cannot_end_before_it_starts():
    with pytest.raises(ValueError, match="ends after"):
        FiscalYear(date(2026, 1, 1), date(2025, 12, 31))


def test_there_are_three_tertials():
    with pytest.raises(ValueError, match="no tertial 4"):
        tertial_months(2026, 4)


def test_a_day_is_written_as_a_sentence_does():
    assert long_date(date(2026, 4, 30)) == "30 april 2026"
