"""What is known of a tutor's time, what is doubted, and the busy time that follows: unknown is never free."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cached_property
from typing import Final

from tutorcore.domain.bookings import Booking, BookingState
from tutorcore.domain.busy import BusyEvent
from tutorcore.domain.calendars import Calendar, CalendarEvent, Tutor, blocks

NOT_KNOWN: Final = "not known"
"""Id and title of the busy time that stands where no calendar has been read."""
OLD_AFTER: Final = timedelta(minutes=15)
"""A calendar in Google is read every minute or two: one that was not for so long is not being read any more."""


class Doubt(StrEnum):
    """Why what is known of a tutor's time is not enough to be sure. Nothing that is doubted is ever taken as free."""

    NO_CALENDAR = "no_calendar"
    """The tutor has no calendar: nothing is known to be free."""
    NEVER_READ = "never_read"
    """A calendar was never read: nothing is known to be free."""
    NOT_COVERED = "not_covered"
    """The reading ends before the time asked about: what lies beyond is not offered."""
    READING_FAILED = "reading_failed"
    """A later reading failed; the last good one is used, and nothing on it is confirmed."""
    OLD = "old"
    """A calendar in Google has not been read for a while, though nothing failed: nothing on it is confirmed."""
    INCOMPLETE = "incomplete"
    """Some events could not be read; they may stand anywhere, so nothing is confirmed."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DoubtedCalendar:
    """A doubt, and the calendar that it is about (None where the tutor has none)."""

    doubt: Doubt
    calendar: Calendar | None = None


@dataclass(frozen=True, kw_only=True)
class TutorTime:
    """What is known of one tutor's time in [start, end): the events of all calendars, the bookings, and every doubt."""

    tutor: Tutor
    start: datetime
    end: datetime
    calendars: tuple[Calendar, ...]
    events: tuple[tuple[Calendar, CalendarEvent], ...]
    bookings: tuple[Booking, ...] = ()
    """What takes time of the tutor by this dashboard: booked lessons, those under way, and holds."""
    asked_for: str = ""
    """The contact whose lesson is planned, blank: nobody in particular. Their own holds do not stand in their way."""
    now: datetime | None = None
    """The present, from which a reading grows old; None: it does not."""

    @cached_property
    def doubts(self) -> tuple[DoubtedCalendar, ...]:
        """Everything that makes this time uncertain."""
        if not self.calendars:
            return (DoubtedCalendar(doubt=Doubt.NO_CALENDAR),)
        found = [(calendar, doubt) for calendar in self.calendars for doubt in self._doubts_about(calendar)]
        return tuple(DoubtedCalendar(doubt=doubt, calendar=calendar) for calendar, doubt in found)

    @cached_property
    def confirmed(self) -> bool:
        """Whether what seems free can be relied upon, as far as the readings reach."""
        return all(doubted.doubt is Doubt.NOT_COVERED for doubted in self.doubts)

    def _doubts_about(self, calendar: Calendar) -> list[Doubt]:
        if calendar.read_at is None or calendar.covers_from is None or calendar.covers_until is None:
            return [Doubt.NEVER_READ]
        told = {
            Doubt.READING_FAILED: bool(calendar.error),
            Doubt.OLD: not calendar.error and self.now is not None and is_old(calendar, self.now),
            Doubt.INCOMPLETE: bool(calendar.unreadable),
            Doubt.NOT_COVERED: calendar.covers_until < self.end,
        }
        return [doubt for doubt, holds in told.items() if holds]

    @property
    def read_at(self) -> datetime | None:
        """When the oldest of the readings was made; None where one is missing."""
        times = [calendar.read_at for calendar in self.calendars]
        known = [moment for moment in times if moment is not None]
        return min(known) if known and len(known) == len(times) else None

    def busy_events(self) -> list[BusyEvent]:
        """What blocks: the events that do, and all the time about which nothing is known."""
        return list(self._busy_events)

    @cached_property
    def _busy_events(self) -> tuple[BusyEvent, ...]:
        """Put together once, for the arithmetic and for what is drawn."""
        booked = (busy for booking in self.bookings if self._counts(booking) for busy in booking.busy_events())
        if not self.calendars:
            return (*booked, _unknown(self.start, self.end, ""))
        events = (_busy(calendar, event) for calendar, event in self.events if blocks(event) and not self._told(event))
        gaps = (gap for calendar in self.calendars for gap in _gaps(calendar, self.start, self.end))
        return (*booked, *events, *gaps)

    def _counts(self, booking: Booking) -> bool:
        return booking.state is not BookingState.HELD or booking.contact_id != (self.asked_for or None)

    def _told(self, event: CalendarEvent) -> bool:
        """Whether an event is the one of a booking, where that stands: one busy time for both.

        An event that somebody moved by hand counts beside its booking, until that is settled.
        """
        return bool(event.booking_id) and (event.booking_id, event.start, event.end) in self._booked

    @cached_property
    def _booked(self) -> frozenset[tuple[str, datetime, datetime]]:
        return frozenset((one.id, span.start, span.end) for one in self.bookings for span in one.spans)


def is_old(calendar: Calendar, now: datetime) -> bool:
    """Whether a calendar in Google has not been read for too long to rely upon it.

    Files and feeds are read when somebody asks for it; only a calendar in Google keeps itself fresh.
    """
    return bool(calendar.remote_id) and calendar.read_at is not None and now - calendar.read_at > OLD_AFTER


def _busy(calendar: Calendar, event: CalendarEvent) -> BusyEvent:
    return BusyEvent(
        event.start,
        event.end,
        id=event.id,
        title=event.title,
        calendar=calendar.name,
        buffer_before_min=event.buffer_before_min,
        buffer_after_min=event.buffer_after_min,
    )


def _gaps(calendar: Calendar, start: datetime, end: datetime) -> list[BusyEvent]:
    """The parts of [start, end) that the reading of a calendar does not cover."""
    if calendar.read_at is None or calendar.covers_from is None or calendar.covers_until is None:
        return [_unknown(start, end, calendar.name)]
    spans = [(start, min(calendar.covers_from, end)), (max(calendar.covers_until, start), end)]
    return [_unknown(first, last, calendar.name) for first, last in spans if first < last]


def _unknown(start: datetime, end: datetime, calendar: str) -> BusyEvent:
    return BusyEvent(start, end, id=NOT_KNOWN, title=NOT_KNOWN, calendar=calendar)
