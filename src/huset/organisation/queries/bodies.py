"""What people ask about bodies, as of a day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from huset.kernel import validity
from huset.kernel.models import Event
from huset.kernel.shell import Source
from huset.model.queries import model_in_force
from huset.organisation.models import Body
from huset.organisation.queries.owning import RemitRow, ShareRow, remits, shares
from huset.organisation.queries.units import UnitRow, unit_rows
from huset.organisation.structure import organisation


@dataclass(frozen=True)
class BodyView:
    """A body with what it is and whom it reports to, in words; ``depth`` is its level."""

    code: str
    name: str
    kind: str
    reports_to: str
    reports_to_code: str
    valid_from: date
    valid_to: date | None
    source: Source
    depth: int = 0


@dataclass(frozen=True)
class Branch:
    """A body in the group's tree: who owns it, how many units it has, and what is below."""

    body: BodyView
    owned: str
    units: int
    below: tuple["Branch", ...]


@dataclass(frozen=True)
class FormerName:
    """What a body was called until someone corrected it."""

    name: str
    until: datetime
    why: str


@dataclass(frozen=True)
class BodyPage:
    """Everything about one body on a day, apart from who holds a role in it."""

    body: BodyView
    duties: tuple[str, ...]
    owned_by: tuple[ShareRow, ...]
    owns: tuple[ShareRow, ...]
    remits: tuple[RemitRow, ...]
    below: tuple[BodyView, ...]
    units: tuple[UnitRow, ...]
    names: tuple[FormerName, ...]

    @property
    def unled(self) -> int:
        """How many of its units nobody leads."""
        return sum(not unit.managers for unit in self.units)


def bodies(per: date) -> list[BodyView]:
    """Every body of a day in the order of the tree, as the governance model names its kind."""
    kinds: dict[str, str] = {kind.code: kind.name for kind in model_in_force(per).body_kinds}
    found = Body.objects.filter(validity.on(per)).select_related("reports_to")
    rows = {b.code: b for b in found}
    below: dict[str, list[Body]] = {}
    for b in rows.values():
        above = b.reports_to.code if b.reports_to else ""
        below.setdefault(above if above in rows else "", []).append(b)

    def walk(code: str, depth: int) -> Iterator[BodyView]:
        for b in below.get(code, []):
            yield BodyView(
                code=b.code,
                name=b.name,
                kind=kinds.get(b.kind, b.kind),
                reports_to=b.reports_to.name if b.reports_to else "",
                reports_to_code=b.reports_to.code if b.reports_to else "",
                valid_from=b.valid_from,
                valid_to=b.valid_to,
                source=Source(b.source, b.source_year),
                depth=depth,
            )
            yield from walk(b.code, depth + 1)

    return list(walk("", 0))


def group(per: date, found: list[BodyView], held: list[ShareRow]) -> tuple[Branch, ...]:
    """The municipal group as a tree, made of bodies and shares that have been asked for."""
    organised = organisation(per)
    said: dict[str, list[str]] = {}
    partners: dict[str, list[str]] = {}
    for s in held:
        if s.percent:
            said.setdefault(s.body_code, []).append(f"ägs till {s.part} av {s.holder}")
        elif not s.holder_code:
            partners.setdefault(s.body_code, []).append(s.holder)
    for code, names in partners.items():
        said.setdefault(code, []).append(f"gemensamt med {', '.join(names)}")

    def branch(body: BodyView) -> Branch:
        return Branch(
            body=body,
            owned=", ".join(said.get(body.code, [])),
            units=len(organised.units_of(body.code)),
            below=tuple(branch(b) for b in found if b.reports_to_code == body.code),
        )

    return tuple(branch(b) for b in found if b.depth == 0)


def body_page(code: str, per: date, *, drafts: bool) -> BodyPage | None:
    """One body as it is on a day, if it is there that day; to those within with drafts."""
    found = bodies(per)
    body = next((b for b in found if b.code == code), None)
    if body is None:
        return None
    organised, held = organisation(per), shares(per)
    row = organised.body(code)
    kinds = model_in_force(per).body_kinds
    return BodyPage(
        body=body,
        duties=next((k.duties for k in kinds if row and k.code == row.kind), ()),
        owned_by=tuple(s for s in held if s.body_code == code),
        owns=tuple(s for s in held if s.holder_code == code),
        remits=tuple(r for r in remits(per) if r.body_code == code and (drafts or r.decision)),
        below=tuple(b for b in found if b.reports_to_code == code),
        units=unit_rows(per, organised.units_of(code)),
        names=former_names(code),
    )


def former_names(code: str) -> tuple[FormerName, ...]:
    """The names that a body has had, from the log; the latest first."""
    body = Body.objects.filter(code=code).values_list("pk", flat=True)
    corrected = Event.objects.filter(
        subject=Body._meta.label,  # noqa: SLF001 -- Django's public name for it
        subject_id__in=body,
        what="organisation.body.corrected",
    ).order_by("-id")
    return tuple(
        FormerName(e.before["name"], e.at, e.why)
        for e in corrected
        if e.before and e.after and e.before["name"] != e.after["name"]
    )


def bodies_in_scope(scope: str, per: date) -> tuple[str, ...]:
    """The code of the body that the reader has chosen, or whose unit they have; none is all."""
    if not scope:
        return ()
    organised = organisation(per)
    unit = organised.unit(scope)
    return (unit.body_code,) if unit else (scope,)


def body_to_act_on(code: str) -> Body:
    """The body's record, for an action."""
    return Body.objects.get(code=code)
