"""What the page shell and the components are given: finished values, ready to be shown.

The views, and the middleware that sets ``request.shell``, fill these in; the templates only write
them out. What a component shows of the domain (a status, an amount) has been worded before.
"""

from collections.abc import Container
from dataclasses import dataclass
from datetime import date

from huset.kernel.money import MINUS, Denomination, show
from huset.kernel.status import Status, Tone

SYMBOLS = {Tone.GOOD: "✓", Tone.PARTLY: "!", Tone.BAD: "✕", Tone.NEUTRAL: "i"}


def deviation(ore: int | None, denomination: Denomination) -> Status:
    """Word a deviation as it is shown: plus is better, and what rounds to nothing is neither."""
    amount = show(ore, denomination, plus=True)
    if amount.startswith("+"):
        return Status(amount, "▲", Tone.GOOD)
    if amount.startswith(MINUS):
        return Status(amount, "▼", Tone.BAD)
    return Status(amount, "", Tone.NEUTRAL)


@dataclass(frozen=True)
class NavItem:
    """A place to go to: in the menu, among tabs, or a page of a long list."""

    label: str
    url: str
    current: bool = False


@dataclass(frozen=True)
class Option:
    """A choice in one of the bar's lists; ``depth`` is its level in the tree of units."""

    value: str
    label: str
    selected: bool = False
    depth: int = 0

    @property
    def indented(self) -> str:
        """The label as a list without levels can show where in the tree it lies."""
        return "\N{NO-BREAK SPACE}" * 3 * self.depth + self.label


@dataclass(frozen=True)
class ContextBar:
    """The bar that stays: whose figures, which year, as of when, and in which denomination."""

    scopes: tuple[Option, ...]
    years: tuple[Option, ...]
    per: str
    per_is_today: bool
    denominations: tuple[Option, ...]

    @property
    def chosen(self) -> str:
        """The choices in one line, for when the bar is folded."""
        options = (*self.scopes, *self.years, *self.denominations)
        return " · ".join(option.label for option in options if option.selected)


@dataclass(frozen=True)
class Notice:
    """Something the reader should know before the page itself."""

    tone: Tone
    text: str

    @property
    def symbol(self) -> str:
        """The sign that says what the colour says."""
        return SYMBOLS[self.tone]


@dataclass(frozen=True)
class Banner:
    """Something out of the ordinary that lasts from page to page, and the button that ends it."""

    text: str
    action: str
    url: str


@dataclass(frozen=True)
class SearchField:
    """The search field in the head: where it leads, and the choices that go along."""

    url: str
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Shell:
    """What stands round a page."""

    municipality: str
    navigation: tuple[NavItem, ...]
    bar: ContextBar | None
    who: str
    sign_in_url: str = ""
    sign_in_label: str = "Logga in"
    account_url: str = ""
    sign_out_url: str = ""
    example: bool = False
    notices: tuple[Notice, ...] = ()
    section: tuple[NavItem, ...] = ()  # the pages beside this one
    banner: Banner | None = None
    help: tuple[NavItem, ...] = ()  # pages that explain, in the foot of every page
    search: SearchField | None = None
    log_area: Container[str] = ()  # codes of the bodies whose history the reader may see


@dataclass(frozen=True)
class Fact:
    """A term and what it is here."""

    term: str
    value: str
    url: str = ""


@dataclass(frozen=True)
class Source:
    """Where a figure comes from; without a name it is made up, and says so."""

    name: str = ""
    year: int | None = None
    url: str = ""


@dataclass(frozen=True)
class KeyFigure:
    """One large number, what it counts and how it fares."""

    label: str
    value: str
    unit: str = ""
    note: str = ""
    status: Status | None = None
    url: str = ""


@dataclass(frozen=True)
class ThreadStep:
    """One knot on the golden thread; ``broken`` when nothing above holds it."""

    kind: str
    title: str
    url: str = ""
    note: str = ""
    status: Status | None = None
    current: bool = False
    broken: bool = False


@dataclass(frozen=True)
class Due:
    """Something that is to happen on a day."""

    day: date
    title: str
    url: str = ""
    note: str = ""
    status: Status | None = None


@dataclass(frozen=True)
class Pagination:
    """One page of a long list, and the way to the others."""

    text: str
    pages: tuple[NavItem, ...]
    previous_url: str = ""
    next_url: str = ""
