"""The times at which a lesson may start by profile alone.

Days, wall-clock steps, and what clock changes do to them.

Wall clock becomes an instant here and nowhere else. Policy: a time that the spring change skips is left out, one
that the autumn change repeats means its first pass.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from functools import cached_property, reduce
from typing import Final, SupportsInt
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from tutorcore.domain.clock_changes import ClockChange, changes_between, midnight_offsets
from tutorcore.domain.instants import DAY, EPOCH_ORDINAL, MINUTE, TICK, Micros
from tutorcore.domain.profiles import PlanningProfile

Ints = npt.NDArray[np.int64]
DAYS_IN_WEEK: Final = 7


class Grid:
    """Candidate starts in order: `starts`, microseconds UTC, shape (n,).

    `days` are proleptic ordinals of the local dates, `minutes` those of the local day, one for each candidate; or
    each once, shapes (d, 1) and (m,), where the candidates are all their combinations. `changes` are instants, or what
    `int()` makes one. What only a wish asks about is worked out when it does.
    """

    def __init__(self, starts: Micros, days: Ints, minutes: Ints, changes: Iterable[SupportsInt] = ()) -> None:
        self.starts = starts
        self._days = days
        self._minutes = minutes
        self._changes = changes

    @cached_property
    def days(self) -> Ints:
        """Proleptic ordinals of the local dates. Shape (n,)."""
        return self._days if self._days.ndim == 1 else self._days.repeat(self._minutes.size)

    @cached_property
    def minutes(self) -> Ints:
        """Minutes of the local day. Shape (n,)."""
        return self._minutes if self._days.ndim == 1 else self._minutes[None].repeat(self._days.size, axis=0).ravel()

    @cached_property
    def changes(self) -> tuple[int, ...]:
        """The instants at which the clock changes within reach, microseconds UTC."""
        return tuple(map(int, self._changes))

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
    """The starts at these minutes of each of these local days (ordinals), both ascending; `minutes` not empty."""
    if not days.size:
        return Grid(days, days, days)
    first, hour = days.item(0), minutes.item(0) // 60
    offsets = midnight_offsets(first, days.item(-1) + 2, zone)
    bases = days * DAY - (EPOCH_ORDINAL * DAY + offsets[0] // TICK)
    changes, inside = changes_between(first, offsets, zone), []
    for change in changes:
        over = change.is_over_at(hour)
        later = bases[days.searchsorted(change.day + (not over)) :]
        later -= (change.after - change.before) // TICK
        inside += [] if over else [change]
    grid = Grid((bases[:, None] + minutes * MINUTE).ravel(), days[:, None], minutes, changes)
    return reduce(_with_change, inside, grid)


def _with_change(grid: Grid, change: ClockChange) -> Grid:
    """The grid with one day put right on which the clock changes after the first start.

    A wall-clock time means its pass before the change where it has one, else the one after it, else it is left out.
    """
    before, after, instant = change.before // TICK, change.after // TICK, int(change)
    walls = (grid.days - EPOCH_ORDINAL) * DAY + grid.minutes * MINUTE
    early, other = walls - before < instant, grid.days != change.day
    there = early | (walls - after >= instant) | other
    starts = np.where(other, grid.starts, np.where(early, walls - before, walls - after))
    return Grid(starts[there], grid.days[there], grid.minutes[there], grid.changes)


def wall_clock(ordinal: int, minute: int, zone: ZoneInfo) -> datetime:
    """The aware local time at a minute of a day; its first pass where there are two."""
    day = date.fromordinal(ordinal)
    return datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=zone)
