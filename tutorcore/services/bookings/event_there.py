"""The event of one booking in the outside calendar: written, moved, taken out, looked at.

A no says how things stand only where nothing was tried before. What may have been done already (an answer was lost, a
process died) is looked at, and stays in doubt until it can be seen.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from tutorcore.domain.bookings import Booking, Span, Theirs, event_id_of
from tutorcore.domain.bookings.drafts import draft_of
from tutorcore.domain.calendars import CalendarEvent, EventStatus
from tutorcore.errors import AlreadyThere, Cause, ChangedThere, GoneThere, InDoubt, Refused
from tutorcore.ports import RemoteSession

ON_ITS_WAY: Final = timedelta(seconds=30)
"""How long a question that got no answer may still be carried out there."""
GIVEN_UP_AFTER: Final = timedelta(minutes=10)
"""A lesson that was not written by then is not written any more: nobody waits for it."""


@dataclass(frozen=True, kw_only=True)
class EventThere:
    """The event of a booking's present attempt, in the calendar with this id there.

    `begun` is how long ago somebody else, or we, began with what is to be done; None: this is the first try.
    """

    remote: RemoteSession
    calendar: str
    booking: Booking
    begun: timedelta | None = None

    def look(self) -> CalendarEvent | None:
        """What stands there, a deleted event as cancelled. Raises `InDoubt` where that cannot be seen."""
        try:
            return self.remote.get(self.calendar, self._id)
        except Refused as error:
            raise _unseen(error) from error

    def written(self) -> CalendarEvent | None:
        """The event, written if it is not there; None where that of this attempt was deleted: another id is needed."""
        if self.begun is not None:
            found = self.look()
            if found is not None:
                return _unless_deleted(found)
            if self.begun > GIVEN_UP_AFTER:
                raise Refused("It was not written in time, and nobody waits for it any more", cause=Cause.CHANGED)
        try:
            return self.remote.insert(self.calendar, draft_of(self.booking))
        except AlreadyThere as error:
            found = self.look()
            if found is None:
                raise _unseen(error) from error
            return _unless_deleted(found)
        except Refused as error:
            self._require_settled(error)
            raise

    def moved(self, goal: Span) -> CalendarEvent:
        """The event at `goal`. Raises `ChangedThere`, `GoneThere` where somebody was at it by hand."""
        try:
            return self.remote.move(self.calendar, self._id, goal, etag=self._etag())
        except GoneThere as error:
            self._require_gone(error)
            raise
        except ChangedThere:
            found = self._standing()
            if found is None or span_of(found) != goal:
                raise
            return found  # moved by us already: that answer was lost
        except Refused as error:
            found = self._standing_after(error)
            if found is None:
                raise GoneThere(str(error), cause=error.cause, hint=error.hint) from error
            if span_of(found) == goal:
                return found
            self._require_settled(error)
            raise

    def taken_out(self) -> None:
        """Delete the event, or see that it is gone. Raises `ChangedThere` where somebody was at it by hand.

        One that is withdrawn never counted: it goes, whatever was done with it.
        """
        try:
            etag = self._etag()
            if etag:
                self.remote.cancel(self.calendar, self._id, etag=etag)
        except GoneThere as error:
            self._require_gone(error)
        except ChangedThere:
            found = self._standing()
            if found is None:
                return
            if not self.booking.withdrawing:
                raise
            self._withdrawn(found)
        except Refused as error:
            if self._standing_after(error) is not None:
                self._require_settled(error)
                raise

    def _withdrawn(self, found: CalendarEvent) -> None:
        """Delete what was changed by hand. One that is not marked as ours any more is somebody else's now."""
        if found.booking_id != self.booking.id:
            return
        try:
            self.remote.cancel(self.calendar, self._id, etag=found.etag)
        except GoneThere:
            return
        except ChangedThere as error:
            raise InDoubt(str(error), cause=Cause.CHANGED) from error  # again: the next round looks anew

    def _require_gone(self, error: GoneThere) -> None:
        """Raises `InDoubt` where the event stands there all the same: once in a while Google does not find what is."""
        if self._standing() is not None:
            raise _unseen(error) from error

    def _standing_after(self, error: Refused) -> CalendarEvent | None:
        """What stands there after a no to a second try, None for nothing. Raises the no to a first one."""
        if self.begun is None:
            raise error
        return self._standing()

    def _require_settled(self, error: Refused) -> None:
        """Raises `InDoubt` where an earlier try may still be carried out there."""
        if self.begun is not None and self.begun <= ON_ITS_WAY:
            raise _unseen(error) from error

    def _etag(self) -> str:
        """The version that was seen last, else that which stands there; blank where nothing does."""
        if self.booking.etag:
            return self.booking.etag
        found = self._standing()
        return "" if found is None else found.etag

    def _standing(self) -> CalendarEvent | None:
        found = self.look()
        return None if found is None else _unless_deleted(found)

    @property
    def _id(self) -> str:
        return event_id_of(self.booking.id, self.booking.attempt)


def theirs_of(found: CalendarEvent | None) -> Theirs:
    """What somebody made of the event by hand, as it stands there."""
    if found is None or found.status is EventStatus.CANCELLED:
        return Theirs(span=None)
    return Theirs(span=span_of(found), etag=found.etag)


def span_of(event: CalendarEvent) -> Span:
    """When an event takes place."""
    return Span(event.start, event.end)


def _unless_deleted(event: CalendarEvent) -> CalendarEvent | None:
    return None if event.status is EventStatus.CANCELLED else event


def _unseen(error: Refused) -> InDoubt:
    """Nobody could see whether it was done."""
    return InDoubt(str(error), cause=error.cause, hint=error.hint)
