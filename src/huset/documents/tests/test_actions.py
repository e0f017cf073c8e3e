"""What people do with governing documents: the refusals, and what each leaves behind."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from huset.direction.actions import (
    add_provision,
    list_external_steering,
    remove_external_steering,
    remove_provision,
)
from huset.direction.models import ExternalSteering, Provision
from huset.direction.rules import ExternalKind
from huset.direction.tests.make import external
from huset.documents.actions.editions import (
    Proposed,
    change_edition,
    decide_edition,
    end_document,
    keep_text,
    move_review,
    propose_edition,
    supply_text,
    tie_edition,
    withdraw_edition,
)
from huset.documents.actions.register import (
    Written,
    change_document,
    register_document,
    remove_document,
)
from huset.documents.deciding import EDITIONS
from huset.documents.models import Edition, GoverningDocument
from huset.documents.pointing import DOCUMENTS
from huset.documents.queries.document import as_drafted, as_written, mark_of
from huset.documents.rules import Outcome, Reading, Scope
from huset.documents.tests import files, make
from huset.kernel.actions import Clash, Refused
from huset.kernel.models import Event
from huset.organisation.actions import give_remit, register_minuted
from huset.organisation.actions.decisions import Minuted
from huset.organisation.rules import RemitKind
from huset.organisation.tests.make import (
    ASSESSED,
    DECIDED,
    NOT_RELEVANT,
    body,
    decision,
    meeting,
    model,
    user,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
LATER = date(2026, 1, 1)


@pytest.fixture(autouse=True)
def governed_by_a_model(db):
    model()


def written(**more):
    said = {
        "kind": "policy",
        "title": "Resepolicy",
        "scope": Scope.MUNICIPALITY,
        "decided_by": make.council(),
        "owner": "HR-chefen",
    }
    return Written(**said | more)


def guideline(**more):
    sn = body("SN", "Socialnämnden")
    return make.document(kind="guideline", scope=Scope.BODY, of=sn, bodies=[sn], **more)


def logged():
    return list(Event.objects.order_by("id").values_list("what", flat=True))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"title": "  "}, "saknar titel"),
        ({"kind": "finns_inte"}, "ingen sådan typ"),
        ({"decided_by": "SN"}, "Policy beslutas av kommunfullmäktige, inte av Socialnämnden"),
        ({"kind": "guideline", "decided_by": "SN"}, "beslutas av kommunfullmäktige"),
        ({"kind": "guideline", "scope": Scope.BODY, "decided_by": "SN"}, "Kryssa för vilka"),
    ],
)
def test_a_document_that_breaks_the_model_is_refused_and_leaves_no_trace(wrong, said):
    if wrong.get("decided_by") == "SN":
        wrong = wrong | {"decided_by": body("SN", "Socialnämnden")}
    asked = written(**wrong)
    before = logged()

    with pytest.raises(Refused, match=said):
        register_document(written=asked, by=user())
    assert (GoverningDocument.objects.count(), logged()) == (0, before)


def test_what_a_document_points_at_is_in_the_log():
    law, sn = external(), body("SN", "Socialnämnden")
    register_document(written=written(bodies=[sn], steering=[law]), by=user())
    after = Event.objects.order_by("id").last().after

    assert (after["bodies"], after["steering"]) == (["Socialnämnden"], ["Kommunallagen"])


def test_a_change_that_others_have_not_seen_is_refused():
    document = make.document()
    seen = mark_of(as_written(document))
    change_document(document=document, written=written(title="Min"), seen=seen, by=user())

    with pytest.raises(Clash, match="Någon annan har ändrat"):
        change_document(document=document, written=written(title="Din"), seen=seen, by=user())
    assert GoverningDocument.objects.get().title == "Min"


def test_a_change_of_links_alone_is_seen_too():
    document = make.document()
    seen = mark_of(as_written(document))
    document.bodies.add(body("SN"))

    with pytest.raises(Clash):
        change_document(document=document, written=written(), seen=seen, by=user())


def test_what_has_been_decided_on_stays_but_the_owner_may_change():
    document = make.edition().document
    seen = mark_of(as_written(document))

    with pytest.raises(Refused, match="typen och vem det gäller för kan inte ändras"):
        change_document(
            document=document,
            written=written(kind="guideline", title=document.title),
            seen=seen,
            by=user(),
        )
    same = written(title=document.title, scope=Scope.GROUP, owner="Ekonomichefen")
    assert change_document(document=document, written=same, seen=seen, by=user()).owner == (
        "Ekonomichefen"
    )


def test_what_a_document_rests_on_stays_in_the_register_of_laws():
    law = list_external_steering(
        code="SOL", kind=ExternalKind.LAW, title="Socialtjänstlag", since=LATER, by=user()
    )
    section = add_provision(steering=law, code="1", label="1 §", title="Mål", by=user())
    make.document(provisions=[section])

    with pytest.raises(Refused, match="Något vilar på 1 §"):
        remove_provision(provision=section, by=user())
    with pytest.raises(Refused, match="Något vilar på Socialtjänstlag"):
        remove_external_steering(steering=law, by=user())


def test_a_circle_of_replacements_is_refused():
    first = make.document("Ett")
    second = make.document("Två", replaces=first)
    third = make.document("Tre", replaces=second)
    seen = mark_of(as_written(first))

    with pytest.raises(Refused, match="redan en efterföljare"):
        change_document(
            document=first, written=written(scope=Scope.GROUP, replaces=third), seen=seen, by=user()
        )


def test_a_document_listed_by_mistake_can_be_removed_but_not_one_with_editions():
    empty, kept = make.document(), make.draft().document
    remove_document(document=empty, by=user())

    with pytest.raises(Refused, match="har utgåvor"):
        remove_document(document=kept, by=user())
    assert list(GoverningDocument.objects.all()) == [kept]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("bild.png", b"\x89PNG\r\n\x1a\n", "Skicka PDF, Word"),
        ("gammal.doc", b"\xd0\xcf\x11\xe0", "Skicka PDF, Word"),
        ("policy.pdf.exe", b"MZ", "Skicka PDF, Word"),
        ("policy.exe.pdf", b"%PDF-1.7", "dubbla filändelser"),
        ("policy.pdf", b"MZ\x90", "inte den sorts fil"),
        ("policy.docx", files.odt(), "inte den sorts fil"),
        ("policy.docx", b"\xd0\xcf\x11\xe0", "skyddad med lösenord"),
        ("policy.pdf", b"", "är tom"),
        ("policy.pdf", b"%PDF-" + bytes(20_000_000), "större än 20 MB"),
        ("po\u202efdp.exe.pdf", b"%PDF-1.7", "tecken som inte syns"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused_at_once(name, content, said):
    document = make.document()
    proposed = Proposed(since=LATER, file=files.sent(name, content))

    with pytest.raises(Refused, match=said):
        propose_edition(document=document, proposed=proposed, by=user())
    assert not Edition.objects.exists()


def test_a_file_and_an_address_are_too_much():
    proposed = Proposed(since=LATER, file=files.sent("a.pdf", files.pdf("a")), url="https://a.se/")

    with pytest.raises(Refused, match="inte båda"):
        propose_edition(document=make.document(), proposed=proposed, by=user())


def test_what_activates_must_end():
    document = make.document(kind="programme")

    with pytest.raises(Refused, match="gäller till en viss dag"):
        propose_edition(document=document, proposed=Proposed(since=LATER), by=user())


def test_there_is_one_draft_at_a_time():
    document = make.draft().document

    with pytest.raises(Refused, match="redan ett utkast"):
        propose_edition(document=document, proposed=Proposed(since=LATER), by=user())


def test_a_draft_is_changed_by_those_who_have_seen_it_and_its_file_may_be_replaced():
    edition = make.draft(file=files.sent("a.pdf", files.pdf("a")))
    keep_text(edition=edition, outcome=Outcome.READ, texts=["a"], by=user())
    seen = mark_of(as_drafted(edition))
    other = Proposed(since=LATER, file=files.sent("b.pdf", files.pdf("b")))
    changed = change_edition(edition=edition, proposed=other, seen=seen, by=user())

    assert (changed.file_name, changed.reading, changed.pages.count()) == (
        "b.pdf",
        Reading.WAITING,
        0,
    )
    with pytest.raises(Clash):
        change_edition(edition=edition, proposed=other, seen=seen, by=user())


def test_what_is_decided_is_never_changed_or_taken_back():
    edition = make.edition()
    seen = mark_of(as_drafted(edition))

    with pytest.raises(Refused, match="redan beslutad"):
        change_edition(edition=edition, proposed=Proposed(since=LATER), seen=seen, by=user())
    with pytest.raises(Refused, match="redan beslutad"):
        withdraw_edition(edition=edition, by=user())


def test_a_decision_registered_once_makes_an_edition_valid_and_ends_the_one_before():
    first = make.edition()
    draft = make.draft(of=first.document, since=LATER)
    council = make.council()
    assert [w.number for w in EDITIONS.waiting(council)] == [draft.pk]
    said = Minuted(paragraph=9, title="Policyn", child_rights=NOT_RELEVANT, sustainability=ASSESSED)
    register_minuted(
        meeting=meeting(day=DECIDED),
        minuted=said,
        ticked={"editions": [draft.pk]},
        files=(),
        by=user(),
    )
    first.refresh_from_db()
    draft.refresh_from_db()

    assert (first.valid_to, draft.decision.paragraph) == (LATER - DAY, 9)
    assert EDITIONS.waiting(council) == []
    assert logged()[-2:] == ["documents.edition.ended", "documents.edition.decided"]


def test_a_decided_edition_ends_what_the_document_replaces():
    old = make.edition()
    new = make.edition(of=make.document(replaces=old.document), since=LATER)
    old.refresh_from_db()

    assert (old.valid_to, new.valid_to) == (LATER - DAY, None)


def test_an_edition_that_ended_before_another_began_can_be_registered_afterwards():
    new = make.edition(since=LATER)
    older = make.edition(of=new.document, since=date(2021, 1, 1), until=date(2024, 12, 31))
    new.refresh_from_db()

    assert (older.valid_to, new.valid_to) == (date(2024, 12, 31), None)


def test_an_edition_cannot_apply_from_the_same_day_as_the_one_before():
    document = make.edition(since=LATER).document
    draft = make.draft(of=document, since=LATER)

    with pytest.raises(Refused, match="först dagen efter"):
        decide_edition(edition=draft, decision=decision(day=LATER), by=user())


@pytest.mark.parametrize(
    ("day", "of", "said"),
    [
        (LATER + DAY, "SN", "kan inte gälla från 2026-01-01"),
        (LATER, "BUN", "beslutas av Socialnämnden, inte av Nämnden BUN"),
        (LATER, "KF", "beslutas av Socialnämnden"),
    ],
)
def test_an_edition_is_decided_by_its_body_and_not_afterwards(day, of, said):
    draft = make.draft(of=guideline(), since=LATER)
    by = {"SN": body("SN"), "BUN": body("BUN"), "KF": make.council()}[of]

    with pytest.raises(Refused, match=said):
        decide_edition(edition=draft, decision=decision(of=by, day=day), by=user())


def test_a_council_document_is_decided_by_the_council_and_cites_its_law():
    draft = make.draft(since=LATER)

    with pytest.raises(Refused, match=r"kommunallagen 5 kap\. 1 §"):
        decide_edition(edition=draft, decision=decision(of=body("SN"), day=LATER), by=user())


@pytest.mark.parametrize(
    ("outcome", "said"), [(None, "läses fortfarande"), (Outcome.PASSWORD, "skyddad med lösenord")]
)
def test_a_text_that_nobody_has_been_able_to_read_cannot_be_decided(outcome, said):
    draft = make.draft(since=LATER, file=files.sent("a.pdf", files.pdf("a")))
    if outcome:
        draft = keep_text(edition=draft, outcome=outcome, texts=[], by=user())
    assert "filen" in EDITIONS.waiting(make.council())[0].note

    with pytest.raises(Refused, match=said):
        decide_edition(edition=draft, decision=decision(day=LATER), by=user())


def test_a_scanned_text_can_be_decided():
    draft = make.draft(since=LATER, file=files.sent("a.pdf", files.pdf("a")))
    draft = keep_text(edition=draft, outcome=Outcome.READ, texts=[""], by=user())

    assert decide_edition(edition=draft, decision=decision(day=LATER), by=user()).decision_id


def test_an_edition_takes_its_decision_and_days_from_a_remit():
    sn = body("SN", "Socialnämnden")
    document = make.document(kind="terms_of_reference", scope=Scope.BODY, bodies=[sn])
    made = decision(day=LATER)
    remit = give_remit(
        body=sn,
        kind=RemitKind.TERMS_OF_REFERENCE,
        title="Reglemente",
        since=LATER,
        decision=made,
        by=user(),
    )
    proposed = Proposed(since=date(1999, 1, 1), until=date(1999, 12, 31))
    tied = tie_edition(document=document, remit=remit, proposed=proposed, by=user())

    assert (tied.decision, tied.valid_from, tied.valid_to) == (made, LATER, None)
    with pytest.raises(Refused, match="redan en utgåva"):
        tie_edition(document=document, remit=remit, proposed=proposed, by=user())


def test_a_text_that_is_lacking_comes_in_afterwards_and_is_then_never_replaced():
    tied = make.edition()
    sent = files.sent("a.pdf", files.pdf("a"))
    with pytest.raises(Refused, match="Välj en fil"):
        supply_text(edition=tied, file=None, url="", by=user())
    with pytest.raises(Refused, match="inte båda"):
        supply_text(edition=tied, file=sent, url="https://a.se/", by=user())

    for outcome in (Outcome.PASSWORD, Outcome.READ):
        given = supply_text(edition=tied, file=sent, url="", by=user())
        assert (given.file_name, given.reading) == ("a.pdf", Reading.WAITING)
        with pytest.raises(Refused, match="redan en text"):
            supply_text(edition=tied, file=sent, url="", by=user())
        keep_text(edition=given, outcome=outcome, texts=["a"], by=user())
    with pytest.raises(Refused, match="redan en text"):
        supply_text(edition=tied, file=None, url="https://a.se/", by=user())
    with pytest.raises(Refused, match="Ändra utkastet"):
        supply_text(edition=make.draft(), file=sent, url="", by=user())


@pytest.mark.parametrize(
    ("kind", "of", "is_decided", "said"),
    [
        (RemitKind.TERMS_OF_REFERENCE, "SN", False, "inte beslutat"),
        (RemitKind.AGREEMENT, "SN", True, "annan typ"),
        (RemitKind.TERMS_OF_REFERENCE, "BUN", True, "inte rör"),
    ],
)
def test_a_remit_of_another_kind_or_body_is_refused(kind, of, is_decided, said):
    document = make.document(kind="terms_of_reference", scope=Scope.BODY, bodies=[body("SN")])
    remit = give_remit(
        body=body(of),
        kind=kind,
        title="Text",
        since=LATER,
        decision=decision(day=LATER) if is_decided else None,
        by=user(),
    )

    with pytest.raises(Refused, match=said):
        tie_edition(document=document, remit=remit, proposed=Proposed(since=LATER), by=user())


def test_a_document_is_ended_by_a_decision_and_not_before_it():
    document, made = make.edition().document, decision(day=LATER)

    with pytest.raises(Refused, match="Den sista dagen kan inte gälla från"):
        end_document(document=document, decision=made, last_day=LATER - DAY, by=user())
    ended = end_document(document=document, decision=made, last_day=LATER, by=user())
    assert (ended.valid_to, ended.ended_by) == (LATER, made)
    with pytest.raises(Refused, match="upphör redan"):
        end_document(document=document, decision=made, last_day=LATER, by=user())


def test_what_has_expired_can_be_put_an_end_to_and_keeps_its_last_day():
    edition = make.edition(until=date(2024, 12, 31))
    made = decision(day=LATER)
    ended = end_document(document=edition.document, decision=made, last_day=LATER, by=user())

    assert (ended.valid_to, ended.ended_by) == (date(2024, 12, 31), made)


def test_a_draft_is_not_ended_and_another_body_ends_nothing():
    with pytest.raises(Refused, match="inte beslutat"):
        end_document(document=make.draft().document, decision=decision(), last_day=LATER, by=user())
    with pytest.raises(Refused, match="beslutas av"):
        end_document(
            document=make.edition().document,
            decision=decision(of=body("SN")),
            last_day=LATER,
            by=user(),
        )


def test_a_review_says_what_it_came_to_and_is_not_done_twice():
    edition, ahead = make.edition(), timezone.localdate() + DAY

    for day, why, said in ((ahead - DAY, "Står sig.", "redan varit"), (ahead, " ", "Skriv vad")):
        with pytest.raises(Refused, match=said):
            move_review(edition=edition, review_by=day, why=why, seen=None, by=user())
    move_review(edition=edition, review_by=ahead, why="Står sig.", seen=None, by=user())
    with pytest.raises(Clash):
        move_review(edition=edition, review_by=ahead, why="Igen.", seen=None, by=user())
    assert Event.objects.order_by("id").last().why == "Står sig."


def test_documents_in_force_point_at_laws_provisions_and_what_they_replace(questions):
    law = external()
    section = Provision.objects.create(steering=law, code="6:1", label="6 kap. 1 §", title="Leda")
    old = make.document("Gammal")
    new = make.document("Ny", steering=[law], provisions=[section], replaces=old)
    make.document("Utkast", steering=[law])
    make.edition(of=new, since=LATER)

    def titles(kind, thing, per=LATER):
        return [b.title for _, b in DOCUMENTS.pointing_at(kind, [thing.pk], per)]

    with questions() as asked:
        found = titles(Provision, section)
    assert (found, len(asked)) == (["Ny"], 1)
    assert titles(ExternalSteering, law) == ["Ny"]
    assert titles(GoverningDocument, old) == ["Ny"]
    assert titles(Provision, section, LATER - DAY) == []
    assert titles(Edition, new) == []
