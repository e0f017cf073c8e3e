from datetime import date

import pytest
from django.db import IntegrityError

from huset.kernel.actions import Refused
from huset.organisation.actions import open_unit, register_decision
from huset.organisation.models import Decision, Mandate, Unit
from huset.organisation.permissions import actor_of
from huset.organisation.queries import bodies_in_scope, decision, decisions, organisation
from huset.organisation.rules import RIGHTS, Act, Reach, Right, Role, UnitKind
from huset.organisation.tests import make
from huset.organisation.words import ACT_NAMES, ACT_OF, REACH_NAMES, RIGHT_WORDS, ROLE_NAMES

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 15)


def test_units_come_in_the_order_of_the_tree_with_their_depth():
    top = make.unit("1", kind=UnitKind.ADMINISTRATION)
    make.unit("3")
    make.unit("11", parent=top)
    make.unit("111", parent=Unit.objects.get(code="11"))

    assert [(u.code, u.depth) for u in organisation(DAY).units] == [
        ("1", 0),
        ("11", 1),
        ("111", 2),
        ("3", 0),
    ]


def test_under_a_unit_is_the_unit_itself_and_all_below_it():
    top = make.unit("1")
    make.unit("11", parent=top)
    make.unit("2")
    organised = organisation(DAY)

    assert [u.code for u in organised.under(organised.unit("1"))] == ["1", "11"]


def test_the_organisation_is_that_of_the_day():
    ended = make.unit("1")
    Unit.objects.filter(pk=ended.pk).update(valid_to=date(2026, 6, 14))
    make.open_unit(
        code="1",
        name="Den nya",
        kind=UnitKind.UNIT,
        body=make.body(),
        since=DAY,
        by=make.user(),
    )

    assert [u.name for u in organisation(date(2026, 6, 14)).units] == ["Enheten 1"]
    assert [u.name for u in organisation(DAY).units] == ["Den nya"]


def test_two_units_cannot_have_a_code_on_the_same_day():
    make.unit("1")
    with pytest.raises(Refused, match="används redan"):
        make.unit("1")


def test_a_unit_belongs_to_the_body_of_the_unit_above_it():
    parent = make.unit("1", of=make.body("BUN"))
    with pytest.raises(Refused, match="annat organ"):
        open_unit(
            code="2",
            name="Enheten",
            kind=UnitKind.UNIT,
            body=make.body("SN"),
            parent=parent,
            since=DAY,
            by=make.user(),
        )


def test_a_paragraph_is_decided_once():
    make.decision(paragraph=7, day=DAY)
    with pytest.raises(Refused, match="§ 7"):
        register_decision(meeting=make.meeting(day=DAY), paragraph=7, title="Igen", by=make.user())

    assert Decision.objects.count() == 1


def test_a_decision_is_seen_from_its_day():
    made = make.decision(day=DAY)

    assert decision(made.pk, date(2026, 6, 14)) is None
    assert [d.id for d in decisions(DAY)] == [made.pk]


def test_a_scope_is_a_body_a_units_body_or_everything():
    make.unit("100", of=make.body("BUN"))

    assert bodies_in_scope("", DAY) == ()
    assert bodies_in_scope("BUN", DAY) == ("BUN",)
    assert bodies_in_scope("100", DAY) == ("BUN",)


def test_a_mandate_is_in_a_body_or_in_a_unit_never_both_or_neither():
    person = make.reader(Role.CHAIR).person
    with pytest.raises(IntegrityError):
        Mandate.objects.create(person=person, role=Role.CHAIR, valid_from=DAY)


def test_rights_follow_the_mandates_of_today():
    who = make.reader(Role.CONTROLLER)
    assert actor_of(who).has(Right.IMPORT_LEDGER)

    Mandate.objects.update(valid_to=date(2020, 12, 31))
    assert actor_of(who).roles == ()
    assert not actor_of(who).has(Right.READ_INTERNAL)


def test_every_role_and_right_has_its_words():
    assert RIGHTS.keys() == ROLE_NAMES.keys() == set(Role)
    assert RIGHT_WORDS.keys() == ACT_OF.keys() == set(Right)
    assert (ACT_NAMES.keys(), REACH_NAMES.keys()) == (set(Act), set(Reach))


def test_the_list_of_bodies_asks_as_many_questions_for_three_as_for_one(page, questions):
    make.model()
    counts = []
    for code in ("BUN", "SN"):
        make.body(code)
        page("/bodies/")
        with questions() as asked:
            page("/bodies/")
        counts.append(len(asked))

    assert counts[0] == counts[1]
