"""What every step of the loading shares: the files, the one who acts, and what has been decided."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from huset.examples.reading import Entry, Files
from huset.kernel.models import User
from huset.organisation.models import Body, Decision

EXAMPLE = "exempel"  # the user name of the one who has done all that the example begins with


@dataclass(frozen=True)
class Books:
    """Where the accounting files are put; ``coarse`` makes fewer and larger vouchers, for tests."""

    into: Path
    coarse: int = 1


@dataclass(frozen=True)
class Loading:
    """One loading under way. ``decisions`` holds those that have been made by today."""

    files: Files
    by: User
    books: Books | None = None
    decisions: dict[str, Decision] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """The day that the example is loaded for."""
        return self.files.today

    def is_made(self, entry: Entry) -> bool:
        """Tell whether what an entry rests on has been decided."""
        return entry["decision"] in self.decisions

    def decision(self, entry: Entry) -> Decision:
        """The decision that an entry rests on."""
        return self.decisions[entry["decision"]]


def user(username: str, name: str) -> User:
    """Someone who acts in the example; nobody can sign in with a password as them."""
    found = User.objects.filter(username=username).first()
    return found or User.objects.create_user(username, name=name)


def example_user() -> User:
    """The one who has done all that the example begins with."""
    return user(EXAMPLE, "Exempelkommunen")


def bodies() -> dict[str, Body]:
    """Every body by its code."""
    return {body.code: body for body in Body.objects.all()}
