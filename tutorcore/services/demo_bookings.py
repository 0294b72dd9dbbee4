"""Bring the demo's bookings of today to the store: each once, and never where somebody has booked meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from tutorcore.domain.bookings import Booking, BookingState
from tutorcore.errors import SlotTaken, UnknownName
from tutorcore.ports import Bookings, Calendars, Contacts
from tutorcore.services.bookings.entries import entry_of


def bring_bookings(
    wanted: Sequence[Booking], *, bookings: Bookings, contacts: Contacts, calendars: Calendars, now: datetime
) -> int:
    """Store those that are not there, of contacts and tutors that are: how many.

    A contact with something to come, or with a failed booking that nobody has seen to, gets none.
    """
    there = {booking.id for booking in bookings.with_ids([booking.id for booking in wanted])}
    tutors = {tutor.name: tutor.id for tutor in calendars.tutors()}
    served = {one.contact_id for one in wanted if _has_something_to_come(bookings, one.contact_id, now)}
    brought = 0
    for booking in wanted:
        if booking.id in there or booking.contact_id in served or booking.tutor_name not in tutors:
            continue
        with suppress(SlotTaken, UnknownName):
            name = contacts.get(booking.contact_id).label
            named = replace(booking, contact_name=name, title=f"Les {name}", tutor_id=tutors[booking.tutor_name])
            action = "slot held" if named.state is BookingState.HELD else "booking failed"
            bookings.reserve([named], now=now, entries=[entry_of(named, action, at=now)])
            brought += 1
    return brought


def _has_something_to_come(bookings: Bookings, contact_id: str, now: datetime) -> bool:
    coming = bookings.listed(since=now, contact_id=contact_id)
    return any(each.takes_time(now) or each.state is BookingState.FAILED for each in coming)
