"""Wishes as one canonical Dutch line, in words that the parser reads back to the same wish.

Windows and exclusions are separated by `;`, which ends everything, so each is read by itself; the remarks stand at
the end in double quotes. Times are written HH:MM with a leading zero, so that they are read as written. Several
days of one window that are no range take "de hele dag": "maandag en woensdag" would be two windows.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from tutorcore.domain.preferences.windows import ANY_DAY, DAY_END, Exclusion, Hold, Window, clock
from tutorcore.domain.preferences.words import AFTERNOON, DUTCH_DAYS, EVENING, MORNING, WEEKDAYS, WEEKEND

_PARTS: Final = {
    (MORNING.start, MORNING.end): "ochtend",
    (AFTERNOON.start, AFTERNOON.end): "middag",
    (EVENING.start, EVENING.end): "avond",
}
_NAMED_DAYS: Final = {WEEKDAYS: "doordeweeks", WEEKEND: "in het weekend", ANY_DAY: ""}
_SHORTEST_RANGE: Final = 3


def render_line(windows: Iterable[Window], exclusions: Iterable[Exclusion], remarks: Iterable[str]) -> str:
    """The whole wish: `woensdagmiddag; of vrijdag na 16:00; niet maandag "bij volle maan"`."""
    wanted = "; of ".join(map(render_window, windows))
    wishes = "; ".join([wanted] * bool(wanted) + [render_exclusion(exclusion) for exclusion in exclusions])
    return " ".join([wishes] * bool(wishes) + [f'"{remark}"' for remark in remarks])


def render_window(window: Window) -> str:
    """A window in short: `woensdagmiddag`, `doordeweeks na 16:00`, `zaterdag van 10:00 tot 13:00`."""
    if window.is_whole_day:
        return _whole_days(window.days)
    if window.hold is Hold.START:
        return _starts(window)
    return _timed(window.days, _range(window.start, window.end))


def render_exclusion(exclusion: Exclusion) -> str:
    """An exclusion in short: `niet maandag`, `niet vrijdagavond`, `niet na 18:00`, `niet om 16:00`."""
    if exclusion.is_whole_day and not exclusion.is_everything:
        return f"niet {_days(exclusion.days)}"
    return f"niet {_named_part(exclusion) or _timed(exclusion.days, _lower_or_range(exclusion.start, exclusion.end))}"


def _starts(window: Window) -> str:
    if window.end == DAY_END or _is_part(window):
        return _named_part(window) or _timed(window.days, f"na {clock(window.start)}")
    return _timed(window.days, f"begin tussen {clock(window.start)} en {clock(window.end)}")


def _is_part(window: Window | Exclusion) -> bool:
    return (window.start, window.end) in _PARTS


def _named_part(window: Window | Exclusion) -> str:
    """The day and the part, as one word where it is one day; empty where the time is no part of the day."""
    part = _PARTS.get((window.start, window.end))
    if part is None:
        return ""
    return f"{_days(window.days)}{part}" if len(window.days) == 1 else _timed(window.days, f"'s {part}s")


def _lower_or_range(start: int, end: int) -> str:
    return f"na {clock(start)}" if end == DAY_END and start > 0 else _range(start, end)


def _range(start: int, end: int) -> str:
    if start == end:
        return f"om {clock(start)}"
    if start == 0 and end < DAY_END:
        return f"voor {clock(end)}"
    return f"van {clock(start)} tot {clock(end)}"


def _timed(days: frozenset[int], time: str) -> str:
    return f"{_days(days)} {time}".strip()


def _whole_days(days: frozenset[int]) -> str:
    if days == ANY_DAY:
        return "elke dag"
    one_wish = len(days) == 1 or days in _NAMED_DAYS or _is_range(days)
    return _days(days) if one_wish else f"{_days(days)} de hele dag"


def _days(days: frozenset[int]) -> str:
    names = [DUTCH_DAYS[day] for day in sorted(days)]
    if days in _NAMED_DAYS:
        return _NAMED_DAYS[days]
    if _is_range(days):
        return f"{names[0]} t/m {names[-1]}"
    return " en ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]


def _is_range(days: frozenset[int]) -> bool:
    return len(days) >= _SHORTEST_RANGE and max(days) - min(days) == len(days) - 1
