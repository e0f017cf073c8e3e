"""A row of each list: what is known of a body, a unit in one of its places, a share or a remit."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from huset.organisation.mandate_rules import Span

Key = tuple[object, ...]


@dataclass(frozen=True, kw_only=True)
class Line:
    """What every row says: from which day, to which, and where it is known from."""

    first: date
    last: date | None = None
    source: str = ""
    source_year: int | None = None
    is_example: bool = False

    @property
    def key(self) -> Key:
        """What tells the row from the others of its list."""
        raise NotImplementedError

    @property
    def what(self) -> str:
        """The row in a few words."""
        raise NotImplementedError

    @property
    def ends_early(self) -> bool:
        """Tell whether it ends before it begins."""
        return self.last is not None and self.last < self.first

    @property
    def span(self) -> Span:
        """The days that the row is about."""
        return Span(self.first, self.last)


@dataclass(frozen=True, kw_only=True)
class BodyLine(Line):
    """A body."""

    code: str
    name: str
    kind: str
    reports_to: str = ""
    order: int = 0

    @property
    def key(self) -> Key:
        """A body has one row."""
        return (self.code,)

    @property
    def what(self) -> str:
        """Code and name."""
        return f"{self.code} {self.name}"


@dataclass(frozen=True, kw_only=True)
class UnitLine(Line):
    """A unit in one of its places: a unit that moves has one row for each."""

    code: str
    name: str
    kind: str
    body: str
    parent: str = ""

    @property
    def key(self) -> Key:
        """A unit has one row for each first day."""
        return (self.code, self.first)

    @property
    def what(self) -> str:
        """Code, name and first day."""
        return f"{self.code} {self.name}, från {self.first}"


@dataclass(frozen=True, kw_only=True)
class ShareLine(Line):
    """A share; ``holder`` is a body's code, ``holder_name`` someone outside the group."""

    body: str
    holder: str = ""
    holder_name: str = ""
    percent: Decimal | None = None

    @property
    def key(self) -> Key:
        """A holder has one row for each body and first day."""
        return (self.body, self.holder, self.holder_name, self.first)

    @property
    def what(self) -> str:
        """The body, its holder, and the first day."""
        return f"{self.body}: {self.holder or self.holder_name}, från {self.first}"


@dataclass(frozen=True, kw_only=True)
class RemitLine(Line):
    """A remit; ``decision`` is written as the decision is: "KF 2022-12-19 § 161"."""

    body: str
    kind: str
    title: str
    url: str = ""
    decision: str = ""

    @property
    def key(self) -> Key:
        """A text has one row for each body, kind and first day."""
        return (self.body, self.kind, self.title, self.first)

    @property
    def what(self) -> str:
        """The body, the text, and the first day."""
        return f"{self.body}: {self.title}, från {self.first}"
