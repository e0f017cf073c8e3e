"""Importing accounting files: whole or not at all, and never twice."""

import os

import pytest
from django.conf import settings

from huset.kernel.actions import Refused
from huset.kernel.models import Event
from huset.ledger import store
from huset.ledger.actions import enter, register_company
from huset.ledger.models import Account, Balance, Company, Import
from huset.ledger.queries import by_account, import_page, outcome
from huset.ledger.rules import Effect
from huset.ledger.store import RowFilter
from huset.ledger.tests import make
from huset.organisation.tests import make as organisation

pytestmark = pytest.mark.django_db


def state():
    """Everything that an import may touch."""
    folder = settings.LEDGER
    return (
        [m.objects.count() for m in (Company, Import, Account, Balance, Event)],
        sorted(p.name for p in folder.iterdir()) if folder.exists() else [],
        list(Import.objects.values_list("replaced_by", "counts")),
    )


def balances(source):
    return {
        (b.account.number, b.unit_code, b.month.month): b.amount
        for b in Balance.objects.filter(source=source).select_related("account")
    }


def test_a_full_file_becomes_rows_and_balances(tmp_path):
    """
    #VER A 1 20260115 "Inköp"
    {
    #TRANS 4010 {1 "100" 6 "P1"} 100.10 "" "Böcker"
    #TRANS 4010 {1 "200"} 0.90
    #TRANS 1930 {} -101.00
    }
    #VER A 2 20260210 "Avgift"
    {
    #TRANS 3010 {1 "100"} -50.00
    #TRANS 1930 {} 50.00
    }
    """
    doc = test_a_full_file_becomes_rows_and_balances.__doc__
    make.municipality()
    done = make.imported(make.sie(doc, tmp_path))
    assert done.is_new
    assert done.verdict.effect is Effect.NEW
    assert balances(done.source) == {
        ("4010", "100", 1): 10010,
        ("4010", "200", 1): 90,
        ("1930", "", 1): -10100,
        ("3010", "100", 2): -5000,
        ("1930", "", 2): 5000,
    }
    (books,) = [r for r in store.rows(done.source.sha256, RowFilter()) if r.text == "Böcker"]
    assert (books.account_name, books.unit_code, books.other_objects, books.voucher_text) == (
        "Material",
        "100",
        "Projekt P1 Läslust",
        "Inköp",
    )


def test_corrections_are_history_and_not_amounts(tmp_path):
    """
    #VER A 1 20260115 "Rättad"
    {
    #TRANS 4010 {1 "100"} 100.00
    #BTRANS 4010 {1 "100"} 900.00
    #RTRANS 1930 {} -100.00
    #TRANS 1930 {} -100.00
    }
    """
    make.municipality()
    path = make.sie(test_corrections_are_history_and_not_amounts.__doc__, tmp_path)
    done = make.imported(path)
    assert balances(done.source) == {("4010", "100", 1): 10000, ("1930", "", 1): -10000}


VOUCHER = """
    #VER A 1 20260115 "Inköp"
    {
    #TRANS 4010 {1 "100"} 100.00
    #TRANS 1930 {} -100.00
    }
"""
LATER = VOUCHER.replace("100.00", "175.00")


def test_the_same_file_twice_changes_nothing_and_says_so(tmp_path):
    make.municipality()
    first = make.imported(make.sie(VOUCHER, tmp_path))
    before = state()
    again = make.imported(make.sie(VOUCHER, tmp_path, name="annat-namn.se"))
    assert (again.source, again.is_new) == (first.source, False)
    assert again.verdict.text == "Filen är redan inläst, som prov.se."
    assert state() == before


