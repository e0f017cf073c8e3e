"""Addresses of signing in, out, and of the second factor."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
