"""What people do with comments, and what is refused and leaves no trace."""

from datetime import date, timedelta

import pytest

from huset.comments.actions import be_done, change_comment, forget_comments, take_back
from huset.comments.models import Comment, Mention
from huset.comments.queries import mark_of, typed
from huset.comments.retention import OLD_COMMENTS
from huset.comments.tests.make import DAY, LABEL, NOW, about, account, comment, someone
from huset.kernel.actions import Clash, Refused
from huset.kernel.models import Event
from huset.organisation.actions import correct_person
from huset.organisation.actions.privacy import anonymise_person
from huset.organisation.models import Mandate
from huset.organisation.queries.privacy import extract
from huset.organisation.retention import dry_run
from huset.organisation.rules import Role
from huset.organisation.tests.make import body, model, user

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


@pytest.fixture
def anna(db):
    model()
    return someone("Anna Ek")


@pytest.fixture
def bo(anna):
    return someone("Bo Ek", Role.MANAGER)


def waiting() -> list[str]:
    return [m.person.name for m in Mention.objects.filter(done=None).order_by("id")]


def change(said: Comment, text: str, *, by=None, seen: str | None = None, at=NOW + DAY) -> Comment:
    return change_comment(
        comment=said,
        thing=about(),
        text=text,
        seen=mark_of(said) if seen is None else seen,
        at=at,
        by=by or said.by,
    )


def test_a_comment_is_kept_without_the_names_and_told_without_the_words(anna, bo):
    said = comment("Hej @Bo Ek, läs om Zebra.", by=anna)
    line = Event.objects.get(what="comments.comment.written")

    assert (said.subject, said.subject_id, said.body.code) == (LABEL, body().pk, "BUN")
    assert said.text == "Hej @, läs om Zebra."
    assert waiting() == ["Bo Ek"]
    assert line.after["text"] is None
    assert (line.after["length"], line.after["mentioned"]) == (len(said.text), [bo.pk])
    assert "Zebra" not in str([line.before, line.after])


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("", "tom"),
        (" \n ", "tom"),
        ("\N{ZERO WIDTH SPACE}", "tom"),
        ("a" * 4_001, "1 tecken för lång"),
        ("@Bo Eck", "Skriv @Bo Ek,"),
        ("@Sven Svensson", "Nämn någon"),
    ],
)
def test_what_cannot_be_said_is_refused_and_leaves_no_trace(anna, bo, text, refusal):
    before = Event.objects.count()
    with pytest.raises(Refused, match=refusal):
        comment(text, by=anna)

    assert (Comment.objects.count(), Event.objects.count()) == (0, before)


def test_the_longest_comment_has_room(anna):
    assert len(comment("a" * 4_000, by=anna).text) == 4_000


@pytest.mark.parametrize(
    ("role", "place", "refused"),
    [
        pytest.param(Role.MEMBER, "BUN", False, id="an elected member of the body"),
        pytest.param(Role.MANAGER, "SN", True, id="another body's manager"),
        pytest.param(Role.CONTROLLER, "SN", False, id="one who reads the whole group"),
    ],
)
def test_those_can_be_mentioned_who_read_there(anna, role, place, refused):
    someone("Cilla Öst", role, body(place))
    if refused:
        with pytest.raises(Refused, match="”@Cilla Öst” är ingen"):
            comment("@Cilla Öst", by=anna)
    else:
        assert comment("@Cilla Öst", by=anna).mentions.count() == 1


def test_one_whose_mandate_has_ended_cannot_be_mentioned(anna, bo):
    Mandate.objects.filter(person=bo).update(valid_to=NOW.date() - DAY)

    with pytest.raises(Refused, match="”@Bo Ek” är ingen"):
        comment("@Bo Ek", by=anna)


def test_a_protected_name_is_neither_found_nor_suggested(anna, bo):
    correct_person(person=bo, protected=True, by=user(), why="Beslut")
    for text in ("@Bo Ek", "@Bo Ekk", "@Bo"):
        with pytest.raises(Refused) as refusal:
            comment(text, by=anna)
        assert str(refusal.value).count("Bo Ek") == text.count("Bo Ek")
    comment("@Skyddade personuppgifter, hej", by=anna)

    assert Mention.objects.get().person == bo


@pytest.mark.parametrize(
    ("text", "later", "code", "count"),
    [
        pytest.param("Hej @Bo Ek", timedelta(0), "BUN", 1, id="sent twice"),
        pytest.param("Hej @Bo Ek ", timedelta(seconds=59), "BUN", 1, id="within a minute"),
        pytest.param("Hej @Bo Ek", timedelta(seconds=60), "BUN", 2, id="after a minute"),
        pytest.param("Hej @Anna Ek", SECOND, "BUN", 2, id="to someone else"),
        pytest.param("Hej @Bo Ek!", SECOND, "BUN", 2, id="in other words"),
    ],
)
def test_the_same_words_within_a_minute_are_one_comment(anna, bo, text, later, code, count):
    comment("Hej @Bo Ek", by=anna)
    comment(text, by=anna, at=NOW + later, code=code)

    assert Comment.objects.count() == count
    assert Event.objects.filter(what="comments.comment.written").count() == count


def test_the_same_words_of_another_or_about_another_thing_are_another_comment(anna):
    controller = someone("Cilla Öst", Role.CONTROLLER)
    body("SN")
    for who, code in ((anna, "BUN"), (controller, "BUN"), (controller, "SN")):
        comment("Hej", by=who, code=code)

    assert Comment.objects.count() == 3