def test_a_newer_file_replaces_the_older_which_stays_readable(tmp_path):
    make.municipality()
    old = make.imported(make.sie(VOUCHER, tmp_path, name="old.se", generated=20260901)).source
    new = make.imported(make.sie(LATER, tmp_path, name="new.se", generated=20261001)).source
    old.refresh_from_db()
    assert (old.replaced_by, new.replaced_by) == (new, None)
    assert outcome(2026).source.id == new.pk
    assert outcome(2026).net_cost == {("100", 1): 17500}
    page = import_page(old.pk)
    assert page.is_whole
    assert {a.number: a.amount for a in page.accounts} == {"1930": -10000, "4010": 10000}
    assert [r.id for r in import_page(new.pk).replaces] == [old.pk]


def test_a_file_that_someone_else_imported_meanwhile_is_found_done(tmp_path):
    make.municipality()
    path = make.sie(VOUCHER, tmp_path)
    found = make.examined(path)
    first = make.imported(path)
    before = state()
    with store.written(found.rows) as waiting:
        second = enter(found=found, rows=waiting, by=organisation.user())
    assert (second.source, second.is_new) == (first.source, False)
    assert state() == before


def test_a_newer_file_that_came_in_meanwhile_stops_an_older_one(tmp_path):
    make.municipality()
    found = make.examined(make.sie(VOUCHER, tmp_path, name="old.se", generated=20260901))
    make.imported(make.sie(LATER, tmp_path, name="new.se", generated=20261001))
    before = state()
    with store.written(found.rows) as waiting, pytest.raises(Refused):
        enter(found=found, rows=waiting, by=organisation.user())
    assert state() == before


def test_each_import_writes_one_line_in_the_log(tmp_path):
    make.municipality()
    lines = Event.objects.count()
    source = make.imported(make.sie(VOUCHER, tmp_path)).source
    line = Event.objects.get(id=lines + 1)
    assert Event.objects.count() == lines + 1
    assert (line.what, line.subject_id, line.after["sha256"]) == (
        "ledger.file.imported",
        source.pk,
        source.sha256,
    )


@pytest.mark.parametrize(
    ("lines", "head"),
    [
        pytest.param(LATER, {"generated": 20260101}, id="made earlier"),
        pytest.param("#RES 0 4010 100.00", {"sie_type": 1}, id="says less"),
        pytest.param(LATER, {"org_number": "556000-0001"}, id="an unknown company"),
        pytest.param("#VER A 1 20260115\n{\n#TRANS 4010 {} 1.00", {}, id="cut off"),
        pytest.param("#TRANS 4010 {} 1.00", {}, id="a row outside its voucher"),
    ],
)
def test_a_refused_file_leaves_no_trace(tmp_path, lines, head):
    make.municipality()
    make.imported(make.sie(VOUCHER, tmp_path))
    before = state()
    with pytest.raises(Refused):
        make.imported(make.sie(lines, tmp_path, name="nytt.se", **head))
    assert state() == before


def test_a_full_file_without_a_fiscal_year_is_refused(tmp_path):
    make.municipality()
    path = make.sie(VOUCHER + "#UB 0 1930 -100.00", tmp_path)
    path.write_bytes(path.read_bytes().replace(b"#RAR 0 20260101 20261231\n", b""))
    with pytest.raises(Refused) as refused:
        make.imported(path)
    assert str(refused.value) == (
        "Räkenskapsåret saknas (#RAR 0). Ta med räkenskapsår när filen exporteras."
    )


def test_a_file_without_any_company_is_refused(tmp_path):
    make.municipality()
    path = make.sie(None, tmp_path)
    for line in (b'#FNAMN "Provkommun"\n', b"#ORGNR 212000-0787\n"):
        path.write_bytes(path.read_bytes().replace(line, b""))
    with pytest.raises(Refused, match="Bolaget saknas"):
        make.imported(path)


def test_an_unknown_company_is_told_by_line_and_name_and_what_to_do(tmp_path):
    make.municipality()
    path = make.sie(VOUCHER, tmp_path, org_number="556000-0001", company="Provbolaget AB")
    with pytest.raises(Refused) as refused:
        make.imported(path)
    assert str(refused.value) == (
        "Rad 7: organisationsnumret 556000-0001 för Provbolaget AB hör inte till något känt "
        "bolag: Provkommun (2120000787). Är det ett nytt bolag, välj ”nytt bolag” "
        "(--new-company); annars är det fel fil."
    )


