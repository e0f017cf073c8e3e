"""Addresses of what makes documents known, compares them, and keeps the register in order."""

from django.urls import path

from huset.documents.views import communication, comparison, lists

PLAN = "documents/<int:number>/communication/"
urlpatterns = [
    path("documents/lists/", lists.lists, name="lists"),
    path("documents/lists/<slug:which>.<str:form>", lists.lists_file, name="lists-file"),
    path("documents/<int:number>/compare/", comparison.compare, name="compare"),
    path("documents/<int:number>/receipt/", communication.receipt, name="receipt"),
    path(PLAN, communication.plan, name="communication"),
    path(f"{PLAN}new/", communication.add, name="add-step"),
    path(f"{PLAN}<int:step>/", communication.people, name="step"),
    path(f"{PLAN}<int:step>/change/", communication.change, name="change-step"),
    path(f"{PLAN}<int:step>/remove/", communication.remove, name="remove-step"),
]
