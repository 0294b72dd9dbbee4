"""Bookings: what they are, which way they may go, and which two stand in each other's way.

    held ──┐
           ├─> booking ──> booked ──> cancelling ──> cancelled
           │      │          │  └─> (moving) ─> booked
           │      └─> cancelling (withdrawn) ──> failed
           └─> cancelled (let go or expired)

A booking that is under way takes its tutor's time from the moment that it is stored.
"""

from __future__ import annotations

from tutorcore.domain.bookings.event_ids import event_id_of, new_booking_id
from tutorcore.domain.bookings.model import Booking, BookingState, Deed, Exceptions, Span, Theirs
from tutorcore.domain.bookings.room import first_in_the_way, in_each_others_way, slot_taken

__all__ = [
    "Booking",
    "BookingState",
    "Deed",
    "Exceptions",
    "Span",
    "Theirs",
    "event_id_of",
    "first_in_the_way",
    "in_each_others_way",
    "new_booking_id",
    "slot_taken",
]
