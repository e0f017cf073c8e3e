"""What goals and assignments rest on: tied, untied, and found again from what they rest on."""

from datetime import date

import pytest

from huset.direction.actions import adopt_vision
from huset.direction.models import ExternalSteering, Provision, StrategicArea, VisionStatement
from huset.direction.tests import make as direction
from huset.documents.models import Edition, GoverningDocument
from huset.documents.rules import Scope
from huset.goals.actions import link_assignment, link_goal, report_assignment
from huset.goals.models import Assignment, Goal
from huset.goals.queries.links import Links, goal_grounds, links_of
from huset.goals.rules import AssignmentState
from huset.goals.tests import make
from huset.kernel.actions import Clash, Refused
from huset.kernel.backlinks import backlinks
from huset.kernel.models import Event
from huset.organisation.models import Body
from huset.organisation.rules import Role
from huset.organisation.tests.make import body, decision, model, signed_in, user

pytestmark = pytest.mark.django_db
PER = date(2026, 6, 1)
NOTHING = Links().mark


@pytest.fixture(autouse=True)
def a_model(db):
    model()


def council() -> Body:
    return body("KF", "Kommunfullmäktige", "council")


def statement(title: str = "Leva") -> VisionStatement:
    made = adopt_vision(
        title="Visionen",
        text="",
        statements=[(title, "")],
        decision=decision(day=date(2025, 1, 1)),
        since=date(2025, 1, 1),
        by=user(),
    )
    return made.statements.get()


def article(code: str = "3") -> Provision:
    law = ExternalSteering.objects.filter(code="BARN").first()
    law = law or direction.external("BARN", "Barnkonventionen")
    return Provision.objects.create(
        steering=law, code=code, label=f"Artikel {code}", title="Barnets bästa", order=int(code)
    )


def document(title: str = "Programmet") -> GoverningDocument:
    made = GoverningDocument.objects.create(
        kind="programme", title=title, scope=Scope.MUNICIPALITY, decided_by=council()
    )
    Edition.objects.create(
        document=made,
        number=1,
        valid_from=date(2025, 1, 1),
        decision=decision(day=date(2025, 1, 1)),
    )
    return made


def links(*things: VisionStatement | Provision | GoverningDocument) -> Links:
    def ids(kind: type) -> frozenset[int]:
        return frozenset(thing.pk for thing in things if isinstance(thing, kind))

    return Links(ids(VisionStatement), ids(Provision), ids(GoverningDocument))


def test_a_goal_is_linked_and_the_log_says_to_what_while_its_words_stay_as_decided():
    goal, wanted = make.goal(of=council()), links(statement(), article(), document())
    before = Goal.objects.values().get(pk=goal.pk)
    link_goal(goal=goal, links=wanted, seen=NOTHING, by=user())
    told = Event.objects.get(what="goals.goal.linked")

    assert links_of(goal) == wanted
    assert Goal.objects.values().get(pk=goal.pk) == before
    assert told.after == {
        "statements": ["Leva"],
        "provisions": ["BARN Artikel 3"],
        "documents": ["Programmet"],
    }


def test_links_made_from_older_ones_are_refused_and_the_same_once_more_writes_nothing():
    goal, first, second = make.goal(of=council()), links(article("3")), links(article("4"))
    link_goal(goal=goal, links=first, seen=NOTHING, by=user())
    lines = Event.objects.count()
    with pytest.raises(Clash, match="Någon annan har ändrat kopplingarna"):
        link_goal(goal=goal, links=second, seen=NOTHING, by=user())
    link_goal(goal=goal, links=first, seen=first.mark, by=user())

    assert (links_of(goal), Event.objects.count()) == (first, lines)


def test_an_assignment_points_at_no_part_of_the_vision_itself():
    given, leva, three = make.assignment(), statement(), article()
    with pytest.raises(Refused, match="pekar på visionen genom sina mål"):
        link_assignment(assignment=given, links=links(leva), seen=NOTHING, by=user())
    link_assignment(assignment=given, links=links(three), seen=NOTHING, by=user())

    assert links_of(given) == links(three)


