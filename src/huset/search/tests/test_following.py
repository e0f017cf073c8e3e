"""The index follows the log, survives what goes wrong, and is shared by processes."""

import json
import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.test import Client

from huset.kernel.actions import record
from huset.kernel.models import Event, LogHead
from huset.organisation.actions import correct_person, found_body, give_mandate, register_person
from huset.organisation.permissions import actor_of
from huset.organisation.rules import Role
from huset.organisation.tests import make
from huset.search import filling, index
from huset.search.filling import Freshness, rebuild, refresh, standing
from huset.search.tests import shelf
from huset.search.tests.shelf import SHELF, ask, fill, thing, titles

pytestmark = pytest.mark.django_db


def test_a_new_thing_is_found_at_once_and_a_changed_one_by_its_new_words(governed):
    rebuild()
    made = found_body(
        code="KFN", name="Kulturnämnden", kind="committee", since=make.SINCE, by=make.user()
    )
    assert titles("kulturnämnd") == ["Kulturnämnden"]

    before, made.name = {}, "Fritidsnämnden"
    made.save()
    record("organisation.body.corrected", by=make.user(), on=made, before=before)

    assert titles("fritidsnämnd") == ["Fritidsnämnden"]
    assert "Kulturnämnden" not in titles("kulturnämnd")


def test_a_protected_identity_is_gone_before_the_next_search(governed):
    person = register_person(name="Zebra Kvist", user=None, by=make.user())
    give_mandate(
        person=person, role=Role.MEMBER, place=make.body(), since=make.SINCE, by=make.user()
    )
    rebuild()
    assert ask("zebra").count == 1
    correct_person(person=person, protected=True, by=make.user(), why="Beslut om skydd")
    assert ask("zebra").count == 0


def test_what_waits_for_the_background_is_not_found_as_it_was(governed, monkeypatch):
    person = register_person(name="Zebra Kvist", user=None, by=make.user())
    give_mandate(
        person=person, role=Role.MEMBER, place=make.body(), since=make.SINCE, by=make.user()
    )
    rebuild()
    monkeypatch.setattr(filling, "MOST_THINGS", 0)
    correct_person(person=person, protected=True, by=make.user(), why="Beslut om skydd")
    found = ask("zebra")

    assert (found.count, found.freshness) == (0, Freshness.BEHIND)
    assert refresh().things == 0
    assert ask("zebra").freshness is Freshness.FRESH


def test_only_what_the_log_tells_of_is_read_again(shelved):
    fill(thing(1, "Plan ett"), thing(2, "Plan två"))
    SHELF.told.clear()
    body = make.body()
    standing()

    assert SHELF.told == [{body.pk}]


def test_lines_about_other_things_cost_no_writing_until_they_are_many(shelved):
    fill(thing(1, "Plan"))
    seen = index.reading().seen.line
    head = LogHead.objects.get_or_create(pk=1)[0]
    for at in range(1, filling.MOST_LINES + 2):
        record("kernel.log.verified", by=make.user(), on=head)
        assert standing().freshness is Freshness.FRESH
        now = index.reading().seen.line
        assert now == (seen if at <= filling.MOST_LINES else seen + at)


def test_without_an_index_there_is_no_answer_until_it_is_made(shelved):
    SHELF.things = [thing(1, "Plan")]
    assert ask("plan").freshness is Freshness.MISSING
    refresh()
    assert titles("plan") == ["Plan"]


def test_a_folder_that_is_gone_is_made_anew(shelved):
    fill(thing(1, "Plan"))
    shutil.rmtree(configured.SEARCH)
    assert ask("plan").freshness is Freshness.MISSING
    refresh()
    assert titles("plan") == ["Plan"]


@pytest.mark.parametrize("whole", [(), ("meta.json",), ("meta.json", ".term", ".fast")])
def test_files_that_cannot_be_read_are_made_anew(shelved, monkeypatch, whole):
    fill(thing(1, "Plan"))
    for file in index.folder().iterdir():
        if not file.name.endswith(whole):
            file.write_bytes(b"trasig")
    monkeypatch.setattr(index, "_opened", None)
    assert ask("plan").freshness is Freshness.MISSING
    refresh()
    assert titles("plan") == ["Plan"]


def test_an_index_of_another_log_is_not_answered_from(shelved):
    make.body()
    fill(thing(1, "Plan"))
    head = LogHead.objects.get()
    head.number, head.digest = head.number, "0" * 64  # another line with the same number
    head.save()
    Event.objects.filter(pk=head.number)._raw_delete("default")
    assert ask("plan").freshness is Freshness.MISSING


def test_an_index_of_other_finders_is_not_answered_from(shelved, settings):
    fill(thing(1, "Plan"))
    settings.FINDERS = [shelf.PATH, "huset.goals.finding.GOALS"]
    assert ask("plan").freshness is Freshness.MISSING


def test_an_index_of_another_shape_is_thrown_away(shelved, monkeypatch):
    fill(thing(1, "Plan"))
    old = index.folder()
    monkeypatch.setattr(index, "SHAPE", index.SHAPE + 1)
    assert ask("plan").freshness is Freshness.MISSING
    refresh()
    assert titles("plan") == ["Plan"]
    assert not old.exists()


