"""The report's page: whose it is, what may be typed, and that two writers lose nothing."""

from datetime import date
from decimal import Decimal

import pytest

from huset.budget.tests.make import frame, split
from huset.followup.actions import open_round, write_report
from huset.followup.forms import ForecastForm
from huset.followup.models import BodyReport, Forecast, Round
from huset.organisation.rules import Role
from huset.organisation.tests.make import body, decision, model, signed_in, unit, user

pytestmark = pytest.mark.django_db
ROUND = "/follow-up/t1/2026/"
CHOSEN = {"organ": "BUN", "per": "2026-06-30"}
MNKR = 100_000_000


@pytest.fixture
def controller():
    """A controller, a committee with a unit that has a budget, and a round."""
    model()
    place = unit("100", of=body())
    whole = frame(body(), 12 * MNKR, year=2026, decided=decision(day=date(2025, 6, 16)))
    split(whole, {place: 12 * MNKR})
    open_round(point="t1", year=2026, cutoff=date(2026, 4, 30), by=user(), is_example=True)
    return signed_in(Role.CONTROLLER, place)


def words(**changed: object) -> dict[str, object]:
    return {"summary": "Vårt.", "economy": "", "action_needed": "", "edition": 0} | changed


def test_an_unknown_body_has_no_report(controller):
    assert controller.get(ROUND, CHOSEN | {"organ": "NOPE"}).status_code == 404


@pytest.mark.parametrize("address", ["/follow-up/t9/2026/", "/follow-up/t1/2025/"])
def test_a_round_that_has_not_been_is_not_found(controller, address):
    assert controller.get(address, CHOSEN).status_code == 404


def test_a_round_is_seen_from_its_last_day(controller):
    assert controller.get(ROUND, CHOSEN | {"per": "2026-04-29"}).status_code == 404
    assert controller.get(ROUND, CHOSEN | {"per": "2026-04-30"}).status_code == 200


def test_when_two_have_written_both_texts_are_shown_and_the_first_is_kept(controller):
    write_report(
        round=Round.objects.get(),
        body=body(),
        words={"summary": "Deras.", "economy": "", "action_needed": ""},
        edition=0,
        by=user(),
    )
    answer = controller.post(f"{ROUND}write/?organ=BUN&per=2026-06-30", words())
    text = answer.content.decode()

    assert answer.status_code == 409
    assert ("Deras." in text, "Vårt." in text) == (True, True)
    assert BodyReport.objects.get().summary == "Deras."


def test_what_is_written_is_shown_on_the_report(controller):
    written = words(summary="Det går bra.")
    answer = controller.post(f"{ROUND}write/?organ=BUN&per=2026-06-30", written, follow=True)

    assert "Det går bra." in answer.content.decode()
    assert "Det går bra." not in controller.get(ROUND, CHOSEN).content.decode()


def test_a_forecast_is_typed_as_a_deviation_and_kept_as_a_net_cost(controller):
    typed = {"100-deviation": "−1 500,5", "100-comment": "Vikarier."}
    answer = controller.post(f"{ROUND}forecasts/?organ=BUN&per=2026-06-30", typed, follow=True)

    said = Forecast.objects.get()
    assert (said.net_cost, said.comment) == (12 * MNKR + 150_050_000, "Vikarier.")
    assert "−1,5" in answer.content.decode()


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        pytest.param("-5,5", Decimal("-5.5"), id="hyphen and comma"),
        pytest.param("−5,5", Decimal("-5.5"), id="true minus"),
        pytest.param("1 000", Decimal(1000), id="space between thousands"),
        pytest.param("1\N{NO-BREAK SPACE}000", Decimal(1000), id="no-break space"),
        pytest.param("5.5", Decimal("5.5"), id="point"),
        pytest.param("fem", None, id="a word"),
        pytest.param("1,23", None, id="too many decimals"),
        pytest.param("1e9", None, id="too large"),
        pytest.param("NaN", None, id="not a number"),
        pytest.param("1.234", None, id="a thousand, or one and some"),
    ],
)
def test_numbers_are_read_as_they_are_written_on_our_pages(typed, expected):
    form = ForecastForm({"deviation": typed})

    assert (form.cleaned_data["deviation"] if form.is_valid() else None) == expected


def test_a_report_without_a_summary_is_not_marked_ready(controller):
    answer = controller.post(f"{ROUND}ready/?organ=BUN&per=2026-06-30", follow=True)

    assert "Skriv en sammanfattning" in answer.content.decode()


@pytest.mark.parametrize(("form", "start"), [("pdf", b"%PDF"), ("docx", b"PK")])
def test_the_report_is_a_file_too(controller, form, start):
    answer = controller.get(f"{ROUND}report.{form}", CHOSEN)

    assert answer.content.startswith(start)
    assert f".{form}" in answer["Content-Disposition"]


def test_there_are_no_other_forms(controller):
    assert controller.get(f"{ROUND}report.exe", CHOSEN).status_code == 404
    assert controller.get(f"{ROUND}chart-9.svg", CHOSEN).status_code == 404


def test_a_forecast_that_is_missing_makes_the_whole_unknown(controller):
    unit("200", of=body())
    later = frame(body(), 20 * MNKR, year=2026, decided=decision(day=date(2025, 11, 24)))
    units = dict.fromkeys(body().units.all(), 10 * MNKR)
    split(later, units)
    controller.post(
        f"{ROUND}forecasts/?organ=BUN&per=2026-06-30",
        {"100-deviation": "0", "200-deviation": "x"},
    )
    assert not Forecast.objects.exists()
    assert "Prognos saknas från 2 enheter" in controller.get(ROUND, CHOSEN).content.decode()
