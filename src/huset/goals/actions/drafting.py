"""What people do with drafts of goals: write, change and drop them, with their indicators."""

from datetime import date
from typing import Any

from django.utils import timezone

from huset.goals.deciders import level_kinds
from huset.goals.models import Goal, Indicator, Target, Unaffected
from huset.goals.queries.computed import formulas_in_use, lines_to_use
from huset.goals.queries.drafting import Content, Measure, goal_mark, measure_of
from huset.goals.rules import Direction, FormulaError, cycle, read_formula
from huset.kernel.actions import Clash, Refused, action, in_turn, record, snapshot
from huset.kernel.models import User
from huset.organisation.models import Body

GONE = "Utkastet finns inte längre. Någon annan har kastat det."
OVERTAKEN = "Någon annan har ändrat utkastet medan du skrev. Läs igenom det och spara igen."
TEXTS = (
    "title",
    "first_year",
    "last_year",
    "perspective",
    "motive",
    "present",
    "wanted",
    "surroundings",
    "importance",
    "control",
    "control_reason",
)
FIELDS = (
    "code",
    "name",
    "unit",
    "decimals",
    "better",
    "baseline",
    "baseline_year",
    "tolerance",
    "frequency",
    "accumulates",
    "origin",
    "formula",
    "kolada_id",
    "established",
)


@action
def write_goal(
    *, code: str, level: str, body: Body, content: Content, by: User, **origin: Any
) -> Goal:
    """Propose a goal. Nothing applies until it is decided by those that the model says."""
    in_turn()
    if Goal.objects.filter(code=code).exists():
        raise Refused(f"Det finns redan ett mål med koden {code}. Välj en annan kod.")
    _refuse_level(level, body, content)
    goal = Goal(code=code, level=level, body=body, **origin)
    _fill(goal, content)
    record("goals.goal.written", by=by, on=goal, after=_said(goal))
    return goal


@action
def change_goal(*, number: int, content: Content, seen: str, by: User) -> Goal:
    """Change a draft. ``seen`` is the mark of what the writer had before them."""
    goal = _draft(number, seen)
    _refuse_level(goal.level, goal.body, content)
    before = _said(goal)
    _fill(goal, content)
    record("goals.goal.changed", by=by, on=goal, before=before, after=_said(goal))
    return goal


@action
def drop_goal(*, number: int, seen: str, by: User) -> None:
    """Throw a draft away with its indicators. The log keeps what it said."""
    goal = _draft(number, seen)
    for indicator in goal.indicators.all():
        _drop(indicator, by)
    record("goals.goal.dropped", by=by, on=goal, before=_said(goal), after={})
    goal.delete()


@action
def add_measure(*, goal: int, measure: Measure, by: User, **origin: Any) -> Indicator:
    """Add an indicator to a draft."""
    in_turn()
    found = _draft(goal, None)
    _refuse_measure(measure)
    indicator = Indicator(goal=found, **origin)
    _fill_measure(indicator, measure)
    record("goals.indicator.added", by=by, on=indicator, after=_measured(indicator))
    return indicator


@action
def change_measure(*, number: int, measure: Measure, seen: str, by: User) -> Indicator:
    """Change an indicator of a draft. ``seen`` is the mark of the whole draft."""
    indicator = _measure(number, seen)
    _refuse_measure(measure, indicator)
    before = _measured(indicator)
    _fill_measure(indicator, measure)
    record(
        "goals.indicator.changed", by=by, on=indicator, before=before, after=_measured(indicator)
    )
    return indicator


@action
def drop_measure(*, number: int, seen: str, by: User) -> int:
    """Take an indicator out of a draft; gives the draft's number."""
    indicator = _measure(number, seen)
    _drop(indicator, by)
    return indicator.goal_id


def _draft(number: int, seen: str | None) -> Goal:
    locked = Goal.objects.select_for_update(of=("self",)).select_related("body")
    goal = locked.filter(pk=number).first()
    if goal is None:
        raise Refused(GONE)
    if goal.decision_id:
        raise Refused(f"Målet {goal.code} är beslutat och kan inte ändras som ett utkast.")
    if seen is not None and goal_mark(goal) != seen:
        raise Clash(OVERTAKEN)
    return goal


def _measure(number: int, seen: str) -> Indicator:
    indicator = Indicator.objects.filter(pk=number).first()
    if indicator is None:
        raise Refused("Indikatorn finns inte längre. Någon annan har tagit bort den.")
    _draft(indicator.goal_id, seen)
    return indicator


def _refuse_level(level: str, body: Body, content: Content) -> None:
    """Refuse a body that neither decides the level's goals nor belongs to those that do."""
    if content.last_year < content.first_year:
        raise Refused(
            f"Målet slutar {content.last_year} men börjar {content.first_year}. Byt plats på åren."
        )
    kinds = level_kinds(level, date(content.first_year, 1, 1))
    if body.kind not in kinds and Body.objects.filter(kind__in=kinds).exists():
        raise Refused(f"{body.name} sätter inga mål på den nivån. Välj en annan nivå.")


def _refuse_measure(measure: Measure, own: Indicator | None = None) -> None:
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


def _fill(goal: Goal, content: Content) -> None:
    for name in TEXTS:
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


def _fill_measure(indicator: Indicator, measure: Measure) -> None:
    for name in FIELDS:
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


def _drop(indicator: Indicator, by: User) -> None:
    if indicator.measurements.exists():
        raise Refused(
            f"Indikatorn {indicator.code} har värden och kan inte tas bort. "
            "Behåll den, eller låt bli att besluta målet."
        )
    record("goals.indicator.dropped", by=by, on=indicator, before=_measured(indicator), after={})
    indicator.targets.all().delete()
    indicator.delete()


def _said(goal: Goal) -> dict[str, Any]:
    """What a draft says, for the log: its own values, and what it hangs from in words."""
    return snapshot(goal) | {
        "parents": [parent.code for parent in goal.parents.order_by("code")],
        "missions": [str(mission) for mission in goal.missions.all()],
        "unaffected": [f"{one.steering}: {one.why}" for one in goal.unaffected.all()],
    }


def _measured(indicator: Indicator) -> dict[str, Any]:
    targets = measure_of(indicator).targets
    said = {
        str(year): [str(value) for value in (target.value, target.upper) if value is not None]
        for year, target in targets.items()
    }
    return snapshot(indicator) | {"targets": said}
