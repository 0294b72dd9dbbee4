"""What to offer when a wish leaves nothing: rungs that relax it step by step, and say so.

Only the windows of a wish are relaxed. Every other rule holds on every rung, and so do the exclusions: what a
customer ruled out is never suggested, on the last rung neither. A rung holds all the slots of those before it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Final

import numpy as np
import numpy.typing as npt

from tutorcore.domain.choosing import ChoiceTable, OfferedSlot, Places
from tutorcore.domain.grid import Grid
from tutorcore.domain.preferences import ANY_DAY, Hold, Preferences, Window
from tutorcore.domain.question import Question
from tutorcore.domain.reasons import Reason
from tutorcore.domain.slots import Mask, SlotTable
from tutorcore.domain.wish_grid import SPANS
from tutorcore.domain.wishes import outside_windows

HOUR: Final = 60
"""Minutes."""
DAY_END: Final = 1440

Rungs = npt.NDArray[np.int8]
"""For each candidate its `Rung`, or `NO_RUNG`. Shape (n,)."""
NO_RUNG: Final = 99
"""Above every rung: another rule than the wished windows refuses it."""

_WINDOWS: Final = np.uint16(Reason.PREFERENCE.bit)


class Rung(IntEnum):
    """How far a slot lies from the wish; nearest first."""

    AS_WISHED = 0
    """In one of the windows."""
    WITHIN_AN_HOUR = 1
    """In a window with an hour more at each end, within the same day; at most an hour from an exact start."""
    SAME_DAY = 2
    """On a weekday of a window, at another time."""
    SAME_PART = 3
    """On another weekday, in a part of the day that a window meets."""
    ANYTHING = 4
    """Neither."""


@dataclass(frozen=True, slots=True)
class RungSlot(OfferedSlot):
    """A slot, the tutors who are free for it, and how far it lies from the wish."""

    rung: Rung


@dataclass(frozen=True, slots=True)
class Climb:
    """The first rung that holds a slot, and its slots by start. None where no rung does."""

    rung: Rung | None = None
    slots: tuple[RungSlot, ...] = ()

    @property
    def relaxed(self) -> bool:
        """Whether the slots are others than those that were wished."""
        return bool(self.rung)


def relaxed(wish: Preferences, rung: Rung) -> Preferences:
    """The wish with the windows that a rung adds, in the order of those they come from; exclusions as they are."""
    if rung is Rung.AS_WISHED or not wish.windows:
        return wish
    return replace(wish, windows=tuple(_RELAXED[rung](window) for window in wish.windows))


def rungs(table: SlotTable | ChoiceTable) -> Rungs:
    """The first rung on which each candidate stands; `AS_WISHED` is exactly what the table offers.

    With several tutors the other rules refuse as they do there: for each of them, or, together, for one.
    """
    one = one_of(table)
    return _rungs(one.question, one.grid, table.mask)


def climb(table: ChoiceTable, places: Places | None = None) -> Climb:
    """Climb as far as the first rung with a slot, and no further; among `places` where given."""
    among = np.arange(len(table)) if places is None else places
    found = rungs(table)[among]
    lowest = int(found.min(initial=NO_RUNG))
    if lowest == NO_RUNG:
        return Climb()
    rung, one = Rung(lowest), one_of(table)
    chosen = [int(place) for place in among[found == lowest]]
    return Climb(rung, tuple(RungSlot(one.slot(place), free_but_for_wish(table, place), rung) for place in chosen))


def one_of(table: SlotTable | ChoiceTable) -> SlotTable:
    """A table with the candidates of all: those of several tutors are the same."""
    return next(iter(table.tables.values())) if isinstance(table, ChoiceTable) else table


def refused_otherwise(mask: Mask) -> npt.NDArray[np.bool_]:
    """For each candidate: whether another rule than the wished windows refuses it."""
    return np.asarray((mask & ~_WINDOWS) > 0)


def free_but_for_wish(table: ChoiceTable, place: int) -> tuple[str, ...]:
    """The tutors for whom at most the wished windows refuse a candidate."""
    return tuple(name for name, own in table.tables.items() if not own.mask[place] & ~_WINDOWS)


def _rungs(question: Question, grid: Grid, mask: Mask) -> Rungs:
    wish, minutes = question.preferences or Preferences(), question.profile.duration_minutes
    found = np.full(mask.size, Rung.ANYTHING, np.int8)
    for rung in (Rung.SAME_PART, Rung.SAME_DAY, Rung.WITHIN_AN_HOUR):
        found[~outside_windows(relaxed(wish, rung), grid, minutes, question.zone)] = rung
    found[mask == 0] = Rung.AS_WISHED
    found[refused_otherwise(mask)] = NO_RUNG
    return found


def _an_hour_wider(window: Window) -> Window:
    """Both ends an hour further, within the day. An exact start is an end itself: up to and with an hour from it."""
    start = max(window.start - HOUR, 0)
    if window.hold is Hold.EXACT:
        return Window(window.days, start, min(window.end + HOUR + 1, DAY_END))
    return replace(window, start=start, end=min(window.end + HOUR, DAY_END))


def _whole_days(window: Window) -> Window:
    return Window(window.days)


def _any_day_same_part(window: Window) -> Window:
    """The parts of the day that a window meets, on every day. They lie side by side, so they are one window."""
    end = max(window.end, window.start + 1)
    met = [(first, last) for first, last in SPANS.values() if window.start < last and end > first]
    return Window(ANY_DAY, met[0][0], met[-1][1])


def _everything(_: Window) -> Window:
    return Window(ANY_DAY)


_RELAXED: Final = {
    Rung.WITHIN_AN_HOUR: _an_hour_wider,
    Rung.SAME_DAY: _whole_days,
    Rung.SAME_PART: _any_day_same_part,
    Rung.ANYTHING: _everything,
}
