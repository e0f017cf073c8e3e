"""Drafts of assignments: written, changed, dropped, and decided when they have what they need."""

from datetime import date

import pytest
from django.utils import timezone

from huset.goals.actions.giving import change_assignment, drop_assignment, write_assignment
from huset.goals.deciding import ASSIGNMENTS
from huset.goals.models import Assignment, AssignmentReport
from huset.goals.queries import assignment
from huset.goals.queries.giving import (
    AssignmentContent,
    assignment_draft,
    assignment_drafts,
    giving_choices,
    next_assignment_code,
)
from huset.goals.rules import AssignmentState
from huset.goals.tests import make
from huset.kernel.actions import Clash, Refused
from huset.kernel.models import Event
from huset.organisation.rules import Role
from huset.organisation.tests.make import body, decision, meeting, model, signed_in, user

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
YEAR = TODAY.year + 1
START, DUE = date(YEAR, 1, 1), date(YEAR, 12, 31)
DRAFTS = "/assignments/drafts/"
NEW = f"{DRAFTS}new/"


@pytest.fixture(autouse=True)
def house(db):
    model()
    body("KF", "Kommunfullmäktige", "council")
    body("KS", "Kommunstyrelsen", "executive_board")
    body("SN", "Socialnämnden")


@pytest.fixture
def controller():
    return signed_in(Role.CONTROLLER, body("KS"))


def goal(code="V1", **more):
    given = {"of": body("KF"), "years": (TODAY.year, YEAR)} | more
    return make.goal(code, **given)


def content(**changes):
    given = {"title": "Bygg skolan", "start": START, "due": DUE}
    return AssignmentContent(**given | changes)


def write(code="U1", **changes):
    return write_assignment(code=code, content=content(**changes), by=user())


def whole(code="U1", **changes):
    """A draft that lacks nothing."""
    goals = changes.pop("goals", None) or frozenset({goal().pk})
    given = {"bodies": frozenset({"SN"}), "report_back": DUE, "goals": goals}
    return write(code, **given | changes)


def change(made, **changes):
    same = assignment_draft(made.pk, TODAY)
    return change_assignment(number=made.pk, content=content(**changes), seen=same.mark, by=user())


def decide(made, day=TODAY):
    ASSIGNMENTS.decide(made.pk, decision=decision(of=body("KF"), day=day), by=user())


def typed(client, url, **changes):
    """What a browser would send of the form at an address, with some of it changed."""
    fields = client.get(url).context["form"]
    said = {name: fields[name].value() for name in fields.fields}
    return {name: value for name, value in (said | changes).items() if value is not None}


def test_a_new_draft_says_what_it_lacks():
    found = assignment_draft(write().pk, TODAY)

    assert [p.quality.value for p in found.verdict.unmet] == ["goal", "recipient", "report_back"]
    assert (len(found.verdict.blocking), found.verdict.readiness.word) == (3, "3 saker saknas")


def test_a_draft_that_lacks_nothing_is_decided_and_listed():
    made = whole()
    assert assignment_draft(made.pk, TODAY).verdict.blocking == ()
    assert assignment(made.pk, TODAY) is None

    decide(made)
    assert assignment_draft(made.pk, TODAY) is None
    row = assignment(made.pk, TODAY)
    assert (row.bodies, row.told, row.finished) == ("Socialnämnden", (), False)
    assert [told.body_code for told in assignment(made.pk, START).told] == ["SN"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        pytest.param({"goals": frozenset()}, "Välj minst ett mål", id="S073"),
        pytest.param({"bodies": frozenset()}, "Välj minst en mottagare.", id="S074"),
        pytest.param({"report_back": None}, "Välj vilken dag", id="S076 no day"),
        pytest.param({"resource": 1}, "Skriv vilket år beloppet gäller.", id="S076 no year"),
    ],
)
def test_what_is_missing_keeps_the_council_from_deciding(changes, said):
    made = whole()
    same = assignment_draft(made.pk, TODAY).content
    given = {"bodies": same.bodies, "report_back": same.report_back, "goals": same.goals}
    change(made, **given | changes)

    with pytest.raises(Refused, match="Uppdraget U1 kan inte beslutas än") as refusal:
        decide(made)
    assert said in str(refusal.value)
    assert Assignment.objects.get().decision is None
    assert "Saknar 1 av det som krävs" in ASSIGNMENTS.waiting(body("KF"))[0].note


