"""Reports on the command line."""

import pytest
from click.testing import CliRunner

from huset.followup.actions import open_round
from huset.followup.commands import report
from huset.followup.tests.test_actions import CUTOFF
from huset.organisation.tests.make import body, model, user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def april():
    model()
    body("KF", "Fullmäktige", "council")
    return open_round(point="t1", year=2026, cutoff=CUTOFF, by=user(), is_example=True)


def run(*words):
    return CliRunner().invoke(report, [str(word) for word in words])


def test_a_report_is_written_to_a_file(tmp_path):
    done = run("t1", 2026, "--body", "KF", "--format", "html", "--out", tmp_path / "t1.html")
    assert done.stdout == f"{tmp_path / 't1.html'}: {(tmp_path / 't1.html').stat().st_size} byte\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("t9", 2026), "Det finns ingen uppföljning t9 2026. Det finns: t1 2026.\n"),
        (("t1", 2026, "--body", "XX"), "Organet XX finns inte. Det finns: KF.\n"),
    ],
)
def test_an_unknown_report_is_refused_with_those_that_there_are(tmp_path, words, said):
    done = run(*words, "--out", tmp_path / "t1.pdf")
    assert (done.exit_code, done.stderr, list(tmp_path.iterdir())) == (2, said, [])


def test_a_place_that_cannot_be_written_is_told_without_a_traceback(tmp_path):
    done = run("t1", 2026, "--format", "html", "--out", tmp_path)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith(f"{tmp_path} kan inte skrivas (")
