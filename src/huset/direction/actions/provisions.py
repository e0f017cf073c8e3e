"""What people do with provisions by hand: those that the product has no list of."""

from huset.direction.actions.steering import OVERTAKEN, is_pointed_at, refuse_address
from huset.direction.models import ExternalSteering, Provision
from huset.direction.queries.steering import provision_mark
from huset.kernel.actions import Clash, Refused, action, record, snapshot
from huset.kernel.models import User


@action
def add_provision(  # noqa: PLR0913 -- a provision is known by all of these
    *,
    steering: ExternalSteering,
    code: str,
    label: str,
    title: str,
    by: User,
    parent: Provision | None = None,
    url: str = "",
) -> Provision:
    """Add a provision to a law: last, or last under another one."""
    _refuse_words(label, title, url)
    if not code.strip():
        raise Refused("Bestämmelsen saknar kod. Skriv en, till exempel 6:1.")
    if steering.provisions.filter(code=code).exists():
        raise Refused(f"Koden {code} finns redan i {steering.title}. Välj en annan.")
    if parent is not None and (parent.steering_id != steering.pk or parent.parent_id is not None):
        raise Refused("Bestämmelsen kan bara ligga under en på den översta nivån i samma lag.")
    last = steering.provisions.order_by("-order").values_list("order", flat=True).first() or 0
    made = Provision.objects.create(
        steering=steering,
        code=code,
        label=label,
        title=title,
        parent=parent,
        url=url,
        order=min(last + 1, 32_767),
    )
    record("direction.provision.added", by=by, on=made)
    return made


@action
def correct_provision(
    *, provision: Provision, words: tuple[str, str], url: str, seen: str, by: User
) -> Provision:
    """Correct a provision's label and title, and where its words are."""
    found = Provision.objects.select_for_update().get(pk=provision.pk)
    label, title = words
    _refuse_words(label, title, url)
    if provision_mark(found) != seen:
        raise Clash(OVERTAKEN.format(what=found.label))
    if (found.label, found.title, found.url) == (label, title, url):
        raise Refused("Inget är ändrat, så det finns inget att spara.")
    before = snapshot(found)
    found.label, found.title, found.url = label, title, url
    found.save()
    record("direction.provision.corrected", by=by, on=found, before=before)
    return found


@action
def remove_provision(*, provision: Provision, by: User) -> None:
    """Remove a provision that was added by mistake, while nothing has ever rested on it."""
    if provision.children.exists():
        raise Refused(f"Under {provision.label} finns andra bestämmelser. Ta bort dem först.")
    if is_pointed_at(provision):
        raise Refused(f"Något vilar på {provision.label}. Ta bort kopplingarna först.")
    record("direction.provision.removed", by=by, on=provision, before=snapshot(provision), after={})
    provision.delete()


def _refuse_words(label: str, title: str, url: str) -> None:
    if not label.strip() or not title.strip():
        raise Refused("Beteckning eller rubrik saknas. Skriv båda.")
    refuse_address(url)
