"""What people ask about coverage: which articles and goals that something in the house rests on.

A row is a provision, a column a kind of thing that can rest on it. What lies under a provision
counts for it too, each thing once.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.text import slugify

from huset.direction.catalogues import Level, ink_on, levels_of
from huset.direction.models import ExternalSteering, Provision
from huset.direction.queries.resting import identity, kinds, links_to, rest_of
from huset.kernel import validity
from huset.kernel.backlinks import Backlink
from huset.kernel.importing import Column, text, whole
from huset.organisation.structure import organisation


@dataclass(frozen=True)
class Item:
    """A thing that rests on a provision: whose it is, and on which it rests."""

    link: Backlink
    body: str
    on: tuple[str, ...]  # the provisions under the row, where it is not the row itself


@dataclass(frozen=True)
class Cell:
    """The things of one kind that rest on a provision, or on one under it."""

    kind: str
    slug: str
    items: tuple[Item, ...]

    @property
    def count(self) -> int:
        """How many they are."""
        return len(self.items)


@dataclass(frozen=True)
class CoverageRow:
    """A provision and its cells, one a kind."""

    id: int
    code: str
    label: str
    title: str
    url: str
    colour: str
    ink: str
    parent: str
    below: int
    cells: tuple[Cell, ...]

    @property
    def count(self) -> int:
        """How many different things that rest on it."""
        return sum(cell.count for cell in self.cells)


@dataclass(frozen=True)
class Share:
    """How many of a level's provisions that are touched by at least one thing of a kind."""

    kind: str
    level: Level
    covered: int
    total: int

    @property
    def figure(self) -> str:
        """The share as a figure."""
        return f"{self.covered} av {self.total}"

    @property
    def sentence(self) -> str:
        """The share as a sentence."""
        things = f"minst ett {self.kind.lower()}" if self.kind else "något"
        return f"{self.figure} {self.level.many} berörs av {things}."


@dataclass(frozen=True)
class Coverage:
    """The matrix of one law: its rows, first level and second, and the shares in words."""

    code: str
    title: str
    kinds: tuple[str, ...]
    levels: tuple[Level, ...]
    rows: tuple[CoverageRow, ...]
    shares: tuple[Share, ...]  # of the first level, kind by kind; the last is of any kind
    shares_below: tuple[Share, ...]


def coverable(per: date) -> list[tuple[str, str]]:
    """What has provisions on a day, as a list to choose from: that with extra weight first."""
    found = ExternalSteering.objects.filter(validity.on(per), provisions__isnull=False).distinct()
    return list(found.order_by("-extra_weight", "title").values_list("code", "title"))


def coverage(code: str, per: date, *, body_codes: Collection[str] = ()) -> Coverage | None:
    """What rests on each provision of a law on a day, for the bodies that have been chosen."""
    law = ExternalSteering.objects.filter(validity.on(per), code=code).first()
    if law is None:
        return None
    provisions = list(law.provisions.all())
    links = links_to(Provision, [p.pk for p in provisions], per, body_codes)
    names = {body.code: body.name for body in organisation(per).bodies}
    rows = _rows(provisions, links, names)
    levels = levels_of(law.catalogue)
    top = [row for row in rows if not row.parent]
    under = [row for row in rows if row.parent]
    return Coverage(
        code=law.code,
        title=law.title,
        kinds=tuple(cell.kind for cell in rows[0].cells) if rows else kinds(),
        levels=levels,
        rows=tuple(rows),
        shares=_shares(top, levels[0]),
        shares_below=_shares(under, levels[-1]),
    )


def coverage_columns(found: Coverage) -> tuple[Column[Any], ...]:
    """The columns of the matrix as a file."""
    counts = [Column(kind, whole(0, 100_000)) for kind in found.kinds]
    return (
        Column("Beteckning", text(40)),
        Column("Rubrik", text(200)),
        Column("Under", text(40)),
        *counts,
        Column("Vad som vilar på den", text(20_000)),
    )


def coverage_cells(found: Coverage) -> list[tuple[object, ...]]:
    """The rows of the matrix as a file."""
    labels = {row.code: row.label for row in found.rows}
    return [
        (
            row.label,
            row.title,
            labels.get(row.parent, ""),
            *(cell.count for cell in row.cells),
            "; ".join(f"{cell.kind}: {i.link.title}" for cell in row.cells for i in cell.items),
        )
        for row in found.rows
    ]


def _rows(
    provisions: Sequence[Provision],
    links: Mapping[int, tuple[Backlink, ...]],
    names: Mapping[str, str],
) -> list[CoverageRow]:
    """The first level in its order, each followed by what lies under it."""
    below: dict[int | None, list[Provision]] = {}
    for provision in provisions:
        below.setdefault(provision.parent_id, []).append(provision)
    every = [link for some in links.values() for link in some]
    columns = tuple(rest.kind for rest in rest_of(every, empty=True))
    rows = []
    for top in below.get(None, []):
        under = below.get(top.pk, [])
        held = {p.label: links.get(p.pk, ()) for p in (top, *under)}
        rows.append(_row(top, "", len(under), _cells(held, top.label, columns, names)))
        for one in under:
            cells = _cells({one.label: held[one.label]}, one.label, columns, names)
            rows.append(_row(one, top.code, 0, cells))
    return rows


def _row(provision: Provision, parent: str, below: int, cells: tuple[Cell, ...]) -> CoverageRow:
    return CoverageRow(
        id=provision.pk,
        code=provision.code,
        label=provision.label,
        title=provision.title,
        url=provision.url,
        colour=provision.colour,
        ink=ink_on(provision.colour) if provision.colour else "",
        parent=parent,
        below=below,
        cells=cells,
    )


def _cells(
    held: Mapping[str, tuple[Backlink, ...]],
    own: str,
    columns: Sequence[str],
    names: Mapping[str, str],
) -> tuple[Cell, ...]:
    """The cells of a row: what rests on it or under it, each thing once, saying on which."""
    on: dict[tuple[object, ...], list[str]] = {}
    for label, links in held.items():
        for link in links:
            labels = on.setdefault(identity(link), [])
            if label not in labels:
                labels.append(label)
    rest = {r.kind: r.links for r in rest_of(link for links in held.values() for link in links)}
    return tuple(
        Cell(
            kind,
            slugify(kind),
            tuple(
                Item(
                    link,
                    names.get(link.body_code, ""),
                    tuple(label for label in on[identity(link)] if label != own),
                )
                for link in rest.get(kind, ())
            ),
        )
        for kind in columns
    )


def _shares(rows: Sequence[CoverageRow], level: Level) -> tuple[Share, ...]:
    if not rows:
        return ()
    columns = [cell.kind for cell in rows[0].cells]
    per_kind = [
        Share(kind, level, sum(bool(row.cells[at].items) for row in rows), len(rows))
        for at, kind in enumerate(columns)
    ]
    return (*per_kind, Share("", level, sum(bool(row.count) for row in rows), len(rows)))
