"""Decided goals that get a new version or an end; what was before stays readable (S063, S181)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from huset.goals import actions, queries
from huset.goals.deciding import (
    CHANGES_OF_GOALS,
    GOALS,
    PROPOSED_CHANGES_OF_GOALS,
    PROPOSED_GOALS,
)
from huset.goals.models import Goal, GoalChange, Indicator
from huset.goals.queries.content import (
    MEASURED,
    PLAIN,
    Content,
    version_from,
    version_of,
)
from huset.goals.queries.drafting import goal_choices, goal_mark
from huset.goals.queries.gating import lacks
from huset.goals.queries.versions import change_mark, owner_mark, proposed
from huset.goals.rules import Target
from huset.goals.tests import make
from huset.kernel.actions import Clash, Refused
from huset.kernel.models import Event
from huset.organisation.actions import register_person
from huset.organisation.rules import Role
from huset.organisation.tests.make import body, decision, model, signed_in, user

pytestmark = pytest.mark.django_db
BEFORE, CHANGED, AFTER = date(2026, 3, 31), date(2026, 4, 20), date(2026, 5, 1)
WHY = "Läget har ändrats sedan målet antogs."


@pytest.fixture(autouse=True)
def house(db):
    model()
    body("SN", "Socialnämnden")


def decided(**more):
    """A committee's goal with one indicator, decided in March."""
    made = make.goal("SN1", of=body("SN"), level="committee_goal", title="Få personer", **more)
    make.indicator("SN1-1", of=made, targets={2026: Decimal(14), 2027: Decimal(12)})
    make.indicator("SN1-2", of=made)
    return made


def proposal(goal, **changes):
    change = actions.propose_version(
        goal=goal, body=body("SN"), why=WHY, day=date(2026, 4, 1), by=user()
    )
    said = replace(version_of(goal).content, **changes)
    return actions.change_version(
        number=change.pk, content=said, seen=change_mark(change), by=user()
    )


def decide(change, *, day=CHANGED, of=None):
    taken = decision(of=of or body("SN"), day=day)
    return actions.decide_goal_change(change=change, decision=taken, by=user())


def test_a_new_version_applies_from_its_decision_and_an_earlier_day_shows_the_former():
    goal = decided()

    decide(proposal(goal, title="Ännu färre personer", last_year=2027, wanted="Elva."))

    then, now = (queries.goal(goal.pk, day, 2026) for day in (BEFORE, AFTER))
    assert [(v.row.title, v.row.last_year, v.wanted) for v in (then, now)] == [
        ("Få personer", 2028, ""),
        ("Ännu färre personer", 2027, "Elva."),
    ]
    (change,) = now.decided_changes
    assert [(d.what, d.before, d.after) for d in change.differences] == [
        ("titel", "Få personer", "Ännu färre personer"),
        ("sista år", "2028", "2027"),
        ("önskat läge", "", "Elva."),
    ]
    assert then.changes == ()


def test_nothing_applies_before_the_decision():
    goal = decided()
    proposal(goal, title="Ännu färre personer")

    found = queries.goal(goal.pk, AFTER, 2026)
    assert found.row.title == "Få personer"
    assert [one.decision for one in found.proposals] == [None]


def test_targets_and_indicators_change_with_the_version_and_what_was_measured_stays():
    goal = decided()
    make.measurement(13, of=Indicator.objects.get(code="SN1-1"), year=2025)
    change = proposal(goal)
    first = version_of(goal).measure("SN1-1")
    steps = (
        lambda seen: actions.write_measure(
            number=change.pk,
            measure=replace(first, targets={2026: Target(Decimal(10))}, tolerance=Decimal(1)),
            seen=seen,
            of="SN1-1",
            by=user(),
        ),
        lambda seen: actions.leave_measure(number=change.pk, code="SN1-2", seen=seen, by=user()),
        lambda seen: actions.write_measure(
            number=change.pk,
            measure=replace(first, code="SN1-3", unit="st", frequency="yearly", origin="Treserva"),
            seen=seen,
            by=user(),
        ),
    )
    for step in steps:
        change = step(change_mark(change))

    decide(change)

    then, now = (queries.goal(goal.pk, day, 2026).row for day in (BEFORE, AFTER))
    assert [(i.code, i.target) for i in then.indicators] == [("SN1-1", "14 %"), ("SN1-2", "80 %")]
    assert [(i.code, i.target) for i in now.indicators] == [("SN1-1", "10 %"), ("SN1-3", "14 st")]
    assert now.indicators[0].measured == "13 %"
    assert queries.indicator(Indicator.objects.get(code="SN1-2").pk, AFTER, 2026).code == "SN1-2"


