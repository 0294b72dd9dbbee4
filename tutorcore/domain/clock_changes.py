"""When the clock of a zone changes, as far as its local midnights show: at most one change a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import compress, count
from operator import ne
from typing import Final, NamedTuple, cast
from zoneinfo import ZoneInfo

from tutorcore.domain.instants import DAY, EPOCH_ORDINAL, SECOND, TICK

HOUR: Final = 3600
"""Seconds."""


class ClockChange(NamedTuple):
    """A change on a local day (ordinal), from one offset to another. `int()` is its instant, searched for then."""

    day: int
    before: timedelta
    after: timedelta
    zone: ZoneInfo

    def __int__(self) -> int:
        return change_instant(self)

    def is_over_at(self, hour: int) -> bool:
        """Whether it lies before that hour of its day; of an hour that comes twice, before its first pass."""
        return self.zone.utcoffset(datetime.fromordinal(self.day) + timedelta(hours=hour)) == self.after


def midnight_offsets(first: int, last: int, zone: ZoneInfo) -> list[timedelta]:
    """The UTC offset at the local midnight of each day (ordinal) from `first` to `last`."""
    return cast("list[timedelta]", list(map(zone.utcoffset, map(datetime.fromordinal, range(first, last + 1)))))


def changes_between(first: int, offsets: Sequence[timedelta], zone: ZoneInfo) -> list[ClockChange]:
    """The changes between the local midnights from day `first` on, of which the `offsets` are known."""
    changed = compress(count(), map(ne, offsets, offsets[1:]))
    return [ClockChange(first + place, offsets[place], offsets[place + 1], zone) for place in changed]


def change_instant(change: ClockChange) -> int:
    """The first second with the second offset, in microseconds UTC.

    Nearly all changes fall on a whole hour, so hours are searched before seconds.
    """
    low, high = _midnight(change.day, change.before) - 1, _midnight(change.day + 1, change.after)
    hour = _first_new(low // HOUR * HOUR, -(-high // HOUR) * HOUR, HOUR, change)
    if datetime.fromtimestamp(hour - 1, change.zone).utcoffset() == change.before:
        return hour * SECOND
    return _first_new(max(hour - HOUR, low), hour - 1, 1, change) * SECOND


def _midnight(day: int, offset: timedelta) -> int:
    """A local midnight at a known offset, seconds UTC."""
    return ((day - EPOCH_ORDINAL) * DAY - offset // TICK) // SECOND


def _first_new(low: int, high: int, step: int, change: ClockChange) -> int:
    """The first multiple of `step` seconds in (low, high] at which the offset is no more the old one, as at `low`."""
    while high - low > step:
        middle = (low + high) // (2 * step) * step
        if datetime.fromtimestamp(middle, change.zone).utcoffset() == change.before:
            low = middle
        else:
            high = middle
    return high
