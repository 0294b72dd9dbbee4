"""Carrying a booking out in the outside calendar: one step after the other, each stored before the next begins.

Booking, moving, cancelling and what is found half done after a crash all go this way. A step can be done again: events
have ids of their own, and every save expects the version that this worker stored last. Whoever comes second stops.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final
from uuid import uuid4

from tutorcore.domain.bookings import Booking, BookingState, Deed, Span
from tutorcore.domain.contacts import Contact
from tutorcore.errors import Cause, ChangedThere, Conflict, GoneThere, InDoubt, Refused
from tutorcore.ports import Following, Ports, RemoteSession
from tutorcore.services.bookings.entries import entry_of
from tutorcore.services.bookings.event_there import EventThere, span_of, theirs_of
from tutorcore.services.bookings.following import before_of, following_of, taking_back
from tutorcore.services.bookings.windows import read_windows, store_windows, strangers_in

CLICK: Final = timedelta(seconds=5)
"""How long a planner's click waits for the outside calendar, all answers together."""
LEASE: Final = timedelta(seconds=30)
"""How long a worker has a booking for itself: longer than any click waits."""
_MOST_STEPS: Final = 12
_TRIES: Final = 5


def claimed(booking: Booking, now: datetime) -> Booking:
    """The booking in the hands of a new worker; it counts once it is stored."""
    return replace(booking, worker=uuid4().hex, lease_until=now + LEASE)


def let_go(booking: Booking) -> Booking:
    """In nobody's hands: whoever comes next may take it up."""
    return replace(booking, worker="", lease_until=None)


def carry_out(
    ports: Ports, booking: Booking, session: RemoteSession | None, *, actor: str = "", late: bool = False
) -> Booking:
    """Finish what is under way, or undo it; the booking as it is stored then.

    `booking` is claimed by the caller and stored so; `actor` is who asked, where that is not who booked. Without a
    usable answer it stays under way, with the problem told and nobody at work on it. `late`: it was found half done.
    """
    work = _Work(ports, session, actor=actor, late=late)
    try:
        for _ in range(_MOST_STEPS):
            if not booking.under_way:
                break
            booking = work.step(booking)
            if not booking.worker:
                break
    except Conflict as error:
        if isinstance(error.theirs, Booking) and error.theirs.id == booking.id:
            return error.theirs  # somebody else carries it out
        raise
    return booking


