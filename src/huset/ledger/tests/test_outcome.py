"""Every level adds up to the öre: the file's own lines, the rows, the balances and the outcome."""

import re
from collections import Counter
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest

import huset
from huset.kernel.periods import Month
from huset.ledger import store
from huset.ledger.models import Balance, Import
from huset.ledger.queries import by_account, outcome, voucher_rows
from huset.ledger.store import RowFilter
from huset.ledger.tests import make
from huset.organisation.tests import make as organisation

pytestmark = pytest.mark.django_db
SHARED = Path(huset.__file__).parents[3] / "shared" / "data" / "sie"
REAL = sorted(p for p in SHARED.glob("*") if p.suffix.lower() in {".se", ".si"})
FULL = [p for p in REAL if p.suffix.lower() == ".se" and "SIE3" not in p.name]


def dumb(path):
    """Sum a file's #TRANS lines by account, unit and month, by nothing but splitting lines."""
    sums = Counter()
    month = 0
    for line in path.read_text(encoding="cp437").splitlines():
        words = re.findall(r'\{.*?\}|"(?:\\"|[^"])*"|\S+', line)
        if words[:1] == ["#VER"]:
            month = int(words[3].strip('"')[4:6])
        if words[:1] == ["#TRANS"]:
            objects = words[2].strip("{}").replace('"', "").split()
            unit = dict(zip(objects[::2], objects[1::2], strict=True)).get("1", "")
            sums[words[1].strip('"'), unit, month] += int(Decimal(words[3].strip('"')) * 100)
    return sums


def stored(source):
    balances = Balance.objects.filter(source=source).select_related("account")
    return {(b.account.number, b.unit_code, b.month.month): b.amount for b in balances}


def summed_rows(source):
    sums = Counter()
    for row in store.rows(source.sha256, RowFilter()):
        sums[row.account, row.unit_code, row.date.month] += row.amount
    return sums


def a_years_vouchers(count):
    """Vouchers of two rows each, on made-up but repeatable amounts."""
    dice = Random(4711)  # noqa: S311 -- amounts, not secrets
    for number in range(1, count + 1):
        amount = Decimal(dice.randint(1, 10**7)) / 100
        account, unit = dice.choice(["3010", "4010", "5010"]), dice.choice(["100", "200", "999"])
        yield (
            f"#VER A {number} 2026{dice.randint(1, 12):02}{dice.randint(1, 28):02}\n{{\n"
            f'#TRANS {account} {{1 "{unit}"}} {amount}\n#TRANS 1930 {{}} -{amount}\n}}'
        )


@pytest.fixture
def big(tmp_path):
    make.municipality()
    path = make.sie("\n".join(a_years_vouchers(400)), tmp_path)
    return path, make.imported(path).source


def test_balances_and_rows_are_what_the_files_lines_add_up_to(big):
    path, source = big
    assert stored(source) == dict(dumb(path))
    assert summed_rows(source) == dumb(path)


def test_the_outcome_is_the_result_accounts_by_unit_and_month(big):
    path, source = big
    expected = Counter()
    for (account, unit, month), amount in dumb(path).items():
        if account[0] not in "12":
            expected[unit, month] += amount
    found = outcome(2026)
    assert found.net_cost == dict(expected)
    assert found.of() == sum(expected.values())
    assert found.of({"100"}, 3) == expected["100", 3]
    assert (found.source.id, found.last_month) == (source.pk, Month(2026, 12))


def test_months_after_the_one_asked_for_are_not_counted(big):
    path, _ = big
    through = outcome(2026, through=Month(2026, 4))
    assert through.of() == sum(
        amount for (a, _, m), amount in dumb(path).items() if a != "1930" and m <= 4
    )
    assert through.last_month == Month(2026, 4)


def test_accounts_add_up_to_the_outcome_of_the_same_units_and_months(big):
    since, through = 2, Month(2026, 7)
    accounts = by_account(2026, unit_codes={"100", "200"}, since=since, through=through)
    months = outcome(2026)
    assert [a.number for a in accounts] == ["3010", "4010", "5010"]
    assert sum(a.amount for a in accounts) == sum(
        months.of({"100", "200"}, month) for month in range(since, through.number + 1)
    )


def test_rows_add_up_to_their_totals_on_every_page(big):
    path, _ = big
    which = RowFilter(unit_codes={"100"}, only_result=True)
    first = voucher_rows(2026, which)
    lines = [
        line
        for page in range(1, first.pages + 1)
        for line in voucher_rows(2026, which, page=page).lines
    ]
    assert first.pages == 2
    assert len(first.lines) == 100
    assert len(lines) == first.count
    assert sum(line.amount for line in lines) == first.amount == outcome(2026).of({"100"})
    assert first.amount == sum(
        amount for (a, u, _), amount in dumb(path).items() if a != "1930" and u == "100"
    )


