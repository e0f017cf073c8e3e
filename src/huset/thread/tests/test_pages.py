"""The thread's pages: from the vision down, from one thing up and down, and what is broken."""

from datetime import date

import pytest
from django.test import Client
from django.utils.timezone import localdate

from huset.direction.models import StrategicArea
from huset.direction.tests import make as direction
from huset.goals.actions import decide_goal_change
from huset.goals.models import Goal
from huset.goals.queries import goals
from huset.goals.tests import make
from huset.goals.tests.test_missions import added, by_law
from huset.kernel import memory
from huset.kernel.importing import read_table
from huset.organisation.rules import Role
from huset.organisation.tests.make import DECIDED, SINCE, body, decision, model, reader, signed_in
from huset.thread.queries import Asked, breaks, draft_breaks, knots, shares, steps, thread
from huset.thread.rules import Share
from huset.thread.views import COLUMNS
from huset.thread.words import Broken

PER = date(2026, 11, 22)
ASKED = Asked(PER, 2026)
AT = "?per=2026-11-22"
PAGES = ("/thread/", "/thread/table/", "/thread/matrix/", "/thread/broken/")


@pytest.fixture(autouse=True)
def a_model(db):
    model()


def council_goal(code="V1", **more):
    area = StrategicArea.objects.order_by("plan", "number").first()
    council = body("KF", "Kommunfullmäktige", "council")
    return make.goal(code, of=council, **({"area": area} | more))


def committee_goal(code="BUN1", *, parents=(), **more):
    return make.goal(code, level="committee_goal", parents=parents, **more)


def broken(asked=ASKED, codes=()):
    return [(one.what, one.code or one.title) for one in breaks(thread(asked), asked, codes)]


def whole():
    """A vision, an area, a goal of the council, one of a committee, and an assignment."""
    direction.vision()
    direction.plan("Lärande")
    added(by_law())
    top = council_goal()
    low = committee_goal(parents=[top])
    make.assignment("U1", goals=[low])
    return top, low


def test_the_thread_runs_from_the_vision_to_who_does_what():
    whole()
    found = thread(ASKED)

    ways = found.ways_up(found.order()[-2])
    assert [[found.nodes[key].title for key in way] for way in ways] == [
        ["Ett gott liv", "Lärande", "Målet 1", "Målet 2", "Uppdraget 1", "Nämnden BUN"]
    ]
    assert broken() == []


def test_a_goal_without_a_way_up_is_broken_since_its_decision():
    make.goal("V1")
    (one, *_) = breaks(thread(ASKED), ASKED)

    assert (one.what, one.code, one.since, one.lost) == (Broken.GOAL, "V1", DECIDED, ())


def test_a_goal_is_broken_since_what_it_hung_from_ended():
    top = make.goal("V1", years=(2025, 2025))
    added(by_law())
    committee_goal(parents=[top])
    (one,) = breaks(thread(ASKED), ASKED)

    assert (one.code, one.since, one.lost) == ("BUN1", date(2026, 1, 1), ("Målet 1",))


def test_what_hangs_below_a_broken_goal_is_counted_there():
    direction.vision()
    added(by_law())
    top = make.goal("V1", of=body("KF", "Kommunfullmäktige", "council"))
    low = committee_goal(parents=[top])
    make.assignment("U1", goals=[low])

    assert [(one.code, one.below) for one in breaks(thread(ASKED), ASKED)] == [("V1", 3)]


def test_an_area_is_broken_while_no_goal_in_force_hangs_from_it():
    direction.vision()
    direction.plan("Lärande", "Omsorg")
    council_goal(years=(2025, 2025))
    found = [o for o in breaks(thread(ASKED), ASKED) if o.what is Broken.AREA]

    assert [(one.title, one.since) for one in found] == [
        ("Lärande", date(2026, 1, 1)),
        ("Omsorg", SINCE),
    ]


def test_a_goal_of_the_council_is_broken_until_another_body_has_one_under_it():
    direction.vision()
    direction.plan("Lärande")
    added(by_law())
    top = council_goal()

    assert broken() == [(Broken.COUNCIL_GOAL, "V1")]
    committee_goal(parents=[top])
    assert broken() == []


def test_an_assignment_without_a_goal_in_force_is_broken():
    make.assignment("U1")
    make.assignment("U2", goals=[make.goal("V1", years=(2025, 2025))])

    assert broken() == [(Broken.ASSIGNMENT, "U1"), (Broken.ASSIGNMENT, "U2")]


