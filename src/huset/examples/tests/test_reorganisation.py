"""The example's reorganisations: the new committee that is decided, and the draft to try."""

from datetime import date

import pytest

from huset.budget.queries import budget_with_plan
from huset.examples.tests.make import TODAY
from huset.goals.queries import goals
from huset.organisation.queries import organisation
from huset.reorganisation.models import Reorganisation
from huset.reorganisation.queries import plan
from huset.reorganisation.rules import State

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]
EVE, DAY = date(2026, 12, 31), date(2027, 1, 1)
MNKR = 100_000_000


def view(title):
    return plan(Reorganisation.objects.get(title__startswith=title).pk, TODAY)


def test_the_new_committee_is_decided_and_begins_with_its_units_goal_and_frame():
    assert view("Ny kultur").row.state is State.DECIDED
    assert organisation(EVE).body("KFTN") is None
    assert [u.code for u in organisation(DAY).units_of("KFTN")] == ["4000", "1420", "1430", "1520"]
    assert [organisation(day).body("KFU") is None for day in (EVE, DAY)] == [False, True]
    assert [g.code for g in goals(DAY, 2027, body_codes=("KFTN",))] == ["KS4"]
    assert [g.code for g in goals(EVE, 2027, body_codes=("KFTN",))] == []


@pytest.mark.parametrize(
    ("per", "board", "committee"),
    [
        (date(2025, 12, 14), 250, None),
        (date(2025, 12, 15), 205, 45),
        (date(2026, 6, 15), 205, 45),
        (date(2026, 11, 16), 204.2, 45.8),
    ],
    ids=["before the decision", "decided", "the next budget", "after the election"],
)
def test_the_frame_of_the_new_committee_is_taken_from_the_boards(per, board, committee):
    found = {row.code: row.net_costs[0] for row in budget_with_plan(per, 2027, 0).rows}

    assert found["KS"] == round(board * 10) * MNKR // 10
    assert found.get("KFTN") == (committee and round(committee * 10) * MNKR // 10)
    assert found["KS"] + (found.get("KFTN") or 0) == 250 * MNKR


def test_what_was_decided_adds_up_in_the_frozen_preview():
    frozen = view("Ny kultur").preview

    assert [year.total.difference for year in frozen.frames] == [0, 0]
    assert [mark.code for mark in frozen.after if mark.mark == "moved"] == ["1420", "1430", "1520"]


def test_the_draft_can_be_decided_as_it_is():
    draft = view("Vuxenutbildningen")

    assert (draft.row.state, draft.has_faults) == (State.DRAFT, False)
    assert organisation(date(2027, 7, 1)).unit("3510").body_code == "BUN"
