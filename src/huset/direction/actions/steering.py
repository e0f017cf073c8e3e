"""What people do with the register of what steers from outside."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from huset.direction.catalogues import Entry, catalogue
from huset.direction.models import ExternalSteering, Provision
from huset.direction.queries.steering import newer, steering_mark
from huset.direction.rules import ExternalKind
from huset.kernel.actions import Clash, Refused, action, record, snapshot
from huset.kernel.models import User
from huset.kernel.periods import long_date
from huset.organisation.models import Body

OVERTAKEN = "Någon annan har ändrat {what} sedan du öppnade sidan. Inget av ditt har sparats."
TOLD = ["label", "title", "url", "colour", "parent", "order"]


@dataclass(frozen=True)
class Described:
    """What is said of something that steers from outside; without bodies it steers every body."""

    kind: ExternalKind
    title: str
    reference: str
    url: str
    extra_weight: bool
    note: str
    bodies: tuple[Body, ...] = ()


@action
def list_external_steering(
    *,
    code: str,
    kind: ExternalKind,
    title: str,
    since: date,
    by: User,
    bodies: Collection[Body] = (),
    **more: Any,
) -> ExternalSteering:
    """List a law, convention or agreement that steers from outside.

    With the code of one of the product's lists as ``catalogue``, its provisions come along.
    """
    refuse_words(code, title, more.get("url", ""))
    if ExternalSteering.objects.filter(code=code).exists():
        raise Refused(f"Koden {code} används redan. Välj en annan.")
    law = ExternalSteering.objects.create(
        code=code, kind=kind, title=title, valid_from=since, **more
    )
    law.bodies.set(bodies)
    record("direction.external_steering.listed", by=by, on=law, after=_told(law))
    if law.catalogue:
        adopt_catalogue(steering=law, by=by)
    return law


@action
def describe_external_steering(
    *, steering: ExternalSteering, said: Described, seen: str, by: User
) -> ExternalSteering:
    """Change what is said of a law; refused when someone else has changed it meanwhile."""
    law = ExternalSteering.objects.select_for_update().get(pk=steering.pk)
    refuse_words(law.code, said.title, said.url)
    if steering_mark(law) != seen:
        raise Clash(OVERTAKEN.format(what=law.title))
    before = _told(law)
    law.kind, law.title, law.reference = said.kind, said.title, said.reference
    law.url, law.extra_weight, law.note = said.url, said.extra_weight, said.note
    law.save()
    law.bodies.set(said.bodies)
    if before == _told(law):
        raise Refused("Inget är ändrat, så det finns inget att spara.")
    record("direction.external_steering.described", by=by, on=law, before=before, after=_told(law))
    return law


@action
def end_external_steering(
    *, steering: ExternalSteering, last_day: date, by: User
) -> ExternalSteering:
    """End a law after its last day; what rests on it stays, and is told of that day and before."""
    law = ExternalSteering.objects.select_for_update().get(pk=steering.pk)
    if last_day < law.valid_from:
        since = long_date(law.valid_from)
        raise Refused(f"{law.title} gäller från {since}. Välj den dagen eller en senare.")
    if law.valid_to is not None and law.valid_to <= last_day:
        raise Refused(f"{law.title} slutar redan gälla {long_date(law.valid_to)}.")
    before = snapshot(law)
    law.valid_to = last_day
    law.save()
    record("direction.external_steering.ended", by=by, on=law, before=before)
    return law


@action
def remove_external_steering(*, steering: ExternalSteering, by: User) -> None:
    """Remove a law that was listed by mistake, while nothing has ever rested on it."""
    law = ExternalSteering.objects.select_for_update().get(pk=steering.pk)
    if is_pointed_at(law) or any(map(is_pointed_at, law.provisions.all())):
        raise Refused(f"Något vilar på {law.title}. Avsluta den i stället, så syns den bakåt.")
    record("direction.external_steering.removed", by=by, on=law, before=_told(law), after={})
    law.delete()


@action
def adopt_catalogue(*, steering: ExternalSteering, by: User) -> int:
    """Take in the product's list of a law's provisions, or what a newer edition has changed.

    A provision is known by its code, so links stay where they are; one that has left the list
    stays too. Gives how many that were added or changed.
    """
    told = catalogue(steering.catalogue)
    if told is None:
        raise Refused("Det finns ingen sådan förteckning. Välj en i listan.")
    known = {p.code: p for p in steering.provisions.select_for_update()}
    differs = newer(steering, known.values())
    placed = {entry.code: at for at, entry in enumerate(told.entries, start=1)}
    for above in (True, False):
        some = [entry for entry in told.entries if above is (entry.parent == "")]
        _take_in(steering, some, known, placed)
    if differs:
        new = sum(differs.values())
        said = {"catalogue": told.name, "new": new, "changed": len(differs) - new}
        record("direction.catalogue.adopted", by=by, on=steering, after=said)
    return len(differs)


def is_pointed_at(thing: ExternalSteering | Provision) -> bool:
    """Tell whether anything points at it, now or before, decided or not; but for provisions."""
    for way in thing._meta.related_objects:  # noqa: SLF001 -- Django's public name for it
        if way.related_model is not Provision:
            things = way.related_model._base_manager  # noqa: SLF001 -- see above
            if things.filter(**{way.field.name: thing}).exists():
                return True
    return False


def refuse_words(code: str, title: str, url: str) -> None:
    """Refuse what has no code or title, and an address that can be listened in on."""
    if not code.strip() or not title.strip():
        raise Refused("Kod eller titel saknas. Skriv båda.")
    refuse_address(url)


def refuse_address(url: str) -> None:
    """Refuse an address that does not begin with https."""
    if url and not url.startswith("https://"):
        raise Refused("Adressen börjar inte med https://. Kopiera den säkra adressen.")


def _take_in(
    steering: ExternalSteering,
    entries: Iterable[Entry],
    known: dict[str, Provision],
    placed: dict[str, int],
) -> None:
    """Add or change the provisions of a level; those above them are there already."""
    added, changed = [], []
    for entry in entries:
        found = known.get(entry.code)
        provision = found or Provision(steering=steering, code=entry.code)
        before = [getattr(provision, name) for name in TOLD]
        provision.label, provision.title = entry.label, entry.title
        provision.url, provision.colour = entry.url, entry.colour
        provision.parent = known[entry.parent] if entry.parent else None
        provision.order = placed[entry.code]
        if found is None:
            added.append(provision)
        elif before != [getattr(provision, name) for name in TOLD]:
            changed.append(provision)
    known.update({p.code: p for p in Provision.objects.bulk_create(added)})
    Provision.objects.bulk_update(changed, TOLD)


def _told(law: ExternalSteering) -> dict[str, Any]:
    """The law as the log keeps it, with the bodies that it steers."""
    return snapshot(law) | {"bodies": ", ".join(sorted(b.code for b in law.bodies.all()))}
