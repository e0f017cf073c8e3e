"""What the house says follows what is done, and asks few questions."""

import re
from datetime import date
from urllib.parse import quote

import pytest

from huset.direction.tests import make as direction
from huset.goals.models import Goal
from huset.goals.tests import make
from huset.organisation.tests.make import body, model

pytestmark = pytest.mark.django_db
KEPT = "\N{NO-BREAK SPACE}"  # a number is kept with what it counts
PER = "/?per=2026-11-22"


@pytest.fixture(autouse=True)
def a_model(db):
    model()


def test_a_new_goal_is_seen_at_once(page):
    make.goal()
    assert f"1{KEPT}mål" in page(PER)
    make.goal()
    assert f"2{KEPT}mål" in page(PER)


def test_the_house_shows_the_chosen_body(page):
    make.goal(of=body("BUN"))
    body("SN")

    assert f"1{KEPT}mål" in page(PER + "&organ=BUN")
    assert "Inga mål 2026" in page(PER + "&organ=SN")


@pytest.mark.parametrize(
    "words",
    ["Ingen beslutad vision", "Inga mål 2026", "Ingen budget 2026", "Planen finns utanför Huset"],
)
def test_each_part_says_plainly_and_in_its_own_words_what_it_does_not_hold(page, words):
    assert words in page(PER)


def test_nothing_registered_has_no_status(page):
    assert 'class="chip' not in page(PER)


def test_the_house_is_headed_by_the_chosen_body(page):
    body("BUN", name="Barnnämnden")
    assert ": Barnnämnden</h1>" in page(PER + "&organ=BUN")


def test_what_was_decided_later_is_not_there_on_an_earlier_day(page):
    direction.vision(since=date(2026, 3, 1))
    assert "Gäller sedan 2026" in page(PER)
    assert "Ingen beslutad vision" in page("/?per=2026-02-28")


def test_laws_are_counted_and_named(page):
    direction.external(code="KL", title="Kommunallagen")
    assert f"1{KEPT}lag eller avtal" in page(PER)


def test_the_plan_that_ends_within_a_year_says_when(page):
    direction.plan(since=date(2023, 1, 1), until=date(2027, 3, 31))
    assert f"Gäller till 31{KEPT}mar" in page(PER)
    assert "Gäller till" not in page("/?per=2025-11-22")


@pytest.mark.parametrize(
    ("per", "due"),
    [
        pytest.param("2026-10-31", "Nästa: oktober", id="the last day of its month"),
        pytest.param("2026-11-01", "Nästa: okt 2027", id="the day after"),
        pytest.param("2027-01-01", "Nästa: oktober", id="in its own year"),
    ],
)
def test_an_event_of_another_year_says_which(page, per, due):
    assert re.search(r'aria-label="Mål[^"]*(Nästa: [^"]+)"', page(f"/?per={per}"))[1] == due


def test_a_core_value_is_about_what_has_been_decided_that_it_means(page):
    words = "Det betyder Ansvar."
    assert words not in page(PER + "&detalj=allt")
    direction.core_values("Ansvar", since=date(2026, 1, 1))
    told = page(PER + "&detalj=allt")
    assert f'<span class="summary">{words}</span>' in told
    assert f'<span class="fact">{words}</span>' not in told


def marks(html):
    return {
        mark: set(re.findall(rf'class="part [^"]*\b{mark}"[^>]*data-part="(\w+)"', html))
        for mark in ("chosen", "steering", "steered")
    }


def test_the_choice_in_the_address_is_marked_and_told_without_scripts(page):
    html = page(f"{PER}&del=strategic_plan")

    found = marks(html)
    assert found["chosen"] == {"strategic_plan"}
    assert found["steering"] == {"vision", "analysis"}
    assert found["steered"] == {"goals", "budget"}
    told = html.split("data-told")[1].split("</section>")[0]
    assert "De övergripande målen hämtar sin inriktning från planens områden." in told
    assert (
        'href="/parts/strategic_plan/?per=2026-11-22"' in told or "/parts/strategic_plan/" in told
    )


@pytest.mark.parametrize("code", ["", "tower", "<script>", "å" * 300])
def test_a_part_that_does_not_exist_is_no_choice(page, code):
    html = page(f"{PER}&del={quote(code)}")

    assert marks(html)["chosen"] == set()
    assert "<script>" not in html.split("data-house")[1].split("</figure>")[0]


def test_the_bars_form_keeps_level_and_part(page):
    html = page(f"{PER}&detalj=allt&del=goals&vy=vagg")

    for name, value in {"detalj": "allt", "del": "goals", "vy": "vagg"}.items():
        assert f'<input type="hidden" name="{name}" value="{value}" form="urval"' in html
    assert 'id="urval"' in html


def test_the_narrow_house_has_the_same_rooms_as_the_wide(page):
    html = page(PER)

    assert sorted(re.findall(r'data-room="(\w+)"', html)) == sorted(
        re.findall(r'data-part="(\w+)"', html)
    )


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
