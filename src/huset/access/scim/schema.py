"""What the directory endpoint serves: a person as SCIM writes one, and what the endpoint can do.

Only what Huset keeps is declared. What a directory sends besides is let pass and not stored.
"""

from typing import Annotated, Any

from scim2_models import (
    URN,
    AuthenticationScheme,
    Bulk,
    ChangePassword,
    ComplexAttribute,
    ETag,
    Extension,
    External,
    Filter,
    Patch,
    Reference,
    Required,
    Resource,
    ResourceType,
    ScimPolicy,
    ScimProvider,
    ServiceProviderConfig,
    Sort,
    Uniqueness,
)
from scim2_models.resources.resource import AnyExtension
from scim2_server.conditions import Conditions
from scim2_server.service import ScimService

MOST_RESULTS = 200


class Name(ComplexAttribute):
    """A person's name, which Huset keeps whole."""

    formatted: str | None = None


class Email(ComplexAttribute):
    """An address for e-mail; Huset keeps one, at work."""

    value: str | None = None
    type: str | None = None
    primary: bool | None = None


class RoleIn(ComplexAttribute):
    """A role in a place: ``manager@5130``."""

    value: str | None = None


class User(Resource[AnyExtension]):
    """A person with an account (RFC 7643 § 4.1)."""

    __schema__ = URN("urn:ietf:params:scim:schemas:core:2.0:User")

    user_name: Annotated[str | None, Uniqueness.server, Required.true] = None
    name: Name | None = None
    display_name: str | None = None
    active: bool | None = None
    emails: list[Email] | None = None
    roles: list[RoleIn] | None = None


class EnterpriseUser(Extension):
    """Where a person is employed (RFC 7643 § 4.3)."""

    __schema__ = URN("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User")

    cost_center: str | None = None


PERSON: Any = User[EnterpriseUser]  # put together when Huset starts, so no type is known before
CONFIG = ServiceProviderConfig(
    patch=Patch(supported=True),
    bulk=Bulk(supported=False, max_operations=0, max_payload_size=0),
    filter=Filter(supported=True, max_results=MOST_RESULTS),
    change_password=ChangePassword(supported=False),
    sort=Sort(supported=True),
    etag=ETag(supported=True),
    authentication_schemes=[
        AuthenticationScheme(
            type=AuthenticationScheme.Type.oauthbearertoken,
            name="Token",
            description="En token med omfattningen katalog, skapad i Huset under Mitt konto",
            spec_uri=Reference[External]("https://datatracker.ietf.org/doc/html/rfc6750"),
            primary=True,
        )
    ],
)
PROVIDER = ScimProvider(
    models=[User, EnterpriseUser],
    resource_types=[ResourceType.from_resource(PERSON)],
    config=CONFIG,
    policy=ScimPolicy(
        unknown=ScimPolicy.Unknown.ignore,
        remove_value_as_filter=ScimPolicy.RemoveValue.apply,
        unmatched_path_filter=ScimPolicy.UnmatchedPathFilter.create,
    ),
)


class Service(ScimService):
    """The protocol, with one thing more: what a replacement leaves out stays as it is.

    A directory that knows of no roles must not end every mandate by replacing a person
    (RFC 7644 § 3.5.1 lets the server choose).
    """

    def apply_replacement(
        self, current: Resource[Any], replacement: Resource[Any], conditions: Conditions
    ) -> Resource[Any] | None:
        """Apply a PUT."""
        for field in ("roles", "EnterpriseUser", "active", "emails", "external_id"):
            if field not in replacement.model_fields_set:
                setattr(replacement, field, getattr(current, field))
        return super().apply_replacement(current, replacement, conditions)


SERVICE = Service(PROVIDER)
