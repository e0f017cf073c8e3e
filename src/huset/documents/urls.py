"""Addresses of documents."""

from django.urls import path

from huset.documents import communication_urls
from huset.documents.views import document, editions, register

app_name = "documents"
urlpatterns = [
    path("documents/", register.documents, name="documents"),
    path("documents/file/<slug:form>/", register.register_file, name="register-file"),
    path("documents/new/", document.new, name="new"),
    path("documents/<int:number>/", document.document, name="document"),
    path("documents/<int:number>/change/", document.change, name="change"),
    path("documents/<int:number>/remove/", document.remove, name="remove"),
    path("documents/<int:number>/end/", editions.end, name="end"),
    path("documents/<int:number>/editions/new/", editions.new, name="new-edition"),
    path("documents/editions/<int:number>/", document.edition, name="edition"),
    path("documents/editions/<int:number>/file/", document.file, name="file"),
    path("documents/editions/<int:number>/change/", editions.change, name="change-edition"),
    path("documents/editions/<int:number>/text/", editions.supply, name="supply-text"),
    path("documents/editions/<int:number>/withdraw/", editions.withdraw, name="withdraw-edition"),
    path("documents/editions/<int:number>/read/", editions.read_again, name="read-again"),
    path("documents/editions/<int:number>/review/", editions.review, name="review"),
    *communication_urls.urlpatterns,
]
