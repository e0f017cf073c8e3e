"""Nobody finds, counts or is suggested what they may not see."""

from itertools import product

import pytest

from huset.kernel.models import User
from huset.organisation.findable import ANYWHERE, Findable
from huset.organisation.permissions import Actor, actor_of
from huset.organisation.rules import Right
from huset.organisation.tests.users import USERS
from huset.search.tests.shelf import ask, fill, thing

RIGHTS = (None, Right.READ_INTERNAL, Right.READ_LOG, Right.WRITE_PEOPLE, Right.READ_VOUCHERS)
PLACES = ("", "SN", "BUN", "KS", "5130", ANYWHERE)


def everything() -> list[Findable]:
    """A thing for each right in each place."""
    return [
        thing(
            number,
            f"Planen {right or 'öppen'} {place or 'koncernen'}",
            "Hemligt",
            right=right,
            place=place,
            body_code="SN",
        )
        for number, (right, place) in enumerate(product(RIGHTS, PLACES), start=1)
    ]


def may_see(reader: Actor, found: Findable) -> bool:
    """The promise in `Findable`, in its own words."""
    if found.right is None:
        return True
    if found.place == ANYWHERE:
        return reader.has(found.right)
    return reader.may(found.right, found.place)


@pytest.mark.django_db
@pytest.mark.usefixtures("loaded", "shelved")
@pytest.mark.parametrize("role", USERS)
def test_everyone_finds_what_they_may_see_and_nothing_else(role):
    things = everything()
    fill(*things)
    user = User.objects.get(username=USERS[role]) if role else None
    reader = actor_of(user) if user else Actor()
    seen = sorted(each.title for each in things if may_see(reader, each))

    found = [ask("planen hemligt", reader, page=page) for page in (1, 2)]

    assert sorted(hit.name for page in found for hit in page.hits) == seen
    assert found[0].count == found[0].in_all == found[0].elsewhere == len(seen)
    assert found[0].at_any_time == len(seen)


@pytest.mark.django_db
@pytest.mark.usefixtures("shelved")
def test_words_of_hidden_things_are_not_suggested():
    fill(
        thing(1, "Omlokalisering", right=Right.READ_INTERNAL, place="SN"),
        thing(2, "Lokaler"),
    )
    found = ask("omlokaliserimg")

    assert (found.count, found.suggestion) == (0, "")
