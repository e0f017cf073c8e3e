"""Which body decides goals and assignments, from when, and what waits for whom."""

from datetime import date

import pytest

from huset.goals.actions import adopt_goal, give_assignment
from huset.goals.deciding import ASSIGNMENTS, GOALS
from huset.goals.models import Assignment, Goal
from huset.goals.tests import make
from huset.kernel.actions import Refused
from huset.organisation.models import Body
from huset.organisation.tests.make import body, decision, model, user

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 1)


def named(code: str) -> Body:
    return body("KF", "Kommunfullmäktige", "council") if code == "KF" else body(code)


@pytest.mark.parametrize(
    ("level", "of", "by", "years", "said"),
    [
        ("directional_goal", "KF", "KF", (2026, 2028), ""),
        ("directional_goal", "BUN", "KF", (2027, 2028), ""),
        ("committee_goal", "BUN", "BUN", (2026, 2026), ""),
        (
            "directional_goal",
            "BUN",
            "BUN",
            (2026, 2028),
            (
                "Målet M beslutas av Kommunfullmäktige, inte av Nämnden BUN "
                "(styrmodellen; kommunallagen 5 kap. 1 §)."
            ),
        ),
        (
            "committee_goal",
            "BUN",
            "SN",
            (2026, 2026),
            (
                "Målet M beslutas av Nämnden BUN, inte av Nämnden SN "
                "(styrmodellen; kommunallagen 6 kap. 3 §)."
            ),
        ),
        (
            "committee_goal",
            "BUN",
            "KF",
            (2026, 2026),
            (
                "Målet M beslutas av Nämnden BUN, inte av Kommunfullmäktige "
                "(styrmodellen; kommunallagen 6 kap. 3 §)."
            ),
        ),
        (
            "committee_goal",
            "BUN",
            "BUN",
            (2025, 2026),
            (
                "Målet M kan inte gälla från 2025: beslutet fattades 2026-03-01. "
                "Börja 2026 eller senare."
            ),
        ),
    ],
)
def test_a_goal_is_decided_by_its_levels_body_for_years_to_come(level, of, by, years, said):
    model()
    made = decision(of=named(by), day=DAY)
    given = {"code": "M", "title": "M", "level": level, "years": years, "by": user()}
    if not said:
        adopt_goal(body=named(of), decision=made, **given)
        assert Goal.objects.get().decision == made
        return
    with pytest.raises(Refused) as at_once:
        adopt_goal(body=named(of), decision=made, **given)
    draft = adopt_goal(body=named(of), decision=None, **given)
    with pytest.raises(Refused) as later:
        GOALS.decide(draft.pk, decision=made, by=user())

    assert [str(at_once.value), str(later.value)] == [said, said]
    assert Goal.objects.get().decision is None


@pytest.mark.parametrize(
    ("by", "start", "said"),
    [
        ("KF", date(2026, 3, 1), ""),
        ("KF", date(2026, 2, 28), "kan inte gälla från 2026-02-28"),
        ("BUN", date(2026, 3, 1), "beslutas av Kommunfullmäktige, inte av Nämnden BUN"),
    ],
)
def test_an_assignment_is_the_councils_and_starts_after_its_decision(by, start, said):
    model()
    made = decision(of=named(by), day=DAY)
    draft = give_assignment(
        code="U",
        title="U",
        bodies=[body()],
        goals=[make.goal()],
        period=(start, date(2026, 12, 31)),
        report_back=date(2026, 11, 30),
        decision=None,
        by=user(),
    )
    if said:
        with pytest.raises(Refused, match=said):
            ASSIGNMENTS.decide(draft.pk, decision=made, by=user())
    else:
        ASSIGNMENTS.decide(draft.pk, decision=made, by=user())

    assert Assignment.objects.get().decision == (None if said else made)


def test_a_draft_waits_for_the_body_that_decides_it_and_for_no_other():
    model()
    make.goal("A", level="committee_goal", decision=None)
    make.goal("B", of=named("KF"), decision=None)
    make.assignment("U", decision=None)

    def waiting(code: str) -> list[str]:
        found = [*GOALS.waiting(named(code)), *ASSIGNMENTS.waiting(named(code))]
        return [w.title.partition(" ")[0] for w in found]

    assert [waiting(code) for code in ("BUN", "SN", "KF")] == [["A"], [], ["B", "U"]]


def test_what_is_decided_is_not_decided_again():
    model()
    goal = make.goal()
    with pytest.raises(Refused, match="är redan beslutad"):
        GOALS.decide(goal.pk, decision=decision(day=DAY), by=user())
