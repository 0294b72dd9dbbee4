"""The two things that a wish is made of.

Windows, of which a lesson fits one, and exclusions, of which it touches none.

Both are stretches of the local day in whole minutes (0 to 1440) on some weekdays (0 = Monday). All seven weekdays
are "any day". `str()` gives the short notation: `wed 12:00-18:00 start`, `any 15:30-15:30 exact`, `fri
18:00-24:00`, `mon`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from tutorcore.errors import InputError

if TYPE_CHECKING:
    from tutorcore.domain.preferences.local_lesson import LocalLesson

DAY_END: Final = 1440
"""Minutes in a local day: the end of a window that runs to midnight."""

HOUR: Final = 60
ANY_DAY: Final = frozenset(range(7))
DAY_NAMES: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Hold(StrEnum):
    """What of a lesson a window holds."""

    START = "start"  # the lesson's start lies in [start, end)
    WHOLE = "whole"  # all of the lesson lies in [start, end)
    EXACT = "exact"  # the lesson starts at that very minute; start equals end


@dataclass(frozen=True, slots=True)
class Window:
    """One of the choices in a wish. A whole day is 0 to 1440 and holds the start."""

    days: frozenset[int]
    start: int = 0
    end: int = DAY_END
    hold: Hold = Hold.START

    def __post_init__(self) -> None:
        object.__setattr__(self, "days", frozenset(self.days))
        object.__setattr__(self, "hold", Hold(self.hold))
        _check(self.days, self.start, self.end)
        if (self.start == self.end) != (self.hold is Hold.EXACT):
            raise InputError("Only a window for an exact start has no length.", hint="Give an end after the start.")

    @property
    def is_whole_day(self) -> bool:
        """Whether it asks for no time of the day at all."""
        return (self.start, self.end, self.hold) == (0, DAY_END, Hold.START)

    @property
    def is_everything(self) -> bool:
        """Whether every lesson fits it."""
        return self.is_whole_day and self.days == ANY_DAY

    def fits(self, lesson: LocalLesson) -> bool:
        """Whether a lesson lies in this window, as its hold says."""
        if self.hold is Hold.WHOLE:
            return lesson.lies_in(self.days, self.start, self.end)
        if self.hold is Hold.EXACT:
            return lesson.starts_at(self.days, self.start)
        return lesson.starts_in(self.days, self.start, self.end)

    def __str__(self) -> str:
        days = _days(self.days)
        return days if self.is_whole_day else f"{days} {clock(self.start)}-{clock(self.end)} {self.hold.value}"


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A stretch that no lesson may touch, or, where start equals end, an instant at which none may run."""

    days: frozenset[int]
    start: int = 0
    end: int = DAY_END

    def __post_init__(self) -> None:
        object.__setattr__(self, "days", frozenset(self.days))
        _check(self.days, self.start, self.end)

    @property
    def is_whole_day(self) -> bool:
        """Whether it rules out whole days."""
        return (self.start, self.end) == (0, DAY_END)

    @property
    def is_everything(self) -> bool:
        """Whether it leaves nothing."""
        return self.is_whole_day and self.days == ANY_DAY

    def touches(self, lesson: LocalLesson) -> bool:
        """Whether a lesson overlaps it; an instant is touched where `lesson start <= instant < lesson end`."""
        return lesson.overlaps(self.days, self.start, self.end)

    def __str__(self) -> str:
        days = _days(self.days)
        return days if self.is_whole_day else f"{days} {clock(self.start)}-{clock(self.end)}"


def clock(minute: int) -> str:
    """A minute of the day as people write it: 05:00, 24:00."""
    return f"{minute // HOUR:02}:{minute % HOUR:02}"


def _days(days: frozenset[int]) -> str:
    return "any" if days == ANY_DAY else " ".join(DAY_NAMES[day] for day in sorted(days))


def _check(days: frozenset[int], start: int, end: int) -> None:
    if not days or not days <= ANY_DAY:
        raise InputError("A window needs weekdays from 0 (Monday) to 6 (Sunday), at least one.")
    if not 0 <= start <= end <= DAY_END or start == DAY_END:
        raise InputError(f"A window lies between minute 0 and {DAY_END} of a day, not {start} to {end}.")
