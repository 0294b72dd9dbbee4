"""Taking times side by side, and what is told of them. Nothing here knows what is timed."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from statistics import median
from typing import Self

ROUNDS = 20


class WrongAnswerError(Exception):
    """The two answers differ: then no time means anything."""


@dataclass(frozen=True, kw_only=True)
class Samples:
    """Times in seconds of two things, taken in turn: place by place they belong to one round."""

    ours: Sequence[float]
    theirs: Sequence[float]

    @property
    def faster(self) -> float:
        """How many times faster ours is, by the medians."""
        return median(self.theirs) / median(self.ours)

    @property
    def slower(self) -> float:
        """How many times longer ours takes, by the medians."""
        return median(self.ours) / median(self.theirs)

    def scaled_theirs(self, factor: float) -> Self:
        """The same where theirs did only a part of the work: its times as for the whole."""
        return replace(self, theirs=[seconds * factor for seconds in self.theirs])


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A line of the table: a ratio, what it must keep to and what it aims for (None: for information).

    `at_least`: the greater the better, else the smaller the better.
    """

    name: str
    ratio: float
    samples: Samples
    bound: float | None = None
    aim: float | None = None
    at_least: bool = False

    @property
    def kept(self) -> bool:
        """Whether it keeps to its bound; without one there is nothing to miss."""
        return self._reaches(self.bound)

    @property
    def aim_met(self) -> bool:
        """Whether it reaches its aim."""
        return self._reaches(self.aim)

    def _reaches(self, limit: float | None) -> bool:
        if limit is None:
            return True
        return self.ratio >= limit if self.at_least else self.ratio <= limit


@dataclass(frozen=True, kw_only=True)
class Breakdown:
    """One thing taken apart: the median seconds of each step, in the order in which they come."""

    name: str
    steps: Mapping[str, float]

    @property
    def total(self) -> float:
        """All the steps together."""
        return sum(self.steps.values())


def faster_than(name: str, samples: Samples, *, bound: float | None = None, aim: float | None = None) -> Figure:
    """How many times faster than the baseline."""
    return Figure(name=name, ratio=samples.faster, samples=samples, bound=bound, aim=aim, at_least=True)


def times_as_long(name: str, samples: Samples, *, bound: float | None = None, aim: float | None = None) -> Figure:
    """How many times as long as the baseline."""
    return Figure(name=name, ratio=samples.slower, samples=samples, bound=bound, aim=aim)


def side_by_side(
    ours: Callable[[], object], theirs: Callable[[], object], *, calls: tuple[int, int], rounds: int = ROUNDS
) -> Samples:
    """Seconds for one call of each, round by round in turn; `calls` of each make one measurement."""
    mine, other = [], []
    with no_collector():
        for _ in range(rounds):
            other.append(_seconds(theirs, calls[1]))
            mine.append(_seconds(ours, calls[0]))
    return Samples(ours=mine, theirs=other)


def _seconds(question: Callable[[], object], calls: int) -> float:
    """The first call is not counted: what ran before has left the processor's caches full of other things."""
    question()
    begun = time.perf_counter()
    for _ in range(calls):
        question()
    return (time.perf_counter() - begun) / calls


@contextmanager
def no_collector() -> Iterator[None]:
    """Keep the collection of garbage out of what is timed."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
