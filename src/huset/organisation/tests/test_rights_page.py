"""Who may do what: the rules, their places, and the page that is made of them."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from huset.organisation.actions import open_unit
from huset.organisation.models import Mandate
from huset.organisation.permissions import actor_of
from huset.organisation.queries.rights import holders_at
from huset.organisation.rules import (
    ELECTED,
    OVERSEEN,
    RIGHTS,
    Reach,
    Right,
    Role,
    UnitKind,
    reach_of,
)
from huset.organisation.tests import make
from huset.organisation.things import THINGS
from huset.organisation.words import RIGHT_WORDS, ROLE_NAMES, who_may

pytestmark = pytest.mark.django_db


@pytest.fixture
def places():
    """Two committees with a unit each, and units under the first."""
    make.model()
    top = make.unit("1", of=make.body("BUN"), kind=UnitKind.ADMINISTRATION)
    make.unit("11", parent=top)
    make.unit("12", parent=top)
    make.unit("2", of=make.body("SN"))


@pytest.mark.parametrize("role", sorted(set(Role) - ELECTED - {Role.SECRETARY}))
@pytest.mark.parametrize("right", sorted(Right))
def test_a_right_reaches_as_far_as_its_rule_says_and_no_further(places, role, right):
    unit = make.Unit.objects.get(code="11")
    actor = actor_of(make.reader(role, unit))
    covered = {
        None: set(),
        Reach.PLACE: {"11"},
        Reach.BODY: {"BUN", "1", "11", "12"},
        Reach.GROUP: {"BUN", "1", "11", "12", "SN", "2"},
    }[RIGHTS[role].get(right)]

    assert {c for c in ("BUN", "1", "11", "12", "SN", "2") if actor.may(right, c)} == covered


def test_two_mandates_give_each_its_rights_in_its_own_place_only(places):
    who = make.reader(Role.DIRECTOR, make.Unit.objects.get(code="1"))
    make.give_mandate(
        person=who.person,
        role=Role.EMPLOYEE,
        place=make.Unit.objects.get(code="2"),
        since=make.SINCE,
        by=make.user(),
    )
    actor = actor_of(who)

    assert [actor.may(Right.WRITE_FOLLOW_UP, c) for c in ("BUN", "SN")] == [True, False]
    assert [actor.may(Right.READ_INTERNAL, c) for c in ("BUN", "SN")] == [True, True]


@pytest.mark.parametrize("right", sorted(Right))
def test_the_board_that_oversees_the_group_sees_it_all_and_writes_none_of_it(places, right):
    board = make.body("KS", "Kommunstyrelsen", "executive_board")
    actor = actor_of(make.reader(Role.MEMBER, board))

    assert actor.may(right, "SN") is (right in OVERSEEN)
    assert reach_of(Role.EMPLOYEE, right, oversees=True) is RIGHTS[Role.EMPLOYEE].get(right)


def test_a_mandate_moves_with_its_unit(places):
    who = make.reader(Role.MANAGER, make.Unit.objects.get(code="12"))
    make.Unit.objects.filter(code="12").update(valid_to=date(2026, 1, 1))
    open_unit(
        code="12",
        name="Den flyttade",
        kind=UnitKind.UNIT,
        body=make.body("SN"),
        since=date(2026, 1, 2),
        by=make.user(),
    )
    actor = actor_of(who)

    assert actor.held[0].body_code == "SN"
    assert [actor.may(Right.READ_INTERNAL, c) for c in ("BUN", "SN")] == [False, True]


def test_who_holds_rights_in_a_place_is_told_with_what_they_may_there(places):
    make.reader(Role.MANAGER, make.Unit.objects.get(code="11"))
    make.reader(Role.AUDITOR, make.body("REV", "Revisorerna", "auditors"))
    told = {row.role: row.rights for row in holders_at("11", timezone.localdate())}

    assert told.keys() == {ROLE_NAMES[Role.MANAGER], ROLE_NAMES[Role.AUDITOR]}
    assert told[ROLE_NAMES[Role.AUDITOR]] == tuple(
        RIGHT_WORDS[r] for r in Right if r in RIGHTS[Role.AUDITOR]
    )
    assert RIGHT_WORDS[Right.WRITE_FOLLOW_UP] not in {
        word for row in holders_at("12", timezone.localdate()) for word in row.rights
    }


def test_the_page_says_who_may_from_the_same_rules(places, page):
    shown = page("/rights/")

    assert [ROLE_NAMES[role] for role in RIGHTS if ROLE_NAMES[role] not in shown] == []
    assert [thing.name for thing in THINGS if thing.name not in shown] == []


def test_every_right_has_a_thing_or_is_about_managing():
    used = {r for t in THINGS for r in (t.see, t.write, t.publish)}

    assert set(Right) - used == {Right.SEND_BACK, Right.SEE_AS}


def test_names_are_shown_to_those_within_and_to_no_one_else(places):
    manager = make.reader(Role.MANAGER, make.Unit.objects.get(code="11"))
    shown = {
        who: "De som har rättigheter" in client.get("/rights/", {"organ": code}).content.decode()
        for who, client, code in (
            ("resident", Client(), "BUN"),
            ("own", make.signed_in(Role.MANAGER, make.Unit.objects.get(code="11")), "BUN"),
            ("other", make.signed_in(Role.MANAGER, make.Unit.objects.get(code="11")), "SN"),
        )
    }

    assert shown == {"resident": False, "own": True, "other": False}
    assert manager.person.mandates.count() == 1


def test_an_ended_mandate_gives_nothing(places):
    who = make.reader(Role.CONTROLLER)
    Mandate.objects.update(valid_to=date(2020, 12, 31))

    assert [r for r in Right if actor_of(who).has(r)] == []


def test_a_refusal_says_who_may():
    assert who_may(Right.IMPORT_LEDGER) == (
        "För att läsa in räkenskaper behövs ett uppdrag: controller i hela kommunkoncernen."
    )
