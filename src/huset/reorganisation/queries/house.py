"""The house as a reorganisation finds it: the day before it takes effect."""

from datetime import date, timedelta

from django.db.models import Q, Sum

from huset.budget.models import DetailBudget
from huset.budget.queries import frames_in_force
from huset.goals.queries import goals_held
from huset.kernel import validity
from huset.organisation.models import Body, Unit
from huset.reorganisation.rules import BodyPart, GoalPart, Structure, UnitPart

YEARS_AHEAD = 10  # further than any plan of budgets


def house_before(takes_effect: date, decided_by: date) -> Structure:
    """The house the day before, with goals and frames as decided by a day. Seven questions."""
    before = takes_effect - timedelta(days=1)
    bodies = _bodies(before)
    units = _units(takes_effect, before)
    house = Structure(
        bodies=bodies,
        units=units,
        goals={
            goal.code: GoalPart(goal.code, goal.title, goal.body_code)
            for goal in goals_held(decided_by, before)
        },
        bound=_codes(Q(valid_from__gte=takes_effect)),
        taken=frozenset(Body.objects.values_list("code", flat=True))
        | _codes(Q(valid_from__gte=takes_effect)),
        first_year=takes_effect.year + (takes_effect > date(takes_effect.year, 1, 1)),
    )
    return _with_money(house, takes_effect, decided_by)


def _bodies(day: date) -> dict[str, BodyPart]:
    found = Body.objects.filter(validity.on(day)).select_related("reports_to")
    return {
        b.code: BodyPart(b.code, b.name, b.kind, b.reports_to.code if b.reports_to else "")
        for b in found
    }


def _units(takes_effect: date, before: date) -> dict[str, UnitPart]:
    """The units of the day before; those that end then by other decisions are not among them."""
    later = Unit.objects.filter(valid_from=takes_effect).values("code")
    found = (
        Unit.objects.filter(validity.on(before))
        .exclude(~Q(code__in=later), valid_to=before)
        .select_related("body", "parent")
    )
    return {
        u.code: UnitPart(u.code, u.name, u.kind, u.parent.code if u.parent else u.body.code)
        for u in found
    }


def _codes(which: Q) -> frozenset[str]:
    return frozenset(Unit.objects.filter(which).values_list("code", flat=True))


def _with_money(house: Structure, takes_effect: date, decided_by: date) -> Structure:
    first = takes_effect.year
    days = {y: max(date(y, 1, 1), takes_effect) for y in range(first, first + YEARS_AHEAD)}
    frames = frames_in_force(decided_by, days)
    details = (
        DetailBudget.objects.filter(frame__in=[frame.pk for frame in frames.values()])
        .filter(Q(frame__year__gt=first) | Q(month__gte=takes_effect.month))
        .values_list("frame__body__code", "unit__code", "frame__year")
        .annotate(amount=Sum("net_cost"))
        .order_by()
    )
    return Structure(
        bodies=house.bodies,
        units=house.units,
        goals=house.goals,
        frames={key: frame.net_cost for key, frame in frames.items()},
        split={
            (unit, year): amount
            for owner, unit, year, amount in details
            if house.body_of(unit) == owner
        },
        bound=house.bound,
        taken=house.taken,
        first_year=house.first_year,
    )
