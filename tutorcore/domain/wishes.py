"""Preferences judged for many candidates at once: the same rules as `Preferences.allows`, on arrays.

Each window and each exclusion is judged by itself, so that what many wishes hold needs judging once. Where a lesson
sees a clock change, start plus duration is not its end on the local clock; those few are asked one by one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from tutorcore.domain.busy import Flags
from tutorcore.domain.grid import DAYS_IN_WEEK, Grid, Ints
from tutorcore.domain.instants import MINUTE, moment_at
from tutorcore.domain.preferences import Exclusion, Hold, Preferences, Window
from tutorcore.domain.profiles import DAY_MINUTES

Minutes = npt.NDArray[np.int16]
"""Minutes of the local day; small, because a wish is compared with every candidate."""


def outside_windows(preferences: Preferences, grid: Grid, duration: int, zone: ZoneInfo) -> Flags:
    """For each candidate: whether a lesson of `duration` minutes lies in none of the windows. Shape (n,)."""
    if not preferences.windows:
        return np.zeros(grid.starts.size, np.bool_)
    return np.asarray(~in_windows(preferences.windows, grid, duration, zone).any(axis=0))


def in_exclusions(preferences: Preferences, grid: Grid, duration: int, zone: ZoneInfo) -> Flags:
    """For each candidate: whether a lesson of `duration` minutes touches an exclusion. Shape (n,)."""
    if not preferences.exclusions:
        return np.zeros(grid.starts.size, np.bool_)
    return np.asarray(touching_exclusions(preferences.exclusions, grid, duration, zone).any(axis=0))


def in_windows(windows: Sequence[Window], grid: Grid, duration: int, zone: ZoneInfo) -> Flags:
    """For each window and candidate: whether a lesson of `duration` minutes lies in it. Shape (windows, n)."""
    limits = [(window.start, _last_start(window, duration)) for window in windows]
    inside = _starting_in(windows, limits, grid.weekdays(), grid.minutes.astype(np.int16))
    for place, start, end in _uneven_lessons(grid, duration, zone):
        inside[:, place] = [Preferences((window,)).fits_window(start, end, zone=zone) for window in windows]
    return inside


def touching_exclusions(exclusions: Sequence[Exclusion], grid: Grid, duration: int, zone: ZoneInfo) -> Flags:
    """For each exclusion and candidate: whether a lesson of `duration` minutes touches it. Shape (exclusions, n)."""
    limits = [(exclusion.start - duration + 1, _last_touched(exclusion)) for exclusion in exclusions]
    weekdays, minutes = grid.weekdays(), grid.minutes.astype(np.int16)
    touched = _starting_in(exclusions, limits, weekdays, minutes)
    # A lesson over midnight is on the next day too, where it started before the first minute.
    touched |= _starting_in(exclusions, limits, (weekdays + 1) % DAYS_IN_WEEK, minutes - DAY_MINUTES)
    for place, start, end in _uneven_lessons(grid, duration, zone):
        met = Preferences((), tuple(exclusions)).touched_exclusions(start, end, zone=zone)
        touched[:, place] = [exclusion in met for exclusion in exclusions]
    return touched


def _last_start(window: Window, duration: int) -> int:
    """The last minute at which a lesson may start that lies in a window."""
    if window.hold is Hold.EXACT:
        return window.start
    return window.end - duration if window.hold is Hold.WHOLE else window.end - 1


def _last_touched(exclusion: Exclusion) -> int:
    """The last minute at which a lesson may start that touches an exclusion: an instant is touched at its minute."""
    return exclusion.start if exclusion.start == exclusion.end else exclusion.end - 1


def _starting_in(
    parts: Sequence[Window] | Sequence[Exclusion], limits: Sequence[tuple[int, int]], weekdays: Ints, minutes: Minutes
) -> Flags:
    """For each part: on one of its days, and from the first to the last minute of its limits. Shape (parts, n)."""
    on_day = np.array([[day in part.days for day in range(DAYS_IN_WEEK)] for part in parts], np.bool_)
    first, last = np.array(limits, np.int16).reshape(-1, 2).T[:, :, None]
    inside: Flags = on_day.reshape(-1, DAYS_IN_WEEK).take(weekdays, axis=1)
    inside &= minutes >= first
    inside &= minutes <= last
    return inside


def _uneven_lessons(grid: Grid, duration: int, zone: ZoneInfo) -> Iterator[tuple[int, datetime, datetime]]:
    """(place, start, end) of the candidates that are asked one by one."""
    for place in grid.uneven(duration * MINUTE):
        start = int(grid.starts[place])
        yield int(place), moment_at(start, zone), moment_at(start + duration * MINUTE, zone)
