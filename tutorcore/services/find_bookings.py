"""Find a booking by its id, by the beginning of one, or a hold by what is held."""

from __future__ import annotations

from typing import Final

from tutorcore.domain.bookings import Booking, BookingState
from tutorcore.errors import UnknownName
from tutorcore.ports import Ports
from tutorcore.services.bookings import Request

SHORTEST_BEGINNING: Final = 4
_MOST: Final = 100_000


def resolve_booking(ports: Ports, id_or_beginning: str) -> Booking:
    """The one booking of this id, or the coming one whose id begins so.

    Raises `UnknownName` where there is none, or more than one.
    """
    wanted = id_or_beginning.strip().lower()
    exact = ports.bookings.with_ids([wanted])
    if exact:
        return exact[0]
    begun = _beginning_with(ports, wanted) if len(wanted) >= SHORTEST_BEGINNING else []
    if len(begun) == 1:
        return begun[0]
    if begun:
        raise UnknownName(f"Several bookings begin with “{wanted[:26]}”", hint="Give more of the id.")
    raise UnknownName(
        f"There is no booking “{wanted[:26]}”",
        hint=f"Give its id, or at least {SHORTEST_BEGINNING} signs of the beginning if it is still to come.",
    )


def hold_of(ports: Ports, request: Request) -> Booking | None:
    """The hold of the very lesson that is asked for: its contact, tutor and start; None where there is none."""
    now = ports.clock.now()
    held = ports.bookings.listed(since=now, states={BookingState.HELD}, contact_id=request.contact_id)
    tutor = request.tutor.strip().casefold()
    same = (one for one in held if one.span.start == request.start and one.tutor_name.casefold() == tutor)
    return next((one for one in same if one.takes_time(now)), None)


def _beginning_with(ports: Ports, wanted: str) -> list[Booking]:
    """What is to come, and what is under way however old it is."""
    coming = ports.bookings.listed(since=ports.clock.now(), limit=_MOST)
    by_id = {each.id: each for each in (*coming, *ports.bookings.under_way())}
    return [each for each in by_id.values() if each.id.startswith(wanted)]
