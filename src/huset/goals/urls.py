"""Addresses of the goal pages."""

from django.urls import path

from huset.goals import views

app_name = "goals"
urlpatterns = [
    path("goals/", views.goal_list, name="goals"),
    path("goals/<int:number>/", views.goal, name="goal"),
    path("indicators/<int:number>/", views.indicator, name="indicator"),
    path("indicators/<int:number>/chart.<str:form>", views.chart, name="chart"),
    path("assignments/", views.assignment_list, name="assignments"),
    path("assignments/<int:number>/", views.assignment, name="assignment"),
]
