"""Loads budget.yaml: the council's frames, and how they are split on units and months."""

from collections.abc import Mapping, Sequence

from huset.budget.actions import decide_frame, split_frame
from huset.budget.models import Frame
from huset.examples.loading import Loading, bodies
from huset.examples.reading import Entry, million
from huset.kernel import validity
from huset.kernel.money import spread
from huset.organisation.models import Body, Unit

TENTHS = 10  # shares of a frame have one decimal


def load_budget(loading: Loading) -> None:
    """Load the frames of each decision; those that apply by this year are split."""
    _load(loading, "frames")


def load_later_budget(loading: Loading) -> None:
    """Load the frames that have been decided since the reorganisation."""
    _load(loading, "later_frames")


def _load(loading: Loading, which: str) -> None:
    content = loading.files.read("budget")
    for entry in filter(loading.is_made, content[which]):
        for body in bodies().values():
            if body.code in entry:
                _frames(loading, content, entry, body)


def _frames(loading: Loading, content: Entry, entry: Entry, body: Body) -> None:
    years = entry["years"]
    for year, amount in zip(years, entry[body.code], strict=True):
        if amount is None:
            continue
        frame = decide_frame(
            body=body,
            year=year,
            net_cost=million(amount),
            decision=loading.decision(entry),
            is_plan=year != years[0],
            is_example=True,
            by=loading.by,
        )
        if year <= loading.today.year:
            split_frame(frame=frame, months=_months(loading, content, frame), by=loading.by)


def _months(loading: Loading, content: Entry, frame: Frame) -> Mapping[Unit, list[int]]:
    in_force = Unit.objects.filter(validity.on(loading.today), body=frame.body)
    units = {int(unit.code): unit for unit in in_force}
    amounts = shares(content, frame.net_cost, sorted(units.keys() & content["units"].keys()))
    for code in units.keys() & content["amounts"].keys():
        kind, by_year = content["amounts"][code]
        amounts[code] = (kind, million(by_year[frame.year]))
    return {
        units[code]: spread(amount, content["months"][kind])
        for code, (kind, amount) in amounts.items()
    }


def shares(content: Entry, frame: int, codes: Sequence[int]) -> dict[int, tuple[str, int]]:
    """Split a frame over units by the weights of the file: each unit's kind and amount."""
    given = [content["units"][code] for code in codes]
    weights = [round(share * TENTHS) for _, share in given]
    amounts = spread(frame, weights) if weights else []
    return {
        code: (kind, amount) for code, (kind, _), amount in zip(codes, given, amounts, strict=True)
    }