def test_a_body_with_goals_and_no_core_mission_is_broken():
    top, _ = whole()
    committee_goal("SN1", of=body("SN"), parents=[top])
    found = breaks(thread(ASKED), ASKED)

    assert [(one.what, one.title, one.since) for one in found] == [
        (Broken.MISSION, "Nämnden SN", DECIDED)
    ]


def test_a_body_shows_what_is_its_own_to_mend():
    whole()
    committee_goal("BUN2")
    committee_goal("SN1", of=body("SN"))

    assert broken(codes=["SN"]) == [(Broken.GOAL, "SN1"), (Broken.MISSION, "Nämnden SN")]


def test_a_draft_without_a_way_up_is_told_to_those_who_write_it_alone():
    make.goal("BUN1", level="committee_goal", decision=None)
    page = signed_in(Role.DIRECTOR, body("BUN")).get("/thread/broken/").content.decode()

    assert [one.code for one in draft_breaks(localdate(), {"BUN"})] == ["BUN1"]
    assert "Ändra utkastet" in page
    assert "BUN1" not in Client().get("/thread/broken/").content.decode()
    assert "BUN1" not in thread(ASKED).nodes


def test_the_button_leads_the_one_who_may_to_where_it_is_mended():
    goal = committee_goal()
    url = f"/goals/{goal.pk}/relink/"

    assert url in signed_in(Role.DIRECTOR, body("BUN")).get(f"/thread/broken/{AT}").content.decode()
    assert (
        url not in signed_in(Role.DIRECTOR, body("SN")).get(f"/thread/broken/{AT}").content.decode()
    )
    assert url not in Client().get(f"/thread/broken/{AT}").content.decode()


@pytest.mark.parametrize(("role", "begun"), [(Role.DIRECTOR, True), (Role.CONTROLLER, False)])
def test_a_goal_under_the_councils_is_begun_for_the_readers_body_when_there_is_one(role, begun):
    direction.plan("Lärande")
    council_goal()
    page = signed_in(role, body("BUN")).get(f"/thread/broken/{AT}").content.decode()

    assert "/goals/drafts/new/" in page
    assert ("level=committee_goal&amp;body=BUN" in page) is begun


def test_the_share_is_told_body_by_body():
    whole()
    committee_goal("BUN2")
    found = shares(thread(ASKED), ASKED)

    assert [(one.code, one.share) for one in found] == [("KF", Share(1, 1)), ("BUN", Share(2, 3))]


def test_statuses_are_those_of_the_goals_own_pages():
    for code, values in {"V1": [85], "V2": [70], "V3": [10], "V4": [], "V5": [85, 10]}.items():
        goal = make.goal(code)
        for value in values:
            make.measurement(value, of=make.indicator(of=goal), year=2025)
    found = thread(ASKED)
    shown = knots(found, [key for key in found.nodes if key.startswith("goal-")], ASKED)

    assert {k.node.code: k.status for k in shown.values()} == {
        row.code: row.status for row in goals(PER, 2026)
    }


@pytest.mark.parametrize(
    ("per", "year", "there"),
    [
        pytest.param(date(2025, 11, 23), 2026, False, id="the day before the decision"),
        pytest.param(DECIDED, 2026, True, id="the day of it"),
        pytest.param(PER, 2025, False, id="the year before the first"),
        pytest.param(PER, 2028, True, id="the last year"),
        pytest.param(PER, 2029, False, id="the year after"),
    ],
)
def test_a_goal_hangs_on_the_thread_in_its_years_once_decided(per, year, there):
    make.goal("V1")

    assert [n.code for n in thread(Asked(per, year)).nodes.values()] == ["V1"] * there


def test_an_assignment_that_is_overdue_still_hangs_until_it_is_done():
    make.assignment("U1", period=(date(2025, 12, 1), date(2025, 12, 31)))

    assert "U1" in [n.code for n in thread(ASKED).nodes.values()]
    assert "U1" not in [n.code for n in thread(Asked(PER, 2024)).nodes.values()]


def test_a_part_that_is_opened_is_the_part_of_the_page(page):
    top, low = whole()
    part = page(f"/thread/below/goal-{top.pk}/{AT}")

    assert f"/goals/{low.pk}/" in part
    assert "<html" not in part
    assert part.splitlines()[0].strip() in page(f"/thread/{AT}&fran=goal-{top.pk}")


@pytest.mark.parametrize(
    "url",
    ["/thread/below/goal-999999999/", "/thread/?fran=goal-999999999", "/thread/table/?sida=2"],
)
def test_what_is_not_on_the_thread_is_not_found(client, url):
    whole()

    assert client.get(url).status_code == 404


