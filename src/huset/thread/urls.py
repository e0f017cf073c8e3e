"""Addresses of the golden thread."""

from django.urls import path

from huset.thread import views

app_name = "thread"
urlpatterns = [
    path("thread/", views.tree, name="thread"),
    path("thread/below/<slug:key>/", views.below, name="below"),
    path("thread/table/", views.table, name="table"),
    path("thread/matrix/", views.matrix, name="matrix"),
    path("thread/broken/", views.broken, name="broken"),
    path("thread/file/<str:form>/", views.file, name="file"),
]
