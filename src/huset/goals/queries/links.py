"""What goals and assignments rest on: parts of the vision, provisions and governing documents.

The links describe; they decide nothing and have no days of their own.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Exists, OuterRef, Q, QuerySet

from huset.direction.models import Provision, VisionStatement
from huset.documents.models import Edition, GoverningDocument
from huset.documents.queries.in_force import in_force
from huset.goals.models import Assignment, Goal
from huset.kernel import validity
from huset.kernel.actions import sha256_of

NO_LONGER = "gäller inte den här dagen"


@dataclass(frozen=True)
class Links:
    """What a goal or an assignment is linked to, by number."""

    statements: frozenset[int] = frozenset()
    provisions: frozenset[int] = frozenset()
    documents: frozenset[int] = frozenset()

    @property
    def mark(self) -> str:
        """What tells these links from others: a change says which it was made from."""
        return sha256_of([sorted(self.statements), sorted(self.provisions), sorted(self.documents)])


@dataclass(frozen=True)
class Ground:
    """Something to rest on. ``chosen`` tells whether a form shows it ticked."""

    id: int
    label: str
    title: str
    url: str = ""
    note: str = ""
    chosen: bool = False


@dataclass(frozen=True)
class Group:
    """Grounds under a heading: a vision, a law's chapter, a global goal, or nothing."""

    title: str
    grounds: tuple[Ground, ...]

    @property
    def chosen(self) -> int:
        """How many that are ticked."""
        return sum(ground.chosen for ground in self.grounds)


@dataclass(frozen=True)
class Law:
    """A law, convention or agreement with its provisions in groups."""

    id: int
    code: str
    title: str
    groups: tuple[Group, ...]

    @property
    def chosen(self) -> int:
        """How many of its provisions that are ticked."""
        return sum(group.chosen for group in self.groups)


@dataclass(frozen=True)
class Grounds:
    """What there is to rest on, or what a thing rests on."""

    visions: tuple[Group, ...] = ()
    laws: tuple[Law, ...] = ()
    documents: tuple[Ground, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.visions or self.laws or self.documents)

    @property
    def chosen_documents(self) -> int:
        """How many of the documents that are ticked."""
        return sum(ground.chosen for ground in self.documents)

    @property
    def ids(self) -> Links:
        """The numbers of all of it."""
        return Links(
            frozenset(g.id for vision in self.visions for g in vision.grounds),
            frozenset(g.id for law in self.laws for group in law.groups for g in group.grounds),
            frozenset(g.id for g in self.documents),
        )


def links_of(thing: Goal | Assignment) -> Links:
    """What a goal or an assignment is linked to. An assignment points at no vision itself."""
    statements = thing.statements.values_list("pk", flat=True) if isinstance(thing, Goal) else ()
    return Links(
        frozenset(statements),
        frozenset(thing.provisions.values_list("pk", flat=True)),
        frozenset(thing.documents.values_list("pk", flat=True)),
    )


def goal_to_act_on(number: int) -> Goal | None:
    """The goal's record, for an action."""
    return Goal.objects.filter(pk=number).first()


def assignment_to_act_on(number: int) -> Assignment | None:
    """The assignment's record, for an action."""
    found = Assignment.objects.select_related("decision__meeting__body")
    return found.filter(pk=number).first()


def goal_grounds(number: int, per: date) -> Grounds:
    """What a goal rests on, with a note on what no longer applies.

    What nobody has decided is left out: drafts of a vision, and documents without an edition.
    """
    return _grounds(
        VisionStatement.objects.filter(goals=number),
        Provision.objects.filter(goals=number),
        _documents(per).filter(goals=number),
        Links(),
        per,
    )


def assignment_grounds(number: int, per: date) -> Grounds:
    """What an assignment rests on, in the same way."""
    return _grounds(
        None,
        Provision.objects.filter(assignments=number),
        _documents(per).filter(assignments=number),
        Links(),
        per,
    )


def grounds_to_choose(per: date, chosen: Links, *, visions: bool) -> Grounds:
    """All that something can rest on, on a day, and what is chosen already though it has ended."""
    applying = validity.on(per, through="vision__") | Q(pk__in=chosen.statements)
    steering = validity.on(per, through="steering__") | Q(pk__in=chosen.provisions)
    return _grounds(
        VisionStatement.objects.filter(applying) if visions else None,
        Provision.objects.filter(steering),
        _documents(per).filter(Q(current=True) | Q(pk__in=chosen.documents)),
        chosen,
        per,
    )


def _documents(per: date) -> QuerySet[GoverningDocument]:
    """The documents decided by a day; ``current`` tells whether one is in force on it."""
    editions = Edition.objects.filter(document=OuterRef("pk"))
    decided = Exists(editions.filter(decision__meeting__day__lte=per))
    current = Exists(editions.filter(in_force(per)))
    found = GoverningDocument.objects.filter(decided).annotate(current=current)
    return found.order_by("title", "pk")


def _grounds(
    statements: QuerySet[VisionStatement] | None,
    provisions: QuerySet[Provision],
    documents: QuerySet[GoverningDocument],
    chosen: Links,
    per: date,
) -> Grounds:
    visions: tuple[Group, ...] = ()
    if statements is not None:
        decided = statements.filter(vision__decision__meeting__day__lte=per)
        ordered = decided.select_related("vision").order_by("-vision__valid_from", "number")
        visions = tuple(_visions(ordered, chosen.statements, per))
    return Grounds(
        visions=visions,
        laws=tuple(_laws(provisions, chosen.provisions, per)),
        documents=tuple(
            Ground(
                d.pk,
                "",
                d.title,
                note="" if vars(d)["current"] else NO_LONGER,
                chosen=d.pk in chosen.documents,
            )
            for d in documents
        ),
    )


def _visions(
    found: Iterable[VisionStatement], chosen: Collection[int], per: date
) -> Iterable[Group]:
    for vision, statements in groupby(found, key=lambda s: s.vision):
        ended = vision.valid_to is not None and vision.valid_to < per
        note = NO_LONGER if ended or vision.valid_from > per else ""
        yield Group(
            vision.title,
            tuple(Ground(s.pk, "", s.title, note=note, chosen=s.pk in chosen) for s in statements),
        )


def _laws(provisions: QuerySet[Provision], chosen: Collection[int], per: date) -> Iterable[Law]:
    found = provisions.select_related("steering", "parent").order_by(
        "-steering__extra_weight", "steering__title", "steering", "order", "pk"
    )
    for law, those in groupby(found, key=lambda p: p.steering):
        ended = law.valid_to is not None and law.valid_to < per
        note = NO_LONGER if ended or law.valid_from > per else ""
        groups: dict[str, list[Ground]] = {}
        those_found = list(those)
        parents = {p.parent_id for p in those_found}
        for one in those_found:
            heading = one.parent or (one if one.pk in parents else None)
            ground = Ground(one.pk, one.label, one.title, one.url, note, one.pk in chosen)
            groups.setdefault(str(heading or ""), []).append(ground)
        yield Law(
            law.pk,
            law.code,
            law.title,
            tuple(Group(title, tuple(grounds)) for title, grounds in groups.items()),
        )
