"""The times at which a lesson may start by profile alone.

Days, wall-clock steps, and what clock changes do to them.

Wall clock becomes an instant here and nowhere else. Policy: a time that the spring change skips is left out, one
that the autumn change repeats means its first pass.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import reduce
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from tutorcore.domain.instants import DAY, EPOCH_ORDINAL, MINUTE, SECOND, Micros
from tutorcore.domain.profiles import PlanningProfile

Ints = npt.NDArray[np.int64]
DAYS_IN_WEEK: Final = 7
HOUR: Final = 3600
"""Seconds."""
_TICK: Final = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Grid:
    """Candidate starts in order, all arrays of shape (n,).

    `starts` microseconds UTC; `days` proleptic ordinals of the local dates; `minutes` of the local day; `changes` the
    instants at which the clock changes within reach.
    """

    starts: Micros
    days: Ints
    minutes: Ints
    changes: tuple[int, ...] = ()

    def weekdays(self) -> Ints:
        """0 = Monday."""
        return (self.days - 1) % DAYS_IN_WEEK

    def uneven(self, duration: int) -> npt.NDArray[np.intp]:
        """Places of the candidates whose lesson of `duration` microseconds sees a clock change.

        There start plus duration is not the end on the local clock.
        """
        seen = np.zeros(self.starts.size, np.bool_)
        for change in self.changes:
            seen |= (self.starts < change) & (self.starts + duration > change)
        return np.flatnonzero(seen)


def day_ordinals(profile: PlanningProfile, today: date) -> Ints:
    """The local dates that are looked at and allowed, as proleptic ordinals."""
    days = np.arange(today.toordinal(), today.toordinal() + profile.days_ahead)
    weekdays = profile.weekdays
    if len(weekdays) == DAYS_IN_WEEK:
        return days
    allowed = np.zeros(DAYS_IN_WEEK, np.bool_)
    allowed[list(weekdays)] = True
    return days[allowed[(days - 1) % DAYS_IN_WEEK]]


def start_minutes(profile: PlanningProfile) -> Ints:
    """The minutes of the local day at which a lesson may start."""
    return np.arange(profile.earliest_hour * 60, profile.latest_hour * 60 + 1, profile.slot_step_minutes)


def candidates(profile: PlanningProfile, today: date, zone: ZoneInfo) -> Grid:
    """Every start that the profile's days and steps give, from the local date `today` on."""
    return grid_of(day_ordinals(profile, today), start_minutes(profile), zone)


def grid_of(days: Ints, minutes: Ints, zone: ZoneInfo) -> Grid:
    """The starts at these minutes of each of these local days (ordinals), both ascending."""
    if not days.size:
        return Grid(days, days, days)
    first = int(days[0])
    offsets = _midnight_offsets(first, int(days[-1]) + 2, zone)
    changes = _changes(first, offsets, zone)
    inside = []
    for change in changes:
        if _wall(change.day, int(minutes[0])) >= change.instant + max(change.offsets):
            offsets[change.day - first] = change.offsets[1]
        else:
            inside.append(change)
    bases = (days - EPOCH_ORDINAL) * DAY - offsets[days - first]
    starts = (bases[:, None] + minutes * MINUTE).ravel()
    each_day = np.broadcast_to(minutes, (days.size, minutes.size)).ravel()
    grid = Grid(starts, days.repeat(minutes.size), each_day, tuple(change.instant for change in changes))
    return reduce(_with_change, inside, grid)


class _Change(NamedTuple):
    """A change of the clock: on which local day (ordinal), from and to which offset, and when (microseconds)."""

    day: int
    offsets: tuple[int, int]
    instant: int


def _changes(first: int, offsets: Micros, zone: ZoneInfo) -> list[_Change]:
    """The changes between the local midnights from day `first` on, of which `offsets` are known."""
    found = []
    for place in (offsets[1:] != offsets[:-1]).nonzero()[0].tolist():
        around = int(offsets[place]), int(offsets[place + 1])
        found.append(_Change(first + place, around, _change_instant(first + place, around, zone)))
    return found


def _wall(day: int, minute: int) -> int:
    """A minute of a local day as if its clock showed UTC, microseconds."""
    return (day - EPOCH_ORDINAL) * DAY + minute * MINUTE


def _midnight_offsets(first: int, last: int, zone: ZoneInfo) -> Micros:
    """The UTC offset at the local midnight of each day from `first` to `last`, microseconds."""
    offset = zone.utcoffset
    known = [offset(datetime.fromordinal(day)) for day in range(first, last + 1)]
    same = known[0]
    if same is not None and known.count(same) == len(known):
        return np.full(len(known), same // _TICK, np.int64)
    ticks = {value: (value or timedelta()) // _TICK for value in set(known)}
    return np.array([ticks[value] for value in known], np.int64)


def _with_change(grid: Grid, change: _Change) -> Grid:
    """The grid with one day put right on which the clock changes after the first start.

    A wall-clock time means its pass before the change where it has one, else the one after it, else it is left out.
    """
    before, after = change.offsets
    walls = (grid.days - EPOCH_ORDINAL) * DAY + grid.minutes * MINUTE
    early, other = walls - before < change.instant, grid.days != change.day
    there = early | (walls - after >= change.instant) | other
    starts = np.where(other, grid.starts, np.where(early, walls - before, walls - after))
    return Grid(starts[there], grid.days[there], grid.minutes[there], grid.changes)


def _change_instant(day: int, offsets: tuple[int, int], zone: ZoneInfo) -> int:
    """When the clock changes between two local midnights: the first second with the second offset.

    One change a day. Nearly all fall on a whole hour, so hours are searched before seconds.
    """
    before, after = offsets
    low, high = (_wall(day, 0) - before) // SECOND - 1, (_wall(day + 1, 0) - after) // SECOND
    old = timedelta(microseconds=before)
    hour = _first_new(low // HOUR * HOUR, -(-high // HOUR) * HOUR, HOUR, old, zone=zone)
    if datetime.fromtimestamp(hour - 1, zone).utcoffset() == old:
        return hour * SECOND
    return _first_new(max(hour - HOUR, low), hour - 1, 1, old, zone=zone) * SECOND


def _first_new(low: int, high: int, step: int, old: timedelta, *, zone: ZoneInfo) -> int:
    """The first multiple of `step` seconds in (low, high] at which the offset is no more `old`, as it is at `low`."""
    while high - low > step:
        middle = (low + high) // (2 * step) * step
        if datetime.fromtimestamp(middle, zone).utcoffset() == old:
            low = middle
        else:
            high = middle
    return high


def wall_clock(ordinal: int, minute: int, zone: ZoneInfo) -> datetime:
    """The aware local time at a minute of a day; its first pass where there are two."""
    day = date.fromordinal(ordinal)
    return datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=zone)