def test_a_new_company_is_taken_in_when_someone_says_so_and_is_not_the_municipality(tmp_path):
    make.municipality()
    path = make.sie(VOUCHER, tmp_path, org_number="556000-0001", company="Provbolaget AB")
    source = make.imported(path, new_company=True).source
    assert (source.company.name, source.company.is_main) == ("Provbolaget AB", False)
    assert outcome(2026).source is None


def test_the_first_company_of_all_is_the_municipality(tmp_path):
    organisation.model()
    assert make.imported(make.sie(VOUCHER, tmp_path)).source.company.is_main


@pytest.mark.parametrize(
    ("org_number", "is_main"),
    [
        pytest.param("556000-0001", True, id="a second municipality"),
        pytest.param("162120000787", False, id="the same number, written otherwise"),
    ],
)
def test_a_company_is_registered_once_and_one_is_the_municipality(org_number, is_main):
    make.municipality()
    with pytest.raises(Refused):
        register_company(
            org_number=org_number,
            name="En till",
            body=None,
            is_main=is_main,
            by=organisation.user(),
        )


def test_a_disk_that_cannot_be_written_stops_the_import_before_anything_is_stored(tmp_path):
    make.municipality()
    settings.LEDGER.write_text("in the folder's place")
    with pytest.raises(Refused) as refused:
        make.imported(make.sie(VOUCHER, tmp_path))
    assert str(refused.value).startswith("Verifikationerna kunde inte sparas")
    assert (Import.objects.count(), Balance.objects.count()) == (0, 0)


def test_a_clash_in_the_database_leaves_neither_rows_nor_balances(tmp_path):
    """A folder stands where the rows should go: the last step of all fails."""
    make.municipality()
    path = make.sie(VOUCHER, tmp_path)
    found = store.place(make.examined(path).file.sha256)
    (found / "in the way").mkdir(parents=True)
    before = state()
    with pytest.raises(Refused):
        make.imported(path)
    assert state() == before


def test_rows_that_an_interrupted_import_left_are_swept_away_by_the_next(tmp_path):
    make.municipality()
    settings.LEDGER.mkdir()
    orphan = store.place("f" * 64)
    orphan.write_bytes(b"left over")
    unfinished = settings.LEDGER / "x.unfinished"
    unfinished.write_bytes(b"left over")
    os.utime(unfinished, (0, 0))
    source = make.imported(make.sie(VOUCHER, tmp_path)).source
    assert [p.name for p in settings.LEDGER.iterdir()] == [f"{source.sha256}.parquet"]


def test_type_1_puts_the_years_result_in_the_last_month_it_covers(tmp_path):
    """
    #OMFATTN 20260831
    #IB 0 1930 1000.00
    #UB 0 1930 900.00
    #RES 0 4010 150.00
    #RES 0 3010 -50.00
    #RES -1 4010 999.00
    """
    make.municipality()
    doc = test_type_1_puts_the_years_result_in_the_last_month_it_covers.__doc__
    source = make.imported(make.sie(doc, tmp_path, sie_type=1)).source
    assert balances(source) == {("4010", "", 8): 15000, ("3010", "", 8): -5000}


def test_type_2_takes_the_period_balances_of_the_own_year(tmp_path):
    """
    #OMFATTN 20260228
    #RES 0 4010 150.00
    #PSALDO 0 202601 4010 {} 100.00
    #PSALDO 0 202602 4010 {} 50.00
    #PSALDO -1 202501 4010 {} 999.00
    #PSALDO 0 202601 1930 {} -100.00
    """
    make.municipality()
    doc = test_type_2_takes_the_period_balances_of_the_own_year.__doc__
    source = make.imported(make.sie(doc, tmp_path, sie_type=2)).source
    assert balances(source) == {
        ("4010", "", 1): 10000,
        ("4010", "", 2): 5000,
        ("1930", "", 1): -10000,
    }
    assert outcome(2026).net_cost == {("", 1): 10000, ("", 2): 5000}


