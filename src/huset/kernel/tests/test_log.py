"""The log, frozen versions, and what is remembered until the log moves."""

import pytest
from django.db import connection

from huset.kernel import memory
from huset.kernel.actions import Refused, action, as_line, digest_of, record, record_all
from huset.kernel.chain import Walked, walk_log
from huset.kernel.models import Event, UnchangeableError, User, Version
from huset.kernel.versions import freeze, is_whole, latest_version


def lines(count, person):
    for number in range(count):
        record("kernel.test.done", by=person, on=person, before={"n": number}, why="prov")


def test_every_line_is_bound_to_the_one_before_it(person):
    lines(3, person)
    events = list(Event.objects.order_by("id"))

    assert [e.id for e in events] == [1, 2, 3]
    assert [e.previous for e in events] == ["", events[0].digest, events[1].digest]
    assert walk_log().fault is None


CONTENT = "Rad 2 i loggen är inte som den skrevs: innehållet."
MISSING = "Rad 2 i loggen är inte som den skrevs: ordningen. Raden saknas"
UNBOUND = "Rad 2 i loggen är inte som den skrevs: ordningen. Raden är inte bunden"
NOT_LAST = "Rad 3 i loggen är inte som den skrevs: slutet. Raden är inte den som skrevs sist."
BEYOND = "Rad 3 i loggen är inte som den skrevs: slutet. Raden ligger efter den som skrevs sist."
REWRITE = "update kernel_event set why = %s, previous = %s, digest = %s where id = %s"
LOST = "Rad 3 i loggen är inte som den skrevs: slutet. Den sista raden som skrevs har nummer 3."


@pytest.mark.parametrize(
    ("tampering", "said"),
    [
        pytest.param("update kernel_event set why = 'annat' where id = 2", CONTENT, id="changed"),
        pytest.param("delete from kernel_event where id = 2", MISSING, id="removed"),
        pytest.param("delete from kernel_event where id = 3", LOST, id="lost its end"),
        pytest.param("update kernel_loghead set number = 2", BEYOND, id="a head moved back"),
        pytest.param("rewrite 2", UNBOUND, id="rewritten, with a digest of its own"),
        pytest.param("rewrite 3", NOT_LAST, id="the last line rewritten and bound"),
    ],
)
def test_a_line_that_is_not_as_it_was_written_is_found_and_what_differs(person, tampering, said):
    lines(3, person)
    with connection.cursor() as cursor:
        if tampering.startswith("rewrite"):
            cursor.execute(REWRITE, rewritten(int(tampering[-1])))
        else:
            cursor.execute(tampering)

    assert str(walk_log().fault).startswith(said)


def rewritten(number):
    """A line as someone who knows the digest would change it: the second forgets what is before."""
    line = as_line(Event.objects.get(pk=number)) | {"why": "annat"}
    if number == 2:
        line["previous"] = "0" * 64
    return [line["why"], line["previous"], digest_of(line), number]


def test_a_line_holds_the_record_as_it_now_is_without_secrets_or_names(person):
    first = record("kernel.user.seen", by=person, on=person)
    person.name = "Bertil"
    second = record("kernel.user.renamed", by=person, on=person)

    assert first.after["is_active"] is True
    assert "password" not in first.after
    assert "Anna" not in str(first.after)
    assert first.after["name"] != second.after["name"]
    assert first.after["username"] == second.after["username"]


@pytest.mark.parametrize("model", [Event, Version])
def test_what_is_written_once_and_for_all_cannot_be_changed_or_deleted(person, model):
    lines(1, person)
    freeze(person, {"a": 1})
    row = model.objects.get()

    for attempt in (row.save, row.delete, model.objects.all().delete, model.objects.update):
        with pytest.raises(UnchangeableError):
            attempt()


def test_a_refused_action_leaves_no_trace(person):
    @action
    def rename(*, by):
        person.name = "Bertil"
        person.save()
        record("kernel.user.renamed", by=by, on=person)
        raise Refused("nej")

    with pytest.raises(Refused):
        rename(by=person)

    assert User.objects.get().name == "Anna"
    assert not Event.objects.exists()


def test_each_freezing_is_a_version_of_its_own_and_keeps_its_content(person):
    first, second = freeze(person, {"mål": 1}), freeze(person, {"mål": 2})

    assert (first.number, second.number) == (1, 2)
    assert latest_version(person) == second
    assert [is_whole(v) for v in Version.objects.all()] == [True, True]
    with connection.cursor() as cursor:
        cursor.execute("""update kernel_version set content = '{"mål": 3}' where number = 2""")
    assert not is_whole(latest_version(person))


def test_an_answer_is_remembered_until_something_is_done(person):
    asked = []

    def ask():
        asked.append(1)
        return len(asked)

    assert [memory.remembered(("k",), ask), memory.remembered(("k",), ask)] == [1, 1]
    lines(1, person)
    assert memory.remembered(("k",), ask) == 2


def test_memory_is_bounded(person, monkeypatch):
    monkeypatch.setattr(memory, "MOST", 2)
    for key in "abc":
        memory.remembered((key,), lambda: key)  # noqa: B023 -- asked at once

    assert memory.remembered(("a",), lambda: "anew") == "anew"


def test_many_lines_at_once_are_bound_as_if_each_were_written_alone(person, questions):
    lines(1, person)
    person.name = "Bertil"
    with questions() as few:
        record_all("kernel.user.renamed", by=person, on=[(person, {"name": "Anna"})])
    with questions() as many:
        record_all("kernel.user.renamed", by=person, on=[(person, None)] * 30)
    record("kernel.user.seen", by=person, on=person)

    events = list(Event.objects.order_by("id"))
    assert [e.id for e in events] == list(range(1, 34))
    assert (events[1].before, events[2].before) == ({"name": "Anna"}, None)
    assert [e.after["name"] for e in events[1:]] == [events[1].after["name"]] * 32
    assert walk_log() == Walked(33, "", events[-1].digest)
    assert len(few) == len(many)


def test_nothing_at_all_is_no_line(person):
    assert record_all("kernel.user.seen", by=person, on=[]) == []
    assert walk_log().lines == 0
