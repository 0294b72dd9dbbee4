"""Which window a wish would need besides: what a planner would say to the customer.

Near a clock range, within an hour of it, the range is made wider on that day. Elsewhere the part of the day that
holds the start is wished too: "Thursday afternoon". What is wished already stays as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

import numpy as np

from tutorcore.domain.grid import Ints
from tutorcore.domain.preferences import Hold, Preferences, Window
from tutorcore.domain.wish_grid import SPANS, clock_windows

NEAR: Final = 60
"""Minutes by which a clock range is made wider at most."""
QUARTER: Final = 15
DAY_END: Final = 1440
_FAR: Final = DAY_END + 1
_PARTS: Final = tuple(SPANS.values())


class Lessons(NamedTuple):
    """Lessons on the local clock, arrays of shape (n,): 0 = Monday, and minutes of the day on which each starts."""

    weekdays: Ints
    starts: Ints
    ends: Ints


class Wider(NamedTuple):
    """A wish with the window that is new or wider in it, and by how many minutes."""

    preferences: Preferences
    window: Window
    minutes: int


def minutes_wider(wish: Preferences, lessons: Lessons) -> Ints:
    """By how many minutes the wish is to be widened for each lesson that lies in none of its windows."""
    near = np.min(_distances(clock_windows(wish), lessons), axis=0)
    lengths = np.array([end - start for start, end in _PARTS])
    return np.where(near <= NEAR, near, lengths[part_of_day(lessons.starts)])


def widened(wish: Preferences, start: datetime, end: datetime, zone: ZoneInfo) -> Wider:
    """The wish, widened until it holds a lesson that lies in none of its windows."""
    lesson = _on_clock(start.astimezone(zone), end.astimezone(zone))
    near = _near_range(wish, lesson)
    if near is not None and near.preferences.fits_window(start, end, zone=zone):
        return near
    first, last = _PARTS[int(part_of_day(lesson.starts)[0])]
    window = Window(frozenset(lesson.weekdays.tolist()), first, last)
    return Wider(wish.with_window(window), window, last - first)


def _on_clock(start: datetime, end: datetime) -> Lessons:
    """One lesson; its seconds belong to the minute that has begun."""
    until = end.hour * 60 + end.minute + bool(end.second or end.microsecond)
    until += (end.date() - start.date()).days * DAY_END
    return Lessons(np.array([start.weekday()]), np.array([start.hour * 60 + start.minute]), np.array([until]))


def _near_range(wish: Preferences, lesson: Lessons) -> Wider | None:
    windows = clock_windows(wish)
    distances = _distances(windows, lesson)[:, 0]
    place = int(distances.argmin())
    if distances[place] > NEAR:
        return None
    weekday, start, end = (int(values[0]) for values in lesson)
    window = _reaching(windows[place], weekday, start, end)
    return Wider(_with(wish, windows[place], window), window, int(distances[place]))


def _distances(windows: Sequence[Window], lessons: Lessons) -> Ints:
    """Minutes by which each window would have to be wider for each lesson. Shape (windows + 1, n), the last one far."""
    far = np.full(lessons.starts.size, _FAR)
    return np.array([*(_distance(window, lessons) for window in windows), far])


def _distance(window: Window, lessons: Lessons) -> Ints:
    if window.hold is Hold.EXACT:
        distance = np.abs(lessons.starts - window.start)
    else:
        late = _ends(window, lessons.starts, lessons.ends) - window.end
        distance = np.maximum(window.start - lessons.starts, 0) + np.maximum(late, 0)
    there = np.isin(lessons.weekdays, list(window.days))
    whole = (lessons.ends <= DAY_END) | (window.hold is not Hold.WHOLE)
    return np.where(there & whole, distance, _FAR)


def _ends(window: Window, starts: Ints, ends: Ints) -> Ints:
    """Where a window would have to end: with the lesson, or, where it holds the start, at the quarter after that."""
    if window.hold is Hold.WHOLE:
        return ends
    return np.where(starts < window.end, window.end, np.minimum((starts // QUARTER + 1) * QUARTER, DAY_END))


def _reaching(window: Window, weekday: int, start: int, end: int) -> Window:
    """The window as far as the lesson, on its weekday alone."""
    days = frozenset({weekday})
    if window.hold is Hold.EXACT:
        return Window(days, start, start, Hold.EXACT)
    last = int(_ends(window, np.array([start]), np.array([end]))[0])
    return Window(days, min(window.start, start), max(window.end, last), window.hold)


def _with(wish: Preferences, near: Window, window: Window) -> Preferences:
    """The wish with one more window; in place of the near one, where the new one holds all of it."""
    if near.days != window.days or near.hold is Hold.EXACT:
        return wish.with_window(window)
    return replace(wish, windows=tuple(window if each == near else each for each in wish.windows))


def part_of_day(starts: Ints) -> Ints:
    """The part of the day that holds each start, as a place in `SPANS`."""
    return np.searchsorted([end for _, end in _PARTS], starts, "right")
