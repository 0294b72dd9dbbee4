"""Bookings as a calendar file (RFC 5545), for whatever program people keep their own calendar in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final

from icalendar import Calendar, Event

from tutorcore.adapters.ics.flags import clean
from tutorcore.domain.bookings import Booking, BookingState, event_id_of

_MAKER: Final = "-//TutorBot planning dashboard//bookings//EN"
_STANDING: Final = {
    BookingState.HELD: "TENTATIVE",
    BookingState.BOOKING: "TENTATIVE",
    BookingState.BOOKED: "CONFIRMED",
    BookingState.CANCELLING: "CONFIRMED",
}
"""The states that take time, as the standard calls them; what is cancelled or failed is in no calendar."""


def calendar_of_bookings(bookings: Iterable[Booking], *, now: datetime, name: str = "Lessons") -> bytes:
    """A calendar of the bookings that take time at `now`: times in UTC, and ids that are the same in every download."""
    calendar = Calendar()
    calendar.add("prodid", _MAKER)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    for booking in bookings:
        if booking.takes_time(now):
            calendar.add_component(_event(booking, now))
    return bytes(calendar.to_ical())


def _event(booking: Booking, now: datetime) -> Event:
    event = Event()
    event.add("uid", event_id_of(booking.id, booking.attempt))
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", booking.span.start.astimezone(UTC))
    event.add("dtend", booking.span.end.astimezone(UTC))
    event.add("summary", clean(_title(booking)))
    if booking.description:
        event.add("description", _lines(booking.description))
    event.add("status", _STANDING[booking.state])
    event.add("sequence", booking.version)
    event.add("last-modified", booking.changed_at.astimezone(UTC))
    return event


def _title(booking: Booking) -> str:
    return f"Held for {booking.contact_name}" if booking.state is BookingState.HELD else booking.title


def _lines(text: str) -> str:
    """Several lines, each without control signs."""
    return "\n".join(clean(line) for line in text.splitlines())
