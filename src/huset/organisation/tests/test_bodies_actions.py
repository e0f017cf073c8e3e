"""Bodies, units, shares and remits over time: what is refused, and what follows along."""

from datetime import date
from decimal import Decimal

import pytest

from huset.kernel.actions import Refused
from huset.kernel.models import Event
from huset.organisation.actions import (
    close_unit,
    correct_body,
    correct_unit,
    end_body,
    end_remit,
    end_share,
    give_remit,
    move_unit,
    open_unit,
    share_body,
)
from huset.organisation.models import Body, Remit, Share, Unit
from huset.organisation.queries import organisation
from huset.organisation.rules import RemitKind, UnitKind
from huset.organisation.tests import make

pytestmark = pytest.mark.django_db
MOVE, BEFORE = date(2027, 1, 1), date(2026, 12, 31)


def rows(code):
    """A unit's rows: first day, last day, body and the unit above."""
    found = Unit.objects.filter(code=code).order_by("valid_from")
    return [
        (u.valid_from, u.valid_to, u.body.code, u.parent.code if u.parent else "") for u in found
    ]


def tree(day):
    return [(u.code, u.body_code, u.depth) for u in organisation(day).units]


def move(unit, body="SN", parent=None, since=MOVE, **more):
    return move_unit(
        unit=unit, body=make.body(body), parent=parent, since=since, by=make.user(), **more
    )


def opened(code="1", of="BUN", parent=None, since=make.SINCE, until=None):
    return open_unit(
        code=code,
        name=f"Enheten {code}",
        kind=UnitKind.UNIT,
        body=make.body(of),
        parent=parent,
        since=since,
        valid_to=until,
        by=make.user(),
    )


def test_a_unit_that_moves_takes_with_it_all_that_is_open_under_it():
    top = opened("1")
    under = opened("11", parent=top)
    opened("111", parent=under)
    opened("12", parent=top, until=date(2024, 12, 31))
    before = tree(BEFORE)

    moved = move(top, name="Den flyttade")

    assert (moved.name, moved.body.code, moved.parent) == ("Den flyttade", "SN", None)
    assert tree(BEFORE) == before == [("1", "BUN", 0), ("11", "BUN", 1), ("111", "BUN", 2)]
    assert tree(MOVE) == [("1", "SN", 0), ("11", "SN", 1), ("111", "SN", 2)]
    assert rows("12") == [(make.SINCE, date(2024, 12, 31), "BUN", "1")]
    assert Event.objects.filter(what="organisation.unit.moved").count() == 3


def test_a_unit_that_opens_under_one_that_has_moved_by_then_moves_along():
    top = opened("1")
    opened("11", parent=top, since=date(2028, 1, 1))
    opened("12", parent=top, since=make.SINCE, until=date(2027, 6, 30))
    move(top)

    assert rows("11") == [(date(2028, 1, 1), None, "SN", "1")]
    assert rows("12")[1] == (MOVE, date(2027, 6, 30), "SN", "1")
    assert Unit.objects.get(code="11").parent.valid_from == MOVE


def test_a_unit_opened_under_one_that_is_planned_to_move_gets_both_places():
    top = opened("1")
    move(top)
    opened("11", parent=top, since=date(2026, 1, 1))

    assert rows("11") == [(date(2026, 1, 1), BEFORE, "BUN", "1"), (MOVE, None, "SN", "1")]


def test_a_move_is_refused_with_its_reason():
    top = opened("1")
    under = opened("11", parent=top)
    other = opened("2")
    ending = Body.objects.get(code=make.body("KFU").code)
    end_body(body=ending, last_day=BEFORE, by=make.user())

    for why, call in {
        "annat organ": lambda: move(top, "SN", other),
        "in under sig själv": lambda: move(top, "BUN", under),
        "senare dag": lambda: move(top, since=make.SINCE),
        "KFU finns inte hela tiden": lambda: move(top, "KFU"),
        "upphör": lambda: move(opened("3", until=date(2025, 1, 1))),
    }.items():
        with pytest.raises(Refused, match=why):
            call()
    move(other)
    with pytest.raises(Refused, match="redan en ny plats"):
        move(Unit.objects.get(code="2", valid_to=BEFORE), since=date(2026, 1, 1))
    with pytest.raises(Refused, match="inte samma plats hela tiden"):
        move(top, "BUN", Unit.objects.get(code="2", valid_to=BEFORE), since=date(2026, 1, 1))
    assert rows("1") == [(make.SINCE, None, "BUN", "")]


@pytest.mark.parametrize("last", [date(2026, 6, 29), date(2026, 6, 30)], ids=["before", "same"])
def test_a_unit_closes_when_nothing_below_is_open(last):
    top = opened("1")
    under = opened("11", parent=top)
    close_unit(unit=under, last_day=date(2026, 6, 30), by=make.user())
    top.refresh_from_db()

    if last < date(2026, 6, 30):
        with pytest.raises(Refused, match="Enheten 11"):
            close_unit(unit=top, last_day=last, by=make.user())
    else:
        assert close_unit(unit=top, last_day=last, by=make.user()).valid_to == last
        with pytest.raises(Refused, match="redan"):
            close_unit(unit=top, last_day=last, by=make.user())


def test_a_unit_does_not_close_before_it_opens_or_when_it_moves_later():
    unit = opened("1")
    with pytest.raises(Refused, match="senare sista dag"):
        close_unit(unit=unit, last_day=date(2019, 12, 31), by=make.user())
    move(unit)
    unit.refresh_from_db()
    with pytest.raises(Refused, match="ny plats"):
        close_unit(unit=unit, last_day=date(2026, 1, 1), by=make.user())


