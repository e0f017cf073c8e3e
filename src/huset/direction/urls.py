"""Addresses of the direction's pages."""

from django.urls import path

from huset.direction import views

app_name = "direction"
urlpatterns = [path("direction/", views.direction, name="direction")]
