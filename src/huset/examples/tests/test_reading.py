"""The example's files say years relative to the running one."""

from datetime import date
from pathlib import Path

import pytest

from huset.examples.load import VIMMERBY
from huset.examples.reading import Files, million, origin, resolved


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Y", 2031),
        ("Y-1", 2030),
        ("Y+2", 2033),
        ("Y-06-15", date(2031, 6, 15)),
        ("Y-1-12-31", date(2030, 12, 31)),
        ("Y+1-01-01", date(2032, 1, 1)),
        ("budget-Y", "budget-Y"),
        ("Budget {Y} med plan {Y+1}", "Budget 2031 med plan 2032"),
        (2022, 2022),
        (date(2026, 10, 15), date(2026, 10, 15)),
        ({"Y": ["Y-2", {"a": "Y"}]}, {2031: [2029, {"a": 2031}]}),
    ],
    ids=str,
)
def test_relative_years_are_counted_from_the_running_year(written, meant):
    assert resolved(written, 2031) == meant


def test_a_record_without_source_is_example_data():
    assert origin({}) == {"is_example": True}


def test_a_record_with_source_tells_it_with_its_year():
    assert origin({"source": "Dagens Vimmerby 311429 (2025)"}) == {
        "source": "Dagens Vimmerby 311429",
        "source_year": 2025,
        "is_example": False,
    }


def test_a_source_without_year_is_a_mistake_in_the_file():
    with pytest.raises(ValueError, match="year in brackets"):
        origin({"source": "Dagens Vimmerby"})


@pytest.mark.parametrize(("amount", "ore"), [(246.0, 24_600_000_000), (-0.1, -10_000_000)])
def test_millions_become_exact_ore(amount, ore):
    assert million(amount) == ore


@pytest.mark.parametrize(
    "name", [path.stem for path in sorted(VIMMERBY.glob("*.yaml")) if path.stem != "model"]
)
def test_no_relative_year_is_left_in_a_file(name):
    content = str(Files(VIMMERBY, date(2031, 3, 1)).read(name))
    assert [word for word in ("'Y'", "'Y-", "'Y+", "{Y") if word in content] == []


def test_the_files_are_where_the_code_looks():
    assert Path(VIMMERBY / "model.yaml").exists()
