"""Take back what was last done with a booking, for ten minutes: book, move or cancel."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from tutorcore.domain.bookings import Booking, BookingState, Deed
from tutorcore.errors import Conflict, InputError, NotBookable
from tutorcore.ports import Ports
from tutorcore.services.acting import require_actor
from tutorcore.services.bookings.asking import Request, propose
from tutorcore.services.bookings.booking import asking
from tutorcore.services.bookings.cancelling import taken_out
from tutorcore.services.bookings.carrying_out import carry_out, claimed
from tutorcore.services.bookings.changing import as_expected
from tutorcore.services.bookings.entries import entry_of
from tutorcore.services.bookings.following import taking_back
from tutorcore.services.bookings.moving import moved_to
from tutorcore.services.bookings.windows import read_windows, store_windows, strangers_in

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
        with asking(ports) as session:
            back = moved_to(ports, booking, booking.before_deed, actor=actor, session=session)
        return _forgotten(ports, back) if back.span == booking.before_deed else back
    gone = taken_out(ports, booking, actor=actor, reason="undone")
    if gone.state is BookingState.CANCELLED:
        _as_before(ports, booking)
        return _forgotten(ports, gone)
    return gone


def _stand_again(ports: Ports, booking: Booking, actor: str) -> Booking:
    """Book a cancelled lesson again at its time, with an event of its own; refused where the time is taken."""
    now = ports.clock.now()
    with asking(ports) as session:
        if session is not None and booking.calendar_id is not None:
            windows = read_windows(ports, session, booking.tutor_id, booking.span)
            store_windows(ports, windows, actor=actor)
            taken = strangers_in(windows, booking, booking.span, ports)
        else:
            taken = _taken_here(ports, booking)
        if taken:
            raise NotBookable(f"The time is not free any more: {taken} stands there")
        begun = replace(booking, state=BookingState.BOOKING, attempt=booking.attempt + 1, etag="", problem="")
        begun = claimed(replace(begun, changed_at=now), now)
        entry = entry_of(begun, "booking begun", at=now, actor=actor, before=booking, reason="undone")
        done = carry_out(ports, ports.bookings.save(begun, now=now, entry=entry), session)
    return _forgotten(ports, done) if done.state is BookingState.BOOKED else done


def _taken_here(ports: Ports, booking: Booking) -> str:
    """What the stored calendars know of the time; blank where it is free."""
    request = Request(contact_id=booking.contact_id, tutor=booking.tutor_name, start=booking.span.start)
    blocking = [event for refusal in propose(ports, request).refusals for event in refusal.events]
    return f"“{blocking[0].title or 'busy'}”" if blocking else ""


def _as_before(ports: Ports, booking: Booking) -> None:
    """The contact's attributes as they were before the booking, those that nobody has changed since."""
    following = taking_back(ports, booking)
    if following is None:
        return
    try:
        ports.contacts.set_attributes(
            following.contact_id,
            following.changes,
            expected_version=following.expected_version,
            entry=following.entry,
        )
    except Conflict:  # changed this very moment: what is there now counts
        return


def _forgotten(ports: Ports, booking: Booking) -> Booking:
    """An undone deed is no deed: it is not undone twice."""
    return ports.bookings.save(replace(booking, deed=None, deed_at=None, before_deed=None), now=ports.clock.now())
