"""Planning a reorganisation on its pages, as someone who may, and reading it as everyone else."""

import html
import re

import pytest
from django.test import Client
from django.urls import reverse

from huset.budget.tests.make import frame, split
from huset.goals.tests.make import goal
from huset.organisation.rules import Role
from huset.organisation.tests import make as org
from huset.reorganisation.models import Reorganisation
from huset.reorganisation.rules import Change
from huset.reorganisation.tests import make
from huset.reorganisation.tests.make import BEFORE, MIDYEAR, K

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def house(db):
    make.house()
    frame(make.body("KS"), 240_000, year=2027)


@pytest.fixture
def planner():
    return org.signed_in(Role.CONTROLLER, make.unit("12"))


def address(name, *args):
    return reverse(f"reorganisation:{name}", args=args)


def text_of(answer):
    plain = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return " ".join(html.unescape(plain).split())


def edition(answer):
    return re.search(r'name="edition" value="(\d+)"', answer.content.decode())[1]


def send(client, number, kind, **typed):
    url = address("add", number, kind)
    got = client.get(url, {"fran": "KS"})
    return client.post(url + "?fran=KS", {"edition": edition(got), **typed})


def test_a_plan_from_nothing_to_ready(planner):
    moved = goal(of=make.body("KS"))
    begun = planner.post(
        address("new"), {"title": "Ny nämnd", "motive": "Nära.", "takes_effect": "2027-07-01"}
    )
    number = Reorganisation.objects.get().pk
    assert begun.url.startswith(address("plan", number))

    split_frame = make.body("KS").frames.get()
    split(split_frame, {make.unit("11"): 120_000, make.unit("12"): 120_000})
    for kind, typed in (
        (
            "found-body",
            {"code": "KTN", "name": "Kulturnämnden", "of_kind": "committee", "to": "KF"},
        ),
        ("move-unit", {"codes": ["11"], "to": "KTN"}),
    ):
        assert send(planner, number, kind, **typed).status_code == 302
    found = planner.get(address("plan", number))
    said = text_of(found)
    assert "Planen kan inte beslutas än" in said
    assert "enheternas detaljbudget från och med flytten är 600,00 kr" in said
    assert "Kommunstyrelsen har 1 mål att välja bland" in said

    proposal = re.search(r'href="([^"]*move-frame[^"]*amount[^"]*)"', found.content.decode())[1]
    form = planner.get(html.unescape(proposal))
    assert 'value="600,00"' in form.content.decode()
    rows = (
        ("move-frame", {"code": "KS", "to": "KTN", "year": "2027", "amount": "600,00"}),
        ("move-goal", {"codes": [moved.code], "to": "KTN"}),
    )
    for kind, typed in rows:
        assert send(planner, number, kind, **typed).status_code == 302
    said = text_of(planner.get(address("plan", number), {"belopp": "kr"}))
    assert "Planen går ihop och kan beslutas" in said
    assert "Kommunstyrelsen −2 400,00 −1 800,00 600,00" in said.replace("\xa0", " ")
    assert "Summa −2 400,00 −2 400,00 0,00" in said.replace("\xa0", " ")
    assert f"{moved.code} {moved.title}: från Kommunstyrelsen till Kulturnämnden" in said


