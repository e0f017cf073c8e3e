"""What an accounting file may do, and how accounts are read."""

from dataclasses import replace
from datetime import date

import pytest

from huset.ledger.rules import Edition, Effect, company_key, is_result, judge

OLD = Edition(
    file_name="old.se",
    sha256="0" * 64,
    sie_type="4E",
    generated=date(2026, 9, 1),
    start=date(2026, 1, 1),
    end=date(2026, 12, 31),
    rows=4,
    id=7,
)
NEW = replace(OLD, file_name="new.se", sha256="1" * 64, generated=date(2026, 10, 1), id=None)
LAST_YEAR = {"start": date(2025, 1, 1), "end": date(2025, 12, 31)}
BROKEN_YEAR = {"start": date(2025, 7, 1), "end": date(2026, 6, 30)}


@pytest.mark.parametrize(
    ("new", "effect"),
    [
        pytest.param(NEW, Effect.REPLACES, id="made later"),
        pytest.param(replace(NEW, generated=OLD.generated), Effect.REPLACES, id="made that day"),
        pytest.param(replace(NEW, generated=None), Effect.REPLACES, id="made who knows when"),
        pytest.param(replace(NEW, generated=date(2026, 8, 31)), Effect.REFUSED, id="made earlier"),
        pytest.param(replace(NEW, sie_type="3"), Effect.REFUSED, id="says less"),
        pytest.param(replace(NEW, rows=0), Effect.REFUSED, id="perhaps cut off after its head"),
        pytest.param(replace(NEW, sie_type="4I"), Effect.ASIDE, id="from a sub-system"),
        pytest.param(replace(NEW, **LAST_YEAR), Effect.NEW, id="another year"),
        pytest.param(replace(NEW, **BROKEN_YEAR), Effect.REFUSED, id="a year across two"),
    ],
)
def test_a_file_is_judged_against_the_one_in_force(new, effect):
    assert judge(new, [OLD]).effect is effect


def test_the_verdict_names_the_import_that_would_be_replaced():
    assert judge(NEW, [OLD]).replaces == 7


def test_a_file_made_earlier_is_told_both_dates():
    text = judge(replace(NEW, generated=date(2026, 8, 31)), [OLD]).text
    assert text == (
        "Filen skapades 2026-08-31, men old.se som gäller skapades 2026-09-01. "
        "Exportera räkenskaperna på nytt."
    )


def test_a_richer_type_replaces_a_poorer_one():
    assert judge(NEW, [replace(OLD, sie_type="2")]).effect is Effect.REPLACES


@pytest.mark.parametrize(
    ("org_number", "key"),
    [
        pytest.param("212000-0787", "2120000787", id="with a dash"),
        pytest.param("162120000787", "2120000787", id="with a century"),
        pytest.param("00-X", "00-X", id="something else"),
        pytest.param("", "FNR1", id="none, so the program's own number"),
    ],
)
def test_a_company_is_known_by_its_ten_digits(org_number, key):
    assert company_key(org_number, "FNR1", "Bolaget") == key


@pytest.mark.parametrize(
    ("account", "kind", "result"),
    [
        ("1930", "", False),
        ("2440", "", False),
        ("3010", "", True),
        ("8999", "", True),
        ("1930", "K", True),
        ("3010", "S", False),
    ],
)
def test_the_files_own_word_on_an_account_goes_before_its_first_digit(account, kind, result):
    assert is_result(account, kind) is result
