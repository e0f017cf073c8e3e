"""Addresses of the organisation's pages."""

from django.urls import path

from huset.organisation.views import bodies, decisions

app_name = "organisation"
urlpatterns = [
    path("bodies/", bodies.body_list, name="bodies"),
    path("bodies/<str:code>/", bodies.body, name="body"),
    path("decisions/", decisions.decision_list, name="decisions"),
    path("decisions/<int:number>/", decisions.decision, name="decision"),
]
