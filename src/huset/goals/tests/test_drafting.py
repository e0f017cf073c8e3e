"""Drafts of goals: written, changed and dropped; nothing is decided before it is good enough."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from huset.direction.models import ExternalSteering, Provision
from huset.goals import actions
from huset.goals.deciding import GOALS
from huset.goals.models import Goal, Indicator
from huset.goals.queries.content import Content, Measure
from huset.goals.queries.drafting import draft, drafts, goal_mark
from huset.goals.rules import Target
from huset.goals.tests import make
from huset.kernel.actions import Clash, Refused
from huset.kernel.models import Event
from huset.organisation.actions import register_person
from huset.organisation.rules import Role
from huset.organisation.tests.make import body, decision, model, signed_in, user

pytestmark = pytest.mark.django_db
PER = date(2026, 3, 1)
YEARS = (2027, 2028)


@pytest.fixture(autouse=True)
def house(db):
    model()
    body("SN", "Socialnämnden")


def content(**changes):
    given = {
        "title": "Få personer möts",
        "first_year": 2027,
        "last_year": 2028,
        "perspective": "residents",
        "present": "17 personer på fjorton dagar.",
        "wanted": "12 personer.",
    }
    return Content(**given | changes)


def above():
    return make.goal("F1", of=body("KF", "Kommunfullmäktige", "council"), years=(2026, 2029))


def write(code="SN1", **changes):
    return actions.write_goal(
        code=code, level="committee_goal", body=body("SN"), content=content(**changes), by=user()
    )


def measure(code="SN1-1", **changes):
    given = {
        "name": "Personer på fjorton dagar",
        "unit": "personer",
        "better": "down",
        "baseline": Decimal(17),
        "frequency": "yearly",
        "origin": "Verksamhetssystemet",
        "targets": {2027: Target(Decimal(14)), 2028: Target(Decimal(12))},
    }
    return Measure(code=code, **given | changes)


def whole():
    """A draft that lacks nothing."""
    made = write(parents=frozenset({above().pk}))
    owner = register_person(name="Anna Ansvarig", user=None, by=user())
    actions.add_measure(goal=made.pk, measure=measure(owner=owner.pk), by=user())
    return made


def test_a_new_draft_says_what_it_lacks():
    found = draft(write().pk, PER)

    assert [p.quality.value for p in found.verdict.unmet][:2] == ["upward", "indicator"]
    assert len(found.verdict.blocking) == 2
    assert "Beskriv nuläget." not in [p.text for p in found.verdict.unmet]


def test_a_draft_that_lacks_nothing_is_decided():
    made = whole()
    assert not draft(made.pk, PER).verdict.blocking

    GOALS.decide(made.pk, decision=decision(of=body("SN"), day=PER), by=user())
    assert Goal.objects.get(pk=made.pk).decision is not None
    assert draft(made.pk, PER) is None


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param({"present": ""}, "Beskriv nuläget.", id="no present"),
        pytest.param({"parents": frozenset()}, "hänger inte i något", id="hangs from nothing"),
        pytest.param({"perspective": ""}, "Välj perspektiv.", id="no perspective"),
        pytest.param({"last_year": 2029}, "Skriv målvärde för SN1-1 2029.", id="a year more"),
    ],
)
def test_what_the_model_demands_keeps_a_goal_from_being_decided(change, said):
    made = whole()
    same = draft(made.pk, PER)
    given = {"parents": same.content.parents} | change
    actions.change_goal(number=made.pk, content=content(**given), seen=same.mark, by=user())

    with pytest.raises(Refused, match="kan inte beslutas än") as refusal:
        GOALS.decide(made.pk, decision=decision(of=body("SN"), day=PER), by=user())
    assert said in str(refusal.value)
    assert Goal.objects.get(pk=made.pk).decision is None


def test_what_should_be_there_warns_and_does_not_hinder():
    made = whole()
    unmet = {p.quality.value: p.force.value for p in draft(made.pk, PER).verdict.unmet}

    assert unmet["motive"] == unmet["over_time"] == "should"
    GOALS.decide(made.pk, decision=decision(of=body("SN"), day=PER), by=user())


@pytest.mark.parametrize(
    ("do", "said"),
    [
        pytest.param(write, "redan ett mål med koden SN1", id="a code that is taken"),
        pytest.param(lambda: write("SN2", last_year=2026), "Byt plats på åren", id="backwards"),
        pytest.param(
            lambda: actions.write_goal(
                code="X", level="directional_goal", body=body("SN"), content=content(), by=user()
            ),
            "sätter inga mål på den nivån",
            id="another's level",
        ),
        pytest.param(
            lambda: actions.add_measure(
                goal=Goal.objects.get(code="SN1").pk, measure=measure("I1"), by=user()
            ),
            "redan en indikator med koden I1",
            id="an indicator's code that is taken",
        ),
        pytest.param(
            lambda: actions.add_measure(
                goal=Goal.objects.get(code="SN1").pk,
                measure=measure(
                    better="within", targets={2027: Target(Decimal(9), upper=Decimal(8))}
                ),
                by=user(),
            ),
            "lägre än den nedre",
            id="an interval backwards",
        ),
        pytest.param(
            lambda: actions.change_goal(
                number=Goal.objects.get(code="F1").pk, content=content(), seen="", by=user()
            ),
            "är beslutat",
            id="what is decided",
        ),
        pytest.param(
            lambda: actions.drop_goal(number=0, seen="", by=user()), "finns inte", id="gone"
        ),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_no_trace(do, said):
    body("KF", "Kommunfullmäktige", "council")
    above()
    make.indicator("I1", of=Goal.objects.get(code="F1"))
    write()
    before = Event.objects.count(), Goal.objects.count(), Indicator.objects.count()

    with pytest.raises(Refused, match=said):
        do()
    assert (Event.objects.count(), Goal.objects.count(), Indicator.objects.count()) == before


def test_two_who_write_at_once_lose_nothing():
    made = write()
    seen = goal_mark(made)
    actions.add_measure(goal=made.pk, measure=measure(), by=user())

    for do in (
        lambda: actions.change_goal(number=made.pk, content=content(), seen=seen, by=user()),
        lambda: actions.drop_goal(number=made.pk, seen=seen, by=user()),
    ):
        with pytest.raises(Clash):
            do()
    assert Goal.objects.count() == 1


def test_a_dropped_draft_lives_on_in_the_log_alone():
    made = write()
    actions.add_measure(goal=made.pk, measure=measure(), by=user())
    actions.drop_goal(number=made.pk, seen=goal_mark(made), by=user())

    assert (Goal.objects.count(), Indicator.objects.count()) == (0, 0)
    assert Event.objects.get(what="goals.goal.dropped").before["title"] == "Få personer möts"


def test_an_indicator_with_values_is_not_dropped():
    made = write()
    indicator = actions.add_measure(goal=made.pk, measure=measure(), by=user())
    make.measurement(of=indicator, year=2025)

    with pytest.raises(Refused, match="har värden"):
        actions.drop_measure(number=indicator.pk, seen=goal_mark(made), by=user())


def test_the_list_asks_as_many_questions_for_many_drafts_as_for_one(questions):
    counts = []
    for codes in (["A1"], ["A2", "A3", "A4"]):
        for code in codes:
            made = write(code)
            actions.add_measure(goal=made.pk, measure=measure(f"{code}-1"), by=user())
        with questions() as asked:
            found = drafts(PER, {"SN"})
        counts.append(len(asked))
    assert (len(found), counts[0]) == (4, counts[1])


# Pages


@pytest.fixture
def director():
    return signed_in(Role.DIRECTOR, body("SN"))


def typed(client, url, **changes):
    form = client.get(url).context["form"]
    said = {name: form[name].value() for name in form.fields} | changes
    return {name: value for name, value in said.items() if value is not None}


def test_a_goal_is_written_measured_and_found_lacking_on_its_pages(director):
    start = reverse("goals:new-goal") + "?level=committee_goal&body=SN"
    answer = director.post(start, typed(director, start, title="Nytt mål", present="Så här."))
    made = Goal.objects.get()
    assert (answer.status_code, answer.url) == (302, f"/goals/drafts/{made.pk}/")
    assert (made.code, made.body.code, made.first_year) == ("SN1", "SN", made.last_year)

    page = director.get(answer.url).content.decode()
    assert "Lägg till minst en." in page
    add = f"/goals/drafts/{made.pk}/indicators/new/"
    year = made.first_year
    director.post(add, typed(director, add, name="Mått", **{f"target_{year}": "12,5"}))
    assert Indicator.objects.get().targets.get().value == Decimal("12.5")
    page = director.get(answer.url).content.decode()
    assert "Lägg till minst en." not in page
    assert "Skriv utgångsläget för SN1-1." in page


def test_the_form_keeps_what_was_typed_when_it_is_refused(director):
    write()
    start = reverse("goals:new-goal") + "?level=committee_goal&body=SN"
    answer = director.post(start, typed(director, start, code="SN1", title="Mitt mål"))

    assert answer.status_code == 409
    page = answer.content.decode()
    assert ("Mitt mål" in page, "redan ett mål med koden" in page) == (True, True)


def test_who_meets_another_writer_sees_both_texts(director):
    made = write()
    edit = f"/goals/drafts/{made.pk}/edit/"
    mine = typed(director, edit, title="Mitt mål")
    same = draft(made.pk, PER)
    actions.change_goal(
        number=made.pk, content=content(title="Ditt mål"), seen=same.mark, by=user()
    )
    answer = director.post(edit, mine)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert ("Mitt mål" in page, "Ditt mål" in page) == (True, True)

    again = {name: answer.context["form"][name].value() for name in mine}
    assert director.post(edit, again).status_code == 302
    assert Goal.objects.get().title == "Mitt mål"


def test_a_draft_is_for_those_within_alone(client, director):
    made = write()
    other = signed_in(Role.DIRECTOR, body("BUN"))
    url = f"/goals/drafts/{made.pk}/"

    assert client.get(url).status_code in {302, 403}
    assert other.get(url).status_code == 403
    assert other.post(f"{url}drop/").status_code == 403
    assert "Få personer" not in other.get("/goals/drafts/").content.decode()
    assert "Få personer" in director.get("/goals/drafts/").content.decode()


def test_what_is_typed_is_text_and_nothing_else(director):
    made = write(title="<script>alert(1)</script>", motive="<b>fet</b>")
    page = director.get(f"/goals/drafts/{made.pk}/").content.decode()

    assert "<script>alert" not in page
    assert "&lt;b&gt;fet" in page


def test_a_draft_is_linked_and_then_answers_what_weighs_extra(director):
    made = write()
    law = ExternalSteering.objects.create(
        code="BARN", title="Barnkonventionen", kind="convention", extra_weight=True, valid_from=PER
    )
    article = Provision.objects.create(steering=law, code="3", label="Artikel 3", title="Bästa")
    asks = "Koppla till Barnkonventionen, eller skriv varför målet inte rör det."
    assert asks in [p.text for p in draft(made.pk, timezone.localdate()).verdict.unmet]

    url = f"/goals/{made.pk}/links/"
    seen = director.get(url).context["seen"]
    answer = director.post(url, {"seen": seen, "bestammelser": [article.pk]})
    assert (answer.status_code, answer.url) == (302, f"/goals/drafts/{made.pk}/")
    assert asks not in [p.text for p in draft(made.pk, timezone.localdate()).verdict.unmet]


def test_what_does_not_weigh_in_is_explained_away():
    law = ExternalSteering.objects.create(
        code="BARN", title="Barnkonventionen", kind="convention", extra_weight=True, valid_from=PER
    )
    made = write(unaffected={law.pk: "Målet rör bara fordon."})

    assert "weighty" not in [p.quality.value for p in draft(made.pk, PER).verdict.unmet]
    assert draft(made.pk, PER).unaffected == (("Barnkonventionen", "Målet rör bara fordon."),)
