"""The report page where units make up a value, and where others report at the same time."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from huset.goals.actions import report_measurement
from huset.goals.forms.reporting import ValueForm
from huset.goals.models import Measurement
from huset.goals.permissions import Reporter
from huset.goals.queries.due import MOST_UNITS, values_to_report
from huset.goals.rules import Aggregation, Gender
from huset.goals.tests import make
from huset.organisation.models import Unit
from huset.organisation.rules import Role
from huset.organisation.tests.make import decision, model, signed_in, unit, user

pytestmark = pytest.mark.django_db
DAY = date(2027, 2, 15)
YEAR = timezone.localdate().year - 1
WHO = Reporter(frozenset({"BUN"}))


@pytest.fixture(autouse=True)
def a_model():
    model()


def said(of, value, *, year=2026, **more):
    given = {"source": "Egen mätning"} | more
    return report_measurement(
        indicator=of,
        year=year,
        value=Decimal(value),
        known_from=date(year + 1, 1, 10),
        by=user(),
        **given,
    )


def due(**asked):
    return values_to_report(DAY, reporter=WHO, **asked).rows


def asked(row):
    return [(one.gender or one.unit, one.name, one.last) for one in row.asked]


def weighed(**more):
    unit("5130")
    unit("5140")
    return make.indicator(aggregation=Aggregation.WEIGHTED, unit="antal", **more)


def test_the_units_that_had_a_value_are_asked_for_and_not_the_whole():
    made = weighed()
    unit("5150")
    for code, value, weight in (("5130", 15, 210), ("5140", 12, 105)):
        said(made, value, year=2025, unit=code, weight=Decimal(weight))
    (row,) = due()

    assert asked(row) == [
        ("5130", "Enheten 5130", "15 antal"),
        ("5140", "Enheten 5140", "12 antal"),
    ]
    assert (row.last, row.last_period) == ("14 antal", "2025")
    assert [one.weight for one in row.asked] == [210, 105]


def test_where_no_unit_has_a_value_yet_the_bodys_smallest_units_and_the_whole_are_asked_for():
    above = unit("5100")
    unit("5130", parent=above)
    make.indicator(aggregation=Aggregation.SUM)
    (row,) = due()

    assert asked(row) == [("", "", ""), ("5130", "Enheten 5130", "")]


def test_units_that_stand_alone_are_asked_for_beside_the_whole():
    made = make.indicator()
    unit("5130")
    said(made, 15, year=2025, unit="5130")
    (row,) = due()

    assert asked(row) == [("", "", ""), ("5130", "Enheten 5130", "15 %")]


def test_a_unit_that_has_closed_is_not_asked_for_again():
    made = weighed()
    said(made, 15, year=2025, unit="5130")
    said(made, 12, year=2025, unit="5140")
    Unit.objects.filter(code="5140").update(valid_to=date(2026, 12, 31))

    assert [one.unit for one in due()[0].asked] == ["5130"]


def test_the_value_is_owed_until_every_unit_has_one():
    made = weighed()
    for code in ("5130", "5140"):
        said(made, 15, year=2025, unit=code)
    said(made, 15, unit="5130")
    (row,) = due()
    assert [(one.unit, bool(one.known)) for one in row.asked] == [("5130", True), ("5140", False)]

    said(made, 15, unit="5140")
    assert due() == []
    assert len(due(period="2026-12")) == 1


def test_so_many_units_that_no_form_has_room_are_reported_by_file():
    made = make.indicator(aggregation=Aggregation.SUM)
    for number in range(MOST_UNITS + 1):
        said(made, 1, year=2025, unit=unit(f"{number:03}").code)
    (row,) = due()

    assert (row.too_many, row.shown, row.is_answered) == (MOST_UNITS + 1, (), False)
    assert ValueForm(row).numbers == []


def typed(row, **words):
    given = {"seen": row.mark, "source": "Egen mätning"} | words
    form = ValueForm(row, {f"{row.key}-{name}": value for name, value in given.items()})
    form.full_clean()
    return form


def test_units_values_are_typed_with_their_weights_and_asked_about_one_by_one():
    made = weighed()
    for code, value, weight in (("5130", 15, 210), ("5140", 12, 105)):
        said(made, value, year=2025, unit=code, weight=Decimal(weight))
    (row,) = due()
    fields = {"unit-5130": "16", "weight-5130": "200", "unit-5140": "", "weight-5140": "105"}
    form = typed(row, **fields)

    assert form.errors == {}
    assert [(e.which.unit, e.now.value, e.now.weight) for e in form.entered()] == [
        ("5130", 16, 200)
    ]
    odd = typed(row, **fields | {"unit-5140": "120"})
    assert odd.errors == {"unit-5140": ["Det är 10 gånger det förra värdet. Stämmer det?"]}
    assert typed(row, **fields | {"weight-5130": "-1"}).errors.keys() == {"weight-5130"}


def test_what_is_not_touched_says_nothing_however_it_is_preliminary():
    made = make.indicator()
    said(made, 70)
    said(made, 72, gender=Gender.WOMEN, preliminary=True)
    said(made, 68, gender=Gender.MEN)
    (row,) = due(period="2026-12")
    same = {"value": "70", "women": "72,0", "men": "68", "preliminary": "on"}
    form = typed(row, **same)

    assert (form.errors, form.is_touched, form.entered()) == ({}, False, [])
    (one,) = typed(row, **same | {"men": "69"}).entered()
    assert (one.which.gender, one.now.preliminary) == ("men", True)
    final = typed(row, **{**same, "preliminary": ""}).entered()
    assert [(e.which.gender, e.now.preliminary) for e in final] == [("women", False)]


@pytest.fixture
def here():
    """Two indicators of a goal that owes last year's values, and the one who reports them."""
    goal = make.goal(years=(YEAR, YEAR + 2), decision=None)
    both = [make.indicator(code, of=goal, unit="kr", targets={}) for code in "AB"]
    goal.decision = decision(day=date(YEAR - 1, 11, 24))
    goal.save()
    return both, signed_in(Role.DIRECTOR)


