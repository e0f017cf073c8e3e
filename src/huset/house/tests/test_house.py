"""What the house says follows what is done, and asks few questions."""

import pytest

from huset.goals.models import Goal
from huset.goals.tests import make
from huset.organisation.tests.make import body, model

pytestmark = pytest.mark.django_db
PER = "/?per=2026-11-22"


@pytest.fixture(autouse=True)
def a_model(db):
    model()


def test_a_new_goal_is_seen_at_once(page):
    make.goal()
    assert "1 mål" in page(PER)
    make.goal()
    assert "2 mål" in page(PER)


def test_the_house_shows_the_chosen_body(page):
    make.goal(of=body("BUN"))
    body("SN")

    assert "0 mål" in page(PER + "&organ=SN")


def test_the_house_says_plainly_what_it_does_not_hold(page):
    assert "Inget registrerat än" in page(PER)


def test_the_house_is_told_in_text_too(page):
    text = page(PER)

    assert "Visa som text" in text
    assert text.count('id="del-') == text.count("data-part=")


@pytest.mark.parametrize("detail", ["oversikt", "innehall", "allt", "nonsens"])
def test_every_level_of_detail_is_an_address(page, detail):
    assert "data-house" in page(f"{PER}&detalj={detail}")


def test_the_house_asks_as_many_questions_for_three_goals_as_for_one(page, questions):
    counts = []
    for wanted in (1, 3):
        while Goal.objects.count() < wanted:
            make.measurement(of=make.indicator(of=make.goal()), year=2025)
        with questions() as asked:
            page(PER)
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_asked_again_the_house_is_remembered(page, questions):
    page(PER)
    with questions() as asked:
        page(PER)

    assert len(asked) <= 10
