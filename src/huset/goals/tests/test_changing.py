"""Assignments that end, get more time or become another: only by the council (S078)."""

from datetime import date

import pytest

from huset.goals import actions
from huset.goals.actions.changing import Proposal
from huset.goals.deciding import CHANGES_OF_ASSIGNMENTS
from huset.goals.models import Assignment, AssignmentChange
from huset.goals.queries import assignment
from huset.goals.rules import AssignmentState, ChangeKind
from huset.goals.tests import make
from huset.kernel.actions import Refused
from huset.model.terms import Outcome
from huset.organisation.rules import Role
from huset.organisation.tests.make import body, decision, model, signed_in, user

pytestmark = pytest.mark.django_db
JUNE, OCTOBER, DUE = date(2026, 6, 15), date(2026, 10, 12), date(2026, 12, 31)
WHY = "Upphandlingen har överklagats."
END, EXTEND, CHANGE = ChangeKind


@pytest.fixture(autouse=True)
def house(db):
    model()
    body("KF", "Kommunfullmäktige", "council")


def given():
    return make.assignment("U1", bodies=[body("BUN"), body("SN")], title="Bygg skolan", text="Så.")


def propose(of, kind=EXTEND, *, day=date(2026, 5, 1), **more):
    said = {"why": WHY, "due": date(2027, 6, 30)} if kind is EXTEND else {"why": WHY}
    proposal = Proposal(kind, **said | more)
    return actions.propose_change(
        assignment=of, body=body("BUN"), proposal=proposal, day=day, by=user()
    )


def decide(change, day=JUNE, of="KF"):
    CHANGES_OF_ASSIGNMENTS.decide(change.pk, decision=decision(of=body(of), day=day), by=user())


def on(made, per):
    return assignment(made.pk, per)


def test_a_proposal_changes_nothing():
    made = given()
    propose(made)

    assert (on(made, JUNE).due, len(on(made, JUNE).proposals)) == (DUE, 1)
    assert on(made, JUNE).decided_changes == ()


@pytest.mark.parametrize(
    ("per", "due"),
    [
        pytest.param(date(2026, 6, 14), DUE, id="the day before the decision"),
        pytest.param(JUNE, date(2027, 6, 30), id="the day of the decision"),
        pytest.param(OCTOBER, date(2027, 6, 30), id="later"),
    ],
)
def test_more_time_is_given_from_the_day_of_the_decision(per, due):
    made = given()
    decide(propose(made))

    assert on(made, per).due == due


def test_more_time_leaves_the_day_to_report_back_as_it_was():
    made = make.assignment("U1", bodies=[body("BUN")], report_back=date(2026, 11, 30))
    decide(propose(made))

    assert (on(made, OCTOBER).due, on(made, OCTOBER).report_back) == (
        date(2027, 6, 30),
        date(2026, 11, 30),
    )


def test_each_day_has_its_words_after_two_changes():
    made = given()
    decide(propose(made, CHANGE, title="Bygg två skolor"))
    decide(propose(made, CHANGE, title="Bygg tre skolor", text="Så här.", day=JUNE), OCTOBER)
    days = [date(2026, 6, 1), JUNE, OCTOBER]

    assert [on(made, day).title for day in days] == [
        "Bygg skolan",
        "Bygg två skolor",
        "Bygg tre skolor",
    ]
    assert [on(made, day).text for day in days] == ["Så.", "Så.", "Så här."]
    assert Assignment.objects.get().title == "Bygg tre skolor"


def test_an_end_is_for_those_that_have_not_finished():
    made = given()
    actions.report_assignment(
        assignment=made,
        body=body("SN"),
        day=date(2026, 4, 1),
        state=AssignmentState.DONE,
        comment="Klart.",
        by=user(),
    )
    decide(propose(made, END))
    outcomes = {told.body_code: told.outcome for told in on(made, OCTOBER).told}

    assert outcomes == {"BUN": Outcome.ENDED, "SN": Outcome.DONE}
    assert not on(made, date(2027, 3, 1)).overdue
    assert {t.outcome for t in on(made, date(2026, 6, 1)).told} == {
        Outcome.NOT_STARTED,
        Outcome.DONE,
    }


@pytest.mark.parametrize(
    ("day", "aside"),
    [(JUNE, False), (date(2026, 11, 23), False), (OCTOBER, True)],
)
def test_what_is_decided_beside_the_budget_says_so(day, aside):
    made = given()
    decide(propose(made), day)

    assert [change.aside for change in on(made, date(2026, 12, 1)).decided_changes] == [aside]


@pytest.mark.parametrize(
    ("kind", "given_", "said"),
    [
        pytest.param(EXTEND, {"due": DUE}, "Välj en senare dag", id="no more time"),
        pytest.param(EXTEND, {"due": None}, "Välj en senare dag", id="no day"),
        pytest.param(CHANGE, {}, "Skriv vad uppdraget ska bli", id="no change"),
        pytest.param(END, {"why": "Nej"}, "Skriv varför", id="no reason"),
    ],
)
def test_what_cannot_be_proposed_is_refused(kind, given_, said):
    made = given()
    with pytest.raises(Refused, match=said):
        propose(made, kind, **given_)
    assert not AssignmentChange.objects.exists()


def test_the_same_is_not_proposed_twice_at_once():
    made = given()
    propose(made)
    with pytest.raises(Refused, match="redan ett sådant förslag"):
        propose(made)


def test_only_the_council_decides_and_never_before_it_gave_the_assignment():
    made = given()
    change = propose(made)
    with pytest.raises(Refused, match="beslutas av Kommunfullmäktige, inte av Nämnden BUN"):
        decide(change, of="BUN")
    with pytest.raises(Refused, match="kan inte beslutas före uppdraget"):
        decide(change, date(2025, 1, 1))
    assert [w.number for w in CHANGES_OF_ASSIGNMENTS.waiting(body("KF"))] == [change.pk]
    assert CHANGES_OF_ASSIGNMENTS.waiting(body("BUN")) == []
    assert on(made, OCTOBER).due == DUE


# Pages


@pytest.fixture
def director():
    return signed_in(Role.DIRECTOR, body("BUN"))


def test_a_body_proposes_on_its_page_and_takes_it_back(director, client):
    made = given()
    url = f"/assignments/{made.pk}/propose/"
    typed = {"body": "BUN", "kind": "extend", "due": "2027-06-30", "why": WHY}
    assert director.post(url, typed).status_code == 302
    here, page = f"/assignments/{made.pk}/", "Det väntar på fullmäktiges beslut."
    assert page in director.get(here).content.decode()
    assert page not in client.get(here).content.decode()

    change = AssignmentChange.objects.get()
    assert (
        director.post(f"/assignments/{made.pk}/proposals/{change.pk}/withdraw/").status_code == 302
    )
    assert not AssignmentChange.objects.exists()


def test_another_body_neither_proposes_nor_takes_back():
    made = given()
    change = propose(made)
    other = signed_in(Role.DIRECTOR, body("MBN"))

    assert other.get(f"/assignments/{made.pk}/propose/").status_code == 403
    assert other.post(f"/assignments/{made.pk}/proposals/{change.pk}/withdraw/").status_code == 403
    assert AssignmentChange.objects.exists()


def test_the_form_says_what_is_wrong_and_keeps_what_was_typed(director):
    made = given()
    url = f"/assignments/{made.pk}/propose/"
    answer = director.post(url, {"body": "BUN", "kind": "change", "why": WHY})

    assert answer.status_code == 409
    page = answer.content.decode()
    assert ("Skriv vad uppdraget ska bli" in page, WHY in page) == (True, True)
