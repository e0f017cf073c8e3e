"""What people ask about what steers from outside, as of a day."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from huset.direction.catalogues import NAMES, catalogue, ink_on, levels_of
from huset.direction.models import ExternalSteering, Provision
from huset.direction.queries.resting import Resting, links_to, rest_of
from huset.direction.rules import EXTERNAL_NAMES, ExternalKind
from huset.kernel import validity
from huset.kernel.actions import sha256_of, snapshot
from huset.kernel.backlinks import Backlink
from huset.kernel.importing import Column, day, text
from huset.kernel.shell import Source
from huset.organisation.models import Body

EXTERNAL_COLUMNS = (
    Column("Kod", text(20)),
    Column("Titel", text(200)),
    Column("Slag", text(40)),
    Column("Beteckning", text(60)),
    Column("Gäller från", day()),
    Column("Gäller till", day()),
    Column("Särskild vikt", text(10)),
    Column("Vad den betyder här", text(20_000)),
    Column("Organ", text(2_000)),
    Column("Vilar på den", text(20_000)),
    Column("Adress", text(200)),
)
EVERY_BODY = "Alla organ"


@dataclass(frozen=True)
class BodyRef:
    """A body that is steered, by code and name."""

    code: str
    name: str


@dataclass(frozen=True)
class ExternalRow:
    """Something that steers from outside, and whom; without bodies it steers every body."""

    id: int
    code: str
    kind: str
    title: str
    reference: str
    url: str
    extra_weight: bool
    note: str
    valid_from: date
    valid_to: date | None
    catalogue: str
    bodies: tuple[BodyRef, ...]
    provisions: int
    resting: tuple[Resting, ...]
    source: Source

    @property
    def cells(self) -> tuple[object, ...]:
        """The row as a file has it."""
        return (
            self.code,
            self.title,
            self.kind,
            self.reference,
            self.valid_from,
            self.valid_to,
            "Ja" if self.extra_weight else "Nej",
            self.note,
            ", ".join(body.name for body in self.bodies) or EVERY_BODY,
            "; ".join(f"{some.kind}: {link.title}" for some in self.resting for link in some.links),
            self.url,
        )


@dataclass(frozen=True)
class ProvisionNode:
    """A provision with what rests on it, and those below it."""

    id: int
    code: str
    label: str
    title: str
    url: str
    colour: str
    ink: str
    resting: tuple[Resting, ...]
    below: tuple["ProvisionNode", ...]
    touched: int  # how many things rest on it or on one below it

    @property
    def touched_below(self) -> int:
        """How many of those below it that something rests on."""
        return sum(bool(node.touched) for node in self.below)


@dataclass(frozen=True)
class ExternalPage:
    """One law with its provisions as a tree, and what in the municipality rests on each."""

    row: ExternalRow
    nodes: tuple[ProvisionNode, ...]
    catalogue: str
    catalogue_source: str
    unchecked: int  # titles of the catalogue that have not been compared with its source
    waiting: int  # provisions that a newer edition of the catalogue would add or change
    words: str  # "13 kapitel och 330 paragrafer"


def external_steering(
    per: date, *, kind: str = "", body_codes: Collection[str] = ()
) -> list[ExternalRow]:
    """What steers from outside on a day: that which has been given extra weight comes first."""
    found = _read_along(ExternalSteering.objects.filter(validity.on(per)))
    if kind:
        found = found.filter(kind=kind)
    if body_codes:
        reached = Q(bodies=None) | Q(bodies__code__in=body_codes)
        found = found.filter(pk__in=ExternalSteering.objects.filter(reached).values("pk"))
    return _rows(found, per, body_codes)


def upcoming_steering(per: date) -> list[ExternalRow]:
    """What has been registered and begins to steer after a day."""
    found = ExternalSteering.objects.filter(valid_from__gt=per)
    return _rows(_read_along(found).order_by("valid_from", "title"), per)


def external_kinds() -> list[tuple[str, str]]:
    """The kinds of external steering, as a list to choose from."""
    return [(kind.value, name) for kind, name in EXTERNAL_NAMES.items()]


def catalogue_choices() -> list[tuple[str, str]]:
    """The product's lists of provisions, as a list to choose from."""
    return list(NAMES.items())


def external_page(code: str, per: date, *, body_codes: Collection[str] = ()) -> ExternalPage | None:
    """One law and its provisions; its row says from when to when it applies."""
    found = _read_along(ExternalSteering.objects.filter(code=code)).first()
    if found is None:
        return None
    provisions = list(found.provisions.all())
    links = links_to(Provision, [p.pk for p in provisions], per, body_codes)
    told = catalogue(found.catalogue)
    return ExternalPage(
        row=_rows([found], per, body_codes)[0],
        nodes=_tree(provisions, links),
        catalogue=told.name if told else "",
        catalogue_source=told.source if told else "",
        unchecked=sum(not entry.checked for entry in told.entries) if told else 0,
        waiting=len(newer(found, provisions)),
        words=counted_words(found.catalogue, provisions),
    )


