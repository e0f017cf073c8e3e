"""What people ask about their work: what they owe, their calendar, and who gets a digest."""

from huset.work.queries.calendars import (
    CalendarMeeting,
    OwnCalendar,
    body_name,
    calendar_behind,
    feed_made,
    meetings_of,
)
from huset.work.queries.mailing import Addressee, addressees, person_to_stop, wants_digest
from huset.work.queries.owing import (
    Owed,
    Standing,
    owed_by,
    own_bodies,
    own_person,
    places_in,
    standings_of,
)

__all__ = [
    "Addressee",
    "CalendarMeeting",
    "Owed",
    "OwnCalendar",
    "Standing",
    "addressees",
    "body_name",
    "calendar_behind",
    "feed_made",
    "meetings_of",
    "owed_by",
    "own_bodies",
    "own_person",
    "person_to_stop",
    "places_in",
    "standings_of",
    "wants_digest",
]
