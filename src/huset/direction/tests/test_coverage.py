from datetime import date
from io import BytesIO

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from huset.direction.actions import list_external_steering
from huset.direction.models import Provision
from huset.direction.queries import coverable, coverage
from huset.direction.queries.resting import identity, links_to
from huset.direction.rules import ExternalKind
from huset.direction.tests import make
from huset.direction.tests.pointing import ASSIGNMENTS, GOALS, PATHS, pointing
from huset.organisation.tests.make import SINCE, body, model, user

pytestmark = pytest.mark.django_db


def law(code: str, **more):
    return list_external_steering(
        code=code,
        kind=ExternalKind.CONVENTION,
        title=f"Titel {code}",
        since=more.pop("since", SINCE),
        by=user(),
        catalogue=code,
        **more,
    )


def numbers(code: str) -> dict[str, int]:
    return dict(Provision.objects.filter(steering__code=code).values_list("code", "pk"))


def row(found, code: str):
    return next(row for row in found.rows if row.code == code)


def counts(found, code: str) -> list[int]:
    return [cell.count for cell in row(found, code).cells]


@pytest.fixture
def agenda(db):
    law("A2030")
    body()
    return numbers("A2030")


def test_a_goal_counts_what_rests_on_its_targets_too_each_thing_once(settings, agenda):
    with pointing(settings) as (goals, assignments):
        goals.rows = [("M1", "", SINCE, [agenda["4"], agenda["4.1"], agenda["4.7"]])]
        goals.rows += [("M2", "", SINCE, [agenda["4.7"]])]
        assignments.rows = [("U1", "", SINCE, [agenda["4.7"]])]
        found = coverage("A2030", SINCE)

    assert found.kinds == ("Mål", "Uppdrag")
    assert [counts(found, c) for c in ("4", "4.1", "4.7", "5")] == [[2, 1], [1, 0], [2, 1], [0, 0]]
    first = row(found, "4").cells[0].items
    assert [(i.link.code, i.on) for i in first] == [
        ("M1", ("Delmål 4.1", "Delmål 4.7")),
        ("M2", ("Delmål 4.7",)),
    ]


def test_the_share_is_said_in_words(settings, agenda):
    with pointing(settings) as (goals, _):
        goals.rows = [("M1", "", SINCE, [agenda["4.7"], agenda["3"]])]
        found = coverage("A2030", SINCE)

    assert [share.sentence for share in (*found.shares, *found.shares_below)] == [
        "2 av 17 globala mål berörs av minst ett mål.",
        "0 av 17 globala mål berörs av minst ett uppdrag.",
        "2 av 17 globala mål berörs av något.",
        "1 av 169 delmål berörs av minst ett mål.",
        "0 av 169 delmål berörs av minst ett uppdrag.",
        "1 av 169 delmål berörs av något.",
    ]


@pytest.mark.parametrize(
    ("per", "count"),
    [
        pytest.param(date(2025, 12, 31), 0, id="the day before"),
        pytest.param(date(2026, 1, 1), 1, id="the first day"),
    ],
)
def test_the_matrix_is_as_of_a_day(settings, agenda, per, count):
    with pointing(settings) as (goals, _):
        goals.rows = [("M1", "", date(2026, 1, 1), [agenda["3"]])]

        assert counts(coverage("A2030", per), "3") == [count, 0]


def test_a_law_that_does_not_apply_is_not_covered(settings):
    law("BARN", since=date(2020, 6, 1))

    assert coverage("BARN", date(2020, 5, 31)) is None
    assert coverable(date(2020, 5, 31)) == []
    assert coverable(date(2020, 6, 1)) == [("BARN", "Titel BARN")]


def test_the_chosen_body_sees_its_own_and_what_is_every_bodys(settings, agenda):
    with pointing(settings) as (goals, _):
        goals.rows = [
            ("M1", "BUN", SINCE, [agenda["3"]]),
            ("M2", "SN", SINCE, [agenda["3"]]),
            ("M3", "", SINCE, [agenda["3"]]),
        ]
        every = coverage("A2030", SINCE)
        own = coverage("A2030", SINCE, body_codes=("BUN",))

    assert (counts(every, "3"), counts(own, "3")) == ([3, 0], [2, 0])


