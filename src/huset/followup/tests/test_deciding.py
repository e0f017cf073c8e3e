"""From a planned meeting to a frozen report: whose turn it is, and what the decision does."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from huset.direction.actions import adopt_vision
from huset.direction.models import Vision
from huset.followup.actions import (
    comment_goal,
    forecast,
    mark_ready,
    open_round,
    send_back,
    write_report,
)
from huset.followup.deciding import REPORTS
from huset.followup.models import BodyReport, Round
from huset.goals.tests import make as goals
from huset.kernel.actions import Refused
from huset.kernel.models import Version
from huset.organisation.actions import plan_meeting
from huset.organisation.models import Decision, Meeting
from huset.organisation.rules import Role
from huset.organisation.tests.make import body, decision, meeting, model, signed_in, unit, user
from huset.organisation.turn import (
    TURNS,
    Stage,
    deciding_refused,
    sending_back_refused,
    writing_refused,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
YEAR = TODAY().year - 1
ROUND = f"/follow-up/t1/{YEAR}/"
BUN = "?organ=BUN"
MINUTED = {
    "paragraph": "7",
    "title": "Budgetuppföljning",
    "child_rights": "not_relevant",
    "child_rights_why": "Beskriver vad som har hänt.",
    "sustainability": "not_relevant",
    "sustainability_why": "Beskriver vad som har hänt.",
    "executed_by": "-",
}


@pytest.fixture
def april() -> Round:
    model()
    body("KF", "Kommunfullmäktige", "council")
    unit("100", of=body())
    return open_round(point="t1", year=YEAR, cutoff=date(YEAR, 4, 30), by=user(), is_example=True)


def wrote(april: Round, edition: int = 0) -> BodyReport:
    words = {"summary": "Det går bra.", "economy": "", "action_needed": ""}
    return write_report(round=april, body=body(), words=words, edition=edition, by=user())


def ready(april: Round) -> BodyReport:
    wrote(april)
    return mark_ready(round=april, body=body(), by=user())


def register(client: Client, where: Meeting, **changed: object):
    return client.post(f"/meetings/{where.pk}/decisions/new/", MINUTED | changed)


def test_a_report_goes_from_a_planned_meeting_to_a_frozen_public_document(april):
    director, secretary, resident = signed_in(Role.DIRECTOR), signed_in(Role.SECRETARY), Client()
    today = TODAY().isoformat()
    secretary.post("/meetings/new/", {"body": "BUN", "days": today})
    held = Meeting.objects.get()
    words = {"summary": "Det går bra.", "economy": "", "action_needed": "", "edition": "0"}
    director.post(f"{ROUND}write/{BUN}", words)
    assert "Tjänstepersonernas tur" in director.get(f"{ROUND}{BUN}").content.decode()
    director.post(f"{ROUND}ready/{BUN}")
    assert "De förtroendevaldas tur" in director.get(f"{ROUND}{BUN}").content.decode()
    assert resident.get(f"{ROUND}{BUN}").status_code == 403
    report = BodyReport.objects.get()
    answer = register(secretary, held, valid_reports=[report.pk])
    made = Decision.objects.get()

    assert answer.url == f"/decisions/{made.pk}/"
    assert (BodyReport.objects.get().state, Version.objects.count()) == (Stage.DECIDED, 1)
    assert "Det går bra." in resident.get(f"{ROUND}{BUN}").content.decode()
    assert f"{ROUND}?organ=BUN" in resident.get(f"/decisions/{made.pk}/").content.decode()


def test_what_one_tick_refuses_stops_the_whole_decision(april):
    council = body("KF")
    adopt_vision(
        title="Ny", text="Text.", decision=None, since=TODAY() - timedelta(days=1), by=user()
    )
    write_report(
        round=april,
        body=council,
        words={"summary": "Allt.", "economy": "", "action_needed": ""},
        edition=0,
        by=user(),
    )
    whole = mark_ready(round=april, body=council, by=user())
    held = meeting(council, TODAY())
    secretary = signed_in(Role.SECRETARY, council)
    answer = register(
        secretary, held, valid_reports=[whole.pk], valid_visions=[Vision.objects.get().pk]
    )

    assert "Visionen kan inte gälla från" in answer.content.decode()
    assert (Decision.objects.count(), Version.objects.count()) == (0, 0)
    assert BodyReport.objects.get().state == Stage.READY


def test_another_bodys_report_cannot_be_ticked_even_by_its_number(april):
    report = ready(april)
    other = plan_meeting(body=body("SN"), day=TODAY(), by=user())
    register(signed_in(Role.SECRETARY, body("SN")), other, valid_reports=[report.pk])

    assert BodyReport.objects.get().state == Stage.READY
    assert not Version.objects.exists()


def test_a_report_is_decided_by_its_own_body(april):
    report, made = ready(april), decision(of=body("SN"), day=date(YEAR, 5, 20))
    with pytest.raises(Refused, match="Rapporten beslutas av Nämnden BUN, inte av Nämnden SN"):
        REPORTS.decide(report.pk, decision=made, by=user())


@pytest.mark.parametrize("stage", Stage)
def test_each_stage_says_whose_turn_it_is_with_the_rule(stage):
    assert TURNS[stage].rule.startswith("Styrmodellen, Roller och ansvar")


@pytest.mark.parametrize(
    ("stage", "write", "send_back_", "decide"),
    [
        (Stage.DRAFT, True, False, False),
        (Stage.READY, False, True, True),
        (Stage.DECIDED, *[False] * 3),
    ],
)
def test_what_may_be_done_at_each_stage(stage, write, send_back_, decide):
    allowed = (
        not writing_refused(stage),
        not sending_back_refused(stage, "Skälet."),
        not deciding_refused(stage),
    )

    assert allowed == (write, send_back_, decide)


def test_nothing_is_written_when_it_is_the_elected_members_turn(april):
    ready(april)
    for attempt in (
        lambda: wrote(april, edition=2),
        lambda: forecast(round=april, unit=body().units.get(), net_cost=1, comment="", by=user()),
        lambda: comment_goal(round=april, goal=goals.goal(), text="x", by=user()),
        lambda: mark_ready(round=april, body=body(), by=user()),
    ):
        with pytest.raises(Refused, match="De förtroendevaldas tur"):
            attempt()


def test_an_official_who_posts_after_it_is_ready_is_refused_and_keeps_the_text(april):
    ready(april)
    director = signed_in(Role.DIRECTOR)
    words = {"summary": "Ändrat.", "economy": "", "action_needed": "", "edition": "2"}
    answer = director.post(f"{ROUND}write/{BUN}", words)
    shown = director.get(f"{ROUND}write/{BUN}").content.decode()

    assert (answer.status_code, "Ändrat." in answer.content.decode()) == (409, True)
    assert ("De förtroendevaldas tur" in shown, "<textarea" in shown) == (True, False)
    assert BodyReport.objects.get().summary == "Det går bra."


@pytest.mark.parametrize("role", [Role.MEMBER, Role.CHAIR, Role.VICE_CHAIR, Role.SUBSTITUTE])
def test_an_elected_member_who_writes_is_refused_with_the_rule(april, role):
    answer = signed_in(role).post(f"{ROUND}write/{BUN}", {"summary": "Mitt."})

    assert answer.status_code == 403
    assert "förtroendevalda avgör vad och när" in answer.content.decode()
    assert not BodyReport.objects.exists()


def test_the_chair_sends_a_ready_report_back_and_the_writers_see_why(april):
    ready(april)
    chair, director = signed_in(Role.CHAIR), signed_in(Role.DIRECTOR)
    assert director.post(f"{ROUND}send-back/{BUN}", {"why": "x"}).status_code == 403
    chair.post(f"{ROUND}send-back/{BUN}", {"why": "Beskriv lokalerna."})

    assert BodyReport.objects.get().state == Stage.DRAFT
    assert "Beskriv lokalerna." in director.get(f"{ROUND}write/{BUN}").content.decode()
    director.post(f"{ROUND}ready/{BUN}")
    assert "Beskriv lokalerna." not in director.get(f"{ROUND}{BUN}").content.decode()


def test_the_chair_of_another_body_does_not_send_it_back(april):
    ready(april)
    other = signed_in(Role.CHAIR, body("SN"))

    assert other.post(f"{ROUND}send-back/{BUN}", {"why": "x"}).status_code == 403
    assert BodyReport.objects.get().state == Stage.READY


def test_a_report_is_sent_back_when_it_is_ready_and_with_a_reason(april):
    with pytest.raises(Refused, match="ingen rapport"):
        send_back(round=april, body=body(), why="x", by=user())
    wrote(april)
    with pytest.raises(Refused, match="tjänstepersonernas tur"):
        send_back(round=april, body=body(), why="x", by=user())
    mark_ready(round=april, body=body(), by=user())
    with pytest.raises(Refused, match="Skriv varför"):
        send_back(round=april, body=body(), why=" ", by=user())


def test_a_round_is_opened_once_by_someone_who_writes_for_the_whole_group():
    model()
    controller, director = signed_in(Role.CONTROLLER), signed_in(Role.DIRECTOR)
    year = TODAY().year - 1
    chosen = {"round": f"t1-{year}"}

    assert director.post("/follow-up/new/", chosen).status_code == 403
    assert controller.post("/follow-up/new/", {"round": f"t1-{year + 9}"}).status_code == 200
    assert controller.post("/follow-up/new/", chosen).status_code == 302
    assert controller.post("/follow-up/new/", chosen).status_code == 200
    assert list(Round.objects.values_list("point", "year")) == [("t1", year)]
    with pytest.raises(Refused, match="redan öppnad"):
        open_round(point="t1", year=year, cutoff=date(year, 4, 30), by=user())
