"""Decisions: registered once, weighed, refused with the rule, and carried out."""

from datetime import date, timedelta

import pytest

from huset.kernel.actions import Refused
from huset.kernel.models import Event
from huset.organisation.actions import (
    decide_remit,
    found_body,
    give_remit,
    register_decision,
    report_execution,
)
from huset.organisation.models import Body, Decision, Execution, Remit
from huset.organisation.queries import Wanted, decided_models, executions, weighed_share
from huset.organisation.rules import Considered, ExecutionState, RemitKind, Role, Weighed
from huset.organisation.tests import make

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 1)
DUE = date(2026, 6, 30)
STATES = ExecutionState


def registered(**changed: object) -> Decision:
    given = {
        "meeting": changed.pop("meeting", None) or make.meeting(day=DAY),
        "paragraph": 1,
        "title": "Beslutet",
        "child_rights": make.NOT_RELEVANT,
        "sustainability": make.ASSESSED,
        "registered_on": DAY,
    }
    return register_decision(**given | changed, by=make.user())


def council() -> Body:
    return make.body("KF", "Kommunfullmäktige", "council")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"registered_on": date(2026, 2, 28)}, r"sammanträder först den 2026-03-01.*5 kap. 65 §"),
        ({"child_rights": None}, "Barnrätt: ange om frågan är prövad eller inte relevant"),
        ({"sustainability": None}, "Hållbarhet: ange om frågan är prövad"),
        ({"sustainability": Weighed(Considered.ASSESSED, " ")}, "vad prövningen visade"),
        ({"child_rights": Weighed(Considered.NOT_RELEVANT, "")}, "skriv skälet"),
        ({"due": DUE}, "Ange både vem som verkställer beslutet och till när"),
    ],
)
def test_a_decision_that_breaks_a_rule_is_refused_with_it(changed, said):
    with pytest.raises(Refused, match=said):
        registered(**changed)

    assert not Decision.objects.exists()


def test_only_an_older_decision_may_lack_its_assessments():
    registered(child_rights=None, sustainability=None, older=True)
    registered(paragraph=2)

    assert (weighed_share(DAY).weighed, weighed_share(DAY).of) == (1, 2)
    assert weighed_share(DAY).percent == 50
    assert weighed_share(date(2026, 2, 28)).percent is None


def test_a_decision_is_carried_out_by_a_body_that_exists_and_after_it_is_made():
    with pytest.raises(Refused, match="före beslutet 2026-03-01"):
        registered(executed_by=make.body(), due=date(2026, 2, 1))
    coming = make.body("NY")
    Body.objects.filter(pk=coming.pk).update(valid_from=date(2027, 1, 1))
    coming.refresh_from_db()
    with pytest.raises(Refused, match="finns först från 2027-01-01"):
        registered(executed_by=coming, due=DUE)


def draft_remit() -> Remit:
    return give_remit(
        body=make.body(),
        kind=RemitKind.TERMS_OF_REFERENCE,
        title="Reglemente",
        since=date(2026, 4, 1),
        by=make.user(),
    )


@pytest.mark.parametrize(
    ("day", "body", "said"),
    [
        pytest.param(DAY, "BUN", r"beslutas av Kommunfullmäktige, inte av Nämnden BUN", id="wrong"),
        pytest.param(date(2026, 4, 2), "KF", "kan inte gälla från 2026-04-01", id="too late"),
        pytest.param(date(2026, 4, 1), "KF", "", id="its first day"),
    ],
)
def test_a_remit_is_the_councils_and_applies_after_its_decision(day, body, said):
    make.model()
    decision = make.decision(of=council() if body == "KF" else make.body(), day=day)
    if said:
        with pytest.raises(Refused, match=said):
            decide_remit(remit=draft_remit(), decision=decision, by=make.user())
    else:
        decide_remit(remit=draft_remit(), decision=decision, by=make.user())

    assert Remit.objects.get().decision == (None if said else decision)


def test_the_refusal_cites_the_model_and_the_law():
    make.model()
    with pytest.raises(Refused) as refused:
        decide_remit(
            remit=draft_remit(), decision=make.decision(of=make.body(), day=DAY), by=make.user()
        )

    assert str(refused.value) == (
        "Reglemente för Nämnden BUN beslutas av Kommunfullmäktige, inte av Nämnden BUN "
        "(styrmodellen; kommunallagen 5 kap. 1 §)."
    )


def to_execute(*, due: date = DUE, **more: object) -> Decision:
    return registered(
        executed_by=make.body(), due=due, paragraph=Decision.objects.count() + 1, **more
    )


def told(decision: Decision, state: ExecutionState, day: date, comment: str = "") -> Execution:
    return report_execution(
        decision=decision,
        day=day,
        state=state,
        comment=comment,
        reported_on=date(2026, 12, 31),
        by=make.user(),
    )


