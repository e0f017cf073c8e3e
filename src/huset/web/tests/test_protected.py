"""A protected identity is shown nowhere: every page, file and API answer, as every role."""

import io
import zipfile
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from huset.goals.models import Indicator
from huset.kernel.models import User
from huset.organisation.actions import (
    correct_person,
    give_mandate,
    plan_meeting,
    register_person,
)
from huset.organisation.models import Body, Person, Unit
from huset.organisation.rules import Role
from huset.web.api import api
from huset.web.tests.test_rights import ADDRESSES, USERS, address

TRACES = ("zebrakvist", "zebrakonto", "zebrakod")
SINCE = date(2024, 1, 1)


@pytest.fixture
def protected(books, db):
    """A member and manager, with an account that has acted, and who then became protected."""
    by = User.objects.get(username="systemforvaltare")
    account = User.objects.create_user("zebrakonto", name="Zebrakvist", email="zebrakvist@x.se")
    who = register_person(
        name="Zebrakvist", user=account, email="zebrakvist@x.se", external_id="zebrakod", by=by
    )
    for role, place in (
        (Role.MEMBER, Body.objects.get(code="BUN")),
        (Role.MANAGER, Unit.objects.get(code="5160")),
    ):
        give_mandate(person=who, role=role, place=place, since=SINCE, by=by)
    Indicator.objects.filter(goal__body__code="BUN").update(owner=who)
    plan_meeting(body=Body.objects.get(code="BUN"), day=date(2026, 12, 1), by=account)
    correct_person(person=who, protected=True, by=by, why="Beslut om skydd")
    return who


def text_of(answer):
    """What an answer says, also inside an Excel or Word file."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            content = b"".join(packed.read(name) for name in packed.namelist())
    return content.decode("utf-8", "replace").casefold()


def about(person):
    """The pages about this very person and their mandates, beside those of the table."""
    mandate = person.mandates.order_by("id").last().pk
    for name in ("person", "correct-person", "give-mandate", "extract"):
        yield reverse(f"organisation:{name}", args=[person.pk])
    for name in ("correct-mandate", "end-mandate", "hand-over"):
        yield reverse(f"organisation:{name}", args=[mandate])
    yield reverse("organisation:people-file", args=["xlsx"])
    yield reverse("organisation:body", args=["BUN"])
    yield reverse("organisation:unit", args=["5160"])
    yield reverse("web:history", args=["organisation.person", person.pk])
    yield reverse("web:history", args=["kernel.user", person.user.pk])


def said_by_the_api():
    """Every reading operation of the API that needs no number in its address."""
    paths = api.get_openapi_schema()["paths"]
    return [path for path, told in paths.items() if "get" in told and "{" not in path]


@pytest.mark.parametrize("role", USERS, ids=lambda role: role or "resident")
def test_no_page_file_or_api_answer_names_someone_protected(protected, role):
    client = Client()
    if role:
        client.force_login(User.objects.get(username=USERS[role]))
    places = [address(name, arguments) for name, (arguments, *_) in ADDRESSES.items()]
    told = []
    for url in [*places, *about(protected), *said_by_the_api()]:
        for asked in ({"organ": "BUN"}, {}):
            said = text_of(client.get(url, asked))
            told += [(url, trace) for trace in TRACES if trace in said]

    assert told == []


def test_the_one_who_is_protected_is_not_named_on_the_page_of_others(protected):
    client = Client()
    client.force_login(protected.user)
    for name in ("house:house", "organisation:people", "organisation:own-mandates"):
        said = text_of(client.get(reverse(name)))
        assert [trace for trace in TRACES if trace in said] == [], name


def test_the_register_says_that_someone_is_there(protected):
    said = text_of(Client().get(reverse("organisation:people"), {"organ": "BUN"}))

    assert "skyddade personuppgifter" in said
    assert Person.objects.get(pk=protected.pk).name == "Zebrakvist"
