"""Addresses of the follow-up's pages."""

from django.urls import path

from huset.followup import views

app_name = "followup"
urlpatterns = [
    path("follow-up/", views.round_list, name="rounds"),
    path("follow-up/new/", views.open_round, name="open-round"),
    path("follow-up/<str:point>/<int:year>/", views.report, name="report"),
    path("follow-up/<str:point>/<int:year>/send-back/", views.send_back, name="send-back"),
    path("follow-up/<str:point>/<int:year>/write/", views.write, name="write"),
    path("follow-up/<str:point>/<int:year>/forecasts/", views.write_forecasts, name="forecasts"),
    path("follow-up/<str:point>/<int:year>/ready/", views.mark_ready, name="ready"),
    path("follow-up/<str:point>/<int:year>/report.<str:form>", views.report_file, name="file"),
    path(
        "follow-up/<str:point>/<int:year>/chart-<int:number>.<str:form>",
        views.report_chart,
        name="chart",
    ),
]
