"""The lessons of a contact: what was booked here, and the events of calendars that stand for none of these bookings."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, not_, select

from tutorcore.adapters.sql.booking_rows import GONE, booking_from
from tutorcore.adapters.sql.events import EVENT_COLUMNS, event_from
from tutorcore.adapters.sql.tables import bookings, calendars, events
from tutorcore.domain.bookings import Booking, BookingState, event_id_of
from tutorcore.domain.calendars import CalendarEvent, EventKind, EventStatus


def last_lesson_tutor(connection: Connection, contact_id: str, before: datetime) -> int | None:
    """The id of the tutor of the contact's last lesson that began before `before` and was not called off."""
    columns = select(events.c.start_at, calendars.c.tutor_id).join(calendars, calendars.c.id == events.c.calendar_id)
    read = connection.execute(_in_calendars(columns, contact_id, before).limit(1))
    booked = connection.execute(_booked(select(bookings.c.start_at, bookings.c.tutor_id), contact_id, before).limit(1))
    found: list[tuple[datetime, int]] = [(row.start_at, row.tutor_id) for row in (*read, *booked)]
    return max(found, key=lambda lesson: lesson[0])[1] if found and contact_id else None


def lessons_before(connection: Connection, contact_id: str, before: datetime, limit: int) -> list[CalendarEvent]:
    """The contact's newest `limit` lessons that began before `before` and were not called off, newest first."""
    if not contact_id:
        return []
    read = connection.execute(_in_calendars(select(*EVENT_COLUMNS), contact_id, before).limit(limit))
    booked = connection.execute(_booked(select(bookings), contact_id, before).limit(limit)).mappings()
    found = [*(event_from(row) for row in read), *(_as_event(booking_from(row)) for row in booked)]
    return sorted(found, key=lambda lesson: lesson.start, reverse=True)[:limit]


def _in_calendars(query: Select[Any], contact_id: str, before: datetime) -> Select[Any]:
    """Lessons that were read. Of one that was booked here, the booking says where it stands and whether it counts."""
    held = query.where(
        events.c.contact_id == contact_id,
        events.c.start_at < before,
        events.c.status != EventStatus.CANCELLED.value,
        not_(events.c.declined),
        not_(select(bookings.c.id).where(bookings.c.id == events.c.booking_id).exists()),
    )
    return held.order_by(events.c.start_at.desc(), events.c.no.desc())


def _booked(query: Select[Any], contact_id: str, before: datetime) -> Select[Any]:
    """Lessons that were booked here, but for those that somebody deleted in the calendar by hand."""
    held = query.where(
        bookings.c.contact_id == contact_id,
        bookings.c.start_at < before,
        bookings.c.state == BookingState.BOOKED.value,
        bookings.c.theirs != GONE,
    )
    return held.order_by(bookings.c.start_at.desc(), bookings.c.id.desc())


def _as_event(booking: Booking) -> CalendarEvent:
    return CalendarEvent(
        id=event_id_of(booking.id, booking.attempt),
        start=booking.span.start,
        end=booking.span.end,
        title=booking.title,
        kind=EventKind.LESSON,
        contact_id=booking.contact_id,
        buffer_before_min=booking.buffer_before_min,
        buffer_after_min=booking.buffer_after_min,
        booking_id=booking.id,
        etag=booking.etag,
    )
