"""The page of search, what its field is answered, and the API."""

from datetime import date

import pytest
from django.test import Client

from huset.search.tests.shelf import fill, thing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("governed", "shelved")]
PART = {"HX-Request": "true", "HX-Target": "traffar"}
FEW = {"HX-Request": "true", "HX-Target": "search-found"}


def text_of(url: str, **headers: str) -> str:
    response = Client().get(url, headers=headers)
    assert response.status_code == 200
    return response.content.decode()


def test_the_part_that_htmx_gets_is_the_pages_own():
    fill(thing(1, "Planen", "Om skolan."))
    address = "/search/?q=skola"

    assert text_of(address, **PART).strip() in text_of(address)


def test_the_field_in_the_head_gets_a_few_hits_and_the_way_to_all():
    fill(*(thing(number, f"Plan {number}") for number in range(30)))
    shown = text_of("/search/?q=plan", **FEW)

    assert shown.count("<li>") == 9
    assert 'href="/search/?q=plan">Visa alla 30 träffar' in shown
    assert "<html" not in shown


def test_the_form_is_a_plain_one_and_keeps_the_readers_choices():
    fill(thing(1, "Plan"))
    page = text_of("/search/?q=plan&per=2026-04-30&organ=SN")

    assert '<input type="hidden" name="per" value="2026-04-30">' in page
    assert '<input type="hidden" name="organ" value="SN">' in page
    assert 'method="get"' in page


def test_the_head_of_other_pages_has_a_field():
    fill(thing(1, "Plan"))
    assert 'action="/search/"' in text_of("/goals/")
    assert text_of("/search/").count('name="q"') == 1


def test_a_hit_that_does_not_apply_leads_to_a_day_when_it_did():
    fill(
        thing(1, "Gammal plan", valid_to=date(2020, 12, 31)),
        thing(2, "Kommande plan", valid_from=date(2099, 1, 1)),
    )
    page = text_of("/search/?q=plan&gallde=alla")

    assert "/goals/?per=2020-12-31" in page
    assert "Gällde till 2020-12-31" in page
    assert "/goals/?per=2099-01-01" in page
    assert "Gäller inte än: från 2099-01-01" in page
    assert "Ta med det som inte gäller</a> (2)" in text_of("/search/?q=plan")


def test_nothing_found_says_what_to_try():
    fill(thing(1, "Plan", body_code="BUN"))
    page = text_of("/search/?q=plan&organ=SN")

    assert "Inga träffar på ”plan”" in page
    assert "Sök i hela kommunen</a> (1)" in page


def test_what_was_meant_is_a_link():
    fill(thing(1, "Äldreomsorg"))
    page = text_of("/search/?q=äldreomsrog")

    assert "Menade du" in page
    assert "q=%C3%A4ldreomsorg" in page


def test_a_page_that_is_gone_is_shown_without_a_link():
    fill(thing(1, "Plan", page=("nowhere:page", (), {})))

    assert "<mark>Plan</mark></h2>" in text_of("/search/?q=plan")


@pytest.mark.parametrize(
    "choice", ["sida=0", "sida=51", "sida=x", "gallde=1066", "gallde=x", "slag=" + "x" * 61]
)
def test_a_choice_that_cannot_be_is_answered_in_words(choice):
    answer = Client().get(f"/search/?q=plan&{choice}")

    assert answer.status_code == 400
    assert "Urvalet finns inte" in answer.content.decode()


@pytest.mark.parametrize("typed", ["%00", "%FF%FE", "x" * 5000, "%22%22%22", "%C2%A7"])
def test_anything_can_be_typed(typed):
    fill(thing(1, "Plan"))

    assert Client().get(f"/search/?q={typed}").status_code == 200


def test_searching_writes_nothing_and_asks_little(django_assert_max_num_queries):
    fill(thing(1, "Plan"))
    client = Client()
    client.get("/search/?q=plan")
    with django_assert_max_num_queries(4):
        client.get("/search/?q=plan", headers=FEW)


def test_the_api_says_what_the_page_says():
    fill(thing(1, "Planen", "Om skolan.", code="P1", kind="Mål"))
    found = Client().get("/api/search/", {"q": "skola"}).json()

    assert found["count"] == 1
    assert found["kinds"] == {"Mål": 1}
    assert found["hits"][0] == {
        "kind": "Mål",
        "code": "P1",
        "title": "Planen",
        "text": "Om skolan.",
        "why": "i sida 1 · böjning av ”skola”",
        "body_code": "",
        "url": "/goals/",
        "valid_from": None,
        "valid_to": None,
    }


def test_the_api_says_when_there_is_no_index():
    assert Client().get("/api/search/", {"q": "skola"}).status_code == 409
