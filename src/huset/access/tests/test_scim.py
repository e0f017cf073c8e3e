"""The directory's endpoint: people come, move, change names and leave, and nothing else is told."""

import json
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from scim2_client.engines.wsgi import WSGISCIMClient
from scim2_models import ScimProvider
from scim2_tester import check_server
from scim2_tester.utils import Status

from huset.access.models import Token
from huset.access.rules import BadPostingError, Posting, posting
from huset.access.scim.schema import PROVIDER
from huset.access.tests.make import (
    CORE,
    ENTERPRISE,
    Directory,
    administrator,
    office,
    person,
    token,
)
from huset.kernel.models import Event, User
from huset.kernel.personal import PROTECTED
from huset.organisation.actions import give_mandate, hand_over, register_person
from huset.organisation.models import Mandate, Person
from huset.organisation.permissions import actor_of
from huset.organisation.rules import Role
from huset.organisation.tests.make import body, reader, unit, user


@pytest.fixture
def directory(db):
    return Directory()


@pytest.fixture
def school():
    return unit("5130"), unit("5140")


def held(number):
    """Who someone is, and since when, until when."""
    mandates = Mandate.objects.filter(person=number).order_by("id")
    return [(m.role, m.place.code, m.valid_from, m.valid_to) for m in mandates]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("manager@5130", Posting(Role.MANAGER, "5130")),
        (" member@SN ", Posting(Role.MEMBER, "SN")),
        ("managing_director@VM", Posting(Role.MANAGING_DIRECTOR, "VM")),
        ("manager", None),
        ("manager@", None),
        ("@5130", None),
        ("king@5130", None),
        ("MANAGER@5130", None),
        ("", None),
    ],
)
def test_a_role_in_a_place_is_read_or_refused(text, read):
    if read is None:
        with pytest.raises(BadPostingError):
            posting(text)
    else:
        assert (posting(text), str(read)) == (read, text.strip())


def with_examples() -> ScimProvider:
    """The endpoint's description, with values that the checker may send where not all are good."""
    schemas = [schema.model_copy(deep=True) for schema in PROVIDER.schemas]
    good = {"costCenter": ["5130"], "roles.value": ["controller@5130"], "emails.type": ["work"]}
    for schema in schemas:
        for attribute in schema.attributes:
            for part in attribute.sub_attributes or []:
                part.canonical_values = good.get(f"{attribute.name}.{part.name}")
            attribute.canonical_values = good.get(attribute.name)
    return ScimProvider.from_discovery(schemas, PROVIDER.resource_types, PROVIDER.config)


class First:
    """Chance that always takes the first: open accounts and primary addresses."""

    choice = staticmethod(lambda values: values[0])
    randint = staticmethod(lambda first, last: first)


def test_the_protocols_own_checker_finds_only_what_is_meant(
    directory, school, application, monkeypatch
):
    """Nobody is without a name, and an account is either open or closed."""
    monkeypatch.setattr("scim2_tester.filling.random", First)
    client = WSGISCIMClient(
        application,
        base_url="http://localhost/scim/v2",
        headers={"Authorization": f"Bearer {directory.secret}"},
        environ={"wsgi.input_terminated": True},
        provider=with_examples(),
    )
    results = check_server(client)
    faults = [(r.title, r.data) for r in results if r.status is not Status.SUCCESS]

    assert sorted((title, data["urn"]) for title, data in faults) == [
        ("check_remove_attribute", "active"),
        ("check_remove_attribute", "displayName"),
        ("check_remove_attribute", "name"),
    ]
    assert len(results) - len(faults) == 55


def test_a_name_that_comes_in_parts_is_kept_as_one(directory):
    name = {"givenName": "Anna", "familyName": "Berg"}

    assert directory.add("anna", displayName=None, name=name)["displayName"] == "Anna Berg"
    assert directory.add("berit", displayName=None)["displayName"] == "berit@example.org"


