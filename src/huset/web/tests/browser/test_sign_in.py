"""Signing in with a local account in a real browser: password, and a passkey that it makes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

from huset.web.tests.browser.test_accessibility import check

pytestmark = pytest.mark.browser
NAME, PASSWORD = "nyckelprovare", "sju sköna sjöar"
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(scope="module")
def account(data, site):
    """A local account, opened as an administrator does; passkeys want a name, not a number."""
    command = [Path(sys.executable).with_name("huset"), "user", "add", NAME]
    own = {"HUSET_DATA": str(data), "DATABASE_URL": f"sqlite:///{data}/huset.sqlite3"}
    subprocess.run(  # noqa: S603 -- our own command
        [*command, "--name", "Nyckelprovare", "--password-stdin"],
        env=os.environ | own,
        input=PASSWORD,
        text=True,
        check=True,
    )
    return site.replace("127.0.0.1", "localhost")


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def follow(page, name):
    page.get_by_role("link", name=name, exact=True).click()


def type_password(page):
    page.get_by_label("Användarnamn").fill(NAME)
    page.get_by_label("Lösenord").fill(PASSWORD)
    press(page, "Logga in")


def sign_out(page):
    press(page, "Logga ut")
    page.get_by_text("Du är utloggad.").wait_for()


def look(page):
    """See that the page is accessible, and go on at the desk."""
    check(page)
    page.set_viewport_size({"width": 1440, "height": 900})


def give_device(page):
    """Give the browser somewhere to keep passkeys."""
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})


def make_passkey(page):
    follow(page, "Mitt konto")
    look(page)
    follow(page, "Lägg till en nyckel")
    page.get_by_label("Lösenord").fill(PASSWORD)  # shows that it is still the same person
    press(page, "Gå vidare")
    look(page)
    page.get_by_label("Namn på nyckeln").fill("Provnyckeln")
    page.get_by_label("Logga in utan lösenord").check()
    press(page, "Skapa nyckeln")
    press(page, "Visa koderna")
    expect(page.locator("main code")).to_have_count(10)
    look(page)
    follow(page, "Tillbaka till mitt konto")
    assert page.get_by_text("Provnyckeln").count()


def test_a_passkey_is_made_and_is_then_a_second_step_and_a_way_in_by_itself(enter, account):
    page = enter()
    give_device(page)
    page.goto(f"{account}/sign-in/")
    follow(page, "Logga in med lösenord")
    look(page)
    type_password(page)
    make_passkey(page)
    sign_out(page)

    page.goto(f"{account}/sign-in/password/?next=/goals/")
    type_password(page)
    assert page.locator("h1").inner_text() == "Ett steg till"
    look(page)
    press(page, "Använd en nyckel")
    page.wait_for_url(f"{account}/goals/")
    sign_out(page)

    page.goto(f"{account}/sign-in/password/?next=/goals/")
    press(page, "Logga in med en nyckel")
    page.wait_for_url(f"{account}/goals/")
    expect(page.locator(".who").get_by_text("Mitt konto")).to_have_count(1)


def test_who_has_no_key_is_told_so_in_words(enter, account):
    page = enter()
    give_device(page)
    page.goto(f"{account}/sign-in/password/")
    press(page, "Logga in med en nyckel")

    page.get_by_role("alert").get_by_text("Det gick inte att använda en nyckel").wait_for()


def test_without_scripts_the_password_is_enough_and_no_dead_button_shows(enter, account):
    page = enter(scripts=False)
    page.goto(f"{account}/sign-in/password/")

    assert page.get_by_role("button", name="Logga in med en nyckel").count() == 0
    type_password(page)
    assert page.locator("h1").inner_text() == "Ett steg till"
