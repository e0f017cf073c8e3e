"""Planning a reorganisation, and carrying it out by the decision of the body that it belongs to."""

from datetime import date

import pytest

from huset.budget.models import Frame
from huset.budget.queries import budget_with_plan, economy
from huset.budget.tests.make import frame, split
from huset.goals.queries import goals
from huset.goals.tests.make import goal
from huset.kernel.actions import Clash, Refused
from huset.kernel.models import Version
from huset.kernel.versions import is_whole
from huset.organisation.queries import organisation
from huset.organisation.tests import make as org
from huset.reorganisation.actions import add_changes, describe_plan, drop_plan, remove_change
from huset.reorganisation.deciding import REORGANISATIONS
from huset.reorganisation.models import Reorganisation
from huset.reorganisation.rules import Change
from huset.reorganisation.tests import make
from huset.reorganisation.tests.make import BEFORE, DAY, MIDYEAR, K

pytestmark = pytest.mark.django_db
EVE = date(2026, 12, 31)


@pytest.fixture(autouse=True)
def house(db):
    make.house()


def tree(day):
    return {unit.code: unit.body_code for unit in organisation(day).units}


def test_a_decided_plan_takes_effect_on_its_day_and_not_before():
    make.decided(make.plan())

    assert tree(EVE) == {"1": "KS", "11": "KS", "12": "KS", "5": "SN"}
    assert tree(DAY) == {"1": "KS", "11": "KTN", "12": "KS", "4": "KTN", "5": "SN"}
    assert [organisation(day).body("KTN") is None for day in (EVE, DAY)] == [True, False]


def test_a_draft_shows_nowhere_in_the_house():
    make.plan()

    assert tree(DAY) == {"1": "KS", "11": "KS", "12": "KS", "5": "SN"}
    assert organisation(DAY).body("KTN") is None


def test_everything_at_once_in_any_order():
    rows = [
        Change(K.END_BODY, "SN"),
        Change(K.CLOSE_UNIT, "1"),
        Change(K.MOVE_UNIT, "12", "11"),
        Change(K.MOVE_UNIT, "11", "5"),
        Change(K.MOVE_UNIT, "5", "4"),
        Change(K.RENAME_UNIT, "5", name="Omsorgen"),
        Change(K.OPEN_UNIT, "51", "5", "Det nya", "unit"),
        *make.founding()[:2],
    ]
    make.decided(make.plan(*rows))

    found = organisation(DAY)
    assert [(u.code, u.depth, u.body_code) for u in found.units] == [
        ("4", 0, "KTN"),
        ("5", 1, "KTN"),
        ("11", 2, "KTN"),
        ("12", 3, "KTN"),
        ("51", 2, "KTN"),
    ]
    assert found.unit("5").name == "Omsorgen"
    assert found.body("SN") is None
    assert tree(EVE) == {"1": "KS", "11": "KS", "12": "KS", "5": "SN"}


def test_what_lies_under_a_unit_follows_it():
    make.decided(make.plan(*make.founding()[:2], Change(K.MOVE_UNIT, "1", "4")))

    assert tree(DAY) == {"1": "KTN", "11": "KTN", "12": "KTN", "4": "KTN", "5": "SN"}


@pytest.mark.parametrize(
    ("rows", "of", "cited"),
    [
        (None, "KS", "kommunallagen 5 kap. 1 § 2–3 och 6 kap. 2 §"),
        ([Change(K.MOVE_UNIT, "11", "5")], "SN", "kommunallagen 5 kap. 1 § 2–3 och 6 kap. 2 §"),
        ([Change(K.MOVE_UNIT, "11", "12")], "KF", "kommunallagen 6 kap. 3 §"),
        ([Change(K.CLOSE_UNIT, "11")], "SN", "kommunallagen 6 kap. 3 §"),
    ],
    ids=["a committee founds one", "one takes another's", "council inside one", "another's own"],
)
def test_another_body_than_the_laws_is_refused(rows, of, cited):
    planned = make.plan(*(rows or make.founding()))

    with pytest.raises(Refused, match=cited):
        make.decided(planned, org.decision(of=make.body(of), day=BEFORE))
    assert tree(DAY) == tree(EVE)


def test_a_body_decides_on_its_own_units():
    planned = make.plan(Change(K.MOVE_UNIT, "11", "12"))
    make.decided(planned, org.decision(of=make.body("KS"), day=BEFORE))

    assert organisation(DAY).unit("11").depth == 2


@pytest.mark.parametrize(
    ("day", "refused"),
    [(EVE, False), (DAY, False), (date(2027, 1, 2), True)],
    ids=["the day before", "the day", "the day after"],
)
def test_a_decision_after_the_day_is_refused(day, refused, settings):
    planned = make.plan(day=DAY)
    by = make.council(BEFORE)
    by.meeting.day = day
    if refused:
        with pytest.raises(Refused, match="Ändra planens dag"):
            make.decided(planned, by)
    else:
        assert make.decided(planned, by).decision == by


def test_a_plan_with_faults_or_without_rows_is_refused():
    empty = make.plan()
    empty.changes.all().delete()
    with pytest.raises(Refused, match="tom"):
        make.decided(empty)
    with pytest.raises(Refused, match="finns inte"):
        make.decided(make.plan(Change(K.MOVE_UNIT, "77", "KS")))


