"""What people talk about: goals, indicators and assignments, each with the bodies it belongs to."""

from collections.abc import Collection, Iterable
from datetime import date

from huset.comments.things import Thing
from huset.goals.models import Assignment
from huset.goals.queries.force import goals_decided, indicators_known
from huset.goals.queries.holders import holder_of, indicators_with_holder, with_holder


class CommentableGoals:
    """Goals that have been decided."""

    label = "goals.goal"

    def things(self, numbers: Collection[int], per: date) -> Iterable[Thing]:
        """Each belongs to the body that answers for it on the day. One question."""
        for one in with_holder(goals_decided(per).filter(pk__in=numbers), per):
            places = (holder_of(one)[0],)
            yield Thing(self.label, one.pk, "målet", f"{one.code} {one.title}", one.page(), places)


class CommentableIndicators:
    """Indicators of decided goals and of core missions."""

    label = "goals.indicator"

    def things(self, numbers: Collection[int], per: date) -> Iterable[Thing]:
        """Each belongs to the body of its goal or core mission. One question."""
        for one in indicators_with_holder(indicators_known(per).filter(pk__in=numbers), per):
            yield Thing(
                label=self.label,
                number=one.pk,
                called="indikatorn",
                title=one.name,
                page=("goals:indicator", (one.pk,), {}),
                places=(holder_of(one)[0],),
            )


class CommentableAssignments:
    """Assignments that have been given."""

    label = "goals.assignment"

    def things(self, numbers: Collection[int], per: date) -> Iterable[Thing]:
        """Each belongs to those who got it, and to its giver; to one of many first. Two questions.

        What several bodies share lies first with the one that coordinates, or with the giver.
        """
        given = Assignment.objects.filter(pk__in=numbers, decision__meeting__day__lte=per)
        along = given.select_related("decision__meeting__body", "coordinator")
        for one in along.prefetch_related("reports__body"):
            bodies = sorted({report.body.code for report in one.reports.all()})
            first = [one.coordinator.code] if one.coordinator else bodies if not bodies[1:] else []
            giver = [one.decision.meeting.body.code] if one.decision else []
            places = tuple(dict.fromkeys((*first, *giver, *bodies)))
            title = f"{one.code} {one.title}"
            yield Thing(self.label, one.pk, "uppdraget", title, one.page(), places)


GOALS = CommentableGoals()
INDICATORS = CommentableIndicators()
ASSIGNMENTS = CommentableAssignments()
