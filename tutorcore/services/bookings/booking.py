"""Book a lesson: every rule asked again on a fresh reading, the time reserved, then the calendar written."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from tutorcore.domain.bookings import Booking, BookingState, Span, first_in_the_way, new_booking_id, slot_taken
from tutorcore.domain.reasons import Reason
from tutorcore.domain.records import CalendarReading
from tutorcore.errors import Conflict, InputError
from tutorcore.ports import Ports, RemoteSession
from tutorcore.services.acting import require_actor
from tutorcore.services.bookings.asking import Proposal, Request, propose
from tutorcore.services.bookings.carrying_out import CLICK, carry_out, claimed
from tutorcore.services.bookings.entries import entry_of
from tutorcore.services.bookings.windows import read_windows, store_windows
from tutorcore.services.read_tutors import tutors_named

JUST: Final = timedelta(minutes=10)
"""For so long after somebody took a time here, whoever wants it is told who that was."""
NEAR: Final = timedelta(hours=12)
"""Around a lesson: further than any buffer and any length of another lesson reach."""
TIME_TAKEN: Final = frozenset({Reason.BUSY, Reason.BUFFER_BEFORE, Reason.BUFFER_AFTER})


def book(ports: Ports, request: Request, *, actor: str, hold_id: str = "") -> Booking:
    """Book a lesson, or turn the hold `hold_id` into one.

    What comes back is booked; or still `booking` with a problem, where Google gave no answer in time: the time is
    kept and it is settled later; or failed with a problem. Raises `NotBookable` (with every reason), `SlotTaken`,
    `Refused` and `InDoubt` where the calendar cannot be read: then nothing was written.
    """
    actor = require_actor(actor)
    with asking(ports) as session:
        fresh = _fresh(ports, request, session)
        proposal = propose(ports, request, without=hold_id, fresh=fresh)
        wanted = new_booking(proposal, actor=actor, now=ports.clock.now(), state=BookingState.BOOKING)
        require_bookable(ports, proposal, replace(wanted, id=hold_id) if hold_id else wanted)
        begun = _reserved(ports, proposal, actor, hold_id)
        done = carry_out(ports, begun, session)
    if hold_id and done.state is BookingState.BOOKED:
        let_the_others_go(ports, done, actor)
    return done


def asking(ports: Ports, limit: timedelta = CLICK) -> AbstractContextManager[RemoteSession | None]:
    """A session with the outside calendar; None where none is set up."""
    return nullcontext() if ports.remote is None else ports.remote.session(limit=limit)


def require_bookable(ports: Ports, proposal: Proposal, wanted: Booking) -> None:
    """Raises `NotBookable` with every reason; `SlotTaken` where all of them are what somebody here did a moment ago."""
    if proposal.refusals and TIME_TAKEN.issuperset(refusal.reason for refusal in proposal.refusals):
        now = ports.clock.now()
        near = wanted.span.start - NEAR, wanted.span.end + NEAR
        others = ports.bookings.taking_time({wanted.tutor_id}, *near, now)
        theirs = first_in_the_way(wanted, [each for each in others if now - each.changed_at <= JUST], now)
        if theirs is not None:
            raise slot_taken(theirs)
    proposal.require_bookable()


def new_booking(proposal: Proposal, *, actor: str, now: datetime, state: BookingState) -> Booking:
    """The booking of a proposal."""
    return Booking(
        id=new_booking_id(),
        contact_id=proposal.contact.id,
        contact_name=proposal.contact.label,
        tutor_id=proposal.tutor.id,
        tutor_name=proposal.tutor.name,
        calendar_id=proposal.calendar.id if proposal.calendar else None,
        state=state,
        span=proposal.span,
        buffer_before_min=proposal.profile.buffer_before_min,
        buffer_after_min=proposal.profile.buffer_after_min,
        title=proposal.title,
        description=proposal.description,
        segment=proposal.segment,
        profile=proposal.rules,
        profile_version=proposal.profile_version,
        exceptions=proposal.exceptions,
        actor=actor,
        made_at=now,
        changed_at=now,
    )


def _fresh(ports: Ports, request: Request, session: RemoteSession | None) -> Mapping[int, CalendarReading]:
    """The lesson's hours as they stand in the tutor's outside calendars now."""
    if session is None:
        return {}
    tutor = tutors_named(ports, [request.tutor])[0]
    minutes = request.trial.duration_minutes or 60  # the margin around it is far wider than any lesson differs
    windows = read_windows(ports, session, tutor.id, Span(request.start, request.start + timedelta(minutes=minutes)))
    store_windows(ports, windows, actor="reading")
    return windows


def _reserved(ports: Ports, proposal: Proposal, actor: str, hold_id: str) -> Booking:
    """The booking in the store, taking its time from here on."""
    now = ports.clock.now()
    begun = claimed(new_booking(proposal, actor=actor, now=now, state=BookingState.BOOKING), now)
    if not hold_id:
        return ports.bookings.reserve([begun], now=now, entries=[entry_of(begun, "booking begun", at=now)])[0]
    held = ports.bookings.get(hold_id)
    if held.state is not BookingState.HELD or held.contact_id != begun.contact_id:
        raise InputError("This is not a hold of this contact any more", hint="Reload the page and look at it again.")
    begun = replace(begun, id=held.id, made_at=held.made_at, version=held.version, expires_at=None)
    entry = entry_of(begun, "booking begun", at=now, before=held)
    return ports.bookings.save(begun, now=now, entry=entry)


def let_the_others_go(ports: Ports, booked: Booking, actor: str) -> None:
    """The other slots of the same offer are not needed any more, once one of them is booked."""
    now = ports.clock.now()
    held = ports.bookings.listed(states={BookingState.HELD}, contact_id=booked.contact_id)
    for other in held:
        if other.made_at == booked.made_at:
            freed = replace(other, state=BookingState.CANCELLED, changed_at=now)
            entry = entry_of(freed, "hold let go", at=now, actor=actor, before=other, reason="another slot was booked")
            with suppress(Conflict):  # somebody has just done something with it: theirs counts
                ports.bookings.save(freed, now=now, entry=entry)
