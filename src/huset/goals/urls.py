"""Addresses of the goal pages."""

from django.urls import path, re_path

from huset.goals import views

app_name = "goals"
WAITING = r"^goals/values/uploads/(?P<sha256>[0-9a-f]{64})/$"
urlpatterns = [
    path("goals/", views.goal_list, name="goals"),
    path("goals/<int:number>/", views.goal, name="goal"),
    path("indicators/<int:number>/", views.indicator, name="indicator"),
    path("indicators/<int:number>/chart.<str:form>", views.chart, name="chart"),
    path("goals/values/", views.values, name="values"),
    path("goals/values/values.<str:form>", views.values_file, name="values-file"),
    re_path(WAITING, views.values_preview, name="values-preview"),
    path("assignments/", views.assignment_list, name="assignments"),
    path("assignments/<int:number>/", views.assignment, name="assignment"),
]