def test_a_new_person_gets_an_account_and_postings(directory, school):
    said = directory.add(
        "anna",
        name={"formatted": "Anna Berg", "givenName": "Anna", "familyName": "Berg"},
        displayName="Anna Berg",
        emails=[{"value": "hem@example.org"}, {"value": "anna@example.org", "primary": True}],
        roles=[{"value": "manager@5140"}],
        **{ENTERPRISE: {"costCenter": "5130"}},
    )
    found = Person.objects.get(pk=said["id"])
    today = timezone.localdate()

    assert (found.name, found.email, found.external_id) == (
        "Anna Berg",
        "anna@example.org",
        "id-anna",
    )
    assert (found.user.username, found.user.name, found.user.email, found.user.is_active) == (
        "anna@example.org",
        "Anna Berg",
        "anna@example.org",
        True,
    )
    assert not found.user.has_usable_password()
    assert held(found.pk) == [
        ("employee", "5130", today, None),
        ("manager", "5140", today, None),
    ]
    assert said["roles"] == [{"value": "manager@5140"}]
    assert said[ENTERPRISE] == {"costCenter": "5130"}
    assert said["meta"]["location"] == f"http://testserver/scim/v2/Users/{found.pk}"


def test_what_a_directory_sends_besides_is_let_pass_and_not_kept(directory):
    said = directory.add(
        "anna",
        title="Rektor",
        phoneNumbers=[{"value": "070-123", "type": "mobile"}],
        nickName="Annis",
        preferredLanguage="sv-SE",
        **{ENTERPRISE: {"employeeNumber": "17", "manager": {"value": "3"}}},
    )

    assert said.keys() == {
        "schemas", "id", "externalId", "userName", "displayName", "name", "active", "meta",
    }  # fmt: skip
    assert not Person.objects.get(pk=said["id"]).user.has_usable_password()


def test_someone_already_registered_with_the_same_code_gets_an_account(directory, school):
    known = register_person(name="A. Berg", user=None, external_id="id-anna", by=user())
    give_mandate(
        person=known, role=Role.MANAGER, place=school[0], since=timezone.localdate(), by=user()
    )
    said = directory.add("anna", roles=[{"value": "manager@5130"}])

    assert (said["id"], said["displayName"]) == (str(known.pk), "Anna")
    assert Person.objects.filter(external_id="id-anna").count() == 1
    assert len(held(known.pk)) == 1


def test_one_without_a_code_is_nobody_who_was_there_before(directory):
    known = register_person(name="A. Berg", user=None, by=user())
    said = directory.add("anna", externalId="")

    assert said["id"] != str(known.pk)
    assert "externalId" not in said
    assert directory.add("berit", externalId=None)["id"] != said["id"]


@pytest.mark.parametrize(
    "taken",
    [
        {"externalId": "id-other"},
        {"externalId": "id-other", "userName": "ANNA@EXAMPLE.ORG"},
        {"userName": "other@example.org"},
    ],
)
def test_a_name_or_code_that_is_taken_is_a_conflict_and_changes_nothing(directory, taken):
    directory.add("anna")
    before = (Person.objects.count(), User.objects.count(), Event.objects.count())
    answer = directory.call("POST", "Users", person("anna") | taken)

    assert (answer.status_code, answer.json()["scimType"]) == (409, "uniqueness")
    assert (Person.objects.count(), User.objects.count(), Event.objects.count()) == before


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"roles": [{"value": "manager@9999"}]}, "ingen enhet med koden 9999"),
        ({"roles": [{"value": "member@XX"}]}, "inget organ med koden XX"),
        ({"roles": [{"value": "king@5130"}]}, "Rollen ”king” finns inte"),
        ({"roles": [{"value": "manager"}]}, "saknar plats"),
        ({ENTERPRISE: {"costCenter": "9999"}}, "ingen enhet med koden 9999"),
        ({"userName": "  "}, "Kontonamnet är tomt"),
        ({"userName": "borttagen-1"}, "får inte börja med"),
        ({"userName": "skyddad-1"}, "får inte börja med"),
        ({"userName": "a" * 151}, "längre än 150"),
        ({"displayName": "a" * 121}, "längre än 120"),
        ({"emails": [{"value": "anna"}]}, "ingen e-postadress"),
        ({"externalId": "a" * 121}, "längre än 120"),
        ({"displayName": "An\x00na"}, "Tecknet NUL"),
        ({"roles": [{"value": "manager@\x00"}]}, "Tecknet NUL"),
    ],
)
def test_bad_input_is_refused_with_a_sentence_and_leaves_no_trace(directory, school, said, told):
    before = (Person.objects.count(), User.objects.count(), Event.objects.count())
    answer = directory.call("POST", "Users", person("anna") | said)

    assert answer.status_code == 400
    assert told in answer.json()["detail"]
    assert (Person.objects.count(), User.objects.count(), Event.objects.count()) == before


