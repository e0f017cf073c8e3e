"""What every slice's tests share."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.template.response import SimpleTemplateResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from huset.kernel import memory
from huset.kernel.models import User


def _refuse(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    raise AssertionError(f"A template asked the database: {sql[:120]}")


@pytest.fixture(autouse=True)
def no_queries_in_templates(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every question that a template asks the database: it gets finished values."""
    render = SimpleTemplateResponse.render

    def guarded(self: SimpleTemplateResponse) -> Any:
        with connection.execute_wrapper(_refuse):
            return render(self)

    monkeypatch.setattr(SimpleTemplateResponse, "render", guarded)


@pytest.fixture(autouse=True)
def own_data(settings: Any, tmp_path: Path) -> Iterator[None]:
    """Give each test folders of its own, and nothing remembered from the test before."""
    settings.DATA = tmp_path
    settings.LEDGER = tmp_path / "ledger"
    settings.UPLOADS = tmp_path / "uploads"
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    memory.forget()
    yield
    memory.forget()


@pytest.fixture
def person(db: None) -> User:
    """Someone who can sign in, without any mandate."""
    return User.objects.create_user("anna", name="Anna")


@pytest.fixture
def page(client: Client, person: User) -> Callable[..., str]:
    """Get a page as ``person``, as text."""
    client.force_login(person)

    def get(url: str, **options: Any) -> str:
        response = client.get(url, **options)
        assert response.status_code == 200
        return response.content.decode().strip()

    return get


@pytest.fixture
def questions() -> Callable[[], CaptureQueriesContext]:
    """Count what is asked of the database."""
    return lambda: CaptureQueriesContext(connection)
