"""What the reader accepts, and what it says about it; each docstring is the file after its head."""

from datetime import date

import pytest

from huset.ledger.sie import Account, Dimension, FiscalYear, ObjectCode, Unbalanced, read
from huset.ledger.tests.sie_help import FILES, HEAD, START, as_file, codes, reading

ENCODED = {
    "plain.se": ("cp437", []),
    "utf8.se": ("utf-8", [(3, "encoding")]),
    "utf8_bom.se": ("utf-8", [(3, "encoding")]),
    "latin1.se": ("latin-1", [(3, "encoding")]),
    "cr_only.se": ("cp437", []),
    "ctrl_z.se": ("cp437", []),
    "no_last_newline.se": ("cp437", []),
    "ksumma.se": ("cp437", []),
}


@pytest.mark.parametrize("name", ENCODED)
def test_the_same_file_is_read_alike_however_letters_and_line_ends_are_coded(name):
    file = read(FILES / name)
    encoding, warnings = ENCODED[name]
    assert (file.encoding, codes(file)) == (encoding, warnings)
    assert file.company == "Åmåls kommun"
    assert file.accounts[2] == Account("5010", "Hyra för förskola")
    assert file.transactions.select(
        "series", "number", "date", "voucher_text", "amount"
    ).rows() == [
        ("A", "1", date(2025, 1, 15), "Hyra, förskolan Ängen", 100_000),
        ("A", "1", date(2025, 1, 15), "Hyra, förskolan Ängen", -100_000),
    ]
    assert list(file.rows["objects"]) == ["1=100;20=407", ""]


def test_windows_letters_outside_latin_1_are_right():
    assert read(FILES / "windows1252.se").vouchers["text"][0] == "Hyra – förskolan Ängen"


def test_letters_lost_before_the_export_are_told():
    file = read(FILES / "broken_letters.se")
    assert codes(file) == [(3, "encoding"), (7, "letters")]
    assert file.company == "\ufffdmåls kommun"


def test_a_file_without_balances_and_year_is_an_import_file():
    assert read(FILES / "import.si").sie_type == "4I"
    assert read(FILES / "plain.se").sie_type == "4E"
    assert read(FILES / "plain.se", suffix=".SI").sie_type == "4I"


def test_the_checksum_is_tried(tmp_path):
    assert read(FILES / "ksumma.se").checksum == "ok"
    wrong = read(FILES / "ksumma_wrong.se")
    assert (wrong.checksum, codes(wrong)) == ("wrong", [(21, "checksum")])
    assert read(FILES / "plain.se").checksum == "missing"


def test_what_stands_after_the_checksum_is_told(tmp_path):
    after = b"#VER B 1 20250115\r\n{\r\n}\r\n"
    last = (FILES / "ksumma.se").read_bytes().count(b"\n")
    file = read(as_file(tmp_path, (FILES / "ksumma.se").read_bytes() + after))
    assert (file.checksum, codes(file)) == ("ok", [(last + 1, "checksum_end")])


def test_lines_that_end_with_cr_are_read_even_if_the_last_ends_with_lf(tmp_path):
    content = (FILES / "plain.se").read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r")
    file = read(as_file(tmp_path, content + b"\n"))
    assert file.rows.equals(read(FILES / "plain.se").rows)


def test_a_period_outside_the_year_is_told(tmp_path):
    """
    #PSALDO 0 202512 5010 {} 1
    #PSALDO 0 202601 5010 {} 2
    #PBUDGET -1 202412 5010 {} 3
    """
    file = reading(tmp_path, test_a_period_outside_the_year_is_told.__doc__)
    assert (11, "date_outside_year") in codes(file)
    assert len([code for _, code in codes(file) if code == "date_outside_year"]) == 1


def test_the_head_is_read_whole(tmp_path):
    r"""
    #PROSA "Sagt \"i förbigående\""
    #FTYP AB
    #FNR KOMMUN
    #ORGNR 212000-0001
    #BKOD 84111
    #ADRESS "Ekonomi" "Box 1" "123 45 Orten" "0123-456"
    #RAR -1 20240101 20241231
    #TAXAR 2026
    #OMFATTN 20250131
    #KPTYP "Kommun-Bas 25"
    #VALUTA SEK
    #KTYP 5010 K
    #ENHET 5010 kvm
    #SRU 5010 7513
    #SRU 5010 7514
    #SRU 9999 1
    #DIM 1 Ansvar
    #UNDERDIM 21 Enhet 1
    #OBJEKT 1 "100" "Förskolan"
    """
    file = reading(tmp_path, test_the_head_is_read_whole.__doc__)
    assert codes(file) == []
    assert (file.program, file.program_version, file.generated) == ("Prov", "1", date(2025, 1, 31))
    assert (file.prose, file.company_type, file.company_id) == (
        'Sagt "i förbigående"',
        "AB",
        "KOMMUN",
    )
    assert (file.org_number, file.industry, file.tax_year) == ("212000-0001", "84111", "2026")
    assert file.address == ("Ekonomi", "Box 1", "123 45 Orten", "0123-456")
    assert (file.chart_type, file.currency) == ("Kommun-Bas 25", "SEK")
    assert file.covers_until == date(2025, 1, 31)
    assert file.fiscal_years == (
        FiscalYear(0, date(2025, 1, 1), date(2025, 12, 31)),
        FiscalYear(-1, date(2024, 1, 1), date(2024, 12, 31)),
    )
    assert file.accounts[1] == Account("5010", "Hyra", "K", "kvm", ("7513", "7514"))
    assert file.dimensions == (Dimension(1, "Ansvar"), Dimension(21, "Enhet", 1))
    assert file.objects == (ObjectCode(1, "100", "Förskolan"),)


