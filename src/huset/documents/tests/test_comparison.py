"""Two editions side by side: their texts in readable differences, their facts, and who may see."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from huset.documents.queries.comparison import comparison
from huset.documents.tests import make
from huset.organisation.permissions import Area
from huset.organisation.rules import Role
from huset.organisation.tests.make import body, model, signed_in

PER = make.TODAY
LATER = date(2024, 1, 1)


@pytest.fixture(autouse=True)
def a_model(db):
    model()


@pytest.fixture
def two():
    """A document with two editions that have a text each."""
    found = make.document("Resepolicy")
    make.edition(of=found, texts=["Res med tåg.\nSvar ges inom 14 dagar.", "Slut."])
    make.edition(of=found, since=LATER, texts=["Res med tåg.", "Svar ges inom 10 dagar.\nSlut."])
    return found


def test_the_latest_edition_is_compared_with_the_one_before_it(two):
    found = comparison(two.pk, None, None, PER)

    assert (found.before.of.number, found.after.of.number) == (1, 2)
    assert (found.extent.added, found.extent.removed) == (1, 1)
    assert found.says == "En del är ändrat: 1 ord tillagt och 1 ord struket. 8 ord är desamma."


def test_where_pages_end_makes_no_difference(two):
    changed = [
        p for s in comparison(two.pk, 1, 2, PER).stretches for p in s.paragraphs if p.changed
    ]

    assert ["".join(piece.text for piece in p.pieces) for p in changed] == [
        "Svar ges inom 1410 dagar."
    ]


def test_the_page_says_in_words_and_marks_what_differs(client, two):
    page = client.get(reverse("documents:compare", args=[two.pk]), {"fran": 1, "till": 2})
    html = page.content.decode()

    assert html.count("<del><span") == html.count("<ins><span") == 1
    assert "1 ord tillagt" in html
    assert "1 januari 2024" in html


def test_an_edition_compared_with_itself_says_the_same(two):
    assert comparison(two.pk, 1, 1, PER).says == "Texterna säger samma sak, ord för ord."


@pytest.mark.parametrize(
    ("more", "why"),
    [
        pytest.param({"url": "https://example.se/policy"}, "är en länk", id="link"),
        pytest.param({}, "har ingen fil", id="nothing"),
    ],
)
def test_without_a_text_the_facts_are_compared_and_the_page_says_why(more, why):
    found = make.document()
    make.edition(of=found, **more)
    make.edition(of=found, since=LATER, texts=["Text."])
    got = comparison(found.pk, 1, 2, PER)

    assert why in got.missing
    assert got.stretches == ()
    assert next(fact.term for fact in got.facts if fact.differs) == "Gäller från"


def test_a_single_edition_has_nothing_to_be_compared_with(client):
    only = make.edition(texts=["Text."])
    page = client.get(reverse("documents:compare", args=[only.document_id])).content.decode()

    assert "bara en utgåva" in page


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        pytest.param({"fran": "9"}, 404, id="no such edition"),
        pytest.param({"till": "3"}, 404, id="a draft"),
        pytest.param({"fran": "ett"}, 400, id="no number"),
        pytest.param({"fran": "-1"}, 400, id="below"),
        pytest.param({"fran": "99999999999"}, 400, id="far above"),
    ],
)
def test_what_cannot_be_compared_gets_an_answer_in_words(client, two, asked, status):
    make.draft(of=two, since=date(2027, 1, 1), texts=["Nytt."])

    assert client.get(reverse("documents:compare", args=[two.pk]), asked).status_code == status


def test_a_draft_is_compared_only_by_those_who_see_drafts(two):
    make.draft(of=two, since=date(2027, 1, 1), texts=["Nytt."])

    assert comparison(two.pk, 2, 3, PER) is None
    assert comparison(two.pk, 2, 3, PER, drafts=Area(everything=True)).after.is_draft
    url = reverse("documents:compare", args=[two.pk])
    asked = {"fran": 2, "till": 3}
    assert signed_in(Role.CONTROLLER).get(url, asked).status_code == 200
    assert signed_in(Role.MANAGER, body("BUN")).get(url, asked).status_code == 404


def test_what_was_not_decided_on_the_day_is_not_compared(two):
    assert comparison(two.pk, 1, 2, date(2023, 12, 31)) is None
    assert comparison(99, None, None, PER) is None


def test_nobody_changes_anything_by_comparing(two):
    assert Client().post(reverse("documents:compare", args=[two.pk])).status_code == 405
