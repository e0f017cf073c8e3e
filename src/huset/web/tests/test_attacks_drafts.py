"""What nobody has decided is for those within: tried on every open address, as a resident."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from huset.budget.models import Frame
from huset.direction.models import CoreValue, StrategicPlan, Vision
from huset.followup.models import BodyReport
from huset.goals.models import Assignment, Goal, Indicator
from huset.kernel.actions import Refused
from huset.kernel.models import User
from huset.organisation import attachments
from huset.organisation.actions import (
    Minuted,
    cancel_meeting,
    give_remit,
    move_meeting,
    plan_meeting,
    register_decision,
    register_minuted,
)
from huset.organisation.attachments import Sent
from huset.organisation.models import Body, Decision, Meeting, Remit
from huset.organisation.rules import RemitKind
from huset.organisation.tests import make
from huset.reorganisation.actions import add_changes, plan_reorganisation
from huset.reorganisation.rules import Change, ChangeKind
from huset.web.tests.test_protected import said_by_the_api, text_of
from huset.web.tests.test_rights import ADDRESSES, PUBLIC, address

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]
TRACE, AMOUNT = "zebrautkast", 83_142_915_700
START = make.date(2026, 1, 1)
DAYS = ("2015-01-01", "", "2026-12-31", "2100-12-31")


@pytest.fixture
def drafts():
    """A draft of everything that binds only by a decision."""
    by, body = make.user(), Body.objects.get(code="SN")
    Vision.objects.create(title=TRACE, text=TRACE, valid_from=START)
    CoreValue.objects.create(title=TRACE, text=TRACE, valid_from=START)
    StrategicPlan.objects.create(title=TRACE, valid_from=START)
    Frame.objects.create(body=body, year=2026, net_cost=AMOUNT)
    goal = Goal.objects.create(
        code=TRACE,
        title=TRACE,
        level=Goal.objects.first().level,
        body=body,
        first_year=2026,
        last_year=2028,
    )
    Indicator.objects.create(goal=goal, code=TRACE, name=TRACE, unit="st")
    Assignment.objects.create(code=TRACE, title=TRACE, start=START, due=START)
    remit = give_remit(
        body=body, kind=RemitKind.TERMS_OF_REFERENCE, title=TRACE, since=START, by=by
    )
    BodyReport.objects.filter(body=body, decision=None).update(summary=TRACE, economy=TRACE)
    plan = plan_reorganisation(title=TRACE, motive=TRACE, takes_effect=make.date(2027, 1, 1), by=by)
    change = Change(ChangeKind.FOUND_BODY, "ZEB", "KF", TRACE, "committee")
    add_changes(reorganisation=plan, changes=[change], edition=plan.edition, by=by)
    return {"goals:goal": goal, "reorganisation:plan": plan, "organisation:body": remit}


def opened(drafts):
    """Every open address, with the drafts' own."""
    for name, (arguments, who, *_) in ADDRESSES.items():
        if who is PUBLIC and name != "web:vega":
            yield address(name, arguments)
    for name in ("goals:goal", "reorganisation:plan"):
        yield reverse(name, args=[drafts[name].pk])
    yield from (reverse("organisation:body", args=[code]) for code in ("KF", "KS"))
    for form in ("csv", "xlsx"):
        yield reverse("organisation:file", args=["remits", form])
    meetings = Meeting.objects.filter(body__code__in=("SN", "KF")).order_by("-day")
    yield from (reverse("organisation:meeting", args=[m.pk]) for m in meetings[:4])
    yield from said_by_the_api()


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["page", "fragment"])
def test_no_open_address_tells_a_resident_of_a_draft(drafts, day, headers):
    client, told = Client(), []
    for url in opened(drafts):
        for organ in ("", "SN"):
            asked = {"per": day, "organ": organ, "ar": "2026", "belopp": "kr", "year": "2026"}
            chosen = {name: value for name, value in asked.items() if value}
            said = text_of(client.get(url, chosen, headers=headers))
            if TRACE in said or str(AMOUNT // 100) in re.sub(r"\s|&nbsp;", "", said):
                told.append((url, organ))

    assert told == []


def test_those_within_see_the_draft_of_a_remit_and_take_it_in_their_file(drafts):
    client = Client()
    client.force_login(User.objects.get(username="controller"))

    for url in (
        reverse("organisation:body", args=["SN"]),
        reverse("organisation:file", args=["remits", "csv"]),
    ):
        assert TRACE in text_of(client.get(url))


def council_decision(**more):
    meeting = make.meeting(Body.objects.get(code="KF"), make.date(2025, 11, 24))
    return register_decision(
        meeting=meeting,
        paragraph=901,
        title="Något annat",
        child_rights=make.NOT_RELEVANT,
        sustainability=make.ASSESSED,
        by=make.user(),
        **more,
    )


def sent_in(client, content):
    file = SimpleUploadedFile("fil.csv", content.encode())
    where = client.post(reverse("organisation:send-file"), {"name": "remits", "file": file}).url
    page = client.get(where)
    mark = page.context["form"].initial["mark"]
    return page.content.decode(), client.post(where, {"mark": mark}, follow=True).content.decode()


def test_a_file_makes_nothing_binding_for_one_who_registers_no_decisions(drafts):
    decision, client = council_decision(), Client()
    client.force_login(User.objects.get(username="controller"))
    head = "Organ;Slag;Titel;Från;Beslut\n"
    _, answer = sent_in(client, f"{head}SN;Reglemente;{TRACE};2026-01-01;{decision}\n")

    assert "Filen anger beslut" in answer
    assert Remit.objects.get(title=TRACE).decision is None


def test_a_file_takes_no_decision_from_what_rests_on_it(drafts):
    decision, client = council_decision(), Client()
    Remit.objects.filter(title=TRACE).update(decision=decision)
    client.force_login(User.objects.get(username="controller"))
    head = "Organ;Slag;Titel;Från;Beslut\n"
    page, _ = sent_in(client, f"{head}SN;Reglemente;{TRACE};2026-01-01;\n")

    assert "ett beslut ändras inte av en fil" in page
    assert Remit.objects.get(title=TRACE).decision == decision


def kept_files():
    folder = attachments.place("0" * 64).parent.parent
    return sorted(path.name for path in folder.rglob("*")) if folder.exists() else []


def test_a_decision_that_is_refused_leaves_neither_lines_nor_files(drafts):
    meeting = make.meeting(Body.objects.get(code="SN"), make.date(2025, 11, 24))
    before = (Decision.objects.count(), kept_files())
    minuted = Minuted(701, "Fel organ", make.NOT_RELEVANT, make.ASSESSED)
    ticked = {"remits": [drafts["organisation:body"].pk]}
    files = [Sent("Protokoll.pdf", b"%PDF-1.7 den som inte ska finnas kvar")]

    with pytest.raises(Refused, match="väntar inte längre på beslut"):
        register_minuted(
            meeting=meeting, minuted=minuted, ticked=ticked, files=files, by=make.user()
        )
    assert (Decision.objects.count(), kept_files()) == before


def test_a_meeting_cancelled_meanwhile_decides_nothing_and_one_that_decided_stays():
    meeting = plan_meeting(
        body=Body.objects.get(code="SN"), day=make.date(2025, 2, 3), by=make.user()
    )
    seen = Meeting.objects.get(pk=meeting.pk)
    cancel_meeting(meeting=meeting, why="Storm", by=make.user())
    said = {
        "paragraph": 1,
        "title": "För sent",
        "child_rights": make.NOT_RELEVANT,
        "sustainability": make.ASSESSED,
    }
    with pytest.raises(Refused, match="är inställt"):
        register_decision(meeting=seen, by=make.user(), **said)

    with pytest.raises(Refused, match="redan inställt"):
        move_meeting(meeting=seen, day=make.date(2025, 2, 4), why="Storm", by=make.user())


@pytest.mark.parametrize("subject", ["goals.goal", "kernel.user", "organisation.body"])
def test_a_number_larger_than_any_has_no_history(subject):
    client = Client()
    client.force_login(User.objects.get(username="systemforvaltare"))

    assert client.get(reverse("web:history", args=[subject, 10**20])).status_code == 404
