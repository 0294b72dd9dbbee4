"""Tutors, their calendars, and the files and feeds that these come from."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from tutorcore.domain.calendars import Calendar, CalendarEvent, Tutor
from tutorcore.domain.records import CalendarChange, CalendarReading, Entry, SyncState
from tutorcore.domain.remote_events import CalendarDelta


class Calendars(Protocol):
    """Tutors, calendars and their events."""

    def tutors(self) -> list[Tutor]:
        """Active tutors by name."""
        ...

    def add_tutor(self, name: str, *, entry: Entry) -> Tutor:
        """The tutor of that name (case and outer space ignored), made where there is none."""
        ...

    def calendars(self) -> list[Calendar]:
        """Every calendar, by tutor and name."""
        ...

    def store_reading(
        self, tutor_id: int, reading: CalendarReading, *, read_at: datetime, entry: Entry
    ) -> CalendarChange:
        """Replace what is known of a calendar (found by tutor and source) by a reading, in one transaction."""
        ...

    def connect(self, tutor_id: int, source: str, *, name: str, entry: Entry) -> Calendar:
        """The calendar of that tutor and source, made where there is none; never read so far. Raises `UnknownName`."""
        ...

    def begin_reading(
        self, calendar_id: int, *, now: datetime, not_since: datetime, lease_until: datetime
    ) -> SyncState | None:
        """Take the right to read a calendar: None where somebody else has it, or took it after `not_since`.

        It ends with `store_reading`, `store_delta`, `record_failure` or the lease. Raises `UnknownName`.
        """
        ...

    def store_delta(
        self, calendar_id: int, delta: CalendarDelta, *, covers_until: datetime, read_at: datetime, entry: Entry
    ) -> CalendarChange:
        """Bring a calendar to what changed in it, by the events' ids, in one transaction. Raises `UnknownName`."""
        ...

    def store_window(self, calendar_id: int, reading: CalendarReading, *, entry: Entry) -> CalendarChange:
        """Replace what meets the time of a reading of a few hours; the rest and the calendar's own times stay."""
        ...

    def record_failure(self, tutor_id: int, source: str, error: str, *, at: datetime) -> None:
        """Note that a calendar could not be read. Its last good reading stays, marked."""
        ...

    def remove_calendar(self, calendar_id: int, *, entry: Entry) -> None:
        """Forget a calendar and its events. Raises `UnknownName`."""
        ...

    def events(self, calendar_ids: Collection[int], start: datetime, end: datetime) -> list[tuple[int, CalendarEvent]]:
        """(calendar id, event) for every event that meets [start, end), blocking or not, by start."""
        ...

    def events_of_bookings(self, calendar_id: int) -> list[CalendarEvent]:
        """The events of a calendar that stand for bookings of ours, by start."""
        ...

    def last_lesson_tutor(self, contact_id: str, before: datetime) -> int | None:
        """The id of the tutor of the contact's last lesson that began before `before`."""
        ...

    def lessons_of(self, contact_id: str, before: datetime, *, limit: int = 20) -> list[CalendarEvent]:
        """The contact's lessons that began before `before` and were not called off, newest first."""
        ...


class CalendarSource(Protocol):
    """A calendar file or feed."""

    @property
    def source(self) -> str:
        """What identifies it again, as `CalendarReading.source`: show it by `shown_source` only."""
        ...

    def read(self, covers_from: datetime, covers_until: datetime) -> CalendarReading:
        """Its occurrences within the time. Raises `BrokenFile`, `SourceUnavailable`."""
        ...
