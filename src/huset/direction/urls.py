"""Addresses of the direction's pages."""

from django.urls import path, re_path

from huset.direction.views import (
    coverage,
    drafting,
    overview,
    registering,
    reviews,
    steering,
    training,
    versions,
)

app_name = "direction"
PART = r"^direction/(?P<part>vision|values|plan)/"
ONE = rf"{PART}(?P<number>[0-9]{{1,18}})/"
urlpatterns = [
    path("direction/", overview.direction, name="direction"),
    re_path(rf"{PART}$", versions.version_list, name="versions"),
    re_path(rf"{PART}difference/$", versions.difference, name="difference"),
    re_path(rf"{PART}new/$", drafting.new, name="new"),
    re_path(rf"{ONE}$", versions.one_version, name="version"),
    re_path(rf"{ONE}edit/$", drafting.edit, name="edit"),
    re_path(rf"{ONE}drop/$", drafting.drop, name="drop"),
    path("direction/steering/", steering.register, name="steering"),
    path("direction/steering/file/<str:form>/", steering.file, name="steering-file"),
    path("direction/steering/new/", registering.new, name="list-steering"),
    path("direction/steering/<str:code>/", steering.law, name="steering-law"),
    path("direction/steering/<str:code>/change/", registering.change, name="change-steering"),
    path("direction/steering/<str:code>/end/", registering.end, name="end-steering"),
    path("direction/steering/<str:code>/remove/", registering.remove, name="remove-steering"),
    path("direction/steering/<str:code>/catalogue/", registering.catalogue, name="catalogue"),
    path("direction/steering/<str:code>/add/", registering.add_provision, name="add-provision"),
    path(
        "direction/provisions/<int:number>/change/",
        registering.correct_provision,
        name="correct-provision",
    ),
    path(
        "direction/provisions/<int:number>/remove/",
        registering.remove_provision,
        name="remove-provision",
    ),
    path("direction/reviews/", reviews.review_list, name="reviews"),
    path("direction/reviews/<int:number>/correct/", reviews.correct, name="correct-review"),
    path("direction/reviews/<int:number>/withdraw/", reviews.withdraw, name="withdraw-review"),
    path("direction/reviews/<str:code>/", reviews.confirm, name="confirm-steering"),
    path("direction/coverage/", coverage.matrix, name="coverage"),
    path("direction/coverage/file/", coverage.file, name="coverage-file"),
    path("direction/training/", training.register, name="training"),
    path("direction/training/file/", training.file, name="training-file"),
    path("direction/training/<str:code>/new/", training.new, name="register-training"),
    path("direction/training/<int:number>/", training.correct, name="correct-training"),
    path("direction/training/<int:number>/withdraw/", training.withdraw, name="withdraw-training"),
]
