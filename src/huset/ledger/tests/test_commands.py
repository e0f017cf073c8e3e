"""Accounting files on the command line."""

import json
import os

import pytest
from click.testing import CliRunner

from huset.ledger.commands import sie
from huset.ledger.models import Import
from huset.ledger.tests import make

LINES = "#VER A 1 20260115\n{\n#TRANS 4010 {} 1.00\n#TRANS 1930 {} -1.00\n}"


def run(*words):
    return CliRunner().invoke(sie, [str(word) for word in words])


def test_check_says_what_a_file_holds(tmp_path):
    done = run("check", make.sie(LINES, tmp_path), "--json")
    assert done.exit_code == 0
    said = json.loads(done.stdout)
    assert (said["company"], said["vouchers"], said["sum_debit"]) == ("Provkommun", 1, "1.00")


def test_check_is_also_written_for_people(tmp_path):
    path = make.sie(LINES, tmp_path)
    lines = run("check", path).stdout.splitlines()
    assert lines[0] == f"{path}: går att läsa in"
    assert "  vouchers: 1" in lines


def test_check_refuses_with_the_line_on_standard_error(tmp_path):
    done = run("check", make.sie("#TRANS 4010 {} 1.00", tmp_path))
    assert done.exit_code == 2
    assert done.stdout == ""
    assert done.stderr.startswith("18: ")


@pytest.mark.django_db
def test_import_imports_and_says_what_it_did(tmp_path):
    make.municipality()
    path = make.sie(LINES, tmp_path)
    first, again = run("import", path, "--json"), run("import", path, "--json")
    source = Import.objects.get()
    assert json.loads(first.stdout)["effect"] == "new"
    assert json.loads(again.stdout) == {
        "import": source.pk,
        "effect": "same",
        "text": "Filen är redan inläst, som prov.se.",
    }
    assert str(source.by) == "Kommandoraden"


@pytest.mark.django_db
def test_import_refuses_an_unknown_company_until_told_that_it_is_new(tmp_path):
    make.municipality()
    path = make.sie(LINES, tmp_path, org_number="556000-0001")
    refused = run("import", path)
    assert (refused.exit_code, refused.stdout, Import.objects.count()) == (2, "", 0)
    assert run("import", path, "--new-company").exit_code == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("lines", "head"),
    [
        ("#RES 0 4010 1\n#RES 0 4010 2", {"sie_type": 1}),
        ("#UB 0 1930 1", {"year": "x\n#RAR -1 2025"}),
        ("#UB 0 1930 999999999999999\n" * 100, {}),
    ],
    ids=["two balances of the same", "no year", "sums too large to keep"],
)
def test_check_refuses_what_import_refuses(tmp_path, lines, head):
    make.municipality()
    content = make.sie(lines, tmp_path, **head).read_bytes()
    path = tmp_path / "annan.se"
    path.write_bytes(content.replace(b"#RAR 0 x0101 x\r\n", b"").replace(b"#RAR 0 x", b"#PROSA x"))
    checked, imported = run("check", path), run("import", path)
    assert (checked.exit_code, imported.exit_code, Import.objects.count()) == (2, 2, 0)
    line, _, text = checked.stderr.partition(": ")
    assert imported.stderr == (f"Rad {line}: {text}" if line != "0" else text)


def test_a_missing_file_is_told_in_swedish(tmp_path):
    done = run("check", tmp_path / "saknas.se")
    assert done.exit_code == 2
    text = "Filen finns inte, eller är en mapp eller något annat som inte kan läsas två gånger."
    assert done.stderr == f"0: {text}\n"


@pytest.mark.django_db
def test_a_file_whose_name_is_not_utf_8_is_imported(tmp_path):
    make.municipality()
    path = tmp_path / os.fsdecode(b"r\xe4kenskap.se")
    make.sie(LINES, tmp_path).rename(path)
    assert run("import", path).exit_code == 0
    assert Import.objects.get().file_name == "r\N{REPLACEMENT CHARACTER}kenskap.se"
