"""The times at which a lesson may start by profile alone.

Days, wall-clock steps, and what clock changes do to them.

Wall clock becomes an instant here and nowhere else. Policy: a time that the spring change skips is left out, one
that the autumn change repeats means its first pass.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from tutorcore.domain.instants import DAY, EPOCH_ORDINAL, MINUTE, SECOND, Micros
from tutorcore.domain.profiles import PlanningProfile

Ints = npt.NDArray[np.int64]
DAYS_IN_WEEK: Final = 7
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
    days = day_ordinals(profile, today)
    minutes = start_minutes(profile)
    if not days.size:
        return Grid(days, days, days)
    first = today.toordinal()
    offsets = _midnight_offsets(first, int(days[-1]) + 2, zone)
    bases = (days - EPOCH_ORDINAL) * DAY - offsets[days - first]
    grid = Grid((bases[:, None] + minutes * MINUTE).ravel(), days.repeat(minutes.size), np.tile(minutes, days.size))
    for day in np.flatnonzero(offsets[1:] != offsets[:-1]):
        grid = _with_change(grid, first + int(day), (int(offsets[day]), int(offsets[day + 1])), zone)
    return grid


def _midnight_offsets(first: int, last: int, zone: ZoneInfo) -> Micros:
    """The UTC offset at the local midnight of each day from `first` to `last`, microseconds."""
    offset = zone.utcoffset
    known = [offset(datetime.fromordinal(day)) for day in range(first, last + 1)]
    same = known[0]
    if same is not None and known.count(same) == len(known):
        return np.full(len(known), same // _TICK, np.int64)
    return np.array([(value or timedelta()) // _TICK for value in known], np.int64)


def _with_change(grid: Grid, day: int, offsets: tuple[int, int], zone: ZoneInfo) -> Grid:
    """The grid with one day on which the clock changes put right.

    A wall-clock time means its pass before the change where it has one, else the one after it, else it is left out.
    """
    before, after = offsets
    change = _change_instant(day, offsets, zone)
    walls = (grid.days - EPOCH_ORDINAL) * DAY + grid.minutes * MINUTE
    early = walls - before < change
    there = early | (walls - after >= change) | (grid.days != day)
    starts = np.where(grid.days != day, grid.starts, np.where(early, walls - before, walls - after))
    return Grid(starts[there], grid.days[there], grid.minutes[there], (*grid.changes, change))


def _change_instant(day: int, offsets: tuple[int, int], zone: ZoneInfo) -> int:
    """When the clock changes between two local midnights: the first second with the second offset.

    One change a day.
    """
    midnights = [
        (number - EPOCH_ORDINAL) * DAY - offset for number, offset in zip((day, day + 1), offsets, strict=True)
    ]
    low, high = midnights[0] // SECOND - 1, midnights[1] // SECOND
    while high - low > 1:
        middle = (low + high) // 2
        if (datetime.fromtimestamp(middle, zone).utcoffset() or timedelta()) // _TICK == offsets[0]:
            low = middle
        else:
            high = middle
    return high * SECOND


def wall_clock(ordinal: int, minute: int, zone: ZoneInfo) -> datetime:
    """The aware local time at a minute of a day; its first pass where there are two."""
    day = date.fromordinal(ordinal)
    return datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=zone)
