"""What is found by what is typed, in which order, and why."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from huset.search.filling import standing
from huset.search.matching import Reach
from huset.search.tests.shelf import ask, fill, marked, thing, titles

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shelved")]
CARE = thing(1, "Äldreomsorgsplan", "Hemtjänsten växer.", "Maten lagas nära.", code="SN1")
SCHOOL = thing(2, "Skolornas lokaler", "Förskolan byggs ut med två avdelningar.")
BUDGET = thing(3, "Budget 2026", "God ekonomisk hushållning.", code="KS 2026/12")
MINUTES = thing(4, "Motion om cykelvägar", "Fullmäktige 2026-04-27 § 118 avslår motionen.")
APART = thing(5, "Omsorg om äldre", "Det som gäller i vården.")
ACT = thing(6, "Kommunallag", "6 kap. 1 § Styrelsen leder. Trygghet för alla.")
GOAL = thing(7, "Fler ska cykla till jobbet", kind="Mål")
ALL = (CARE, SCHOOL, BUDGET, MINUTES, APART, ACT, GOAL)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("skola", [SCHOOL]),
        ("skolan", [SCHOOL]),
        ("lokal", [SCHOOL]),
        ("LOKALER", [SCHOOL]),
        ("förskola", [SCHOOL]),
        ("tjänst", [CARE]),  # part of a compound
        ("omsorgsplan", [CARE]),
        ("äldreomsorg", [CARE, APART]),  # and its own parts apart, in either order
        ("äldre omsorg", [APART, CARE]),
        ("hem tjänst", [CARE]),
        ("omsorg", [APART, CARE]),
        ("hemtj", [CARE]),  # unfinished
        ("SN1", [CARE]),
        ("sn1", [CARE]),
        ("KS 2026/12", [BUDGET]),
        ("2026/12", [BUDGET]),
        ("2026", [BUDGET, MINUTES]),
        ("§ 118", [MINUTES]),
        ("118 §", [MINUTES]),
        ("6 kap. 1 §", [ACT]),
        ("kap 6 § 1", [ACT]),
        ("6 kapitlet", [ACT]),
        ("6:1", [ACT]),
        ("1 kap. 6 §", []),
        ("sn 1", [CARE]),
        ("KS2026/12", [BUDGET]),
        ("ks 2026-1", [BUDGET]),  # unfinished
        ("mål", [GOAL]),  # its kind
        ("kapacitetsutbyggnad", []),
        ("cykelplan", [MINUTES, CARE, GOAL]),  # a compound that nothing holds, by its parts
        ("c", [MINUTES, GOAL]),
        ('"god ekonomisk hushållning"', [BUDGET]),
        ('"ekonomisk god"', []),
        ("hushållning ekonomisk", [BUDGET]),
        ("omsorg om äldre", [APART, CARE]),
        ("lag", [ACT, CARE]),  # "lagas" too, which looks like it inflected
        ("äldreomsrogsplan", [CARE]),  # misspelt
        ("aldreomsorgsplan", [CARE]),  # without dots
        ("tryghet", [ACT]),
        ("forskola", [SCHOOL]),
        ("xyzzy", []),
        ("", []),
    ],
)
def test_what_is_typed_finds(typed, expected):
    fill(*ALL)

    assert sorted(titles(typed)) == sorted(each.title for each in expected)


def test_where_nothing_holds_all_the_words_some_are_enough():
    fill(*ALL)
    found = ask("cykelvägar budget")

    assert found.reach is Reach.SOME
    assert sorted(hit.name for hit in found.hits) == [BUDGET.title, MINUTES.title]


def test_a_title_comes_before_a_text_and_a_word_before_a_part_of_one():
    fill(
        thing(1, "Om annat", "Trygghet nämns här."),
        thing(2, "Trygghetsplan", "Något annat."),
        thing(3, "Trygghet", "Något annat."),
    )
    assert titles("trygghet") == ["Trygghet", "Trygghetsplan", "Om annat"]


def test_what_is_the_municipalitys_own_comes_before_a_law():
    fill(thing(1, "Fullmäktige", from_outside=True), thing(2, "Kommunfullmäktige"))

    assert titles("fullmäktige") == ["Kommunfullmäktige", "Fullmäktige"]


def test_what_is_spelt_as_was_meant_comes_in_the_order_of_the_right_word():
    fill(thing(1, "Delegation för socialnämnden"), thing(2, "Socialnämnden"))

    assert (
        titles("socialnämden")
        == titles("socialnämnden")
        == ["Socialnämnden", "Delegation för socialnämnden"]
    )


def test_misspelt_words_are_looked_for_only_when_little_is_found():
    fill(*(thing(n, f"Vården {n}") for n in range(1, 5)), thing(9, "Värden"))

    assert "Värden" not in titles("vården")
    assert ask("vården").reach is Reach.WORDS
    assert ask("vardan").reach is Reach.ALIKE


def test_what_was_perhaps_meant_is_suggested():
    fill(*ALL)

    assert ask("äldreomsorgsplam").suggestion == "äldreomsorgsplan"
    assert ask("tryghet för alla").suggestion == "trygghet alla"
    assert ask("trygghet").suggestion == ""


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("budget", "i rubriken"),
        ("SN1", "i koden"),
        ("KS", "i koden"),
        ("sn 1", "i koden"),
        ("jobbet mål", "i rubriken och slaget"),
        ("maten", "i sida 2"),
        ("lokal", "i rubriken · böjning av ”lokal”"),
        ("tjänst", "i sida 1 · del av sammansättningen ”hemtjänsten”"),
        ("hem tjänst", "i sida 1"),
        ("tryghet", "i sida 1 · liknar ”trygghet” (stavning)"),
        ("cyk", "i rubriken · ”cykelvägar” börjar med ”cyk”"),
    ],
)
def test_a_hit_says_why(typed, why):
    fill(*ALL)

    assert ask(typed).hits[0].why.startswith(why)


def test_what_was_found_is_marked_where_it_lies():
    fill(thing(1, "Plan", "Inledning. " * 40 + "Här står hemtjänsten." + " Slut." * 80))
    hit = ask("hemtjänst").hits[0]

    assert marked(hit.snippet) == ["hemtjänsten"]
    assert hit.text.startswith("… ")
    assert hit.text.endswith(" …")
    assert len(hit.text) < 260


def test_a_row_of_words_is_marked_whole():
    fill(*ALL)

    assert marked(ask("§ 118").hits[0].snippet) == ["§ 118"]


def test_nothing_that_is_found_becomes_a_tag(client):
    fill(thing(1, "<script>alert(1)</script> plan", "<b>plan</b> & <img src=x>"))
    page = client.get("/search/?q=<script>plan", headers={"HX-Request": "true"}).content.decode()

    assert "<script>" not in page
    assert "<img" not in page
    assert "&lt;<mark>script</mark>&gt;" in page


def test_only_what_applies_on_the_day_is_found_unless_asked_for():
    fill(
        thing(1, "Nu plan", valid_from=date(2026, 11, 22)),
        thing(2, "Sista dagen plan", valid_to=date(2026, 11, 22)),
        thing(3, "Förra plan", valid_to=date(2026, 11, 21)),
        thing(4, "Nästa plan", valid_from=date(2026, 11, 23)),
        thing(5, "Alltid plan"),
    )
    assert sorted(titles("plan")) == ["Alltid plan", "Nu plan", "Sista dagen plan"]
    assert ask("plan").at_any_time == 5
    assert len(titles("plan", first=None, last=None)) == 5
    year = {"first": date(2025, 1, 1), "last": date(2025, 12, 31)}
    assert sorted(titles("plan", **year)) == ["Alltid plan", "Förra plan", "Sista dagen plan"]


def test_kinds_are_counted_and_can_be_chosen():
    fill(
        thing(1, "Plan A", kind="Mål", body_code="SN"),
        thing(2, "Plan B", kind="Beslut", body_code="SN"),
        thing(3, "Plan C", kind="Beslut", body_code="BUN"),
    )
    found = ask("plan", kind="Beslut")

    assert found.count == 2
    assert {each.kind: each.count for each in found.kinds} == {"Mål": 1, "Beslut": 2}
    assert sorted(titles("plan", bodies=("SN",))) == ["Plan A", "Plan B"]
    assert ask("plan", bodies=("SN",)).elsewhere == 3


def test_pages_hold_every_hit_once():
    fill(*(thing(n, f"Plan nummer {n}") for n in range(45)))
    pages = [titles("plan", page=page) for page in (1, 2, 3, 4)]

    assert [len(page) for page in pages] == [20, 20, 5, 0]
    assert len({title for page in pages for title in page}) == 45


def test_a_very_long_text_is_found_and_explained_in_time():
    page = "Ord som inte söks i den här texten om annat. " * 80
    texts = [page] * 499 + [page + "Granskningsrapporten"]
    fill(*(thing(n, f"Handling {n}", *texts) for n in range(3)))

    assert ask("granskningsrapport").hits[0].why.startswith("i sida 500")


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.text(max_size=80) | st.text(alphabet='äo§/"”:* -~^()[]{}\\+!?.12ab', max_size=40))
def test_nothing_that_can_be_typed_is_too_much(text):
    if standing().reading is None:
        fill(*ALL)
    found = ask(text)

    assert found.count >= len(found.hits) >= 0
