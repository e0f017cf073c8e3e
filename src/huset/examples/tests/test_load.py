"""Loading the example municipality into an empty installation."""

from datetime import date

import pytest

from huset.budget.models import Frame
from huset.examples import load
from huset.examples.tests.make import TODAY, example
from huset.followup.models import Round
from huset.goals.models import Goal, Measurement
from huset.kernel.models import User
from huset.kernel.money import Denomination
from huset.model.queries import model_in_force
from huset.organisation.models import Body, Decision

pytestmark = pytest.mark.django_db


def test_a_crash_leaves_nothing_behind(monkeypatch):
    def crash(_loading):
        raise RuntimeError

    monkeypatch.setattr(load, "STEPS", (*load.STEPS, ("Krasch", crash)))
    with pytest.raises(RuntimeError):
        example()
    assert not Body.objects.exists()
    assert not User.objects.exists()


def test_the_example_moves_with_the_year_and_real_years_stay():
    example(today=date(2031, 11, 22))
    assert set(Frame.objects.values_list("year", flat=True)) == set(range(2029, 2035))
    assert set(Goal.objects.values_list("first_year", flat=True)) == {2031, 2032}
    assert list(Round.objects.values_list("year", flat=True)) == [2030, 2031, 2031]
    assert Measurement.objects.get(indicator__code="V6-1", year=2025).value == 179
    adopted = Frame.objects.filter(year=2031, is_plan=False)
    assert -sum(frame.net_cost for frame in adopted) == 25 * Denomination.MNKR.ore


@pytest.mark.parametrize(
    ("today", "rounds", "last_frame"),
    [
        (date(2026, 1, 1), [2025], 2028),
        (date(2026, 4, 30), [2025], 2028),
        (date(2026, 5, 1), [2025, 2026], 2028),
        (date(2026, 6, 15), [2025, 2026], 2029),
    ],
    ids=str,
)
def test_nothing_is_loaded_before_it_has_happened(today, rounds, last_frame):
    example(today=today)
    assert not Decision.objects.filter(meeting__day__gt=today).exists()
    assert not Measurement.objects.filter(known_from__gt=today).exists()
    assert list(Round.objects.values_list("year", flat=True)) == rounds
    assert Frame.objects.order_by("year").last().year == last_frame


@pytest.mark.parametrize(
    "path", sorted((load.VIMMERBY.parent / "models").glob("*.yaml")), ids=lambda p: p.stem
)
def test_other_municipalities_models_can_be_loaded_alone(path):
    said = []
    load.load_only_model(path, progress=said.append)
    assert said == [f"{model_in_force(TODAY).title} är inläst."]
