"""A body's own judgement of its goal: beside the computed one, with a reason."""

from datetime import date

import pytest

from huset.goals import actions
from huset.goals.actions.assessing import Judgement
from huset.goals.models import Assessment
from huset.goals.queries import goal
from huset.goals.tests import make
from huset.kernel.actions import Clash, Refused
from huset.kernel.models import Event
from huset.model.terms import Outcome
from huset.organisation.rules import Role
from huset.organisation.tests.make import body, model, signed_in, user

pytestmark = pytest.mark.django_db
PER, WHY = date(2026, 11, 1), "Mätningen gjordes före omläggningen."


@pytest.fixture(autouse=True)
def house(db):
    model()


def made(**more):
    """A goal that is computed as met."""
    found = make.goal(of=body("SN"), level="committee_goal", **more)
    indicator = make.indicator(of=found)
    make.measurement(90, of=indicator, year=2026, known_from=date(2026, 10, 1))
    return found


def assess(of, outcome=Outcome.NOT_MET, *, seen=0, **more):
    said = Judgement(**{"year": 2026, "outcome": outcome, "why": WHY} | more)
    return actions.assess_goal(goal=of, said=said, day=PER, seen=seen, by=user())


def row(of, per=PER, year=2026):
    return goal(of.pk, per, year).row


def test_it_stands_beside_the_computed_one_and_changes_it_not():
    found = made()
    assess(found)

    assert row(found).outcome is Outcome.MET
    assert (row(found).own.status.word, row(found).own.why) == ("Ej uppnått", WHY)
    assert row(found).forecast is None


def test_a_forecast_is_apart_from_the_outcome():
    found = made()
    assess(found, Outcome.MET, forecast=True)

    assert row(found).own is None
    assert row(found).forecast.status.word == "Bedöms uppnås"


@pytest.mark.parametrize(
    ("per", "year", "there"),
    [
        pytest.param(date(2026, 10, 31), 2026, False, id="the day before it was said"),
        pytest.param(PER, 2026, True, id="its day"),
        pytest.param(date(2027, 2, 1), 2026, True, id="later, of the same year"),
        pytest.param(date(2027, 2, 1), 2027, False, id="of another year"),
    ],
)
def test_it_is_of_its_year_and_from_its_day(per, year, there):
    found = made()
    assess(found)

    assert (row(found, per, year).own is not None) is there


def test_it_is_taken_back_with_a_reason_and_the_earlier_stays():
    found = made()
    first = assess(found)
    assess(found, None, seen=first.pk)

    assert row(found).own is None
    assert Assessment.objects.count() == 2
    assert Event.objects.filter(what="goals.goal.assessed").count() == 2


@pytest.mark.parametrize(
    ("given", "said"),
    [
        pytest.param({"why": " för att "}, "Skriv varför", id="no reason"),
        pytest.param({"year": 2025}, "gäller 2026–2028, inte 2025", id="a year before"),
        pytest.param({"year": 2029}, "gäller 2026–2028, inte 2029", id="a year after"),
        pytest.param({"outcome": Outcome.LATE}, "i listan", id="no judgement of goals"),
        pytest.param({"outcome": None}, "ingen egen bedömning", id="nothing to take back"),
    ],
)
def test_what_cannot_be_is_refused(given, said):
    found = made()
    with pytest.raises(Refused, match=said):
        assess(found, **given)
    assert Assessment.objects.count() == 0


def test_a_draft_is_not_judged():
    with pytest.raises(Refused, match="inte beslutat"):
        assess(make.goal(of=body("SN"), level="committee_goal", decision=None))


def test_two_who_judge_at_once_lose_nothing():
    found = made()
    assess(found)
    with pytest.raises(Clash):
        assess(found, Outcome.PARTLY_MET)
    assert row(found).own.status.word == "Ej uppnått"


# Pages


@pytest.fixture
def director():
    return signed_in(Role.DIRECTOR, body("SN"))


def test_a_director_judges_and_everyone_reads_both_with_the_reason(director, client):
    found = made()
    url = f"/goals/{found.pk}/assess/?ar=2026"
    assert "Så räknas det" in director.get(url).content.decode()
    answer = director.post(url, {"seen": 0, "outcome": "partly_met", "why": WHY})
    assert answer.status_code == 302
    page = client.get(answer.url).content.decode()

    assert ("egen bedömning; beräknat: uppnått" in page, WHY in page) == (True, True)
    assert "Bedöm själv" not in page


def test_who_meets_another_writer_sees_what_is_saved(director):
    found = made()
    url = f"/goals/{found.pk}/forecast/?ar=2026"
    assess(found, forecast=True, why="Någon annans skäl till detta.")
    mine = {"seen": 0, "outcome": "met", "why": "Mina egna skäl till detta."}
    answer = director.post(url, mine)
    page = answer.content.decode()

    assert answer.status_code == 409
    assert ("Någon annans skäl" in page, "Mina egna skäl" in page) == (True, True)
    assert director.post(url, mine | {"seen": Assessment.objects.get().pk}).status_code == 302


def test_another_body_does_not_judge(client):
    found = made()
    other = signed_in(Role.DIRECTOR, body("BUN"))

    assert other.get(f"/goals/{found.pk}/assess/").status_code == 403
    assert client.post(f"/goals/{found.pk}/assess/", {}).status_code in {302, 403}
    assert Assessment.objects.count() == 0
