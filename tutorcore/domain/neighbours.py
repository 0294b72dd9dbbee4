"""What stands beside a lesson on its day: another appointment as near as may be, a stray gap, or nothing near.

A stray gap is lost: longer than the buffers ask for, and too short for any lesson. What is beside a lesson is asked
for many lessons of one tutor at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from tutorcore.domain.busy import Busy, BusyEvent, Flags
from tutorcore.domain.grid import Ints
from tutorcore.domain.instants import MINUTE, Micros, micros, micros_of, midnight
from tutorcore.domain.tutor_time import NOT_KNOWN

Values = npt.NDArray[np.float64]
"""Numbers from 0 to 1, one for each lesson. Shape (n,)."""

Span = tuple[datetime, datetime]

NEUTRAL: Final = 0.5
"""The worth of a side on which nothing is near."""


class Beside(StrEnum):
    """What one side of a lesson looks like."""

    NOTHING_NEAR = "nothing_near"
    """No appointment that day, or one so far away that another lesson fits between."""
    ADJACENT = "adjacent"
    """An appointment, as near as the buffers let it be."""
    STRAY_GAP = "stray_gap"
    """An appointment, and between them time that no lesson fits in."""


@dataclass(frozen=True, slots=True)
class Side:
    """One side of one lesson. `lost_minutes` of a stray gap: what the buffers do not ask for."""

    beside: Beside = Beside.NOTHING_NEAR
    lost_minutes: int = 0
    lesson: bool = False
    """Whether what stands there is known to be a lesson."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Both sides of one lesson in a tutor's day."""

    tutor: str
    before: Side = Side()
    after: Side = Side()


@dataclass(frozen=True, slots=True)
class Sides:
    """One side of n lessons, all arrays of shape (n,). Where none is `near`, the others mean nothing."""

    near: Flags
    """Whether an appointment stands on that side, on the same local day."""
    gap: Micros
    """Until that appointment, microseconds."""
    lost: Micros
    """What of it the buffers do not ask for."""
    lesson: Flags

    def worth(self, shortest: int) -> Values:
        """1 beside an appointment, 0.5 with nothing near, less for a stray gap, down to 0.

        `shortest`: what the shortest lesson takes with its buffers, microseconds.
        """
        stray = NEUTRAL * (1 - np.clip(self.lost / shortest, 0, 1))
        return np.where(self._adjacent(), 1.0, np.where(self._stray(shortest), stray, NEUTRAL))

    def at(self, place: int, shortest: int) -> Side:
        """The side of one lesson."""
        if self._adjacent()[place]:
            return Side(Beside.ADJACENT, lesson=bool(self.lesson[place]))
        if self._stray(shortest)[place]:
            return Side(Beside.STRAY_GAP, int(self.lost[place]) // MINUTE, lesson=bool(self.lesson[place]))
        return Side()

    def _adjacent(self) -> Flags:
        return np.asarray(self.near & (self.lost <= 0))

    def _stray(self, shortest: int) -> Flags:
        return np.asarray(self.near & (self.lost > 0) & (self.gap < shortest))


class Timetable:
    """A tutor's appointments, prepared for questions. Their order, and how they overlap, do not matter."""

    def __init__(self, events: Sequence[BusyEvent], lessons: Iterable[Span] = ()) -> None:
        known = [event for event in events if event.id != NOT_KNOWN and micros(event.end) > micros(event.start)]
        starts, ends = micros_of([event.start for event in known]), micros_of([event.end for event in known])
        before = np.array([event.buffer_before_min for event in known], np.int64) * MINUTE
        after = np.array([event.buffer_after_min for event in known], np.int64) * MINUTE
        by_end, by_start = np.lexsort((after, ends)), np.lexsort((before, starts))
        self._ends, self._starts = ends[by_end], starts[by_start]
        # Until when what is over keeps its tutor, and from when what is to come does; the strictest so far counts.
        self._kept_ends = np.maximum.accumulate((ends + after)[by_end])
        self._kept_starts = np.minimum.accumulate((starts - before)[by_start][::-1])[::-1]
        spans = list(lessons)
        self._lesson_starts = np.unique(micros_of([start for start, _ in spans]))
        self._lesson_ends = np.unique(micros_of([end for _, end in spans]))

    @classmethod
    def of(cls, busy: Busy, lessons: Iterable[Span] = ()) -> Timetable:
        """The timetable of busy time; `lessons` says which spans of it are known to be lessons."""
        return cls(busy.events, lessons)

    def before(self, starts: Micros, day_begins: Micros, buffer: int) -> Sides:
        """What is over by each start, on the day that begins at `day_begins`. Free lessons only."""
        if not self._ends.size:
            return _nothing(starts)
        over = self._ends.searchsorted(starts, "right")
        last = np.maximum(over - 1, 0)
        end = self._ends[last]
        earliest = np.maximum(end + buffer, self._kept_ends[last])
        near = (over > 0) & (end > day_begins)
        return Sides(near, starts - end, starts - earliest, np.isin(end, self._lesson_ends))

    def after(self, ends: Micros, day_ends: Micros, buffer: int) -> Sides:
        """What begins at or after each end, on the day that is over at `day_ends`. Free lessons only."""
        if not self._starts.size:
            return _nothing(ends)
        begun = self._starts.searchsorted(ends, "left")
        following = np.minimum(begun, self._starts.size - 1)
        start = self._starts[following]
        latest = np.minimum(start - buffer, self._kept_starts[following])
        near = (begun < self._starts.size) & (start < day_ends)
        return Sides(near, start - ends, latest - ends, np.isin(start, self._lesson_starts))


def day_spans(days: Ints, zone: ZoneInfo) -> tuple[Micros, Micros]:
    """For each local date (proleptic ordinal) the instants at which it begins and is over."""
    each, where = np.unique(days, return_inverse=True)
    begins = np.array([micros(midnight(date.fromordinal(int(day)), zone)) for day in each], np.int64)
    ends = np.array([micros(midnight(date.fromordinal(int(day) + 1), zone)) for day in each], np.int64)
    return begins[where], ends[where]


def _nothing(starts: Micros) -> Sides:
    none, zero = np.zeros(starts.size, np.bool_), np.zeros(starts.size, np.int64)
    return Sides(none, zero, zero, none)
