"""Rights: every address names its policy, and one without is closed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from django.http import HttpRequest

View = TypeVar("View", bound=Callable[..., object])


@dataclass(frozen=True)
class Policy:
    """Who may: a sentence that people read, and the same thing as a test of the request."""

    sentence: str
    allows: Callable[[HttpRequest], bool]

    def __call__(self, request: HttpRequest) -> bool:
        """Let an API operation name its policy too (the framework calls it with the request)."""
        return self.allows(request)


ANYONE = Policy("Alla, även utan inloggning", lambda request: True)
BY_OPERATION = Policy("Varje anrop i API:et anger sin egen regel", lambda request: True)


def may(policy: Policy) -> Callable[[View], View]:
    """Name the policy of a view."""

    def named(view: View) -> View:
        setattr(view, "policy", policy)  # noqa: B010 -- a function has no such attribute in its type
        return view

    return named


def policy_of(view: object) -> Policy | None:
    """Find the policy that a view names, if any."""
    found = getattr(view, "policy", None)
    return found if isinstance(found, Policy) else None
