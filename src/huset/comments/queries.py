"""What people ask about comments: what has been said about a thing, who can be mentioned there."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, QuerySet

from huset.comments import rules
from huset.comments.models import Comment, Mention
from huset.comments.rules import Named, Piece
from huset.comments.things import Thing
from huset.kernel.models import User
from huset.organisation.models import Person
from huset.organisation.permissions import every_mandate
from huset.organisation.rules import Right, Role
from huset.organisation.words import ROLE_NAMES


@dataclass(frozen=True)
class CommentRow:
    """A comment as it is shown; ``waits`` when it mentions the reader, who has not answered."""

    id: int
    who: str
    at: datetime
    edited: datetime | None
    pieces: tuple[Piece, ...]
    own: bool
    waits: bool


@dataclass(frozen=True)
class Writable:
    """A person as the list of people shows them: how the name is written, and who it is."""

    label: str
    says: str


def comments_on(label: str, number: int, per: date, reader: User) -> tuple[CommentRow, ...]:
    """What had been said about a thing by a day, in the order of time. Two questions at most."""
    found = _with_names(Comment.objects.filter(subject=label, subject_id=number))
    return tuple(_row(comment, reader) for comment in found.filter(at__date__lte=per))


def people_within(places: Collection[str], day: date, *, also: Collection[int] = ()) -> list[Named]:
    """Those with a mandate that reads what is internal in any of some bodies, and ``also`` some.

    As many questions for a few mandates as for many.
    """
    found: dict[int, Named] = {}
    for mandate, holder in every_mandate(day):
        one, area = mandate.person, holder.area(Right.READ_INTERNAL)
        if one.pk not in found and any(code in area for code in places):
            role = ROLE_NAMES[Role(mandate.role)]
            found[one.pk] = Named(one.pk, one.shown, role, holder.held[0].place_name)
    gone = Person.objects.filter(pk__in=set(also) - found.keys()) if also else ()
    found |= {one.pk: Named(one.pk, one.shown, "utan uppdrag", "") for one in gone}
    return list(found.values())


def people_to_mention(thing: Thing, day: date) -> list[Writable]:
    """Those who can be mentioned when a thing is talked about, by name."""
    found = rules.labels(people_within(thing.places, day))
    order = sorted(found.items(), key=lambda pair: pair[0].casefold())
    return [Writable(label, f"{label} – {one.role}") for label, one in order]


def comment_to_act_on(number: int) -> Comment | None:
    """A comment's record, for an action, with those whom it mentions."""
    return _with_names(Comment.objects.filter(pk=number)).first()


def typed(comment: Comment, thing: Thing, day: date) -> str:
    """A comment's text as its writer would type it on a day, for the form."""
    mentions = comment.mentions.all()
    people = people_within(thing.places, day, also={one.person_id for one in mentions})
    label_of = {one.number: label for label, one in rules.labels(people).items()}
    names = [(one.position, label_of[one.person_id]) for one in mentions]
    return rules.in_full(comment.text, names)


def mark_of(comment: Comment) -> str:
    """What tells a comment from what it was before; a form sends back that of what it showed."""
    return comment.edited.isoformat() if comment.edited else "ny"


def old_comments(today: date) -> QuerySet[Comment]:
    """Those that are no longer to be kept, the oldest first."""
    return Comment.objects.filter(at__year__lt=today.year - rules.YEARS_KEPT)


def waiting_for(person_id: int) -> QuerySet[Mention]:
    """The mentions that wait for someone's answer, the oldest first. One question."""
    found = Mention.objects.filter(person=person_id, done=None)
    return found.select_related("comment__by__person").order_by("comment__at", "id")


def who_wrote(comment: Comment) -> str:
    """The writer's name as it may be shown."""
    person = getattr(comment.by, "person", None)
    return person.shown if isinstance(person, Person) else str(comment.by)


def _with_names(found: QuerySet[Comment]) -> QuerySet[Comment]:
    along = Prefetch("mentions", Mention.objects.select_related("person"))
    return found.select_related("by__person").prefetch_related(along)


def _row(comment: Comment, reader: User) -> CommentRow:
    mentions = comment.mentions.all()
    names = [(one.position, one.person.shown) for one in mentions]
    return CommentRow(
        id=comment.pk,
        who=who_wrote(comment),
        at=comment.at,
        edited=comment.edited,
        pieces=rules.pieces(comment.text, names),
        own=comment.by_id == reader.pk,
        waits=any(one.done is None and one.person.user_id == reader.pk for one in mentions),
    )