@pytest.mark.parametrize(
    ("body_", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"[]", 400),
        (b'"anna"', 400),
        (b'{"schemas": []}', 400),
        (b'{"schemas": ["urn:other"], "userName": "a"}', 400),
        (b"\xff\xfe", 400),
    ],
)
def test_what_is_no_person_is_refused(directory, body_, status):
    answer = Client().generic(
        "POST",
        "/scim/v2/Users",
        body_,
        content_type="application/scim+json",
        headers={"Authorization": f"Bearer {directory.secret}"},
    )

    assert answer.status_code == status
    assert answer.json()["schemas"] == ["urn:ietf:params:scim:api:messages:2.0:Error"]


def test_a_move_ends_the_old_posting_the_day_before_and_begins_the_new(directory, school):
    number = directory.add("anna", **{ENTERPRISE: {"costCenter": "5130"}})["id"]
    Mandate.objects.update(valid_from=timezone.localdate() - timedelta(days=100))
    directory.patch(number, {"op": "replace", "path": f"{ENTERPRISE}:costCenter", "value": "5140"})
    today = timezone.localdate()

    assert held(number) == [
        ("employee", "5130", today - timedelta(days=100), today - timedelta(days=1)),
        ("employee", "5140", today, None),
    ]
    assert directory.get(number)[ENTERPRISE] == {"costCenter": "5140"}
    lines = Event.objects.filter(what__startswith="organisation.mandate").order_by("id")
    assert [(e.what.rpartition(".")[2], e.by) for e in lines][-2:] == [
        ("ended", directory.by),
        ("given", directory.by),
    ]
    assert lines.last().mandate == "Registrator · Enheten 900 · token Katalogen"


def test_what_moves_twice_on_a_day_ends_up_where_it_should(directory, school):
    number = directory.add("anna", **{ENTERPRISE: {"costCenter": "5130"}})["id"]
    for code in ("5140", "5130"):
        path = f"{ENTERPRISE}:costCenter"
        answer = directory.patch(number, {"op": "replace", "path": path, "value": code})
        assert answer.status_code == 204, answer.content

    assert directory.get(number)[ENTERPRISE] == {"costCenter": "5130"}


def test_the_dialect_of_entra_id_is_understood(directory, school):
    number = directory.add("anna", emails=[{"value": "anna@example.org", "type": "work"}])["id"]
    answer = directory.patch(
        number,
        {"op": "Replace", "path": "displayName", "value": "Anna Ek"},
        {"op": "Replace", "path": 'emails[type eq "work"].value', "value": "ek@example.org"},
        {"op": "Add", "path": "name.givenName", "value": "Anna"},
        {"op": "Add", "path": "roles", "value": [{"value": "manager@5130"}]},
        {"op": "Add", "value": {f"{ENTERPRISE}:costCenter": "5140", "title": "Rektor"}},
    )
    assert answer.status_code == 204, answer.content
    said = directory.get(number)

    assert (said["displayName"], said["emails"][0]["value"]) == ("Anna Ek", "ek@example.org")
    assert [role["value"] for role in said["roles"]] == ["manager@5130"]
    assert said[ENTERPRISE] == {"costCenter": "5140"}

    directory.patch(
        number,
        {"op": "Remove", "path": "roles", "value": [{"value": "manager@5130"}]},
        {"op": "Replace", "path": "active", "value": "False"},
    )
    assert "roles" not in directory.get(number)
    assert directory.get(number)["active"] is False


def test_one_operation_that_fails_undoes_the_whole_request(directory, school):
    number = directory.add("anna")["id"]
    before = directory.get(number)
    answer = directory.patch(
        number,
        {"op": "replace", "path": "displayName", "value": "Någon annan"},
        {"op": "add", "path": "roles", "value": [{"value": "manager@5130"}]},
        {"op": "add", "path": "roles", "value": [{"value": "manager@9999"}]},
    )

    assert answer.status_code == 400
    assert directory.get(number) == before


def test_a_replacement_that_knows_of_no_roles_ends_none(directory, school):
    number = directory.add(
        "anna", roles=[{"value": "manager@5130"}], **{ENTERPRISE: {"costCenter": "5140"}}
    )["id"]
    answer = directory.call("PUT", f"Users/{number}", person("anna", displayName="Anna Ek"))
    assert answer.status_code == 200
    assert [role["value"] for role in answer.json()["roles"]] == ["manager@5130"]
    assert answer.json()[ENTERPRISE] == {"costCenter": "5140"}

    directory.call("PUT", f"Users/{number}", person("anna", roles=[]))
    said = directory.get(number)
    assert ("roles" in said, said[ENTERPRISE]) == (False, {"costCenter": "5140"})