@pytest.mark.parametrize(
    ("state", "day", "comment", "said"),
    [
        pytest.param(STATES.CARRIED_OUT, DUE, "", "", id="forward"),
        pytest.param(STATES.UNDER_WAY, DUE, "", "", id="the same again"),
        pytest.param(STATES.NOT_STARTED, DUE, "", "från pågår till inte påbörjat", id="backwards"),
        pytest.param(STATES.NOT_STARTED, DUE, "Överklagat.", "", id="backwards with a reason"),
        pytest.param(STATES.CARRIED_OUT, date(2026, 4, 14), "", "från 2026-04-15", id="too early"),
        pytest.param(STATES.CARRIED_OUT, date(2027, 1, 1), "", "till och med i dag", id="too late"),
    ],
)
def test_a_decision_goes_forward_or_back_with_a_reason(state, day, comment, said):
    decision = to_execute()
    told(decision, STATES.UNDER_WAY, date(2026, 4, 15))
    if said:
        with pytest.raises(Refused, match=said):
            told(decision, state, day, comment)
    else:
        told(decision, state, day, comment)

    assert Execution.objects.count() == (1 if said else 2)


def test_what_has_nothing_to_carry_out_has_nothing_to_report():
    with pytest.raises(Refused, match="inget att verkställa"):
        told(registered(), STATES.CARRIED_OUT, DUE)


def test_overdue_decisions_come_first_and_what_is_carried_out_leaves_but_can_be_found():
    late, coming = to_execute(), to_execute(due=date(2026, 12, 1), is_motion=True)
    done = to_execute()
    told(done, STATES.CARRIED_OUT, date(2026, 5, 1))
    per = date(2026, 7, 1)

    assert [(r.decision_id, r.overdue) for r in executions(per)] == [
        (late.pk, True),
        (coming.pk, False),
    ]
    assert [r.decision_id for r in executions(per, Wanted(state="carried_out"))] == [done.pk]
    assert [r.decision_id for r in executions(per, Wanted(motions=True))] == [coming.pk]
    assert len(executions(date(2026, 4, 30))) == 3
    assert executions(date(2026, 2, 28)) == []


@pytest.mark.parametrize(
    ("per", "overdue"),
    [pytest.param(DUE, False, id="the last day"), pytest.param(date(2026, 7, 1), True, id="after")],
)
def test_a_decision_is_overdue_the_day_after_its_last(per, overdue):
    to_execute()

    assert [r.overdue for r in executions(per)] == [overdue]


def test_a_committees_own_decision_is_not_on_the_councils_list():
    to_execute(meeting=make.meeting(make.body("SN"), DAY))

    assert executions(DUE) == []
    assert len(executions(DUE, Wanted(every_body=True))) == 1


def test_the_executing_body_reports_on_a_page_and_another_may_not():
    make.model()
    decision = to_execute()
    address = f"/decisions/{decision.pk}/execution/"
    typed = {"state": "under_way", "day": "2026-04-15", "comment": "=1+1"}
    other = make.signed_in(Role.SECRETARY, make.body("SN"))
    own = make.signed_in(Role.SECRETARY)

    assert other.post(address, typed).status_code == 403
    assert own.post(address, typed).status_code == 302
    assert "=1+1" in own.get(f"/decisions/{decision.pk}/").content.decode()
    assert "Pågår" in own.get("/decisions/execution/").content.decode()
    assert own.get("/decisions/execution.xlsx").content.startswith(b"PK")
    assert Event.objects.order_by("id").last().what == "organisation.execution.reported"


def test_the_list_is_filtered_and_a_choice_that_cannot_be_shows_what_remains(page):
    make.model()
    to_execute()

    assert "1 beslut" in page("/decisions/execution/?per=2026-07-01&lage=x")
    assert "Inga beslut att visa" in page("/decisions/execution/?per=2026-07-01&lage=carried_out")
    assert "Inga beslut att visa" in page("/decisions/execution/?per=2026-07-01&organ=SN")


def test_the_decision_page_says_what_is_missing(page):
    make.model()
    older = registered(child_rights=None, sustainability=None, older=True)

    assert page(f"/decisions/{older.pk}/").count("Saknas") == 2


@pytest.mark.parametrize("address", ["/decisions/execution/", "/decisions/"])
def test_the_lists_ask_as_many_questions_for_three_decisions_as_for_one(page, questions, address):
    make.model()
    counts = []
    for number in (1, 2):
        for _ in range(number):
            told(to_execute(), STATES.UNDER_WAY, date(2026, 4, 15))
        page(address)
        with questions() as asked:
            page(address)
        counts.append(len(asked))

    assert counts[0] == counts[1]


@pytest.mark.parametrize("model", decided_models(), ids=lambda m: m.__name__)
def test_everything_that_binds_by_a_decision_has_its_name_and_its_page(model):
    assert model.called
    assert model.page is not None


def test_what_belongs_to_a_later_body_is_shown_as_it_is_on_that_bodys_first_day(page):
    make.model()
    begins = make.DECIDED + timedelta(days=100)
    later = found_body(
        code="NY", name="Nya nämnden", kind="committee", since=begins, by=make.user()
    )
    taken = make.decision()
    give_remit(
        body=later,
        kind=RemitKind.TERMS_OF_REFERENCE,
        title="Reglemente",
        since=begins,
        decision=taken,
        by=make.user(),
    )
    shown = page(f"/decisions/{taken.pk}/?per={make.DECIDED}")

    assert f'href="/bodies/NY/?per={begins}">Reglemente</a>' in shown