def newer(steering: ExternalSteering, provisions: Iterable[Provision]) -> dict[str, bool]:
    """The codes that the catalogue has otherwise than what is stored: new (true), or changed."""
    told = catalogue(steering.catalogue)
    stored = {p.code: (p.label, p.title, p.url, p.colour) for p in provisions}
    if told is None:
        return {}
    wanted = {e.code: (e.label, e.title, e.url, e.colour) for e in told.entries}
    return {code: code not in stored for code, said in wanted.items() if stored.get(code) != said}


def counted_words(catalogue_code: str, provisions: Collection[Provision]) -> str:
    """How many provisions there are of each level, in words."""
    levels = levels_of(catalogue_code)
    first = sum(p.parent_id is None for p in provisions)
    counts = ((first, levels[0]), (len(provisions) - first, levels[-1]))
    return " och ".join(f"{n} {level.one if n == 1 else level.many}" for n, level in counts if n)


def provisions_in_words(laws: Iterable[ExternalRow]) -> Mapping[int, str]:
    """How many provisions each law has, in words."""
    listed = {law.id: law.catalogue for law in laws}
    held: dict[int, list[Provision]] = {number: [] for number in listed}
    for provision in Provision.objects.filter(steering__in=listed).only("steering_id", "parent_id"):
        held[provision.steering_id].append(provision)
    return {number: counted_words(listed[number], found) for number, found in held.items()}


def external_to_act_on(code: str) -> ExternalSteering | None:
    """The law's record, for an action."""
    return ExternalSteering.objects.filter(code=code).first()


def provision_to_act_on(number: int) -> Provision | None:
    """The provision's record, for an action."""
    return Provision.objects.filter(pk=number).select_related("steering").first()


def provision_choices(steering: ExternalSteering) -> list[tuple[str, str]]:
    """The provisions that another can lie under."""
    return [(p.code, str(p)) for p in steering.provisions.filter(parent=None)]


def steering_mark(steering: ExternalSteering) -> str:
    """What tells this state of a law from others: what was shown is what is changed."""
    bodies = sorted(steering.bodies.values_list("code", flat=True))
    return sha256_of([snapshot(steering), bodies])


def provision_mark(provision: Provision) -> str:
    """What tells this state of a provision from others."""
    return sha256_of(snapshot(provision))


def bodies_to_act_on(codes: Collection[str]) -> list[Body]:
    """The records of bodies, for an action."""
    return list(Body.objects.filter(code__in=codes))


def _read_along(found: QuerySet[ExternalSteering]) -> QuerySet[ExternalSteering]:
    return (
        found.annotate(provision_count=Count("provisions", distinct=True))
        .prefetch_related("bodies")
        .order_by("-extra_weight", "kind", "title", "valid_from")
    )


def _rows(
    found: Iterable[ExternalSteering], per: date, body_codes: Collection[str] = ()
) -> list[ExternalRow]:
    laws = list(found)
    links = links_to(ExternalSteering, [law.pk for law in laws], per, body_codes)
    return [_row(law, links.get(law.pk, ())) for law in laws]


def _row(law: ExternalSteering, links: Iterable[Backlink]) -> ExternalRow:
    return ExternalRow(
        id=law.pk,
        code=law.code,
        kind=EXTERNAL_NAMES[ExternalKind(law.kind)],
        title=law.title,
        reference=law.reference,
        url=law.url,
        extra_weight=law.extra_weight,
        note=law.note,
        valid_from=law.valid_from,
        valid_to=law.valid_to,
        catalogue=law.catalogue,
        bodies=tuple(BodyRef(body.code, body.name) for body in law.bodies.all()),
        provisions=getattr(law, "provision_count", 0),
        resting=rest_of(links),
        source=Source(law.source, law.source_year),
    )


def _tree(
    provisions: Iterable[Provision], links: Mapping[int, tuple[Backlink, ...]]
) -> tuple[ProvisionNode, ...]:
    below: dict[int | None, list[Provision]] = {}
    for provision in provisions:
        below.setdefault(provision.parent_id, []).append(provision)

    def branch(provision: Provision) -> tuple[ProvisionNode, list[Backlink]]:
        own = list(links.get(provision.pk, ()))
        branches = [branch(child) for child in below.get(provision.pk, ())]
        every = own + [link for _, more in branches for link in more]
        node = ProvisionNode(
            id=provision.pk,
            code=provision.code,
            label=provision.label,
            title=provision.title,
            url=provision.url,
            colour=provision.colour,
            ink=ink_on(provision.colour) if provision.colour else "",
            resting=rest_of(own),
            below=tuple(child for child, _ in branches),
            touched=sum(some.count for some in rest_of(every)),
        )
        return node, every

    return tuple(branch(provision)[0] for provision in below.get(None, ()))


def provision_of(steering: ExternalSteering, code: str) -> Provision | None:
    """A law's provision by its code, for an action."""
    return steering.provisions.filter(code=code).first()
