"""Many wishes asked of one busy time at once: how many slots each leaves, and when the first begins.

What does not hang on a wish is judged once a profile: grid, clashes, notice, closures. A window or an exclusion that
many wishes hold is judged once a profile too, and only where something is still free. A wish is then put together
from those judgements bit by bit, and a wish that many ask with, as one value, only once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, repeat
from operator import attrgetter, is_, itemgetter
from typing import Final, Generic, NamedTuple, TypeVar
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from tutorcore.domain.busy import Busy, Flags
from tutorcore.domain.closures import Closure
from tutorcore.domain.grid import Grid, Ints, candidates
from tutorcore.domain.instants import Micros, moment_at
from tutorcore.domain.preferences import Exclusion, Hold, Preferences, Window
from tutorcore.domain.profiles import DAY_MINUTES, PlanningProfile
from tutorcore.domain.question import BusyTime, Question
from tutorcore.domain.slots import judge
from tutorcore.domain.wishes import in_windows, touching_exclusions
from tutorcore.domain.zones import AMSTERDAM
from tutorcore.errors import UnknownName

Asked = tuple[str, Preferences]
"""One question: the name of a planning profile, and a wish."""

Places = npt.NDArray[np.intp]
_Bits = npt.NDArray[np.uint64]
"""Rows of flags, 64 to a number, the first the lowest. Shape (rows, words)."""
_WORD: Final = 64
_Part = TypeVar("_Part", Window, Exclusion)


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
    held = _Held(
        _Parts.of(list(map(attrgetter("windows"), wishes)), _window_codes),
        _Parts.of(list(map(attrgetter("exclusions"), wishes)), _codes),
    )
    prepared, answers = Busy.of(busy), np.zeros((2, len(wishes)), np.int64)
    for number, profile in enumerate(profiles.values()):
        mine = np.flatnonzero(profile_of == number)
        if mine.size:
            question = Question.of(profile, prepared, now=now, zone=zone, preferences=None, closures=closures)
            free = _free(question)
            answers[:, mine] = _answers(free, _allowed(question, free, mine, held))
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


class _Parts(Generic[_Part]):
    """The windows, or the exclusions, of n wishes: each `distinct` one once, and which of them each wish holds."""

    def __init__(self, distinct: Sequence[_Part], which: Ints, lengths: Ints) -> None:
        self.distinct: Sequence[_Part] = distinct
        self._which = which
        self._lengths = lengths
        self._begins = np.cumsum(lengths) - lengths

    @classmethod
    def of(cls, held: Sequence[tuple[_Part, ...]], codes: Callable[[Sequence[_Part]], Ints]) -> _Parts[_Part]:
        """From what each wish holds; `codes` are equal for equal parts."""
        parts = list(chain.from_iterable(held))
        if not parts:
            return cls([], np.zeros(0, np.int64), np.zeros(len(held), np.int64))
        lengths = np.fromiter(map(len, held), np.int64, len(held))
        _, places, which = np.unique(codes(parts), return_index=True, return_inverse=True)
        return cls([parts[place] for place in places], which, lengths)

    def held_by(self, mine: Places) -> Flags:
        """Which of the wishes `mine` hold any."""
        return np.asarray(self._lengths[mine] > 0)

    def any_of(self, mine: Places, judged: Flags) -> _Bits:
        """For each of the wishes `mine`, which hold some, where one of its parts is true.

        `judged` is (distinct parts, candidates).
        """
        lengths = self._lengths[mine]
        rows = np.cumsum(lengths) - lengths
        places = np.repeat(self._begins[mine] - rows, lengths) + np.arange(lengths.sum())
        return np.asarray(np.bitwise_or.reduceat(_packed(judged)[self._which[places]], rows, axis=0))


class _Held(NamedTuple):
    """What the wishes hold."""

    windows: _Parts[Window]
    exclusions: _Parts[Exclusion]


def _window_codes(windows: Sequence[Window]) -> Ints:
    """That an exact start has no length tells it from the others."""
    whole = map(is_, map(attrgetter("hold"), windows), repeat(Hold.WHOLE))
    return _codes(windows) * 2 + np.fromiter(whole, np.int64, len(windows))


def _codes(parts: Sequence[Window] | Sequence[Exclusion]) -> Ints:
    """A number for each part, from its days, start and end."""
    days = list(map(attrgetter("days"), parts))
    numbers = {some_days: number for number, some_days in enumerate(set(days))}
    code = np.fromiter(map(numbers.__getitem__, days), np.int64, len(parts))
    for name in ("start", "end"):
        code = code * (DAY_MINUTES + 1) + np.fromiter(map(attrgetter(name), parts), np.int64, len(parts))
    return code


def _free(question: Question) -> Grid:
    """The candidates that nothing but a wish can refuse."""
    grid = candidates(question.profile, question.today, question.zone)
    free = np.flatnonzero(judge(question, grid) == 0)
    return Grid(grid.starts[free], grid.days[free], grid.minutes[free], grid.changes)


def _allowed(question: Question, free: Grid, mine: Places, held: _Held) -> _Bits:
    """For each of the wishes `mine`, which of the free candidates it allows."""
    minutes = question.profile.duration_minutes
    bits = _packed(np.ones((1, free.starts.size), np.bool_)).repeat(mine.size, axis=0)
    wished, excluding = held.windows.held_by(mine), held.exclusions.held_by(mine)
    if wished.any():
        judged = in_windows(held.windows.distinct, free, minutes, question.zone)
        bits[wished] = held.windows.any_of(mine[wished], judged)
    if excluding.any():
        touched = touching_exclusions(held.exclusions.distinct, free, minutes, question.zone)
        bits[excluding] &= ~held.exclusions.any_of(mine[excluding], touched)
    return bits


def _answers(free: Grid, allowed: _Bits) -> tuple[Ints, Micros]:
    """How many of the free candidates each row allows, and the start of the first (0 where none)."""
    if not free.starts.size:
        return np.zeros(len(allowed), np.int64), np.zeros(len(allowed), np.int64)
    counts = np.bitwise_count(allowed).sum(axis=1, dtype=np.int64)
    word = (allowed != 0).argmax(axis=1)
    bits = allowed[np.arange(len(allowed)), word]
    first = word * _WORD + np.bitwise_count((bits & -bits) - np.uint64(1))
    return counts, np.where(counts > 0, free.starts.take(first, mode="clip"), 0)


def _packed(flags: Flags) -> _Bits:
    """Rows of flags as bits."""
    words = -(-flags.shape[1] // _WORD)
    padded = np.zeros((len(flags), words * _WORD), np.bool_)
    padded[:, : flags.shape[1]] = flags
    return np.packbits(padded, axis=1, bitorder="little").view("<u8").astype(np.uint64, copy=False)
