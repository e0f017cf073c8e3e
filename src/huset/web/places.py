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

    def open_to(self, request: Request) -> bool:
        """Tell whether the reader may go there."""
        if self.right is None:
            return True
        area = actor(request).area(self.right)
        return area.everything if self.everywhere else bool(area)


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
    Place("Token till API:et", "access:tokens"),
)
MENU = (
    Place("Huset", "house:house"),
    Place("Mål", "goals:goals"),
    Place("Uppdrag", "goals:assignments"),
    Place("Ekonomi", "budget:economy"),
    Place("Uppföljning", "followup:rounds"),
    Place("Organisation", "organisation:bodies"),
    Place("Räkenskaper", "ledger:imports", Right.READ_INTERNAL),
)
ALSO = {  # addresses below a place that do not begin with its own
    "organisation:bodies": ("/units/", "/organisation/"),
    "mfa_index": ("/account/",),
}


def menu(request: Request) -> tuple[NavItem, ...]:
    """The menu, with the place that the reader is in."""
    within = bool(_nearest(request, ORGANISATION))
    return tuple(
        NavItem(
            place.label,
            link(request.context, place.page),
            _holds(request, place) or (within and place.page == ORGANISATION[0].page),
        )
        for place in MENU
        if place.open_to(request)
    )


def section(request: Request) -> tuple[NavItem, ...]:
    """The pages of the section that the reader is in; none where it has no more than one."""
    for places in (ACCOUNT, ORGANISATION):
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
