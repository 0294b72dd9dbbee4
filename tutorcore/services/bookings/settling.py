"""Finish or undo what a process left half done, and let holds that are over go."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from tutorcore.domain.bookings import Booking
from tutorcore.errors import Conflict
from tutorcore.ports import Ports
from tutorcore.services.bookings.booking import asking
from tutorcore.services.bookings.carrying_out import CLICK, carry_out, claimed

MOST_AT_ONCE: Final = 50


def settle(ports: Ports, *, limit: timedelta = CLICK) -> list[Booking]:
    """Take up everything that is under way and that nobody is at work on; how each stands then.

    Safe to run from many processes: whoever claims a booking first carries it out. `limit` is for each of them.
    """
    now = ports.clock.now()
    found = [booking for booking in ports.bookings.under_way() if booking.workable(now)]
    settled = []
    for booking in found[:MOST_AT_ONCE]:
        try:
            mine = ports.bookings.save(claimed(booking, now), now=now)
        except Conflict:
            continue  # somebody else was first
        with asking(ports, limit) as session:
            settled.append(carry_out(ports, mine, session, late=True))
    return settled
