"""The house and its parts, for every governance model that comes with the product."""

import re
from html import unescape
from pathlib import Path

import pytest

import huset
from huset.house.contents import CALM, CONTENTS
from huset.model.actions import load_model
from huset.model.queries import model_in_force
from huset.model.terms import Holds
from huset.organisation.tests.make import model, user

EXAMPLES = Path(huset.__file__).parent / "examples"
MODELS = [EXAMPLES / "vimmerby" / "model.yaml", *sorted(EXAMPLES.glob("models/*.yaml"))]
PER = {"per": "2026-11-22"}
SCOPES = ["", "SN", "VEMAB", "5130", "finns-inte"]
DAYS = ["1990-01-01", "2023-06-30", "2025-12-31", "2026-11-22", "2028-02-29", "2100-12-31"]


def parts_in(text: str) -> list[str]:
    return list(dict.fromkeys(re.findall(r'href="(/parts/[^"]+)"', text)))


@pytest.mark.django_db
@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.parent.name + "-" + path.stem)
def test_each_model_has_a_house_and_every_part_of_it_opens(path, client):
    load_model(text=path.read_text(encoding="utf-8"), by=user())
    loaded = model_in_force(user().date_joined.date())
    house = client.get("/", PER).content.decode()

    assert f"Så styrs {loaded.municipality}" in unescape(house)
    for part in loaded.parts:
        answer = client.get(f"/parts/{part.code}/", PER)
        page = unescape(answer.content.decode())
        assert answer.status_code == 200, part.code
        assert [t for t in (part.summary, *part.text) if t not in page] == [], part.code
        assert [r.how for r in part.steers if r.how not in page] == [], part.code
        assert [law.url for law in part.law if law.url not in page] == [], part.code


@pytest.mark.django_db
def test_every_part_of_the_house_leads_to_its_page(loaded, client):
    addresses = parts_in(client.get("/", PER).content.decode())
    assert {a.split("/")[2] for a in addresses} == {
        part.code for part in model_in_force(user().date_joined.date()).parts
    }


@pytest.mark.django_db
@pytest.mark.parametrize("scope", SCOPES)
def test_every_part_opens_for_every_scope(loaded, client, scope):
    for part in model_in_force(user().date_joined.date()).parts:
        answer = client.get(f"/parts/{part.code}/", PER | {"organ": scope})
        assert answer.status_code == 200, part.code


@pytest.mark.django_db
@pytest.mark.parametrize("day", DAYS)
def test_every_part_opens_in_the_past_and_in_the_future(loaded, client, day):
    for part in model_in_force(user().date_joined.date()).parts:
        assert client.get(f"/parts/{part.code}/", {"per": day}).status_code == 200, part.code


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["tower", "goals ", "GOALS", "%00", "x" * 300, "mål"])
def test_a_part_that_is_not_in_the_model_is_not_found(client, code):
    model()

    assert client.get(f"/parts/{code}/").status_code == 404


def test_every_kind_of_content_is_shown_or_calmly_awaited():
    assert set(CONTENTS) | set(CALM) == set(Holds)
    assert set(CONTENTS) & set(CALM) == set()


@pytest.mark.django_db
def test_a_part_without_a_slice_says_calmly_what_will_be_there(client):
    model()

    assert "Här kommer aktiviteterna att stå" in client.get("/parts/execution/").content.decode()


@pytest.mark.django_db
def test_a_plans_page_says_what_the_plan_is_to_hold(client):
    model()
    page = client.get("/parts/committee_plans/").content.decode()

    assert "31 december året före" in page
    assert "Mål per perspektiv" in page
