"""Reporting: which values are owed, what is asked about, and that nobody is overwritten."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from huset.goals.actions import report_measurement, report_progress, report_values
from huset.goals.forms.reporting import NO_SOURCE, ValueForm
from huset.goals.models import AssignmentChange, AssignmentReport, Measurement
from huset.goals.permissions import Reporter, owned
from huset.goals.queries.due import values_to_report
from huset.goals.queries.known import Entered, Known, Which
from huset.goals.queries.reporting import last_said, said_mark
from huset.goals.rules import AssignmentState, Frequency, Gender, Period
from huset.goals.rules.reporting import ended_periods, is_owed, last_ended
from huset.goals.tests import make
from huset.kernel.actions import Clash, Refused
from huset.kernel.models import Event
from huset.organisation.models import Person
from huset.organisation.permissions import actor_of
from huset.organisation.rules import Role
from huset.organisation.tests.make import body, decision, model, reader, signed_in, user

DAY = date(2027, 2, 15)
LAST_YEAR = timezone.localdate().year - 1
WHOLE = Period(2026)
REPORTED = "goals.measurement.reported"


@pytest.fixture
def a_model(db):
    model()


@pytest.mark.parametrize(
    ("day", "frequency", "period"),
    [
        pytest.param(date(2026, 12, 31), "yearly", Period(2025), id="the year is not over"),
        pytest.param(date(2027, 1, 1), "yearly", Period(2026), id="the year is over"),
        pytest.param(date(2026, 6, 30), "half_yearly", Period(2025), id="first half not over"),
        pytest.param(date(2026, 7, 1), "half_yearly", Period(2026, 6), id="first half over"),
        pytest.param(date(2026, 4, 30), "tertial", Period(2025), id="first tertial not over"),
        pytest.param(date(2026, 5, 1), "tertial", Period(2026, 4), id="first tertial over"),
        pytest.param(date(2026, 10, 1), "quarterly", Period(2026, 9), id="third quarter over"),
        pytest.param(date(2026, 1, 31), "monthly", Period(2025, 12), id="january not over"),
        pytest.param(date(2028, 2, 29), "monthly", Period(2028, 1), id="a leap day"),
        pytest.param(date(2028, 3, 1), "monthly", Period(2028, 2), id="after a leap day"),
    ],
)
def test_the_period_that_is_due_is_the_last_that_has_ended(day, frequency, period):
    assert last_ended(day, Frequency(frequency)) == period


def test_periods_to_choose_are_those_of_every_rhythm_that_have_ended_the_latest_first():
    found = ended_periods(date(2026, 8, 31), [Frequency.YEARLY, Frequency.TERTIAL])

    assert found[:4] == [Period(2026, 4), Period(2025), Period(2025, 8), Period(2025, 4)]
    assert found[-1] == Period(2021, 4)


@pytest.mark.parametrize(
    ("year", "begun", "owed"),
    [
        pytest.param(2024, True, False, id="two years before"),
        pytest.param(2025, True, True, id="the year before carries a series on"),
        pytest.param(2025, False, False, id="the year before begins nothing"),
        pytest.param(2026, False, True, id="first year"),
        pytest.param(2028, False, True, id="last year"),
        pytest.param(2029, True, False, id="after the goal"),
    ],
)
def test_a_goal_owes_the_values_of_its_own_years(year, begun, owed):
    assert is_owed(Period(year), 2026, 2028, begun=begun) is owed


def due(day=DAY, codes=("BUN",), owned=(), **asked):
    who = Reporter(frozenset(codes), frozenset(owned))
    return values_to_report(day, reporter=who, **asked).rows


@pytest.mark.usefixtures("a_model")
def test_what_is_due_is_what_has_no_value_and_nobody_computes():
    goal = make.goal()
    yearly = make.indicator("A", of=goal)
    make.indicator("B", of=goal, frequency="monthly")
    make.measurement(of=make.indicator("C", of=goal))
    make.indicator("D", of=goal, formula="A / B")
    make.indicator("E", of=make.goal(decision=None))
    make.indicator("F", of=make.goal(of=body("SN")))
    report_measurement(
        indicator=yearly,
        year=2026,
        value=Decimal(7),
        known_from=DAY + timedelta(days=1),
        by=user(),
    )

    assert [(row.code, row.period) for row in due()] == [
        ("A", Period(2026)),  # known tomorrow only
        ("B", Period(2027, 1)),
    ]
    assert [(row.code, bool(row.known)) for row in due(period="2026-12")] == [
        ("A", False),
        ("B", False),
        ("C", True),
    ]
    assert [row.code for row in due(period="2027-01")] == ["B"]


@pytest.mark.usefixtures("a_model")
def test_what_the_units_have_reported_is_not_owed():
    made = make.indicator()
    Measurement.objects.create(
        indicator=made, year=2026, value=3, unit="5130", known_from=date(2027, 1, 10)
    )

    assert due() == []


@pytest.mark.usefixtures("a_model")
def test_ones_own_stand_first():
    goal = make.goal()
    make.indicator("A", of=goal)
    who = reader(Role.DIRECTOR)
    own = make.indicator("B", of=goal, owner=Person.objects.get(user=who))

    assert owned(actor_of(who), owner__user=who) == {own.pk}
    assert [(row.code, row.own) for row in due(owned=[own.pk])] == [("B", True), ("A", False)]
    assert [row.own for row in due()] == [False, False]


@pytest.mark.usefixtures("a_model")
def test_a_row_says_the_value_before_and_the_target():
    made = make.indicator(decimals=1, targets={2026: Decimal(80)}, origin="Kolada")
    make.measurement(Decimal("68.25"), of=made, year=2024)
    make.measurement(70, of=made, year=2025, source="Egen mätning")
    (row,) = due()

    assert (row.last, row.last_period, row.target) == ("70,0 %", "2025", "minst 80,0 %")
    assert ([one.gender for one in row.asked], row.late) == ([""], False)
    assert (row.source, row.known) == ("Kolada", ())
    (earlier,) = due(period="2025-12")
    assert earlier.source == "Egen mätning"
    assert (earlier.last, earlier.last_period) == ("68,3 %", "2024")


@pytest.mark.usefixtures("a_model")
def test_as_many_questions_for_thirty_as_for_three(questions):
    goal = make.goal()

    def asked(count):
        for _ in range(count):
            make.measurement(of=make.indicator(of=goal), year=2025)
        with questions() as found:
            rows = due()
        return len(rows), len(found)

    (three, few), (more, many) = asked(3), asked(27)
    assert (three, more, few) == (3, 30, many)


def entered(made, value, *, before=None, period=WHOLE, gender="", preliminary=False):
    return Entered(
        Which(made.pk, period, gender),
        before=before,
        now=Known(Decimal(value), preliminary, source="Egen mätning"),
    )


def saved():
    return sorted(
        Measurement.objects.values_list("year", "month", "gender", "value", "preliminary")
    )


@pytest.mark.usefixtures("a_model")
def test_values_are_kept_by_period_and_gender_and_each_is_in_the_log():
    made = make.indicator(frequency="monthly")
    report_values(
        values=[
            entered(made, 70, period=Period(2027, 1), preliminary=True),
            entered(made, 75, period=Period(2027, 1), gender="women", preliminary=True),
        ],
        known_from=DAY,
        by=user(),
    )

    assert saved() == [(2027, 1, "", 70, True), (2027, 1, "women", 75, True)]
    assert Event.objects.filter(what=REPORTED).count() == 2


@pytest.mark.usefixtures("a_model")
@pytest.mark.parametrize(
    ("more", "said"),
    [
        pytest.param({"frequency": "monthly"}, "känt redan", id="not ended"),
        pytest.param({"frequency": "yearly"}, "mäts inte", id="not measured then"),
        pytest.param({"formula": "X"}, "räknas ut", id="computed"),
    ],
)
def test_a_value_that_cannot_be_is_refused_with_all_the_others(more, said):
    wrong, right = make.indicator(**more), make.indicator()
    values = [entered(right, 70), entered(wrong, 70, period=Period(2027, 2))]

    with pytest.raises(Refused, match=said):
        report_values(values=values, known_from=DAY, by=user())
    assert saved() == []


@pytest.mark.usefixtures("a_model")
@pytest.mark.parametrize(
    "before",
    [
        pytest.param(None, id="saw none"),
        pytest.param(Known(Decimal(69)), id="saw another"),
        pytest.param(Known(Decimal(70), preliminary=True), id="saw it as preliminary"),
    ],
)
def test_somebody_elses_value_is_not_overwritten(before):
    made = make.indicator()
    make.measurement(70, of=made)

    with pytest.raises(Clash, match="har ändrats sedan du såg det, till 70"):
        report_values(values=[entered(made, 71, before=before)], known_from=DAY, by=user())
    report_values(values=[entered(made, 71, before=Known(Decimal(70)))], known_from=DAY, by=user())
    assert [value for _, _, _, value, _ in saved()] == [70, 71]


def typed(row, **said):
    words = {"seen": row.mark, "source": "Egen mätning"} | said
    form = ValueForm(row, {f"{row.key}-{name}": value for name, value in words.items()})
    form.full_clean()
    return form


def numbers(row):
    return [field.name for field, _, _ in ValueForm(row).numbers]


def one_row(**more):
    made = make.indicator(**more)
    make.measurement(70, of=made, year=2025)
    return due()[0]


@pytest.mark.usefixtures("a_model")
@pytest.mark.parametrize(
    ("said", "faults"),
    [
        pytest.param({"value": ""}, {}, id="empty stays unreported"),
        pytest.param({"value": "0,5", "sure": "0,5"}, {}, id="confirmed"),
        pytest.param(
            {"value": "0", "sure": "1"},
            {"value": ["Det är 0 procent av det förra värdet. Stämmer det?"]},
            id="another number is confirmed",
        ),
        pytest.param(
            {"value": "840"},
            {"value": ["Det är 12 gånger det förra värdet. Stämmer det?"]},
            id="twelve times",
        ),
        pytest.param(
            {"value": "71", "source": ""},
            {"source": [NO_SOURCE]},
            id="no source",
        ),
        pytest.param(
            {"value": "840", "source": ""},
            {"value": ["Det är 12 gånger det förra värdet. Stämmer det?"], "source": [NO_SOURCE]},
            id="all that is odd is said at once",
        ),
        pytest.param(
            {"value": "71", "seen": "x"},
            {
                "value": [
                    "Någon annan har sparat inget under tiden. Spara igen om ditt värde ska gälla."
                ]
            },
            id="changed meanwhile",
        ),
    ],
)
def test_what_is_typed_is_tried_and_asked_about(said, faults):
    row = one_row(unit="kr")

    assert typed(row, **said).errors == faults


@pytest.mark.usefixtures("a_model")
def test_women_and_men_are_asked_for_only_where_they_have_been_before():
    row = one_row()
    assert numbers(row) == ["value"]

    Measurement.objects.create(
        indicator_id=row.indicator_id, year=2025, gender="men", value=60, known_from=DAY
    )
    (split,) = due()
    assert numbers(split) == ["value", "women", "men"]
    form = typed(split, value="71", women="72")
    assert form.errors == {}
    assert {one.which.gender: one.now.value for one in form.entered()} == {"": 71, Gender.WOMEN: 72}
    assert typed(split, women="72").errors == {
        "value": ["Skriv också värdet för kvinnor och män tillsammans."]
    }


@pytest.mark.usefixtures("a_model")
def test_a_known_value_can_be_corrected_but_not_emptied_and_is_shown_whole():
    made = make.indicator(decimals=0)
    make.measurement(Decimal("70.25"), of=made, source="Egen mätning")
    (row,) = due(period="2026-12")

    assert ValueForm(row)["value"].value() == "70,25"
    assert typed(row, value="70,25").entered() == [] == typed(row, value="70,250").entered()
    assert typed(row, value="").errors == {
        "value": ["Ett rapporterat värde går inte att ta bort. Skriv det rätta värdet."]
    }
    form = typed(row, value="70,25", preliminary="on")
    assert form.errors == {}
    (one,) = form.entered()
    assert (one.now.value, one.now.preliminary) == (Decimal("70.25"), True)
    other = typed(row, value="70,25", source="Kolada")
    assert [one.now.source for one in other.entered()] == ["Kolada"]


@pytest.mark.usefixtures("a_model")
def test_what_is_counted_up_over_the_year_is_held_against_the_same_part_of_other_years():
    made = make.indicator(frequency="monthly", accumulates=True, unit="st")
    for period, value in ((Period(2026, 1), 10), (Period(2026, 12), 120)):
        report_values(values=[entered(made, value, period=period)], known_from=DAY, by=user())
    (row,) = due()

    assert typed(row, value="11").errors == {}
    assert typed(row, value="110").errors != {}


@pytest.fixture
def here(a_model):
    """An indicator of a goal in force last year, and the one who reports it, on the page."""
    goal = make.goal(years=(LAST_YEAR, LAST_YEAR + 2), decision=None)
    made = make.indicator(of=goal, unit="kr", targets={LAST_YEAR: Decimal(80)})
    goal.decision = decision(day=date(LAST_YEAR - 1, 11, 24))
    goal.save()
    make.measurement(70, of=made, year=LAST_YEAR - 1)
    return made, signed_in(Role.DIRECTOR)


def posted(made, **said):
    row = due(timezone.localdate(), period=f"{LAST_YEAR}-12")
    (row,) = [one for one in row if one.indicator_id == made.pk]
    words = {"seen": row.mark, "value": "", "source": "Egen mätning"} | said
    return {f"{row.key}-{name}": value for name, value in words.items()}


def test_the_page_saves_what_is_typed_and_then_asks_for_nothing(here):
    made, client = here
    page = client.get(reverse("goals:report")).content.decode()
    answer = client.post(reverse("goals:report"), posted(made, value="71,5"), follow=True)

    assert made.name in page
    assert answer.redirect_chain == [(reverse("goals:report"), 302)]
    assert "Ett värde är sparat." in answer.content.decode()
    assert "Inget att rapportera" in answer.content.decode()
    assert Measurement.objects.get(year=LAST_YEAR).value == Decimal("71.5")


def test_nothing_is_saved_until_the_unlikely_is_confirmed(here):
    made, client = here
    other = make.indicator(of=made.goal, unit="kr")
    both = posted(made, value="840") | posted(other, value="5")
    page = client.post(reverse("goals:report"), both).content.decode()
    asked = Measurement.objects.filter(year=LAST_YEAR).count()
    client.post(reverse("goals:report"), both | posted(made, value="840", sure="840"))

    assert "Det är 12 gånger det förra värdet. Stämmer det?" in page
    assert 'value="840"> Ja, det stämmer' in page
    assert asked == 0
    assert Measurement.objects.filter(year=LAST_YEAR).count() == 2


def test_a_value_that_came_meanwhile_is_shown_and_overwritten_only_knowingly(here):
    made, client = here
    sent = posted(made, value="72")
    make.measurement(71, of=made, year=LAST_YEAR)
    page = client.post(reverse("goals:report"), sent).content.decode()
    first = Measurement.objects.filter(year=LAST_YEAR).count()
    client.post(reverse("goals:report"), posted(made, value="72"))

    assert "Någon annan har sparat 71 kr under tiden." in page
    assert first == 1
    assert Measurement.objects.filter(year=LAST_YEAR, value=72).exists()


def test_another_bodys_value_is_refused_with_all_the_others(here):
    made, client = here
    foreign = make.indicator(of=make.goal(of=body("SN")))
    sent = posted(made, value="71") | {f"{foreign.pk}-{LAST_YEAR}-12-seen": ""}
    answer = client.post(reverse("goals:report"), sent)

    assert answer.status_code == 409
    assert not Measurement.objects.filter(year=LAST_YEAR).exists()


@pytest.mark.parametrize("period", ["x", "2026-13", f"{LAST_YEAR + 1}-12", f"{LAST_YEAR}-11"])
def test_a_period_that_cannot_be_chosen_is_refused(here, period):
    _, client = here

    assert client.get(reverse("goals:report"), {"period": period}).status_code == 400


def progress(assignment, code="BUN"):
    return reverse("goals:report-assignment", args=(assignment.pk, code))


def said_by(assignment, code, *, seen=None, **more):
    mark = said_mark(last_said(assignment, body(code))) if seen is None else seen
    return {"seen": mark, "state": "on_track", "comment": "Halvvägs."} | more


@pytest.mark.usefixtures("a_model")
def test_a_body_reports_for_itself_and_sees_what_it_said_today():
    made = make.assignment(bodies=[body("BUN"), body("SN")])
    client = signed_in(Role.DIRECTOR)
    answer = client.post(progress(made), said_by(made, "BUN"))

    assert answer.status_code == 302
    last = last_said(made, body("BUN"))
    assert (last.state, last.comment, last.day) == (
        "on_track",
        "Halvvägs.",
        timezone.localdate(),
    )
    assert last_said(made, body("SN")).state == "not_started"
    page = client.get(progress(made)).content.decode()
    assert "Halvvägs.</textarea>" in page


@pytest.mark.usefixtures("a_model")
def test_a_second_writer_is_told_and_may_then_save():
    made, client = make.assignment(), signed_in(Role.DIRECTOR)
    sent = said_by(made, "BUN")
    client.post(progress(made), said_by(made, "BUN", comment="Den andras ord."))
    answer = client.post(progress(made), sent)

    assert answer.status_code == 409
    assert "Den andras ord." in answer.content.decode()
    assert "Halvvägs.</textarea>" in answer.content.decode()
    assert client.post(progress(made), said_by(made, "BUN")).status_code == 302
    assert last_said(made, body("BUN")).comment == "Halvvägs."


@pytest.mark.usefixtures("a_model")
def test_only_the_council_ends_an_assignment():
    made, client = make.assignment(), signed_in(Role.DIRECTOR)
    answer = client.post(progress(made), said_by(made, "BUN", state="ended"))
    assert answer.status_code == 200
    with pytest.raises(Refused, match="Bara fullmäktige"):
        report_progress(
            assignment=made,
            body=body("BUN"),
            day=DAY,
            state=AssignmentState.ENDED,
            comment="",
            seen=said_mark(last_said(made, body("BUN"))),
            by=user(),
        )

    AssignmentReport.objects.update(state="ended")
    page = client.get(progress(made)).content.decode()
    assert "Fullmäktige har avslutat uppdraget." in page
    assert client.post(progress(made), said_by(made, "BUN")).status_code == 409


@pytest.mark.usefixtures("a_model")
def test_one_that_had_finished_does_not_begin_again_when_the_council_has_ended_it():
    made = make.assignment()
    AssignmentReport.objects.update(state="done")
    AssignmentChange.objects.create(
        assignment=made, kind="end", proposed=DAY, proposed_by=body("BUN"), decision=decision()
    )

    answer = signed_in(Role.DIRECTOR).post(progress(made), said_by(made, "BUN"))
    assert answer.status_code == 409
    assert last_said(made, body("BUN")).state == "done"


@pytest.mark.usefixtures("a_model")
def test_a_stranger_an_unknown_body_and_another_bodys_head_are_turned_away():
    made = make.assignment()

    assert Client().get(progress(made)).status_code == 302
    assert signed_in(Role.DIRECTOR, body("SN")).get(progress(made)).status_code == 403
    assert signed_in(Role.DIRECTOR).get(progress(made, "SN")).status_code == 404


@pytest.mark.usefixtures("a_model")
def test_the_assignments_page_leads_to_the_report_of_the_readers_own_body():
    made = make.assignment(bodies=[body("BUN"), body("SN")])
    page = signed_in(Role.DIRECTOR).get(reverse("goals:assignment", args=[made.pk]))

    assert progress(made) in page.content.decode()
    assert progress(made, "SN") not in page.content.decode()
