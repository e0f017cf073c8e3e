"""What waits for those who are mentioned."""

import pytest

from huset.comments.duties import duties
from huset.comments.tests.make import DAY, LABEL, NOW, account, comment, someone
from huset.organisation.actions import correct_person
from huset.organisation.duties import Owner
from huset.organisation.models import Body, Mandate
from huset.organisation.permissions import actor_of
from huset.organisation.rules import Role
from huset.organisation.tests.make import body, model, user

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


@pytest.fixture
def anna(db):
    model()
    return someone("Anna Ek")


@pytest.fixture
def bo(anna):
    return someone("Bo Ek", Role.CONTROLLER)


def owed(person):
    return duties(Owner(person.pk, actor_of(account(person))), TODAY)


def test_the_one_who_is_mentioned_owes_an_answer_for_each_thing(anna, bo):
    body("SN", "Socialnämnden")
    comment("@Bo Ek, först", by=anna, at=NOW - 2 * DAY)
    comment("@Bo Ek, sedan", by=anna, at=NOW - DAY)
    comment("@Bo Ek, till mig själv", by=bo, code="SN")
    found = owed(bo)

    assert [(d.kind, d.what, d.why, d.place, d.page, d.due) for d in found] == [
        (
            "Samtal",
            "Svara om organet Nämnden BUN",
            "Anna Ek nämnde dig 10 mars 2026.",
            "BUN",
            ("comments:talk", (LABEL, body().pk), {}),
            None,
        ),
        (
            "Samtal",
            "Svara om organet Socialnämnden",
            "Bo Ek nämnde dig 11 mars 2026.",
            "SN",
            ("comments:talk", (LABEL, body("SN").pk), {}),
            None,
        ),
    ]
    assert owed(anna) == []


def test_one_who_has_answered_owes_nothing_until_mentioned_again(anna, bo):
    comment("@Bo Ek", by=anna, at=NOW - 2 * DAY)
    comment("Svar", by=bo, at=NOW - DAY)
    assert owed(bo) == []
    comment("@Bo Ek igen", by=anna)

    assert len(owed(bo)) == 1


def test_one_who_no_longer_reads_there_owes_nothing(anna, bo):
    comment("@Anna Ek", by=bo)
    assert len(owed(anna)) == 1
    Mandate.objects.filter(person=anna).update(valid_to=TODAY - 400 * DAY)

    assert owed(anna) == []


def test_nothing_waits_about_what_is_no_longer_there(anna, bo):
    said = comment("@Anna Ek", by=bo)
    said.subject_id = Body.objects.order_by("-pk").first().pk + 1
    said.save()

    assert owed(anna) == []


def test_a_protected_writer_is_not_named(anna, bo):
    comment("@Anna Ek", by=bo)
    correct_person(person=bo, protected=True, by=user(), why="Beslut")

    assert owed(anna)[0].why.startswith("Skyddade personuppgifter nämnde dig")


def test_the_same_few_questions_for_2_mentions_and_for_200(anna, bo, questions):
    counts = []
    for many in (2, 200):
        for number in range(many):
            comment(f"@Bo Ek {many} {number}", by=anna)
        owner = Owner(bo.pk, actor_of(account(bo)))
        with questions() as asked:
            assert len(duties(owner, TODAY)) == 1
        counts.append(len(asked))

    assert counts == [2, 2]
