"""Finish or undo what a process left half done, and let holds that are over go."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from tutorcore.domain.bookings import Booking, BookingState
from tutorcore.errors import Conflict
from tutorcore.ports import Ports
from tutorcore.services.bookings.booking import asking, let_the_others_go
from tutorcore.services.bookings.carrying_out import CLICK, carry_out, claimed

MOST_AT_ONCE: Final = 50


def settle(ports: Ports, *, limit: timedelta = CLICK) -> list[Booking]:
    """Take up everything that is under way and that nobody is at work on; how each stands then.

    Safe to run from many processes: whoever claims a booking first carries it out. `limit` is for each of them. What
    goes wrong here with one does not keep the others from being settled: it is raised when all were.
    """
    now = ports.clock.now()
    found = [booking for booking in ports.bookings.under_way() if booking.workable(now)]
    settled, errors = [], []
    for booking in found[:MOST_AT_ONCE]:
        try:
            settled += _settled(ports, booking, limit)
        except Exception as error:  # noqa: BLE001 - kept, and raised below
            errors.append(error)
    if errors:
        raise errors[0]
    return settled


def _settled(ports: Ports, booking: Booking, limit: timedelta) -> list[Booking]:
    """The booking as it stands then; none where somebody else was first."""
    now = ports.clock.now()
    try:
        mine = ports.bookings.save(claimed(booking, now), now=now)
    except Conflict:
        return []
    with asking(ports, limit) as session:
        done = carry_out(ports, mine, session, late=True)
    if mine.state is BookingState.BOOKING and done.state is BookingState.BOOKED:
        let_the_others_go(ports, done, done.actor)
    return [done]
