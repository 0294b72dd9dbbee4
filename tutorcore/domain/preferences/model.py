"""A wish as a value: windows to choose from, exclusions that none may touch, and what was not understood.

No windows means that everything is allowed; a single window of every whole day says the same and is left out. A value
holds each window and exclusion once. Pieces that were not understood, and remarks in double quotes, are kept as they
stood, each on one line and without double quotes of its own (`tidy`); blank ones are left out.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple, TypeVar
from zoneinfo import ZoneInfo

from tutorcore.domain.preferences.lexing import tidy
from tutorcore.domain.preferences.local_lesson import LocalLesson
from tutorcore.domain.preferences.rendering import render_line
from tutorcore.domain.preferences.windows import Exclusion, Window
from tutorcore.domain.zones import AMSTERDAM

_T = TypeVar("_T")


class Notation(NamedTuple):
    """A wish in the short notation of the examples: `wed; fri`, `any 18:00-24:00`, and the pieces side by side."""

    windows: str
    excluded: str
    unrecognised: str


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a customer's line says about times. `str()` is one Dutch line that parses to an equal value."""

    windows: tuple[Window, ...] = ()
    """A choice: any that fits is enough. Empty: everything is allowed."""
    exclusions: tuple[Exclusion, ...] = ()
    unrecognised: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        windows = tuple(dict.fromkeys(self.windows))
        everything = len(windows) == 1 and windows[0].is_everything
        object.__setattr__(self, "windows", () if everything else windows)
        object.__setattr__(self, "exclusions", tuple(dict.fromkeys(self.exclusions)))
        object.__setattr__(self, "unrecognised", tuple(filter(None, map(tidy, self.unrecognised))))

    @property
    def fully_understood(self) -> bool:
        """Whether nothing of the line was left over."""
        return not self.unrecognised

    @property
    def is_empty(self) -> bool:
        """Whether nothing was wished, and nothing left over."""
        return not (self.windows or self.exclusions or self.unrecognised)

    def allows(self, start: datetime, end: datetime, *, zone: ZoneInfo = AMSTERDAM) -> bool:
        """Whether a lesson, seen on the clock of `zone`, lies in a window and touches no exclusion.

        Raises `InputError` (a `ValueError`) for a naive time, or an end that is not after its start.
        """
        lesson = LocalLesson.of(start, end, zone)
        return self._fits(lesson) and not self._touched(lesson)

    def fits_window(self, start: datetime, end: datetime, *, zone: ZoneInfo = AMSTERDAM) -> bool:
        """Whether a lesson lies in one of the windows, or there are none. Raises as `allows` does."""
        return self._fits(LocalLesson.of(start, end, zone))

    def touched_exclusions(
        self, start: datetime, end: datetime, *, zone: ZoneInfo = AMSTERDAM
    ) -> tuple[Exclusion, ...]:
        """The exclusions that a lesson touches, in their order. Raises as `allows` does."""
        return self._touched(LocalLesson.of(start, end, zone))

    def _fits(self, lesson: LocalLesson) -> bool:
        return not self.windows or any(window.fits(lesson) for window in self.windows)

    def _touched(self, lesson: LocalLesson) -> tuple[Exclusion, ...]:
        return tuple(exclusion for exclusion in self.exclusions if exclusion.touches(lesson))

    def with_window(self, window: Window) -> Preferences:
        """The same wish with one more window to choose from. The first one narrows: until then all was allowed."""
        return replace(self, windows=(*self.windows, window))

    def with_exclusion(self, exclusion: Exclusion) -> Preferences:
        """The same wish with one more exclusion."""
        return replace(self, exclusions=(*self.exclusions, exclusion))

    def without_window(self, place: int) -> Preferences:
        """The same wish without the window at a place; without the last one, everything is allowed."""
        return replace(self, windows=_without(self.windows, place))

    def without_exclusion(self, place: int) -> Preferences:
        """The same wish without the exclusion at a place."""
        return replace(self, exclusions=_without(self.exclusions, place))

    def without_remark(self, place: int) -> Preferences:
        """The same wish without the piece at a place that was not understood."""
        return replace(self, unrecognised=_without(self.unrecognised, place))

    def notation(self) -> Notation:
        """The wish in the short notation; `*` where everything is allowed."""
        return Notation(
            windows="; ".join(map(str, self.windows)) or "*",
            excluded="; ".join(map(str, self.exclusions)),
            unrecognised=" ".join(self.unrecognised),
        )

    def __str__(self) -> str:
        return render_line(self.windows, self.exclusions, self.unrecognised)


def _without(values: tuple[_T, ...], place: int) -> tuple[_T, ...]:
    return tuple(value for index, value in enumerate(values) if index != range(len(values))[place])
