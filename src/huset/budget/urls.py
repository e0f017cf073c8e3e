"""Addresses of the economy's pages."""

from django.urls import path

from huset.budget import views

app_name = "budget"
urlpatterns = [
    path("economy/", views.economy, name="economy"),
    path("economy/chart.<str:form>", views.chart, name="chart"),
]
