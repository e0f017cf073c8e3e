"""What people ask about reorganisations: which there are, one of them, and its proposals."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from huset.kernel.models import Event
from huset.kernel.money import number
from huset.kernel.shell import Source
from huset.kernel.status import Status
from huset.kernel.versions import latest_version
from huset.model.terms import Power
from huset.organisation.deciding import decides
from huset.organisation.models import Body
from huset.organisation.queries import DecisionRow, decision_row
from huset.reorganisation.models import PlannedChange, Reorganisation
from huset.reorganisation.queries.house import house_before
from huset.reorganisation.queries.preview import (
    Comparison,
    Preview,
    from_content,
    preview,
)
from huset.reorganisation.rules import (
    Change,
    ChangeKind,
    State,
    Structure,
    due_frames,
    moved_units,
    owner,
    state_on,
)
from huset.reorganisation.words import STATES, sentence


@dataclass(frozen=True)
class PlanRow:
    """A reorganisation as lists show it."""

    id: int
    title: str
    motive: str
    takes_effect: date
    state: State
    status: Status
    edition: int
    decision: DecisionRow | None
    source: Source


@dataclass(frozen=True)
class ChangeRow:
    """A row of a draft: what it does, and what is wrong with it."""

    id: int
    text: str
    faults: tuple[str, ...]


@dataclass(frozen=True)
class FrameProposal:
    """A frame that could follow units: ``amount`` in öre is known where it has been split."""

    giver: str
    giver_name: str
    taker: str
    taker_name: str
    year: int
    amount: int | None

    @property
    def kronor(self) -> str:
        """The amount as it is typed."""
        return "" if self.amount is None else number(Decimal(self.amount) / 100, 2)


@dataclass(frozen=True)
class GoalProposal:
    """How many goals could follow units from one body to another."""

    giver: str
    giver_name: str
    taker: str
    taker_name: str
    count: int


EMPTY = Structure()


@dataclass(frozen=True)
class PlanView:
    """One reorganisation with its preview; a decided one as it was frozen."""

    row: PlanRow
    preview: Preview
    changes: tuple[ChangeRow, ...] = ()
    faults: tuple[str, ...] = ()  # those of no single row
    proposals: tuple[FrameProposal, ...] = ()
    goals: tuple[GoalProposal, ...] = ()
    house: Structure = EMPTY  # what a draft's new rows choose from

    @property
    def givers(self) -> tuple[str, ...]:
        """The bodies that units and goals can be chosen from, those that lose units first."""
        house, losers = self.house, [goal.giver for goal in self.goals]
        owning = {goal.body for goal in house.goals.values()}
        held = [c for c in house.bodies if c in owning or house.under(c)]
        return tuple(dict.fromkeys([c for c in losers if c in held] + held))

    @property
    def is_draft(self) -> bool:
        """Tell whether it can still be changed."""
        return self.row.state is State.DRAFT

    @property
    def has_faults(self) -> bool:
        """Tell whether something must be mended before it can be decided."""
        return bool(self.faults) or any(row.faults for row in self.changes)


@dataclass(frozen=True)
class Done:
    """What someone has done with a plan."""

    at: datetime
    by: str
    said: str


def plans(per: date, *, drafts: bool) -> list[PlanRow]:
    """Every reorganisation decided by a day, and the drafts of that day for those who see them."""
    found = Reorganisation.objects.select_related("decision__meeting__body")
    rows = [plan_row(r, per) for r in found]
    return [row for row in rows if drafts or row.state is not State.DRAFT]


def plan(number_: int, per: date) -> PlanView | None:
    """One reorganisation, as it stood on a day. A draft is tried on what is known that day."""
    found = (
        Reorganisation.objects.filter(pk=number_).select_related("decision__meeting__body").first()
    )
    if found is None:
        return None
    row = plan_row(found, per)
    version = None if row.state is State.DRAFT else latest_version(found)
    if version:
        return PlanView(row, from_content(version.content))
    compared = comparison(found, per)
    return PlanView(
        row=row,
        preview=preview(compared, found.takes_effect, per),
        changes=tuple(_changes(compared)),
        faults=tuple(f.message for f in compared.faults if f.change is None),
        proposals=tuple(_proposals(compared)),
        goals=tuple(_goals(compared)),
        house=compared.after,
    )


def comparison(found: Reorganisation, per: date) -> Comparison:
    """The house before and after a plan, as known on a day."""
    rows = [_change(row) for row in found.changes.all()]
    return Comparison.of(house_before(found.takes_effect, per), rows)


def drafts_for(body: Body, per: date) -> list[PlanRow]:
    """The plans without faults that are a body's to decide: its own, or the council's."""
    drafts = Reorganisation.objects.filter(decision=None).order_by("takes_effect", "id")
    return [plan_row(draft, per) for draft in drafts if _is_for(draft, body, per)]


def _is_for(draft: Reorganisation, body: Body, per: date) -> bool:
    found = comparison(draft, per)
    if found.faults or not found.changes:
        return False
    own = owner(found.before, found.after, found.changes)
    return own == body.code if own else decides(body, Power.DECIDE_BUDGET, per)


def plan_to_act_on(number: int) -> Reorganisation | None:
    """The record, for an action."""
    return Reorganisation.objects.filter(pk=number).first()


def plan_row(found: Reorganisation, per: date) -> PlanRow:
    """Show a reorganisation as of a day; its decision must have been read along."""
    decision = decision_row(found.decision)
    decided = decision.day if decision else None
    state = state_on(per, takes_effect=found.takes_effect, decided=decided)
    return PlanRow(
        id=found.pk,
        title=found.title,
        motive=found.motive,
        takes_effect=found.takes_effect,
        state=state,
        status=STATES[state],
        edition=found.edition,
        decision=None if state is State.DRAFT else decision,
        source=Source(found.source, found.source_year),
    )


def done_since(number: int, edition: int) -> list[Done]:
    """What has been done with a plan since an edition of it, the first first."""
    events = Event.objects.filter(subject=Reorganisation._meta.label, subject_id=number)  # noqa: SLF001 -- Django's public name for it
    return [
        Done(event.at, str(event.by), event.after.get("said", ""))
        for event in events.select_related("by").order_by("id")
        if event.after.get("edition", 0) > edition
    ]


def _change(row: PlannedChange) -> Change:
    return Change(
        kind=ChangeKind(row.kind),
        code=row.code,
        to=row.to,
        name=row.name,
        of_kind=row.of_kind,
        year=row.year,
        amount=row.amount,
        id=row.pk,
    )


def _changes(found: Comparison) -> Iterable[ChangeRow]:
    for change in found.changes:
        faults = tuple(f.message for f in found.faults if f.change == change)
        yield ChangeRow(change.id, sentence(change, found.before, found.after), faults)


def _proposals(found: Comparison) -> Iterable[FrameProposal]:
    """The frames that no row moves yet, though units move between the bodies."""
    before, house = found.before, found.after
    due = due_frames(before, house)
    split = {(before.body_of(unit), year) for unit, year in before.split}
    rows = {
        (c.code, c.to, c.year): c.amount for c in found.changes if c.kind is ChangeKind.MOVE_FRAME
    }
    for giver, taker in sorted(set(moved_units(before, house).values())):
        for year in sorted(year for body, year in before.frames if body == giver):
            key = (giver, taker, year)
            missing = rows.get(key) != due[key] if key in due else key not in rows
            if missing and (key in due or (giver, year) not in split):
                names = before.name_of(giver), house.name_of(taker)
                yield FrameProposal(giver, names[0], taker, names[1], year, due.get(key))


def _goals(found: Comparison) -> Iterable[GoalProposal]:
    """The goals that no row moves yet, of bodies that lose units."""
    before, house = found.before, found.after
    for giver, taker in sorted(set(moved_units(before, house).values())):
        count = sum(goal.body == giver for goal in house.goals.values())
        if count:
            names = before.name_of(giver), house.name_of(taker)
            yield GoalProposal(giver, names[0], taker, names[1], count)
