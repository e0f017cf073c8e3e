"""How what was written of a goal and its measures comes into their records, and what is refused."""

from typing import Any

from django.utils import timezone

from huset.goals.models import Goal, Indicator, Target, Unaffected
from huset.goals.queries.computed import formulas_in_use, lines_to_use
from huset.goals.queries.content import MEASURED, PLAIN, Content, Measure, measure_of
from huset.goals.rules import Direction, FormulaError, cycle, read_formula
from huset.kernel.actions import Refused, snapshot


def fill(goal: Goal, content: Content) -> None:
    """Let a goal say something, and hang from what it says."""
    for name in PLAIN:
        setattr(goal, name, getattr(content, name))
    goal.area_id = content.area
    goal.save()
    goal.parents.set(content.parents)
    goal.missions.set(content.missions)
    goal.unaffected.all().delete()
    Unaffected.objects.bulk_create(
        Unaffected(goal=goal, steering_id=number, why=why)
        for number, why in content.unaffected.items()
        if why
    )


def fill_measure(indicator: Indicator, measure: Measure) -> None:
    """Let an indicator say something, with its targets."""
    for name in MEASURED:
        setattr(indicator, name, getattr(measure, name))
    indicator.owner_id = measure.owner
    indicator.save()
    indicator.targets.all().delete()
    within = measure.better == Direction.WITHIN
    Target.objects.bulk_create(
        Target(
            indicator=indicator,
            year=year,
            value=target.value,
            upper=target.upper if within else None,
        )
        for year, target in measure.targets.items()
    )


def refuse_measure(measure: Measure, own: Indicator | None = None) -> None:
    """Refuse a code that is taken, an interval upside down, and a formula that cannot be used."""
    same = Indicator.objects.filter(code=measure.code)
    if (same.exclude(pk=own.pk) if own else same).exists():
        raise Refused(f"Det finns redan en indikator med koden {measure.code}. Välj en annan kod.")
    for year, target in measure.targets.items():
        if target.upper is not None and target.upper < target.value:
            raise Refused(f"Övre gränsen {year} är lägre än den nedre. Byt plats på dem.")
    if measure.formula:
        _refuse_formula(measure)


def _refuse_formula(measure: Measure) -> None:
    """Refuse what the formula names and is not there, and a formula that leads back to itself."""
    try:
        formula = read_formula(measure.formula)
    except FormulaError as error:
        raise Refused(str(error)) from error
    codes = {measure.code, *Indicator.objects.values_list("code", flat=True)}
    unknown = sorted(formula.indicators - codes)
    unknown += sorted(
        f"={line}" for line in formula.lines - lines_to_use(timezone.localdate()).keys()
    )
    if unknown:
        raise Refused(f"Formeln använder [{unknown[0]}], som inte finns. Rätta koden.")
    uses = {code: one.indicators for code, one in formulas_in_use().items()}
    if round_ := cycle(measure.code, uses | {measure.code: formula.indicators}):
        raise Refused(f"Formeln går runt till sig själv: {' → '.join(round_)}. Ändra den.")


def said(goal: Goal) -> dict[str, Any]:
    """What a draft says, for the log: its own values, and what it hangs from in words."""
    return snapshot(goal) | {
        "parents": [parent.code for parent in goal.parents.order_by("code")],
        "missions": [str(mission) for mission in goal.missions.all()],
        "unaffected": [f"{one.steering}: {one.why}" for one in goal.unaffected.all()],
    }


def measured(indicator: Indicator) -> dict[str, Any]:
    """What an indicator says, for the log: its own values and its targets."""
    targets = measure_of(indicator).targets
    said = {
        str(year): [str(value) for value in (target.value, target.upper) if value is not None]
        for year, target in targets.items()
    }
    return snapshot(indicator) | {"targets": said}
