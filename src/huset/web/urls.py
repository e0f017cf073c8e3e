"""Every slice's pages, and the API that they share."""

from django.urls import include, path

from huset.kernel.rights import BY_OPERATION, may
from huset.web import history, views
from huset.web.api import api

web = (
    [
        path("sign-in/", views.sign_in, name="sign-in"),
        path("history/<str:subject>/<int:number>/", history.history, name="history"),
        path("history/<str:subject>/code/<str:code>/", history.of_code, name="history-of-code"),
        path("log/", history.log, name="log"),
        path("log/verify/", history.verify, name="log-verify"),
        path("log/export/<str:form>/", history.export, name="log-export"),
        path("components/", views.gallery, name="gallery"),
        path("components/vega.js", views.vega, name="vega"),
    ],
    "web",
)
api_urls = api.urls  # made anew at every look
for operation in api_urls[0]:
    if operation.callback is not None:
        may(BY_OPERATION)(operation.callback)
        setattr(operation.callback, "csrf_exempt", False)  # noqa: B010 -- cookies must be no forgery

handler400 = "huset.web.errors.bad_request"
urlpatterns = [
    path("", include("huset.house.urls")),
    path("", include("huset.direction.urls")),
    path("", include("huset.documents.urls")),
    path("", include("huset.organisation.urls")),
    path("", include("huset.comments.urls")),
    path("", include("huset.access.account_urls")),
    path("", include("huset.access.urls")),
    path("", include("huset.goals.urls")),
    path("", include("huset.budget.urls")),
    path("", include("huset.ledger.urls")),
    path("", include("huset.reorganisation.urls")),
    path("", include("huset.thread.urls")),
    path("", include("huset.followup.urls")),
    path("", include("huset.search.urls")),
    path("", include("huset.work.urls")),
    path("", include(web)),
    path("api/", api_urls),
]
