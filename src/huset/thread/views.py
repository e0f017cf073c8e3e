"""Pages of the golden thread: as a tree, as a table, as a matrix, and where it is broken."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from huset.goals.permissions import proposers
from huset.goals.queries.versions import proposing_bodies
from huset.kernel.http import Request
from huset.kernel.importing import kinds
from huset.kernel.importing.response import table_response
from huset.kernel.importing.tables import Column
from huset.kernel.links import link, link_to, trail
from huset.kernel.rights import ANYONE, may
from huset.kernel.shell import NavItem, Pagination, ThreadStep
from huset.organisation.permissions import actor
from huset.organisation.queries import bodies_in_scope, organisation
from huset.organisation.rules import Right
from huset.thread import queries
from huset.thread.forms import ThreadForm
from huset.thread.rules import Node, Page, Thread
from huset.thread.words import BROKEN, HEADINGS, MEND, WHAT, WHOLE, Broken

HERE = ("Röda tråden", "thread:thread", ())
LOOKS = (
    ("Träd", "thread:thread"),
    ("Tabell", "thread:table"),
    ("Matris", "thread:matrix"),
    ("Brutna trådar", "thread:broken"),
)
A_PAGE, PAGES_NEAR, LONG = 100, 3, 1000
COLUMNS = tuple(
    Column(heading, kinds.text(LONG))
    for heading in ("Nivå", "Kod", "Namn", "Organ", "Hänger under", "Väg upp", "Läge")
)


@dataclass(frozen=True)
class Mending:
    """A broken place with the names of its bodies, and where the reader can go with it."""

    what: queries.Break
    bodies: str
    page: str
    url: str  # where it is mended; empty for those who may not
    label: str


@dataclass(frozen=True)
class Group:
    """The broken places of one kind: the first of them, and how many there are."""

    what: Broken
    heading: str
    text: str
    mendings: tuple[Mending, ...]
    count: int

    @property
    def left(self) -> int:
        """How many that are not shown."""
        return self.count - len(self.mendings)


@require_safe
@may(ANYONE)
def tree(request: Request) -> TemplateResponse:
    """Show the thread from the vision down, or from one thing: up and down."""
    asked, start = _asked(request), _said(request)["fran"]
    if start:
        return _from(request, start, asked)
    found = queries.thread(asked, _codes(request))
    missions = [k for k in found.roots if k.startswith("mission-")]
    tops = [k for k in found.roots if k not in missions]
    return TemplateResponse(
        request,
        "thread/tree.html",
        {
            "tops": queries.branches(found, tops, asked, opened=True),
            "missions": queries.branches(found, missions, asked, opened=False),
            "loose": queries.branches(found, found.loose, asked, opened=False),
            "left": max(0, len(found.loose) - queries.A_PART),
            "movable": _movable(request),
            "share": found.share(),
            "looks": _looks(request, "thread:thread"),
            "trail": trail(request.context, "Röda tråden"),
        },
    )


@require_safe
@may(ANYONE)
def below(request: Request, key: str) -> TemplateResponse:
    """Give what hangs below one thing, for the tree to fetch when it is opened."""
    asked = _asked(request)
    part = _part(request, _holding(request, key, asked), key, asked)
    return TemplateResponse(request, "thread/below.html", part)


@require_safe
@may(ANYONE)
def table(request: Request) -> TemplateResponse:
    """Show everything on the thread as a table, each thing once."""
    asked = _asked(request)
    found = queries.thread(asked, _codes(request))
    keys, page = found.order(), _said(request)["sida"] or 1
    part = keys[(page - 1) * A_PAGE : page * A_PAGE]
    if keys and not part:
        raise Http404("Så många sidor finns det inte.")
    return TemplateResponse(
        request,
        "thread/table.html",
        {
            "steps": queries.steps(found, part, asked),
            "count": len(keys),
            "pagination": _pagination(request, page, len(keys)) if len(keys) > A_PAGE else None,
            "files": [
                (name, link(request.context, "thread:file", form))
                for name, form in (("Excel", "xlsx"), ("CSV", "csv"))
            ],
            "looks": _looks(request, "thread:table"),
            "trail": trail(request.context, HERE, "Tabell"),
        },
    )


@require_safe
@may(ANYONE)
def file(request: Request, form: str) -> HttpResponse:
    """Give the whole table as a file."""
    asked = _asked(request)
    found = queries.thread(asked, _codes(request))
    rows = (
        (
            step.knot.node.kind,
            step.knot.node.code,
            step.knot.node.title,
            step.knot.bodies,
            "; ".join(f"{up.code} {up.title}".strip() for up in step.above),
            WHOLE if step.knot.whole else BROKEN,
            step.knot.status.word if step.knot.status else "",
        )
        for step in queries.steps(found, found.order(), asked)
    )
    return table_response(form, "Röda tråden", COLUMNS, rows, f"roda-traden-{asked.year}")


@require_safe
@may(ANYONE)
def matrix(request: Request) -> TemplateResponse:
    """Show the council's goals against the bodies; a cell opens its goals."""
    asked, said, context = _asked(request), _said(request), request.context
    found = queries.thread(asked)
    laid = queries.matrix(found, asked, _codes(request))
    cell = next(
        (
            cell
            for row in laid.rows
            for cell in row.cells
            if (row.knot.node.key, cell.body) == (said["mal"], said["hos"]) and cell.keys
        ),
        None,
    )
    return TemplateResponse(
        request,
        "thread/matrix.html",
        {
            "lines": [
                (row, [_shown(request, row, one, cell) for one in row.cells]) for row in laid.rows
            ],
            "bodies": laid.bodies,
            "width": len(laid.bodies) + 1,
            "chosen": said["mal"] if cell else "",
            "cell": cell,
            "things": queries.steps(found, cell.keys, asked) if cell else (),
            "looks": _looks(request, "thread:matrix"),
            "trail": trail(context, HERE, "Matris"),
        },
    )


