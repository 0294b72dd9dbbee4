"""Which bookings somebody has to look at, and why."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from tutorcore.domain.bookings.model import Booking, BookingState


class Trouble(StrEnum):
    """Why somebody has to look at a booking."""

    CHANGED_THERE = "changed in Google Calendar"
    FAILED = "not booked"
    IN_DOUBT = "in doubt"
    """Under way, and nobody is at work on it."""
    REFUSED = "refused"
    """It stands as it was, because what was asked last was refused."""


def trouble_of(booking: Booking, now: datetime) -> Trouble | None:
    """Why somebody has to look at it now; None: nobody has to."""
    if booking.under_way:
        return Trouble.IN_DOUBT if booking.workable(now) else None
    if booking.theirs is not None and booking.state is BookingState.BOOKED:
        return Trouble.CHANGED_THERE
    if booking.state is BookingState.FAILED:
        return Trouble.FAILED if booking.span.end > now else None
    still_to_come = booking.state is BookingState.BOOKED and booking.span.end > now
    return Trouble.REFUSED if booking.problem and still_to_come else None