def test_who_answers_for_a_measure_is_not_what_the_decision_is_about():
    goal = decided()
    change = proposal(goal, title="Annat")
    indicator = Indicator.objects.get(code="SN1-1")
    person = register_person(name="Anna Ansvarig", user=None, by=user())
    actions.entrust_measure(
        number=indicator.pk,
        owner=person.pk,
        origin="Treserva",
        seen=owner_mark(indicator),
        by=user(),
    )

    decide(change)

    indicator.refresh_from_db()
    assert indicator.owner == person
    with pytest.raises(Clash):
        actions.entrust_measure(
            number=indicator.pk, owner=None, origin="", seen=owner_mark(Indicator()), by=user()
        )


def test_versions_are_undone_in_turn():
    goal = decided()
    for day, title in ((date(2026, 4, 20), "Andra"), (date(2026, 6, 15), "Tredje")):
        decide(proposal(Goal.objects.get(pk=goal.pk), title=title), day=day)

    days = (BEFORE, date(2026, 4, 20), date(2026, 6, 14), date(2026, 6, 15))
    titles = [queries.goal(goal.pk, day, 2026).row.title for day in days]
    assert titles == ["Få personer", "Andra", "Andra", "Tredje"]


def test_a_goal_hung_elsewhere_hung_where_it_did_the_day_before():
    first, second = (make.goal(code, of=body("KF", "Fullmäktige", "council")) for code in "AB")
    goal = decided(parents=[first])

    decide(proposal(goal, parents=frozenset({second.pk})))

    then, now = (queries.goal(goal.pk, day, 2026).up.parents for day in (BEFORE, AFTER))
    assert [[p.code for p in parents] for parents in (then, now)] == [["A"], ["B"]]


def test_nothing_more_hangs_from_a_goal_that_has_ended():
    top = make.goal("A", of=body("KF", "Fullmäktige", "council"))
    low = make.goal("SN1", of=body("SN"), level="committee_goal", parents=[top])
    assert str(top.pk) in dict(goal_choices(body("SN"), "committee_goal", AFTER).parents)
    assert "upward" not in [point.quality for point in lacks(low.pk, AFTER)]

    Goal.objects.filter(pk=top.pk).update(ended=CHANGED)
    assert str(top.pk) not in dict(goal_choices(body("SN"), "committee_goal", AFTER).parents)
    assert "upward" in [point.quality for point in lacks(low.pk, AFTER)]


def test_a_version_that_had_no_targets_shows_none_of_todays():
    goal = make.goal("SN1", of=body("SN"), level="committee_goal")
    make.indicator("SN1-1", of=goal, targets={})
    change = proposal(goal, title="Annat")
    measure = replace(version_of(goal).measures[0], targets={2026: Target(Decimal(5))})
    change = actions.write_measure(
        number=change.pk, measure=measure, seen=change_mark(change), of="SN1-1", by=user()
    )
    decide(change)

    then, now = (queries.goal(goal.pk, day, 2026).row.indicators[0] for day in (BEFORE, AFTER))
    assert (then.target, now.target) == ("–", "5 %")


def test_an_ended_goal_is_not_of_the_next_year_and_says_so_in_its_last():
    goal = decided()
    change = actions.propose_end(goal=goal, body=body("SN"), why=WHY, day=BEFORE, by=user())

    decide(change)

    def codes(per, year):
        return [row.code for row in queries.goals(per, year)]

    assert codes(AFTER, 2026) == codes(BEFORE, 2027) == ["SN1"]
    assert codes(AFTER, 2027) == []
    assert queries.goal(goal.pk, AFTER, 2026).row.ended == CHANGED
    with pytest.raises(Refused, match="upphörde"):
        proposal(Goal.objects.get(pk=goal.pk))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param({}, "ändrar ingenting", id="nothing is changed"),
        pytest.param({"first_year": 2026, "last_year": 2031}, "1–4 år", id="six years: S064"),
    ],
)
def test_a_version_that_is_no_better_is_refused(change, said):
    with pytest.raises(Refused, match=said):
        decide(proposal(decided(), **change))


