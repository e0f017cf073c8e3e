"""Addresses of the house."""

from django.urls import path

from huset.house import part_views, tour_views, views

app_name = "house"
urlpatterns = [
    path("", views.house, name="house"),
    path("tour/", tour_views.tour, name="tour"),
    path("tour/dismiss/", tour_views.dismiss, name="tour-dismiss"),
    path("parts/<str:code>/", part_views.part, name="part"),
    path("parts/<str:code>/text/", part_views.write_text, name="write-text"),
    path("parts/<str:code>/text/restore/", part_views.restore_text, name="restore-text"),
]
