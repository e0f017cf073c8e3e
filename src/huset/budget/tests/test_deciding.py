"""Which body decides frames, for which years, and that a year's drafts are decided together."""

from datetime import date

import pytest

from huset.budget.actions import decide_frame
from huset.budget.deciding import FRAMES
from huset.budget.models import Frame
from huset.kernel.actions import Refused
from huset.organisation.tests.make import body, decision, model, user

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 15)
MNKR = 100_000_000


@pytest.mark.parametrize(
    ("by", "year", "said"),
    [
        pytest.param(None, 2026, "", id="during the year"),
        pytest.param(None, 2027, "", id="before the year"),
        pytest.param(
            None,
            2025,
            "Ramen för 2025 kan inte beslutas 2026-06-15: budgetåret är slut.",
            id="after the year",
        ),
        pytest.param(
            "SN",
            2027,
            "Budgetramar beslutas av Kommunfullmäktige, inte av Nämnden SN "
            "(styrmodellen; kommunallagen 5 kap. 1 §).",
            id="the wrong body",
        ),
    ],
)
def test_frames_are_the_councils_and_for_years_that_are_not_over(by, year, said):
    model()
    made = decision(of=body(by) if by else None, day=DAY)
    if said:
        with pytest.raises(Refused) as refused:
            decide_frame(body=body(), year=year, net_cost=1, decision=made, by=user())
        assert str(refused.value) == said
    else:
        decide_frame(body=body(), year=year, net_cost=1, decision=made, by=user())

    assert Frame.objects.count() == (0 if said else 1)


def test_the_drafts_of_a_year_wait_for_the_council_and_are_decided_together():
    model()
    for code, amount in (("BUN", 10), ("SN", 20)):
        decide_frame(body=body(code), year=2027, net_cost=amount * MNKR, decision=None, by=user())
    made = decision(day=DAY)
    [waiting] = FRAMES.waiting(made.meeting.body)

    assert (waiting.number, waiting.title, waiting.note) == (
        2027,
        "Ramar 2027",
        "2 organ, netto −30,0 mnkr",
    )
    assert FRAMES.waiting(body()) == []
    FRAMES.decide(2027, decision=made, by=user())
    assert {frame.decision for frame in Frame.objects.all()} == {made}
    assert FRAMES.waiting(made.meeting.body) == []
