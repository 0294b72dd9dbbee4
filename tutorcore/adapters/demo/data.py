"""All of the demo data of one date. What `refresh_demo` brings to the store."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from tutorcore.adapters.demo.bookings import booking_of
from tutorcore.adapters.demo.calendars import DemoCalendar, days_off_of, quiet_rhythms
from tutorcore.adapters.demo.contacts import DemoContacts
from tutorcore.adapters.demo.files import PinLine, read_calendars, read_rest
from tutorcore.adapters.demo.moving import instant, monday_of
from tutorcore.domain.bookings import Booking
from tutorcore.domain.calendars import DayOff
from tutorcore.domain.contacts import Pin
from tutorcore.domain.segment_overview import SegmentDay
from tutorcore.domain.zones import AMSTERDAM
from tutorcore.ports import CalendarSource, ContactSource

_WEEKS_BACK: Final = 12
_WEEKS_AHEAD: Final = 60
"""More than the 366 days that a profile may look ahead, from any day of the week."""


@dataclass(frozen=True, slots=True)
class DemoData:
    """The files of `folder`, moved to the local date `today`: the same for the same date."""

    folder: Path
    today: date
    zone: ZoneInfo = AMSTERDAM

    def contacts(self) -> ContactSource:
        """The contacts with their conversations. Raises `BrokenFile` when its rows are read."""
        return DemoContacts(self.folder, self.today, self.zone)

    def calendars(self) -> list[tuple[str, CalendarSource]]:
        """(name of the tutor, calendar) for every calendar. Raises `BrokenFile`."""
        days_off = read_rest(self.folder).day_off
        found: list[tuple[str, CalendarSource]] = []
        for file in read_calendars(self.folder):
            quiet = quiet_rhythms(file, days_off, self.zone)
            found.extend((file.tutor, DemoCalendar(part, quiet, self.today, self.zone)) for part in file.calendar)
        return found

    def covers(self) -> tuple[datetime, datetime]:
        """From the Monday of 12 weeks ago to the one of 60 weeks ahead."""
        monday = monday_of(self.today)
        back, ahead = timedelta(weeks=_WEEKS_BACK), timedelta(weeks=_WEEKS_AHEAD)
        return instant(monday - back, time(), self.zone), instant(monday + ahead, time(), self.zone)

    def pins(self, now: datetime) -> list[Pin]:
        """Pins around `now`: running, ending soon and ended. Raises `BrokenFile`."""
        return [_pin(line, now.astimezone(UTC)) for line in read_rest(self.folder).pin]

    def days_off(self, first: date, last: date) -> list[tuple[str, DayOff]]:
        """(name of the tutor, blank for all; day off) for all that begin on `first` to `last`. Raises `BrokenFile`."""
        lines = read_rest(self.folder).day_off
        return [(line.tutor, off) for line in lines for off in days_off_of(line, first, last, today=self.today)]

    def bookings(self, now: datetime) -> list[Booking]:
        """A lesson that is held until soon after `now`, and one that failed. Raises `BrokenFile`."""
        lines = read_rest(self.folder).booking
        return [booking_of(number, line, now.astimezone(UTC), self.zone) for number, line in enumerate(lines, start=1)]

    def segment_days(self) -> list[SegmentDay]:
        """How many contacts were in each segment on some days before today, oldest first. Raises `BrokenFile`."""
        lines = read_rest(self.folder).segment_counts
        return [
            SegmentDay(day=self.today - timedelta(days=ago), counts=dict(zip(lines.segments, numbers, strict=True)))
            for ago, *numbers in sorted(lines.days, reverse=True)
        ]

    def staff(self) -> list[str]:
        """The first names of the people who plan. Raises `BrokenFile`."""
        return list(read_rest(self.folder).staff)


def _pin(line: PinLine, now: datetime) -> Pin:
    until = None if line.until_days is None else now + timedelta(days=line.until_days)
    return Pin(
        contact_id=str(line.contact),
        segment=line.segment,
        reason=line.reason,
        actor=line.actor,
        since=now + timedelta(days=line.since_days),
        until=until,
    )
