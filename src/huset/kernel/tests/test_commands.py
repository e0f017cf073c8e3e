import pytest
from click.testing import CliRunner
from django.db import connection

from huset.kernel.actions import record
from huset.kernel.commands import log
from huset.kernel.versions import freeze


@pytest.fixture
def told(person):
    record("kernel.test.done", by=person, on=person)
    freeze(person, {"mål": 1})
    return lambda: CliRunner().invoke(log, ["verify"])


def test_a_whole_log_is_said_to_be_whole(told):
    answer = told()

    assert (answer.exit_code, answer.output) == (0, "Loggen är hel: 1 rader, 1 versioner.\n")


@pytest.mark.parametrize(
    ("tampering", "said"),
    [
        ("update kernel_event set why = 'annat'", "Rad 1 i loggen är inte som den skrevs.\n"),
        (
            """update kernel_version set content = '{"mål": 2}'""",
            "kernel.User 1, version 1: innehållet är ändrat\n",
        ),
    ],
)
def test_what_has_been_changed_is_named(told, person, tampering, said):
    with connection.cursor() as cursor:
        cursor.execute(tampering)
    answer = told()

    assert (answer.exit_code, answer.output.replace(str(person.pk), "1")) == (2, said)
