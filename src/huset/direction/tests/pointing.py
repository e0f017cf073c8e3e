"""Things from above that point at provisions, for tests: what they are is said by the test."""

from collections.abc import Collection, Iterable
from contextlib import contextmanager
from datetime import date

from django.db.models import Model

from huset.direction.models import Provision
from huset.kernel.backlinks import Backlink


class Table:
    """A kind of thing with its links as a table: (code, title, body, first day, provisions)."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.rows: list[tuple[str, str, date, Collection[int]]] = []

    def pointing_at(
        self, model: type[Model], ids: Collection[int], per: date
    ) -> Iterable[tuple[int, Backlink]]:
        for code, body, since, provisions in self.rows if model is Provision else ():
            for number in provisions:
                if number in ids and since <= per:
                    page = ("organisation:body", (body or "BUN",), {})
                    yield number, Backlink(self.kind, f"Saken {code}", page, code, body)


GOALS, ASSIGNMENTS = Table("Mål"), Table("Uppdrag")
PATHS = [f"{__name__}.GOALS", f"{__name__}.ASSIGNMENTS"]


@contextmanager
def pointing(settings):
    """Let the two tables be all that points at provisions."""
    settings.BACKLINKS = PATHS
    try:
        yield GOALS, ASSIGNMENTS
    finally:
        GOALS.rows, ASSIGNMENTS.rows = [], []
