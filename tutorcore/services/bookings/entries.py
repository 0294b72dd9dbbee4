"""The journal's lines about bookings."""

from __future__ import annotations

from datetime import datetime

from tutorcore.domain.bookings import Booking
from tutorcore.domain.records import Entry


def entry_of(
    booking: Booking, action: str, *, at: datetime, actor: str = "", before: Booking | None = None, reason: str = ""
) -> Entry:
    """One line: the booking as it is now, and as it was `before`; by whoever made it, where nobody else is named."""
    return Entry(
        at=at,
        actor=actor or booking.actor,
        action=action,
        subject=f"booking:{booking.id}",
        before={} if before is None else _told(before),
        after=_told(booking),
        reason=reason or booking.problem,
    )


def _told(booking: Booking) -> dict[str, object]:
    return {
        "contact": booking.contact_id,
        "name": booking.contact_name,
        "tutor": booking.tutor_name,
        "state": booking.state.value,
        "start": booking.span.start.isoformat(),
        "end": booking.span.end.isoformat(),
    }
