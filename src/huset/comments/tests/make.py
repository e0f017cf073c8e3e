"""What tests of comments are made of: people with mandates, and a body to talk about."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta

from django.utils import timezone

from huset.comments.actions import write_comment
from huset.comments.models import Comment
from huset.comments.things import Thing, thing
from huset.kernel.models import User
from huset.organisation.actions import give_mandate, register_person
from huset.organisation.models import Body, Person, Unit
from huset.organisation.rules import Role
from huset.organisation.tests.make import SINCE, body, seat, user

LABEL = "organisation.body"
NOW = timezone.make_aware(datetime(2026, 3, 11, 9, 0))  # noqa: DTZ001 -- made aware right here
DAY = timedelta(days=1)


class CommentableBodies:
    """Bodies to talk about, each within itself."""

    label = LABEL

    def things(self, numbers: Collection[int], per: date) -> Iterable[Thing]:
        for one in Body.objects.filter(pk__in=numbers):
            page = ("organisation:body", (one.code,), {})
            yield Thing(LABEL, one.pk, "organet", one.name, page, (one.code,))


BODIES = CommentableBodies()
PATHS = [f"{__name__}.BODIES"]


def about(code: str = "BUN") -> Thing:
    """Something to talk about: a body."""
    found = thing(LABEL, body(code).pk, NOW.date())
    assert found
    return found


def someone(
    name: str, role: Role = Role.EMPLOYEE, place: Body | Unit | None = None, **more: bool
) -> Person:
    """Someone with an account and a mandate in a body."""
    account = user(name.lower().replace(" ", "-"))
    account.name = name
    account.save()
    person = register_person(name=name, user=account, by=user(), **more)
    where = seat(role, place or body())
    give_mandate(person=person, role=role, place=where, since=SINCE, by=user())
    return person


def comment(text: str = "Hej", *, by: Person, at: datetime = NOW, code: str = "BUN") -> Comment:
    """What someone has said about a body."""
    return write_comment(thing=about(code), text=text, at=at, by=account(by))


def account(of: Person) -> User:
    """The account of someone who has one."""
    assert of.user
    return of.user
