"""Addresses of the goal pages."""

from django.urls import path, re_path

from huset.goals.rules import ChangeKind
from huset.goals.views import (
    assessing,
    changing,
    drafting,
    following,
    giving,
    links,
    missions,
    pages,
    reporting,
    values,
    versions,
)

app_name = "goals"
WAITING = r"^goals/values/uploads/(?P<sha256>[0-9a-f]{64})/$"
urlpatterns = [
    path("goals/", pages.goal_list, name="goals"),
    path("goals/<int:number>/", pages.goal, name="goal"),
    path("goals/<int:number>/assess/", assessing.assess, {"of": "outcome"}, name="assess"),
    path("goals/<int:number>/forecast/", assessing.assess, {"of": "forecast"}, name="forecast"),
    path(
        "goals/<int:number>/propose/",
        versions.propose,
        {"kind": ChangeKind.CHANGE},
        name="propose-version",
    ),
    path(
        "goals/<int:number>/propose-end/",
        versions.propose,
        {"kind": ChangeKind.END},
        name="propose-end",
    ),
    path("goals/<int:number>/relink/", versions.relink, name="relink"),
    path(
        "goals/<int:goal>/proposals/<int:number>/withdraw/",
        versions.withdraw,
        name="withdraw-version",
    ),
    path("goals/proposals/<int:number>/", versions.show, name="version"),
    path("goals/proposals/<int:number>/edit/", versions.change, name="change-version"),
    path(
        "goals/proposals/<int:number>/indicators/new/", versions.measure, name="add-version-measure"
    ),
    path(
        "goals/proposals/<int:number>/indicators/<str:code>/",
        versions.measure,
        name="change-version-measure",
    ),
    path(
        "goals/proposals/<int:number>/indicators/<str:code>/drop/",
        versions.leave_measure,
        name="leave-version-measure",
    ),
    path("indicators/<int:number>/owner/", versions.owner, name="owner"),
    path("goals/drafts/", drafting.draft_list, name="drafts"),
    path("goals/drafts/new/", drafting.start, name="new-goal"),
    path("goals/drafts/<int:number>/", drafting.show, name="draft"),
    path("goals/drafts/<int:number>/edit/", drafting.change, name="change-goal"),
    path("goals/drafts/<int:number>/drop/", drafting.drop, name="drop-goal"),
    path("goals/drafts/<int:number>/indicators/new/", drafting.add_measure, name="add-measure"),
    path("indicators/<int:number>/edit/", drafting.change_measure, name="change-measure"),
    path("indicators/<int:number>/drop/", drafting.drop_measure, name="drop-measure"),
    path("indicators/<int:number>/", pages.indicator, name="indicator"),
    path("indicators/<int:number>/chart.<str:form>", pages.chart, name="chart"),
    path("goals/values/", values.values, name="values"),
    path("goals/values/values.<str:form>", values.file, name="values-file"),
    re_path(WAITING, values.preview, name="values-preview"),
    path("goals/report/", reporting.values, name="report"),
    path(
        "assignments/<int:number>/report/<str:code>/",
        reporting.progress,
        name="report-assignment",
    ),
    path("assignments/", pages.assignment_list, name="assignments"),
    path("assignments/assignments.<str:form>", giving.file, name="assignments-file"),
    path("assignments/drafts/", giving.draft_list, name="assignment-drafts"),
    path("assignments/drafts/new/", giving.start, name="new-assignment"),
    path("assignments/drafts/<int:number>/", giving.show, name="assignment-draft"),
    path("assignments/drafts/<int:number>/edit/", giving.change, name="change-assignment"),
    path("assignments/drafts/<int:number>/drop/", giving.drop, name="drop-assignment"),
    path("assignments/<int:number>/", pages.assignment, name="assignment"),
    path("goals/<int:number>/links/", links.goal, name="link-goal"),
    path("assignments/<int:number>/links/", links.assignment, name="link-assignment"),
    path("assignments/<int:number>/propose/", changing.propose, name="propose-change"),
    path(
        "assignments/<int:number>/proposals/<int:change>/withdraw/",
        changing.withdraw,
        name="withdraw-change",
    ),
    path("missions/", missions.mission_list, name="missions"),
    path("missions/new/<str:code>/", missions.add, name="add-mission"),
    path("missions/<int:number>/", missions.mission, name="mission"),
    path("missions/<int:number>/edit/", missions.change, name="change-mission"),
    path("missions/<int:number>/end/", missions.end, name="end-mission"),
    path("missions/<int:number>/figures/new/", following.add, name="add-figure"),
    path("missions/figures/<int:number>/edit/", following.change, name="change-figure"),
    path("missions/figures/<int:number>/end/", following.end, name="end-figure"),
]
