"""The event that stands for a booking in an outside calendar, and how it is recognised there."""

from __future__ import annotations

from tutorcore.domain.bookings.event_ids import event_id_of
from tutorcore.domain.bookings.model import Booking
from tutorcore.domain.remote_events import EventDraft

LONGEST_VALUE = 1024
"""Characters that Google keeps of one property."""


def draft_of(booking: Booking) -> EventDraft:
    """The event of a booking's present attempt."""
    return EventDraft(
        id=event_id_of(booking.id, booking.attempt),
        span=booking.span,
        title=booking.title,
        description=booking.description,
        properties={name: value[:LONGEST_VALUE] for name, value in _properties(booking).items()},
    )


def _properties(booking: Booking) -> dict[str, str]:
    return {
        "contact": booking.contact_id,
        "booking": booking.id,
        "attempt": str(booking.attempt),
        "segment": booking.segment,
        "profile": booking.profile,
        "profile_version": str(booking.profile_version),
        "exceptions": "; ".join(booking.exceptions),
        "buffer_before_min": str(booking.buffer_before_min),
        "buffer_after_min": str(booking.buffer_after_min),
        "booked_by": booking.actor,
    }
