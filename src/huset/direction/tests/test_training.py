from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from huset.direction.actions import correct_training, list_external_steering, register_training
from huset.direction.models import ExternalSteering, Training
from huset.direction.queries import training, training_mark
from huset.direction.queries.training import Count
from huset.direction.rules import ExternalKind, TrainedGroup
from huset.kernel.actions import Clash, Refused
from huset.organisation.rules import Role
from huset.organisation.tests.make import SINCE, body, model, signed_in, user

pytestmark = pytest.mark.django_db
PER = date(2026, 11, 22)


def law(code: str = "BARN") -> ExternalSteering:
    known = ExternalSteering.objects.filter(code=code).first()
    return known or list_external_steering(
        code=code,
        kind=ExternalKind.CONVENTION,
        title=code,
        since=SINCE,
        extra_weight=True,
        by=user(),
    )


def count(trained: int, of: int, day: date = PER, *, at: str = "BUN", **more) -> Training:
    return register_training(
        steering=law(),
        body=body(at),
        group=more.pop("group", TrainedGroup.STAFF),
        day=day,
        count=(trained, of),
        by=user(),
        **more,
    )


def staff(per: date = PER, **asked):
    return training(per, **asked)[0].groups[1]


@pytest.mark.parametrize(
    ("told", "word", "says"),
    [
        (Count(), "Inte rapporterat", "inte rapporterat"),
        (Count(0, 0), "Finns inga", "0 av 0"),
        (Count(0, 10), "Ingen utbildad", "0 %, 0 av 10"),
        (Count(1, 999), "En del utbildade", "1 %, 1 av 999"),
        (Count(998, 999), "En del utbildade", "99 %, 998 av 999"),
        (Count(1, 2), "En del utbildade", "50 %, 1 av 2"),
        (Count(10, 10), "Alla utbildade", "100 %, 10 av 10"),
    ],
)
def test_a_count_says_all_some_nobody_or_not_reported_and_no_other_limit(told, word, says):
    assert (told.status.word, told.says) == (word, says)


@pytest.mark.parametrize(
    ("per", "trained"),
    [
        pytest.param(date(2025, 2, 28), None, id="before any"),
        pytest.param(date(2025, 3, 1), 10, id="the first"),
        pytest.param(date(2026, 3, 1), 20, id="the newest"),
    ],
)
def test_the_newest_count_as_of_a_day(per, trained):
    model()
    count(20, 40, date(2026, 3, 1))
    count(10, 40, date(2025, 3, 1))

    assert staff(per).rows[0].count.trained == trained
    assert staff(per).total.trained == trained


def test_a_body_that_has_not_reported_is_named_and_is_not_nought():
    model()
    body("SN", "Socialnämnden")
    body("MBN", "Miljönämnden")
    count(10, 40)
    count(0, 10, at="MBN")
    group = staff()

    assert (group.total, group.total.percent) == (Count(10, 50), Decimal(20))
    assert (group.reported, group.missing) == (2, ("Socialnämnden",))


def test_nothing_reported_has_no_sum():
    model()
    law()
    body()

    assert (staff().total.trained, staff().total.percent) == (None, None)


def test_a_line_a_year_tells_what_was_known_at_its_end_and_of_how_many():
    model()
    count(10, 40, date(2024, 6, 1))
    count(30, 40, date(2026, 6, 1))
    count(5, 10, date(2025, 6, 1), at="SN")

    assert [(y.year, y.count.says, y.reported) for y in staff().years] == [
        (2022, "inte rapporterat", 0),
        (2023, "inte rapporterat", 0),
        (2024, "25 %, 10 av 40", 1),
        (2025, "30 %, 15 av 50", 2),
        (2026, "70 %, 35 av 50", 2),
    ]


def test_managers_and_staff_are_always_shown_and_the_elected_when_told_of():
    model()
    law()
    body()
    assert [g.name for g in training(PER)[0].groups] == ["Chefer", "Medarbetare"]
    count(3, 11, group=TrainedGroup.ELECTED)
    elected = training(PER)[0].groups[-1]

    assert (elected.name, elected.obliged) == ("Förtroendevalda", False)


def test_the_scope_is_the_body_that_is_chosen():
    model()
    count(10, 40)
    count(5, 10, at="SN")

    assert staff(body_codes=("SN",)).total == Count(5, 10)


def test_as_many_questions_for_many_counts_as_for_few(questions):
    model()
    count(1, 2)
    training(PER)
    with questions() as few:
        training(PER)
    for day in range(1, 28):
        count(1, 2, date(2026, 2, day), at=f"N{day}")
    training(PER)
    with questions() as many:
        training(PER)

    assert len(few) == len(many)


@pytest.mark.parametrize(
    ("numbers", "day", "why"),
    [
        ((11, 10), PER, "Fler är utbildade"),
        ((-1, 10), PER, "Fler är utbildade"),
        ((1, 10), date(2019, 12, 31), "finns inte den dagen"),
    ],
)
def test_a_count_that_cannot_be_is_refused(numbers, day, why):
    with pytest.raises(Refused, match=why):
        count(*numbers, day)

    assert not Training.objects.exists()


