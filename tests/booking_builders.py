"""Bookings for tests that show only what matters to the test."""

from __future__ import annotations

from datetime import timedelta

from tests.builders import NOW, an_entry, at
from tutorcore.domain.bookings import Booking, BookingState, Span


def a_span(hours, *, minutes=60):
    """A lesson that begins so many hours from now."""
    return Span(at(hours * 60), at(hours * 60 + minutes))


def a_booking(booking_id="b1", *, hours=24, state=BookingState.BOOKED, **values):
    """A lesson of Sanne with the first tutor, so many hours from now."""
    usual = {
        "contact_id": "1",
        "contact_name": "Sanne",
        "tutor_id": 1,
        "tutor_name": "Eva",
        "calendar_id": None,
        "span": a_span(hours),
        "buffer_before_min": 0,
        "buffer_after_min": 0,
        "title": "Lesson Sanne",
        "description": "",
        "segment": "existing",
        "profile": "existing",
        "profile_version": 0,
        "actor": "Anouk",
        "made_at": NOW - timedelta(days=1),
        "changed_at": NOW - timedelta(days=1),
    }
    return Booking(id=booking_id, state=state, **(usual | values))


def a_hold(booking_id="h1", *, hours=48, lasting=24, **values):
    """A slot that is kept for so many hours."""
    return a_booking(booking_id, hours=hours, state=BookingState.HELD, expires_at=at(lasting * 60), **values)


def stored(store, *bookings, now=NOW):
    """Put bookings into a store as they are."""
    entries = [an_entry("lesson booked", f"booking:{each.id}") for each in bookings]
    return store.bookings.reserve(bookings, now=now, entries=entries)
