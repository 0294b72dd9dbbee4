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

from tutorcore.domain.bookings import Booking, BookingState, Deed, Span, Theirs, event_id_of
from tutorcore.domain.bookings.drafts import draft_of
from tutorcore.domain.calendars import Calendar, CalendarEvent, EventStatus
from tutorcore.domain.contacts import Contact
from tutorcore.domain.records import Entry
from tutorcore.errors import AlreadyThere, Cause, ChangedThere, Conflict, GoneThere, InDoubt, Refused
from tutorcore.ports import Following, Ports, RemoteSession
from tutorcore.services.bookings.entries import entry_of
from tutorcore.services.bookings.following import before_of, following_of
from tutorcore.services.bookings.windows import read_windows, store_windows, strangers_in

CLICK: Final = timedelta(seconds=5)
"""How long a planner's click waits for the outside calendar, all answers together."""
LEASE: Final = timedelta(seconds=30)
"""How long a worker has a booking for itself: longer than any click waits."""
GIVEN_UP_AFTER: Final = timedelta(minutes=10)
"""A lesson that was not written by then is not written any more: nobody waits for it."""
_MOST_STEPS: Final = 12
_TRIES: Final = 5


def claimed(booking: Booking, now: datetime) -> Booking:
    """The booking in the hands of a new worker; it counts once it is stored."""
    return replace(booking, worker=uuid4().hex, lease_until=now + LEASE)


def let_go(booking: Booking) -> Booking:
    """In nobody's hands: whoever comes next may take it up."""
    return replace(booking, worker="", lease_until=None)


