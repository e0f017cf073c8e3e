"""Formulas over indicators and over the books: exact, as of a day, and a gap stays a gap."""

from datetime import date
from decimal import Decimal

import pytest

from huset.goals import actions
from huset.goals.models import Indicator
from huset.goals.queries import indicator
from huset.goals.queries.computed import computed
from huset.goals.queries.content import Measure
from huset.goals.tests import make
from huset.kernel.actions import Refused
from huset.ledger.tests import make as books
from huset.organisation.tests.make import body, model, user

pytestmark = pytest.mark.django_db
PER = date(2026, 11, 1)


@pytest.fixture(autouse=True)
def house(db):
    model()


def plain(code, **values):
    found = make.indicator(code, of=make.goal())
    for name, value in values.items():
        year = int(name.removeprefix("y"))
        make.measurement(value, of=found, year=year, known_from=date(year + 1, 3, 1))
    return found


def by_formula(code, formula):
    return make.indicator(code, of=make.goal(), formula=formula)


def test_a_formula_over_indicators_has_the_years_that_all_terms_have():
    plain("A", y2023=6, y2024=9, y2025=12)
    plain("B", y2024=3, y2025=0)
    by_formula("S", "[A] / [B] * 100")

    assert computed(PER)["S"] == {2024: Decimal(300)}  # 2023 lacks B, 2025 divides by nought


def test_a_formula_can_rest_on_formulas():
    plain("A", y2024=6)
    by_formula("TWICE", "[A] * 2")
    by_formula("FOUR", "[TWICE] * 2")

    assert computed(PER)["FOUR"] == {2024: Decimal(24)}


def test_what_was_not_known_on_the_day_is_not_used():
    plain("A", y2024=6)
    by_formula("S", "[A] * 2")

    assert computed(date(2025, 2, 28))["S"] == {}
    assert computed(date(2025, 3, 1))["S"] == {2024: Decimal(12)}


def test_a_circle_has_no_values_and_hangs_nothing():
    plain("A", y2024=6)
    for code, formula in (("X", "[Y] + [A]"), ("Y", "[X] + [A]"), ("Z", "[Z]")):
        by_formula(code, formula)

    assert {code: dict(computed(PER)[code]) for code in ("X", "Y", "Z")} == {
        "X": {},
        "Y": {},
        "Z": {},
    }


def test_a_computed_value_is_judged_and_says_its_formula():
    plain("A", y2025=45)
    made = by_formula("S", "[A] * 2")
    row = indicator(made.pk, PER, 2026)

    assert (row.measured, row.status.word) == ("90 %", "Uppnått")
    assert [v.source.name for v in row.values if v.measured] == ["Beräknat: [A] * 2"]


VOUCHERS = """#VER A 1 20251231
{
#TRANS 3010 {1 "100"} -1000.25
#TRANS 4010 {1 "100"} 900.25
#TRANS 8010 {} -5000
#TRANS 8290 {} -3000
#TRANS 1930 {} 8100
}"""


def test_the_result_as_a_share_of_taxes_and_grants_comes_from_the_books(tmp_path):
    books.municipality()
    books.imported(books.sie(VOUCHERS, tmp_path, year=2025))
    by_formula("R", "[=result] / ([=taxes] + [=grants]) * 100")
    by_formula("K", "[=result]")

    assert computed(PER)["K"] == {2025: Decimal(8100)}
    assert computed(PER)["R"] == {2025: Decimal(8100) / Decimal(8000) * 100}


def test_a_year_that_the_books_do_not_hold_whole_has_no_value(tmp_path):
    books.municipality()
    books.imported(books.sie(VOUCHERS.replace("20251231", "20251130"), tmp_path, year=2025))
    by_formula("K", "[=result]")

    assert computed(PER)["K"] == {}


@pytest.mark.parametrize(
    ("formula", "said"),
    [
        pytest.param("[A] +", "går inte att läsa", id="unfinished"),
        pytest.param("[B] * 2", r"\[B\], som inte finns", id="an unknown indicator"),
        pytest.param("[=profit]", r"\[=profit\], som inte finns", id="an unknown line"),
        pytest.param("[S] + [A]", "går runt till sig själv: S → S", id="itself"),
        pytest.param("[T]", "går runt till sig själv: S → T → S", id="round another"),
    ],
)
def test_a_formula_that_cannot_be_is_refused(formula, said):
    plain("A", y2024=6)
    by_formula("T", "[S]")
    draft = make.goal(of=body("SN"), level="committee_goal", decision=None)

    with pytest.raises(Refused, match=said):
        actions.add_measure(
            goal=draft.pk, measure=Measure(code="S", name="S", formula=formula), by=user()
        )
    assert not Indicator.objects.filter(code="S").exists()


def test_a_list_asks_as_much_for_many_formulas_as_for_one(questions):
    plain("A", y2024=6)
    counts = []
    for codes in (["S1"], ["S2", "S3", "S4"]):
        for code in codes:
            by_formula(code, "[A] * 2")
        with questions() as asked:
            computed(PER)
        counts.append(len(asked))
    assert counts[0] == counts[1]
