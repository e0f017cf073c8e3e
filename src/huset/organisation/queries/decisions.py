"""What people ask about decisions, as of a day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import Count, Q

from huset.kernel.shell import Source
from huset.kernel.status import Status, Tone
from huset.organisation.models import Attachment, Decided, Decision
from huset.organisation.queries.execution import ExecutionRow, execution_row, with_reports
from huset.organisation.rules import Considered
from huset.organisation.words import CONSIDERED_NAMES

MISSING = Status("Saknas", "○", Tone.PARTLY)


@dataclass(frozen=True)
class DecisionRow:
    """A decision as every page shows it."""

    id: int
    body: str
    body_code: str
    day: date
    paragraph: int
    registry_number: str
    title: str
    text: str
    source: Source

    def __str__(self) -> str:
        return f"{self.body} {self.day} § {self.paragraph}"


@dataclass(frozen=True)
class AssessmentRow:
    """How a decision weighed children's rights or sustainability; missing on older decisions."""

    name: str
    status: Status
    why: str


@dataclass(frozen=True)
class FileRow:
    """A file that belongs to a decision."""

    id: int
    name: str
    media_type: str
    size: int
    sha256: str


@dataclass(frozen=True)
class MadeValid:
    """Something that rests on a decision, and where it is shown."""

    kind: str
    title: str
    page: str = ""
    args: tuple[object, ...] = ()
    choices: tuple[tuple[str, object], ...] = ()
    since: date | None = None  # the first day of the body that it belongs to


@dataclass(frozen=True)
class DecisionView:
    """A decision with all that belongs to it."""

    row: DecisionRow
    meeting_id: int
    is_motion: bool
    assessments: tuple[AssessmentRow, ...]
    files: tuple[FileRow, ...]
    made_valid: tuple[MadeValid, ...]
    execution: ExecutionRow | None
    reports: tuple[ExecutionRow, ...]


@dataclass(frozen=True)
class Share:
    """How many of the decisions say how they were weighed, in both respects."""

    weighed: int
    of: int

    @property
    def percent(self) -> int | None:
        """The share in whole percent; unknown when there are no decisions."""
        return round(100 * self.weighed / self.of) if self.of else None


def decision_row(decision: Decision | None) -> DecisionRow | None:
    """Show a decision; its meeting and body must have been read along."""
    return None if decision is None else _row(decision)


def decisions(per: date) -> list[DecisionRow]:
    """Every decision up to a day, the latest first."""
    found = (
        Decision.objects.filter(meeting__day__lte=per)
        .select_related("meeting__body")
        .order_by("-meeting__day", "-paragraph")
    )
    return [_row(d) for d in found]


def decision(number: int, per: date) -> DecisionRow | None:
    """One decision, if it was taken by ``per``."""
    taken = Decision.objects.filter(meeting__day__lte=per).select_related("meeting__body")
    return decision_row(taken.filter(pk=number).first())


def decision_view(number: int, per: date) -> DecisionView | None:
    """One decision with what belongs to it, if it was taken by ``per``."""
    taken = with_reports(Decision.objects.filter(meeting__day__lte=per), per)
    found = taken.prefetch_related("attachments").filter(pk=number).first()
    if found is None:
        return None
    latest = execution_row(found, per)
    return DecisionView(
        row=_row(found),
        meeting_id=found.meeting_id,
        is_motion=found.is_motion,
        assessments=(
            _assessment("Barnrätt", found.child_rights, found.child_rights_why),
            _assessment("Hållbarhet", found.sustainability, found.sustainability_why),
        ),
        files=tuple(_file(file) for file in found.attachments.all()),
        made_valid=tuple(made_valid(found.pk)),
        execution=latest,
        reports=tuple(
            replace(latest, day=e.day, state=e.state, comment=e.comment)
            for e in reversed(found.executions.all())
        )
        if latest
        else (),
    )


def weighed_share(per: date) -> Share:
    """How many of the decisions by a day say how children's rights and sustainability stand."""
    said = Count("pk", filter=~Q(child_rights="") & ~Q(sustainability=""))
    found = Decision.objects.filter(meeting__day__lte=per).aggregate(weighed=said, of=Count("pk"))
    return Share(found["weighed"], found["of"])


def attachment(decision_number: int, number: int, per: date) -> FileRow | None:
    """A decision's file, if the decision was taken by ``per``."""
    found = Attachment.objects.filter(
        pk=number, decision=decision_number, decision__meeting__day__lte=per
    ).first()
    return _file(found) if found else None


def decided_models() -> list[type[Decided]]:
    """Every kind of thing that binds only by a decision."""
    return [m for m in apps.get_models() if issubclass(m, Decided)]


def made_valid(number: int) -> Iterable[MadeValid]:
    """Everything that rests on a decision. One question a kind."""
    for model in decided_models():
        rows: Any = model._default_manager.filter(decision=number)  # noqa: SLF001 -- Django's public name for it
        for thing in rows.select_related().order_by("pk"):
            kind = model.called or str(model._meta.verbose_name).capitalize()  # noqa: SLF001 -- see above
            yield _made(kind, thing)


def decision_to_act_on(number: int) -> Decision:
    """The decision's record, for an action."""
    return Decision.objects.select_related("meeting__body", "executed_by").get(pk=number)


def _made(kind: str, thing: Decided) -> MadeValid:
    shown = thing.page()
    if shown is None:
        return MadeValid(kind, str(thing))
    name, args, choices = shown
    body = getattr(thing, "body", None)
    since = body.valid_from if body else None
    return MadeValid(kind, str(thing), name, args, tuple(choices.items()), since)


def _row(decision: Decision) -> DecisionRow:
    return DecisionRow(
        id=decision.pk,
        body=decision.meeting.body.name,
        body_code=decision.meeting.body.code,
        day=decision.meeting.day,
        paragraph=decision.paragraph,
        registry_number=decision.registry_number,
        title=decision.title,
        text=decision.text,
        source=Source(decision.source, decision.source_year),
    )


def _file(file: Attachment) -> FileRow:
    return FileRow(file.pk, file.name, file.media_type, file.size, file.sha256)


TONES: Mapping[Considered, Status] = {
    Considered.ASSESSED: Status(CONSIDERED_NAMES[Considered.ASSESSED], "✓", Tone.GOOD),
    Considered.NOT_RELEVANT: Status(CONSIDERED_NAMES[Considered.NOT_RELEVANT], "–", Tone.NEUTRAL),
}


def _assessment(name: str, how: str, why: str) -> AssessmentRow:
    return AssessmentRow(name, TONES[Considered(how)] if how else MISSING, why)
