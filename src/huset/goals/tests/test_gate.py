"""The quality gate: each check at its boundary (S057–S073, S181; Kumla K01)."""

from dataclasses import replace
from decimal import Decimal

import pytest

from huset.goals.rules import (
    Control,
    Direction,
    GoalFacts,
    Importance,
    Limit,
    MeasureFacts,
    blocks,
    gate,
)
from huset.model.terms import Force, Quality

D = Decimal
MEASURE = MeasureFacts(
    code="M1",
    better=Direction.UP,
    unit="%",
    baseline=D(60),
    targets={2026: D(65), 2027: D(70)},
    intervals_whole=True,
    sourced=True,
    frequent=True,
    owned=True,
    values=3,
    established=True,
)
GOAL = GoalFacts(
    years=range(2026, 2028),
    horizon=(1, 4),
    parents=1,
    areas=0,
    may_hang_from_area=False,
    missions=0,
    measures=[MEASURE],
    perspective=True,
    present="Nu.",
    wanted="Sedan.",
    surroundings="Runt om.",
    motive="Därför.",
    importance=Importance.PROBLEM,
    control=Control.FULL,
    control_reason="",
    unanswered=(),
    limits=(),
    prepared=True,
)


def lacks(goal, quality):
    return [p.text for p in gate(goal, {quality: Force.SHALL}) if not p.met]


@pytest.mark.parametrize("quality", Quality)
def test_a_whole_goal_passes_every_check_and_is_told_what_is_good(quality):
    (point,) = gate(GOAL, {quality: Force.SHALL})
    assert point.met
    assert point.text


@pytest.mark.parametrize("quality", [q for q in Quality if q is not Quality.YEARS])
def test_an_empty_goal_fails_what_it_has_not(quality):
    empty = GoalFacts(
        **dict.fromkeys(("parents", "areas", "missions"), 0),
        **dict.fromkeys(
            (
                "present",
                "wanted",
                "surroundings",
                "motive",
                "control_reason",
            ),
            "",
        ),
        years=range(2026, 2027),
        horizon=None,
        may_hang_from_area=False,
        measures=[MeasureFacts("M", None, "", None, {}, False, False, False, False, 0, False)],
        perspective=False,
        importance=None,
        control=None,
        unanswered=("Barnkonventionen",),
        limits=(Limit("nämndmål", 5, 6),),
        prepared=False,
    )
    if quality in {Quality.INDICATOR, Quality.FORWARD}:
        empty = replace(
            empty,
            measures=[] if quality is Quality.INDICATOR else [replace(MEASURE, baseline=D(70))],
        )
    assert len(lacks(empty, quality)) == 1


def measured(**changes):
    return replace(GOAL, measures=[replace(MEASURE, **changes)])


@pytest.mark.parametrize(
    ("quality", "goal", "said"),
    [
        pytest.param("years", replace(GOAL, years=range(2026, 2030)), "", id="four years"),
        pytest.param("years", replace(GOAL, years=range(2026, 2031)), "gäller 5 år", id="five"),
        pytest.param(
            "years", replace(GOAL, years=range(2026, 2036), horizon=None), "", id="no limit"
        ),
        pytest.param(
            "upward", replace(GOAL, parents=0), "ett mål ovanför", id="hangs from nothing"
        ),
        pytest.param("upward", replace(GOAL, parents=0, missions=1), "", id="from its mission"),
        pytest.param(
            "upward", replace(GOAL, parents=0, areas=1), "ett mål ovanför", id="not from an area"
        ),
        pytest.param(
            "upward",
            replace(GOAL, parents=0, areas=1, may_hang_from_area=True),
            "",
            id="from an area where the level does",
        ),
        pytest.param("target", measured(targets={2026: D(1)}), "M1 2027", id="a year is missing"),
        pytest.param("target", measured(intervals_whole=False), "båda gränserna", id="half an end"),
        pytest.param("over_time", measured(values=2), "M1 har färre", id="two values"),
        pytest.param("forward", measured(baseline=D(70)), "M1 är inte bättre", id="no better"),
        pytest.param("forward", measured(baseline=None), "", id="not known to stand still"),
        pytest.param(
            "forward",
            measured(better=Direction.DOWN, baseline=D(60)),
            "M1 är inte bättre",
            id="the wrong way",
        ),
        pytest.param("forward", measured(better=Direction.KEEP, baseline=D(70)), "", id="kept"),
        pytest.param("control", replace(GOAL, control=Control.NONE), "Skriv varför", id="none"),
        pytest.param(
            "control", replace(GOAL, control=Control.NONE, control_reason="Ändå."), "", id="why"
        ),
        pytest.param(
            "weighty",
            replace(GOAL, unanswered=("Barnkonventionen", "Agenda 2030")),
            "Koppla till Barnkonventionen och Agenda 2030",
            id="unanswered",
        ),
        pytest.param("limits", replace(GOAL, limits=(Limit("mål", 5, 5),)), "", id="the fifth"),
        pytest.param(
            "limits",
            replace(GOAL, limits=(Limit("mål", 5, 6), Limit("mått", 8, 8))),
            "Det blir 6 mål för samma organ. Styrmodellen tillåter 5.",
            id="the sixth",
        ),
        pytest.param("prepared", replace(GOAL, prepared=False), "inte berett", id="S181"),
    ],
)
def test_each_check_at_its_boundary(quality, goal, said):
    found = lacks(goal, Quality(quality))
    assert (said in found[0]) if said else found == []


def test_what_binds_stands_first_and_what_is_good_last():
    goal = replace(GOAL, present="", motive="")
    asked = {
        Quality.UNIT: Force.SHALL,
        Quality.MOTIVE: Force.SHOULD,
        Quality.PRESENT: Force.SHALL,
    }
    points = gate(goal, asked)

    assert [p.quality for p in points] == [Quality.PRESENT, Quality.MOTIVE, Quality.UNIT]
    assert [p.quality for p in blocks(points)] == [Quality.PRESENT]


def test_every_measure_that_lacks_something_is_named():
    goal = replace(GOAL, measures=[replace(MEASURE, unit="", code=c) for c in ("M1", "M2")])
    assert lacks(goal, Quality.UNIT) == ["Skriv vilken enhet M1, M2 mäts i."]