@pytest.mark.parametrize(
    ("of", "holds"),
    [
        pytest.param(goal, True, id="of the council"),
        pytest.param(
            lambda: goal("SN1", of=body("SN"), level="committee_goal"), False, id="of a committee"
        ),
        pytest.param(lambda: goal(decision=None), False, id="not decided"),
        pytest.param(lambda: goal(years=(TODAY.year, TODAY.year)), False, id="of other years"),
    ],
)
def test_only_a_goal_of_the_council_that_applies_counts(of, holds):
    """S073."""
    made = write(goals=frozenset({of().pk}))
    unmet = [p.quality.value for p in assignment_draft(made.pk, TODAY).verdict.unmet]

    assert ("goal" not in unmet) is holds


def test_what_a_goal_needs_is_offered_and_nothing_else():
    right = goal()
    goal("V2", decision=None)
    goal("V3", years=(TODAY.year - 2, TODAY.year - 1), decision=decision(day=date(2020, 1, 1)))
    goal("SN1", of=body("SN"), level="committee_goal")
    body("REV", "Revisionen", "auditors")
    offered = giving_choices(TODAY)

    assert [number for number, _ in offered.goals] == [str(right.pk)]
    assert {code for code, _ in offered.bodies} == {"KS", "SN"}


def test_new_recipients_replace_the_old_and_start_with_the_assignment():
    made = write(bodies=frozenset({"SN"}))
    later = date(YEAR, 2, 1)
    change(made, bodies=frozenset({"KS"}), start=later)
    reports = AssignmentReport.objects.values_list("body__code", "day", "state")

    assert list(reports) == [("KS", later, AssignmentState.NOT_STARTED)]
    log = Event.objects.get(what="goals.assignment.changed")
    assert (log.before["bodies"], log.after["bodies"]) == (["SN"], ["KS"])


@pytest.mark.parametrize(
    ("do", "said"),
    [
        pytest.param(write, "redan ett uppdrag med koden U1", id="a code that is taken"),
        pytest.param(lambda: write("U2", due=date(YEAR - 1, 1, 1)), "Byt plats", id="backwards"),
        pytest.param(
            lambda: write("U2", bodies=frozenset({"SN"}), coordinator="KS"),
            "en av mottagarna",
            id="S074 coordinated by another",
        ),
    ],
)
def test_what_cannot_be_a_draft_is_refused_and_leaves_no_trace(do, said):
    write()
    with pytest.raises(Refused, match=said):
        do()
    assert Assignment.objects.count() == 1


def test_what_is_given_by_an_earlier_decision_is_not_tried():
    """History is loaded as it was decided, with what it said."""
    given = make.assignment(bodies=[body("SN")], goals=[])

    assert given.report_back is None
    assert given.decision is not None


def test_a_second_writer_is_told_and_nothing_is_lost():
    made = write()
    seen = assignment_draft(made.pk, TODAY).mark
    change(made, title="Bygg två skolor")

    with pytest.raises(Clash):
        change_assignment(number=made.pk, content=content(), seen=seen, by=user())
    with pytest.raises(Clash):
        drop_assignment(number=made.pk, seen=seen, by=user())
    assert Assignment.objects.get().title == "Bygg två skolor"


def test_a_dropped_draft_is_gone_but_the_log_knows_what_it_said():
    made = whole()
    drop_assignment(number=made.pk, seen=assignment_draft(made.pk, TODAY).mark, by=user())
    log = Event.objects.get(what="goals.assignment.dropped")

    assert not Assignment.objects.exists()
    assert (log.before["bodies"], log.before["goals"]) == (["SN"], ["V1"])