@pytest.mark.parametrize(
    ("which", "count"),
    [
        pytest.param(RowFilter(), 5, id="every row"),
        pytest.param(RowFilter(account="4010"), 2, id="one account"),
        pytest.param(RowFilter(account="40*"), 3, id="accounts that begin alike"),
        pytest.param(RowFilter(unit_codes={"100"}), 2, id="one unit"),
        pytest.param(RowFilter(unit_codes={""}), 2, id="no unit"),
        pytest.param(RowFilter(unit_codes=set()), 0, id="no units at all"),
        pytest.param(RowFilter(text="BÖCK"), 1, id="a row's text"),
        pytest.param(RowFilter(text="ink"), 3, id="a voucher's text"),
        pytest.param(RowFilter(text="100%' OR 1=1 --"), 0, id="what no text holds"),
        pytest.param(RowFilter(only_result=True), 3, id="result accounts"),
        pytest.param(RowFilter(voucher=2), 2, id="one voucher"),
        pytest.param(RowFilter(since=Month(2026, 2).first_day), 2, id="from a month"),
        pytest.param(RowFilter(through=Month(2026, 1).last_day), 3, id="through a month"),
    ],
)
def test_rows_can_be_chosen(tmp_path, which, count):
    """
    #KONTO 4011 "Böcker"
    #VER A 1 20260115 "Inköp"
    {
    #TRANS 4010 {1 "100"} 70.00 "" "Böcker"
    #TRANS 4011 {1 "200"} 30.00
    #TRANS 1930 {} -100.00
    }
    #VER A 2 20260201 "Hyra"
    {
    #TRANS 4010 {1 "100"} 5.00
    #TRANS 1930 {} -5.00
    }
    """
    make.municipality()
    source = make.imported(make.sie(test_rows_can_be_chosen.__doc__, tmp_path)).source
    assert len(store.rows(source.sha256, which)) == count
    assert sum(total.rows for total in store.totals(source.sha256, which)) == count


def test_odd_codes_are_read_as_they_were_written(tmp_path):
    r"""
    #OBJEKT 6 "a;1=9" "Semikolon"
    #VER A 1 20260115
    {
    #TRANS 4010 {6 "a;1=9" 1 "1;0\0"} 1.00
    #TRANS 4010 {6 "a;1=9"} 2.00
    #TRANS 4010 {1 "10" 11 "7"} 3.00
    #TRANS 4010 {11 "10"} -6.00
    }
    """
    make.municipality()
    doc = test_odd_codes_are_read_as_they_were_written.__doc__
    source = make.imported(make.sie(doc, tmp_path)).source
    rows = store.rows(source.sha256, RowFilter())
    assert [(row.unit_code, row.other_objects) for row in rows] == [
        ("1;0\\0", "Projekt a;1=9 Semikolon"),
        ("", "Projekt a;1=9 Semikolon"),
        ("10", "11 7"),
        ("", "11 10"),
    ]


def test_without_an_import_the_outcome_is_unknown_and_not_zero():
    make.municipality()
    found = outcome(2026)
    assert (found.source, found.of(), found.last_month) == (None, None, None)
    assert by_account(2026) == []
    assert voucher_rows(2026, RowFilter()).file is None


def test_the_outcome_of_a_day_comes_from_the_file_that_told_of_it_then(tmp_path):
    make.municipality()
    for number, amount in enumerate((100, 250), start=1):
        lines = f"""
            #VER A {number} 20260115 "Prov"
            {{
            #TRANS 4010 {{1 "100"}} {amount}
            #TRANS 1930 {{}} -{amount}
            }}
        """
        folder = tmp_path / str(number)
        folder.mkdir()
        make.imported(make.sie(lines, folder, generated=20261000 + number))
    replaced = Import.objects.get(replaced_by__isnull=False)
    Import.objects.filter(pk=replaced.pk).update(at=datetime(2026, 2, 1, tzinfo=UTC))
    Import.objects.exclude(pk=replaced.pk).update(at=datetime(2026, 3, 1, 12, tzinfo=UTC))

    days = (date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 1), None)
    assert [outcome(2026, per=day).of() for day in days] == [10_000, 10_000, 25_000, 25_000]


def test_the_outcome_asks_two_questions_however_many_units_there_are(big, questions):
    with questions() as asked:
        outcome(2026)
    assert len(asked) == 2


@pytest.mark.skipif(not REAL, reason="the real files are not part of the product")
@pytest.mark.parametrize("path", FULL, ids=lambda path: path.name[:12])
def test_a_real_file_is_stored_to_the_ore(path):
    organisation.model()
    source = make.imported(path, new_company=True).source
    if path.name.startswith("02"):
        return  # UTF-8, which the dumb splitter does not read
    rows = Counter()
    for (account, unit, month), amount in dumb(path).items():
        rows[account, unit, month] += amount
    assert summed_rows(source) == rows


@pytest.mark.skipif(not REAL, reason="the real files are not part of the product")
@pytest.mark.parametrize("path", REAL, ids=lambda path: path.name[:12])
def test_what_a_real_file_adds_up_to_is_what_is_stored(path):
    organisation.model()
    source = make.imported(path, new_company=True).source
    sums = store.sums(source.sha256)
    assert (sums.rows, sums.debit, sums.credit) == (
        source.transactions,
        source.sum_debit,
        source.sum_credit,
    )
    if source.transactions:
        assert sum(stored(source).values()) == source.sum_debit + source.sum_credit
