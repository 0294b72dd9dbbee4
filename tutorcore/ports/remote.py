"""An outside calendar that is read and written over a network: Google's."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import Protocol

from tutorcore.domain.bookings import Span
from tutorcore.domain.calendars import CalendarEvent
from tutorcore.domain.records import CalendarReading
from tutorcore.domain.remote_events import CalendarDelta, EventDraft


class RemoteSession(Protocol):
    """Questions to an outside calendar, all within one limit of time. `calendar` is its id there.

    Every method raises `Refused` (a definite no: nothing was changed there), `InDoubt` (what was asked may have been
    done) or, by a limit that is over, `InDoubt` too. A reading that is not complete is no reading: it raises.
    """

    def read(self, calendar: str, covers_from: datetime, covers_until: datetime) -> CalendarReading:
        """Every event that meets the time, recurrences expanded, all pages; with a token for `changes`."""
        ...

    def window(self, calendar: str, start: datetime, end: datetime) -> CalendarReading:
        """Every event that meets a short time, as it stands now; without a token."""
        ...

    def changes(self, calendar: str, token: str) -> CalendarDelta:
        """What changed since. Raises `StartOver` where the token is not taken any more."""
        ...

    def insert(self, calendar: str, event: EventDraft) -> CalendarEvent:
        """Write an event; what stands there then. Raises `AlreadyThere` where the id is or was in use."""
        ...

    def get(self, calendar: str, event_id: str) -> CalendarEvent | None:
        """The event as it stands, a deleted one as cancelled; None where there never was one."""
        ...

    def move(self, calendar: str, event_id: str, span: Span, *, etag: str) -> CalendarEvent:
        """Move an event that is still as `etag` says. Raises `ChangedThere`, `GoneThere`."""
        ...

    def cancel(self, calendar: str, event_id: str, *, etag: str) -> None:
        """Delete an event that is still as `etag` says. Raises `ChangedThere`, `GoneThere`."""
        ...


class RemoteCalendars(Protocol):
    """The way to an outside calendar, safe to share between threads."""

    @property
    def calendar_ids(self) -> tuple[str, ...]:
        """The calendars that the settings name."""
        ...

    def session(self, *, limit: timedelta) -> AbstractContextManager[RemoteSession]:
        """Ask something: whatever is asked in it ends within `limit`, slow and broken answers included."""
        ...