def test_the_inactive_lose_sessions_tokens_and_mandates_at_once(directory, school):
    number = directory.add("anna", roles=[{"value": "manager@5130"}])["id"]
    anna = Person.objects.get(pk=number).user
    client = Client()
    client.force_login(anna)
    own = token(anna).secret
    assert client.get("/tokens/").status_code == 200

    directory.patch(number, {"op": "replace", "path": "active", "value": False})

    assert client.get("/tokens/").status_code == 302
    refused = Client().get("/api/goals/", headers={"Authorization": f"Bearer {own}"})
    assert refused.status_code == 401
    assert [row[3] for row in held(number)] == [timezone.localdate()]
    assert directory.get(number)["active"] is False
    assert "roles" not in directory.get(number)


def test_one_who_comes_back_the_same_day_takes_the_posting_up_again(directory, school):
    number = directory.add("anna", roles=[{"value": "manager@5130"}])["id"]
    directory.patch(number, {"op": "replace", "path": "active", "value": False})
    directory.patch(
        number,
        {"op": "replace", "path": "active", "value": True},
        {"op": "add", "path": "roles", "value": [{"value": "manager@5130"}]},
    )

    assert [(role, code, last) for role, code, _, last in held(number)] == [
        ("manager", "5130", None)
    ]


def test_mandates_that_have_not_begun_are_taken_back_with_the_rest(directory, school):
    number = directory.add("anna")["id"]
    later = timezone.localdate() + timedelta(days=30)
    anna = Person.objects.get(pk=number)
    give_mandate(person=anna, role=Role.MANAGER, place=school[0], since=later, by=user())
    directory.patch(number, {"op": "replace", "path": "active", "value": False})

    assert held(number) == []


def test_a_deputys_mandate_is_left_to_huset(directory, school):
    number = directory.add("anna")["id"]
    boss = Mandate.objects.get(person__user=reader(Role.MANAGER, school[0]))
    today = timezone.localdate()
    anna = Person.objects.get(pk=number)
    hand_over(mandate=boss, to=anna, since=today, until=today + timedelta(days=9), by=user())

    assert "roles" not in directory.get(number)
    directory.call("PUT", f"Users/{number}", person("anna", roles=[], displayName="Anna Ek"))
    assert [row[3] for row in held(number)] == [today + timedelta(days=9)]


def test_the_removed_are_out_of_sight_but_stay_in_history(directory, school):
    number = directory.add("anna", roles=[{"value": "manager@5130"}])["id"]
    assert directory.call("DELETE", f"Users/{number}").status_code == 204

    assert directory.call("GET", f"Users/{number}").status_code == 404
    assert directory.call("DELETE", f"Users/{number}").status_code == 404
    left = Person.objects.get(pk=number)
    assert (left.name, left.user.is_active, left.external_id) == ("Anna", False, None)
    assert len(held(number)) == 1
    assert Event.objects.filter(subject="organisation.Person", subject_id=number).exists()

    again = directory.add("anna")
    assert again["id"] != number


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        ('userName eq "BERIT@example.org"', ["berit"]),
        ('externalId eq "id-berit"', ["berit"]),
        ('externalId eq "ID-BERIT"', []),
        ('userName eq "x"', []),
        ('emails.value eq "anna@example.org"', ["anna"]),
        ('emails[type eq "work"].value sw "anna"', ["anna"]),
        ("active eq false", ["cilla"]),
        ('displayName sw "b" or displayName co "ILL"', ["berit", "cilla"]),
        ("not (displayName pr)", []),
        ('roles.value eq "manager@5130"', ["berit"]),
        (f'{ENTERPRISE}:costCenter eq "5140"', ["anna"]),
        ('userName eq "anna@example.org" and active eq false', []),
        ('id eq "0"', []),
        ('id eq "x"', []),
        ("userName", None),
        ("userName eq", None),
        ("password pr", None),
        ('userName eq "a" or \'; DROP TABLE', None),
    ],
)
def test_people_are_found_by_what_they_are(directory, school, sought, found):
    directory.add(
        "anna", emails=[{"value": "anna@example.org"}], **{ENTERPRISE: {"costCenter": "5140"}}
    )
    directory.add("berit", roles=[{"value": "manager@5130"}])
    directory.add("cilla", active=False)
    query = {"filter": sought, "sortBy": "userName"} if " or " in sought else {"filter": sought}
    answer = Client().get(
        "/scim/v2/Users", query, headers={"Authorization": f"Bearer {directory.secret}"}
    )

    if found is None:
        assert (answer.status_code, answer.json()["scimType"]) == (400, "invalidFilter")
    else:
        assert answer.json()["totalResults"] == len(found)
        names = [r["userName"].partition("@")[0] for r in answer.json().get("Resources", [])]
        assert names == found


