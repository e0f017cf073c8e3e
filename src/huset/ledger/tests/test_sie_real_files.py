"""The nine files from real accounting systems, where the folder with them is found."""

import polars as pl
import pytest

from huset.ledger.sie import read
from huset.ledger.tests.sie_help import REAL, dumb

pytestmark = pytest.mark.skipif(not REAL.exists(), reason="the folder of real files is not here")

# file, type, encoding, vouchers, transactions, accounts, checksum, vouchers out of balance
FILES = [
    ("01_SIE4_Exempelfil_sie.se_CRLF.SE", "4E", "cp437", 295, 1330, 530, "missing", 0),
    ("02_SIE4_Exempelfil_med_underdim_UTF8.SE", "4E", "utf-8", 295, 1330, 530, "missing", 0),
    ("08_Norstedts_SIE4E_KSUMMA.se", "4E", "cp437", 177, 678, 351, "ok", 0),
    ("10_VismaCompact_SIE3_KSUMMA.se", "3", "cp437", 0, 0, 301, "ok", 0),
    ("12_Briljant_Test4_1464_trans.SE", "4E", "cp437", 167, 1464, 81, "missing", 0),
    ("13_Mamut_SIE4_5dim.SE", "4E", "cp437", 168, 458, 412, "missing", 0),
    ("16_KontekLon_4I.SI", "4I", "cp437", 1, 25, 0, "missing", 0),
    ("18_SoftOneXE_SIE4_ett_obalanserat_ver.SE", "4E", "cp437", 65, 248, 373, "missing", 1),
    ("19_okand_etikett_MOMSKOD_obalans.se", "4I", "ascii", 2, 5, 4, "missing", 1),
]


@pytest.mark.parametrize("expected", FILES, ids=[row[0][:2] for row in FILES])
def test_a_real_file_is_read_with_the_counts_it_is_known_to_have(expected):
    name, *facts = expected
    file = read(REAL / name)
    found = [file.sie_type, file.encoding, len(file.vouchers), len(file.transactions)]
    assert [*found, len(file.accounts), file.checksum, len(file.unbalanced)] == facts


@pytest.mark.parametrize("name", [row[0] for row in FILES], ids=[row[0][:2] for row in FILES])
def test_the_sums_of_a_real_file_equal_those_of_a_dumb_reader_to_the_ore(name):
    file = read(REAL / name)
    sums = dict(file.rows.group_by("account").agg(pl.col("amount").sum()).iter_rows())
    assert (len(file.vouchers), len(file.rows), sums) == dumb(REAL / name)
    assert file.sum_debit + file.sum_credit == sum(sums.values())


def test_the_object_lists_of_five_dimensions_come_by_dimension():
    file = read(REAL / "13_Mamut_SIE4_5dim.SE")
    lists = set(file.rows["objects"])
    assert {"6=8", "1=2;10=12", "1=2;8=30083;10=12"} <= lists


def test_what_programs_did_wrong_is_told():
    codes = {
        row[0][:2]: sorted({found.code for found in read(REAL / row[0]).warnings}) for row in FILES
    }
    assert codes == {
        "01": [],
        "02": ["encoding", "letters"],
        "08": [],
        "10": [],
        "12": [],
        "13": [],
        "16": [],
        "18": ["balance", "duplicate", "quote", "unbalanced"],
        "19": ["account_undeclared", "unbalanced", "unknown_label"],
    }
