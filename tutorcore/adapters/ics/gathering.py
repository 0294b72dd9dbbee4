"""The events of a file, gathered by UID, become occurrences with ids of their own.

All calendars of a file together, because some exports put a series and its exceptions into calendars of their own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final

from tutorcore.adapters.ics.events import SourceEvent, later, wall
from tutorcore.adapters.ics.expansion import Budget, Found, occurrences
from tutorcore.adapters.ics.limits import Limits
from tutorcore.adapters.ics.parsing import UnknownZone, Unreadable, clip
from tutorcore.domain.calendars import CalendarEvent
from tutorcore.domain.records import BadEvent
from tutorcore.errors import BrokenFile

_AROUND: Final = timedelta(days=2)
"""More than any clock differs from UTC: what is found too much falls out by its instants."""


class Gathering:
    """Takes events, read or refused, and expands those that it took for [begin, end), in UTC."""

    def __init__(self, begin: datetime, end: datetime, limits: Limits) -> None:
        self._begin, self._end, self._most = begin, end, limits.max_events
        self._groups: dict[str, list[SourceEvent]] = defaultdict(list)
        self._budget = Budget(limits.rule_seconds)
        self.bad: list[BadEvent] = []

    def add(self, event: SourceEvent) -> None:
        """Take an event."""
        self._groups[event.uid].append(event)

    def reject(self, number: int, title: str, error: Exception) -> None:
        """Note an event that cannot be used, and why."""
        known = isinstance(error, Unreadable | UnknownZone)
        reason = str(error) if known else f"it cannot be read ({clip(str(error)) or type(error).__name__})"
        self.bad.append(BadEvent(number=number, title=title, reason=reason))

    def events(self) -> list[CalendarEvent]:
        """Every occurrence, by start, each with an id of its own. Raises `BrokenFile` where there are too many."""
        found: list[CalendarEvent] = []
        for group in self._groups.values():
            found.extend(event for event in self._expanded(group) if self._meets(event))
            if len(found) > self._most:
                raise BrokenFile("The calendar holds too many events to be read.", hint="Export a shorter time.")
        return _with_own_ids(found)

    def _expanded(self, group: Sequence[SourceEvent]) -> Iterator[CalendarEvent]:
        """The occurrences of all events with one UID: a series, its changes, or several that share it by mistake."""
        series = [event for event in group if event.replaces is None]
        changes, spare = _changes([event for event in group if event.replaces is not None])
        for event in spare:
            yield _alone(event)
        if not series:
            yield from self._orphans(changes)
        for one in series:
            yield from self._occurrences(one, changes)

    def _orphans(self, changes: Sequence[SourceEvent]) -> Iterator[CalendarEvent]:
        """Changes of a series that is not in the file: each for itself, which says too little where it means more."""
        for event in changes:
            if event.this_and_future or event.recurs:
                self.reject(event.number, event.title, Unreadable("it changes a series that is not in the file"))
            yield _alone(event)

    def _occurrences(self, series: SourceEvent, changes: Sequence[SourceEvent]) -> Iterator[CalendarEvent]:
        if not changes and not series.recurs:
            return iter([_alone(series)])
        begin, end = wall(self._begin, series.zone) - _AROUND, wall(self._end, series.zone) + _AROUND
        try:
            found = occurrences(series, changes, begin=begin, end=end, budget=self._budget)
        except BrokenFile:
            raise
        except Exception as error:  # noqa: BLE001 - whatever a foreign rule does to the library is its own fault
            self.reject(series.number, series.title, error)
            return map(_alone, changes)
        return (_occurrence(one, series) for one in found)

    def _meets(self, event: CalendarEvent) -> bool:
        """Whether it meets the time; an event of no length does at its instant."""
        if event.start == event.end:
            return self._begin <= event.start < self._end
        return event.start < self._end and self._begin < event.end


def _changes(events: Sequence[SourceEvent]) -> tuple[list[SourceEvent], list[SourceEvent]]:
    """Changes to go by, and such as say something else of the same occurrence with equal right: those count too."""
    newest: dict[object, SourceEvent] = {}
    spare: list[SourceEvent] = []
    for event in sorted(events, key=lambda event: -event.sequence):
        rival = newest.setdefault(_replaced(event), event)
        if rival is not event and rival.sequence == event.sequence:
            spare.append(event)
    return list(newest.values()), spare


def _replaced(event: SourceEvent) -> datetime:
    """The start, aware, at which the occurrence that an event changes stood at first."""
    replaces = event.start if event.replaces is None else event.replaces
    if isinstance(replaces, datetime) and replaces.tzinfo:
        return replaces.astimezone(UTC)
    return event.on_clock(replaces).replace(tzinfo=event.zone).astimezone(UTC)


def _alone(event: SourceEvent) -> CalendarEvent:
    """An event that stands for itself."""
    return _event(event, _replaced(event), event.start, event.end)


def _occurrence(found: Found, series: SourceEvent) -> CalendarEvent:
    """What was found on a series' clock, as instants. A changed occurrence says itself when it is."""
    original = found.original.replace(tzinfo=series.zone)
    if found.start is None:
        return _event(found.event, original, found.event.start, found.event.end)
    start = found.start.replace(tzinfo=series.zone)
    return _event(found.event, original, start, later(start, found.length, elapsed=found.event.duration is not None))


def _event(event: SourceEvent, original: datetime, start: datetime, end: datetime) -> CalendarEvent:
    return CalendarEvent(
        id=f"{event.uid}/{original.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        start=start.astimezone(UTC),
        end=end.astimezone(UTC),
        title=event.title,
        all_day=event.all_day,
        status=event.flags.status,
        transparent=event.flags.transparent,
        declined=event.flags.declined,
        kind=event.flags.kind,
    )


def _with_own_ids(events: Sequence[CalendarEvent]) -> list[CalendarEvent]:
    """By start, the same twice only once, and of different ones with one id the later ones numbered.

    Numbered by what they say, not by their place in the file, so that the same calendar gives the same ids.
    """
    seen: Counter[str] = Counter()
    told: list[CalendarEvent] = []
    for event in sorted(set(events), key=lambda e: (e.start, e.end, e.id, repr(e))):
        seen[event.id] += 1
        told.append(event if seen[event.id] == 1 else replace(event, id=f"{event.id}/{seen[event.id]}"))
    return told
