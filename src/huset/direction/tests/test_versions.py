"""Versions of vision, core values and plan: one in force a day, as it was, and how two differ."""

from datetime import date

import pytest

from huset.direction.actions import Area, adopt_strategic_plan, adopt_vision, write_draft
from huset.direction.models import StrategicPlan
from huset.direction.queries import core_values, strategic_plan, vision
from huset.direction.queries.versions import Content, Line, version, versions
from huset.direction.rules import Part
from huset.direction.tests import make
from huset.kernel import validity
from huset.organisation.rules import Role
from huset.organisation.tests.make import decision, model, signed_in, user

pytestmark = pytest.mark.django_db
PER = date(2026, 11, 22)

# The term 2022-2026: a majority's plan, a new one when it was formed anew, and the next term's.
PLANS = (
    ("S, C och V", date(2022, 11, 28), date(2026, 10, 14)),
    ("S, C och V, ombildad", date(2024, 12, 16), date(2026, 10, 14)),
    ("Ny majoritet", date(2026, 10, 15), None),
)


@pytest.fixture(autouse=True)
def a_model(db):
    model()


def a_plan(majority: str, since: date, until: date | None = None) -> StrategicPlan:
    return adopt_strategic_plan(
        title=f"Plan {since.year}",
        majority=majority,
        areas=[("Skola", "Skolan först.")],
        decision=decision(day=since),
        since=since,
        until=until,
        by=user(),
    )


@pytest.fixture
def plans() -> list[StrategicPlan]:
    return [a_plan(*plan) for plan in PLANS]


@pytest.mark.parametrize(
    ("day", "majority"),
    [
        pytest.param(date(2022, 11, 27), None, id="the day before the first"),
        pytest.param(date(2022, 11, 28), "S, C och V", id="the first day of the first"),
        pytest.param(date(2024, 12, 15), "S, C och V", id="the day before the majority changes"),
        pytest.param(date(2024, 12, 16), "S, C och V, ombildad", id="the majority has changed"),
        pytest.param(date(2026, 10, 14), "S, C och V, ombildad", id="the term's last day"),
        pytest.param(date(2026, 10, 15), "Ny majoritet", id="the next term's first"),
        pytest.param(date(2030, 1, 1), "Ny majoritet", id="until further notice"),
    ],
)
def test_when_the_majority_changes_within_a_term_one_plan_is_in_force_a_day(plans, day, majority):
    found = strategic_plan(day)
    rows = versions(Part.PLAN, day, drafts=False)

    assert (found.majority if found else None) == majority
    assert StrategicPlan.objects.filter(validity.on(day)).count() == (1 if majority else 0)
    assert [r.content.majority for r in rows if r.status.word == "Gäller"] == (
        [majority] if majority else []
    )


@pytest.mark.parametrize(
    ("per", "shown"),
    [
        (date(2022, 11, 28), [(1, "Gäller", date(2026, 10, 14))]),
        (
            date(2024, 12, 16),
            [(2, "Gäller", date(2026, 10, 14)), (1, "Har gällt", date(2024, 12, 15))],
        ),
        (
            date(2026, 10, 15),
            [
                (3, "Gäller", None),
                (2, "Har gällt", date(2026, 10, 14)),
                (1, "Har gällt", date(2024, 12, 15)),
            ],
        ),
    ],
)
def test_the_versions_of_a_day_are_those_decided_by_then(plans, per, shown):
    found = versions(Part.PLAN, per, drafts=False)

    assert [(v.number, v.status.word, v.valid_to) for v in found] == shown


def test_an_end_that_had_not_been_decided_yet_is_not_told():
    a_plan("Först", date(2024, 1, 1))
    a_plan("Sedan", date(2026, 1, 1))
    ends = {
        per: versions(Part.PLAN, per, drafts=False)[-1].valid_to
        for per in (date(2025, 12, 31), date(2026, 1, 1))
    }

    assert ends == {date(2025, 12, 31): None, date(2026, 1, 1): date(2025, 12, 31)}


def test_a_decided_version_that_begins_later_says_so():
    make.vision(since=date(2026, 1, 1))
    adopt_vision(
        title="Senare",
        text="",
        decision=decision(day=date(2026, 6, 15)),
        since=date(2027, 1, 1),
        by=user(),
    )

    assert [
        (v.title, v.status.word) for v in versions(Part.VISION, date(2026, 6, 15), drafts=False)
    ] == [("Senare", "Börjar gälla senare"), ("Ett gott liv", "Gäller")]
    assert vision(date(2026, 12, 31)).title == "Ett gott liv"
    assert vision(date(2027, 1, 1)).title == "Senare"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2024, 12, 31), ["Mod", "Omtanke"]),
        (date(2025, 1, 1), ["Ansvar", "Fantasi", "Mod"]),
    ],
)
def test_the_core_values_of_a_day_are_one_set_in_its_order(day, words):
    make.core_values(since=date(2024, 1, 1))
    make.core_values("Ansvar", "Fantasi", "Mod", since=date(2025, 1, 1))

    assert [value.title for value in core_values(day)] == words


