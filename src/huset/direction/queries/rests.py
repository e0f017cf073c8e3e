"""What rests on the parts of a vision and on the areas of a plan: goals, and what else points."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Model

from huset.kernel.backlinks import backlinks
from huset.kernel.context import Context
from huset.kernel.links import link_to
from huset.kernel.shell import NavItem


@dataclass(frozen=True)
class Rest:
    """Things of a kind that rest on something, each with its page."""

    kind: str
    items: tuple[NavItem, ...]

    @property
    def count(self) -> str:
        """How many they are, in words."""
        return f"{len(self.items)} {self.kind.lower()}"


def rests(
    model: type[Model], ids: Collection[int], context: Context
) -> Mapping[int, tuple[Rest, ...]]:
    """What points at some things on the as-of day, kind by kind."""
    return {
        number: tuple(
            Rest(
                kind,
                tuple(
                    NavItem(f"{found.code} {found.title}".strip(), link_to(context, found.page))
                    for found in those
                ),
            )
            for kind, those in groupby(found, lambda one: one.kind)
        )
        for number, found in backlinks(model, ids, context.per).items()
    }