@require_safe
@may(ANYONE)
def broken(request: Request) -> TemplateResponse:
    """List where the thread is broken, each place with a way to mend it."""
    asked, codes = _asked(request), _codes(request)
    found = queries.thread(asked)
    every = queries.breaks(found, asked, codes)
    every += queries.draft_breaks(asked.per, _drafts_of(request, codes))
    names = {body.code: body.name for body in organisation(asked.per).bodies}
    groups = [_group(request, what, every, names) for what in Broken]
    return TemplateResponse(
        request,
        "thread/broken.html",
        {
            "groups": [group for group in groups if group.count],
            "shares": queries.shares(found, asked, codes),
            "all": found.share(),
            "looks": _looks(request, "thread:broken"),
            "trail": trail(request.context, HERE, "Brutna trådar"),
        },
    )


def _from(request: Request, key: str, asked: queries.Asked) -> TemplateResponse:
    """Show the ways from the top to one thing, and the tree below it."""
    found = _holding(request, key, asked)
    knot = queries.knots(found, [key], asked)[key]
    ways = found.ways_up(key)
    shown = queries.knots(found, {one for way in ways for one in way}, asked)
    values = {
        "knot": knot,
        "page": link_to(request.context, knot.node.page),
        "relink": _relink(request, knot.node),
        "ways": [[_step(request, shown[one], key) for one in way] for way in ways],
        "looks": _looks(request, ""),
        "trail": trail(request.context, HERE, knot.node.code or knot.node.title),
    }
    return TemplateResponse(
        request, "thread/from.html", values | _part(request, found, key, asked, opened=True)
    )


def _part(
    request: Request, found: Thread, key: str, asked: queries.Asked, *, opened: bool = False
) -> dict[str, Any]:
    """One part of what hangs below a thing, and the addresses of the next part."""
    under, page = found.below[key], _said(request)["sida"] or 1
    rest = under[(page - 1) * queries.A_PART :]
    if under and not rest:
        raise Http404("Så mycket hänger det inte under.")
    after = max(0, len(rest) - queries.A_PART)
    return {
        "key": key,
        "movable": _movable(request),
        "branches": queries.branches(found, rest, asked, opened=opened and page == 1),
        "after": after,
        "next": page + 1,
        "before": page > 1,
    }


def _movable(request: Request) -> frozenset[str]:
    """The bodies whose goals the reader can propose to hang elsewhere."""
    bodies, today = organisation(request.context.today).bodies, request.context.today
    return frozenset(
        body.code
        for body in bodies
        if proposers(actor(request), proposing_bodies(body.code, today))
    )


