"""A real OpenID Connect provider (canaille), and someone who signs in there as a browser would.

Run as a module it serves a few people on a port of this machine, until it is ended.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from urllib.parse import parse_qs, urljoin, urlsplit

import httpx

HERE, HUSET = "127.0.0.1", "http://testserver"
CLIENT, SECRET, PASSWORD = "huset", "a secret between two programs", "twelve letters"
BACK = "/sign-in/oidc/back/"
PATIENCE, A_MOMENT = 60, 0.05  # seconds
MOST_STEPS = 10


@dataclass(frozen=True)
class Someone:
    """A person whom the provider knows; ``code`` is what it calls them in every answer."""

    code: str
    email: str = ""
    verified: bool = False
    username: str = ""


PEOPLE = {
    p.code: p
    for p in (
        Someone("k-1001"),
        Someone("by-email", email="Per@Kommun.example", verified=True),
        Someone("unverified", email="per@kommun.example"),
        Someone("by-name", username="pia"),
        Someone("twice", email="delad@kommun.example", verified=True),
        Someone("stranger", email="stranger@elsewhere.example", verified=True, username="x"),
    )
}
CLAIMS = {
    "SUB": "{{ user.user_name }}",
    "EMAIL": "{{ user.emails[0] if user.emails else '' }}",
    "EMAIL_VERIFIED": "{{ 'true' if user.title == 'verified' else '' }}",
    "PREFERRED_USERNAME": "{{ user.display_name or '' }}",
}


@contextmanager
def providing(folder: Path, port: int) -> Iterator[str]:
    """Run the provider, and give its address when it answers."""
    command = [sys.executable, "-W", "ignore", "-m", __name__, str(port)]
    with (folder / "provider.log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT)  # noqa: S603 -- our own command
    try:
        address = f"http://{HERE}:{port}"
        wait_for(f"{address}/.well-known/openid-configuration", process, folder / "provider.log")
        yield address
    finally:
        process.terminate()
        process.wait(timeout=30)


def wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = monotonic() + PATIENCE
    while True:
        try:
            if httpx.get(url).status_code == 200:
                return
        except httpx.TransportError:
            sleep(A_MOMENT)
        assert process.poll() is None, log.read_text()
        assert monotonic() < until, log.read_text()


def sign_in_there(url: str, code: str) -> str:
    """Do what the provider's pages ask for, and give the address that it leads back to."""
    with httpx.Client() as browser:
        answer = browser.get(url)
        for _ in range(MOST_STEPS):
            if answer.is_redirect:
                target = urljoin(str(answer.url), answer.headers["location"])
                if target.startswith(HUSET):
                    return target.removeprefix(HUSET)
                answer = browser.get(target)
            else:
                answer = browser.post(answer.url, data=_typed(answer.text, code))
    raise AssertionError(answer.text)


def _typed(page: str, code: str) -> dict[str, str]:
    asked = set(re.findall(r'name="([^"]+)"', page))
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    typed = {"password": PASSWORD} if "password" in asked else {"login": code}
    return typed | ({"csrf_token": token[1]} if token else {})


def asked_for(url: str) -> dict[str, str]:
    """What an address asks for."""
    return {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}


def serve(port: int) -> None:
    os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"  # no TLS within this machine
    from canaille import create_app  # noqa: PLC0415 -- reads the line above when it is imported
    from werkzeug.serving import run_simple  # noqa: PLC0415 -- see above

    app = create_app(
        {
            "SECRET_KEY": SECRET,
            "SERVER_NAME": f"{HERE}:{port}",
            "PREFERRED_URL_SCHEME": "http",
            "CANAILLE": {"DATABASE": "memory", "JAVASCRIPT": False, "CAPTCHA_ENABLED": False},
            "CANAILLE_OIDC": {"REQUIRE_NONCE": True, "TRUSTED_DOMAINS": [HERE]},
        }
    )
    mend_memory()
    app.config["CANAILLE_OIDC"]["USERINFO_MAPPING"] |= CLAIMS
    with app.app_context():
        fill()
    run_simple(HERE, port, app)


def mend_memory() -> None:
    """Let the provider's memory answer as its databases do: what fits all that is asked for.

    By itself it gives what fits any of it: whatever code the client has, for a code that is wrong.
    """
    from canaille.backends.memory.backend import MemoryBackend  # noqa: PLC0415 -- see above

    fits_any = MemoryBackend.do_query

    def fits_all(self, model, *args, **wanted):
        found = [fits_any(self, model, **{key: value}) for key, value in wanted.items()]
        ids = [{one.id for one in some} for some in found]
        every = found[0] if found else fits_any(self, model)
        return [one for one in every if all(one.id in some for some in ids)]

    MemoryBackend.do_query = fits_all


def fill() -> None:
    from canaille.app import models  # noqa: PLC0415 -- only the provider itself needs it
    from canaille.backends import Backend  # noqa: PLC0415 -- see above

    with Backend.instance.session():
        for someone in PEOPLE.values():
            Backend.instance.save(
                models.User(
                    user_name=someone.code,
                    formatted_name=someone.code,
                    family_name=someone.code,
                    display_name=someone.username or None,
                    emails=[someone.email] if someone.email else [],
                    title="verified" if someone.verified else None,
                    password=PASSWORD,
                )
            )
        client = models.Client(
            client_id=CLIENT,
            client_name="Huset",
            client_secret=SECRET,
            client_uri=f"http://{HERE}",
            redirect_uris=[HUSET + BACK],
            grant_types=["authorization_code"],
            response_types=["code"],
            scope=["openid", "profile", "email"],
            token_endpoint_auth_method="client_secret_post",  # noqa: S106 -- the name of a way
        )
        Backend.instance.save(client)
        client.audience = [client]  # once it is there to be referred to
        Backend.instance.save(client)


if __name__ == "__main__":
    serve(int(sys.argv[1]))
