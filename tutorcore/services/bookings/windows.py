"""The hours around a lesson as they stand in the outside calendars now, and what in them is not ours."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from tutorcore.domain.bookings import Booking, Span
from tutorcore.domain.busy import Busy, BusyEvent
from tutorcore.domain.calendars import CalendarEvent, blocks
from tutorcore.domain.instants import MINUTE, micros
from tutorcore.domain.records import CalendarReading, Entry
from tutorcore.ports import Ports, RemoteSession

AROUND: Final = timedelta(hours=8)
"""More than the longest buffers of two lessons that follow each other."""

Windows = Mapping[int, CalendarReading]
"""Fresh readings by the calendar's id here."""


def read_windows(ports: Ports, session: RemoteSession, tutor_id: int, span: Span) -> dict[int, CalendarReading]:
    """Read the hours around a lesson in each of a tutor's outside calendars. Raises `Refused`, `InDoubt`."""
    mine = [each for each in ports.calendars.calendars() if each.tutor_id == tutor_id and each.remote_id]
    return {each.id: session.window(each.remote_id, span.start - AROUND, span.end + AROUND) for each in mine}


def store_windows(ports: Ports, windows: Windows, *, actor: str) -> None:
    """Keep what was read, so that every page shows it."""
    for calendar_id, reading in windows.items():
        entry = Entry(at=ports.clock.now(), actor=actor, action="calendar read", subject=f"calendar:{calendar_id}")
        ports.calendars.store_window(calendar_id, reading, entry=entry)


def strangers_in(windows: Windows, booking: Booking, span: Span, ports: Ports) -> str:
    """What stands in the way of a booking at `span` and is not ours, in words; blank where nothing does.

    Events of other bookings of this store are left out: those were kept apart when they were reserved.
    """
    events = [event for reading in windows.values() for event in reading.events if blocks(event)]
    ours = {one.id for one in ports.bookings.with_ids({event.booking_id for event in events} - {""})}
    busy = Busy.of(_busy(event) for event in events if event.booking_id not in ours)
    found = busy.meeting(
        micros(span.start),
        micros(span.end),
        before=booking.buffer_before_min * MINUTE,
        after=booking.buffer_after_min * MINUTE,
    )
    if not found and any(reading.bad for reading in windows.values()):
        return "An event that cannot be read"
    return f"“{found[0].title or 'busy'}”" if found else ""


def _busy(event: CalendarEvent) -> BusyEvent:
    return BusyEvent(
        event.start,
        event.end,
        id=event.id,
        title=event.title,
        buffer_before_min=event.buffer_before_min,
        buffer_after_min=event.buffer_after_min,
    )
