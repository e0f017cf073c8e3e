"""What holds for every page: the part that htmx gets is the page's own, and questions are few."""

import re

import pytest
from django.test import Client

from huset.kernel.models import User
from huset.web.tests.test_rights import ADDRESSES, OPENED, address

PER: dict[str, str] = {}  # today, when the example is loaded
PAGES = [name for name in ADDRESSES if name not in OPENED]
# the most questions that a page may ask of the database, in the example; lower it when you can
RATCHET = {
    "house:house": 59,
    "house:part": 69,
    "direction:direction": 23,
    "direction:versions": 12,
    "organisation:bodies": 13,
    "organisation:body": 13,
    "organisation:unit": 12,
    "organisation:decision": 25,
    "organisation:execution": 9,
    "organisation:meetings": 13,
    "organisation:meeting": 47,
    "organisation:decisions": 9,
    "organisation:people": 11,
    "organisation:person": 11,
    "organisation:own-mandates": 11,
    "organisation:gaps": 9,
    "goals:goals": 13,
    "goals:goal": 40,
    "goals:link-goal": 32,
    "goals:missions": 20,
    "goals:mission": 18,
    "goals:assignments": 11,
    "goals:report": 13,
    "goals:indicator": 14,
    "goals:values": 14,
    "budget:economy": 16,
    "ledger:imports": 8,
    "ledger:import": 12,
    "ledger:rows": 11,
    "reorganisation:plans": 9,
    "reorganisation:plan": 10,
    "followup:rounds": 10,
    "followup:report": 18,
    "work:work": 35,
    "work:calendar": 13,
    "work:mailings": 13,
    "search:search": 8,
    "web:history": 25,
    "web:log": 22,
}


@pytest.fixture
def controller(books: object, db: None) -> Client:
    client = Client()
    client.force_login(User.objects.get(username="controller"))
    return client


def without_tokens(text: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", text).strip()


@pytest.mark.parametrize("name", PAGES)
def test_the_part_that_htmx_asks_for_is_in_the_page(controller, name):
    where = address(name, ADDRESSES[name][0])
    whole, part = (
        controller.get(where, PER | {"organ": "SN"}, headers=headers)
        for headers in ({}, {"HX-Request": "true"})
    )
    if not whole["Content-Type"].startswith("text/html"):
        pytest.skip("not a page")

    assert without_tokens(part.content.decode()) in without_tokens(whole.content.decode())


@pytest.mark.parametrize("name", RATCHET)
def test_a_page_asks_no_more_than_it_has(controller, questions, name):
    with questions() as asked:
        answer = controller.get(address(name, ADDRESSES[name][0]), PER)

    assert answer.status_code == 200
    assert len(asked) <= RATCHET[name]
