"""The ledger's addresses."""

from django.urls import path, re_path

from huset.ledger import views

app_name = "ledger"
UPLOAD = r"^ledger/uploads/(?P<sha256>[0-9a-f]{64})/"
urlpatterns = [
    path("ledger/", views.imports, name="imports"),
    path("ledger/upload/", views.upload, name="upload"),
    re_path(UPLOAD + "$", views.preview, name="preview"),
    re_path(UPLOAD + "import/$", views.start, name="start"),
    path("ledger/progress/<uuid:task_id>/", views.progress, name="progress"),
    path("ledger/imports/<int:number>/", views.import_, name="import"),
    path("ledger/imports/<int:number>/vouchers/<int:ordinal>/", views.voucher, name="voucher"),
    path("ledger/rows/", views.rows, name="rows"),
]