def test_a_mention_waits_until_the_person_answers_about_the_same_thing(anna, bo):
    controller = someone("Cilla Öst", Role.CONTROLLER)
    comment("@Cilla Öst och @Bo Ek och @Cilla Öst", by=anna)
    comment("@Cilla Öst", by=anna, code="BUN", at=NOW + DAY)
    body("SN")
    comment("Här svarar jag inte.", by=controller, code="SN", at=NOW + DAY)
    assert waiting() == ["Cilla Öst", "Bo Ek", "Cilla Öst", "Cilla Öst"]
    comment("Svar", by=controller, at=NOW + 2 * DAY)

    assert waiting() == ["Bo Ek"]
    assert set(Mention.objects.values_list("done", flat=True)) == {None, NOW.date() + 2 * DAY}
    assert Event.objects.filter(what="comments.mention.done").count() == 3


def test_a_mention_waits_until_the_person_says_that_they_are_done(anna, bo):
    comment("@Bo Ek @Anna Ek", by=anna)
    be_done(thing=about(), day=NOW.date(), by=account(bo))
    be_done(thing=about(), day=NOW.date(), by=account(bo))

    assert waiting() == ["Anna Ek"]
    assert Event.objects.filter(what="comments.mention.done").count() == 1


def test_one_changes_ones_own_comment_and_who_has_answered_is_not_asked_again(anna, bo):
    said = comment("@Bo Ek, hej", by=anna)
    be_done(thing=about(), day=NOW.date(), by=account(bo))
    changed = change(said, "@Anna Ek och @Bo Ek, hej")

    assert (changed.text, changed.edited) == ("@ och @, hej", NOW + DAY)
    assert waiting() == ["Anna Ek"]
    assert Mention.objects.get(person=bo).done == NOW.date()
    line = Event.objects.get(what="comments.comment.changed")
    assert (line.before["mentioned"], line.after["mentioned"]) == ([bo.pk], [anna.pk, bo.pk])
    assert {line.before["text"], line.after["text"]} == {None}


def test_a_comment_that_is_not_changed_is_not_marked_as_changed(anna, bo):
    said = comment("@Bo Ek, hej", by=anna)
    change(said, typed(said, about(), NOW.date()))

    assert Comment.objects.get().edited is None
    assert not Event.objects.filter(what="comments.comment.changed").exists()


def test_the_one_who_is_mentioned_already_may_have_left(anna, bo):
    said = comment("@Bo Ek, hej", by=anna)
    Mandate.objects.filter(person=bo).update(valid_to=NOW.date())
    later = NOW + 2 * DAY
    text = typed(said, about(), later.date())
    changed = change(said, f"{text}!", at=later)

    assert text == "@Bo Ek, hej"
    assert changed.text == "@, hej!"
    assert Mention.objects.get().person == bo


def test_a_comment_that_was_changed_in_another_window_is_not_written_over(anna):
    said = comment("Hej", by=anna)
    seen = mark_of(said)
    change(said, "Hej igen")
    with pytest.raises(Clash, match="annat fönster"):
        change(said, "Hej då", seen=seen)

    assert Comment.objects.get().text == "Hej igen"


def test_nobody_changes_or_takes_back_anothers_comment(anna, bo):
    said = comment("Hej", by=anna)
    with pytest.raises(Refused, match="Bara den som skrev"):
        change(said, "Nej", by=account(bo))
    with pytest.raises(Refused, match="Bara den som skrev"):
        take_back(comment=said, by=account(bo))

    assert Comment.objects.get().text == "Hej"


def test_what_is_taken_back_is_gone_with_its_mentions_and_the_log_says_so(anna, bo):
    said = comment("@Bo Ek om Zebra", by=anna)
    take_back(comment=said, by=account(anna))

    assert (Comment.objects.count(), Mention.objects.count()) == (0, 0)
    line = Event.objects.get(what="comments.comment.taken_back")
    assert (line.before["text"], line.before["mentioned"], line.after) == (None, [bo.pk], {})
    with pytest.raises(Refused, match="redan tillbakatagen"):
        take_back(comment=said, by=account(anna))


@pytest.mark.parametrize(
    ("today", "count"), [(date(2031, 12, 31), 0), (date(2032, 1, 1), 1)], ids=["kept", "due"]
)
def test_comments_are_kept_for_five_years_after_their_own(anna, bo, today, count):
    comment("@Bo Ek, hej", by=anna)
    found = next(run for run in dry_run(today) if run.rule is OLD_COMMENTS)
    forget_comments(today=today, by=user())

    assert (found.due.count, found.due.oldest) == (count, NOW.date() if count else None)
    assert Comment.objects.count() == 1 - count
    assert Event.objects.filter(what="comments.comment.forgotten").count() == count


def test_an_extract_tells_of_what_one_has_said_and_where_one_is_mentioned(anna, bo):
    comment("@Bo Ek om Zebra", by=anna)
    hers, his = (
        {row.register: row.says for kind in extract(of, masked=False) for row in kind.rows}
        for of in (anna, bo)
    )

    assert "skriven: " in hers["kommentar"]
    assert "kommentar: " in his["omnämnande"]
    assert "Zebra" not in str([hers["kommentar"], his["omnämnande"]])


def test_when_someone_is_no_longer_to_be_known_no_comment_names_them(anna, bo):
    said = comment("@Bo Ek, hej", by=anna)
    anonymise_person(person=bo, by=user(), why="24 månader utan uppdrag")
    anonymise_person(person=anna, by=user(), why="24 månader utan uppdrag")
    said = Comment.objects.get(pk=said.pk)

    assert typed(said, about(), NOW.date()) == f"@Gallrad person {bo.pk}, hej"
    assert str(said.by) == f"Gallrad person {anna.pk}"
