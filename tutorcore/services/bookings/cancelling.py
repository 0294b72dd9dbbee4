"""Take a booked lesson out again, here and in the calendar."""

from __future__ import annotations

from dataclasses import replace

from tutorcore.domain.bookings import Booking, BookingState
from tutorcore.ports import Ports
from tutorcore.services.acting import require_actor
from tutorcore.services.bookings.booking import asking
from tutorcore.services.bookings.carrying_out import carry_out, claimed
from tutorcore.services.bookings.changing import as_expected, require_booked, require_notice
from tutorcore.services.bookings.entries import entry_of


def cancel(
    ports: Ports,
    booking_id: str,
    *,
    actor: str,
    expected_version: int,
    reason: str = "",
    despite_notice: bool = False,
) -> Booking:
    """Cancel a lesson. Its time is kept until the event is known to be gone.

    What comes back is cancelled; still `cancelling`, to be settled later; or booked with a problem, where the
    calendar said no or somebody changed the event by hand. Raises `Conflict`, `NotBookable` (the notice), `InputError`.
    """
    actor = require_actor(actor)
    booking = as_expected(ports, booking_id, expected_version)
    require_booked(ports, booking)
    if not despite_notice:
        require_notice(ports, booking)
    return taken_out(ports, replace(booking, deed=None, deed_at=None), actor=actor, reason=reason)


def taken_out(ports: Ports, booking: Booking, *, actor: str, reason: str) -> Booking:
    """Cancel it, whatever the rules say. One whose last deed is that it was booked counts as never booked."""
    now = ports.clock.now()
    begun = claimed(replace(booking, state=BookingState.CANCELLING, problem="", changed_at=now), now)
    entry = entry_of(begun, "cancelling begun", at=now, actor=actor, before=booking, reason=reason)
    begun = ports.bookings.save(begun, now=now, entry=entry)
    with asking(ports) as session:
        return carry_out(ports, begun, session, actor=actor)
