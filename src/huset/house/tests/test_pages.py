"""The house and its parts, for every governance model that comes with the product."""

import re
from html import unescape
from pathlib import Path

import pytest

import huset
from huset.model.actions import load_model
from huset.model.queries import model_in_force
from huset.organisation.tests.make import model, user

EXAMPLES = Path(huset.__file__).parent / "examples"
MODELS = [EXAMPLES / "vimmerby" / "model.yaml", *sorted(EXAMPLES.glob("models/*.yaml"))]
PER = {"per": "2026-11-22"}


def parts_in(text: str) -> list[str]:
    return list(dict.fromkeys(re.findall(r'href="(/parts/[^"]+)"', text)))


@pytest.mark.django_db
@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.parent.name + "-" + path.stem)
def test_each_model_has_a_house_and_its_first_four_parts_open(path, client):
    load_model(text=path.read_text(encoding="utf-8"), by=user())
    loaded = model_in_force(user().date_joined.date())
    house = client.get("/", PER).content.decode()
    parts = parts_in(house)

    assert len(parts) == len(loaded.parts)
    assert f"Så styrs {loaded.municipality}" in unescape(house)
    for address in parts[:4]:
        answer = client.get(unescape(address))
        code = address.split("/")[2]
        assert answer.status_code == 200, address
        assert loaded.part(code).summary in unescape(answer.content.decode())


@pytest.mark.django_db
def test_every_part_of_the_house_opens(loaded, client):
    for address in parts_in(client.get("/", PER).content.decode()):
        assert client.get(unescape(address)).status_code == 200, address


@pytest.mark.django_db
def test_a_part_that_is_not_in_the_model_is_not_found(client):
    model()

    assert client.get("/parts/tower/").status_code == 404
