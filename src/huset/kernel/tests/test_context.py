from datetime import date

import pytest

from huset.kernel.context import BadChoiceError, read_context
from huset.kernel.money import Denomination

TODAY = date(2026, 11, 22)


def test_a_newcomer_sees_the_whole_group_today_in_millions():
    context = read_context({}, today=TODAY)

    assert (context.scope, context.year, context.per) == ("", 2026, TODAY)
    assert context.denomination is Denomination.MNKR
    assert context.choices == {}


def test_choices_are_kept_in_the_address_as_they_were_made():
    chosen = {"organ": "SN", "ar": "2025", "per": "2026-03-01", "belopp": "tkr"}

    assert read_context(chosen, today=TODAY).choices == chosen


def test_the_year_follows_the_as_of_date_unless_it_is_chosen():
    context = read_context({"per": "2024-05-01"}, today=TODAY)

    assert context.year == 2024
    assert context.choices == {"per": "2024-05-01"}


@pytest.mark.parametrize(
    ("choice", "value"),
    [
        ("per", "2026-13-01"),
        ("per", "igår"),
        ("ar", "26"),
        ("ar", "01999999"),
        ("ar", "02026"),
        ("ar", "2026.5"),
        ("ar", "\uff19\uff19\uff19\uff19"),
        ("ar", "999999999999999999999"),
        ("belopp", "öre"),
    ],
)
def test_a_choice_that_cannot_be_is_named_in_the_answer(choice, value):
    with pytest.raises(BadChoiceError, match="är inget"):
        read_context({choice: value}, today=TODAY)


@pytest.mark.parametrize("day", ["0001-01-01", "1989-12-31", "2101-01-01"])
def test_a_day_that_lies_too_far_away_is_said_to_do_so(day):
    with pytest.raises(BadChoiceError, match=f"{day} ligger utanför åren"):
        read_context({"per": day}, today=TODAY)
