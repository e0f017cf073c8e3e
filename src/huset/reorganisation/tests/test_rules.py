"""What a plan makes of a house, and why some plans cannot be: tables, and any tree at all."""

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from huset.reorganisation.rules import (
    BodyPart,
    Change,
    ChangeKind,
    GoalPart,
    State,
    Structure,
    UnitPart,
    after,
    due_frames,
    moved_units,
    owner,
    state_on,
    takes_effect_refused,
)

K = ChangeKind


def unit(code, above):
    return UnitPart(code, f"Enhet {code}", "unit", above)


HOUSE = Structure(
    bodies={c: BodyPart(c, f"Organ {c}", "committee") for c in ("KF", "KS", "SN")},
    units={
        u.code: u for u in (unit("1", "KS"), unit("11", "1"), unit("111", "11"), unit("5", "SN"))
    },
    goals={"M1": GoalPart("M1", "Målet", "KS")},
    frames={("KS", 2027): 1_000, ("KS", 2028): 1_100, ("SN", 2027): 700, ("FIN", 2027): -1_700},
    first_year=2027,
)


def move(code, to):
    return Change(K.MOVE_UNIT, code, to)


def pay(giver, taker, amount, year=2027):
    return Change(K.MOVE_FRAME, giver, taker, year=year, amount=amount)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ([move("99", "KS")], "99 finns inte"),
        ([move("11", "XX")], "XX finns inte"),
        ([move("11", "")], "Platsen finns inte"),
        ([move("11", "1")], "ligger redan under"),
        ([move("1", "111")], "under sig själv"),
        ([move("1", "1")], "under sig själv"),
        ([move("11", "KS"), move("11", "SN")], "två gånger"),
        ([move("11", "5"), move("5", "11")], "under sig själv"),
        ([Change(K.FOUND_BODY, "SN", name="Ny")], "används redan"),
        ([Change(K.FOUND_BODY, "", name="Ny")], "Koden saknas"),
        ([Change(K.FOUND_BODY, "NY", "XX", "Ny")], "XX, som Ny rapporterar till"),
        ([Change(K.OPEN_UNIT, "5", "KS", "Ny")], "används redan"),
        ([Change(K.OPEN_UNIT, "6", "XX", "Ny")], "XX finns inte"),
        ([Change(K.OPEN_UNIT, "6", "KS", "Ny"), move("6", "SN")], "går ihop"),
        ([Change(K.CLOSE_UNIT, "111"), move("111", "SN")], "går ihop"),
        ([Change(K.RENAME_UNIT, "5", name="Enhet 5")], "heter redan så"),
        ([Change(K.CLOSE_UNIT, "11")], "Enhet 111 kvar"),
        ([Change(K.CLOSE_UNIT, "111"), Change(K.OPEN_UNIT, "7", "111", "N")], "Enhet 111|7"),
        ([Change(K.END_BODY, "SN")], "har kvar Enhet 5, en ram för 2027"),
        ([Change(K.END_BODY, "KS")], "målet M1"),
        ([Change(K.END_BODY, "XX")], "XX finns inte"),
        ([Change(K.MOVE_GOAL, "M2", "SN")], "M2 gäller inte"),
        ([Change(K.MOVE_GOAL, "M1", "XX")], "XX finns inte"),
        ([Change(K.MOVE_GOAL, "M1", "KS")], "svarar redan"),
        ([pay("KS", "XX", 1)], "XX finns inte"),
        ([pay("KS", "KS", 1)], "två olika organ"),
        ([pay("KF", "KS", 1)], "ingen beslutad ram"),
        ([pay("KS", "SN", 0)], "Beloppet saknas"),
        ([pay("KS", "SN", 1_001)], "större än hela ramen"),
        ([pay("KS", "SN", 1), pay("KS", "SN", 2)], "två gånger"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_plan_that_cannot_be_says_why_in_its_row(changes, says):
    house, faults = after(HOUSE, changes)

    assert [fault for fault in faults if re.search(says, fault.message)]
    assert all(fault.change in changes for fault in faults)
    assert house.total(2027) == HOUSE.total(2027)


def test_the_order_of_the_rows_does_not_matter():
    rows = [
        Change(K.FOUND_BODY, "NY", "KF", "Ny"),
        Change(K.OPEN_UNIT, "4", "NY", "Fyra"),
        Change(K.OPEN_UNIT, "41", "4", "Fyrtioett"),
        move("1", "111"),
        move("111", "41"),
        move("5", "1"),
        Change(K.MOVE_GOAL, "M1", "NY"),
        pay("KS", "NY", 1_000),
        pay("SN", "KS", 700),
        pay("KS", "NY", 1_100, 2028),
        Change(K.END_BODY, "SN"),
    ]
    found, faults = after(HOUSE, rows)

    assert faults == ()
    assert after(HOUSE, reversed(rows)) == (found, ())
    assert found.under("NY") == ["4", "41", "111", "1", "11", "5"]
    assert {code: found.body_of(code) for code in found.units} == dict.fromkeys(
        ["1", "4", "5", "11", "41", "111"], "NY"
    )


def test_a_body_with_whole_years_of_frames_does_not_end_but_one_with_a_past_does():
    rows = [move("5", "KS"), Change(K.END_BODY, "SN")]

    assert len(after(HOUSE, rows)[1]) == 1
    assert after(replace(HOUSE, first_year=2028), rows)[1] == ()


def test_units_that_other_decisions_change_are_left_alone():
    bound = replace(HOUSE, bound=frozenset({"5"}), taken=frozenset({"OLD"}))

    assert "Ett annat beslut" in after(bound, [move("5", "KS")])[1][0].message
    assert "en annan dag" in after(bound, [Change(K.FOUND_BODY, "OLD", name="N")])[1][0].message


SPLIT = replace(HOUSE, split={("11", 2027): 300, ("111", 2027): 100, ("1", 2027): 600})


@pytest.mark.parametrize(
    ("changes", "right"),
    [
        ([move("11", "SN"), pay("KS", "SN", 400)], True),
        ([move("11", "SN"), pay("KS", "SN", 401)], False),
        ([move("11", "SN")], False),
        ([pay("KS", "SN", 1)], False),
        ([move("111", "SN"), pay("KS", "SN", 100)], True),
        ([move("11", "SN"), move("111", "KS"), pay("KS", "SN", 300)], True),
        ([move("11", "SN"), pay("KS", "SN", 400), pay("KS", "SN", 5, 2028)], True),
    ],
)
def test_what_has_been_split_is_the_frame_that_moves(changes, right):
    assert (after(SPLIT, changes)[1] == ()) is right


@pytest.mark.parametrize(
    ("changes", "body"),
    [
        ([move("111", "1")], "KS"),
        ([move("111", "KS"), Change(K.OPEN_UNIT, "12", "1", "Ny")], "KS"),
        ([Change(K.CLOSE_UNIT, "111"), Change(K.RENAME_UNIT, "11", name="Ny")], "KS"),
        ([move("111", "5")], ""),
        ([move("111", "1"), Change(K.RENAME_UNIT, "5", name="Ny")], ""),
        ([Change(K.MOVE_GOAL, "M1", "SN")], ""),
        ([], ""),
    ],
)
def test_a_plan_belongs_to_the_body_whose_own_units_are_all_it_is_about(changes, body):
    house, faults = after(HOUSE, changes)

    assert (faults, owner(HOUSE, house, changes)) == ((), body)


@pytest.mark.parametrize(
    ("day", "decided", "state"),
    [
        (date(2026, 10, 11), date(2026, 10, 12), State.DRAFT),
        (date(2026, 10, 12), date(2026, 10, 12), State.DECIDED),
        (date(2026, 12, 31), date(2026, 10, 12), State.DECIDED),
        (date(2027, 1, 1), date(2026, 10, 12), State.IN_FORCE),
        (date(2027, 1, 1), None, State.DRAFT),
    ],
)
def test_the_state_follows_from_the_days(day, decided, state):
    assert state_on(day, takes_effect=date(2027, 1, 1), decided=decided) is state


@pytest.mark.parametrize(("day", "refused"), [(1, False), (2, True), (31, True)])
def test_a_reorganisation_takes_effect_with_a_month(day, refused):
    assert bool(takes_effect_refused(date(2027, 7, day))) is refused


@some.composite
def houses(draw):
    """Any house of some bodies, units, goals and frames."""
    bodies = [f"B{n}" for n in range(draw(some.integers(1, 4)))]
    units = {}
    for n in range(draw(some.integers(0, 12))):
        units[f"{n}"] = unit(f"{n}", draw(some.sampled_from([*bodies, *units])))
    return Structure(
        bodies={c: BodyPart(c, c, "committee") for c in bodies},
        units=units,
        goals={f"G{n}": GoalPart(f"G{n}", "", draw(some.sampled_from(bodies))) for n in range(3)},
        frames={
            (body, year): draw(some.integers(-(10**12), 10**12))
            for body in bodies
            for year in (2027, 2028)
            if draw(some.booleans())
        },
        split={(code, 2027): draw(some.integers(-(10**6), 10**6)) for code in units},
        first_year=2028,
    )


CODES = [*(f"{n}" for n in range(16)), *(f"B{n}" for n in range(6))]
ROWS = some.builds(
    Change,
    some.sampled_from(K),
    some.sampled_from([*CODES, "G0", "G1"]),
    some.sampled_from(CODES),
    name=some.sampled_from(["", "Ny"]),
    of_kind=some.just("unit"),
    year=some.sampled_from([2027, 2028]),
    amount=some.integers(-(10**12), 10**12),
)


@settings(max_examples=300, deadline=None)
@given(houses(), some.lists(ROWS, max_size=12), some.randoms())
def test_no_unit_is_ever_lost_or_doubled_and_each_hangs_under_exactly_one_body(before, rows, how):
    house, faults = after(before, rows)
    wrong = {fault.change for fault in faults}
    done = [row for row in rows if row not in wrong]

    opened = {r.code for r in done if r.kind is K.OPEN_UNIT}
    closed = {r.code for r in done if r.kind is K.CLOSE_UNIT}
    assert house.units.keys() == (before.units.keys() | opened) - closed
    under = [code for body in house.bodies for code in house.under(body)]
    assert sorted(under) == sorted(house.units)
    for code in house.units:
        assert house.body_of(code) in house.bodies
    assert [house.total(year) for year in (2027, 2028)] == [
        before.total(year) for year in (2027, 2028)
    ]
    assert house.goals.keys() == before.goals.keys()
    shuffled = list(rows)
    how.shuffle(shuffled)
    assert after(before, shuffled)[0] == house
    moves = moved_units(before, house)
    due = due_frames(before, house)
    assert sum(due.values()) == sum(a for (c, _), a in before.split.items() if c in moves)