def test_what_is_decided_is_not_changed_as_a_draft():
    made = whole()
    mark = assignment_draft(made.pk, TODAY).mark
    decide(made)
    with pytest.raises(Refused, match="Föreslå i stället en ändring"):
        change_assignment(number=made.pk, content=content(), seen=mark, by=user())
    with pytest.raises(Refused, match="Föreslå i stället en ändring"):
        drop_assignment(number=made.pk, seen=mark, by=user())


def test_the_next_code_is_the_first_that_is_free():
    write("U1")
    write("U3")
    write("X")

    assert next_assignment_code() == "U2"


# Pages


def test_one_writes_a_draft_and_sees_what_it_lacks(controller):
    number = goal().pk
    said = typed(controller, NEW, title="Bygg skolan", resource="amount", amount="1 500,5")
    answer = controller.post(NEW, said)
    made = Assignment.objects.get()
    assert (answer.status_code, answer.url) == (302, f"{DRAFTS}{made.pk}/")
    assert (made.code, made.start, made.due, made.resource) == ("U1", START, DUE, 150_050_000)

    page = controller.get(answer.url).content.decode()
    for asked in ("Välj minst ett mål", "Välj minst en mottagare", "vilket år beloppet gäller"):
        assert asked in page
    edit = f"{answer.url}edit/"
    more = {
        "goals": [number],
        "bodies": ["SN", "KS"],
        "coordinator": "KS",
        "report_back": DUE.isoformat(),
        "resource_year": YEAR,
    }
    assert controller.post(edit, typed(controller, edit, **more)).status_code == 302
    page = controller.get(answer.url).content.decode()
    assert ("Kan beslutas" in page, "samordnar" in page) == (True, True)
    assert typed(controller, edit)["amount"] == 1500.5
    assert "Kan beslutas" in controller.get(DRAFTS).content.decode()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        pytest.param({}, "måste fyllas i", id="the resource is not said"),
        pytest.param({"resource": "amount"}, "Skriv beloppet", id="no amount"),
        pytest.param({"resource": "amount", "amount": "0"}, "över noll", id="nothing"),
        pytest.param({"resource": "amount", "amount": "-5"}, "över noll", id="less than nothing"),
        pytest.param({"resource": "amount", "amount": "9" * 14}, "siffror", id="too much"),
        pytest.param({"resource": "frame", "amount": "5"}, "Välj Belopp", id="both"),
        pytest.param({"resource": "frame", "start": "0001-01-01"}, "mellan 1990", id="an odd year"),
        pytest.param({"resource": "frame", "bodies": ["REV"]}, "REV", id="a body not offered"),
        pytest.param({"resource": "frame", "goals": ["x"]}, "x", id="no goal at all"),
        pytest.param({"resource": "frame", "title": "x" * 201}, "200", id="too long"),
        pytest.param({"resource": "frame", "code": "U 1"}, "utan mellanslag", id="an odd code"),
    ],
)
def test_the_form_refuses_what_cannot_be_and_keeps_what_was_typed(controller, changes, said):
    answer = controller.post(NEW, typed(controller, NEW, **{"title": "Mitt uppdrag"} | changes))
    errors = str(answer.context["form"].errors)

    assert answer.status_code == 200
    assert said in errors
    assert not Assignment.objects.exists()


def test_who_meets_another_writer_sees_both_texts(controller):
    made = write()
    edit = f"{DRAFTS}{made.pk}/edit/"
    mine = typed(controller, edit, title="Mitt uppdrag")
    change(made, title="Ditt uppdrag")
    answer = controller.post(edit, mine)
    page = answer.content.decode()

    assert answer.status_code == 409
    assert ("Mitt uppdrag" in page, "Ditt uppdrag" in page) == (True, True)
    again = {name: answer.context["form"][name].value() for name in mine}
    assert controller.post(edit, again).status_code == 302
    assert Assignment.objects.get().title == "Mitt uppdrag"


