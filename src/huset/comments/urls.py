"""Addresses of comments."""

from django.urls import path

from huset.comments import views

app_name = "comments"
urlpatterns = [
    path("comments/<int:number>/change/", views.change, name="change"),
    path("comments/<int:number>/take-back/", views.take_back, name="take-back"),
    path("comments/<str:label>/<int:number>/", views.talk, name="talk"),
    path("comments/<str:label>/<int:number>/people/", views.people, name="people"),
    path("comments/<str:label>/<int:number>/done/", views.done, name="done"),
]
