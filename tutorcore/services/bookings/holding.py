"""Keep slots for a contact for a while, and let them go. A hold ends by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final

from tutorcore.domain.bookings import Booking, BookingState
from tutorcore.errors import InputError
from tutorcore.ports import Ports
from tutorcore.services.acting import require_actor
from tutorcore.services.bookings.asking import Request, propose
from tutorcore.services.bookings.booking import new_booking, require_bookable
from tutorcore.services.bookings.changing import as_expected
from tutorcore.services.bookings.entries import entry_of

A_DAY: Final = timedelta(hours=24)
LONGEST: Final = timedelta(days=14)


def hold(ports: Ports, requests: Sequence[Request], *, actor: str, lasting: timedelta = A_DAY) -> list[Booking]:
    """Keep slots for a contact, all of them or none; the holds of one call are a choice.

    A hold ends when its lesson begins, if that is sooner. Raises `NotBookable`, `SlotTaken`, and `InputError` for a
    time that is not between a minute and a fortnight.
    """
    actor = require_actor(actor)
    if not timedelta(minutes=1) <= lasting <= LONGEST:
        raise InputError("A slot is held for a minute to 14 days")
    if not requests:
        raise InputError("Nothing was chosen to be held")
    now = ports.clock.now()
    holds = []
    for request in requests:
        proposal = propose(ports, request)
        held = new_booking(proposal, actor=actor, now=now, state=BookingState.HELD)
        require_bookable(ports, proposal, held)
        holds.append(replace(held, expires_at=min(now + lasting, held.span.start)))
    return ports.bookings.reserve(holds, now=now, entries=[entry_of(each, "slot held", at=now) for each in holds])


def release(ports: Ports, booking_id: str, *, actor: str, expected_version: int) -> Booking:
    """Let a hold go. Raises `Conflict`, and `InputError` for what is no hold."""
    actor = require_actor(actor)
    held = as_expected(ports, booking_id, expected_version)
    if held.state is not BookingState.HELD:
        raise InputError("This is not a hold (any more)", hint="Reload the page and look at it again.")
    now = ports.clock.now()
    freed = replace(held, state=BookingState.CANCELLED, changed_at=now)
    return ports.bookings.save(freed, now=now, entry=entry_of(freed, "hold let go", at=now, actor=actor, before=held))