def carry_out(ports: Ports, booking: Booking, session: RemoteSession | None, *, late: bool = False) -> Booking:
    """Finish what is under way, or undo it; the booking as it is stored then.

    `booking` is claimed by the caller and stored so. Without a usable answer it stays under way, with the problem
    told and nobody at work on it. `late`: it was found half done.
    """
    work = _Work(ports, session, late=late)
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
    late: bool

    def __init__(self, ports: Ports, session: RemoteSession | None, *, late: bool) -> None:
        self.ports, self.session, self.late = ports, session, late

    def step(self, booking: Booking) -> Booking:
        """One step; what is in doubt is put down, to be taken up again later."""
        try:
            return self._step_of(booking)(booking)
        except InDoubt as error:
            return self.save(let_go(replace(booking, problem=str(error))))
        except Refused as error:
            return self.save(self._given_up(booking, str(error)), "booking refused")

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
        calendar = self._calendar(booking)
        event = self._written(booking, calendar)
        if event is None:
            return self.save(replace(booking, attempt=booking.attempt + 1))
        if event.booking_id != booking.id:
            raise Refused("Another event has the id of this booking", cause=Cause.CHANGED)
        if Span(event.start, event.end) != booking.span:
            theirs = Theirs(span=Span(event.start, event.end), etag=event.etag)
            return self._booked(replace(booking, theirs=theirs), event.etag)
        came = self._come_in(booking, booking.span)
        if came:
            problem = f"{came} came in meanwhile: the lesson was taken out of the calendar again"
            withdrawn = replace(
                booking, state=BookingState.CANCELLING, withdrawing=True, etag=event.etag, problem=problem
            )
            return self.save(withdrawn, "booking withdrawn")
        return self._booked(booking, event.etag)

    def _written(self, booking: Booking, calendar: str) -> CalendarEvent | None:
        """The event as it stands there; None where that of this attempt was deleted, so that another id is needed."""
        remote, event_id = self._remote(), event_id_of(booking.id, booking.attempt)
        if self.late:
            found = remote.get(calendar, event_id)
            if found is None and self.ports.clock.now() - booking.changed_at > GIVEN_UP_AFTER:
                raise Refused("It was not written in time, and nobody waits for it any more", cause=Cause.CHANGED)
            if found is not None:
                return _unless_deleted(found)
        try:
            return remote.insert(calendar, draft_of(booking))
        except AlreadyThere:
            found = remote.get(calendar, event_id)
            if found is None:
                raise
            return _unless_deleted(found)

    def _come_in(self, booking: Booking, span: Span) -> str:
        """What stands in the lesson's way now and is not ours; the reading is stored, so that pages show it."""
        windows = read_windows(self.ports, self._remote(), booking.tutor_id, span)
        found = strangers_in(windows, booking, span, self.ports)
        store_windows(self.ports, windows, actor=booking.actor)
        return found

    def _booked(self, booking: Booking, etag: str) -> Booking:
        """It stands there: stored together with what follows for the contact."""
        now = self.ports.clock.now()
        booked = replace(
            let_go(booking), state=BookingState.BOOKED, etag=etag, problem="", deed=Deed.BOOKED, deed_at=now
        )
        for _ in range(_TRIES):
            following = following_of(self.ports, booked)
            told = replace(booked, contact_before=before_of(self.ports, booked, following))
            try:
                return self.save(told, "lesson booked", following=following)
            except Conflict as error:
                if not isinstance(error.theirs, Contact):
                    raise
        raise InDoubt("The contact is being changed all the time", cause=Cause.CHANGED)

    # -- taking out ---------------------------------------------------------------------------------------------

    def take_out(self, booking: Booking) -> Booking:
        """Delete the event; one that somebody changed meanwhile is left alone, unless it never counted."""
        if booking.calendar_id is not None:
            calendar, event_id = self._calendar(booking), event_id_of(booking.id, booking.attempt)
            try:
                self._deleted(booking, calendar, event_id)
            except ChangedThere:
                return self._changed_by_hand(booking)
        now = self.ports.clock.now()
        if booking.withdrawing:
            failed = replace(let_go(booking), state=BookingState.FAILED, withdrawing=False)
            return self.save(failed, "booking failed")
        gone = replace(
            let_go(booking), state=BookingState.CANCELLED, problem="", deed=Deed.CANCELLED, deed_at=now, theirs=None
        )
        return self.save(gone, "lesson cancelled")

    def _deleted(self, booking: Booking, calendar: str, event_id: str) -> None:
        remote = self._remote()
        try:
            etag = booking.etag or self._etag(calendar, event_id)
            if etag:
                remote.cancel(calendar, event_id, etag=etag)
        except GoneThere:
            return
        except ChangedThere:
            found = remote.get(calendar, event_id)
            if found is None or found.status is EventStatus.CANCELLED:
                return
            if not booking.withdrawing or found.booking_id != booking.id:
                raise
            remote.cancel(calendar, event_id, etag=found.etag)

    def _etag(self, calendar: str, event_id: str) -> str:
        """The event's version as it stands; blank where there is nothing to delete."""
        found = self._remote().get(calendar, event_id)
        return "" if found is None or found.status is EventStatus.CANCELLED else found.etag

    def _changed_by_hand(self, booking: Booking) -> Booking:
        """Somebody changed the event since it was seen: shown, never overwritten blindly."""
        found = self._remote().get(self._calendar(booking), event_id_of(booking.id, booking.attempt))
        gone = found is None or found.status is EventStatus.CANCELLED
        theirs = Theirs(span=None) if found is None or gone else Theirs(span=_span(found), etag=found.etag)
        problem = f"Somebody {'deleted' if gone else 'changed'} the event in Google Calendar: look at it first"
        kept = replace(booking, state=BookingState.BOOKED, target=None, withdrawing=False, theirs=theirs)
        return self.save(let_go(replace(kept, problem=problem)), "changed in Google Calendar")

    # -- moving -------------------------------------------------------------------------------------------------

    def move(self, booking: Booking) -> Booking:
        """Move the event to its target, read that time again, and then it is moved; or put it back."""
        target = booking.target or booking.span
        goal = booking.span if booking.withdrawing else target
        etag = booking.etag
        if booking.calendar_id is not None:
            try:
                etag = self._moved(booking, goal).etag
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

    def _moved(self, booking: Booking, goal: Span) -> CalendarEvent:
        calendar, event_id, remote = self._calendar(booking), event_id_of(booking.id, booking.attempt), self._remote()
        try:
            return remote.move(calendar, event_id, goal, etag=booking.etag or self._etag(calendar, event_id))
        except ChangedThere:
            found = remote.get(calendar, event_id)
            if found is None or found.status is EventStatus.CANCELLED or _span(found) != goal:
                raise
            return found  # moved by us already: that answer was lost

    # -- saving -------------------------------------------------------------------------------------------------

    def save(
        self, booking: Booking, action: str = "", *, following: Following | None = None, before: Booking | None = None
    ) -> Booking:
        """Store it, with a line in the journal where there is an action to tell."""
        now = self.ports.clock.now()
        entry: Entry | None = entry_of(booking, action, at=now, before=before) if action else None
        return self.ports.bookings.save(
            replace(booking, changed_at=now if action else booking.changed_at),
            now=now,
            entry=entry,
            following=following,
        )

    def _remote(self) -> RemoteSession:
        if self.session is None:
            raise InDoubt("Google Calendar is not set up here", cause=Cause.UNREACHABLE)
        return self.session

    def _calendar(self, booking: Booking) -> str:
        """The id of the booking's calendar in Google."""
        found: list[Calendar] = [each for each in self.ports.calendars.calendars() if each.id == booking.calendar_id]
        if not found:
            raise InDoubt("The calendar of this lesson is not connected any more", cause=Cause.UNREACHABLE)
        return found[0].remote_id


def _unless_deleted(event: CalendarEvent) -> CalendarEvent | None:
    return None if event.status is EventStatus.CANCELLED else event


def _span(event: CalendarEvent) -> Span:
    return Span(event.start, event.end)
