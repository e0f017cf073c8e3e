"""What people do with the house: say what its parts are in their own words, and be shown round."""

from datetime import date, timedelta

from django.utils import timezone

from huset.house.models import PartText, Tour
from huset.house.texts import begun_by, in_force, mark_of, tidied
from huset.kernel.actions import Refused, action, in_turn, record, snapshot
from huset.kernel.models import User
from huset.kernel.periods import long_date
from huset.model.queries import model_in_force

LONGEST_TEXT = 5000


@action
def write_part_text(
    *, part: str, text: str, since: date, by: User, seen: str | None = None
) -> PartText:
    """Say what a part is in the municipality's own words, from a day; the text before it ends then.

    ``seen`` is the mark of the texts that the writer had before them: when someone else has
    written meanwhile the action is refused, and nothing of either text is lost.
    """
    _refuse_unknown(part, since)
    text = _fit(text)
    in_turn()
    _refuse_changed(part, seen)
    applies = in_force(part, since)
    if applies and applies.text == text:
        return applies
    _refuse_later(part, since)
    if applies and applies.valid_from == since:
        before = snapshot(applies)
        applies.text = text
        applies.save()
        record("house.part_text.corrected", by=by, on=applies, before=before)
        return applies
    ended = _end(applies, since, by) if applies else None
    new = PartText.objects.create(part=part, text=text, valid_from=since)
    record("house.part_text.written", by=by, on=new, before=ended)
    return new


@action
def return_to_model_text(*, part: str, since: date, by: User, seen: str | None = None) -> None:
    """Let the governance model's own text apply to a part again, from a day."""
    _refuse_unknown(part, since)
    in_turn()
    _refuse_changed(part, seen)
    begun, applies = begun_by(part, since), in_force(part, since)
    if not begun and applies is None:
        raise Refused("Styrmodellens text gäller redan. Du behöver inte göra något.")
    if applies and applies.valid_from < since:
        _end(applies, since, by)
    for text in begun:
        record("house.part_text.withdrawn", by=by, on=text, before=snapshot(text), after={})
        text.delete()


@action
def end_tour(*, by: User) -> Tour:
    """Note that someone has been shown round the house, or does not want to be."""
    tour, new = Tour.objects.get_or_create(user=by, defaults={"day": timezone.localdate()})
    if new:
        record("house.tour.ended", by=by, on=tour)
    return tour


def _end(text: PartText, since: date, by: User) -> dict[str, object]:
    """End a text the day before another begins; gives what it was."""
    before = snapshot(text)
    text.valid_to = since - timedelta(days=1)
    text.save()
    record("house.part_text.ended", by=by, on=text, before=before)
    return before


def _fit(text: str) -> str:
    text = tidied(text)
    if not text:
        raise Refused(
            "Skriv en text. Vill du ta bort den egna texten väljer du i stället att gå tillbaka "
            "till styrmodellens."
        )
    if len(text) > LONGEST_TEXT:
        raise Refused(f"Texten är {len(text)} tecken. Korta den till högst {LONGEST_TEXT}.")
    return text


def _refuse_unknown(part: str, since: date) -> None:
    if part not in {known.code for known in model_in_force(since).parts}:
        raise Refused(
            f"Delen ”{part}” finns inte i styrmodellen den {long_date(since)}. "
            "Välj en del som finns i huset den dagen."
        )


def _refuse_changed(part: str, seen: str | None) -> None:
    if seen is not None and seen != mark_of(part):
        raise Refused(
            "Någon annan har ändrat texten medan du skrev. Jämför texterna och spara igen."
        )


def _refuse_later(part: str, since: date) -> None:
    later = next((t for t in begun_by(part, since) if t.valid_from > since), None)
    if later:
        raise Refused(
            f"Det finns redan en text som gäller från den {long_date(later.valid_from)}. "
            "Välj den dagen eller en senare."
        )