def _relink(request: Request, node: Node) -> str:
    """The address where a goal is hung elsewhere, for those who may propose it."""
    if not node.level or not _movable(request).intersection(node.bodies):
        return ""
    return link(request.context, "goals:relink", *node.page[1])


def _step(request: Request, knot: queries.Knot, here: str) -> ThreadStep:
    node = knot.node
    url = "" if node.key == here else link(request.context, "thread:thread", fran=node.key)
    return ThreadStep(
        kind=f"{node.kind} · {knot.bodies}" if knot.bodies else node.kind,
        title=f"{node.code} {node.title}".strip(),
        url=url,
        status=knot.status,
        current=node.key == here,
        broken=not knot.whole and not url,
    )


def _shown(
    request: Request, row: queries.Row, cell: queries.Cell, chosen: queries.Cell | None
) -> tuple[queries.Cell, str, bool]:
    """A cell with the address that opens or closes it."""
    key = row.knot.node.key
    is_open = cell is chosen
    where = {} if is_open else {"mal": key, "hos": cell.body}
    return cell, link(request.context, "thread:matrix", **where), is_open


def _group(
    request: Request, what: Broken, every: list[queries.Break], names: Mapping[str, str]
) -> Group:
    found = [one for one in every if one.what is what]
    shown = tuple(_mending(request, one, names) for one in found[:A_PAGE])
    return Group(what, HEADINGS[what], WHAT[what], shown, len(found))


def _mending(request: Request, found: queries.Break, names: Mapping[str, str]) -> Mending:
    reader, context = actor(request), request.context
    right = Right.WRITE_GOALS
    may_mend = reader.may(right, found.at) if found.at else reader.has(right)
    return Mending(
        found,
        ", ".join(names.get(code, code) for code in found.bodies),
        link_to(context, found.page),
        link_to(context, _begun(request, found.mend)) if may_mend else "",
        MEND[found.what],
    )


def _begun(request: Request, mend: Page) -> Page:
    """A page that asks at which level and for whom a goal is, with that said when it is clear."""
    name, args, choices = mend
    if "level" not in choices:
        return mend
    area = actor(request).area(Right.WRITE_GOALS)
    own = {b.code for b in organisation(request.context.today).bodies if b.code in area}
    bodies = own.intersection(_codes(request)) or own
    return name, args, choices | {"body": bodies.pop()} if len(bodies) == 1 else {}


def _drafts_of(request: Request, codes: tuple[str, ...]) -> frozenset[str]:
    """The bodies whose drafts the reader may see, of those that they have chosen."""
    area = actor(request).area(Right.READ_INTERNAL)
    seen = {b.code for b in organisation(request.context.per).bodies if b.code in area}
    return frozenset(seen.intersection(codes) if codes else seen)


def _holding(request: Request, key: str, asked: queries.Asked) -> Thread:
    """The thread of the bodies that the reader has chosen, or all of it for what is elsewhere."""
    found = queries.thread(asked, _codes(request))
    if key not in found.nodes:
        found = queries.thread(asked)
    if key not in found.nodes:
        raise Http404("Det finns inte på röda tråden det år och datum du valt.")
    return found


def _asked(request: Request) -> queries.Asked:
    return queries.Asked(request.context.per, request.context.year)


def _codes(request: Request) -> tuple[str, ...]:
    return bodies_in_scope(request.context.scope, request.context.per)


def _said(request: Request) -> dict[str, Any]:
    form = ThreadForm(request.GET)
    if not form.is_valid():
        raise BadRequest("Adressen går inte att läsa. Börja om från Röda tråden.")
    return form.cleaned_data


def _looks(request: Request, here: str) -> list[NavItem]:
    return [NavItem(word, link(request.context, name), name == here) for word, name in LOOKS]


def _pagination(request: Request, page: int, found: int) -> Pagination:
    pages = (found - 1) // A_PAGE + 1

    def url(number: int) -> str:
        return link(request.context, "thread:table", sida=number)

    near = range(max(1, page - PAGES_NEAR), min(pages, page + PAGES_NEAR) + 1)
    return Pagination(
        text=f"Sida {page} av {pages}",
        pages=tuple(NavItem(str(n), url(n), n == page) for n in near),
        previous_url=url(page - 1) if page > 1 else "",
        next_url=url(page + 1) if page < pages else "",
    )
