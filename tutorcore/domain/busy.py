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
from datetime import datetime, timezone
from functools import cached_property
from itertools import islice
from operator import attrgetter, itemgetter
from typing import NamedTuple, cast

import numpy as np
import numpy.typing as npt

from tutorcore.domain.instants import MINUTE, Micros, micros, micros_of, require_aware
from tutorcore.errors import InputError

Flags = npt.NDArray[np.bool_]

_PIECE = 1536
"""Events that are read in one go: few enough to stay in the processor's cache while they are."""
_NOTHING = np.zeros((2, 0), np.int64)
_ALWAYS_BEFORE, _ALWAYS_AFTER = np.array([[-(2**62)], [2**62]])
"""Beyond any date, and far enough from what an int64 holds to be counted with."""


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
        # Two times at one fixed offset compare as instants do; two local times of one zone by the clock.
        alike = type(self.start.tzinfo) is timezone and self.start.tzinfo is self.end.tzinfo
        if not alike:
            require_aware(self.start, "The start of a busy time")
            require_aware(self.end, "The end of a busy time")
        if self.end < self.start if alike else micros(self.end) < micros(self.start):
            raise InputError(f"A busy time ends before it starts: {self.start.isoformat()} to {self.end.isoformat()}")
        if self.buffer_before_min < 0 or self.buffer_after_min < 0:
            raise InputError("A busy time cannot keep less than 0 minutes free around it")


Given = tuple[datetime, datetime] | BusyEvent
"""A busy time as it is given: a pair of aware datetimes, or an event."""


class Clashes(NamedTuple):
    """For each lesson asked about: is it over an event, too close behind one, too close before one."""

    busy: Flags
    too_close_after: Flags
    """An event that is over by the lesson's start, but inside the buffer between them."""
    too_close_before: Flags
    """An event that begins after the lesson's end, but inside the buffer between them."""


class Busy:
    """A set of busy events, prepared for questions. Made by `Busy.of`; equal to none but itself."""

    def __init__(self, given: Sequence[Given], spans: Micros, kept: Micros) -> None:
        """`spans` (2, n) are the starts and ends of what was given, `kept` the same with each event's own buffers."""
        self._given = given
        self._spans, self._kept = spans, kept
        starts, ends = np.sort(self._blocking(spans))
        # One longer than there are events, so that a count is the place of the next start, or of the last end.
        self._next_starts = np.concatenate((starts, _ALWAYS_AFTER))
        self._last_ends = np.concatenate((_ALWAYS_BEFORE, ends))
        self._sorted_starts, self._sorted_ends = self._next_starts[:-1], self._last_ends[1:]
        self._has_buffers = kept is not spans
        if self._has_buffers:
            self._sorted_kept_starts, self._sorted_kept_ends = np.sort(self._blocking(kept))

    @classmethod
    def of(cls, events: Iterable[Given] | Busy) -> Busy:
        """Busy time from pairs of aware datetimes or events, in any order, overlapping or not.

        Raises `InputError` for a naive datetime and for an end before its start.
        """
        if isinstance(events, Busy):
            return events
        given: list[Given] = []
        pieces, unread = [], iter(events)
        while piece := list(islice(unread, _PIECE)):
            pieces.append(_read(piece))
            given += piece
        spans = np.concatenate([_NOTHING, *(bare for bare, _ in pieces)], axis=1)
        wrong = np.flatnonzero(spans[1] < spans[0])
        if wrong.size:
            _as_event(given[int(wrong[0])])
        if all(kept is bare for bare, kept in pieces):
            return cls(given, spans, spans)
        return cls(given, spans, np.concatenate([kept for _, kept in pieces], axis=1))

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
        return _merged(self._blocking(self._spans))

    @cached_property
    def gaps(self) -> Micros:
        """The time between what is merged, endless at both ends: [from, until) in microseconds, shape (2, n)."""
        return _between(self.merged)

    @cached_property
    def kept_gaps(self) -> Micros:
        """As `gaps`, between the events with their own buffers: there is room for lessons that keep none."""
        return _between(_merged(self._blocking(self._kept))) if self._has_buffers else self.gaps

    def _blocking(self, spans: Micros) -> Micros:
        """Those of the events that are not empty."""
        blocking = self._spans[1] > self._spans[0]
        return spans if blocking.all() else np.asarray(spans[:, blocking])

    def clashes(self, starts: Micros, ends: Micros, *, before: int, after: int) -> Clashes:
        """What stands in the way of lessons [start, end) that keep `before` and `after` microseconds free.

        `starts` and `ends` have one shape (n,), whole microseconds in UTC; so have the answers.
        """
        begun_by_end = self._sorted_starts.searchsorted(ends, "left")
        over_by_start = self._sorted_ends.searchsorted(starts, "right")
        since, until = self._last_ends.take(over_by_start), self._next_starts.take(begun_by_end)
        too_close_after = np.subtract(starts, since, out=since) < before
        too_close_before = np.subtract(until, ends, out=until) < after
        if self._has_buffers:
            too_close_after |= over_by_start > np.searchsorted(self._sorted_kept_ends, starts, "right")
            too_close_before |= np.searchsorted(self._sorted_kept_starts, ends, "left") > begun_by_end
        return Clashes(begun_by_end > over_by_start, too_close_after, too_close_before)

    def meeting(self, start: int, end: int, *, before: int, after: int) -> tuple[BusyEvent, ...]:
        """The events that stand in the way of one lesson [start, end), by start."""
        (starts, ends), (kept_starts, kept_ends) = self._spans, self._kept
        bare = (starts < end + after) & (ends > start - before)
        own = (kept_starts < end) & (kept_ends > start)
        found = np.flatnonzero((bare | own) & (ends > starts))
        order = np.lexsort((found, starts[found]))
        return tuple(_as_event(self._given[int(index)]) for index in found[order])


