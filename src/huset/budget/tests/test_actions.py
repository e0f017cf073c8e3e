import pytest

from huset.budget.actions import split_frame
from huset.budget.models import DetailBudget
from huset.budget.tests.make import frame, split
from huset.kernel.actions import Refused
from huset.organisation.tests.make import body, unit, user

pytestmark = pytest.mark.django_db
MNKR = 100_000_000


def test_a_frame_is_split_to_the_ore():
    split(frame(body(), 10 * MNKR + 1), {unit("100"): 6 * MNKR + 1, unit("200"): 4 * MNKR})

    assert sum(DetailBudget.objects.values_list("net_cost", flat=True)) == 10 * MNKR + 1


def test_a_split_that_is_an_ore_off_is_refused_and_the_old_one_stays():
    whole = split(frame(body(), 10 * MNKR), {unit("100"): 10 * MNKR})
    with pytest.raises(Refused, match="avviker från ramen med −0,01 kr"):
        split(whole, {unit("200"): 10 * MNKR + 1})

    assert set(DetailBudget.objects.values_list("unit__code", flat=True)) == {"100"}


def test_a_split_needs_twelve_months():
    with pytest.raises(Refused, match="tolv månader"):
        split_frame(frame=frame(body(), 12), months={unit("100"): [12]}, by=user())
