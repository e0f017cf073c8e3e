"""A newcomer chooses a role: each sees what the role is for."""

import pytest

pytestmark = pytest.mark.browser
WITHIN = {"Räkenskaper"}
MANAGES = WITHIN | {"verifikationer", "rapportera värden"}
DRAFT = {"socialnämndens utkast"}  # open to those whose mandate reaches the committee
WRITES_PEOPLE = {"registrera personer"}
PLANS = {"planera sammanträden"}
SEES = {
    "ledamot": WITHIN,
    "ordförande": WITHIN | DRAFT,
    "förvaltningschef": MANAGES,
    "enhetschef": MANAGES | DRAFT,
    "controller": MANAGES | DRAFT | {"läsa in", "ändra organisationen", "loggen"},
    "registrator": WITHIN | DRAFT | PLANS | WRITES_PEOPLE | {"loggen"},
    "revisor": WITHIN | DRAFT | {"verifikationer", "loggen"},
    "ersättare": WITHIN | DRAFT,
    "vice ordförande": WITHIN | DRAFT | {"loggen"},
    "verkställande direktör": MANAGES,
    "medarbetare": WITHIN | DRAFT,
    "nämndsekreterare": WITHIN | PLANS | DRAFT,
    "systemförvaltare": WITHIN
    | DRAFT
    | WRITES_PEOPLE
    | {"ändra organisationen", "loggen", "support"},
    "invånare": set(),
}
SIGNS = {
    "Räkenskaper": ("/", "nav >> text=Räkenskaper"),
    "verifikationer": ("/economy/", "tr.total td a"),
    "rapportera värden": ("/goals/", "text=Rapportera värden"),
    "läsa in": ("/ledger/", "text=Läs in en fil"),
    "ändra organisationen": ("/bodies/", "text=Inrätta organ"),
    "registrera personer": ("/people/", "text=Registrera en person"),
    "planera sammanträden": ("/meetings/", "text=Planera sammanträden"),
    "loggen": ("/rights/", "nav >> text=Logg"),
    "support": ("/rights/", "nav >> text=Support"),
}


def reads_draft(page):
    page.goto("/follow-up/")
    draft = page.locator("li:has-text('Socialnämnden'):has-text('Utkast') a").first.get_attribute(
        "href"
    )
    return page.goto(draft).status == 200


def seen_by(page):
    """Which of the signs of a right the reader finds."""
    found = set(DRAFT) if reads_draft(page) else set()
    for right, (address, sign) in SIGNS.items():
        page.goto(address)
        if page.locator(sign).count():
            found.add(right)
    return found


@pytest.mark.parametrize("role", SEES)
def test_each_role_is_greeted_and_sees_what_it_is_for(enter, role):
    page = enter()
    page.goto("/")
    page.get_by_role("link", name="Välj roll").click()
    page.get_by_role("button", name=f"Se som {role}", exact=True).click()
    assert page.get_by_role("status").inner_text().startswith("✓\nDu läser nu som")
    assert page.locator(".who span").inner_text().lower().startswith(role)
    assert seen_by(page) == SEES[role]


def test_the_roles_are_those_of_the_example_and_the_resident(enter):
    page = enter()
    page.goto("/sign-in/")
    names = page.get_by_role("button", name="Se som").all_inner_texts()
    assert [name.removeprefix("Se som ") for name in names] == list(SEES)
