"""Addresses of the house."""

from django.urls import path

from huset.house import views

app_name = "house"
urlpatterns = [
    path("", views.house, name="house"),
    path("parts/<str:code>/", views.part, name="part"),
]
