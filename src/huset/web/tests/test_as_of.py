"""The as-of day on every page: what had not been decided by then is not shown."""

from datetime import date, timedelta
from html import unescape

import pytest
from django.db import models
from django.db.models import Min
from django.test import Client
from django.urls import reverse

from huset.direction.models import CoreValue, StrategicPlan, Vision
from huset.followup.models import BodyReport
from huset.goals.models import Assignment, Goal
from huset.organisation.models import Decision, Remit
from huset.organisation.turn import Stage
from huset.web.tests.test_rights import ADDRESSES, OPENED, PUBLIC, address

pytestmark = pytest.mark.django_db
PAGES = [name for name, (_, right, *_) in ADDRESSES.items() if right is PUBLIC]
ANYTIME = {"web:sign-in", "web:gallery", "web:vega"}  # they tell of no records
DECIDED: tuple[type[models.Model], ...] = (Vision, StrategicPlan, Goal, Assignment, Remit)


def first_decision() -> date:
    return Decision.objects.aggregate(day=Min("meeting__day"))["day"]


def decided_titles() -> set[str]:
    """The titles of all that was decided on the first decision's day or later."""
    later = {"decision__meeting__day__gte": first_decision()}
    titles = {r.title for m in DECIDED for r in m._default_manager.filter(**later)}
    meanings = CoreValue.objects.filter(**later).values_list("text", flat=True)
    return titles | {*meanings, *Decision.objects.values_list("title", flat=True)}


@pytest.mark.parametrize("name", [n for n in PAGES if n not in ANYTIME])
def test_a_page_shows_nothing_that_was_decided_later(books, name):
    before = (first_decision() - timedelta(days=1)).isoformat()
    answer = Client().get(address(name, ADDRESSES[name][0]), {"per": before})
    text = unescape(answer.content.decode(errors="replace"))

    assert answer.status_code in {200, 403, 404} | OPENED.get(name, set())
    assert {title for title in decided_titles() if title in text} == set()


@pytest.mark.parametrize("per", ["2025-05-01", "2026-09-01", "2100-12-31"])
def test_a_resident_sees_no_draft_whichever_day_they_choose(books, per):
    drafts = BodyReport.objects.exclude(state=Stage.DECIDED).select_related("round", "body")
    assert drafts
    for draft in drafts:
        where = reverse("followup:report", args=[draft.round.point, draft.round.year])
        answer = Client().get(where, {"organ": draft.body.code, "per": per})
        assert answer.status_code in {403, 404}, draft
        assert draft.summary not in unescape(answer.content.decode())


def test_a_draft_without_a_decision_is_on_no_public_page_whichever_day(books):
    """Goals, assignments and the direction before they are decided."""
    goal = Goal.objects.filter(decision__isnull=False).first()
    assignment = Assignment.objects.filter(decision__isnull=False).first()
    for thing, title in ((goal, "Hemligt mål i utkast"), (assignment, "Hemligt uppdrag i utkast")):
        type(thing).objects.filter(pk=thing.pk).update(decision=None, title=title)
    for name in PAGES:
        arguments = ADDRESSES[name][0]
        for per in ("2025-12-31", "2026-11-22", "2100-12-31"):
            answer = Client().get(address(name, arguments), {"per": per})
            assert "Hemligt" not in answer.content.decode(errors="replace"), (name, per)
