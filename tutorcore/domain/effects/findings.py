"""What a change does to everybody's slots, in figures: by segment, who loses the last one, the first possible date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

import numpy as np

from tutorcore.domain.busy import Flags
from tutorcore.domain.effects.counting import Asking, SlotsOfAll
from tutorcore.domain.effects.lessons import Places
from tutorcore.domain.instants import moment_at

FEW: Final = 3
"""Fewer slots than these are few."""


class Numbers(NamedTuple):
    """A number before the change, and after it."""

    before: int
    after: int

    @property
    def grown(self) -> int:
        """By how much."""
        return self.after - self.before


@dataclass(frozen=True, kw_only=True, slots=True)
class SegmentEffect:
    """The contacts of one segment: how many, how many of them have fewer than three slots, and how many have none."""

    name: str
    contacts: Numbers
    few: Numbers
    none: Numbers

    @property
    def changed(self) -> bool:
        """Whether any of the figures is another one."""
        return any(numbers.grown for numbers in (self.contacts, self.few, self.none))


@dataclass(frozen=True, kw_only=True, slots=True)
class FirstDates:
    """When the first slot is, over those contacts who have one: for the middle one of them, and for the last.

    None where nobody has one. `without` is how many have none.
    """

    median: datetime | None
    worst: datetime | None
    without: int


def per_segment(before: tuple[Asking, SlotsOfAll], after: tuple[Asking, SlotsOfAll]) -> list[SegmentEffect]:
    """Every segment that anybody is in, before or after, in the order of the profiles."""
    counted = [_by_segment(asked, slots) for asked, slots in (before, after)]
    names = dict.fromkeys([*after[0].standing.names, *before[0].standing.names])
    found = [
        SegmentEffect(
            name=name,
            contacts=Numbers(*(each.get(name, _NOBODY)[0] for each in counted)),
            few=Numbers(*(each.get(name, _NOBODY)[1] for each in counted)),
            none=Numbers(*(each.get(name, _NOBODY)[2] for each in counted)),
        )
        for name in names
    ]
    return [segment for segment in found if any(segment.contacts)]


_NOBODY: Final = (0, 0, 0)


def _by_segment(asked: Asking, slots: SlotsOfAll) -> dict[str, tuple[int, int, int]]:
    """By segment (contacts, with few slots, with none)."""
    of, size = asked.standing.segments, len(asked.standing.names)
    columns = (
        np.bincount(of, minlength=size),
        np.bincount(of[slots.counts < FEW], minlength=size),
        np.bincount(of[slots.counts == 0], minlength=size),
    )
    return {
        name: (int(columns[0][place]), int(columns[1][place]), int(columns[2][place]))
        for place, name in enumerate(asked.standing.names)
    }


def losers(before: SlotsOfAll, after: SlotsOfAll) -> Places:
    """The places of the contacts who have slots, and would have none; who has most now first."""
    found = np.flatnonzero((before.counts > 0) & (after.counts == 0))
    return found[np.argsort(-before.counts[found], kind="stable")]


def winners(before: SlotsOfAll, after: SlotsOfAll) -> int:
    """How many contacts have no slot, and would have one."""
    return int(np.count_nonzero((before.counts == 0) & (after.counts > 0)))


def first_dates(slots: SlotsOfAll, concerned: Flags, zone: ZoneInfo) -> FirstDates:
    """Of the contacts concerned. The middle one of an even number is the earlier of the two."""
    mine = slots.firsts[concerned & (slots.counts > 0)]
    without = int(np.count_nonzero(concerned & (slots.counts == 0)))
    if not mine.size:
        return FirstDates(median=None, worst=None, without=without)
    median = np.partition(mine, (mine.size - 1) // 2)[(mine.size - 1) // 2]
    return FirstDates(median=moment_at(int(median), zone), worst=moment_at(int(mine.max()), zone), without=without)