@pytest.mark.parametrize(
    ("per", "found"),
    [
        pytest.param(date(2025, 11, 23), 0, id="the day before it was decided"),
        pytest.param(date(2025, 12, 31), 0, id="the day before its first year"),
        pytest.param(date(2026, 1, 1), 1, id="its first day"),
        pytest.param(date(2028, 12, 31), 1, id="its last day"),
        pytest.param(date(2029, 1, 1), 0, id="the day after its last year"),
    ],
)
def test_a_goal_is_found_from_all_that_it_rests_on_while_it_is_in_force(per, found):
    area = direction.plan().areas.first()
    goal = make.goal(of=council(), area=area)
    make.goal(of=council(), area=area, decision=None)
    leva, three, text = statement(), article(), document()
    link_goal(goal=goal, links=links(leva, three, text), seen=NOTHING, by=user())
    for model_, thing in (
        (StrategicArea, area),
        (VisionStatement, leva),
        (Provision, three),
        (ExternalSteering, three.steering),
        (GoverningDocument, text),
    ):
        links_there = backlinks(model_, [thing.pk], per).get(thing.pk, ())
        assert [(one.kind, one.code, one.body_code) for one in links_there] == [
            ("Mål", goal.code, "KF")
        ] * found, model_


def told(given: Assignment, code: str, day: date, state: AssignmentState) -> None:
    report_assignment(
        assignment=given, body=body(code), day=day, state=state, comment="", by=user()
    )


@pytest.mark.parametrize(
    ("per", "found"),
    [
        pytest.param(date(2026, 1, 31), [], id="not begun"),
        pytest.param(date(2026, 2, 1), ["U1"], id="begun"),
        pytest.param(date(2026, 7, 31), ["U1"], id="overdue, one body left"),
        pytest.param(date(2026, 8, 1), [], id="every body has finished"),
        pytest.param(date(2026, 9, 1), ["U1"], id="one took it up again"),
    ],
)
def test_an_assignment_is_found_until_every_body_has_finished(per, found):
    three = article()
    period = (date(2026, 2, 1), date(2026, 6, 30))
    given = make.assignment("U1", bodies=[body("BUN"), body("SN")], period=period)
    link_assignment(assignment=given, links=links(three), seen=NOTHING, by=user())
    told(given, "BUN", date(2026, 6, 1), AssignmentState.DONE)
    told(given, "SN", date(2026, 8, 1), AssignmentState.ENDED)
    told(given, "SN", date(2026, 9, 1), AssignmentState.ON_TRACK)

    assert [one.code for one in backlinks(Provision, [three.pk], per).get(three.pk, ())] == found


@pytest.mark.parametrize(
    ("codes", "owner"), [(["BUN"], "BUN"), (["BUN", "SN"], "")], ids=["one body", "shared"]
)
def test_an_assignment_that_is_shared_is_no_single_bodys(codes, owner):
    three = article()
    period = (date(2026, 2, 1), date(2026, 6, 30))
    given = make.assignment(bodies=[body(code) for code in codes], period=period)
    link_assignment(assignment=given, links=links(three), seen=NOTHING, by=user())
    [link] = backlinks(Provision, [three.pk], PER)[three.pk]

    assert link.body_code == owner


def test_what_points_is_asked_in_as_many_questions_for_three_as_for_one(questions):
    three = article()
    counts = []
    for wanted in (1, 3):
        while Goal.objects.count() < wanted:
            goal, given = make.goal(of=council()), make.assignment()
            link_goal(goal=goal, links=links(three), seen=NOTHING, by=user())
            link_assignment(assignment=given, links=links(three), seen=NOTHING, by=user())
        with questions() as asked:
            found = backlinks(Provision, [three.pk], PER)
        assert len(found[three.pk]) == 2 * wanted
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_the_goals_page_says_what_it_rests_on_and_what_no_longer_applies(page):
    goal, leva = make.goal(of=council()), statement("Leva")
    link_goal(goal=goal, links=links(leva, article()), seen=NOTHING, by=user())
    statement_of_later = adopt_vision(
        title="Den nya",
        text="",
        statements=[("Leka", "")],
        decision=decision(day=date(2026, 9, 1)),
        since=date(2026, 9, 1),
        by=user(),
    )
    text = page(f"/goals/{goal.pk}/?per=2026-10-01")

    assert statement_of_later.pk
    assert "Artikel 3 Barnets bästa" in text
    assert "gäller inte den här dagen" in text
    assert "gäller inte den här dagen" not in page(f"/goals/{goal.pk}/?per=2026-06-01")