def posted(**typed_by_code):
    """What the form sends: every row as it is shown, but for what is typed in some."""
    rows = values_to_report(timezone.localdate(), reporter=WHO, period=f"{YEAR}-12").rows
    sent = {}
    for row in rows:
        known = row.asked[0].known
        words = {"seen": row.mark, "value": str(known.value) if known else "", "source": row.source}
        words |= typed_by_code.get(row.code, {})
        sent |= {f"{row.key}-{name}": value for name, value in words.items()}
    return sent


@pytest.mark.parametrize("before", [None, 60], ids=["none before", "another before"])
def test_what_another_saves_in_an_untouched_row_is_neither_flagged_nor_lost(here, before):
    (_, second), client = here
    if before:
        said(second, before, year=YEAR)
    sent = posted(A={"value": "71", "source": "Egen mätning"})
    said(second, 65, year=YEAR)
    where = reverse("goals:report") + f"?period={YEAR}-12"
    answer = client.post(where, sent)

    assert answer.status_code == 302
    last = {m.indicator.code: m.value for m in Measurement.objects.select_related("indicator")}
    assert last == {"A": 71, "B": 65}


def test_an_untouched_row_shows_what_is_known_now_when_another_row_has_a_fault(here):
    (_, second), client = here
    sent = posted(A={"value": "sju", "source": "Egen mätning"})
    said(second, 65, year=YEAR)
    where = reverse("goals:report") + f"?period={YEAR}-12"
    page = client.post(where, sent).content.decode()

    assert "A Indikatorn 1, " in page
    assert "B Indikatorn 2, " not in page[page.index("error-summary") : page.index("report-table")]
    assert 'value="65"' in page


def test_a_row_shows_its_units_by_name_with_a_field_each(here):
    (first, _), client = here
    said(first, 15, year=YEAR - 1, unit=unit("5130").code, source="Egen")
    page = client.get(reverse("goals:report")).content.decode()

    assert "Enheten 5130" in page
    assert f'name="{first.pk}-{YEAR}-12-unit-5130"' in page
