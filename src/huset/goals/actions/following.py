"""What people do with the volumes and key figures of core missions: add, change and end them.

Nothing is decided: what follows up a core mission counts from the day that it is added.
"""

from datetime import date
from typing import Any

from huset.goals.actions.filling import fill_measure, measured, refuse_measure
from huset.goals.models import CoreMission, Indicator
from huset.goals.queries.computed import formulas_in_use
from huset.goals.queries.content import Measure
from huset.goals.queries.following import figure_mark, figure_to_act_on, has_values, is_kept
from huset.kernel.actions import Clash, Refused, action, in_turn, record
from huset.kernel.models import User


@action
def add_figure(
    *, mission: int, measure: Measure, since: date, by: User, **origin: Any
) -> Indicator:
    """Follow a core mission up by one more volume or key figure, from a day."""
    in_turn()
    found = CoreMission.objects.filter(pk=mission).first()
    if found is None:
        raise Refused("Grunduppdraget finns inte längre.")
    if found.valid_to is not None and found.valid_to < since:
        raise Refused(
            f"Grunduppdraget gällde till {found.valid_to}. Välj ett grunduppdrag som gäller."
        )
    _refuse(measure)
    figure = Indicator(mission=found, since=since, **origin)
    fill_measure(figure, measure)
    record("goals.indicator.added", by=by, on=figure, after=measured(figure))
    return figure


@action
def change_figure(*, number: int, measure: Measure, seen: str, by: User) -> Indicator:
    """Change a key figure. ``seen`` is the mark of what the writer had before them."""
    figure = _locked(number, seen)
    _refuse_hidden(measure, figure)
    _refuse(measure, figure)
    before = measured(figure)
    fill_measure(figure, measure)
    record("goals.indicator.changed", by=by, on=figure, before=before, after=measured(figure))
    return figure


@action
def end_figure(*, number: int, day: date, seen: str, by: User) -> None:
    """Follow up by a key figure no longer, from a day. One without values is taken away."""
    figure = _locked(number, seen)
    before = measured(figure)
    if is_kept(figure):
        figure.until = day
        figure.save()
        record("goals.indicator.ended", by=by, on=figure, before=before, after=measured(figure))
        return
    if users := _used_by(figure):
        raise Refused(f"{figure.code} används i formeln för {users[0]}. Ändra den formeln först.")
    record("goals.indicator.dropped", by=by, on=figure, before=before, after={})
    figure.targets.all().delete()
    figure.delete()


def _locked(number: int, seen: str) -> Indicator:
    in_turn()
    figure = figure_to_act_on(number)
    if figure is None:
        raise Refused("Nyckeltalet räknas inte längre. Någon annan har avslutat det.")
    if figure_mark(figure) != seen:
        raise Clash(
            "Någon annan har ändrat nyckeltalet, eller rapporterat ett första värde, medan du "
            "skrev. Läs det som är sparat och spara igen."
        )
    return figure


def _refuse(measure: Measure, own: Indicator | None = None) -> None:
    """Refuse what no indicator can be, and a target that cannot be judged."""
    refuse_measure(measure, own)
    if measure.targets and not measure.better:
        raise Refused("Välj vilken riktning som är bättre, annars går målvärdet inte att bedöma.")


def _refuse_hidden(measure: Measure, own: Indicator) -> None:
    """Refuse a formula that would hide what is reported, and a code that formulas know."""
    if measure.formula and has_values(own):
        raise Refused(
            f"{own.code} har rapporterade värden, som en formel skulle dölja. "
            "Avsluta det och lägg till ett nytt nyckeltal som räknas ut."
        )
    if measure.code != own.code and (users := _used_by(own)):
        raise Refused(f"{own.code} används i formeln för {users[0]}. Behåll koden.")


def _used_by(figure: Indicator) -> list[str]:
    """The codes of those whose formulas use a key figure."""
    used = formulas_in_use().items()
    return sorted(code for code, formula in used if figure.code in formula.indicators)
