"""Vision, core values and plans: drafts do not apply, and the council decides them."""

from datetime import date

import pytest

from huset.direction.actions import adopt_core_values, adopt_strategic_plan, adopt_vision
from huset.direction.deciding import CORE_VALUES, PLANS, VISIONS
from huset.direction.queries import core_values, strategic_plan, vision
from huset.direction.tests import make
from huset.kernel.actions import Refused
from huset.organisation.models import Decision
from huset.organisation.rules import Role
from huset.organisation.tests.make import body, decision, model, signed_in, user

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 1)
PER = date(2026, 6, 15)


def adopt(kind: str, made: Decision | None, since: date) -> None:
    given = {"decision": made, "since": since, "by": user()}
    if kind == "vision":
        adopt_vision(title="Ny", text="Texten.", **given)
    elif kind == "values":
        adopt_core_values(values=[("Mod", "Vi vågar."), ("Tro", "Vi tror.")], **given)
    else:
        adopt_strategic_plan(title="Ny", majority="", areas=[], until=None, **given)


def in_force(per: date) -> list[bool]:
    return [vision(per) is not None, core_values(per) != [], strategic_plan(per) is not None]


WHAT = {"vision": "Visionen", "values": "Värdegrunden", "plan": "Den strategiska planen"}
KINDS = {"vision": VISIONS, "values": CORE_VALUES, "plan": PLANS}


@pytest.mark.parametrize("kind", WHAT)
@pytest.mark.parametrize(
    ("by", "since", "said"),
    [
        pytest.param(None, date(2026, 3, 1), "", id="from the day of the decision"),
        pytest.param(
            None,
            date(2026, 2, 28),
            "{} kan inte gälla från 2026-02-28: Kommunfullmäktige beslutade 2026-03-01. "
            "Välj beslutets dag eller en senare.",
            id="before it",
        ),
        pytest.param(
            "SN",
            date(2026, 3, 1),
            "{} beslutas av Kommunfullmäktige, inte av Nämnden SN "
            "(styrmodellen; kommunallagen 5 kap. 1 §).",
            id="by the wrong body",
        ),
    ],
)
def test_the_direction_is_the_councils_and_applies_after_its_decision(kind, by, since, said):
    model()
    made = decision(of=body(by) if by else None, day=DAY)
    if not said:
        adopt(kind, made, since)
        assert sum(in_force(PER)) == 1
        return
    with pytest.raises(Refused) as at_once:
        adopt(kind, made, since)
    adopt(kind, None, since)
    council = decision(day=DAY).meeting.body
    [waiting] = KINDS[kind].waiting(council)
    with pytest.raises(Refused) as later:
        KINDS[kind].decide(waiting.number, decision=made, by=user())

    assert [str(at_once.value), str(later.value)] == [said.format(WHAT[kind])] * 2
    assert sum(in_force(PER)) == 0


@pytest.mark.parametrize("kind", WHAT)
def test_a_draft_ends_nothing_and_applies_when_it_is_decided(kind):
    model()
    make.vision(since=date(2025, 1, 1))
    make.core_values(since=date(2025, 1, 1))
    make.plan(since=date(2025, 1, 1))
    adopt(kind, None, DAY)
    made = decision(day=DAY)
    before = (vision(PER), core_values(PER), strategic_plan(PER))
    [waiting] = KINDS[kind].waiting(made.meeting.body)
    KINDS[kind].decide(waiting.number, decision=made, by=user())
    after = (vision(PER), core_values(PER), strategic_plan(PER))

    assert before[0].title == "Ett gott liv"
    assert sum(a != b for a, b in zip(after, before, strict=True)) == 1
    assert KINDS[kind].waiting(made.meeting.body) == []
    assert in_force(date(2026, 2, 28)) == [True] * 3


def test_a_draft_is_labelled_and_shown_to_those_within(client):
    model()
    adopt("vision", None, DAY)
    outside = client.get("/direction/").content.decode()
    within = signed_in(Role.EMPLOYEE).get("/direction/").content.decode()

    assert ("Utkast: Vision" in outside, "Utkast: Vision" in within) == (False, True)
    assert ("Ingen vision gäller" in outside, "Ingen vision gäller" in within) == (True, True)
