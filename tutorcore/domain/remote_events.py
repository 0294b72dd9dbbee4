"""What is written to and read from an outside calendar beside plain events. Values only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tutorcore.domain.bookings import Span
from tutorcore.domain.calendars import CalendarEvent
from tutorcore.domain.records import BadEvent


@dataclass(frozen=True, kw_only=True, slots=True)
class EventDraft:
    """An event as it will stand in an outside calendar.

    `properties` are kept with it out of sight (Google: private extended properties): what it is for, so that it is
    recognised again.
    """

    id: str
    span: Span
    title: str
    description: str = ""
    properties: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class CalendarDelta:
    """What changed in a calendar since a reading: events new or other, ids of those that are gone."""

    events: tuple[CalendarEvent, ...]
    gone: frozenset[str]
    bad: tuple[BadEvent, ...]
    token: str
    """From where to go on the next time."""


@dataclass(frozen=True, kw_only=True, slots=True)
class RemoteCalendar:
    """A calendar that an outside system offers, or that was named in the settings."""

    id: str
    name: str = ""
    writable: bool = True
