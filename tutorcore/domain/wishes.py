"""Preferences judged for many candidates at once: the same rules as `Preferences.allows`, on arrays.

Where a lesson sees a clock change, start plus duration is not its end on the local clock; those few are asked one
by one.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np

from tutorcore.domain.busy import Flags
from tutorcore.domain.grid import Grid, Ints
from tutorcore.domain.instants import MINUTE, moment_at
from tutorcore.domain.preferences import Exclusion, Hold, Preferences, Window
from tutorcore.domain.profiles import DAY_MINUTES


def outside_windows(preferences: Preferences, grid: Grid, duration: int, zone: ZoneInfo) -> Flags:
    """For each candidate: whether a lesson of `duration` minutes lies in none of the windows. Shape (n,)."""
    if not preferences.windows:
        return np.zeros(grid.starts.size, np.bool_)
    weekdays = grid.weekdays()
    inside = np.zeros(grid.starts.size, np.bool_)
    for window in preferences.windows:
        inside |= _in_window(window, weekdays, grid.minutes, duration)
    for place, start, end in _uneven_lessons(grid, duration, zone):
        inside[place] = preferences.fits_window(start, end, zone=zone)
    return ~inside


def in_exclusions(preferences: Preferences, grid: Grid, duration: int, zone: ZoneInfo) -> Flags:
    """For each candidate: whether a lesson of `duration` minutes touches an exclusion. Shape (n,)."""
    touched = np.zeros(grid.starts.size, np.bool_)
    if not preferences.exclusions:
        return touched
    weekdays = grid.weekdays()
    for exclusion in preferences.exclusions:
        touched |= _touches(exclusion, weekdays, grid.minutes, duration)
        overnight = grid.minutes + duration > DAY_MINUTES
        touched |= overnight & _touches(exclusion, (weekdays + 1) % 7, grid.minutes - DAY_MINUTES, duration)
    for place, start, end in _uneven_lessons(grid, duration, zone):
        touched[place] = bool(preferences.touched_exclusions(start, end, zone=zone))
    return touched


def _on_days(days: frozenset[int], weekdays: Ints) -> Flags:
    allowed = np.zeros(7, np.bool_)
    allowed[list(days)] = True
    return np.asarray(allowed[weekdays])


def _in_window(window: Window, weekdays: Ints, minutes: Ints, duration: int) -> Flags:
    on_day = _on_days(window.days, weekdays)
    if window.hold is Hold.EXACT:
        return np.asarray(on_day & (minutes == window.start))
    if window.hold is Hold.WHOLE:
        return np.asarray(on_day & (minutes >= window.start) & (minutes + duration <= window.end))
    return np.asarray(on_day & (minutes >= window.start) & (minutes < window.end))


def _touches(exclusion: Exclusion, weekdays: Ints, minutes: Ints, duration: int) -> Flags:
    begins_before = minutes <= exclusion.start if exclusion.start == exclusion.end else minutes < exclusion.end
    return np.asarray(_on_days(exclusion.days, weekdays) & begins_before & (minutes + duration > exclusion.start))


def _uneven_lessons(grid: Grid, duration: int, zone: ZoneInfo) -> Iterator[tuple[int, datetime, datetime]]:
    """(place, start, end) of the candidates that are asked one by one."""
    for place in grid.uneven(duration * MINUTE):
        start = int(grid.starts[place])
        yield int(place), moment_at(start, zone), moment_at(start + duration * MINUTE, zone)
