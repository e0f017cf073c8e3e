"""What people do with comments: write, change and take back, answer, and let go of old ones."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from huset.comments import rules
from huset.comments.models import Comment, Mention
from huset.comments.queries import mark_of, old_comments, people_within
from huset.comments.rules import Read
from huset.comments.things import Thing
from huset.kernel.actions import Clash, Refused, action, in_turn, record, snapshot
from huset.kernel.importing.faults import Unfit
from huset.kernel.models import User
from huset.organisation.models import Body

ANOTHERS = "Bara den som skrev kommentaren kan ändra den eller ta tillbaka den."
CLASH = "Du har ändrat kommentaren i ett annat fönster. Sparar du nu gäller det du skrivit här."


@action
def write_comment(*, thing: Thing, text: str, at: datetime, by: User) -> Comment:
    """Say something about a thing. What mentions the writer there is answered by it.

    The same words about the same thing within a minute are the same comment, sent twice.
    """
    in_turn()
    said = _read(thing, text, at)
    just_now = Comment.objects.filter(
        subject=thing.label,
        subject_id=thing.number,
        by=by,
        text=said.text,
        at__gt=at - timedelta(seconds=rules.MINUTE),
        at__lte=at,
    )
    for same in just_now.prefetch_related("mentions"):
        if _mentions(same) == said.mentions:
            return same
    comment = Comment.objects.create(
        subject=thing.label,
        subject_id=thing.number,
        body=Body.objects.get(code=thing.places[0]),
        text=said.text,
        at=at,
        by=by,
    )
    _settle(thing, timezone.localdate(at), by)
    _mention(comment, said, {})
    record("comments.comment.written", by=by, on=comment, after=_told(comment))
    return comment


@action
def change_comment(
    *, comment: Comment, thing: Thing, text: str, seen: str, at: datetime, by: User
) -> Comment:
    """Change one's own comment; who is still mentioned and has answered is not asked again."""
    found = _own(comment, by)
    mentions = list(found.mentions.all())
    said = _read(thing, text, at, also={one.person_id for one in mentions})
    if mark_of(found) != seen:
        raise Clash(CLASH)
    if (found.text, _mentions(found)) == (said.text, said.mentions):
        return found
    before = _told(found)
    found.text, found.edited = said.text, at
    found.save()
    found.mentions.all().delete()
    _mention(found, said, {one.person_id: one.done for one in mentions})
    record("comments.comment.changed", by=by, on=found, before=before, after=_told(found))
    return found


@action
def take_back(*, comment: Comment, by: User) -> None:
    """Take one's own comment back: the text is gone, and nobody is mentioned by it any more."""
    found = _own(comment, by)
    record("comments.comment.taken_back", by=by, on=found, before=_told(found), after={})
    found.delete()


@action
def be_done(*, thing: Thing, day: date, by: User) -> None:
    """Say that one needs not answer what one was mentioned for."""
    _settle(thing, day, by)


@action
def forget_comments(*, today: date, by: User) -> None:
    """Let go of the comments that are no longer to be kept."""
    for comment in old_comments(today).select_for_update():
        before = _told(comment)
        record("comments.comment.forgotten", by=by, on=comment, before=before, after={})
        comment.delete()


def _read(thing: Thing, text: str, at: datetime, also: Collection[int] = ()) -> Read:
    tidy = rules.tidy(text)
    if not rules.says_something(tidy):
        raise Refused(rules.EMPTY)
    if len(tidy) > rules.LONGEST:
        over = len(tidy) - rules.LONGEST
        raise Refused(f"Kommentaren är {over} tecken för lång. Högst 4 000 får plats.")
    try:
        return rules.read(tidy, people_within(thing.places, timezone.localdate(at), also=also))
    except Unfit as fault:
        raise Refused(f"{fault}. Skriv {fault.instead}.") from fault


def _own(comment: Comment, by: User) -> Comment:
    found = Comment.objects.select_for_update().filter(pk=comment.pk).first()
    if found is None:
        raise Refused("Kommentaren är redan tillbakatagen.")
    if found.by_id != by.pk:
        raise Refused(ANOTHERS)
    return found


def _mentions(comment: Comment) -> tuple[tuple[int, int], ...]:
    return tuple((one.position, one.person_id) for one in comment.mentions.all())


def _mention(comment: Comment, said: Read, done: dict[int, date | None]) -> None:
    Mention.objects.bulk_create(
        Mention(comment=comment, person_id=number, position=position, done=done.get(number))
        for position, number in said.mentions
    )


def _settle(thing: Thing, day: date, by: User) -> None:
    """What mentions someone about a thing no longer waits for them."""
    about = {"comment__subject": thing.label, "comment__subject_id": thing.number}
    waiting = Mention.objects.filter(done=None, person__user=by, **about)
    for mention in waiting.select_for_update(of=("self",)):
        before = snapshot(mention)
        mention.done = day
        mention.save()
        record("comments.mention.done", by=by, on=mention, before=before)


def _told(comment: Comment) -> dict[str, Any]:
    """A comment as the log keeps it: how long it is and whom it mentions, never the words."""
    mentioned = sorted({number for _, number in _mentions(comment)})
    length = len(comment.text)
    return snapshot(comment) | {"text": None, "length": length, "mentioned": mentioned}