def test_a_body_ends_when_its_units_and_those_who_report_to_it_have():
    body, below = make.body("VKF"), make.body("VEMAB")
    correct_body(
        body=below, name=below.name, reports_to=body, order=1, by=make.user(), why="Fel över"
    )
    unit = opened("1", "VKF")
    with pytest.raises(Refused, match="enheter kvar: Enheten 1"):
        end_body(body=body, last_day=BEFORE, by=make.user())
    close_unit(unit=unit, last_day=BEFORE, by=make.user())
    with pytest.raises(Refused, match="rapporterar fortfarande"):
        end_body(body=body, last_day=BEFORE, by=make.user())
    end_body(body=below, last_day=BEFORE, by=make.user())
    assert end_body(body=body, last_day=BEFORE, by=make.user()).valid_to == BEFORE
    for day, why in ((BEFORE, "redan"), (date(2019, 1, 1), "senare sista dag")):
        with pytest.raises(Refused, match=why):
            end_body(body=body, last_day=day, by=make.user())


def test_a_correction_has_a_reason_a_name_and_something_to_correct():
    body, unit = make.body(), opened("1")
    for why, name, match in (("", "Nytt", "skäl"), ("Fel", " ", "namn"), ("Fel", None, "ändrat")):
        with pytest.raises(Refused, match=match):
            correct_body(
                body=body, name=name or body.name, reports_to=None, order=0, by=make.user(), why=why
            )
        with pytest.raises(Refused, match=match):
            correct_unit(
                unit=unit, name=name or unit.name, kind=UnitKind.UNIT, by=make.user(), why=why
            )
    correct_unit(unit=unit, name="Rätt", kind=UnitKind.DEPARTMENT, by=make.user(), why="Fel namn")
    event = Event.objects.get(what="organisation.unit.corrected")
    assert (event.before["name"], event.after["name"], event.why) == (
        "Enheten 1",
        "Rätt",
        "Fel namn",
    )


def test_nobody_reports_to_themselves_by_way_of_others():
    over, under = make.body("A"), make.body("B")
    correct_body(body=under, name="B", reports_to=over, order=0, by=make.user(), why="Fel")
    with pytest.raises(Refused, match="rapportera till sig"):
        correct_body(body=over, name="A", reports_to=under, order=0, by=make.user(), why="Fel")


def share(body="VKF", holder="KF", percent="100", since=make.SINCE, **more):
    return share_body(
        body=make.body(body),
        holder=make.body(holder) if holder else None,
        holder_name=more.pop("name", ""),
        percent=Decimal(percent) if percent else None,
        since=since,
        by=make.user(),
        **more,
    )


def test_shares_are_at_most_the_whole_on_every_day():
    share(percent="60", until=date(2025, 12, 31))
    share(holder="", name="En annan", percent="40")
    with pytest.raises(Refused, match="över 100 procent 2020-01-01"):
        share(holder="", name="En tredje", percent="0.001")
    share(since=date(2026, 1, 1), percent="60")
    for bad in ("0", "100.001"):
        with pytest.raises(Refused, match="över 0 och högst 100"):
            share("VEMAB", percent=bad)


def test_a_share_has_one_holder_who_is_not_the_body_itself():
    for holder, name, why in (
        ("", "", "Ange en ägare"),
        ("KF", "En annan", "Ange en ägare"),
        ("VKF", "", "äga sig självt"),
    ):
        with pytest.raises(Refused, match=why):
            share(holder=holder, name=name)
    share()
    with pytest.raises(Refused, match="redan en andel"):
        share(percent=None)


def test_ownership_never_goes_round():
    share("B", "A", "50")
    share("C", "B", "50", until=date(2025, 12, 31))
    with pytest.raises(Refused, match="direkt eller indirekt"):
        share("A", "C", "50", since=date(2025, 12, 31))
    share("A", "C", "50", since=date(2026, 1, 1))
    assert Share.objects.count() == 3


def test_a_share_and_a_remit_end_once():
    held = share()
    given = remit()
    for end, of, name in ((end_share, held, "share"), (end_remit, given, "remit")):
        with pytest.raises(Refused, match="senare sista dag"):
            end(last_day=date(2019, 1, 1), by=make.user(), **{name: of})
        assert end(last_day=BEFORE, by=make.user(), **{name: of}).valid_to == BEFORE
        with pytest.raises(Refused, match="redan"):
            end(last_day=BEFORE, by=make.user(), **{name: of})


def remit(title="Reglemente", since=make.SINCE, **more):
    return give_remit(
        body=make.body(),
        kind=RemitKind.TERMS_OF_REFERENCE,
        title=title,
        since=since,
        by=make.user(),
        **more,
    )


def test_a_remit_is_refused_before_its_decision_twice_or_without_a_title():
    with pytest.raises(Refused, match="beslutade 2025-11-24"):
        remit(decision=make.decision())
    with pytest.raises(Refused, match="titel"):
        remit(" ")
    remit()
    with pytest.raises(Refused, match="har redan"):
        remit()
    with pytest.raises(Refused, match="före den första"):
        remit("Annat", until=date(2019, 1, 1))
    assert Remit.objects.count() == 1


def test_codes_are_shared_by_bodies_and_units():
    opened("1")
    with pytest.raises(Refused, match="används redan"):
        make.body("1")
    with pytest.raises(Refused, match="ett organs"):
        opened("BUN")
    with pytest.raises(Refused, match="används redan"):
        opened("1", since=date(2026, 1, 1))
