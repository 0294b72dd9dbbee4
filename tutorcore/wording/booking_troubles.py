"""What a planner should know and do about a booking that somebody has to look at."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from tutorcore.domain.bookings import Booking
from tutorcore.domain.bookings.troubles import Trouble, trouble_of
from tutorcore.domain.zones import AMSTERDAM
from tutorcore.wording.bookings import when_text

WHAT_IT_IS = {
    Trouble.CHANGED_THERE: "changed in Google",
    Trouble.FAILED: "not booked",
    Trouble.IN_DOUBT: "in doubt",
    Trouble.REFUSED: "refused",
}
"""Each trouble in a word or two, for a mark."""


def trouble_text(booking: Booking, now: datetime, *, zone: ZoneInfo = AMSTERDAM) -> str:
    """What is the matter and what to do, in sentences; blank where nobody has to do anything."""
    trouble = trouble_of(booking, now)
    if trouble is None:
        return ""
    if trouble is Trouble.CHANGED_THERE:
        return _changed_there(booking, zone)
    said = _sentence(booking.problem)
    to_do = {
        Trouble.FAILED: "Nothing of it stands in the calendar: look for another time.",
        Trouble.IN_DOUBT: "The time is kept until it is known. It is settled by itself; “Settle now” asks at once.",
        Trouble.REFUSED: "The lesson stands as it was: try again, or look at the calendar.",
    }[trouble]
    return f"{said} {to_do}".lstrip()


def _changed_there(booking: Booking, zone: ZoneInfo) -> str:
    if booking.theirs is None or booking.theirs.span is None:
        return (
            "Somebody deleted this lesson in Google Calendar. Take that over, and the time is free; "
            "to keep the lesson, take it over and book it again."
        )
    there, here = when_text(booking.theirs.span, zone=zone), when_text(booking.span, zone=zone)
    return (
        f"Somebody moved this lesson in Google Calendar to {there}; here it is {here}. "
        "Take that over, or move it back there."
    )


def _sentence(text: str) -> str:
    return text if not text or text.endswith((".", "!", "?")) else f"{text}."
