"""Addresses of the pages about tokens and support, and of the directory."""

from django.urls import URLPattern

app_name = "access"
urlpatterns: list[URLPattern] = []
