"""The skeleton of a file: which calendars, zones and events it holds, each as its own lines.

What lies in an event is not looked at here, so that one that cannot be read stops nothing else. Lines that nobody
needs (descriptions, attachments, alarms) are dropped at once: they are most of a real file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from tutorcore.errors import BrokenFile

CALENDAR_NAMES: Final = frozenset({"X-WR-CALNAME", "X-WR-TIMEZONE", "METHOD", "X-OWNER"})
TIME_NAMES: Final = frozenset({"DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"})
EVENT_NAMES: Final = TIME_NAMES | {
    "UID",
    "SUMMARY",
    "STATUS",
    "TRANSP",
    "SEQUENCE",
    "CLASS",
    "ATTENDEE",
    "X-MICROSOFT-CDO-BUSYSTATUS",
    "X-MICROSOFT-CDO-ALLDAYEVENT",
}
ZONE_NAMES: Final = frozenset({"TZID", "DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "RRULE", "RDATE", "EXDATE"})
_WANTED: Final = {
    ("VCALENDAR",): CALENDAR_NAMES,
    ("VCALENDAR", "VEVENT"): EVENT_NAMES,
    ("VCALENDAR", "VTIMEZONE"): ZONE_NAMES,
    ("VCALENDAR", "VTIMEZONE", "STANDARD"): ZONE_NAMES,
    ("VCALENDAR", "VTIMEZONE", "DAYLIGHT"): ZONE_NAMES,
}
_NAME: Final = re.compile(r"\s*([A-Za-z0-9-]+)")
MAX_DEPTH: Final = 8
NEW_EXPORT: Final = "Export or download the calendar again, as iCalendar (.ics)."


@dataclass(frozen=True, kw_only=True, slots=True)
class RawEvent:
    """The lines of one event; `number` is its place in the file, from 1."""

    number: int
    lines: list[str] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True, slots=True)
class RawCalendar:
    """The lines of one calendar, apart for itself, its zones and its events; `free_busy` counts its VFREEBUSY."""

    header: list[str] = field(default_factory=list)
    zones: list[list[str]] = field(default_factory=list)
    events: list[RawEvent] = field(default_factory=list)
    free_busy: list[int] = field(default_factory=list)


def line_name(line: str) -> str:
    """The property that a line sets, in capitals: its first word, so that a rule without its colon is not lost."""
    word = _NAME.match(line)
    return word.group(1).upper() if word else ""


def split_calendars(lines: Iterable[str]) -> list[RawCalendar]:
    """The calendars of a file: one as a rule, several in some exports. Raises `BrokenFile`."""
    splitter = _Splitter()
    for line in lines:
        splitter.take(line)
    return splitter.result()


class _Splitter:
    """Walks the lines and remembers what is open."""

    def __init__(self) -> None:
        self._open: tuple[str, ...] = ()
        self._calendars: list[RawCalendar] = []
        self._sink: list[str] = []
        self._events = 0

    def take(self, line: str) -> None:
        name = line_name(line)
        if name == "BEGIN":
            self._begin(line.partition(":")[2].strip().upper())
        elif name == "END":
            self._end(line.partition(":")[2].strip().upper())
        elif name in _WANTED.get(self._open, ()):
            self._sink.append(line)

    def result(self) -> list[RawCalendar]:
        if self._open:
            raise BrokenFile("The calendar stops before its end: it was cut off on its way.", hint=NEW_EXPORT)
        if not self._calendars:
            raise BrokenFile("This is not an iCalendar file: it holds no calendar.", hint=NEW_EXPORT)
        return self._calendars

    def _begin(self, name: str) -> None:
        if not self._open and name != "VCALENDAR":
            return  # text around a calendar is nobody's
        self._open += (name,)
        if len(self._open) > MAX_DEPTH:
            raise BrokenFile("The calendar's parts lie inside each other without end.", hint=NEW_EXPORT)
        if self._open == ("VCALENDAR",):
            self._calendars.append(RawCalendar())
            self._sink = self._calendars[-1].header
        elif len(self._open) == 2:  # noqa: PLR2004 - directly in the calendar
            self._begin_part(name)
        elif self._open in _WANTED:
            self._sink.append(f"BEGIN:{name}")

    def _begin_part(self, name: str) -> None:
        calendar = self._calendars[-1]
        if name == "VEVENT":
            self._events += 1
            calendar.events.append(RawEvent(number=self._events))
            self._sink = calendar.events[-1].lines
        elif name == "VTIMEZONE":
            calendar.zones.append([])
            self._sink = calendar.zones[-1]
        elif name == "VFREEBUSY":
            calendar.free_busy.append(self._events + 1)

    def _end(self, name: str) -> None:
        if not self._open:
            return
        if name != self._open[-1]:
            near = f" near event {self._events}" if self._events else ""
            raise BrokenFile(f"The calendar is damaged{near}: {self._open[-1]} is not closed.", hint=NEW_EXPORT)
        if self._open in _WANTED and len(self._open) > 2:  # noqa: PLR2004 - an observance of a zone
            self._sink.append(f"END:{name}")
        self._open = self._open[:-1]
        if self._open == ("VCALENDAR",):
            self._sink = self._calendars[-1].header