def test_a_draft_of_a_vision_is_not_told_of():
    goal = make.goal(of=council())
    draft = adopt_vision(
        title="Utkast",
        text="",
        statements=[("Hemligt", "")],
        decision=None,
        since=date(2025, 1, 1),
        by=user(),
    )
    goal.statements.set(draft.statements.all())

    assert not goal_grounds(goal.pk, PER)


def where(goal: Goal) -> str:
    return f"/goals/{goal.pk}/links/"


def test_the_page_offers_what_applies_and_saves_what_is_ticked():
    goal, leva, three, text = make.goal(of=council()), statement(), article(), document()
    writer = signed_in(Role.CONTROLLER)
    shown = writer.get(where(goal)).content.decode()
    ticked = {"delar": [leva.pk], "bestammelser": [three.pk], "dokument": [text.pk]}
    answer = writer.post(where(goal), ticked | {"seen": NOTHING})
    again = writer.get(where(goal)).content.decode()

    assert all(word in shown for word in ("Leva", "Artikel 3", "Programmet"))
    assert answer.status_code == 302
    assert links_of(goal) == links(leva, three, text)
    assert again.count(" checked") == 3


@pytest.mark.parametrize(
    "data",
    [
        pytest.param({"delar": ["999"], "seen": NOTHING}, id="what is not there"),
        pytest.param({"bestammelser": ["abc"], "seen": NOTHING}, id="no number"),
        pytest.param({"dokument": []}, id="nothing seen"),
    ],
)
def test_what_cannot_be_ticked_is_refused_in_words(data):
    goal = make.goal(of=council())
    answer = signed_in(Role.CONTROLLER).post(where(goal), data)

    assert answer.status_code == 409
    assert "går inte längre att välja" in answer.content.decode()
    assert links_of(goal) == Links()


def test_a_clash_shows_what_is_saved_and_keeps_what_was_ticked():
    goal, three, four = make.goal(of=council()), article("3"), article("4")
    link_goal(goal=goal, links=links(three), seen=NOTHING, by=user("nils"))
    writer = signed_in(Role.CONTROLLER)
    mine = {"bestammelser": [four.pk], "seen": NOTHING}
    answer = writer.post(where(goal), mine)
    text = answer.content.decode()

    assert answer.status_code == 409
    assert "Så är det kopplat nu" in text
    assert "Barnkonventionen: Artikel 3" in text
    assert f'value="{four.pk}" checked' in text
    assert f'value="{three.pk}" checked' not in text
    assert writer.post(where(goal), mine | {"seen": links(three).mark}).status_code == 302
    assert links_of(goal) == links(four)


@pytest.mark.parametrize(
    ("role", "place", "status"),
    [
        (Role.DIRECTOR, "BUN", 200),
        (Role.DIRECTOR, "SN", 403),
        (Role.CONTROLLER, "SN", 200),
        (Role.MANAGER, "BUN", 403),
        (Role.CHAIR, "BUN", 403),
    ],
)
def test_a_goal_is_linked_by_those_who_write_goals_in_its_body(role, place, status):
    goal = make.goal(of=body("BUN"), level="committee_goal")
    reader = signed_in(role, body(place))

    assert reader.get(where(goal)).status_code == status
    assert ("Koppla till" in reader.get(f"/goals/{goal.pk}/").content.decode()) is (status == 200)


@pytest.mark.parametrize(("role", "status"), [(Role.CONTROLLER, 200), (Role.DIRECTOR, 403)])
def test_an_assignment_is_linked_by_those_who_write_for_the_body_that_gave_it(role, status):
    given = make.assignment()

    assert signed_in(role).get(f"/assignments/{given.pk}/links/").status_code == status
