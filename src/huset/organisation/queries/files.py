"""The organisation's lists as files: what they hold, and what one that is sent in would do."""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from huset.kernel.importing import Change, Preview, Row, RowError, Table, read_table
from huset.kernel.importing.kinds import words
from huset.model.queries import model_in_force
from huset.organisation.deciding import COUNCIL
from huset.organisation.files import (
    LISTS,
    BodyLine,
    Line,
    RemitLine,
    Said,
    ShareLine,
    UnitLine,
    World,
    cells_of,
    columns_of,
    merged,
)
from huset.organisation.models import Body, Decision, Remit, Share, Unit


@dataclass(frozen=True)
class Reading:
    """A file of a list: what it says, and what that would do."""

    said: tuple[Said, ...]
    preview: Preview[Line]
    decides: bool  # it ties a draft, or something new, to a decision


def body_kinds(per: date) -> dict[str, str]:
    """The kinds of bodies, by code, as the governance model names them."""
    return {kind.code: kind.name for kind in model_in_force(per).body_kinds}


def list_rows(
    name: str, per: date, *, drafts_of: Container[str] | None = None
) -> list[tuple[object, ...]]:
    """Every row of a list, over all time; drafts of some bodies only, or of all."""
    columns = columns_of(name, body_kinds(per))
    return [
        cells_of(line, columns)
        for line in world().known(name).values()
        if drafts_of is None or not _draft_of(line) or _draft_of(line) in drafts_of
    ]


def _draft_of(line: Line) -> str:
    """The body that a draft is of; nothing for what is no draft."""
    return line.body if isinstance(line, RemitLine) and not line.decision else ""


def world() -> World:
    """All that is known of the organisation, over all time. Five questions."""
    return World(
        bodies={line.key: line for line in map(_body, Body.objects.select_related("reports_to"))},
        units={
            line.key: line
            for line in map(
                _unit,
                Unit.objects.select_related("body", "parent").order_by("code", "valid_from"),
            )
        },
        shares={
            line.key: line
            for line in map(
                _share,
                Share.objects.select_related("body", "holder").order_by(
                    "body__code", "holder__code", "holder_name", "valid_from"
                ),
            )
        },
        remits={
            line.key: line
            for line in map(
                _remit,
                Remit.objects.select_related("body", "decision__meeting__body").order_by(
                    "body__code", "kind", "title", "valid_from"
                ),
            )
        },
        decisions={name: d.meeting.day for name, d in decisions_by_name().items()},
    )


def decisions_by_name() -> dict[str, Decision]:
    """The council's decisions, by what they are called: body, day and paragraph."""
    found = Decision.objects.filter(meeting__body__kind=COUNCIL)
    return {str(d): d for d in found.select_related("meeting__body")}


def read_list(name: str, content: bytes, file_name: str, per: date) -> Reading:
    """What a file of a list says and would do. Raises BadFile when it is no table."""
    columns, known = columns_of(name, body_kinds(per)), world()
    table = read_table(content, file_name, tuple(columns.values()))
    said = tuple(Said(row.number, _line(name, table, row, columns, known)) for row in table.rows)
    found = merged(name, known, said)
    errors = [
        _error(table, f.row, columns[f.field].heading, f.message, f.instead) for f in found.faults
    ]
    left = len(known.known(name)) - sum(s.line.key in known.known(name) for s in said)
    notes = [f"{left} rader som finns här saknas i filen. De lämnas som de är."] if left else []
    preview = Preview.of(
        [_change(row, before, after, columns) for row, before, after in found.changes],
        errors=[*table.errors, *errors],
        warnings=[*table.warnings, *notes],
    )
    decides = any(
        _decision(after) not in {"", _decision(before)} for _, before, after in found.changes
    )
    return Reading(said, _counted(preview, found.unchanged), decides)


def _decision(line: Line | None) -> str:
    return line.decision if isinstance(line, RemitLine) else ""


def _counted(preview: Preview[Line], unchanged: int) -> Preview[Line]:
    return Preview(preview.new, preview.changed, unchanged, preview.errors, preview.warnings)


def _error(table: Table, row: int, heading: str, message: str, instead: str) -> RowError:
    return RowError(row, table.places.get(heading, heading), message, instead)


def _line(name: str, table: Table, row: Row, columns: Mapping[str, Any], known: World) -> Line:
    """A row; a column that the file has not got says what is known, and an empty cell nothing."""
    of = LISTS[name].of
    said = {
        field: value for field, column in columns.items() if (value := row.get(column)) is not None
    }
    line = of(**said)
    before = known.known(name).get(line.key)
    missing = {
        field: getattr(before, field)
        for field, column in columns.items()
        if before is not None and column.heading not in table.places
    }
    return of(**said | missing)


def _change(row: int, before: Line | None, after: Line, columns: Mapping[str, Any]) -> Change[Line]:
    shown = [
        field
        for field in columns
        if before is None or getattr(before, field) != getattr(after, field)
    ]
    return Change(
        row=row,
        what=after.what,
        before=None if before is None else _words(before, shown, columns),
        after=_words(after, shown, columns),
        item=after,
    )


def _words(line: Line, shown: list[str], columns: Mapping[str, Any]) -> str:
    said = {field: getattr(line, field) for field in shown}
    written = {
        columns[field].heading: words(columns[field].kind.write(value))
        for field, value in said.items()
        if value not in {None, ""}
    }
    return "; ".join(f"{heading}: {value}" for heading, value in written.items()) or "tomt"


def _origin(record: Any) -> dict[str, Any]:  # noqa: ANN401 -- any of the lists' models
    return {
        "first": record.valid_from,
        "last": record.valid_to,
        "source": record.source,
        "source_year": record.source_year,
        "is_example": record.is_example,
    }


def _body(b: Body) -> BodyLine:
    above = b.reports_to.code if b.reports_to else ""
    return BodyLine(
        code=b.code, name=b.name, kind=b.kind, reports_to=above, order=b.order, **_origin(b)
    )


def _unit(u: Unit) -> UnitLine:
    above = u.parent.code if u.parent else ""
    return UnitLine(
        code=u.code, name=u.name, kind=u.kind, body=u.body.code, parent=above, **_origin(u)
    )


def _share(s: Share) -> ShareLine:
    return ShareLine(
        body=s.body.code,
        holder=s.holder.code if s.holder else "",
        holder_name=s.holder_name,
        percent=None if s.percent is None else s.percent.normalize(),
        **_origin(s),
    )


def _remit(r: Remit) -> RemitLine:
    decision = str(r.decision) if r.decision else ""
    return RemitLine(
        body=r.body.code, kind=r.kind, title=r.title, url=r.url, decision=decision, **_origin(r)
    )
