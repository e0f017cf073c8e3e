"""What a governance model says of money: the budget process, and how the ledger is read."""

from dataclasses import dataclass

from huset.model.terms import BodyKindCode, Code, Month, Url


@dataclass(frozen=True)
class AccountRange:
    """A range of accounts by their first digits: 30-38 holds every account from 30.. to 38..."""

    first: str
    last: str

    def holds(self, account: str) -> bool:
        return self.first <= account[: len(self.first)] <= self.last


@dataclass(frozen=True)
class LawReference:
    """The provision a part of the model rests on, with its address."""

    name: str
    provision: str
    url: Url


@dataclass(frozen=True)
class BudgetRules:
    """The budget process: its months, who decides, and how many plan years follow."""

    name: str
    plan_years: int
    prerequisites_month: Month
    preliminary_frames_month: Month
    frame_month: Month
    frame_decided_by: BodyKindCode
    detail_month: Month
    detail_decided_by: tuple[BodyKindCode, ...]
    detail_reported_to: BodyKindCode
    election_frame_month: Month | None = None

    @property
    def horizon_years(self) -> int:
        return 1 + self.plan_years


@dataclass(frozen=True)
class ResultLine:
    """A line of the income statement; without accounts it is the sum of all lines above it."""

    code: Code
    name: str
    accounts: tuple[AccountRange, ...] = ()


@dataclass(frozen=True)
class LedgerRules:
    """How the ledger is read: SIE dimensions and the lines of the income statement."""

    unit_dimension: int
    income_statement: tuple[ResultLine, ...]
    law: LawReference
    activity_dimension: int | None = None
    project_dimension: int | None = None
