"""What the slices tell of, in the example: everything once, each alone, and with a page."""

from itertools import product

import pytest
from django.test import Client

from huset.kernel.models import Event, User
from huset.organisation.rules import Role
from huset.organisation.tests.users import USERS
from huset.search import filling
from huset.search.filling import rebuild

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]


def test_each_finder_tells_of_the_same_thing_alone_as_among_all():
    for finder in filling.finders():
        all_ = list(finder.find())
        assert all_, finder.label
        number = all_[-1].number
        assert list(finder.find([number])) == [t for t in all_ if t.number == number]
        assert list(finder.find([])) == []


def test_a_line_about_anything_can_be_followed():
    """Every kind of thing that the log tells of, even one that is gone."""
    subjects = set(Event.objects.values_list("subject", flat=True))
    for finder in filling.finders():
        for label in subjects & set(finder.also):
            touched = finder.touched(label, {10**9})
            assert touched is None or list(touched) == []


def test_every_hit_leads_to_a_page_that_its_reader_may_open():
    rebuild()
    for role in (None, Role.MANAGER, Role.CONTROLLER):
        client = Client()
        if role:
            client.force_login(User.objects.get(username=USERS[role]))
        asked = {"per": "2026-11-22", "at_any_time": True}
        kinds = client.get("/api/search/", {"q": "vimmerby kommun", **asked}).json()["kinds"]
        for kind, word in product(kinds, ("kommunen", "vimmerby", "plan", "ordförande")):
            hits = client.get("/api/search/", {"q": word, "kind": kind, **asked}).json()["hits"]
            for hit in hits[:2]:
                assert client.get(hit["url"]).status_code == 200, hit
