"""Busy time as a value: made once from events, asked many times.

Intervals are half-open, [start, end): touching is not meeting, and an event of no length blocks nothing. An event
that is a lesson of ours keeps its own buffers; where two lessons follow each other the gap is the larger of the
two, not their sum.

Every question is answered by counting: of the events sorted by start, how many begin before the question's end; of
those sorted by end, how many are over by its start. Order and overlap of the events therefore cannot matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

import numpy as np
import numpy.typing as npt

from tutorcore.domain.instants import MINUTE, Micros, micros, micros_of, require_aware
from tutorcore.errors import InputError

Flags = npt.NDArray[np.bool_]

_ALWAYS_BEFORE, _ALWAYS_AFTER = np.iinfo(np.int64).min, np.iinfo(np.int64).max


@dataclass(frozen=True, slots=True)
class BusyEvent:
    """Something that takes a tutor's time in [start, end), both aware.

    `buffer_before_min` and `buffer_after_min` are minutes that the event itself keeps free around it.
    """

    start: datetime
    end: datetime
    id: str = ""
    title: str = ""
    calendar: str = ""
    buffer_before_min: int = 0
    buffer_after_min: int = 0

    def __post_init__(self) -> None:
        require_aware(self.start, "The start of a busy time")
        require_aware(self.end, "The end of a busy time")
        if micros(self.end) < micros(self.start):  # two local times of one zone compare by the clock, not by instant
            raise InputError(f"A busy time ends before it starts: {self.start.isoformat()} to {self.end.isoformat()}")
        if self.buffer_before_min < 0 or self.buffer_after_min < 0:
            raise InputError("A busy time cannot keep less than 0 minutes free around it")


@dataclass(frozen=True, slots=True)
class Clashes:
    """For each lesson asked about: is it over an event, too close behind one, too close before one."""

    busy: Flags
    too_close_after: Flags
    """An event that is over by the lesson's start, but inside the buffer between them."""
    too_close_before: Flags
    """An event that begins after the lesson's end, but inside the buffer between them."""


class Busy:
    """A set of busy events, prepared for questions. Made by `Busy.of`; equal to none but itself."""

    def __init__(self, given: Sequence[tuple[datetime, datetime] | BusyEvent], starts: Micros, ends: Micros) -> None:
        self._given = given
        self._starts = starts
        self._ends = ends
        self._before, self._after = _own_buffers(given)
        blocking = ends > starts
        self._sorted_starts = np.sort(starts[blocking])
        self._sorted_ends = np.sort(ends[blocking])
        # One longer than the sorted arrays, so that a count is the place of the next start, or of the last end.
        self._next_starts = np.append(self._sorted_starts, _ALWAYS_AFTER)
        self._last_ends = np.insert(self._sorted_ends, 0, _ALWAYS_BEFORE)
        self._has_buffers = bool(self._before.any() or self._after.any())
        self._sorted_kept_starts = np.sort((starts - self._before)[blocking])
        self._sorted_kept_ends = np.sort((ends + self._after)[blocking])

    @classmethod
    def of(cls, events: Iterable[tuple[datetime, datetime] | BusyEvent] | Busy) -> Busy:
        """Busy time from pairs of aware datetimes or events, in any order, overlapping or not.

        Raises `InputError` for a naive datetime and for an end before its start.
        """
        if isinstance(events, Busy):
            return events
        given = list(events)
        starts = micros_of([event.start if isinstance(event, BusyEvent) else event[0] for event in given])
        ends = micros_of([event.end if isinstance(event, BusyEvent) else event[1] for event in given])
        wrong = np.flatnonzero(ends < starts)
        if wrong.size:
            _as_event(given[int(wrong[0])])
        return cls(given, starts, ends)

    def __len__(self) -> int:
        return len(self._given)

    def __repr__(self) -> str:
        return f"Busy({len(self)} events)"

    @cached_property
    def events(self) -> tuple[BusyEvent, ...]:
        """The events as given."""
        return tuple(_as_event(event) for event in self._given)

    @cached_property
    def merged(self) -> tuple[Micros, Micros]:
        """(starts, ends) of the disjoint intervals that the events cover, sorted; own buffers left out."""
        starts, reach = self._sorted_starts, np.maximum.accumulate(self._ends_by_start)
        if not starts.size:
            return starts, reach
        first = np.concatenate(([True], starts[1:] > reach[:-1]))
        last = np.concatenate((first[1:], [True]))
        return starts[first], reach[last]

    @cached_property
    def _ends_by_start(self) -> Micros:
        blocking = self._ends > self._starts
        order = np.argsort(self._starts[blocking], kind="stable")
        return self._ends[blocking][order]

    def clashes(self, starts: Micros, ends: Micros, *, before: int, after: int) -> Clashes:
        """What stands in the way of lessons [start, end) that keep `before` and `after` microseconds free.

        `starts` and `ends` have one shape (n,), whole microseconds in UTC; so have the answers.
        """
        begun_by_end = self._sorted_starts.searchsorted(ends, "left")
        over_by_start = self._sorted_ends.searchsorted(starts, "right")
        too_close_after = self._last_ends[over_by_start] > starts - before
        too_close_before = self._next_starts[begun_by_end] < ends + after
        if self._has_buffers:
            too_close_after |= over_by_start > np.searchsorted(self._sorted_kept_ends, starts, "right")
            too_close_before |= np.searchsorted(self._sorted_kept_starts, ends, "left") > begun_by_end
        return Clashes(begun_by_end > over_by_start, too_close_after, too_close_before)

    def meeting(self, start: int, end: int, *, before: int, after: int) -> tuple[BusyEvent, ...]:
        """The events that stand in the way of one lesson [start, end), by start."""
        bare = (self._starts < end + after) & (self._ends > start - before)
        own = (self._starts - self._before < end) & (self._ends + self._after > start)
        found = np.flatnonzero((bare | own) & (self._ends > self._starts))
        order = np.lexsort((found, self._starts[found]))
        return tuple(_as_event(self._given[int(index)]) for index in found[order])


def _own_buffers(given: Sequence[tuple[datetime, datetime] | BusyEvent]) -> tuple[Micros, Micros]:
    """Each event's own buffers in microseconds; pairs have none."""
    before = np.zeros(len(given), np.int64)
    after = np.zeros(len(given), np.int64)
    for index, event in enumerate(given):
        if isinstance(event, BusyEvent):
            before[index] = event.buffer_before_min * MINUTE
            after[index] = event.buffer_after_min * MINUTE
    return before, after


def _as_event(event: tuple[datetime, datetime] | BusyEvent) -> BusyEvent:
    return event if isinstance(event, BusyEvent) else BusyEvent(event[0], event[1])
