"""A wish as a grid of seven days by three parts of the day, and back: the same preference, another way to edit it.

Only windows that are made of whole parts of the day stand on the grid; clock ranges and exact starts are kept
beside it, untouched, as are exclusions and remarks.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from enum import StrEnum
from typing import Final

from tutorcore.domain.preferences import Hold, Preferences, Window


class DayPart(StrEnum):
    """A part of the day; it holds the start of a lesson."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


SPANS: Final = {DayPart.MORNING: (0, 720), DayPart.AFTERNOON: (720, 1080), DayPart.EVENING: (1080, 1440)}
"""[from, to) in minutes of the local day."""

Cell = tuple[int, DayPart]
"""(weekday, part), 0 = Monday."""


def cells(preferences: Preferences) -> frozenset[Cell]:
    """The cells that the windows cover. Empty also where there is no wish at all."""
    return frozenset(
        (day, part)
        for window in preferences.windows
        if _on_grid(window)
        for part in _parts(window)
        for day in window.days
    )


def clock_windows(preferences: Preferences) -> tuple[Window, ...]:
    """The windows that do not stand on the grid."""
    return tuple(window for window in preferences.windows if not _on_grid(window))


def with_cells(preferences: Preferences, chosen: Collection[Cell]) -> Preferences:
    """The same preference with exactly these cells on its grid; no cell and no clock range is no wish.

    Whole days come first, a window each, as in a list of days; then a window for each part, with its days.
    """
    if frozenset(chosen) == cells(preferences):
        return preferences
    return replace(preferences, windows=(*_windows(chosen), *clock_windows(preferences)))


def _on_grid(window: Window) -> bool:
    return window.hold is Hold.START and bool(_parts(window))


def _parts(window: Window) -> tuple[DayPart, ...]:
    """The parts that a window is made of; empty where it is not made of whole parts."""
    inside = tuple(part for part, (start, end) in SPANS.items() if window.start <= start and end <= window.end)
    if inside and SPANS[inside[0]][0] == window.start and SPANS[inside[-1]][1] == window.end:
        return inside
    return ()


def _windows(chosen: Iterable[Cell]) -> list[Window]:
    by_day: dict[int, frozenset[DayPart]] = {}
    for day, part in chosen:
        by_day[day] = by_day.get(day, frozenset()) | {part}
    whole = frozenset(day for day, parts in by_day.items() if len(parts) == len(SPANS))
    windows = [Window(frozenset({day})) for day in sorted(whole)]
    for part, (start, end) in SPANS.items():
        days = frozenset(day for day, parts in by_day.items() if part in parts and day not in whole)
        if days:
            windows.append(Window(days, start, end, Hold.START))
    return windows
