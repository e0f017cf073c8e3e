"""Addresses of search."""

from django.urls import path

from huset.search import views

app_name = "search"
urlpatterns = [
    path("search/", views.search, name="search"),
    path("search/refresh/", views.refresh, name="refresh"),
]