@pytest.mark.parametrize(
    ("sought", "status"),
    [
        ('userName eq "\x00"', 400),
        ("(" * 3000 + "id pr" + ")" * 3000, 200),
        ("not (" * 3000 + "id pr" + ")" * 3000, 400),
        (" or ".join(["id pr"] * 3000), 200),
    ],
    ids=["nul", "deep", "deep negation", "wide"],
)
def test_a_filter_made_to_break_the_endpoint_does_not(directory, sought, status):
    said = {"filter": sought}
    headers = {"Authorization": f"Bearer {directory.secret}"}

    assert Client().get("/scim/v2/Users", said, headers=headers).status_code == status
    assert directory.call("POST", "Users/.search", said).status_code == status


def test_a_long_list_comes_in_pages(directory):
    for name in ("anna", "berit", "cilla"):
        directory.add(name)
    total = Person.objects.filter(user__isnull=False).count()
    first = directory.call("GET", f"Users?startIndex={total - 1}&count=5").json()

    assert (first["totalResults"], first["startIndex"], first["itemsPerPage"]) == (
        total,
        total - 1,
        2,
    )
    assert [r["displayName"] for r in first["Resources"]] == ["Berit", "Cilla"]
    backwards = directory.call(
        "GET", "Users?sortBy=displayName&sortOrder=descending&count=2&filter=externalId%20pr"
    ).json()
    assert [r["displayName"] for r in backwards["Resources"]] == ["Cilla", "Berit"]
    assert directory.call("GET", "Users?count=0").json()["totalResults"] == total


def test_a_page_asks_as_much_for_three_people_as_for_one(directory, school, questions):
    directory.add("anna", **{ENTERPRISE: {"costCenter": "5130"}})
    with questions() as one:
        directory.call("GET", "Users")
    directory.add("berit", **{ENTERPRISE: {"costCenter": "5130"}})
    directory.add("cilla", **{ENTERPRISE: {"costCenter": "5140"}})
    with questions() as three:
        directory.call("GET", "Users")

    assert len(three) == len(one)


def test_two_who_change_the_same_person_do_not_overwrite_each_other(directory):
    said = directory.add("anna")
    number, version = said["id"], said["meta"]["version"]
    replace = {"op": "replace", "path": "displayName", "value": "Anna Ek"}

    assert directory.call("GET", f"Users/{number}")["ETag"] == version
    unchanged = directory.call("GET", f"Users/{number}", **{"If-None-Match": version})
    assert unchanged.status_code == 304
    assert directory.patch(number, replace, **{"If-Match": version}).status_code == 204
    late = directory.patch(number, replace | {"value": "Annan"}, **{"If-Match": version})
    assert late.status_code == 412
    assert directory.get(number)["displayName"] == "Anna Ek"
    gone = directory.call("DELETE", f"Users/{number}", **{"If-Match": version})
    assert gone.status_code == 412


def test_saying_the_same_again_changes_and_logs_nothing(directory, school):
    said = directory.add("anna", roles=[{"value": "manager@5130"}])
    before = Event.objects.count()
    answer = directory.call("PUT", f"Users/{said['id']}", person("anna"))

    assert (answer.status_code, Event.objects.count()) == (200, before)
    assert answer.json()["meta"] == said["meta"]


@pytest.fixture
def hidden(directory, school):
    said = directory.add(
        "hemlig",
        displayName="Hemliga Helga",
        emails=[{"value": "helga@example.org"}],
        roles=[{"value": "manager@5130"}],
    )
    Person.objects.filter(pk=said["id"]).update(protected=True)
    return said["id"]