def test_what_the_goal_lacked_already_does_not_keep_it_from_change():
    goal = decided()
    change = proposal(goal, title="Annat")
    found = proposed(change.pk, AFTER)

    assert "present" in [p.quality for p in found.verdict.unmet]
    assert found.verdict.blocking == ()
    decide(change)


def test_another_body_cannot_decide_it():
    with pytest.raises(Refused, match="Socialnämnden"):
        decide(proposal(decided(), title="Annat"), of=body("BUN", "Barnnämnden"))


def test_the_body_that_a_goal_has_moved_to_decides_its_changes():
    goal, other = decided(), body("BUN", "Barnnämnden")
    moved = decision(day=date(2026, 4, 5))
    actions.move_goal(goal=goal, body=other, since=date(2026, 4, 10), decision=moved, by=user())
    change = proposal(goal, title="Annat")

    assert CHANGES_OF_GOALS.waiting(body("SN")) == []
    assert [w.number for w in CHANGES_OF_GOALS.waiting(other)] == [change.pk]
    with pytest.raises(Refused, match="Barnnämnden"):
        decide(change)
    decide(change, of=other)


def test_one_proposal_waits_at_a_time_and_can_be_taken_back():
    goal = decided()
    change = proposal(goal)
    with pytest.raises(Refused, match="redan ett förslag"):
        actions.propose_end(goal=goal, body=body("SN"), why=WHY, day=AFTER, by=user())

    actions.withdraw_goal_change(number=change.pk, by=user())

    assert not GoalChange.objects.exists()
    assert Event.objects.filter(what="goals.goal.change_withdrawn").count() == 1


def test_two_writers_do_not_overwrite_each_other():
    goal = decided()
    change = proposal(goal, title="Min")
    content = version_from(change.said).content
    with pytest.raises(Clash):
        actions.change_version(number=change.pk, content=content, seen="gammalt", by=user())


@pytest.mark.parametrize(
    ("record", "said", "apart"),
    [
        pytest.param(
            Goal,
            {*PLAIN, "area"},
            {"id", "code", "level", "body", "decision", "proposal", "ended"},
            id="of a goal",
        ),
        pytest.param(
            Indicator,
            {*MEASURED},
            {"id", "goal", "mission", "since", "until", "owner"},
            id="of an indicator",
        ),
    ],
)
def test_every_field_is_of_a_version_or_known_not_to_be(record, said, apart):
    origin = {"source", "source_year", "is_example"}
    fields = {field.name for field in record._meta.concrete_fields}
    assert fields == said | apart | origin


class TestPutForward:
    """S181: the executive board proposes the council's goals before they are decided."""

    @pytest.fixture
    def draft(self):
        body("KS", "Kommunstyrelsen", "executive_board")
        council = body("KF", "Fullmäktige", "council")
        return actions.write_goal(
            code="F1",
            level="directional_goal",
            body=council,
            content=Content("Alla i arbete", 2027, 2028),
            by=user(),
        )

    def test_the_board_is_asked_and_the_council_waits_for_it(self, draft):
        board, council = body("KS"), body("KF")
        assert [w.number for w in PROPOSED_GOALS.waiting(board)] == [draft.pk]
        assert PROPOSED_GOALS.waiting(council) == []

        PROPOSED_GOALS.decide(draft.pk, decision=decision(of=board), by=user())

        draft.refresh_from_db()
        assert (draft.proposal.meeting.body, draft.decision) == (board, None)
        assert PROPOSED_GOALS.waiting(board) == []

    def test_a_council_goal_that_nobody_has_put_forward_is_not_decided(self, draft):
        with pytest.raises(Refused, match="inte berett"):
            GOALS.decide(draft.pk, decision=decision(of=body("KF")), by=user())

    def test_another_text_is_not_what_was_put_forward(self, draft):
        actions.put_forward(proposal=draft, decision=decision(of=body("KS")), by=user())
        draft.refresh_from_db()
        actions.change_goal(
            number=draft.pk,
            content=Content("Fler i arbete", 2027, 2028),
            seen=goal_mark(draft),
            by=user(),
        )
        draft.refresh_from_db()
        assert draft.proposal is None

    def test_a_committees_goal_is_not_put_forward(self):
        decided()
        assert PROPOSED_GOALS.waiting(body("SN")) == []

    def test_a_change_of_a_councils_goal_is_put_forward_too(self):
        board = body("KS", "Kommunstyrelsen", "executive_board")
        council = body("KF", "Fullmäktige", "council")
        goal = make.goal("F1", of=council)
        change = actions.propose_version(goal=goal, body=board, why=WHY, day=AFTER, by=user())
        assert [w.number for w in PROPOSED_CHANGES_OF_GOALS.waiting(board)] == [change.pk]

        PROPOSED_CHANGES_OF_GOALS.decide(change.pk, decision=decision(of=board), by=user())

        assert PROPOSED_CHANGES_OF_GOALS.waiting(board) == []
        assert [w.number for w in CHANGES_OF_GOALS.waiting(council)] == [change.pk]


