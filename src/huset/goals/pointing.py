"""What points from goals, assignments and core missions at articles, documents and visions."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from django.db.models import F, Model

from huset.direction.models import ExternalSteering, Provision, StrategicArea, VisionStatement
from huset.documents.models import GoverningDocument
from huset.goals.queries.force import (
    assignments_in_force,
    goals_in_force,
    missions_in_force,
    sole_bodies,
)
from huset.goals.queries.holders import holder_of, with_holder
from huset.kernel.backlinks import Backlink

Ways = Mapping[type[Model], tuple[str, ...]]
Found = Iterable[tuple[int, Backlink]]


class PointingGoals:
    """Goals: at an area of the plan, parts of the vision, provisions and documents."""

    kind = "Mål"
    ways: Ways = {
        StrategicArea: ("area",),
        VisionStatement: ("statements",),
        Provision: ("provisions",),
        ExternalSteering: ("provisions__steering",),
        GoverningDocument: ("documents",),
    }

    def pointing_at(self, model: type[Model], ids: Collection[int], per: date) -> Found:
        """The goals in force on a day that point at things of a model: at most one question."""
        for way in self.ways.get(model, ()) if ids else ():
            goals = with_holder(goals_in_force(per), per).annotate(at=F(way)).filter(at__in=ids)
            for goal in goals.order_by("code").distinct():
                body, _ = holder_of(goal)
                told = Backlink(self.kind, goal.title, goal.page(), goal.code, body)
                yield vars(goal)["at"], told


class PointingAssignments:
    """Assignments: at provisions and documents."""

    kind = "Uppdrag"
    ways: Ways = {
        Provision: ("provisions",),
        ExternalSteering: ("provisions__steering",),
        GoverningDocument: ("documents",),
    }

    def pointing_at(self, model: type[Model], ids: Collection[int], per: date) -> Found:
        """The assignments under way on a day that point at things: at most two questions.

        One that several bodies share is no single body's.
        """
        for way in self.ways.get(model, ()) if ids else ():
            asked = assignments_in_force(per).annotate(at=F(way)).filter(at__in=ids)
            given = list(asked.order_by("code").distinct())
            bodies = sole_bodies({one.pk for one in given}, per)
            for one in given:
                body = bodies.get(one.pk, "")
                told = Backlink(self.kind, one.title, one.page(), one.code, body)
                yield vars(one)["at"], told


class PointingMissions:
    """Core missions: at laws, provisions and documents."""

    kind = "Grunduppdrag"
    ways: Ways = {
        Provision: ("provisions",),
        ExternalSteering: ("steering", "provisions__steering"),
        GoverningDocument: ("documents",),
    }

    def pointing_at(self, model: type[Model], ids: Collection[int], per: date) -> Found:
        """The core missions in force on a day that point at things: at most two questions."""
        told: set[tuple[int, int]] = set()
        for way in self.ways.get(model, ()) if ids else ():
            asked = missions_in_force(per).annotate(at=F(way)).filter(at__in=ids)
            for mission in asked.distinct():
                pair = (vars(mission)["at"], mission.pk)
                if pair not in told:
                    told.add(pair)
                    link = Backlink(self.kind, mission.title, mission.page(), "", mission.body.code)
                    yield pair[0], link


GOALS = PointingGoals()
ASSIGNMENTS = PointingAssignments()
MISSIONS = PointingMissions()
