"""What the example municipality holds once it is loaded."""

import json
from datetime import date
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import Sum

from huset.budget.models import DetailBudget, Frame
from huset.direction.models import StrategicPlan
from huset.examples.tests.make import TODAY, example
from huset.followup.models import BodyReport, Forecast
from huset.goals.models import Goal, Indicator
from huset.kernel import validity
from huset.kernel.chain import walk_log
from huset.kernel.models import Event, Sourced, User
from huset.kernel.money import Denomination
from huset.model.queries import model_in_force
from huset.organisation.models import Body, Mandate, Unit
from huset.organisation.rules import Role
from huset.organisation.turn import Stage

MNKR = Denomination.MNKR.ore
CATALOGUE = Path(__file__).parents[5] / "shared/data/kolada/kpi_v3_rkolada.json"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]


def result(year):
    """The income statement's last line: the frames that apply, with the opposite sign."""
    frames = Frame.objects.filter(year=year).order_by("decision__meeting__day")
    return -sum(dict(frames.values_list("body__code", "net_cost")).values())


@pytest.mark.parametrize(
    "model", [m for m in apps.get_models() if issubclass(m, Sourced)], ids=lambda m: m.__name__
)
def test_every_record_has_a_source_or_is_marked_as_example(model):
    assert list(model.objects.filter(source="", is_example=False)) == []
    assert list(model.objects.exclude(source="").filter(source_year=None)) == []


@pytest.mark.parametrize(
    ("year", "million"),
    [(2024, "0"), (2025, "12.1"), (2026, "25"), (2027, "25.7"), (2028, "26.5"), (2029, "27.3")],
)
def test_the_frames_add_up_to_the_result(year, million):
    assert result(year) == round(float(million) * 10) * MNKR // 10


def test_every_frame_of_the_years_in_use_is_split_to_the_ore():
    split = DetailBudget.objects.values_list("frame").annotate(total=Sum("net_cost"))
    frames = Frame.objects.filter(year__in=(2024, 2025, 2026))
    assert dict(split) == dict(frames.values_list("pk", "net_cost"))
    assert DetailBudget.objects.count() == 12 * 52 * 3


@pytest.mark.parametrize(("body", "tenths"), [("KS", -30), ("BUN", -8), ("SN", 36), ("MBN", 0)])
def test_the_april_forecasts_deviate_as_they_are_known_to(body, tenths):
    budget = Frame.objects.get(body__code=body, year=2026, is_plan=False).net_cost
    said = Forecast.objects.filter(round__year=2026, round__point="t1", unit__body__code=body)
    assert budget - said.aggregate(total=Sum("net_cost"))["total"] == tenths * MNKR // 10


@pytest.mark.parametrize("day", [date(y, m, 28) for y in range(2023, 2030) for m in (1, 9, 10, 11)])
def test_exactly_one_strategic_plan_is_in_force_each_day(day):
    assert StrategicPlan.objects.filter(validity.on(day)).count() == 1


def test_every_code_that_the_example_uses_is_one_of_the_models():
    model = model_in_force(TODAY)
    levels = {level.code for level in model.levels}
    perspectives = {perspective.code for perspective in model.perspectives}
    assert set(Goal.objects.values_list("level", flat=True)) - levels == set()
    assert set(Goal.objects.values_list("perspective", flat=True)) - perspectives == set()
    kinds = {kind.code for kind in model.body_kinds}
    assert set(Body.objects.values_list("kind", flat=True)) - kinds == set()


def test_every_committee_goal_hangs_under_a_goal_of_the_council():
    loose = Goal.objects.filter(decision__isnull=False, level="committee_goal", parents=None)
    assert list(loose) == []
    assert list(Goal.objects.exclude(level="committee_goal").filter(area=None)) == []
    drafts = Goal.objects.filter(decision=None).values_list("code", flat=True)
    assert set(drafts) == {"SN4", "BUN4"}


@pytest.mark.skipif(not CATALOGUE.exists(), reason="the Kolada catalogue is not here")
def test_every_kolada_id_is_in_the_catalogue():
    known = {entry["id"] for entry in json.loads(CATALOGUE.read_text())["values"]}
    used = set(Indicator.objects.exclude(kolada_id="").values_list("kolada_id", flat=True))
    assert used - known == set()


def test_each_role_has_someone_who_can_sign_in():
    mandates = Mandate.objects.filter(person__user__isnull=False)
    assert sorted(mandates.values_list("role", flat=True)) == sorted(Role)
    assert {user.has_usable_password() for user in User.objects.all()} == {False}


def test_units_that_move_to_the_new_committee_keep_their_codes():
    for day, body in ((date(2026, 12, 31), "KS"), (date(2027, 1, 1), "KFTN")):
        moved = Unit.objects.filter(validity.on(day), code__in=("1420", "1430", "1520"))
        assert [unit.body.code for unit in moved] == [body] * 3


def test_the_april_reports_are_decided_and_the_interim_report_is_under_way():
    found = BodyReport.objects.values_list("round__cutoff__month", "state")
    decided, draft, ready = Stage.DECIDED, Stage.DRAFT, Stage.READY
    april, august = [(4, decided)] * 10, [(8, decided)] * 2 + [(8, draft), (8, ready)]
    assert sorted(found) == sorted(april + august)


def test_the_log_of_the_loading_is_whole():
    assert walk_log().fault is None


def test_loading_again_changes_nothing_and_says_so():
    before = Event.objects.count()
    assert example() == ["Här finns redan en kommun. Inget har ändrats."]
    assert Event.objects.count() == before
