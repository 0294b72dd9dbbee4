"""Many wishes asked of one busy time at once: how many slots each leaves, and when the first begins.

What does not hang on a wish is judged once a profile: grid, clashes, notice, closures. What does is put together in
`many_wishes`, and a wish that many ask with, as one value, only once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter
from zoneinfo import ZoneInfo

import numpy as np

from tutorcore.domain.busy import Busy
from tutorcore.domain.closures import Closure
from tutorcore.domain.grid import Grid, Ints, candidates
from tutorcore.domain.instants import Micros, moment_at
from tutorcore.domain.many_wishes import ManyWishes
from tutorcore.domain.preferences import Preferences
from tutorcore.domain.profiles import PlanningProfile
from tutorcore.domain.question import BusyTime, Question
from tutorcore.domain.slots import judge
from tutorcore.domain.zones import AMSTERDAM
from tutorcore.errors import UnknownName

Asked = tuple[str, Preferences]
"""One question: the name of a planning profile, and a wish."""


@dataclass(frozen=True, slots=True)
class SlotCount:
    """The answer to one question: how many slots, and when the first begins (aware; None where there is none)."""

    count: int
    first: datetime | None


@dataclass(frozen=True, slots=True)
class SlotCounts:
    """The answers to n questions in their order: `counts`, and `firsts` in microseconds UTC (0 where none), (n,)."""

    counts: Ints
    firsts: Micros
    zone: ZoneInfo

    def __len__(self) -> int:
        return int(self.counts.size)

    def __getitem__(self, place: int) -> SlotCount:
        count = int(self.counts[place])
        return SlotCount(count, moment_at(int(self.firsts[place]), self.zone) if count else None)

    def __iter__(self) -> Iterator[SlotCount]:
        return map(self.__getitem__, range(len(self)))


def count_slots(
    asked: Sequence[Asked],
    profiles: Mapping[str, PlanningProfile],
    busy: BusyTime,
    *,
    now: datetime,
    zone: ZoneInfo = AMSTERDAM,
    closures: Sequence[Closure] = (),
) -> SlotCounts:
    """What `evaluate_slots` would offer for each question, counted. Raises as it does.

    `UnknownName` where a question names none of `profiles`.
    """
    names, wishes = list(map(itemgetter(0), asked)), list(map(itemgetter(1), asked))
    profile_of = _profile_numbers(names, profiles)
    keys = np.fromiter(map(id, wishes), np.int64, len(wishes)) * len(profiles) + profile_of
    _, once, again = np.unique(keys, return_index=True, return_inverse=True)
    wishes, profile_of = [wishes[place] for place in once], profile_of[once]
    many, prepared, answers = ManyWishes.of(wishes), Busy.of(busy), np.zeros((2, len(wishes)), np.int64)
    for number, profile in enumerate(profiles.values()):
        mine = np.flatnonzero(profile_of == number)
        if mine.size:
            question = Question.of(profile, prepared, now=now, zone=zone, preferences=None, closures=closures)
            answers[:, mine] = many.count(mine, _free(question), profile.duration_minutes, zone)
    counts, firsts = answers[:, again]
    return SlotCounts(counts, firsts, zone)


def _profile_numbers(names: Sequence[str], profiles: Mapping[str, PlanningProfile]) -> Ints:
    """For each name the place of its profile among `profiles`."""
    numbers = {name: number for number, name in enumerate(profiles)}
    try:
        return np.fromiter(map(numbers.__getitem__, names), np.int64, len(names))
    except KeyError as missing:
        known = ", ".join(profiles)
        raise UnknownName(f"There is no planning profile “{missing.args[0]}”", hint=f"There are: {known}.") from missing


def _free(question: Question) -> Grid:
    """The candidates that nothing but a wish can refuse."""
    grid = candidates(question.profile, question.today, question.zone)
    free = np.flatnonzero(judge(question, grid) == 0)
    return Grid(grid.starts[free], grid.days[free], grid.minutes[free], grid.changes)
