"""One question put to many tutors at once: which slots can any of them give, and who.

What hangs on no tutor is judged once. Then the gaps in all the tutors' time are laid on the candidates in one pass,
and only who is free comes out: why a tutor is not is asked of that tutor's own table (`slots.evaluate_slots`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from tutorcore.domain.busy import Busy, Flags
from tutorcore.domain.choosing import OfferedSlot
from tutorcore.domain.closures import Closure, closed
from tutorcore.domain.grid import Ints, candidates
from tutorcore.domain.instants import DAY, Micros, moment_at
from tutorcore.domain.preferences import Preferences
from tutorcore.domain.profiles import PlanningProfile
from tutorcore.domain.question import BusyTime, Question
from tutorcore.domain.slots import Slot, judge
from tutorcore.domain.zones import AMSTERDAM


@dataclass(frozen=True, kw_only=True, slots=True)
class TeamTable:
    """The candidates that nothing refuses to everybody, by start, and who is free for each.

    `starts` (n,) microseconds UTC; `free` (t, n) for each of `tutors` and candidates. A column without anybody is no
    slot. Datetimes and names are put together when they are asked for.
    """

    question: Question
    tutors: tuple[str, ...]
    starts: Micros
    free: Flags

    @property
    def places(self) -> npt.NDArray[np.intp]:
        """The candidates that at least one tutor can give."""
        return np.flatnonzero(self.free.any(axis=0))

    def offered(self, limit: int | None = None) -> list[OfferedSlot]:
        """The slots that any tutor can give, by start, with all who can; at most the first `limit`."""
        return [OfferedSlot(self._slot(int(place)), self._free(int(place))) for place in self.places[:limit]]

    def _slot(self, place: int) -> Slot:
        start, zone = int(self.starts[place]), self.question.zone
        return Slot(moment_at(start, zone), moment_at(start + self.question.duration, zone))

    def _free(self, place: int) -> tuple[str, ...]:
        return tuple(self.tutors[row] for row in np.flatnonzero(self.free[:, place]))


def evaluate_team(
    profile: PlanningProfile,
    busy: Mapping[str, BusyTime],
    *,
    now: datetime,
    zone: ZoneInfo = AMSTERDAM,
    preferences: Preferences | None = None,
    closures: Sequence[Closure] = (),
) -> TeamTable:
    """Who can give a lesson when. `busy` by tutor's name; a closure that names a tutor is that tutor's alone.

    A tutor is free exactly where `evaluate_slots` offers a slot from that tutor's busy time, and raises as that does.
    """
    tutors = {name: Busy.of(events) for name, events in busy.items()}
    company = [closure for closure in closures if not closure.tutor]
    question = Question.of(profile, (), now=now, zone=zone, preferences=preferences, closures=company)
    grid = candidates(profile, question.today, zone)
    starts = grid.starts[judge(question, grid) == 0]
    free = _free(list(tutors.values()), question, starts)
    for row, name in enumerate(tutors):
        own = [closure for closure in closures if closure.tutor == name]
        if own:
            free[row] &= ~closed(own, starts, starts + question.duration, zone)
    return TeamTable(question=question, tutors=tuple(tutors), starts=starts, free=free)


def _free(team: Sequence[Busy], question: Question, starts: Micros) -> Flags:
    """Who of a team is free for a lesson at each start, shape (t, n).

    The lesson with its buffers meets nothing, and its bare span nothing that an event keeps free around itself.
    """
    before, after = question.buffers
    free = _room([busy.gaps for busy in team], starts, before, question.duration + after)
    if any(busy.kept_gaps is not busy.gaps for busy in team):
        free &= _room([busy.kept_gaps for busy in team], starts, 0, question.duration)
    return free


def _room(gaps: Sequence[Micros], starts: Micros, before: int, after: int) -> Flags:
    """For each tutor's gaps: whether [start - before, start + after) lies in one of them. Shape (t, n)."""
    if not starts.size:
        return np.zeros((len(gaps), 0), np.bool_)
    begins, ends = np.concatenate([np.zeros((2, 0), np.int64), *gaps], axis=1)
    first, last = begins + before, ends - after
    wide = np.flatnonzero(first <= last)
    rows = np.arange(len(gaps)).repeat([each.shape[1] for each in gaps])[wide] * starts.size
    places = _Places(starts)
    low, high = places.before(first[wide]), places.until(last[wide])
    held = low < high  # of those no two begin, and no two end, at one place
    changes = np.zeros(len(gaps) * starts.size + 1, np.int8)
    changes[(rows + low)[held]] += 1
    changes[(rows + high)[held]] -= 1
    return np.cumsum(changes[:-1], dtype=np.int8).view(np.bool_).reshape(len(gaps), starts.size)


class _Places:
    """Where instants stand among sorted starts, of which there is at least one.

    A stretch of time no longer than the least distance between two starts holds one at most; so a table of stretches
    and one comparison tell what would otherwise be searched for.
    """

    def __init__(self, starts: Micros) -> None:
        self._length = np.diff(starts).min(initial=DAY)
        self._starts = np.append(starts, np.iinfo(np.int64).max)
        self._begun = starts.searchsorted(np.arange(starts[0], starts[-1] + 2 * self._length, self._length))

    def before(self, instants: Micros) -> Ints:
        """How many starts lie before each instant."""
        next_one = self._next(instants)
        return np.asarray(next_one + (self._starts[next_one] < instants))

    def until(self, instants: Micros) -> Ints:
        """How many starts lie before each instant, or at it."""
        next_one = self._next(instants)
        return np.asarray(next_one + (self._starts[next_one] <= instants))

    def _next(self, instants: Micros) -> Ints:
        """The first start in or after the stretch of each instant."""
        return np.asarray(self._begun.take((instants - self._starts[0]) // self._length, mode="clip"))