def _read(given: Sequence[Given]) -> tuple[Micros, Micros]:
    """The spans of busy times, microseconds UTC, shape (2, n): bare, and with what the events keep free around them.

    The two are one where nothing is kept. Raises `InputError` for a naive datetime.
    """
    pairs = cast("Sequence[tuple[datetime, datetime]]", given)
    try:
        moments = [*map(itemgetter(0), pairs), *map(itemgetter(1), pairs)]
    except TypeError:  # not only pairs
        return _read_events([_as_event(event) for event in given])
    spans = micros_of(moments).reshape(2, -1)
    return spans, spans


def _read_events(events: Sequence[BusyEvent]) -> tuple[Micros, Micros]:
    spans = micros_of([*map(attrgetter("start"), events), *map(attrgetter("end"), events)]).reshape(2, -1)
    before, after = ([getattr(event, name) for event in events] for name in ("buffer_before_min", "buffer_after_min"))
    if not (any(before) or any(after)):
        return spans, spans
    return spans, spans + np.array([np.negative(before), after], np.int64) * MINUTE


def _merged(spans: Micros) -> tuple[Micros, Micros]:
    """(starts, ends) of the disjoint intervals that spans cover, sorted."""
    starts, ends = spans[:, spans[0].argsort(kind="stable")]
    if not starts.size:
        return starts, ends
    reach = np.maximum.accumulate(ends)
    first = np.concatenate(([True], starts[1:] > reach[:-1]))
    return starts[first], reach[np.concatenate((first[1:], [True]))]


def _between(merged: tuple[Micros, Micros]) -> Micros:
    starts, ends = merged
    return np.stack((np.concatenate((_ALWAYS_BEFORE, ends)), np.concatenate((starts, _ALWAYS_AFTER))))


def _as_event(event: Given) -> BusyEvent:
    return event if isinstance(event, BusyEvent) else BusyEvent(event[0], event[1])
