"""The API of indicators: the same as the pages, and refusals in Swedish."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from huset.goals.actions import report_measurement
from huset.goals.models import Measurement
from huset.goals.queries import indicators
from huset.goals.rules import Aggregation, Direction, Frequency
from huset.goals.tests import make
from huset.kernel.models import Event
from huset.organisation.rules import Role
from huset.organisation.tests.make import body, decision, model, signed_in, unit, user

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
YEAR = TODAY.year - 1
REPORTED = "goals.measurement.reported"


@pytest.fixture
def goal():
    model()
    return make.goal(years=(YEAR, YEAR + 2), decision=decision(day=date(YEAR - 1, 11, 24)))


def said(of, value, *, year=YEAR, **more):
    given = {"source": "Egen mätning"} | more
    return report_measurement(
        indicator=of, year=year, value=Decimal(value), known_from=TODAY, by=user(), **given
    )


def call(client, code, value="70", **more):
    given = {"indicator": code, "year": YEAR, "value": value, "source": "Egen"} | more
    return client.post("/api/goals/values/", given, content_type="application/json")


def got(where, **asked):
    answer = Client().get(f"/api/goals/{where}", asked)
    assert answer.status_code == 200
    return answer.json()


def test_indicators_come_with_targets_latest_value_and_status(goal):
    made = make.indicator(
        "A",
        of=goal,
        better=Direction.WITHIN,
        targets={YEAR: (Decimal(94), Decimal(98)), YEAR + 1: (Decimal(95), Decimal(98))},
        kolada_id="N03002",
        frequency=Frequency.TERTIAL,
    )
    said(made, 97, month=8, preliminary=True)
    make.indicator("B", of=goal, targets={})
    first, second = got("indicators/", year=YEAR)

    assert first["targets"] == [
        {"year": YEAR, "value": "94", "upper": "98"},
        {"year": YEAR + 1, "value": "95", "upper": "98"},
    ]
    assert first["latest"] == {"year": YEAR, "month": 8, "value": "97", "preliminary": True}
    assert (first["code"], first["better"], first["frequency"]) == ("A", "within", "tertial")
    assert (first["kolada_id"], first["goal_id"], first["mission_id"]) == ("N03002", goal.pk, None)
    assert (second["latest"], second["targets"], second["status"]) == (None, [], "Ej mätt")


def test_the_api_says_of_every_indicator_what_the_page_says(goal):
    for value in (10, 79, 85):
        said(make.indicator(of=goal, targets={YEAR: Decimal(80)}), value)
    rows = indicators(TODAY, TODAY.year)

    assert len(rows) == 3
    assert [(one["status"], one["why"]) for one in got("indicators/")] == [
        (row.status.word, row.why) for row in rows
    ]
    for row in rows:
        page = Client().get(f"/indicators/{row.id}/").content.decode()
        assert row.why in page


def test_a_draft_is_in_no_answer(goal):
    drafted = make.indicator(of=make.goal(decision=None))

    assert got("indicators/") == []
    assert Client().get(f"/api/goals/indicators/{drafted.pk}/values/").status_code == 404


def test_values_come_by_period_gender_and_unit_and_as_they_were_known(goal):
    made = make.indicator("A", of=goal, aggregation=Aggregation.SUM, frequency=Frequency.TERTIAL)
    said(made, 3, month=4, unit="5130", weight=Decimal(2))
    said(made, 4, month=4, unit="5140")
    said(made, 5, month=8, gender="women", preliminary=True)
    where = f"indicators/{made.pk}/values/"
    found = [
        (v["month"], v["gender"], v["unit"], Decimal(v["value"]), v["preliminary"], v["computed"])
        for v in got(where)
    ]

    assert found == [
        (4, None, "5130", 3, False, False),
        (4, None, "5140", 4, False, False),
        (8, "women", "", 5, True, False),
        (4, None, "", 7, False, True),
    ]
    assert got(where)[0]["weight"] == "2"
    assert got(where, per=str(TODAY - timedelta(days=1))) == []


def test_what_a_formula_gives_says_that_it_is_computed(goal):
    said(make.indicator("A", of=goal), 7)
    made = make.indicator("F", of=goal, formula="[A] * 2")

    assert [(v["value"], v["computed"]) for v in got(f"indicators/{made.pk}/values/")] == [
        ("14", True)
    ]


def test_a_value_is_kept_with_all_that_is_said_and_twice_changes_nothing(goal):
    unit("5130")
    make.indicator("A", of=goal, frequency=Frequency.MONTHLY)
    client = signed_in(Role.CONTROLLER)
    sayings = (
        {"month": 4, "preliminary": True},
        {"month": 4, "gender": "women"},
        {"month": 5, "unit": "5130", "weight": "210"},
    )
    first = [call(client, "A", **more) for more in sayings]
    lines = Event.objects.filter(what=REPORTED).count()
    again = [call(client, "A", **more) for more in sayings]

    assert [answer.status_code for answer in (*first, *again)] == [200] * 6
    assert [answer.json() for answer in again] == [answer.json() for answer in first]
    assert Event.objects.filter(what=REPORTED).count() == lines == 3
    kept = Measurement.objects.values_list("month", "gender", "unit", "weight", "preliminary")
    assert set(kept) == {
        (4, "", "", None, True),
        (4, "women", "", None, False),
        (5, "", "5130", Decimal(210), False),
    }
    assert call(client, "A", month=4, source="").status_code == 200  # says nothing new
    assert Measurement.objects.get(month=4, gender="").preliminary is True


@pytest.mark.parametrize(
    ("more", "status", "detail"),
    [
        pytest.param({"month": 6}, 409, "A mäts inte till och med juni", id="not measured then"),
        pytest.param({"year": TODAY.year + 1}, 409, "kan inte vara känt redan", id="not ended"),
        pytest.param({"indicator": "F"}, 409, "F räknas ut ur andra värden", id="a formula"),
        pytest.param({"indicator": "S"}, 403, "", id="another body"),
        pytest.param({"indicator": "X"}, 404, "Det finns ingen indikator med koden X", id="none"),
        pytest.param({"unit": "5150"}, 409, "Ansvaret 5150 finns inte", id="no such unit"),
        pytest.param({"unit": "5130", "gender": "men"}, 409, "inte för båda", id="both"),
        pytest.param({"weight": "-1"}, 409, "Vikten är mindre än noll", id="negative weight"),
        pytest.param({"source": ""}, 409, "Källan saknas", id="no source"),
        pytest.param(
            {"known_from": str(TODAY + timedelta(days=1))}, 400, "Dagen har inte", id="tomorrow"
        ),
        pytest.param({"value": "840"}, 409, "Det är 12 gånger det förra värdet.", id="unlikely"),
        pytest.param({"month": 13}, 422, "", id="no such month"),
        pytest.param({"gender": "kvinnor"}, 422, "", id="no such gender"),
    ],
)
def test_what_the_page_refuses_the_api_refuses(goal, more, status, detail):
    unit("5130")
    made = make.indicator("A", of=goal, unit="kr")
    make.indicator("F", of=goal, formula="[A] * 2")
    make.indicator("S", of=make.goal(of=body("SN")))
    said(made, 70, year=YEAR - 1)
    answer = call(signed_in(Role.DIRECTOR), more.pop("indicator", "A"), **more)

    assert answer.status_code == status
    assert detail in str(answer.json()["detail"])
    assert Measurement.objects.count() == 1


def test_an_unlikely_value_is_kept_when_one_is_sure(goal):
    said(make.indicator("A", of=goal, unit="kr"), 70, year=YEAR - 1)
    client = signed_in(Role.CONTROLLER)
    asked = call(client, "A", "840")

    assert asked.json()["detail"] == (
        "Det är 12 gånger det förra värdet. Stämmer det? "
        "Skicka värdet igen med sure: true om det stämmer."
    )
    assert call(client, "A", "840", sure=True).status_code == 200
    assert Measurement.objects.get(year=YEAR).value == 840
    assert call(client, "A", "840").status_code == 200  # it is known, so nothing is asked


def test_the_lists_ask_as_much_for_thirty_as_for_three(goal, questions):
    def asked(count):
        for _ in range(count):
            said(make.indicator(of=goal), 70)
        with questions() as found:
            rows = got("indicators/")
        return len(rows), len(found)

    (three, few), (many, more) = asked(3), asked(27)
    assert (three, many, few) == (3, 30, more)
