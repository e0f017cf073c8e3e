"""What tests of tokens, support and the directory are made of."""

import json
from datetime import date, timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from huset.access.actions.tokens import Made, make_token
from huset.access.rules import Scope
from huset.kernel.models import User
from huset.organisation.models import Unit
from huset.organisation.rules import Role
from huset.organisation.tests.make import body, model, reader, unit

CORE = "urn:ietf:params:scim:schemas:core:2.0:User"
ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp"


def office() -> Unit:
    """The unit where those who look after Huset work; the same one each time."""
    return Unit.objects.filter(code="900").first() or unit("900", of=body("KS", "Kommunstyrelsen"))


def administrator() -> User:
    """One who looks after Huset."""
    return reader(Role.ADMINISTRATOR, office())


def registrar() -> User:
    """One who registers people and mandates."""
    return reader(Role.REGISTRAR, office())


def token(
    by: User,
    scope: Scope = Scope.READ,
    *,
    name: str = "Beslutsstödet",
    last_day: date | None = None,
) -> Made:
    """A token of someone's, for a month unless told otherwise."""
    last = last_day or timezone.localdate() + timedelta(days=30)
    return make_token(name=name, scope=scope, last_day=last, by=by)


class Directory:
    """A directory with a token, which sends and gets JSON."""

    def __init__(self, by: User | None = None) -> None:
        model()
        self.by = by or registrar()
        self.secret = token(self.by, Scope.CATALOGUE, name="Katalogen").secret

    def call(self, method: str, path: str, said: Any = None, **headers: str) -> Any:
        """Call the endpoint."""
        return Client().generic(
            method,
            f"/scim/v2/{path}",
            b"" if said is None else json.dumps(said).encode(),
            content_type="application/scim+json",
            headers={"Authorization": f"Bearer {self.secret}", **headers},
        )

    def add(self, who: str = "anna", **more: Any) -> Any:
        """Add a person and give what came back."""
        answer = self.call("POST", "Users", person(who, **more))
        assert answer.status_code == 201, answer.content
        return answer.json()

    def patch(self, number: str, *operations: dict[str, Any], **headers: str) -> Any:
        """Change a person."""
        said = {"schemas": [PATCH], "Operations": list(operations)}
        return self.call("PATCH", f"Users/{number}", said, **headers)

    def get(self, number: str) -> Any:
        """A person as the endpoint gives it."""
        return self.call("GET", f"Users/{number}").json()


def person(who: str = "anna", **more: Any) -> dict[str, Any]:
    """A person as a directory sends one."""
    return {
        "schemas": [CORE, ENTERPRISE],
        "externalId": f"id-{who}",
        "userName": f"{who}@example.org",
        "displayName": who.capitalize(),
        "active": True,
    } | more