@pytest.mark.parametrize(
    ("kind", "typed", "says"),
    [
        ("open-unit", {"code": "13", "name": "Nya", "of_kind": "unit", "to": "1"}, "Öppna 13 Nya"),
        ("rename-unit", {"code": "5", "name": "Omsorg", "of_kind": ""}, "Byt namn på 5"),
        ("close-unit", {"code": "12"}, "Stäng 12"),
        ("end-body", {"code": "SN"}, "Avveckla Socialnämnden (SN)"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_every_kind_of_row_is_added_and_removed(planner, kind, typed, says):
    planned = make.plan()
    assert send(planner, planned.pk, kind, **typed).status_code == 302
    found = planner.get(address("plan", planned.pk))
    assert says in text_of(found)

    row = planned.changes.last().pk
    removed = planner.post(address("remove", planned.pk, row), {"edition": edition(found)})
    assert removed.status_code == 302
    assert says not in text_of(planner.get(address("plan", planned.pk)))


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("move-unit", {"to": "SN"}),
        ("move-unit", {"codes": ["5"], "to": "KS"}),
        ("move-unit", {"codes": ["11"], "to": "XYZ"}),
        ("move-frame", {"code": "KS", "to": "SN", "year": "x", "amount": "1"}),
        ("move-frame", {"code": "KS", "to": "SN", "year": "2027", "amount": "1.234"}),
        ("found-body", {"code": "X" * 21, "name": "N", "of_kind": "committee"}),
        ("found-body", {"code": "X", "name": "N", "of_kind": "klubb"}),
    ],
)
def test_what_cannot_be_chosen_is_told_and_not_saved(planner, kind, typed):
    planned = make.plan()
    answer = send(planner, planned.pk, kind, **typed)

    assert (answer.status_code, planned.changes.count()) == (200, 3)
    assert "Något behöver rättas" in text_of(answer)


@pytest.mark.parametrize("day", ["2027-01-15", "i morgon", "", "0001-01-01"])
def test_a_day_that_cannot_be_is_told(planner, day):
    answer = planner.post(address("new"), {"title": "T", "takes_effect": day})

    assert (answer.status_code, Reorganisation.objects.count()) == (200, 0)


def test_a_kind_of_row_that_is_none_is_not_found(planner):
    assert planner.get(address("add", make.plan().pk, "burn-down")).status_code == 404


def test_a_clash_shows_what_the_other_one_has_done(planner):
    planned = make.plan()
    url = address("describe", planned.pk)
    seen = edition(planner.get(url))
    make.extended(planned, Change(K.CLOSE_UNIT, "5"))
    typed = {"title": "Min titel", "motive": "", "takes_effect": "2027-01-01", "edition": seen}

    answer = planner.post(url, typed)
    assert answer.status_code == 409
    assert "Eva: Lade till: Stäng 5 Enheten 5." in text_of(answer)
    assert 'value="Min titel"' in answer.content.decode()
    planned.refresh_from_db()
    assert planned.title == "Ny kulturnämnd"

    row = planned.changes.first().pk
    for name, args in (("remove", (planned.pk, row)), ("drop", (planned.pk,))):
        answer = planner.post(address(name, *args), {"edition": seen})
        assert (answer.status_code, "Stäng 5 Enheten 5" in text_of(answer)) == (409, True)
    assert planned.changes.count() == 4


def test_a_plan_is_described_and_dropped(planner):
    planned = make.plan()
    url = address("describe", planned.pk)
    typed = {"title": "Ny titel", "motive": "", "takes_effect": "2027-02-01"}
    planner.post(url, {**typed, "edition": edition(planner.get(url))})
    found = planner.get(address("plan", planned.pk))
    assert "Gäller från 1 februari 2027" in text_of(found)

    planner.post(address("drop", planned.pk), {"edition": edition(found)})
    assert planner.get(address("plan", planned.pk)).status_code == 404


def test_a_draft_is_closed_to_the_public_and_open_to_those_within(planner):
    planned = make.plan()
    inside = org.signed_in(Role.EMPLOYEE, make.unit("5"))

    assert [c.get(address("plan", planned.pk)).status_code for c in (Client(), inside)] == [
        403,
        200,
    ]
    assert "Ny kulturnämnd" not in text_of(Client().get(address("plans")))
    listed = text_of(inside.get(address("plans")))
    assert ("Ny kulturnämnd" in listed, "Ny omorganisation" in listed) == (True, False)
    for name, args in (
        ("new", ()),
        ("describe", (planned.pk,)),
        ("add", (planned.pk, "move-unit")),
    ):
        assert inside.get(address(name, *args)).status_code == 403
    for name, args in (("remove", (planned.pk, 1)), ("drop", (planned.pk,))):
        assert inside.post(address(name, *args), {"edition": "2"}).status_code == 403


def test_a_decided_one_is_public_from_its_decision_on_and_as_it_was(planner):
    planned = make.decided(make.plan())
    url = address("plan", planned.pk)

    assert Client().get(url, {"per": "2026-10-11"}).status_code == 403
    before = text_of(Client().get(url, {"per": "2026-10-12"}))
    after = text_of(Client().get(url, {"per": "2027-01-01"}))
    assert ("◐ Beslutad" in before, "✓ Gäller" in after) == (True, True)
    for said in (before, after):
        assert "Kulturnämnden + Ny" in said
        assert "11 Enheten 11 → Flyttar från Enheten 1" in said
    assert planner.get(address("describe", planned.pk)).status_code == 409
    assert planner.get(address("add", planned.pk, "move-unit")).status_code == 409


def test_what_is_left_hanging_is_told(planner):
    goal("M9", of=make.body("KS"))
    said = text_of(planner.get(address("plan", make.plan().pk)))

    assert "Mål som stannar hos den som lämnar ifrån sig enheter M9" in said
    assert "Ramar som inte flyttar fast enheter gör det Kommunstyrelsen 2027, till" in said
    assert "Nya organ utan ledamöter Kulturnämnden" in said
    assert "4 Kulturförvaltningen" in said

    org.reader(Role.CHAIR, make.body("SN"))
    ending = make.plan(Change(K.MOVE_UNIT, "5", "KS"), Change(K.END_BODY, "SN"))
    said = text_of(planner.get(address("plan", ending.pk)))
    assert "Uppdrag i organ och enheter som upphör Ordförande i Socialnämnden" in said


def test_the_list_and_a_plan_ask_as_much_for_many_rows_as_for_one(planner, questions):
    counts = {"plans": set(), "plan": set()}
    planned = make.plan(Change(K.MOVE_UNIT, "11", "5"), day=MIDYEAR)
    for code in ("21", "22", "23"):
        org.unit(code, of=make.body("SN"))
        make.extended(planned, Change(K.MOVE_UNIT, code, "KS"))
        make.decided(
            make.plan(Change(K.RENAME_UNIT, code, name="Nytt")),
            org.decision(of=make.body("SN"), day=BEFORE),
        )
        for name, args in (("plans", ()), ("plan", (planned.pk,))):
            planner.get(address(name, *args))
            with questions() as asked:
                assert planner.get(address(name, *args)).status_code == 200
            counts[name].add(len(asked))
    assert [len(seen) for seen in counts.values()] == [1, 1], counts