def test_a_protected_identity_is_never_given_out(directory, hidden):
    said = directory.get(hidden)
    every = [
        json.dumps(directory.call("GET", path).json())
        for path in (
            f"Users/{hidden}",
            "Users",
            "Users?sortBy=userName",
            'Users?filter=userName eq "hemlig@example.org"',
        )
    ]

    assert (said["displayName"], said["name"]["formatted"]) == (PROTECTED, PROTECTED)
    assert said["userName"] == f"skyddad-{hidden}"
    assert "emails" not in said
    assert [text for text in every if "elga" in text or "hemlig@" in text] == []
    for guess in ('displayName sw "Hem"', 'userName sw "hemlig"', 'emails.value co "helga"'):
        assert directory.call("GET", f"Users?filter={guess}").json()["totalResults"] == 0
    assert (
        directory.call("GET", 'Users?filter=userName eq "hemlig@example.org"').json()[
            "totalResults"
        ]
        == 1
    )


def test_a_change_of_something_else_keeps_a_protected_identity_whole(directory, hidden):
    directory.patch(hidden, {"op": "remove", "path": "roles"})
    kept = Person.objects.get(pk=hidden)

    assert (kept.name, kept.email) == ("Hemliga Helga", "helga@example.org")
    assert kept.user.username == "hemlig@example.org"
    assert [row[3] for row in held(hidden)] == [timezone.localdate()]


def test_a_protected_person_is_renamed_without_showing_it(directory, hidden):
    answer = directory.patch(hidden, {"op": "replace", "path": "displayName", "value": "Helga Ny"})

    assert answer.status_code == 204
    assert Person.objects.get(pk=hidden).name == "Helga Ny"
    assert directory.get(hidden)["displayName"] == PROTECTED


def test_a_directory_cannot_hand_out_rights_that_the_tokens_owner_lacks(directory):
    office()
    refused = directory.call(
        "POST", "Users", person("anna", roles=[{"value": "administrator@900"}])
    )
    assert refused.status_code == 400
    assert "krävs rätt att lämna registerutdrag" in refused.json()["detail"]
    own = Person.objects.get(user=directory.by)
    assert (
        directory.patch(
            own.pk, {"op": "add", "path": "roles", "value": [{"value": "administrator@900"}]}
        ).status_code
        == 400
    )
    assert actor_of(directory.by).roles == (Role.REGISTRAR,)

    boss = Person.objects.get(user=administrator())
    taken = directory.call("PUT", f"Users/{boss.pk}", person("boss", roles=[]))
    assert taken.status_code == 400

    other = Directory(administrator())
    other.add("anna", roles=[{"value": "administrator@900"}])


def test_the_rules_of_mandates_hold_for_directories_too(directory, school):
    body("SN", "Socialnämnden")
    unit("7000", of=body("SN"))
    answer = directory.call(
        "POST",
        "Users",
        person("anna", roles=[{"value": "member@SN"}], **{ENTERPRISE: {"costCenter": "7000"}}),
    )

    assert answer.status_code == 400
    assert "både förtroendevald och tjänsteperson" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "ServiceProviderConfig", 200),
        ("GET", "ResourceTypes", 200),
        ("GET", "ResourceTypes/User", 200),
        ("GET", "Schemas", 200),
        ("GET", f"Schemas/{CORE}", 200),
        ("GET", f"Schemas/{ENTERPRISE}", 200),
        ("GET", "Schemas?filter=id%20pr", 403),
        ("GET", "", 200),
        ("GET", "Groups", 404),
        ("GET", "Users/0", 404),
        ("GET", "Users/anna", 404),
        ("GET", "Users/99999999999999999999", 404),
        ("GET", "Users/1/2", 404),
        ("GET", "../api/goals/", 404),
        ("POST", "Bulk", 501),
        ("GET", "Me", 501),
        ("PUT", "Users", 405),
        ("POST", "Schemas", 405),
        ("DELETE", "Users", 405),
    ],
)
def test_what_is_served_and_what_is_not(directory, method, path, status):
    assert directory.call(method, path).status_code == status


def test_a_request_that_reads_people_writes_nothing(directory):
    directory.add("anna")
    with transaction.atomic():
        before = (Event.objects.count(), Token.objects.get().last_day)
        directory.call("GET", "Users")
        directory.call("POST", "Users/.search", {"schemas": [], "filter": "active eq true"})

    assert (Event.objects.count(), Token.objects.get().last_day) == before
