"""Where a reader can go: the menu's places, and the pages of the section that they are in."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from huset.kernel.http import Request
from huset.kernel.links import link
from huset.kernel.shell import NavItem
from huset.organisation.permissions import actor
from huset.organisation.rules import Right


@dataclass(frozen=True)
class Place:
    """A page to go to, for those who have the right: anywhere, or in the whole group."""

    label: str
    page: str
    right: Right | None = None
    everywhere: bool = False
    signed_in: bool = False

    def open_to(self, request: Request) -> bool:
        """Tell whether the reader may go there."""
        if self.right is None:
            return not self.signed_in or request.user.is_authenticated
        area = actor(request).area(self.right)
        return area.everything if self.everywhere else bool(area)


DIRECTION = (
    Place("Vision och plan", "direction:direction"),
    Place("Extern styrning", "direction:steering"),
    Place("Täckning", "direction:coverage"),
    Place("Årlig genomgång", "direction:reviews"),
    Place("Utbildning", "direction:training"),
)
DOCUMENTS = (
    Place("Register", "documents:documents"),
    Place("Att åtgärda", "documents:lists"),
)
GOALS = (
    Place("Mål", "goals:goals"),
    Place("Uppdrag", "goals:assignments"),
    Place("Grunduppdrag", "goals:missions"),
    Place("Röda tråden", "thread:thread"),
)
ORGANISATION = (
    Place("Organ och enheter", "organisation:bodies"),
    Place("Personer", "organisation:people"),
    Place("Sammanträden", "organisation:meetings"),
    Place("Beslut", "organisation:decisions"),
    Place("Verkställighet", "organisation:execution"),
    Place("Omorganisationer", "reorganisation:plans"),
    Place("Vem får vad", "organisation:rights"),
    Place("Logg", "web:log", Right.READ_LOG, everywhere=True),
    Place("Personuppgifter", "organisation:privacy", Right.PROTECT_DATA),
    Place("Support", "access:support", Right.SEE_AS),
)
ACCOUNT = (
    Place("Mina uppdrag", "organisation:own-mandates"),
    Place("Inloggning", "mfa_index"),
    Place("Kalender", "work:calendar"),
    Place("Utskick", "work:mailings"),
    Place("Token till API:et", "access:tokens"),
)
MENU = (
    Place("Mitt arbete", "work:work", signed_in=True),
    Place("Huset", "house:house"),
    Place("Riktning", "direction:direction"),
    Place("Styrdokument", "documents:documents"),
    Place("Mål och uppdrag", "goals:goals"),
    Place("Ekonomi", "budget:economy"),
    Place("Uppföljning", "followup:rounds"),
    Place("Organisation", "organisation:bodies"),
    Place("Räkenskaper", "ledger:imports", Right.READ_INTERNAL),
)
SECTIONS = (ACCOUNT, DIRECTION, DOCUMENTS, GOALS, ORGANISATION)
ALSO = {  # addresses below a place that do not begin with its own
    "organisation:bodies": ("/units/", "/organisation/"),
    "direction:steering": ("/direction/provisions/",),
    "goals:goals": ("/indicators/",),
    "mfa_index": ("/account/",),
}


def menu(request: Request) -> tuple[NavItem, ...]:
    """The menu, with the place that the reader is in."""
    entrances = {places[0].page for places in SECTIONS if _nearest(request, places)}
    return tuple(
        NavItem(
            place.label,
            link(request.context, place.page),
            _holds(request, place) or place.page in entrances,
        )
        for place in MENU
        if place.open_to(request)
    )


def section(request: Request) -> tuple[NavItem, ...]:
    """The pages of the section that the reader is in; none where it has no more than one."""
    for places in SECTIONS:
        here = _nearest(request, places)
        if here:
            return tuple(
                NavItem(place.label, link(request.context, place.page), place is here)
                for place in places
                if place.open_to(request)
            )
    return ()


def _nearest(request: Request, places: Iterable[Place]) -> Place | None:
    """The place that the address lies deepest under."""
    found = [place for place in places if _holds(request, place)]
    return max(found, key=lambda place: len(reverse(place.page)), default=None)


def _holds(request: Request, place: Place) -> bool:
    path = reverse(place.page)
    if path == "/":
        return request.path == path
    return request.path.startswith((path, *ALSO.get(place.page, ())))
