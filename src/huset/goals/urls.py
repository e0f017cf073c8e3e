"""Addresses of the goal pages."""

from django.urls import path, re_path

from huset.goals.views import assessing, changing, drafting, links, missions, pages, reporting

app_name = "goals"
WAITING = r"^goals/values/uploads/(?P<sha256>[0-9a-f]{64})/$"
urlpatterns = [
    path("goals/", pages.goal_list, name="goals"),
    path("goals/<int:number>/", pages.goal, name="goal"),
    path("goals/<int:number>/assess/", assessing.assess, {"of": "outcome"}, name="assess"),
    path("goals/<int:number>/forecast/", assessing.assess, {"of": "forecast"}, name="forecast"),
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
    path("goals/values/", pages.values, name="values"),
    path("goals/values/values.<str:form>", pages.values_file, name="values-file"),
    re_path(WAITING, pages.values_preview, name="values-preview"),
    path("goals/report/", reporting.values, name="report"),
    path(
        "assignments/<int:number>/report/<str:code>/",
        reporting.progress,
        name="report-assignment",
    ),
    path("assignments/", pages.assignment_list, name="assignments"),
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
    path("missions/<int:number>/", missions.change, name="change-mission"),
    path("missions/<int:number>/end/", missions.end, name="end-mission"),
]
