"""The list of assignments that the council wants, each one's own page, and the list as a file."""

from datetime import date

import pytest

from huset.goals import actions
from huset.goals.models import Assignment
from huset.goals.queries import assignment
from huset.goals.rules import AssignmentState
from huset.goals.tests import make
from huset.organisation.tests.make import body, decision, model, user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def house(db):
    model()
    body("KF", "Kommunfullmäktige", "council")
    body("SN", "Socialnämnden")


def report(of, who, state, day, comment=""):
    actions.report_assignment(
        assignment=of, body=body(who), day=day, state=state, comment=comment, by=user()
    )


def test_the_list_shows_the_open_with_what_each_body_says(page):
    late = make.assignment(
        "U1",
        bodies=[body("SN"), body("BUN")],
        coordinator=body("SN"),
        report_back=date(2026, 10, 26),
        resource=150_000_000,
        resource_year=2026,
        period=(date(2026, 1, 1), date(2026, 6, 30)),
    )
    make.assignment("U2", period=(date(2026, 1, 1), date(2026, 5, 31)))
    done = make.assignment("U3", title="Det som är gjort", bodies=[body("SN")])
    report(late, "SN", AssignmentState.LATE, date(2026, 4, 30), "Ordet " * 30)
    report(done, "SN", AssignmentState.DONE, date(2026, 4, 30))
    shown = page("/assignments/?per=2026-09-01")

    assert shown.index(">U2 ") < shown.index(">U1 ")  # both overdue: the first due first
    assert ("Öppna (2)" in shown, "Alla (3)" in shown) == (True, True)
    for said in ("samordnar", "2026-10-26", "1,5", "inom ram", "Ordet …", "försenat"):
        assert said in shown
    assert "Det som är gjort" not in shown
    every = page("/assignments/?per=2026-09-01&visa=alla")
    assert every.index(">U1 ") < every.index(">U3 ")


@pytest.mark.parametrize("state", [AssignmentState.DONE, AssignmentState.ENDED])
def test_an_assignment_is_carried_over_until_every_body_has_finished(state):
    """S077: it stays in the list whatever the year."""
    made = make.assignment(bodies=[body("SN"), body("BUN")])
    report(made, "SN", AssignmentState.DONE, date(2026, 12, 1))
    report(made, "BUN", state, date(2029, 3, 1))

    years = {year: assignment(made.pk, date(year, 2, 1)).finished for year in range(2026, 2031)}
    assert years == {2026: False, 2027: False, 2028: False, 2029: False, 2030: True}
    assert assignment(made.pk, date(2028, 2, 1)).overdue


@pytest.mark.parametrize(("day", "aside"), [(date(2025, 6, 16), False), (date(2025, 10, 27), True)])
def test_what_is_given_beside_the_budget_says_so(page, day, aside):
    """S075."""
    made = make.assignment(decision=decision(day=day))

    assert ("Beslutat vid sidan av budgeten" in page(f"/assignments/{made.pk}/")) is aside


def test_the_page_shows_who_coordinates_when_to_report_and_what_it_leads_from(page):
    above = make.goal()
    made = make.assignment(
        bodies=[body("SN"), body("BUN")],
        goals=[above],
        coordinator=body("BUN"),
        report_back=date(2026, 10, 26),
        resource=150_000_000,
        resource_year=2026,
    )
    shown = page(f"/assignments/{made.pk}/?per=2026-09-01")

    for said in ("samordnar", "26 oktober 2026", "för 2026", f"fran=assignment-{made.pk}"):
        assert said in shown
    assert "Tråden är bruten" not in shown
    assert "Tråden är bruten" in page(f"/assignments/{make.assignment().pk}/?per=2026-09-01")


def test_the_way_to_the_whole_thread_leads_somewhere_also_afterwards(page):
    made = make.assignment(bodies=[body("SN")])
    report(made, "SN", AssignmentState.DONE, date(2026, 11, 1))
    there = f"fran=assignment-{made.pk}"

    assert there in page(f"/assignments/{made.pk}/?per=2026-12-01")
    page(f"/thread/?per=2026-12-01&{there}")
    assert there not in page(f"/assignments/{made.pk}/?per=2028-12-01")


def test_the_list_asks_as_much_for_a_hundred_as_for_three(page, questions):
    counts = []
    for wanted in (3, 100):
        while Assignment.objects.count() < wanted:
            make.assignment(bodies=[body("SN"), body("BUN")], coordinator=body("SN"))
        page("/assignments/")
        with questions() as asked:
            page("/assignments/")
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_the_file_has_a_row_for_each_body_and_the_same_choice(client):
    made = make.assignment(
        "U1",
        bodies=[body("SN"), body("BUN")],
        coordinator=body("SN"),
        resource=150_000_000,
        resource_year=2026,
    )
    done = make.assignment("U2", bodies=[body("SN")])
    report(made, "SN", AssignmentState.LATE, date(2026, 4, 30), "=1+1")
    report(done, "SN", AssignmentState.DONE, date(2026, 4, 30))
    url = "/assignments/assignments.csv?per=2026-05-01"
    lines = client.get(url).content.decode("utf-8-sig").splitlines()

    assert lines[0].startswith("Kod;Uppdrag;Organ;Samordnar;Läge;Sagt den;Kommentar;")
    assert [line.split(";")[2:4] for line in lines[1:]] == [
        ["Nämnden BUN", ""],
        ["Socialnämnden", "Ja"],
    ]
    assert "1,5;2026" in lines[1]
    assert "=1+1" not in [cell for line in lines for cell in line.split(";")]
    assert len(client.get(f"{url}&visa=alla").content.splitlines()) == 4
    assert client.get("/assignments/assignments.xlsx").content.startswith(b"PK")
    assert client.get("/assignments/assignments.pdf").status_code == 404