def test_a_second_count_of_the_same_day_is_corrected_by_one_at_a_time():
    first = count(1, 10)
    with pytest.raises(Refused, match="Rätta den"):
        count(2, 10)
    seen = training_mark(first)
    correct_training(training=first, count=(2, 10), seen=seen, by=user())
    with pytest.raises(Clash):
        correct_training(training=first, count=(3, 10), seen=seen, by=user())
    with pytest.raises(Refused, match="Fler är"):
        correct_training(training=first, count=(11, 10), seen=seen, by=user())

    assert Training.objects.get().trained == 2


ASKED = {"steering": "BARN", "group": "staff", "day": "2026-06-30", "trained": "5", "of": "10"}


@pytest.mark.parametrize(
    ("role", "at", "status"),
    [
        (Role.DIRECTOR, "BUN", 302),
        (Role.DIRECTOR, "SN", 403),
        (Role.CONTROLLER, "SN", 302),
        (Role.MANAGER, "BUN", 403),
        (Role.CHAIR, "BUN", 403),
        (Role.REGISTRAR, "BUN", 403),
    ],
)
def test_a_body_is_told_of_by_its_head_or_for_the_whole_group(role, at, status):
    model()
    law()
    body("SN")
    client = signed_in(role, body("BUN"))
    answer = client.post(f"/direction/training/{at}/new/", ASKED)

    assert answer.status_code == status
    assert Training.objects.count() == (status == 302)


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("trained", "11", "Fler är utbildade"),
        ("trained", "-1", "0"),
        ("trained", "fem", "heltal"),
        ("of", "999999999999", "100"),
        ("day", "2099-01-01", "har inte varit"),
        ("day", "1200-01-01", "Välj ett år"),
        ("day", "", "Dag: "),
        ("group", "alla", "giltig"),
        ("steering", "KL", "giltig"),
    ],
)
def test_bad_input_is_told_and_nothing_is_stored(field, value, told):
    model()
    law()
    client = signed_in(Role.DIRECTOR, body())
    answer = client.post("/direction/training/BUN/new/", ASKED | {field: value})

    assert answer.status_code == 200
    assert told in answer.content.decode().split('class="error-summary"')[1]
    assert not Training.objects.exists()


def test_a_count_is_corrected_by_the_own_body_and_shows_both_numbers_when_overtaken():
    model()
    found = count(1, 10)
    where = f"/direction/training/{found.pk}/"
    client = signed_in(Role.DIRECTOR, body())
    seen = training_mark(found)

    assert signed_in(Role.DIRECTOR, body("SN")).get(where).status_code == 403
    assert client.get(where).status_code == 200
    assert client.post(where, {"trained": 4, "of": 10, "seen": seen}).status_code == 302
    late = client.post(where, {"trained": 7, "of": 10, "seen": seen})
    assert late.status_code == 409
    assert "Så här står det sparat nu" in late.content.decode()
    assert Training.objects.get().trained == 4
    assert client.get("/direction/training/999999/").status_code == 404


def test_a_count_of_the_wrong_body_is_taken_back_and_the_one_before_is_shown():
    model()
    count(1, 10, date(2026, 3, 1))
    found = count(9, 10)
    where = f"/direction/training/{found.pk}/withdraw/"
    client = signed_in(Role.DIRECTOR, body())

    assert signed_in(Role.DIRECTOR, body("SN")).post(where).status_code == 403
    assert where in client.get(f"/direction/training/{found.pk}/").content.decode()
    assert client.post(where).status_code == 302
    assert staff().total.trained == 1
    assert client.post(where).status_code == 404


def test_a_line_is_drawn_of_the_figures_that_are_shown():
    model()
    count(320, 1000, date(2025, 3, 1))
    count(323, 1000)

    assert staff().shares[-2:] == (Decimal(32), Decimal(32))


def test_the_page_and_the_file_say_the_same(client):
    model()
    count(10, 40)
    body("SN", "Socialnämnden")
    text = client.get(f"/direction/training/?per={PER}").content.decode()
    answer = client.get(f"/direction/training/file/?per={PER}")
    rows = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0)
    table = rows.to_python()[3:]

    assert "25 %, 10 av 40" in text
    assert "1 organ har inte rapporterat" in text
    assert [r[4:] for r in table if r[1] == "Medarbetare"] == [
        [10, 40, 25, "En del utbildade"],
        ["", "", "", "Inte rapporterat"],
    ]


def test_without_extra_weight_there_is_nothing_to_follow(client):
    model()

    assert "Inget har särskild vikt" in client.get("/direction/training/").content.decode()
    law()
    body()
    empty = client.get("/direction/training/?organ=FINNS").content.decode()
    assert "Inga organ att visa" in empty
