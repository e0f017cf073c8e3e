"""The example's books: real SIE files that agree with the budget to the öre."""

from datetime import date
from random import Random

import pytest
from django.db.models import Sum

from huset.budget.models import Frame
from huset.examples.ledger.load import generate_ledger
from huset.examples.ledger.vouchers import Posting, Way, book, by_recipe
from huset.examples.load import VIMMERBY
from huset.examples.loading import Books
from huset.examples.reading import Files
from huset.examples.tests.make import TODAY
from huset.kernel.money import Denomination
from huset.kernel.periods import Month
from huset.ledger.models import Balance, Import
from huset.ledger.sie import read

MNKR = Denomination.MNKR.ore
FIRST_DIGITS = {"KS": "1", "BUN": "3", "SN": "5", "MBN": "6", "FIN": "9"}


def net_cost(year, first_digit=""):
    """What has been booked as cost less revenue in a year, in öre."""
    booked = Balance.objects.filter(month__year=year, is_result=True)
    return booked.filter(unit_code__startswith=first_digit).aggregate(t=Sum("amount"))["t"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("year", "body", "tenths"),
    [
        (2024, "KS", 0),
        (2024, "BUN", -14),
        (2024, "SN", 266),
        (2024, "MBN", 0),
        (2024, "FIN", 0),
        (2025, "KS", 21),
        (2025, "BUN", 0),
        (2025, "SN", 123),
        (2025, "MBN", 0),
        (2025, "FIN", -37),
    ],
)
def test_a_whole_years_outcome_is_the_frame_less_the_known_deviation(books, year, body, tenths):
    frame = Frame.objects.get(body__code=body, year=year, is_plan=False).net_cost
    assert frame - net_cost(year, FIRST_DIGITS[body]) == tenths * MNKR // 10


@pytest.mark.django_db
@pytest.mark.parametrize(("year", "tenths"), [(2024, 252), (2025, 228)])
def test_the_result_is_the_one_that_is_known(books, year, tenths):
    assert net_cost(year) == -tenths * MNKR // 10


@pytest.mark.django_db
def test_the_running_year_ends_with_the_last_whole_month(books):
    last = Balance.objects.order_by("month").last()
    assert last.month == date(2026, 10, 1)


@pytest.mark.django_db
def test_every_file_is_imported_without_remarks(books):
    assert [
        (i.file_name, i.sie_type, i.counts, i.summary["warnings"], i.summary["unbalanced"])
        for i in Import.objects.order_by("year_start")
    ] == [(f"vimmerby-{year}.se", "4E", True, [], []) for year in (2024, 2025, 2026)]


@pytest.mark.django_db
@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_what_goes_in_and_what_is_booked_is_what_comes_out(books, year):
    file = read(books / f"vimmerby-{year}.se")
    said = {(y, label, a): n for label, y, a, n in file.balances.select(
        "label", "year", "account", "amount"
    ).rows()}  # fmt: skip
    booked = dict(file.rows.select("account", "amount").group_by("account").sum().rows())
    ending = {a: n for (y, label, a), n in said.items() if y == 0 and label in {"UB", "RES"}}
    assert ending == {a: said.get((0, "IB", a), 0) + booked.get(a, 0) for a in ending}
    assert sum(ending.values()) == 0


@pytest.mark.django_db
@pytest.mark.parametrize("year", [2025, 2026])
def test_a_year_opens_with_what_the_one_before_closed_with_and_its_result(books, year):
    balances = read(books / f"vimmerby-{year}.se").balances.select(
        "label", "year", "account", "amount"
    )
    opening = {a: n for label, y, a, n in balances.rows() if (label, y) == ("IB", 0)}
    closing = {a: n for label, y, a, n in balances.rows() if (label, y) == ("UB", -1)}
    result = sum(n for label, y, _, n in balances.rows() if (label, y) == ("RES", -1))
    assert opening == closing | {"2010": closing["2010"] + result}


@pytest.mark.django_db
def test_the_same_day_gives_the_same_files(books, tmp_path):
    again = generate_ledger(Files(VIMMERBY, TODAY), Books(tmp_path, 1000))
    for path in again:
        assert path.read_bytes() == (books / path.name).read_bytes()


@pytest.mark.parametrize("net", [0, 1, -1, 99_999, -1_250_000_00])
def test_a_recipe_gives_out_all_of_the_net_cost(net):
    assert sum(amount for _, amount in by_recipe(net, {3510: -60, 5020: 700, 6410: 360})) == net


@pytest.mark.parametrize("amount", [1, 12_345, -98_765_432])
@pytest.mark.parametrize("together", [True, False])
def test_every_voucher_is_in_balance_and_all_of_the_amount_is_booked(amount, together):
    way = Way(
        series="F",
        text="Faktura",
        against={1930: 70, 2710: 30},
        size=100,
        vat=25,
        together=together,
    )
    posting = Posting("6410", "Material", amount, "1=1110", Month(2026, 4))
    vouchers = list(book(posting, way, Random(1), coarse=1))  # noqa: S311 -- example figures
    assert {sum(row.amount for row in voucher.rows) for voucher in vouchers} == {0}
    booked = [row.amount for v in vouchers for row in v.rows if row.account == "6410"]
    assert sum(booked) == amount