@dataclass
class _Work:
    ports: Ports
    session: RemoteSession | None
    actor: str
    late: bool

    def step(self, booking: Booking) -> Booking:
        """One step; what is in doubt is put down, to be taken up again later."""
        try:
            return self._step_of(booking)(booking)
        except InDoubt as error:
            return self.save(let_go(replace(booking, problem=str(error))))
        except Refused as error:
            return self.save(self._given_up(booking, f"{error} {error.hint}".strip()), "booking refused")

    def _step_of(self, booking: Booking) -> Callable[[Booking], Booking]:
        if booking.state is BookingState.BOOKING:
            return self.write
        return self.take_out if booking.state is BookingState.CANCELLING else self.move

    def _given_up(self, booking: Booking, problem: str) -> Booking:
        """What a definite no leaves: what was to be written is not, what was to be undone still has to be."""
        if booking.withdrawing:
            return let_go(replace(booking, problem=problem))
        if booking.state is BookingState.BOOKING:
            return let_go(replace(booking, state=BookingState.FAILED, problem=problem))
        return let_go(replace(booking, state=BookingState.BOOKED, target=None, problem=problem))

    # -- writing ------------------------------------------------------------------------------------------------

    def write(self, booking: Booking) -> Booking:
        """Write the event, read its time again, and then it is booked; or withdraw it."""
        if booking.calendar_id is None:
            return self._booked(booking, "")
        event = self._there(booking).written()
        if event is None:
            return self.save(replace(booking, attempt=booking.attempt + 1))
        if event.booking_id != booking.id:
            raise Refused("Another event has the id of this booking", cause=Cause.CHANGED)
        if span_of(event) != booking.span:
            return self._booked(replace(booking, theirs=theirs_of(event)), event.etag)
        came = self._come_in(booking, booking.span)
        if came:
            problem = f"{came} came in meanwhile: the lesson was taken out of the calendar again"
            withdrawn = replace(
                booking, state=BookingState.CANCELLING, withdrawing=True, etag=event.etag, problem=problem
            )
            return self.save(withdrawn, "booking withdrawn")
        return self._booked(booking, event.etag)

    def _come_in(self, booking: Booking, span: Span) -> str:
        """What stands in the lesson's way now and is not ours; the reading is stored, so that pages show it.

        The event stands there by now: a no to this reading leaves it in doubt, to be read again later.
        """
        try:
            windows = read_windows(self.ports, self._remote(), booking.tutor_id, span)
        except Refused as error:
            raise InDoubt(str(error), cause=error.cause, hint=error.hint) from error
        found = strangers_in(windows, booking, span, self.ports)
        store_windows(self.ports, windows, actor=booking.actor)
        return found

    def _booked(self, booking: Booking, etag: str) -> Booking:
        """It stands there: stored together with what follows for the contact."""
        now = self.ports.clock.now()
        booked = replace(
            let_go(booking), state=BookingState.BOOKED, etag=etag, problem="", deed=Deed.BOOKED, deed_at=now
        )
        return self._saved_with_contact(booked, "lesson booked", following_of, remember=True)

    # -- taking out ---------------------------------------------------------------------------------------------

    def take_out(self, booking: Booking) -> Booking:
        """Delete the event; one that somebody changed meanwhile is left alone, unless it never counted."""
        if booking.calendar_id is not None:
            try:
                self._there(booking).taken_out()
            except ChangedThere:
                return self._changed_by_hand(booking)
        if booking.withdrawing:
            failed = replace(let_go(booking), state=BookingState.FAILED, withdrawing=False)
            return self.save(failed, "booking failed")
        gone = replace(let_go(booking), state=BookingState.CANCELLED, problem="", theirs=None)
        if booking.deed is Deed.BOOKED:  # the booking itself is taken back, and its contact is as before
            undone = replace(gone, deed=None, deed_at=None)
            return self._saved_with_contact(undone, "lesson cancelled", taking_back)
        now = self.ports.clock.now()
        return self.save(replace(gone, deed=Deed.CANCELLED, deed_at=now), "lesson cancelled")

    def _changed_by_hand(self, booking: Booking) -> Booking:
        """Somebody changed the event since it was seen: shown, never overwritten blindly."""
        theirs = theirs_of(self._there(booking).look())
        problem = f"Somebody {'changed' if theirs.span else 'deleted'} the event in Google Calendar: look at it first"
        kept = replace(booking, state=BookingState.BOOKED, target=None, withdrawing=False, theirs=theirs)
        return self.save(let_go(replace(kept, problem=problem)), "changed in Google Calendar")

    # -- moving -------------------------------------------------------------------------------------------------

    def move(self, booking: Booking) -> Booking:
        """Move the event to its target, read that time again, and then it is moved; or put it back."""
        target = booking.target or booking.span
        etag = booking.etag
        if booking.calendar_id is not None:
            try:
                etag = self._there(booking).moved(booking.span if booking.withdrawing else target).etag
            except (ChangedThere, GoneThere):
                return self._changed_by_hand(booking)
        if booking.withdrawing:
            back = replace(let_go(booking), target=None, withdrawing=False, etag=etag)
            return self.save(back, "move taken back")
        came = "" if booking.calendar_id is None else self._come_in(booking, target)
        if came:
            problem = f"{came} came in meanwhile: the lesson stays where it was"
            return self.save(replace(booking, withdrawing=True, etag=etag, problem=problem))
        moved = replace(
            let_go(booking),
            span=target,
            target=None,
            before_deed=booking.span,
            etag=etag,
            problem="",
            deed=Deed.MOVED,
            deed_at=self.ports.clock.now(),
        )
        return self.save(moved, "lesson moved", before=booking)

    # -- saving -------------------------------------------------------------------------------------------------

    def save(
        self, booking: Booking, action: str = "", *, following: Following | None = None, before: Booking | None = None
    ) -> Booking:
        """Store it, with a line in the journal where there is an action to tell."""
        now = self.ports.clock.now()
        entry = entry_of(booking, action, at=now, actor=self.actor, before=before) if action else None
        return self.ports.bookings.save(
            replace(booking, changed_at=now if action else booking.changed_at),
            now=now,
            entry=entry,
            following=following,
        )

    def _saved_with_contact(
        self,
        booking: Booking,
        action: str,
        follow: Callable[[Ports, Booking], Following | None],
        *,
        remember: bool = False,
    ) -> Booking:
        """Store it with the change of its contact, which somebody else may change at the same time."""
        for _ in range(_TRIES):
            following = self._by_actor(follow(self.ports, booking))
            if remember:
                booking = replace(booking, contact_before=before_of(self.ports, booking, following))
            try:
                return self.save(booking, action, following=following)
            except Conflict as error:
                if not isinstance(error.theirs, Contact):
                    raise
        raise InDoubt("The contact is being changed all the time", cause=Cause.CHANGED)

    def _by_actor(self, following: Following | None) -> Following | None:
        if following is None or not self.actor:
            return following
        return replace(following, entry=replace(following.entry, actor=self.actor))

    def _there(self, booking: Booking) -> EventThere:
        begun = self.ports.clock.now() - booking.changed_at if self.late else None
        return EventThere(remote=self._remote(), calendar=self._calendar(booking), booking=booking, begun=begun)

    def _remote(self) -> RemoteSession:
        if self.session is None:
            raise InDoubt("Google Calendar is not set up here", cause=Cause.UNREACHABLE)
        return self.session

    def _calendar(self, booking: Booking) -> str:
        """The id of the booking's calendar in Google."""
        found = [each for each in self.ports.calendars.calendars() if each.id == booking.calendar_id]
        if not found:
            raise InDoubt("The calendar of this lesson is not connected any more", cause=Cause.UNREACHABLE)
        return found[0].remote_id