def test_every_kind_of_balance_is_read(tmp_path):
    """
    #IB 0 1930 100.50 2
    #UB -1 1930 100.50
    #RES 0 5010 -3
    #OIB 0 1930 {1 "100"} 1.5
    #OUB 0 1930 {1 "100"} 2.05 7
    #PSALDO 0 202501 5010 {} 10
    #PBUDGET 0 202501 5010 {6 "P1" 1 100} -20.00
    """
    file = reading(tmp_path, test_every_kind_of_balance_is_read.__doc__)
    assert file.balances.drop("line").rows() == [
        ("IB", 0, "", "1930", "", 10050, "2"),
        ("UB", -1, "", "1930", "", 10050, ""),
        ("RES", 0, "", "5010", "", -300, ""),
        ("OIB", 0, "", "1930", "1=100", 150, ""),
        ("OUB", 0, "", "1930", "1=100", 205, "7"),
        ("PSALDO", 0, "202501", "5010", "", 1000, ""),
        ("PBUDGET", 0, "202501", "5010", "1=100;6=P1", -2000, ""),
    ]


def test_fields_are_read_in_every_spelling(tmp_path):
    r"""
    #VER "" "" "20250115" "C:\temp \"ny\"" 20250116 "AB" "fält från framtiden"

    {
        #TRANS	"5010"	{ }	"1"	""	"text"	"2.5"	"sign"	extra
       #TRANS 5010{"1" "456" "7" "47"}1 20250117 lös\text
    #TRANS 5010 {6 "a;b\\c" 1 "x y"} -2.5
    #TRANS 5010 {1 2 3 4 5 6 7 8 9 10} 0.50
    #TRANS 5010 {} 0 "" "slut \"
    #TRANS 5010 {20 ""} 0
    }
    """
    file = reading(tmp_path, test_fields_are_read_in_every_spelling.__doc__)
    assert file.vouchers.drop("line").rows() == [
        (1, "", "", date(2025, 1, 15), 'C:\\temp "ny"', date(2025, 1, 16), "AB")
    ]
    assert file.rows.drop("line", "voucher", "account").rows() == [
        ("", 100, None, "text", "2.5", "sign"),
        ("1=456;7=47", 100, date(2025, 1, 17), "lös\\text", "", ""),
        ("1=x y;6=a\\;b\\\\\\\\c", -250, None, "", "", ""),
        ("1=2;3=4;5=6;7=8;9=10", 50, None, "", "", ""),
        ("", 0, None, "slut \\", "", ""),
        ("20=", 0, None, "", "", ""),
    ]
    assert codes(file) == [(0, "dimension_undeclared"), (17, "quote")]


def test_a_quote_inside_a_field_is_kept_and_told(tmp_path):
    """
    #KONTO 1288 "F"rskott till Lind"
    """
    file = reading(tmp_path, test_a_quote_inside_a_field_is_kept_and_told.__doc__)
    assert file.accounts[0].name == 'F"rskott till Lind'
    assert codes(file) == [(10, "quote")]


def test_amounts_beyond_doubt_are_read_and_told(tmp_path):
    """
    #VER A 1 20250115
    {
    #TRANS 5010 {} 1234,50
    #TRANS 5010 {} +2.5
    #TRANS 5010 {} .5
    #TRANS 5010 {} -1237,5
    #TRANS 1930 {} "-0.00"
    }
    """
    file = reading(tmp_path, test_amounts_beyond_doubt_are_read_and_told.__doc__)
    assert list(file.rows["amount"]) == [123_450, 250, 50, -123_750, 0]
    assert codes(file) == [
        (12, "amount_comma"),
        (13, "amount_plus"),
        (14, "amount_spelling"),
    ]
    assert (file.sum_debit, file.sum_credit) == (123_750, -123_750)


