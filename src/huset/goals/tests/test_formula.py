"""Formulas: plain arithmetic over indicators and lines; a gap stays a gap."""

from decimal import Decimal

import pytest

from huset.goals.rules import FormulaError, cycle, read_formula

KNOWN = {"A": Decimal(6), "B-1": Decimal(4), "Z": Decimal(0), "=result": Decimal(-2), "gap": None}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("[A] / [B-1] * 100", 150),
        ("([A] + [B-1]) / 2", 5),
        ("-[=result]", 2),
        ("[A] − 0,5 × [B-1]", 4),
        ("[ A ]", 6),
        ("[A] * 0.1", Decimal("0.6")),
        ("[A] / [Z]", None),
        ("[Z] / [Z]", None),
        ("[A] + [gap]", None),
        ("[A] + [unheard of]", None),
    ],
)
def test_a_formula_is_computed_and_a_gap_stays_a_gap(text, value):
    assert read_formula(text).value(KNOWN) == value


def test_a_formula_says_what_it_uses():
    formula = read_formula("([A] + [=taxes]) / [A] + [=grants]")

    assert formula.indicators == {"A"}
    assert formula.lines == {"taxes", "grants"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("", "räknar inte på något", id="empty"),
        pytest.param("1 + 1", "räknar inte på något", id="only numbers"),
        pytest.param("[A] +", "går inte att läsa", id="unfinished"),
        pytest.param("[A] [B]", "går inte att läsa", id="nothing between"),
        pytest.param("[A", "räknar inte på något", id="no end"),
        pytest.param("[A] ** 9", "något annat", id="a power"),
        pytest.param("[A] // 2", "något annat", id="whole division"),
        pytest.param("__import__('os').system('x') + [A]", "något annat", id="a call"),
        pytest.param("[A].real", "något annat", id="an attribute"),
        pytest.param("_0 if [A] else 1", "något annat", id="a choice"),
        pytest.param("[A] + 'x'", "något annat", id="a text"),
        pytest.param("[A] + True", "något annat", id="a truth"),
        pytest.param("(" * 240 + "[A]" + ")" * 240, "går inte att läsa", id="deep"),
        pytest.param("[A]" + " + 1" * 200, "Korta den", id="long"),
        pytest.param("[A] + _7", "något annat", id="a name of our own"),
    ],
)
def test_what_is_no_formula_is_refused_with_a_sentence(text, said):
    with pytest.raises(FormulaError, match=said):
        read_formula(text)


@pytest.mark.parametrize(
    ("uses", "expected"),
    [
        pytest.param({"A": {"B"}, "B": {"C"}}, (), id="none"),
        pytest.param({"A": {"A"}}, ("A", "A"), id="itself"),
        pytest.param({"A": {"B"}, "B": {"C"}, "C": {"A"}}, ("A", "B", "C", "A"), id="round"),
        pytest.param({"A": {"B"}, "B": {"C"}, "C": {"B"}}, (), id="another's"),
    ],
)
def test_a_formula_that_comes_back_to_itself_is_found(uses, expected):
    assert cycle("A", {code: frozenset(used) for code, used in uses.items()}) == expected
