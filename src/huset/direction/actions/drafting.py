"""What people do with drafts of vision, core values and strategic plan: write, change, drop."""

from collections.abc import Iterable, Sequence
from typing import Any, NoReturn

from django.db.models import Model, ProtectedError

from huset.direction.actions.adopting import (
    POWERS,
    Area,
    adopt_core_values,
    adopt_strategic_plan,
    adopt_vision,
    refuse_backwards,
)
from huset.direction.models import (
    CoreValue,
    StrategicArea,
    StrategicPlan,
    Vision,
    VisionStatement,
)
from huset.direction.queries.versions import Content, Line, Record, content_of, draft_to_change
from huset.direction.rules import Part
from huset.kernel.actions import Clash, Refused, action, record, snapshot
from huset.kernel.models import User

ASIDE = 1000  # where numbers wait while the lines change places: no number is taken twice


def write_draft(*, part: Part, content: Content, by: User, **origin: Any) -> Record:
    """Propose a vision, core values or a strategic plan, by the action that adopts it.

    Nothing applies until it is decided.
    """
    lines = [(line.title, line.text) for line in content.lines]
    if part is Part.VALUES:
        return adopt_core_values(values=lines, decision=None, since=content.since, by=by, **origin)[
            0
        ]
    if part is Part.VISION:
        return adopt_vision(
            title=content.title,
            text=content.text,
            statements=lines,
            decision=None,
            since=content.since,
            by=by,
            **origin,
        )
    known = _statements(content.lines)
    return adopt_strategic_plan(
        title=content.title,
        majority=content.majority,
        areas=[Area(n.title, n.text, known.get(n.statement or 0)) for n in content.lines],
        decision=None,
        since=content.since,
        until=content.until,
        by=by,
        **origin,
    )


@action
def change_draft(*, part: Part, number: int, content: Content, seen: str, by: User) -> None:
    """Change a draft. ``seen`` is the mark of what the writer had before them.

    When someone else has changed it meanwhile the action is refused, and neither text is lost.
    """
    records = _draft(part, number, seen)
    if values := [draft for draft in records if isinstance(draft, CoreValue)]:
        _change_values(values, content, by=by)
    for draft in records:
        if not isinstance(draft, CoreValue):
            _change_whole(draft, content, by=by)


@action
def drop_draft(*, part: Part, number: int, seen: str, by: User) -> None:
    """Throw a draft away. The log keeps what it said."""
    records = _draft(part, number, seen)
    for draft in records:
        record("direction.draft.dropped", by=by, on=draft, before=_said(draft), after={})
    _delete(records)


def _draft(part: Part, number: int, seen: str) -> tuple[Record, ...]:
    records = draft_to_change(part, number)
    if not records:
        raise Refused("Utkastet finns inte längre. Någon annan har kastat det.")
    if records[0].decision_id:
        what = POWERS[type(records[0])][1]
        raise Refused(
            f"{what} är beslutad och kan inte ändras. Skriv ett nytt utkast som efterträder den."
        )
    if content_of(records).mark != seen:
        raise Clash("Någon annan har ändrat utkastet medan du skrev. Jämför texterna nedan.")
    return records


def _change_whole(draft: Vision | StrategicPlan, content: Content, *, by: User) -> None:
    before = _said(draft)
    draft.title, draft.valid_from = content.title, content.since
    if isinstance(draft, Vision):
        draft.text = content.text
    else:
        refuse_backwards(content.since, content.until)
        draft.majority, draft.valid_to = content.majority, content.until
    draft.save()
    _change_lines(draft, content.lines)
    record("direction.draft.changed", by=by, on=draft, before=before, after=_said(draft))


def _change_values(values: Sequence[CoreValue], content: Content, *, by: User) -> None:
    if not content.lines:
        raise Refused("Skriv minst ett värdeord.")
    others = CoreValue.objects.filter(decision=None, valid_from=content.since)
    if others.exclude(pk__in=[value.pk for value in values]).exists():
        raise Refused(
            f"Det finns redan ett utkast till värdegrund från {content.since}. Välj en annan dag."
        )
    known = {value.pk: value for value in values}
    origin = {f: getattr(values[0], f) for f in ("source", "source_year", "is_example")}
    for order, line in enumerate(content.lines):
        value = known.pop(line.id or 0, None) or CoreValue(**origin)
        before = snapshot(value) if value.pk else None
        value.title, value.text, value.order = line.title, line.text, order
        value.valid_from = content.since
        value.save()
        what = "direction.draft.changed" if before else "direction.draft.written"
        if before != snapshot(value):
            record(what, by=by, on=value, before=before)
    for gone in known.values():
        record("direction.draft.dropped", by=by, on=gone, before=snapshot(gone), after={})
        gone.delete()


def _change_lines(head: Vision | StrategicPlan, lines: Sequence[Line]) -> None:
    """Let a draft's parts or areas be some lines: those that remain keep their records."""
    known: dict[int, VisionStatement | StrategicArea] = {}
    if isinstance(head, Vision):
        known = {one.pk: one for one in head.statements.all()}
    else:
        known = {one.pk: one for one in head.areas.all()}
    kept = {line.id for line in lines if line.id in known}
    _delete([one for number, one in known.items() if number not in kept])
    served = _statements(lines)
    for number in kept:
        one = known[number or 0]
        one.number += ASIDE
        one.save()
    for number, line in enumerate(lines, start=1):
        one = known.get(line.id or 0) or _new(head)
        one.title, one.text, one.number = line.title, line.text, number
        if isinstance(one, StrategicArea):
            one.statement = served.get(line.statement or 0)
        one.save()


def _new(head: Vision | StrategicPlan) -> VisionStatement | StrategicArea:
    return VisionStatement(vision=head) if isinstance(head, Vision) else StrategicArea(plan=head)


def _statements(lines: Iterable[Line]) -> dict[int, VisionStatement]:
    wanted = {line.statement for line in lines if line.statement}
    found = VisionStatement.objects.in_bulk(wanted)
    if wanted - found.keys():
        raise Refused("En del av visionen finns inte längre. Välj en annan.")
    return found


def _said(draft: Record) -> dict[str, Any]:
    """What a draft says, for the log: its own values, and its lines."""
    said = snapshot(draft)
    if isinstance(draft, Vision):
        said["statements"] = [f"{s.title}: {s.text}" for s in draft.statements.order_by("number")]
    if isinstance(draft, StrategicPlan):
        said["areas"] = [f"{a.title}: {a.text}" for a in draft.areas.order_by("number")]
    return said


def _delete(gone: Iterable[Model]) -> None:
    try:
        for one in gone:
            one.delete()
    except ProtectedError as held:
        _refuse_held(held)


def _refuse_held(held: ProtectedError) -> NoReturn:
    things = ", ".join(sorted({str(one) for one in held.protected_objects}))
    raise Refused(f"Något pekar på det du vill ta bort: {things}. Ändra det först.") from held
