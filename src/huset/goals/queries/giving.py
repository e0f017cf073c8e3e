"""Drafts of assignments: what they say, what they still lack, and what their form offers."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from huset.goals.models import Assignment, AssignmentReport, Goal
from huset.goals.queries.force import can_hold, goals_applying
from huset.goals.rules.gate import Verdict
from huset.goals.rules.giving import AssignmentFacts, checked
from huset.kernel.actions import sha256_of, snapshot
from huset.kernel.shell import Source
from huset.model.queries import model_in_force
from huset.model.rules import GovernanceModel
from huset.model.terms import LevelKind, Power
from huset.organisation.models import Body

Choices = list[tuple[str, str]]
ANSWERING = {Power.DECIDE_OWN_GOALS, Power.DECIDE_DETAIL_BUDGET}  # who can be given something to do


@dataclass(frozen=True)
class AssignmentContent:
    """What a draft of an assignment says, with the codes of bodies and the numbers of goals.

    ``resource`` is öre; ``None`` is within the frame.
    """

    title: str
    start: date
    due: date
    text: str = ""
    report_back: date | None = None
    resource: int | None = None
    resource_year: int | None = None
    bodies: frozenset[str] = frozenset()
    coordinator: str = ""
    goals: frozenset[int] = frozenset()


@dataclass(frozen=True)
class AssignmentDraft:
    """An assignment that nobody has decided, with what it still lacks."""

    id: int
    code: str
    content: AssignmentContent
    recipients: tuple[tuple[str, str], ...]  # code and name
    goals: tuple[tuple[int, str], ...]
    verdict: Verdict
    mark: str
    source: Source

    @property
    def title(self) -> str:
        """What is to be done, in a line."""
        return self.content.title

    @property
    def bodies(self) -> str:
        """Those who are to get it, in words."""
        return ", ".join(name for _, name in self.recipients)


@dataclass(frozen=True)
class GivingChoices:
    """What the form of an assignment offers."""

    bodies: Choices
    goals: Choices


def assignment_drafts(per: date) -> list[AssignmentDraft]:
    """Every draft, as much as can be known of it on a day."""
    model = model_in_force(per)
    found = _whole(Assignment.objects.filter(decision=None))
    return [_draft(one, model, per) for one in found.order_by("start", "code")]


def assignment_draft(number: int, per: date) -> AssignmentDraft | None:
    """One draft."""
    found = _whole(Assignment.objects.filter(decision=None, pk=number)).first()
    return _draft(found, model_in_force(per), per) if found else None


def assignment_verdict(number: int, day: date) -> Verdict:
    """What an assignment has and lacks on the day of a decision."""
    found = _whole(Assignment.objects.filter(pk=number)).get()
    return _verdict(found, model_in_force(day), day)


def assignments_lacking(numbers: Collection[int], day: date) -> Mapping[int, int]:
    """How much keeps each of some drafts from being decided. As many questions for all."""
    model = model_in_force(day)
    found = _whole(Assignment.objects.filter(pk__in=numbers))
    return {one.pk: len(_verdict(one, model, day).blocking) for one in found}


def next_assignment_code() -> str:
    """The next free code: U and a number."""
    taken = set(Assignment.objects.values_list("code", flat=True))
    return next(code for code in (f"U{n}" for n in range(1, len(taken) + 2)) if code not in taken)


def giving_choices(per: date, chosen: AssignmentContent | None = None) -> GivingChoices:
    """Who can be given an assignment, and which goals it can come from.

    The goals are those decided by the day that still apply then or later, of the levels that the
    model names above an assignment. What is chosen already is offered too.
    """
    model = model_in_force(per)
    kinds = [kind.code for kind in model.body_kinds if ANSWERING.intersection(kind.powers)]
    there = Q(valid_to=None) | Q(valid_to__gte=per)
    bodies = Q(kind__in=kinds) & there | Q(code__in=chosen.bodies if chosen else ())
    above = _above(model)
    levels = Q(level__in=above) if above else Q()
    applying = goals_applying(per, per).filter(levels)
    goals = Q(pk__in=applying.values("pk")) | Q(pk__in=chosen.goals if chosen else ())
    return GivingChoices(
        bodies=[(body.code, body.name) for body in Body.objects.filter(bodies)],
        goals=[
            (str(g.pk), f"{g.code} {g.title} ({g.first_year}–{g.last_year})")
            for g in Goal.objects.filter(goals).order_by("code")
        ],
    )


def assignment_mark(assignment: Assignment) -> str:
    """What tells this content of a draft, its recipients and goals included, from any other."""
    return sha256_of(
        [
            snapshot(assignment),
            sorted(report.body_id for report in assignment.reports.all()),
            sorted(goal.pk for goal in assignment.goals.all()),
        ]
    )


def _whole(assignments: QuerySet[Assignment]) -> QuerySet[Assignment]:
    reports = AssignmentReport.objects.select_related("body").order_by("body__order", "body__code")
    goals = Goal.objects.select_related("decision__meeting").order_by("code")
    return assignments.select_related("coordinator").prefetch_related(
        Prefetch("reports", reports), Prefetch("goals", goals)
    )


def _above(model: GovernanceModel) -> frozenset[str]:
    """The levels that the model names above an assignment."""
    levels = (lv.parents for lv in model.levels if lv.kind is LevelKind.ASSIGNMENT)
    return frozenset(code for parents in levels for code in parents)


def _draft(assignment: Assignment, model: GovernanceModel, per: date) -> AssignmentDraft:
    recipients = {report.body.code: report.body.name for report in assignment.reports.all()}
    goals = tuple((goal.pk, f"{goal.code} {goal.title}") for goal in assignment.goals.all())
    return AssignmentDraft(
        id=assignment.pk,
        code=assignment.code,
        content=AssignmentContent(
            title=assignment.title,
            start=assignment.start,
            due=assignment.due,
            text=assignment.text,
            report_back=assignment.report_back,
            resource=assignment.resource,
            resource_year=assignment.resource_year,
            bodies=frozenset(recipients),
            coordinator=assignment.coordinator.code if assignment.coordinator else "",
            goals=frozenset(number for number, _ in goals),
        ),
        recipients=tuple(recipients.items()),
        goals=goals,
        verdict=_verdict(assignment, model, per),
        mark=assignment_mark(assignment),
        source=Source(assignment.source, assignment.source_year),
    )


def _verdict(assignment: Assignment, model: GovernanceModel, day: date) -> Verdict:
    above, years = _above(model), (assignment.start.year, assignment.due.year)
    return checked(
        AssignmentFacts(
            day=day,
            start=assignment.start,
            due=assignment.due,
            report_back=assignment.report_back,
            goals=sum(can_hold(goal, years, above, day) for goal in assignment.goals.all()),
            wants_goal=bool(above),
            recipients=len({report.body_id for report in assignment.reports.all()}),
            coordinated=assignment.coordinator_id is not None,
            resource=assignment.resource,
            resource_year=assignment.resource_year,
        )
    )
