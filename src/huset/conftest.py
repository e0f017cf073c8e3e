"""What every slice's tests share."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, connection, transaction
from django.template.response import SimpleTemplateResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings

from huset.examples.loading import Books
from huset.examples.tests.make import example
from huset.kernel import memory
from huset.kernel.models import User
from huset.organisation.tests import make

COARSE = 1000  # the example's books with about a tenth of the vouchers


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


@pytest.fixture(scope="session")
def kept_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for what is slow to make and the same for every test."""
    return tmp_path_factory.mktemp("data")


@pytest.fixture(autouse=True)
def own_data(request: Any, settings: Any, tmp_path: Path, kept_data: Path) -> Iterator[None]:
    """Give each test folders of its own, and nothing remembered from the test before."""
    settings.DATA = kept_data
    if "books" not in request.fixturenames:  # else the vouchers lie where the books were loaded
        settings.LEDGER = tmp_path / "ledger"
    settings.UPLOADS = tmp_path / "uploads"
    settings.SEARCH = tmp_path / "search"
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}
    memory_only = "django.core.cache.backends.locmem.LocMemCache"
    settings.CACHES = {
        name: {"BACKEND": memory_only, "LOCATION": name} for name in ("default", "charts")
    }
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


@contextmanager
def rolled_back(blocker: Any) -> Iterator[None]:
    with blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def application() -> Iterator[Any]:
    """The whole application as a server has it, on the test's own database connection."""
    for ends in (request_started, request_finished):
        ends.disconnect(close_old_connections)
    yield get_wsgi_application()
    for ends in (request_started, request_finished):
        ends.connect(close_old_connections)


@pytest.fixture(scope="module")
def governed(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The governance model, loaded once for a module: every page needs it."""
    with rolled_back(django_db_blocker):
        make.model()
        yield


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The example without accounting files."""
    with rolled_back(django_db_blocker):
        example()
        yield


@pytest.fixture(scope="module")
def books(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Path]:
    """The example with accounting files, and the folder where they are."""
    folder = tmp_path_factory.mktemp("books")
    with override_settings(LEDGER=folder / "ledger"), rolled_back(django_db_blocker):
        example(books=Books(folder, COARSE))
        yield folder
