"""Take back what was last done with a booking, for ten minutes: book, move or cancel."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from tutorcore.domain.bookings import Booking, BookingState, Deed, Span
from tutorcore.errors import Conflict, InputError
from tutorcore.ports import Ports
from tutorcore.services.acting import require_actor
from tutorcore.services.bookings.booking import asking
from tutorcore.services.bookings.cancelling import taken_out
from tutorcore.services.bookings.carrying_out import carry_out, claimed
from tutorcore.services.bookings.changing import as_expected
from tutorcore.services.bookings.entries import entry_of
from tutorcore.services.bookings.moving import moved_to
from tutorcore.services.bookings.windows import require_free

UNDO_WITHIN: Final = timedelta(minutes=10)


def can_undo(booking: Booking, now: datetime) -> bool:
    """Whether what was done last can still be taken back."""
    if booking.deed is None or booking.deed_at is None or booking.under_way or booking.theirs is not None:
        return False
    return now - booking.deed_at <= UNDO_WITHIN and now < booking.span.start


def undo(ports: Ports, booking_id: str, *, actor: str, expected_version: int) -> Booking:
    """A booked lesson is cancelled, its contact as before; a moved one goes back; a cancelled one stands again.

    The notice is not asked again, for nothing else is restored than what was; but the time must still be free. Raises
    `Conflict`, `SlotTaken`, `NotBookable`, `InputError` where there is nothing to undo or it is too late.
    """
    actor = require_actor(actor)
    booking = as_expected(ports, booking_id, expected_version)
    now = ports.clock.now()
    if not can_undo(booking, now):
        raise InputError("There is nothing to undo any more", hint="Undo is possible for ten minutes.")
    if booking.deed is Deed.CANCELLED:
        return _stand_again(ports, booking, actor)
    if booking.deed is Deed.MOVED and booking.before_deed is not None:
        return _move_back(ports, booking, booking.before_deed, actor)
    return taken_out(ports, booking, actor=actor, reason="undone")


def _stand_again(ports: Ports, booking: Booking, actor: str) -> Booking:
    """Book a cancelled lesson again at its time, with an event of its own; refused where the time is taken."""
    with asking(ports) as session:
        require_free(ports, booking, booking.span, session)
        now = ports.clock.now()
        begun = replace(booking, state=BookingState.BOOKING, attempt=booking.attempt + 1, etag="", problem="")
        begun = claimed(replace(begun, changed_at=now), now)
        entry = entry_of(begun, "booking begun", at=now, actor=actor, before=booking, reason="undone")
        done = carry_out(ports, ports.bookings.save(begun, now=now, entry=entry), session, actor=actor)
    return _forgotten(ports, done) if done.state is BookingState.BOOKED else done


def _move_back(ports: Ports, booking: Booking, before: Span, actor: str) -> Booking:
    """Move a lesson back to where it was; refused where that time is taken."""
    with asking(ports) as session:
        require_free(ports, booking, before, session)
        back = moved_to(ports, booking, before, actor=actor, session=session)
    return _forgotten(ports, back) if back.span == before else back


def _forgotten(ports: Ports, booking: Booking) -> Booking:
    """An undone deed is no deed: it is not undone twice."""
    forgotten = replace(booking, deed=None, deed_at=None, before_deed=None)
    try:
        return ports.bookings.save(forgotten, now=ports.clock.now())
    except Conflict:  # it is done; somebody has just gone on with it
        return ports.bookings.get(booking.id)
