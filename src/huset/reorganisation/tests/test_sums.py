"""Sums over the break: budget and outcome in all are the same on both sides of it, to the öre."""

from datetime import date, timedelta

import pytest
from django.db.models import Sum

from huset.budget.models import DetailBudget, Frame
from huset.budget.queries import budget_with_plan, economy
from huset.budget.tests.test_sums import rows_of
from huset.organisation.models import Body
from huset.organisation.queries import organisation
from huset.organisation.tests import make as org
from huset.reorganisation.queries import plan
from huset.reorganisation.rules import Change
from huset.reorganisation.tests import make
from huset.reorganisation.tests.make import K

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("books")]
PER = date(2026, 11, 22)
MOVED = ("5310", "5320", "5330", "5300")  # a department with its units, from SN to BUN
BREAKS = {
    "january": (date(2026, 1, 1), date(2025, 12, 8)),
    "midyear": (date(2026, 7, 1), date(2026, 6, 15)),
}


def totals(per, month=None):
    found = economy(per, 2026, month=month)
    return found.total.budget, found.total.periodised, found.total.outcome


def carried_out(takes_effect, council):
    """The department moves, with the frame that the plan's page proposes."""
    planned = make.plan(Change(K.MOVE_UNIT, "5300", "3000"), day=takes_effect, title="Flytt")
    for frame in plan(planned.pk, council).proposals:
        if frame.amount is not None:
            make.extended(
                planned,
                Change(
                    K.MOVE_FRAME, frame.giver, frame.taker, year=frame.year, amount=frame.amount
                ),
            )
    decision = org.decision(of=Body.objects.get(code="KF"), day=council, paragraph=990)
    make.decided(planned, decision)
    return decision


@pytest.mark.parametrize("which", BREAKS)
def test_every_total_is_the_same_before_and_after_to_the_ore(books, which):
    takes_effect, council = BREAKS[which]
    months = range(1, 11)
    eve = takes_effect - timedelta(days=1)
    before = {month: totals(PER, month) for month in months}
    frames = Frame.objects.filter(year=2026).aggregate(total=Sum("net_cost"))["total"]
    split = DetailBudget.objects.filter(frame__year=2026).order_by()
    spent = rows_of(books / "vimmerby-2026.se")
    moving = split.filter(unit__code__in=MOVED, month__gte=takes_effect.month)
    moving = moving.aggregate(total=Sum("net_cost"))["total"]
    periodised = {
        month: split.filter(month__lte=month).aggregate(total=Sum("net_cost"))["total"]
        for month in months
    }

    decision = carried_out(takes_effect, council)

    moved = Frame.objects.filter(decision=decision)
    given = {frame.body.code: frame.net_cost for frame in moved}
    old = dict(
        Frame.objects.filter(year=2026, is_plan=False, body__code__in=given)
        .exclude(decision=decision)
        .values_list("body__code", "net_cost")
    )
    assert given == {"SN": old["SN"] - moving, "BUN": old["BUN"] + moving}
    for frame in moved:
        assert frame.details.aggregate(total=Sum("net_cost"))["total"] == frame.net_cost
    assert budget_with_plan(PER, 2026, 0).total.net_costs == (frames,)
    for month in months:
        outcome = sum(amount for (_, of), amount in spent.items() if of <= month)
        assert totals(PER, month) == before[month] == (frames, periodised[month], outcome)
        house = economy(PER, 2026, month=month)
        for side in ("budget", "periodised", "outcome"):
            rows = [getattr(row, side) or 0 for row in house.rows]
            assert sum(rows) == getattr(house.total, side)
        home = "BUN" if date(2026, month, 28) >= takes_effect else "SN"
        held = {row.code: set(row.unit_codes) for row in house.rows}
        assert {body for body, codes in held.items() if codes >= set(MOVED)} == {home}
    assert [organisation(day).unit("5310").body_code for day in (eve, takes_effect)] == [
        "SN",
        "BUN",
    ]


def test_the_day_of_a_midyear_break_moves_budget_and_outcome_but_not_their_sums(books):
    takes_effect, council = BREAKS["midyear"]
    carried_out(takes_effect, council)
    eve, day = (economy(per, 2026) for per in (takes_effect - timedelta(days=1), takes_effect))

    assert eve.month.number == day.month.number == 6
    assert (eve.total.budget, eve.total.periodised, eve.total.outcome) == (
        day.total.budget,
        day.total.periodised,
        day.total.outcome,
    )
    for side in ("budget", "periodised", "outcome"):
        was = {row.code: getattr(row, side) for row in eve.rows}
        now = {row.code: getattr(row, side) for row in day.rows}
        units = economy(takes_effect - timedelta(days=1), 2026, scope="5300")
        carried = getattr(units.total, side)
        assert carried
        assert now["BUN"] - was["BUN"] == was["SN"] - now["SN"] == carried
        assert {c: now[c] for c in now if c not in {"BUN", "SN"}} == {
            c: was[c] for c in was if c not in {"BUN", "SN"}
        }
