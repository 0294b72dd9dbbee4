"""A goal, who it speaks of, and what reaches it, as values."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final, NamedTuple

import numpy as np

from tutorcore.domain.grid import Ints
from tutorcore.domain.openings.model import FieldChange
from tutorcore.domain.profiles import PlanningProfile
from tutorcore.errors import InputError

MOST_SLOTS: Final = 1000
_WHOLE: Final = Decimal(100)


@dataclass(frozen=True, kw_only=True, slots=True)
class Goal:
    """`percent` of those in a segment (blank: of everybody) are to have at least so many slots."""

    slots: int = 1
    percent: Decimal = _WHOLE
    segment: str = ""

    def __post_init__(self) -> None:
        if not 1 <= self.slots <= MOST_SLOTS:
            raise InputError(f"A goal asks for 1 to {MOST_SLOTS} slots, not {self.slots}")
        if not 0 < self.percent <= _WHOLE:
            raise InputError(f"A goal is for more than 0 and at most 100 percent, not {self.percent}")

    def needs(self, people: int) -> int:
        """How many of so many people that are, at the least."""
        return math.ceil(Fraction(self.percent) * people / 100)


@dataclass(frozen=True, kw_only=True, slots=True)
class Tally:
    """So many people, how many of them have what the goal asks for, and the slots of all of them together."""

    people: int = 0
    reached: int = 0
    slots: int = 0

    @property
    def short(self) -> int:
        """How many have less than the goal asks for."""
        return self.people - self.reached

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            people=self.people + other.people, reached=self.reached + other.reached, slots=self.slots + other.slots
        )

    @classmethod
    def of(cls, counts: Ints, people: Ints, goal: Goal) -> Tally:
        """From the slots that each kind of people has, and how many are of that kind; both (k,)."""
        return cls(
            people=int(people.sum()),
            reached=int(people[counts >= goal.slots].sum()),
            slots=int(np.dot(counts, people)),
        )


@dataclass(frozen=True, kw_only=True, eq=False, slots=True)
class Crowd:
    """Those of whom a goal speaks.

    `count` tells the slots of each kind of people whom the profile concerns, `people` how many are of that kind, both
    (k,). `others` are those who have what they have whatever the profile says.
    """

    count: Callable[[PlanningProfile], Ints]
    people: Ints
    others: Tally = Tally()


@dataclass(frozen=True, kw_only=True, slots=True)
class Reached:
    """One change or two of a profile, their size (`ladders`), and what they come to for those the goal speaks of."""

    changes: tuple[FieldChange, ...]
    size: int
    after: Tally
    profile: str = ""

    @property
    def values(self) -> dict[str, object]:
        """What the fields become."""
        return {change.field: change.new for change in self.changes}


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What reaches a goal: `reached` by rank, the smallest first.

    `nearest` is what comes nearest where nothing of one or two values does; None where nothing comes nearer.
    `complete` is False where the search was stopped: there may be more then, and smaller ones.
    """

    goal: Goal
    before: Tally
    reached: tuple[Reached, ...] = ()
    nearest: Reached | None = None
    complete: bool = True

    @property
    def met(self) -> bool:
        """Whether it is so already."""
        return self.before.reached >= self.goal.needs(self.before.people)


class Searched(NamedTuple):
    """How far a search is: so many of all the fields and pairs of fields."""

    done: int
    total: int


class Enough(Exception):
    """Raised by whoever is told of the progress: the search ends with what it has."""
