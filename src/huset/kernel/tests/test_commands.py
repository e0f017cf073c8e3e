"""The log's commands: what is said of a whole log, of a broken one, and of an exported file."""

import json

import pytest
from click.testing import CliRunner
from django.db import connection

from huset.kernel.actions import record
from huset.kernel.commands import log
from huset.kernel.models import Event
from huset.kernel.versions import freeze

pytestmark = pytest.mark.django_db
TAMPERED = "Rad 1 i loggen är inte som den skrevs: "


def told(*arguments):
    return CliRunner().invoke(log, [str(a) for a in arguments])


@pytest.fixture
def lines(person):
    for number in range(3):
        record("kernel.test.done", by=person, on=person, before={"n": number}, why="åäö\n=1+1")
    freeze(person, {"mål": 1})


@pytest.fixture
def exported(lines, tmp_path):
    file = tmp_path / "logg.jsonl"
    assert told("export", file).exit_code == 0
    return file


def test_a_whole_log_is_said_to_be_whole(lines):
    answer = told("verify")

    assert (answer.exit_code, answer.output) == (0, "Loggen är hel: 3 rader, 1 versioner.\n")


@pytest.mark.parametrize(
    ("tampering", "said"),
    [
        (
            "update kernel_event set why = 'annat' where id = 1",
            f"{TAMPERED}innehållet. Det stämmer inte med radens kontrollsumma.\n",
        ),
        (
            """update kernel_version set content = '{"mål": 2}'""",
            "kernel.User 1, version 1: innehållet är ändrat\n",
        ),
    ],
)
def test_what_has_been_changed_is_named(lines, person, tampering, said):
    with connection.cursor() as cursor:
        cursor.execute(tampering)
    answer = told("verify")

    assert (answer.exit_code, answer.output.replace(f"User {person.pk}", "User 1")) == (2, said)


def test_an_export_is_whole(exported):
    answer = told("verify", exported)

    assert (answer.exit_code, answer.output) == (
        0,
        "Exporten är hel: 3 rader, från loggens början.\n",
    )


def test_a_part_of_the_log_says_where_it_begins(lines, tmp_path):
    file = tmp_path / "del.jsonl"
    move(1, "2026-01-05")  # the lines themselves no longer verify; only where they begin is asked
    told("export", "--since", "2026-01-06", file)
    starts_at = Event.objects.get(pk=1).digest

    assert told("verify", file).output == (
        f"Exporten är hel: 2 rader, från kontrollsumma {starts_at}.\n"
    )


def test_a_period_without_lines_is_an_empty_export(lines, tmp_path):
    file = tmp_path / "tom.jsonl"
    told("export", "--since", "1999-01-01", "--until", "1999-12-31", file)

    assert told("verify", file).output == "Exporten är hel: 0 rader, från loggens början.\n"


def move(number, day):
    with connection.cursor() as cursor:
        cursor.execute(
            "update kernel_event set at = %s where id = %s", [f"{day} 12:00:00+00", number]
        )


def without(number):
    return lambda rows: rows[:number] + rows[number + 1 :]


def changed(rows):
    return [rows[0], json.dumps(json.loads(rows[1]) | {"why": "annat"}), *rows[2:]]


def swapped(rows):
    return [rows[0], rows[2], rows[1], rows[3]]


@pytest.mark.parametrize(
    ("tamper", "said"),
    [
        pytest.param(changed, f"{TAMPERED}innehållet", id="changed"),
        pytest.param(swapped, f"{TAMPERED}ordningen", id="swapped"),
        pytest.param(without(1), f"{TAMPERED}ordningen", id="without the first"),
        pytest.param(without(2), "Rad 2 i loggen är inte som den skrevs: ordningen", id="a gap"),
        pytest.param(without(3), "Rad 3 i loggen är inte som den skrevs: slutet", id="no end"),
    ],
)
def test_an_export_that_has_been_changed_is_found(exported, tamper, said):
    exported.write_text("\n".join(tamper(exported.read_text().splitlines())) + "\n")
    answer = told("verify", exported)

    assert answer.exit_code == 2
    assert answer.output.startswith(said)


@pytest.mark.parametrize("text", ["", "hej\n", "[]\n", '{"format": "annat"}\n', "1\n"])
def test_a_file_that_is_no_export_says_so(tmp_path, db, text):
    file = tmp_path / "annat.jsonl"
    file.write_text(text)
    answer = told("verify", file)

    assert answer.exit_code == 2
    assert "ingen export av loggen" in answer.output


def test_an_export_that_is_cut_off_in_a_line_says_so(exported):
    exported.write_text(exported.read_text()[:-20])

    assert "avhuggen" in told("verify", exported).output


def test_a_day_that_is_none_is_refused(tmp_path, db):
    assert told("export", "--since", "i går", tmp_path / "x").exit_code == 2


def test_a_file_that_cannot_be_written_says_so(lines, tmp_path):
    answer = told("export", tmp_path / "saknas" / "logg.jsonl")

    assert (answer.exit_code, "kan inte skrivas" in answer.output) == (2, True)