TARGETS = st.sampled_from(["3", "3.1", "3.2", "4", "4.7", "5.1"])
THINGS = st.lists(st.tuples(st.sampled_from("ABCD"), st.lists(TARGETS, max_size=4)), max_size=6)


@given(goals=THINGS, assignments=THINGS)
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_the_kinds_of_a_row_sum_to_the_different_things_that_rest_there(
    agenda, settings, goals, assignments
):
    settings.BACKLINKS = PATHS
    GOALS.rows = [(c, "", SINCE, [agenda[t] for t in ts]) for c, ts in goals]
    ASSIGNMENTS.rows = [(c, "", SINCE, [agenda[t] for t in ts]) for c, ts in assignments]
    try:
        found = coverage("A2030", SINCE)
        links = links_to(Provision, agenda.values(), SINCE)
    finally:
        GOALS.rows, ASSIGNMENTS.rows = [], []
    parents = dict(Provision.objects.values_list("pk", "parent_id"))
    for one in found.rows:
        here = {one.id, *(pk for pk, parent in parents.items() if parent == one.id)}
        different = {identity(link) for pk in here for link in links.get(pk, ())}
        assert one.count == len(different) == sum(cell.count for cell in one.cells)


def test_as_many_questions_for_169_targets_as_for_one_provision(settings, questions, agenda):
    few = list_external_steering(code="X", kind=ExternalKind.LAW, title="X", since=SINCE, by=user())
    Provision.objects.create(steering=few, code="1", label="§ 1", title="Ett")
    with pointing(settings) as (goals, _):
        goals.rows = [("M1", "", SINCE, list(agenda.values()))]
        coverage("X", SINCE)
        with questions() as asked_few:
            coverage("X", SINCE)
        with questions() as asked_many:
            found = coverage("A2030", SINCE)

    assert len(asked_few) == len(asked_many)
    assert found.shares[0].figure == "17 av 17"


def test_a_cell_opens_its_things_without_script(settings, page, agenda):
    model()
    with pointing(settings) as (goals, _):
        goals.rows = [("M1", "BUN", SINCE, [agenda["4.7"]])]
        closed = page("/direction/coverage/")
        opened = page("/direction/coverage/?styrning=A2030&artikel=4.7&slag=mal")

    assert "Saken M1" not in closed
    assert "Delmål 4.7" not in closed
    assert "Saken M1" in opened
    assert "Delmål 4.7" in opened  # its goal is open
    assert 'aria-expanded="true"' in opened


@pytest.mark.parametrize("opened", ["4", "alla"])
def test_targets_are_shown_when_asked_for(page, agenda, opened):
    model()
    text = page(f"/direction/coverage/?oppna={opened}")

    assert ("Delmål 4.7" in text, "Delmål 5.1" in text) == (True, opened == "alla")


@pytest.mark.parametrize(
    "asked",
    [
        "styrning=FINNS-INTE",
        "artikel=99&slag=mal",
        "artikel=4&slag=<script>",
        "oppna=" + "x" * 5000,
        "styrning=%00",
        "per=1990-01-01",
    ],
)
def test_a_matrix_that_cannot_be_is_still_a_page(page, agenda, asked):
    model()

    assert "<h1>Täckning" in page(f"/direction/coverage/?{asked}")


def test_an_empty_cell_is_said_in_words(page, agenda):
    model()
    text = page("/direction/coverage/")

    assert '<span class="visually-hidden">inget</span>' in text


def test_the_file_has_every_row_and_what_the_page_counts(settings, client, agenda):
    model()
    with pointing(settings) as (goals, _):
        goals.rows = [("M1", "BUN", SINCE, [agenda["4.7"]])]
        answer = client.get("/direction/coverage/file/?styrning=A2030")
        found = coverage("A2030", timezone.localdate())
    rows = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0)
    table = rows.to_python()[3:]

    assert len(table) == 17 + 169
    assert [r[3] for r in table] == [row.cells[0].count for row in found.rows]
    assert next(r for r in table if r[0] == "Delmål 4.7")[2:] == ["Mål 4", 1, 0, "Mål: Saken M1"]


def test_without_provisions_there_is_no_matrix_and_no_file(page, client):
    model()
    make.external()

    assert "Inget att visa" in page("/direction/coverage/")
    assert client.get("/direction/coverage/file/").status_code == 404
