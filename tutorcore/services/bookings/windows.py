"""The hours around a lesson as they stand in the outside calendars now, and what in them is not ours."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import Final

from tutorcore.domain.bookings import Booking, Span
from tutorcore.domain.bookings.model import busy_id
from tutorcore.domain.busy import Busy, BusyEvent
from tutorcore.domain.calendars import CalendarEvent, blocks
from tutorcore.domain.instants import MINUTE, micros
from tutorcore.domain.records import CalendarReading, Entry
from tutorcore.errors import NotBookable, UnknownName
from tutorcore.ports import Ports, RemoteSession
from tutorcore.services.read_tutors import read_tutors

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

    Events of other bookings are left out where those keep the time: they were kept apart when they were reserved. One
    that somebody moved by hand counts.
    """
    events = [event for reading in windows.values() for event in reading.events if blocks(event)]
    kept = _kept_by_others(ports, {event.booking_id for event in events} - {"", booking.id})
    strangers = [event for event in events if event.booking_id != booking.id and _place(event) not in kept]
    found = _meeting(Busy.of(_busy(event) for event in strangers), booking, span)
    if not found and any(reading.bad for reading in windows.values()):
        return "An event that cannot be read"
    return found


def require_free(ports: Ports, booking: Booking, span: Span, session: RemoteSession | None) -> None:
    """Raises `NotBookable` where an event stands in the way of a booking at `span`.

    Outside calendars are read for it, the others count as they are stored. Other bookings are not asked: the store
    keeps them apart. Raises `UnknownName` for a tutor who left, `Refused` and `InDoubt`.
    """
    windows = {} if session is None else read_windows(ports, session, booking.tutor_id, span)
    store_windows(ports, windows, actor="reading")
    tutors = [tutor for tutor in ports.calendars.tutors() if tutor.id == booking.tutor_id]
    if not tutors:
        raise UnknownName(f"{booking.tutor_name} is no tutor any more")
    (time,) = read_tutors(ports, tutors, span.start - AROUND, span.end + AROUND, without=booking.id, fresh=windows)
    events = Busy.of(event for event in time.busy_events() if not event.id.startswith(busy_id("")))
    taken = _meeting(events, booking, span) or strangers_in(windows, booking, span, ports)
    if taken:
        raise NotBookable(f"The time is not free any more: {taken} stands there")


def _kept_by_others(ports: Ports, booking_ids: Collection[str]) -> set[tuple[str, Span]]:
    """Where the events of these bookings may stand: at the times that the bookings keep."""
    now = ports.clock.now()
    keeping = [one for one in ports.bookings.with_ids(booking_ids) if one.takes_time(now)]
    return {(one.id, span) for one in keeping for span in one.spans}


def _place(event: CalendarEvent) -> tuple[str, Span] | None:
    """Whose event it is, and when; None for one that takes no time."""
    return (event.booking_id, Span(event.start, event.end)) if event.start < event.end else None


def _meeting(busy: Busy, booking: Booking, span: Span) -> str:
    """What meets the time that a booking would need at `span`, in words."""
    found = busy.meeting(
        micros(span.start),
        micros(span.end),
        before=booking.buffer_before_min * MINUTE,
        after=booking.buffer_after_min * MINUTE,
    )
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
