"""What holds for every page: the part that htmx gets is the page's own, and questions are few."""

import re

import pytest
from django.test import Client

from huset.kernel.models import User
from huset.web.tests.test_rights import ADDRESSES, OPENED, address

PER = {"per": "2026-11-22"}
PAGES = [name for name in ADDRESSES if name not in OPENED]
# the most questions that a page may ask of the database, in the example; lower it when you can
RATCHET = {
    "house:house": 45,
    "house:part": 40,
    "direction:direction": 16,
    "organisation:bodies": 10,
    "organisation:body": 10,
    "organisation:decisions": 10,
    "goals:goals": 14,
    "goals:goal": 34,
    "goals:assignments": 14,
    "goals:values": 16,
    "budget:economy": 18,
    "ledger:imports": 12,
    "ledger:import": 16,
    "ledger:rows": 14,
    "followup:rounds": 12,
    "followup:report": 30,
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
