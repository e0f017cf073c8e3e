"""The economy page: budget, outcome and deviation of what the reader has chosen."""

from datetime import date

import pytest

from huset.budget.queries import budget_with_plan, economy
from huset.budget.tests.make import frame, split
from huset.kernel.periods import Month
from huset.ledger.tests import make as ledger
from huset.organisation.models import Body, Unit
from huset.organisation.tests.make import decision

PER = date(2026, 11, 22)


@pytest.fixture
def small(db, tmp_path):
    """A committee with two units, a frame of 1 200 kr, and four rows, one on an unknown code.

    #TRANS 4010 {1 100} 100.00 / 4010 {1 200} 50.50 / 4010 {1 999} 7.00 / 1930 {} the rest
    """
    ledger.municipality()
    of = Body.objects.get(code="BUN")
    units = {Unit.objects.get(code="100"): 80_000, Unit.objects.get(code="200"): 40_000}
    split(frame(of, 120_000), units)
    lines = """#VER A 1 20250115 "x"
        {
        #TRANS 4010 {1 100} 100.00
        #TRANS 4010 {1 200} 50.50
        #TRANS 4010 {1 999} 7.00
        #TRANS 1930 {} -157.50
        }"""
    ledger.imported(ledger.sie(lines, tmp_path, year=2025, generated=20260101))


def test_what_no_unit_has_is_shown_apart_and_counts_in_the_total(small):
    found = economy(PER, 2025)

    assert (found.loose.unit_codes, found.loose.outcome) == (("999",), 700)
    assert found.total.outcome == 15_750
    assert [(r.code, r.outcome) for r in found.rows] == [("BUN", 15_050)]


def test_deviation_is_budget_minus_outcome_of_the_same_months(small):
    (row,) = economy(PER, 2025, month=1).rows

    assert (row.budget, row.periodised) == (120_000, 10_001)  # the first month has the odd öre
    assert (row.outcome, row.deviation) == (15_050, -5_049)


def test_a_year_without_books_has_no_outcome_rather_than_zero(small):
    frame(Body.objects.get(code="BUN"), 5, year=2026)
    found = economy(PER, 2026)

    assert (found.source, found.total.outcome, found.total.deviation) == (None, None, None)


def test_nothing_after_the_as_of_day_is_counted(small):
    assert economy(date(2025, 1, 15), 2025).month == Month(2025, 1)


def test_a_later_decision_replaces_the_frame_from_its_day(small):
    later = decision(day=date(2025, 12, 15))
    frame(Body.objects.get(code="BUN"), 999, decided=later)

    assert budget_with_plan(date(2025, 12, 14), 2025, 0).total.net_costs == (120_000,)
    assert budget_with_plan(date(2025, 12, 15), 2025, 0).total.net_costs == (999,)


def test_a_year_that_is_not_planned_is_unknown_for_its_body(small):
    frame(Body.objects.get(code="BUN"), 130_000, year=2026)

    assert budget_with_plan(PER, 2025, 2).rows[0].net_costs == (120_000, 130_000, None)


def test_an_unknown_scope_is_not_found(small, client):
    assert client.get("/economy/?organ=XYZ&ar=2025").status_code == 404


@pytest.mark.parametrize("month", ["13", "0", "april", "½"])
def test_what_is_not_a_month_is_told(small, client, month):
    answer = client.get("/economy/", {"manad": month})

    assert (answer.status_code, "är ingen månad" in answer.content.decode()) == (400, True)


def test_the_page_writes_costs_as_minus_and_deviations_with_sign_and_symbol(small, page):
    text = page("/economy/?ar=2025&manad=1&belopp=kr").replace("\N{NO-BREAK SPACE}", " ")

    assert ">−150,50<" in text
    assert "▼</span> −50,49" in text


def test_the_whole_asks_as_many_questions_for_three_units_as_for_two(small, page, questions):
    counts = []
    for code in ("300", "301"):
        page("/economy/?ar=2025")
        with questions() as asked:
            page("/economy/?ar=2025")
        counts.append(len(asked))
        ledger.unit(code, f"Enheten {code}", Body.objects.get(code="BUN"))

    assert counts[0] == counts[1]


def test_the_api_says_what_the_page_says(small, client):
    said = client.get("/api/economy/?year=2025&month=1").json()
    found = economy(PER, 2025, month=1)

    assert (said["title"], said["month"]) == ("Hela kommunen", "2025-01")
    assert said["total"]["outcome"] == found.total.outcome == 15_750
    assert [row["code"] for row in said["rows"]] == ["BUN", ""]


@pytest.mark.parametrize("choice", ["month=13", "year=1", "month=x"])
def test_the_api_refuses_what_cannot_be(small, client, choice):
    assert client.get(f"/api/economy/?{choice}").status_code == 422