class Breaks:
    """A finder that fails halfway."""

    label = "organisation.Body"
    also: tuple[str, ...] = ()

    def find(self, numbers=None):
        yield thing(1, "Nya planen")
        if index.reading() and self.written:
            raise RuntimeError("strömavbrott")
        self.written = True

    written = False


def test_a_failure_midway_leaves_the_old_index(shelved, monkeypatch):
    fill(thing(1, "Gamla planen"))
    breaks = Breaks()
    monkeypatch.setattr(filling, "finders", lambda: [breaks])
    with pytest.raises(RuntimeError):
        rebuild()

    monkeypatch.undo()
    assert titles("planen") == ["Gamla planen"]
    fill(thing(1, "Senaste planen"))
    assert titles("planen") == ["Senaste planen"]


KILLED = """
import os, sys, django
django.setup()
from huset.search import filling, index
from huset.search.tests.shelf import thing
from django.conf import settings
from pathlib import Path
settings.SEARCH = Path(sys.argv[1])
with filling.alone(patience=5) as mine, index.writing(anew=True) as writer:
    for number in range(20000):
        writer.add_document(index.document_of(thing(number, "Nya planen"), "x.X", lambda word: ()))
    os._exit(9)
"""


def test_a_process_that_is_killed_midway_leaves_the_old_index_and_no_lock(shelved, tmp_path):
    fill(thing(1, "Gamla planen"))
    data = {"HUSET_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "huset.web.settings"}
    command = [sys.executable, "-c", KILLED, str(configured.SEARCH)]
    done = subprocess.run(command, env=os.environ | data, check=False)  # noqa: S603 -- our own code

    assert done.returncode == 9
    assert titles("planen") == ["Gamla planen"]
    fill(thing(1, "Senaste planen"))
    assert titles("planen") == ["Senaste planen"]


READS = """
import sys, django
django.setup()
from huset.search import index
from django.conf import settings
from pathlib import Path
settings.SEARCH = Path(sys.argv[1])
for line in sys.stdin:
    print(index.reading().searcher.num_docs, flush=True)
"""


def test_a_commit_in_one_process_is_seen_in_another(shelved, tmp_path):
    fill(thing(1, "Plan"))
    data = {"HUSET_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "huset.web.settings"}
    command = [sys.executable, "-c", READS, str(configured.SEARCH)]
    with subprocess.Popen(  # noqa: S603 -- our own code
        command, env=os.environ | data, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:

        def count() -> int:
            other.stdin.write("\n")
            other.stdin.flush()
            return int(other.stdout.readline())

        first = count()
        fill(thing(1, "Plan"), thing(2, "Plan"))
        second = count()
        other.stdin.close()

    assert (first, second) == (2, 3)  # and what the index notes of itself


def test_only_one_writes_at_a_time(shelved):
    fill(thing(1, "Plan"))
    with filling.alone(patience=0) as mine:
        assert mine
        holder = Path(configured.SEARCH) / "lock"
        script = f"import fcntl; fcntl.flock(open({str(holder)!r}), fcntl.LOCK_EX | fcntl.LOCK_NB)"
        other = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True)  # noqa: S603 -- our own code
    assert b"BlockingIOError" in other.stderr


def test_the_state_is_of_the_same_commit(shelved):
    fill(thing(1, "Plan"))
    kept = json.loads(json.dumps(index.reading().seen.__dict__))
    head = LogHead.objects.filter(pk=1).first()
    assert kept["line"] == (head.number if head else 0)


def test_the_page_asks_for_the_index_and_the_task_makes_it(governed, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    client = Client()
    assert "Sökregistret byggs" in client.get("/search/?q=styrelse").content.decode()
    answer = client.post("/search/refresh/", {"q": "vision"}, follow=True)

    assert "Sökregistret byggs" not in answer.content.decode()
    assert "träff" in answer.content.decode()


def test_the_errand_is_put_in_the_queue_once(governed, django_assert_num_queries):
    client = Client()
    assert client.post("/search/refresh/", headers={"HX-Request": "true"}).status_code == 204
    with django_assert_num_queries(0):
        assert client.post("/search/refresh/", headers={"HX-Request": "true"}).status_code == 204


def test_what_was_decided_applies_from_its_day(governed):
    made = make.decision(title="Simhallen byggs", day=date(2025, 11, 24))
    rebuild()
    hit = ask("simhall").hits[0]

    assert (hit.valid_from, hit.page) == (
        date(2025, 11, 24),
        ("organisation:decision", (made.pk,), {}),
    )


def test_officials_are_found_by_those_within_and_elected_members_by_everyone(governed):
    make.reader(Role.MANAGER)
    make.reader(Role.CHAIR)
    rebuild()
    within = actor_of(make.reader(Role.MEMBER, make.body("SN")))

    assert titles("Manager") == []
    assert ask("Manager", within).count == 1
    assert ask("Chair-BUN").count == 1
