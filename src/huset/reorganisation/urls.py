"""Addresses of the pages about reorganisations."""

from django.urls import path

from huset.reorganisation import views

app_name = "reorganisation"
PLAN = "reorganisations/<int:number>/"
urlpatterns = [
    path("reorganisations/", views.plan_list, name="plans"),
    path("reorganisations/new/", views.new, name="new"),
    path(PLAN, views.plan, name="plan"),
    path(f"{PLAN}describe/", views.describe, name="describe"),
    path(f"{PLAN}add/<slug:kind>/", views.add, name="add"),
    path(f"{PLAN}rows/<int:row>/remove/", views.remove, name="remove"),
    path(f"{PLAN}drop/", views.drop, name="drop"),
]