def test_a_draft_is_thrown_away_by_one_who_has_seen_it(controller):
    made = write()
    drop = f"{DRAFTS}{made.pk}/drop/"
    controller.post(drop, {"seen": "old"})
    assert Assignment.objects.exists()
    controller.post(drop, {"seen": assignment_draft(made.pk, TODAY).mark})
    assert not Assignment.objects.exists()


@pytest.mark.parametrize(
    ("role", "of", "reads", "writes"),
    [
        pytest.param(Role.CONTROLLER, "SN", True, True, id="a controller is everywhere"),
        pytest.param(Role.DIRECTOR, "KS", True, True, id="the board's head prepares"),
        pytest.param(Role.MEMBER, "KS", True, False, id="a member of the board reads"),
        pytest.param(Role.MEMBER, "KF", True, False, id="a member of the council reads"),
        pytest.param(Role.DIRECTOR, "SN", False, False, id="a committee's head does not"),
        pytest.param(Role.MEMBER, "SN", False, False, id="nor does its member"),
    ],
)
def test_drafts_are_for_those_who_prepare_them(role, of, reads, writes):
    made = write()
    who = signed_in(role, body(of))
    one = f"{DRAFTS}{made.pk}/"

    assert [who.get(url).status_code == 200 for url in (DRAFTS, one)] == [reads] * 2
    assert [who.get(url).status_code == 200 for url in (NEW, f"{one}edit/")] == [writes] * 2
    assert (who.post(f"{one}drop/").status_code != 403) is writes
    listed = who.get("/assignments/").content.decode()
    assert (f'"{DRAFTS}"' in listed, f'"{NEW}"' in listed) == (reads, writes)


def test_what_is_not_a_draft_is_not_found(controller, client):
    decided = make.assignment()
    assert [
        controller.get(f"{DRAFTS}{number}/{more}").status_code
        for number in (decided.pk, 99)
        for more in ("", "edit/")
    ] == [404] * 4
    assert controller.post(f"{DRAFTS}{decided.pk}/drop/").status_code == 404
    assert client.get(DRAFTS).status_code in {302, 403}


def test_what_is_typed_is_text_and_nothing_else(controller):
    made = write(title="<script>alert(1)</script>", text="<b>fet</b>")
    page = controller.get(f"{DRAFTS}{made.pk}/").content.decode()

    assert ("<script>alert" in page, "&lt;b&gt;fet" in page) == (False, True)


def test_the_drafts_ask_as_much_for_a_hundred_as_for_three(controller, questions):
    number, counts = goal().pk, []
    for wanted in (3, 100):
        for n in range(Assignment.objects.count(), wanted):
            write(f"U{n}", goals=frozenset({number}), bodies=frozenset({"SN", "KS"}))
        controller.get(DRAFTS)
        with questions() as asked:
            assert controller.get(DRAFTS).status_code == 200
        counts.append(len(asked))

    assert counts[0] == counts[1]
    assert len(assignment_drafts(TODAY)) == 100


def test_the_council_decides_a_draft_from_its_meetings_page():
    made, held = whole(), meeting(body("KF"), TODAY)
    lacking = write("U2")
    registrar = signed_in(Role.REGISTRAR)
    page = registrar.get(f"/meetings/{held.pk}/").content.decode()
    assert (f"{DRAFTS}{made.pk}/" in page, "Saknar 3 av det som krävs" in page) == (True, True)

    minuted = {
        "paragraph": "7",
        "title": "Budget med plan",
        "child_rights": "assessed",
        "child_rights_why": "Prövat.",
        "sustainability": "assessed",
        "sustainability_why": "Prövat.",
        "executed_by": "-",
    }
    url = f"/meetings/{held.pk}/decisions/new/"
    refused = registrar.post(url, minuted | {"valid_assignments": [made.pk, lacking.pk]})
    assert "Uppdraget U2 kan inte beslutas än." in refused.content.decode()
    assert Assignment.objects.filter(decision=None).count() == 2

    assert registrar.post(url, minuted | {"valid_assignments": [made.pk]}).status_code == 302
    made.refresh_from_db()
    assert made.decision.paragraph == 7
