"""The yardstick: the least that a Django page can be, one indexed query of 50 rows in a template.

No middleware, no session, no translations; the same database settings as ours.
"""

import os

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection, models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

GROUPS, ROWS = 200, 50
PAGE = """<!doctype html><html><head><title>Bare</title></head><body><table>
{% for row in rows %}<tr><td>{{ row.id }}</td><td>{{ row.group }}</td><td>{{ row.name }}</td>
<td>{{ row.amount }}</td><td>{{ row.day }}</td></tr>{% endfor %}</table></body></html>"""
LOADERS = [
    (
        "django.template.loaders.cached.Loader",
        [("django.template.loaders.locmem.Loader", {"bare.html": PAGE})],
    ),
]

settings.configure(
    SECRET_KEY="bare",  # noqa: S106 -- nothing here is secret
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    MIDDLEWARE=[],
    USE_I18N=False,
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "OPTIONS": {"loaders": LOADERS},
        },
    ],
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": os.environ["BARE_DATABASE"],
            "CONN_MAX_AGE": 60,
            "OPTIONS": {"init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"},
        },
    },
)
django.setup()


class Row(models.Model):  # noqa: DJ008 -- never shown as a whole
    """One row of a list."""

    group = models.IntegerField(db_index=True)
    name = models.CharField(max_length=80)
    amount = models.BigIntegerField()
    day = models.DateField()

    class Meta:
        app_label = "bare"


def page(request: HttpRequest) -> HttpResponse:
    """Show one group's rows."""
    return render(request, "bare.html", {"rows": Row.objects.filter(group=7)[:ROWS]})


def fill() -> None:
    """Make the table and its rows."""
    with connection.schema_editor() as editor:
        editor.create_model(Row)
    Row.objects.bulk_create(
        Row(group=number % GROUPS, name=f"Row {number}", amount=number * 100, day="2026-04-30")
        for number in range(GROUPS * ROWS)
    )


urlpatterns = [path("", page)]
application = get_wsgi_application()

if __name__ == "__main__":
    fill()
