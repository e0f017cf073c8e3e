"""Addresses of the pages about tokens and support, and of the directory."""

from django.urls import path, re_path

from huset.access import views
from huset.access.scim.views import directory

app_name = "access"
urlpatterns = [
    path("tokens/", views.tokens, name="tokens"),
    path("tokens/<int:number>/revoke/", views.revoke, name="token-revoke"),
    path("support/", views.support, name="support"),
    path("support/begin/", views.begin, name="look-begin"),
    path("support/end/", views.end, name="look-end"),
    re_path(r"^scim/v2/(?P<path>.*)$", directory, name="directory"),
]
