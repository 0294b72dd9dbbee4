"""Days off from outside: what a list or a calendar says, and how that is merged with what is stored.

A list (CSV) only adds. A calendar is read again and again: what it brought goes when it no longer lists it, but never
what is over, which stays for the record, and never what somebody else entered.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from tutorcore.domain.calendars import CalendarEvent, DayOff, EventKind, EventStatus
from tutorcore.domain.records import CalendarReading

LONGEST_DAYS: Final = 731
"""No period is longer: a year mistyped would close the company for decades."""
LONGEST_NAME: Final = 200
_TICK: Final = timedelta(microseconds=1)
_LAST_MINUTE: Final = time(23, 59)


@dataclass(frozen=True, kw_only=True, slots=True)
class Period:
    """Local dates `first` to `last`, both included."""

    first: date
    last: date
    name: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ClosureRow:
    """A row of a list. `number` is its place in the file from 1 (a CSV header is line 1); `tutor` may be blank."""

    number: int
    period: Period
    tutor: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class NotUsed:
    """A row or event that is no day off, and why. `number` is its place in the file, 0 where that is not known."""

    number: int = 0
    name: str = ""
    day: date | None = None
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Listed:
    """What one reading of a calendar lists. Where events are `unreadable`, more may be off than it says."""

    name: str
    source: str
    periods: tuple[Period, ...]
    unreadable: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class ListedChange:
    """What storing a list or a reading did, in numbers of days off."""

    added: int
    removed: int
    unchanged: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Merge:
    """What a new reading does to the days off that the last one brought."""

    add: tuple[Period, ...]
    remove: tuple[DayOff, ...]
    unchanged: int


def tidy_name(text: str) -> str:
    """A name on one line and not without end."""
    return " ".join(text.split())[:LONGEST_NAME].rstrip()


def merge_listed(stored: Sequence[DayOff], listed: Listed, *, today: date) -> Merge:
    """Merge a reading with what its own calendar brought before.

    What is over is neither removed nor brought a second time under other dates. Nothing is removed where some events
    could not be read: they may be just that.
    """
    known = {_key(day) for day in stored}
    wanted = {_key(period): period for period in listed.periods}
    over = [day for day in stored if day.last < today]
    new = (period for key, period in wanted.items() if key not in known)
    gone = [day for day in stored if _key(day) not in wanted and day.last >= today]
    return Merge(
        add=tuple(period for period in new if period.last >= today or not _meets_any(period, over)),
        remove=() if listed.unreadable else tuple(gone),
        unchanged=len(known & wanted.keys()),
    )


def new_among(days: Sequence[DayOff], there: Iterable[DayOff]) -> list[DayOff]:
    """Those of `days` that nothing there says already (case of the name ignored), each once."""
    known = {_said(day) for day in there}
    return list({_said(day): day for day in reversed(days) if _said(day) not in known}.values())[::-1]


def periods_of(reading: CalendarReading, zone: ZoneInfo) -> tuple[tuple[Period, ...], tuple[NotUsed, ...]]:
    """The whole days that a calendar lists, by first day, and the events that are none.

    Whether an event is marked free does not matter: published holidays mostly are. One that is cancelled, or says only
    where somebody works, closes nothing. One that takes part of a day is not taken for the day.
    """
    periods: dict[Period, None] = {}
    refused: dict[tuple[str, str], list[date]] = {}
    for event in reading.events:
        period, reason = _period(event, zone), _why_not(event, zone)
        if reason:
            refused.setdefault((period.name, reason), []).append(period.first)
        else:
            periods[period] = None
    unread = [NotUsed(number=bad.number, name=tidy_name(bad.title), reason=bad.reason) for bad in reading.bad]
    told = [NotUsed(name=name, day=min(days), reason=_repeated(why, days)) for (name, why), days in refused.items()]
    ordered = sorted(periods, key=lambda period: (period.first, period.last, period.name))
    return tuple(ordered), (*unread, *sorted(told, key=lambda one: (one.day or date.min, one.name)))


def _said(day: DayOff) -> tuple[date, date, str, int | None]:
    return day.first, day.last, tidy_name(day.name).casefold(), day.tutor_id


def _key(day: DayOff | Period) -> tuple[date, date, str]:
    return day.first, day.last, day.name


def _meets_any(period: Period, days: Iterable[DayOff]) -> bool:
    return any(day.meets(period.first, period.last) for day in days)


def _period(event: CalendarEvent, zone: ZoneInfo) -> Period:
    """The local days that an event touches; its end is not included."""
    first = event.start.astimezone(zone).date()
    last = (event.end - _TICK).astimezone(zone).date()
    return Period(first=first, last=max(first, last), name=tidy_name(event.title))


def _why_not(event: CalendarEvent, zone: ZoneInfo) -> str:
    """Why an event is no day off; blank where it is one."""
    start, end = event.start.astimezone(zone), event.end.astimezone(zone)
    period = _period(event, zone)
    if event.status is EventStatus.CANCELLED:
        return "it is cancelled"
    if event.kind is EventKind.WORKING_LOCATION:
        return "it says only where somebody works"
    if not (event.all_day or _fills_its_days(start, end)):
        return f"it does not last whole days ({start:%H:%M} to {end:%H:%M})"
    if (period.last - period.first).days >= LONGEST_DAYS:
        return f"it is longer than {LONGEST_DAYS} days"
    return ""


def _fills_its_days(start: datetime, end: datetime) -> bool:
    """From midnight to 23:59, as some programs write a whole day."""
    return start.time() == time() and end.time() >= _LAST_MINUTE


def _repeated(reason: str, days: Sequence[date]) -> str:
    return f"{reason}, {len(days)} times" if len(days) > 1 else reason