@pytest.mark.parametrize("said", ["fran=%C3%A5+%2F", "sida=0", "sida=x", "mal=a%20b"])
def test_an_address_that_cannot_be_read_is_answered_in_words(client, said):
    answer = client.get(f"/thread/matrix/?{said}")

    assert answer.status_code == 400
    assert "Börja om från Röda tråden." in answer.content.decode()


def test_a_cell_of_the_matrix_opens_its_goals(page):
    top, low = whole()
    closed = page(f"/thread/matrix/{AT}")
    opened = page(f"/thread/matrix/{AT}&mal=goal-{top.pk}&hos=BUN")

    assert [f"/goals/{low.pk}/" in text for text in (closed, opened)] == [False, True]


def test_the_file_has_the_whole_thread(client):
    whole()
    answer = client.get(f"/thread/file/xlsx/{AT}")
    rows = read_table(answer.content, "t.xlsx", COLUMNS).rows

    assert len(rows) == len(thread(ASKED).nodes)
    assert list(rows[2].values.values()) == [
        *("Inriktningsmål", "V1", "Målet 1", "Kommunfullmäktige", "1 Lärande"),
        *("Hel", "Ej mätt"),
    ]


@pytest.mark.parametrize("url", [*PAGES, "/thread/file/csv/"])
def test_a_page_asks_as_many_questions_for_thirty_goals_as_for_three(client, questions, url):
    reader(Role.CONTROLLER)
    top, low = whole()
    counts = []
    for wanted in (3, 30):
        while Goal.objects.count() < wanted:
            make.measurement(of=make.indicator(of=committee_goal("", parents=[top])), year=2025)
            make.assignment(goals=[low])
        client.get(f"{url}{AT}")
        memory.forget()
        with questions() as asked:
            assert client.get(f"{url}{AT}").status_code == 200
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_the_steps_of_the_table_say_what_each_hangs_from():
    top, low = whole()
    found = thread(ASKED)
    (step,) = steps(found, [f"goal-{low.pk}"], ASKED)

    assert [node.key for node in step.above] == [f"goal-{top.pk}"]


def test_a_long_list_of_what_is_broken_says_how_much_is_left_out(page, monkeypatch):
    monkeypatch.setattr("huset.thread.views.A_PAGE", 2)
    for _ in range(3):
        make.goal()
    text = page(f"/thread/broken/{AT}")

    assert [f"M{n} Målet" in text for n in (1, 2, 3)] == [True, True, False]
    assert "1 till visas inte här." in text


def test_a_goal_is_moved_by_a_proposal_that_the_council_or_committee_decides():
    top, low = whole()
    other = council_goal("V2")
    client = signed_in(Role.DIRECTOR, low.body)
    assert 'draggable="true"' in client.get(f"/thread/{AT}").content.decode()
    assert 'draggable="true"' not in Client().get(f"/thread/{AT}").content.decode()

    address = f"/goals/{low.pk}/relink/?under=goal-{other.pk}&fran=goal-{top.pk}"
    form = client.get(address).context["form"]
    assert form.initial["parents"] == [str(other.pk)]
    said = {"parents": [other.pk], "body": low.body.code, "why": "Det hör hemma under V2."}
    assert client.post(address, said).status_code == 302
    assert thread(ASKED).above[f"goal-{low.pk}"] == (f"goal-{top.pk}",)

    change = low.changes.get()
    day = date(2026, 11, 20)
    decide_goal_change(
        change=change, decision=decision(of=low.body, day=day), by=reader(Role.REGISTRAR)
    )
    assert thread(ASKED).above[f"goal-{low.pk}"] == (f"goal-{other.pk}",)
    before = thread(Asked(date(2026, 11, 19), 2026))
    assert before.above[f"goal-{low.pk}"] == (f"goal-{top.pk}",)


def test_an_ended_goal_leaves_the_thread_of_the_next_year():
    _, low = whole()
    Goal.objects.filter(pk=low.pk).update(ended=date(2026, 11, 1))

    assert f"goal-{low.pk}" in thread(ASKED).nodes
    assert f"goal-{low.pk}" not in thread(Asked(PER, 2027)).nodes


def test_a_long_branch_is_given_in_parts(page, monkeypatch):
    for module in ("huset.thread.queries", "huset.thread.queries.tied"):
        monkeypatch.setattr(f"{module}.A_PART", 2)
    top, _ = whole()
    for number in (2, 3):
        committee_goal(f"BUN{number}", parents=[top])
    parts = [page(f"/thread/below/goal-{top.pk}/{AT}&sida={number}") for number in (1, 2)]

    assert [[f"BUN{n} " in part for n in (1, 2, 3)] for part in parts] == [
        [True, True, False],
        [False, False, True],
    ]
    assert ["Visa fler (1 kvar)" in part for part in parts] == [True, False]
