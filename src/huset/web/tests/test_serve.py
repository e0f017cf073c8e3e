"""Ending together, work that was left half done, and an installation that is not ready."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from huset.ledger.tasks import import_upload
from huset.web.background import take_up_again

ENDLESS = "import time; time.sleep(600)"
STUBBORN = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); " + ENDLESS
TOGETHER = """
import sys
from huset.web import serve
serve.PATIENCE = 1
serve.run_together({"Den ena": [sys.executable, "-c", sys.argv[1]],
                    "Den andra": [sys.executable, "-c", sys.argv[2]]})
"""


def together(one: str, other: str) -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603 -- our own
        [sys.executable, "-c", TOGETHER, one, other], stderr=subprocess.PIPE, text=True
    )


def children(of: int) -> list[str]:
    return Path(f"/proc/{of}/task/{of}/children").read_text().split()


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="children are read from /proc")
@pytest.mark.parametrize("both", [ENDLESS, STUBBORN], ids=["willing", "stubborn"])
@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_when_told_to_stop_every_process_ends(told, both):
    running = together(both, both)
    while len(started := children(running.pid)) < 2:
        time.sleep(0.05)
    time.sleep(0.5)
    running.send_signal(told)
    _, said = running.communicate(timeout=20)

    assert (running.returncode, said) == (0, "")
    assert [pid for pid in started if Path(f"/proc/{pid}").exists()] == []


def test_when_one_ends_by_itself_the_other_is_ended_and_it_is_told():
    _, said = together("", ENDLESS).communicate(timeout=20)

    assert said == "Den ena avslutades oväntat, så Huset stannar.\n"


@pytest.mark.django_db
def test_a_task_that_a_worker_left_is_taken_up_again():
    asked = import_upload.enqueue(sha256="0" * 64, name="x.se", by=1, new_company=False)
    DBTaskResult.objects.filter(id=asked.id).update(status=TaskResultStatus.RUNNING)

    assert take_up_again() == 1
    assert DBTaskResult.objects.get(id=asked.id).status == TaskResultStatus.READY


@pytest.mark.django_db
def test_where_nothing_is_loaded_a_page_says_what_to_do(client):
    answer = client.get("/")

    assert answer.status_code == 503
    assert "huset example load" in answer.content.decode()
