"""Tutors, their calendars, what stands in them, and how fresh the reading is. Values only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256
from typing import Final
from urllib.parse import urlsplit

REMOTE: Final = "google:"
"""What the source of a calendar in Google begins with; its id there follows."""


class EventStatus(StrEnum):
    """The status of an event as RFC 5545 and Google name it."""

    CONFIRMED = "confirmed"
    TENTATIVE = "tentative"
    CANCELLED = "cancelled"


class EventKind(StrEnum):
    """What an event is for."""

    DEFAULT = "default"
    LESSON = "lesson"
    OUT_OF_OFFICE = "outOfOffice"
    FOCUS_TIME = "focusTime"
    WORKING_LOCATION = "workingLocation"
    BIRTHDAY = "birthday"
    FROM_GMAIL = "fromGmail"


@dataclass(frozen=True, kw_only=True, slots=True)
class CalendarEvent:
    """One occurrence, as read from a calendar. `start` and `end` are aware instants, half-open.

    An all-day event has been given the instants of its local days already.
    """

    id: str
    start: datetime
    end: datetime
    title: str = ""
    all_day: bool = False
    status: EventStatus = EventStatus.CONFIRMED
    transparent: bool = False
    declined: bool = False
    kind: EventKind = EventKind.DEFAULT
    contact_id: str = ""
    buffer_before_min: int = 0
    buffer_after_min: int = 0
    booking_id: str = ""
    """The booking of ours that it stands for."""
    etag: str = ""
    """Its version in the outside calendar."""


def blocks(event: CalendarEvent) -> bool:
    """Whether an event makes its tutor busy: the one place that decides (docs/rules.md, "Busy").

    A birthday is a day to remember, not time that is taken: Google marks it free, and lets nobody mark it busy.
    """
    return not (
        event.status is EventStatus.CANCELLED
        or event.transparent
        or event.declined
        or event.kind in {EventKind.WORKING_LOCATION, EventKind.BIRTHDAY}
    )


def shown_source(source: str) -> str:
    """A calendar's source as people and logs may see it.

    A feed's address is a key: whoever has it reads the calendar. So only its host is told, with a fingerprint that
    keeps two feeds of one host apart. A file's name is told as it is.
    """
    if "://" not in source:
        return source
    return f"{_host(source)}/… ({sha256(source.encode()).hexdigest()[:6]})"


def _host(address: str) -> str:
    """The host of an address, without name and password."""
    try:
        return urlsplit(address).hostname or "?"
    except ValueError:  # "http://[" and the like
        return "?"


@dataclass(frozen=True, kw_only=True, slots=True)
class Tutor:
    """Somebody who gives lessons. The name is unique and is what people type."""

    id: int
    name: str
    active: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class Calendar:
    """A calendar of one tutor, and its last good reading.

    `covers_from` to `covers_until` (aware, half-open) is the time for which the reading is complete: outside it,
    nothing is known and so nothing is free. `unreadable` counts the events of the last reading that could not be
    understood; `error` says why a later reading failed (blank: it did not).
    """

    id: int
    tutor_id: int
    name: str
    source: str = ""
    read_at: datetime | None = None
    covers_from: datetime | None = None
    covers_until: datetime | None = None
    unreadable: int = 0
    error: str = ""

    @property
    def remote_id(self) -> str:
        """Its id in Google Calendar; blank for a file or feed."""
        return self.source.removeprefix(REMOTE) if self.source.startswith(REMOTE) else ""

    def knows(self, start: datetime, end: datetime) -> bool:
        """Whether the reading is complete for [start, end)."""
        if self.read_at is None or self.covers_from is None or self.covers_until is None:
            return False
        return self.covers_from <= start and end <= self.covers_until


class DayOffKind(StrEnum):
    """Where a day off comes from, in words for people."""

    BY_HAND = "by hand"
    LIST = "list"
    CALENDAR = "calendar"
    HOLIDAY = "public holiday"


@dataclass(frozen=True, kw_only=True, slots=True)
class DayOff:
    """A closure: local dates `first` to `last`, both included; `tutor_id` None is the whole company.

    `origin` names the list or calendar that it came with. While `feed_id` is given, that calendar says whether the day
    off is there. A public holiday is not stored and has the id 0.
    """

    id: int
    first: date
    last: date
    name: str
    tutor_id: int | None = None
    kind: DayOffKind = DayOffKind.BY_HAND
    origin: str = ""
    feed_id: int | None = None

    def meets(self, first: date, last: date) -> bool:
        """Whether any of its days lies in `first` to `last`, both included."""
        return self.first <= last and first <= self.last


@dataclass(frozen=True, kw_only=True, slots=True)
class ClosureFeed:
    """A calendar that days off are read from; `tutor_id` None is the whole company.

    `source` is its address, which is a key, or its file's name: show it by `shown_source`. `unreadable` counts the
    events of the last good reading that could not be read; `error` says why a later one failed (blank: it did not).
    """

    id: int
    name: str
    source: str
    tutor_id: int | None
    read_at: datetime
    unreadable: int = 0
    error: str = ""