def test_what_is_decided_is_frozen_and_never_changes():
    planned = make.decided(make.plan())
    version = Version.objects.get()

    assert is_whole(version)
    assert version.content["sentences"][0] == "Inrätta Kulturnämnden (KTN)"
    for change in (
        lambda: make.extended(planned, Change(K.CLOSE_UNIT, "5")),
        lambda: make.decided(planned),
        lambda: drop_plan(reorganisation=planned, edition=planned.edition, by=org.user()),
    ):
        with pytest.raises(Refused, match="beslutad"):
            change()


def test_two_who_write_never_overwrite_each_other():
    planned = make.plan()
    seen = planned.edition
    make.extended(planned, Change(K.CLOSE_UNIT, "12"))

    rows = planned.changes.count()
    more = [Change(K.CLOSE_UNIT, "5")]
    for change in (
        lambda: add_changes(reorganisation=planned, changes=more, edition=seen, by=org.user()),
        lambda: remove_change(
            reorganisation=planned,
            number=planned.changes.first().pk,
            edition=seen,
            by=org.user(),
        ),
        lambda: describe_plan(
            reorganisation=planned,
            words={"title": "En annan", "motive": ""},
            takes_effect=DAY,
            edition=seen,
            by=org.user(),
        ),
        lambda: drop_plan(reorganisation=planned, edition=seen, by=org.user()),
    ):
        with pytest.raises(Clash):
            change()
    planned.refresh_from_db()
    assert (planned.title, planned.changes.count()) == ("Ny kulturnämnd", rows)


def test_goals_have_their_body_of_the_day():
    moved, stays = goal(of=make.body("KS")), goal(of=make.body("KS"))
    make.decided(make.plan(*make.founding(), Change(K.MOVE_GOAL, moved.code, "KTN")))

    def held(day, body):
        return [row.code for row in goals(day, 2027, body_codes=(body,))]

    assert (held(EVE, "KS"), held(EVE, "KTN")) == ([moved.code, stays.code], [])
    assert (held(DAY, "KS"), held(DAY, "KTN")) == ([stays.code], [moved.code])
    assert {row.code: row.body for row in goals(DAY, 2027)}[moved.code] == "Kulturnämnden"


def test_frames_move_from_the_day_and_their_sum_stays():
    frame(make.body("KS"), 1_000, year=2027)
    frame(make.body("SN"), 500, year=2027)
    make.decided(
        make.plan(*make.founding(), Change(K.MOVE_FRAME, "KS", "KTN", year=2027, amount=301))
    )

    frames = Frame.objects.filter(decision__meeting__day=BEFORE)
    assert sorted(frames.values_list("body__code", "net_cost", "applies_from")) == [
        ("KS", 699, DAY),
        ("KTN", 301, DAY),
    ]
    assert budget_with_plan(BEFORE, 2027, 0).total.net_costs == (1_500,)


def test_midyear_the_split_of_the_moved_months_is_the_frame_that_moves():
    made = frame(make.body("KS"), 2_400, year=2027)
    split(made, {make.unit("11"): 1_200, make.unit("12"): 1_200})
    rows = [*make.founding(), Change(K.MOVE_FRAME, "KS", "KTN", year=2027, amount=599)]
    planned = make.plan(*rows, day=MIDYEAR)

    with pytest.raises(Refused, match="till öret"):
        make.decided(planned)
    row = planned.changes.get(kind=K.MOVE_FRAME)
    planned.refresh_from_db()
    remove_change(reorganisation=planned, number=row.pk, edition=planned.edition, by=org.user())
    make.extended(planned, Change(K.MOVE_FRAME, "KS", "KTN", year=2027, amount=600))
    make.decided(planned)

    june, july = economy(date(2027, 6, 30), 2027), economy(date(2027, 7, 1), 2027)
    assert [(r.code, r.budget, r.periodised) for r in june.rows] == [("KS", 2_400, 1_200)]
    assert [(r.code, r.budget, r.periodised) for r in july.rows] == [
        ("KS", 1_200, 600),
        ("KTN", 1_200, 600),
    ]
    assert july.total.budget == june.total.budget
    frames = budget_with_plan(MIDYEAR, 2027, 0)
    assert [(r.code, r.net_costs) for r in frames.rows] == [("KS", (1_800,)), ("KTN", (600,))]


def test_a_plan_waits_for_the_body_that_decides_it_and_only_without_faults():
    whole = make.plan()
    own = make.plan(Change(K.MOVE_UNIT, "11", "12"), title="Inom styrelsen")
    make.plan(Change(K.MOVE_UNIT, "77", "KS"), title="Med fel")

    def waiting(body):
        return [waiting.title for waiting in REORGANISATIONS.waiting(make.body(body))]

    assert waiting("KF") == ["Ny kulturnämnd"]
    assert waiting("KS") == ["Inom styrelsen"]
    assert waiting("SN") == []
    REORGANISATIONS.decide(whole.pk, decision=make.council(), by=org.user())
    assert waiting("KF") == []
    assert Reorganisation.objects.get(pk=own.pk).decision is None
    with pytest.raises(Refused, match="finns inte längre"):
        REORGANISATIONS.decide(0, decision=make.council(), by=org.user())
