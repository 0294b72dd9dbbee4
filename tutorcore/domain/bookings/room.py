"""When two bookings of one tutor stand in each other's way (docs/rules.md, "Slots", 5).

Neither lesson's bare time may meet the other's time with its buffers, so the gap between two lessons is the larger of
their buffers, not the sum. A hold is never in the way of its own contact: the slots of an offer are a choice.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from tutorcore.domain.bookings.model import Booking, BookingState, Span
from tutorcore.errors import SlotTaken


def in_each_others_way(one: Booking, other: Booking) -> bool:
    """Whether any of the times that they keep are too close to each other."""
    if one.contact_id == other.contact_id and BookingState.HELD in {one.state, other.state}:
        return False
    return any(_meet(one, a, other, b) for a in one.spans for b in other.spans)


def first_in_the_way(booking: Booking, others: Iterable[Booking], now: datetime) -> Booking | None:
    """The first by time of `others`, of the same tutor, that keeps time which `booking` would need."""
    keeping = (other for other in others if other.id != booking.id and other.tutor_id == booking.tutor_id)
    found = [other for other in keeping if other.takes_time(now) and in_each_others_way(booking, other)]
    return min(found, key=lambda other: other.span, default=None)


def slot_taken(theirs: Booking) -> SlotTaken:
    """The error for a time that `theirs` keeps."""
    deed = "keeps it" if theirs.state is BookingState.HELD else "booked it"
    message = f"That time of {theirs.tutor_name} is taken: {theirs.actor} {deed} for {theirs.contact_name}."
    return SlotTaken(message, theirs=theirs, hint="Choose another time.")


def _meet(one: Booking, a: Span, other: Booking, b: Span) -> bool:
    gap_before = timedelta(minutes=max(one.buffer_before_min, other.buffer_after_min))
    gap_after = timedelta(minutes=max(one.buffer_after_min, other.buffer_before_min))
    return a.start - gap_before < b.end and b.start < a.end + gap_after
