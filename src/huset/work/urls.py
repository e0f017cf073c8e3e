"""Addresses of one's work, of calendars and of mailings."""

from django.urls import path

from huset.work import views

app_name = "work"
urlpatterns = [
    path("work/", views.work, name="work"),
    path("account/calendar/", views.calendar, name="calendar"),
    path("account/calendar/remove/", views.remove_calendar, name="calendar-remove"),
    path("account/mailings/", views.mailings, name="mailings"),
    path("digest/stop/<str:proof>/", views.stop, name="stop"),
    path("calendar/<str:secret>.ics", views.own_feed, name="feed"),
    path("bodies/<str:code>/calendar.ics", views.body_feed, name="body-calendar"),
]
