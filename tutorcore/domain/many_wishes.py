"""Many wishes laid on the same free starts at once: how many each leaves, and which is the first.

A window or an exclusion that many wishes hold is judged once, only where something is still free. A wish is then put
together from those judgements bit by bit. Very long grids are gone through in blocks, so that memory stays bounded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, repeat
from operator import attrgetter, is_
from typing import Final, Generic, Self, TypeVar
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from tutorcore.domain.busy import Flags
from tutorcore.domain.grid import Grid, Ints
from tutorcore.domain.instants import Micros
from tutorcore.domain.preferences import Exclusion, Hold, Preferences, Window
from tutorcore.domain.profiles import DAY_MINUTES
from tutorcore.domain.wishes import in_windows, touching_exclusions

Places = npt.NDArray[np.intp]
Bits = npt.NDArray[np.uint64]
"""Rows of flags, 64 to a number, the first the lowest. Shape (rows, words)."""
_WORD: Final = 64
_BLOCK: Final = 64 * _WORD
_Part = TypeVar("_Part", Window, Exclusion)


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

    def any_of(self, mine: Places, judged: Flags) -> Bits:
        """For each of the wishes `mine`, which hold some, where one of its parts is true.

        `judged` is (distinct parts, candidates).
        """
        lengths = self._lengths[mine]
        rows = np.cumsum(lengths) - lengths
        places = np.repeat(self._begins[mine] - rows, lengths) + np.arange(lengths.sum())
        return np.asarray(np.bitwise_or.reduceat(_packed(judged)[self._which[places]], rows, axis=0))


@dataclass(frozen=True, eq=False, slots=True)
class ManyWishes:
    """n wishes, prepared to be asked of any free starts."""

    windows: _Parts[Window]
    exclusions: _Parts[Exclusion]

    @classmethod
    def of(cls, wishes: Sequence[Preferences]) -> Self:
        """These wishes, by their places."""
        return cls(
            _Parts.of(list(map(attrgetter("windows"), wishes)), _window_codes),
            _Parts.of(list(map(attrgetter("exclusions"), wishes)), _codes),
        )

    def count(self, mine: Places, free: Grid, minutes: int, zone: ZoneInfo) -> tuple[Ints, Micros]:
        """For each of the wishes `mine`: how many of the free starts of lessons of `minutes` it allows; the first.

        The first is in microseconds UTC, 0 where there is none. Both have the shape of `mine`.
        """
        counts, firsts = np.zeros((2, mine.size), np.int64)
        for block in _blocks(free):
            found, first = _answers(block, self.allowed(mine, block, minutes, zone))
            firsts = np.where(counts > 0, firsts, first)
            counts += found
        return counts, firsts

    def allowed(self, mine: Places, free: Grid, minutes: int, zone: ZoneInfo) -> Bits:
        """For each of the wishes `mine`, which of the free starts it allows."""
        bits = _packed(np.ones((1, free.starts.size), np.bool_)).repeat(mine.size, axis=0)
        wished, excluding = self.windows.held_by(mine), self.exclusions.held_by(mine)
        if wished.any():
            judged = in_windows(self.windows.distinct, free, minutes, zone)
            bits[wished] = self.windows.any_of(mine[wished], judged)
        if excluding.any():
            touched = touching_exclusions(self.exclusions.distinct, free, minutes, zone)
            bits[excluding] &= ~self.exclusions.any_of(mine[excluding], touched)
        return bits


def unpacked(bits: Bits, length: int) -> Flags:
    """Rows of bits as flags. Shape (rows, length)."""
    flags = np.unpackbits(bits.astype("<u8", copy=False).view(np.uint8), axis=1, bitorder="little", count=length)
    return flags.view(np.bool_)


def _blocks(free: Grid) -> Iterator[Grid]:
    if free.starts.size <= _BLOCK:
        yield free
        return
    for begin in range(0, free.starts.size, _BLOCK):
        part = slice(begin, begin + _BLOCK)
        yield Grid(free.starts[part], free.days[part], free.minutes[part], free.changes)


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


def _answers(free: Grid, allowed: Bits) -> tuple[Ints, Micros]:
    """How many of the free candidates each row allows, and the start of the first (0 where none)."""
    if not free.starts.size:
        return np.zeros(len(allowed), np.int64), np.zeros(len(allowed), np.int64)
    counts = np.bitwise_count(allowed).sum(axis=1, dtype=np.int64)
    word = (allowed != 0).argmax(axis=1)
    bits = allowed[np.arange(len(allowed)), word]
    first = word * _WORD + np.bitwise_count((bits & -bits) - np.uint64(1))
    return counts, np.where(counts > 0, free.starts.take(first, mode="clip"), 0)


def _packed(flags: Flags) -> Bits:
    """Rows of flags as bits."""
    words = -(-flags.shape[1] // _WORD)
    padded = np.zeros((len(flags), words * _WORD), np.bool_)
    padded[:, : flags.shape[1]] = flags
    return np.packbits(padded, axis=1, bitorder="little").view("<u8").astype(np.uint64, copy=False)
