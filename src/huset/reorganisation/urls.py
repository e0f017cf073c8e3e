"""Addresses of the pages about reorganisations."""

from django.urls import URLPattern

app_name = "reorganisation"
urlpatterns: list[URLPattern] = []