def director(code="SN"):
    return signed_in(Role.DIRECTOR, body(code))


def test_a_version_is_proposed_written_and_shown_on_the_pages():
    goal, client = decided(), director()

    there = client.post(
        reverse("goals:propose-version", args=[goal.pk]), {"body": "SN", "why": WHY}
    )
    change = GoalChange.objects.get()
    assert there.url.startswith(reverse("goals:version", args=[change.pk]))

    form = client.get(reverse("goals:change-version", args=[change.pk])).context["form"]
    typed = {k: v for k, v in form.initial.items() if v not in (None, [])}
    client.post(
        reverse("goals:change-version", args=[change.pk]), typed | {"title": "Ännu färre personer"}
    )
    page = client.get(reverse("goals:version", args=[change.pk])).content.decode()
    assert "Ännu färre personer" in page
    assert "Beskriv nuläget." in page

    again = client.post(
        reverse("goals:change-version", args=[change.pk]), typed | {"title": "Någon annans"}
    )
    assert again.status_code == 409
    assert "Så lyder förslaget som redan är sparat" in again.content.decode()


def test_a_measure_of_a_version_is_written_and_left_out_on_the_pages():
    change, client = proposal(decided()), director()
    address = reverse("goals:change-version-measure", args=[change.pk, "SN1-1"])
    form = client.get(address).context["form"]
    typed = {k: str(v) for k, v in form.initial.items() if v is not None and v is not False}

    sent = client.post(address, typed | {"target_2026": "9"})
    assert sent.status_code == 302, sent.context["form"].errors
    seen = proposed(change.pk, AFTER).mark
    gone = reverse("goals:leave-version-measure", args=[change.pk, "SN1-2"])
    assert client.post(gone, {"seen": seen}).status_code == 302

    version = proposed(change.pk, AFTER).version
    assert [m.code for m in version.measures] == ["SN1-1"]
    assert version.measure("SN1-1").targets[2026].value == 9


def test_a_proposal_is_shown_within_and_to_nobody_else(client):
    goal = decided()
    change = proposal(goal)
    address = reverse("goals:version", args=[change.pk])
    assert client.get(address).status_code in {302, 403}
    page = client.get(reverse("goals:goal", args=[goal.pk]), {"per": "2026-05-01"})
    assert "Det väntar på beslut" not in page.content.decode()
    assert director("BUN").get(address).status_code == 403


@pytest.mark.parametrize("name", ["propose-version", "propose-end", "owner"])
def test_another_bodys_director_changes_nothing(name):
    goal, client = decided(), director("BUN")
    number = Indicator.objects.first().pk if name == "owner" else goal.pk
    assert client.get(reverse(f"goals:{name}", args=[number])).status_code == 403


def test_who_answers_for_an_indicator_is_chosen_on_its_page():
    decided()
    indicator, client = Indicator.objects.get(code="SN1-1"), director()
    address = reverse("goals:owner", args=[indicator.pk])
    form = client.get(address).context["form"]
    person = form.fields["owner"].choices[-1][0]

    client.post(address, form.initial | {"owner": person, "origin": "Treserva"})

    indicator.refresh_from_db()
    assert (str(indicator.owner_id), indicator.origin) == (person, "Treserva")