def test_a_balance_that_is_stated_twice_is_refused_with_its_line(tmp_path):
    """
    #RES 0 4010 150.00
    #RES 0 4010 160.00
    """
    make.municipality()
    doc = test_a_balance_that_is_stated_twice_is_refused_with_its_line.__doc__
    with pytest.raises(Refused, match="Rad 19: #RES för konto 4010 finns två gånger"):
        make.imported(make.sie(doc, tmp_path, sie_type=1))


def test_type_3_splits_on_units_and_counts_no_other_cut_of_the_same_amount(tmp_path):
    """
    #OMFATTN 20260131
    #RES 0 4010 100.00
    #PSALDO 0 202601 4010 {} 100.00
    #PSALDO 0 202601 4010 {1 "100"} 60.00
    #PSALDO 0 202601 4010 {1 "200"} 30.00
    #PSALDO 0 202601 4010 {6 "P1"} 70.00
    #PSALDO 0 202601 4010 {1 "100" 6 "P1"} 55.00
    #PSALDO 0 202601 5010 {1 "100"} 25.00
    """
    make.municipality()
    doc = test_type_3_splits_on_units_and_counts_no_other_cut_of_the_same_amount.__doc__
    source = make.imported(make.sie(doc, tmp_path, sie_type=3)).source
    assert balances(source) == {
        ("4010", "100", 1): 6000,
        ("4010", "200", 1): 3000,
        ("4010", "", 1): 1000,
        ("5010", "100", 1): 2500,
    }


def test_a_full_files_own_period_balances_are_not_added_to_its_vouchers(tmp_path):
    make.municipality()
    lines = VOUCHER + "#PSALDO 0 202601 4010 {} 100.00\n#RES 0 4010 100.00"
    make.imported(make.sie(lines, tmp_path))
    assert outcome(2026).net_cost == {("100", 1): 10000}


def test_a_sub_systems_vouchers_are_kept_but_are_never_outcome(tmp_path):
    make.municipality()
    ledger = make.imported(make.sie(VOUCHER, tmp_path)).source
    payroll = make.imported(make.sie(LATER, tmp_path, name="lon.si")).source
    ledger.refresh_from_db()
    assert (payroll.sie_type, payroll.counts, ledger.replaced_by) == ("4I", False, None)
    assert outcome(2026).net_cost == {("100", 1): 10000}
    assert import_page(payroll.pk).stored.rows == 2


def test_what_the_model_and_the_organisation_do_not_know_is_said(tmp_path):
    """
    #KONTO 9010 "Internt"
    #OBJEKT 1 999 "Nedlagd"
    #VER A 1 20260115
    {
    #TRANS 9010 {1 "999"} 100.00
    #TRANS 4010 {} 20.00
    #TRANS 1930 {} -120.00
    }
    """
    make.municipality()
    doc = test_what_the_model_and_the_organisation_do_not_know_is_said.__doc__
    said = make.imported(make.sie(doc, tmp_path)).source.summary
    assert said["unlinked_accounts"] == [{"code": "9010", "name": "Internt", "amount": 10000}]
    assert said["unknown_units"] == [{"code": "999", "name": "Nedlagd", "amount": 10000}]


def test_an_unbalanced_voucher_is_imported_as_it_is_and_told(tmp_path):
    make.municipality()
    lines = VOUCHER.replace("-100.00", "-99.00")
    source = make.imported(make.sie(lines, tmp_path)).source
    assert len(source.summary["unbalanced"]) == 1
    assert sum(balances(source).values()) == 100
    assert {a.number: a.amount for a in by_account(2026)} == {"4010": 10000}
