"""The demo's calendars as sources of readings.

Lessons and appointments come back in their rhythm without end, so a reading is complete for whatever time is asked.
No lesson is given on a day off, nor on a day that an all-day event of the same tutor fills.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zlib import crc32
from zoneinfo import ZoneInfo

from tutorcore.adapters.demo.files import CalendarFile, CalendarPart, DayOffLine, EventLine, Rhythm
from tutorcore.adapters.demo.moving import dates_of, instant
from tutorcore.domain.calendars import CalendarEvent, DayOff, EventKind, blocks
from tutorcore.domain.records import CalendarReading

_LONGEST = timedelta(days=7)
"""No event or day off is longer: what begins earlier than this does not reach into the time that is asked for."""


@dataclass(frozen=True, slots=True)
class DemoCalendar:
    """One calendar, moved to `today`. A `CalendarSource`.

    `quiet` are the rhythms of the tutor's days without lessons, each with its number of days.
    """

    part: CalendarPart
    quiet: tuple[tuple[Rhythm, int], ...]
    today: date
    zone: ZoneInfo

    @property
    def source(self) -> str:
        """What identifies the calendar in the store."""
        return f"demo:{self.part.name}"

    def read(self, covers_from: datetime, covers_until: datetime) -> CalendarReading:
        """Every event that meets [covers_from, covers_until), by start."""
        events = self._events(covers_from, covers_until)
        meeting = (event for event in events if event.start < covers_until and event.end > covers_from)
        return CalendarReading(
            name=self.part.name,
            source=self.source,
            events=tuple(sorted(meeting, key=lambda event: (event.start, event.id))),
            bad=(),
            covers_from=covers_from,
            covers_until=covers_until,
        )

    def _events(self, covers_from: datetime, covers_until: datetime) -> Iterator[CalendarEvent]:
        first = covers_from.astimezone(self.zone).date() - _LONGEST
        last = covers_until.astimezone(self.zone).date()
        quiet = self._quiet_days(first, last)
        for line in self.part.events:
            for day in dates_of(line, first, last, today=self.today):
                if line.contact is None or day not in quiet:
                    yield event_on(day, line, self.zone)

    def _quiet_days(self, first: date, last: date) -> frozenset[date]:
        begins = (
            (begin, days)
            for rhythm, days in self.quiet
            for begin in dates_of(rhythm, first - _LONGEST, last, today=self.today)
        )
        return frozenset(begin + timedelta(days=n) for begin, days in begins for n in range(days))


def event_on(day: date, line: EventLine, zone: ZoneInfo) -> CalendarEvent:
    """The occurrence of an event on a day. Its id is made of what it is, so it stays the same from day to day."""
    start = instant(day, line.at or time(), zone)
    kind = EventKind.LESSON if line.contact is not None else line.kind
    return CalendarEvent(
        id=f"{start:%Y%m%dT%H%M}-{crc32(line.title.encode()):08x}",
        start=start,
        end=_end(day, start, line, zone),
        title=line.title,
        all_day=line.at is None,
        status=line.status,
        transparent=line.transparent,
        declined=line.declined,
        kind=kind,
        contact_id="" if line.contact is None else str(line.contact),
        buffer_before_min=line.buffer,
        buffer_after_min=line.buffer,
    )


def _end(day: date, start: datetime, line: EventLine, zone: ZoneInfo) -> datetime:
    """Local midnight after whole days; else elapsed minutes."""
    if line.at is None:
        return instant(day + timedelta(days=line.days), time(), zone)
    return start + timedelta(minutes=line.minutes)


def quiet_rhythms(file: CalendarFile, days_off: Iterable[DayOffLine], zone: ZoneInfo) -> tuple[tuple[Rhythm, int], ...]:
    """When a tutor gives no lessons: days off of the company and of the tutor, and all-day events that block."""
    off = [(line, line.days) for line in days_off if line.tutor in ("", file.tutor)]
    events = (line for part in file.calendar for line in part.events if line.days)
    full = [(line, line.days) for line in events if blocks(event_on(date.min + _LONGEST, line, zone))]
    return (*off, *full)


def days_off_of(line: DayOffLine, first: date, last: date, *, today: date) -> Iterator[DayOff]:
    """The days off of a line that begin on `first` to `last`, both included; not stored, so without an id."""
    for begin in dates_of(line, first, last, today=today):
        end = begin + timedelta(days=line.days - 1)
        yield DayOff(id=0, first=begin, last=end, name=line.name)