def test_a_version_of_values_is_found_by_any_of_its_words():
    made = make.core_values("Ansvar", "Fantasi", since=date(2025, 1, 1))
    found = {version(Part.VALUES, value.pk, PER, drafts=False).id for value in made}

    assert found == {made[0].pk}


def test_what_a_vision_says_comes_along_when_it_is_decided_and_areas_point_at_it():
    made = adopt_vision(
        title="Ny",
        text="Kort.",
        statements=[("Leva", "Nära."), ("Växa", "")],
        decision=decision(day=date(2025, 1, 1)),
        since=date(2025, 1, 1),
        by=user(),
    )
    adopt_strategic_plan(
        title="Plan",
        majority="",
        areas=[Area("Skola", "", made.statements.get(number=2)), ("Vård", "")],
        decision=decision(day=date(2025, 1, 1)),
        since=date(2025, 1, 1),
        until=None,
        by=user(),
    )

    assert [(s.number, s.title, s.text) for s in vision(PER).statements] == [
        (1, "Leva", "Nära."),
        (2, "Växa", ""),
    ]
    assert [(a.title, a.statement) for a in strategic_plan(PER).areas] == [
        ("Skola", "Växa"),
        ("Vård", ""),
    ]


def test_the_end_of_what_was_in_force_is_a_line_in_the_log(plans):
    page = signed_in(Role.CONTROLLER).get(
        f"/history/direction.strategicplan/{plans[0].pk}/", follow=True
    )

    assert "Avslutade den som gällde" in page.content.decode()


def test_the_page_of_versions_tells_of_decision_and_registry_number(page, plans):
    text = page("/direction/plan/")

    assert text.index("Plan 2026") < text.index("Plan 2024") < text.index("Plan 2022")
    assert "Kommunfullmäktige 16 december 2024 §" in text


def test_a_version_is_shown_as_it_was(page):
    first = make.vision("Den första", since=date(2024, 1, 1))
    make.vision("Den andra", since=date(2025, 1, 1))
    text = page(f"/direction/vision/{first.pk}/")

    assert "Den första" in text
    assert "till 31 december 2024" in text
    assert "Har gällt" in text


def test_what_differs_between_two_versions_is_shown_word_by_word(page):
    old, new = (
        adopt_vision(
            title="Vision",
            text=text,
            decision=decision(day=since),
            since=since,
            by=user(),
        )
        for text, since in (
            ("Här är livet nära och gott.", date(2024, 1, 1)),
            ("Här är livet nära och hållbart.", date(2025, 1, 1)),
        )
    )
    chosen = page(f"/direction/vision/difference/?gammal={old.pk}&ny={new.pk}")
    unchosen = page("/direction/vision/difference/")
    back = page(f"/direction/vision/difference/?gammal={new.pk}&ny={old.pk}")

    assert "<ins>" in chosen
    assert "hållbart" in chosen.partition("<ins>")[2]
    assert chosen.partition("differences")[2] == unchosen.partition("differences")[2]
    assert "1 ord tillagda, 1 ord strukna" in back


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/direction/vision/", 200),
        ("/direction/vision/difference/", 404),
        ("/direction/vision/difference/?gammal=abc", 400),
        ("/direction/vision/difference/?ny=999", 404),
        ("/direction/vision/999/", 404),
        ("/direction/vision/999999999999999999/", 404),
        ("/direction/nothing/", 404),
    ],
)
def test_what_is_not_there_says_so(client, address, status):
    assert client.get(address).status_code == status


def test_one_version_alone_is_like_itself(page):
    make.vision()

    assert "Inget skiljer" in page("/direction/vision/difference/")


@pytest.mark.parametrize(
    ("role", "status", "listed"),
    [
        pytest.param(None, 403, False, id="a resident"),
        pytest.param(Role.EMPLOYEE, 200, True, id="someone within"),
    ],
)
def test_a_draft_is_seen_by_those_within(client, role, status, listed):
    made = write_draft(
        part=Part.VISION,
        content=Content(since=date(2027, 1, 1), title="Förslaget", lines=(Line("Leva"),)),
        by=user(),
    )
    reader = signed_in(role) if role else client

    assert reader.get(f"/direction/vision/{made.pk}/").status_code == status
    for where in ("/direction/vision/", "/direction/"):
        assert ("Förslaget" in reader.get(where).content.decode()) is listed