def test_a_large_amount_is_exact_and_a_sum_of_them_too(tmp_path):
    """
    #VER A 1 20250115
    {
    #TRANS 5010 {} 999999999999999.99
    #TRANS 5010 {} 999999999999999.99
    #TRANS 1930 {} -999999999999999.99
    #TRANS 1930 {} -999999999999999.99
    }
    """
    file = reading(tmp_path, test_a_large_amount_is_exact_and_a_sum_of_them_too.__doc__)
    assert file.sum_debit == 2 * 99_999_999_999_999_999


def test_added_and_removed_rows_are_kept_apart_from_the_sums(tmp_path):
    """
    #VER A 1 20250115
    {
    #TRANS 5010 {} 100
    #BTRANS 1930 {} -90 "" borttagen
    #RTRANS 1930 {} -100 "" tillagd
    #TRANS 1930 {} -100 "" tillagd
    }
    """
    file = reading(tmp_path, test_added_and_removed_rows_are_kept_apart_from_the_sums.__doc__)
    assert list(file.rows["amount"]) == [10_000, -10_000]
    assert file.corrections.select("label", "voucher", "amount", "text").rows() == [
        ("BTRANS", 1, -9_000, "borttagen"),
        ("RTRANS", 1, -10_000, "tillagd"),
    ]
    assert (file.unbalanced, codes(file)) == ((), [])


def test_an_unbalanced_voucher_is_told_with_its_difference(tmp_path):
    """
    #VER A 7 20250115
    {
    #TRANS 5010 {} 100.01
    #TRANS 1930 {} -100
    }
    """
    file = reading(tmp_path, test_an_unbalanced_voucher_is_told_with_its_difference.__doc__)
    assert file.unbalanced == (Unbalanced("A", "7", 10, 1),)
    assert codes(file) == [(10, "unbalanced")]


def test_odd_records_are_told_once_with_their_count(tmp_path):
    """
    #MOMSKOD 1930 10
    #MOMSKOD 5010 10
    #ksumm 1
    #konto 3010 Avgift
    """
    file = reading(tmp_path, test_odd_records_are_told_once_with_their_count.__doc__)
    assert codes(file) == [
        (10, "unknown_label"),
        (12, "label_case"),
        (12, "unknown_label"),
        (13, "label_case"),
    ]
    assert file.warnings[0].text.endswith("(2 gånger, första på denna rad)")
    assert len(file.accounts) == 3


def test_what_does_not_hang_together_is_told(tmp_path):
    """
    #IB 0 1930 100
    #UB 0 1930 50
    #UB 0 1930 50
    #VER A 1 20250115
    {
    #TRANS 4010 {77 1} 10
    #TRANS 1930 {} -10
    }
    #VER A 1 20260115
    {
    }
    """
    file = reading(tmp_path, test_what_does_not_hang_together_is_told.__doc__)
    assert codes(file) == [
        (0, "dimension_undeclared"),
        (0, "balance"),
        (12, "balance_duplicate"),
        (12, "balance"),
        (15, "account_undeclared"),
        (18, "date_outside_year"),
        (18, "voucher_duplicate"),
    ]


def test_a_brace_beside_its_voucher_is_told_and_read(tmp_path):
    """
    #VER A 1 20250115 "Hyra" {
    #TRANS 5010 {} 10
    #TRANS 1930 {} -10
    }
    """
    file = reading(tmp_path, test_a_brace_beside_its_voucher_is_told_and_read.__doc__)
    assert (len(file.rows), codes(file)) == (2, [(10, "brace_place")])


def test_missing_mandatory_records_are_told(tmp_path):
    file = read(as_file(tmp_path, "#FNAMN Prov\n"))
    assert file.sie_type == "1"
    assert [found.text.split()[0] for found in file.warnings] == [
        "#FLAGGA",
        "#PROGRAM",
        "#FORMAT",
        "#GEN",
        "#RAR",
        "#KONTO",
    ]


def test_vouchers_in_a_file_of_another_type_make_it_type_4(tmp_path):
    file = reading(tmp_path, "#VER A 1 20250115\n{\n}", head=HEAD.replace("#SIETYP 4", "#SIETYP 1"))
    assert (file.sie_type, codes(file)) == ("4E", [(5, "sie_type")])


def test_control_characters_become_blanks_and_are_told(tmp_path):
    file = reading(tmp_path, '#PROSA "a\x07b"')
    assert (file.prose, codes(file)) == ("a b", [(10, "control")])


def test_a_last_record_without_line_end_may_be_cut_and_is_told(tmp_path):
    file = read(as_file(tmp_path, HEAD + "#UB 0 1930 12"))
    assert codes(file) == [(10, "last_line")]


def test_a_file_without_a_chart_says_nothing_of_each_account(tmp_path):
    file = reading(tmp_path, "#VER A 1 20250115\n{\n#TRANS 1 {} 0\n}", head=START)
    assert (file.sie_type, codes(file)) == ("4I", [])
