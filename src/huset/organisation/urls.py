"""Addresses of the organisation's pages."""

from django.urls import path

from huset.organisation import views

app_name = "organisation"
urlpatterns = [
    path("bodies/", views.body_list, name="bodies"),
    path("bodies/<str:code>/", views.body, name="body"),
    path("decisions/", views.decision_list, name="decisions"),
    path("decisions/<int:number>/", views.decision, name="decision"),
]
