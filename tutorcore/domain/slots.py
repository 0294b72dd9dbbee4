"""Lesson slots: every candidate start judged by every rule at once (docs/rules.md, "Slots").

Suggestions, reasons and explanations come from the same evaluation, so they cannot disagree. All arithmetic on
intervals is in UTC; the local clock is only read. Nothing here knows what time it is: `now` and the zone are
arguments.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt
import pandas as pd

from tutorcore.domain.busy import BusyEvent, Clashes
from tutorcore.domain.closures import Closure, closed
from tutorcore.domain.grid import Grid, candidates
from tutorcore.domain.instants import MINUTE, Micros, micros, moment_at
from tutorcore.domain.preferences import Preferences
from tutorcore.domain.profiles import PlanningProfile
from tutorcore.domain.question import BusyTime, Question
from tutorcore.domain.reasons import Reason, Refusal, reasons_in
from tutorcore.domain.refusals import refusal
from tutorcore.domain.wishes import in_exclusions, outside_windows
from tutorcore.domain.zones import AMSTERDAM
from tutorcore.errors import InputError

Mask = npt.NDArray[np.uint16]

_PAST, _CLOSURE, _NOTICE, _BUSY, _BUFFER_BEFORE, _BUFFER_AFTER, _PREFERENCE, _EXCLUDED = (
    np.uint16(reason.bit)
    for reason in (
        Reason.PAST,
        Reason.CLOSURE,
        Reason.NOTICE,
        Reason.BUSY,
        Reason.BUFFER_BEFORE,
        Reason.BUFFER_AFTER,
        Reason.PREFERENCE,
        Reason.EXCLUDED,
    )
)


@dataclass(frozen=True, order=True, slots=True)
class Slot:
    """A lesson that can be offered: `start` and `end`, aware, in the zone that was asked for."""

    start: datetime
    end: datetime


def judge(question: Question, grid: Grid) -> Mask:
    """For each candidate the mask of the reasons that refuse it, 0 where it is offered. Shape (n,).

    Rules of the day, the hours and the steps are not judged here: the grid obeys them.
    """
    starts, ends = grid.starts, grid.starts + question.duration
    now = micros(question.now)
    before, after = question.buffers
    clashes = question.busy.clashes(starts, ends, before=before, after=after)
    # Starts come in order, so the past ones are the first, and those too soon the next.
    past, soon = starts.searchsorted((now, now + question.profile.min_lead_minutes * MINUTE))
    mask = _clash_bits(clashes)
    for reason, early in ((_PAST, mask[:past]), (_NOTICE, mask[past:soon])):
        np.bitwise_or(early, reason, out=early)
    if question.closures:
        mask |= closed(question.closures, starts, ends, question.zone) * _CLOSURE
    wish, minutes = question.preferences, question.profile.duration_minutes
    if wish is not None and wish.windows:
        mask |= outside_windows(wish, grid, minutes, question.zone) * _PREFERENCE
    if wish is not None and wish.exclusions:
        mask |= in_exclusions(wish, grid, minutes, question.zone) * _EXCLUDED
    return mask


def _clash_bits(clashes: Clashes) -> Mask:
    """The three reasons as bits: they are neighbours, and are moved to their place together."""
    bits = clashes.too_close_before.astype(np.uint16)
    bits += bits
    bits |= clashes.too_close_after.astype(np.uint16)
    bits += bits
    bits |= clashes.busy.astype(np.uint16)
    bits *= _BUSY
    return bits


class SlotTable:
    """Every candidate of a question with all the reasons that refuse it.

    `starts` (n,) microseconds UTC in order; `mask` (n,) reasons, 0 = offered. Datetimes, frames and refusals are
    made when they are asked for.
    """

    def __init__(self, question: Question, grid: Grid, mask: Mask) -> None:
        self.question = question
        self.grid = grid
        self.mask = mask

    def __len__(self) -> int:
        return int(self.mask.size)

    @property
    def starts(self) -> Micros:
        """Microseconds UTC, in order."""
        return self.grid.starts

    @cached_property
    def suggested(self) -> list[Slot]:
        """The slots that nothing refuses, by start."""
        return self._slots(np.flatnonzero(self.mask == 0))

    def first(self, limit: int) -> list[Slot]:
        """The first `limit` of the suggested slots."""
        return self._slots(np.flatnonzero(self.mask == 0)[:limit])

    def _slots(self, places: npt.NDArray[np.intp]) -> list[Slot]:
        return [self.slot(int(place)) for place in places]

    def slot(self, place: int) -> Slot:
        """The candidate at a place, offered or not."""
        start = int(self.starts[place])
        zone = self.question.zone
        return Slot(moment_at(start, zone), moment_at(start + self.question.duration, zone))

    def reasons(self, place: int) -> tuple[Reason, ...]:
        """All the reasons that refuse a candidate, in order; empty = offered."""
        return reasons_in(int(self.mask[place]))

    def refusals(self, place: int) -> tuple[Refusal, ...]:
        """The same with what stands behind each."""
        return tuple(refusal(reason, self.question, int(self.starts[place])) for reason in self.reasons(place))

    def blocked_by(self, place: int) -> tuple[BusyEvent, ...]:
        """The events that stand in a candidate's way, by start."""
        start, (before, after) = int(self.starts[place]), self.question.buffers
        return self.question.busy.meeting(start, start + self.question.duration, before=before, after=after)

    def counts(self) -> dict[Reason, int]:
        """How many candidates each reason refuses, in the order of `Reason`; a candidate may count for several."""
        return {reason: count for reason in Reason if (count := int(np.count_nonzero(self.mask & reason.bit)))}

    def first_reasons(self) -> dict[Reason, int]:
        """How many candidates have each reason as their first: together with the offered ones they are all."""
        found = Counter(reasons_in(int(value))[0] for value in self.mask[self.mask > 0])
        return {reason: found[reason] for reason in Reason if found[reason]}

    @cached_property
    def frame(self) -> pd.DataFrame:
        """One row a candidate: start, end (aware, in the zone), offered, reasons and blocked_by (tuples)."""
        clash = Reason.BUSY.bit | Reason.BUFFER_BEFORE.bit | Reason.BUFFER_AFTER.bit
        starts = pd.to_datetime(self.starts, unit="us", utc=True).tz_convert(self.question.zone)
        return pd.DataFrame(
            {
                "start": starts,
                "end": starts + pd.Timedelta(minutes=self.question.profile.duration_minutes),
                "offered": self.mask == 0,
                "reasons": pd.Series([reasons_in(int(value)) for value in self.mask], dtype=object),
                "blocked_by": pd.Series(
                    [self.blocked_by(place) if value & clash else () for place, value in enumerate(self.mask)],
                    dtype=object,
                ),
            }
        )


def evaluate_slots(
    profile: PlanningProfile,
    busy: BusyTime,
    *,
    now: datetime,
    zone: ZoneInfo = AMSTERDAM,
    preferences: Preferences | None = None,
    closures: Sequence[Closure] = (),
) -> SlotTable:
    """Judge every candidate that `profile` gives from the local date of `now` on.

    `busy` is busy time in any order, or a prepared `Busy`. Raises `InputError` for a naive datetime and an end
    before its start.
    """
    question = Question.of(profile, busy, now=now, zone=zone, preferences=preferences, closures=closures)
    return evaluate_question(question)


def evaluate_question(question: Question) -> SlotTable:
    """As `evaluate_slots`, for a prepared question."""
    grid = candidates(question.profile, question.today, question.zone)
    return SlotTable(question, grid, judge(question, grid))


def suggest_slots(
    profile: PlanningProfile,
    busy: BusyTime,
    *,
    now: datetime,
    zone: ZoneInfo = AMSTERDAM,
    preferences: Preferences | None = None,
    closures: Sequence[Closure] = (),
    limit: int | None = None,
) -> list[Slot]:
    """The slots that can be offered, by start; at most `limit` of them. Arguments as for `evaluate_slots`."""
    if limit is not None and limit < 0:
        raise InputError(f"`limit` cannot be negative: {limit}")
    table = evaluate_slots(profile, busy, now=now, zone=zone, preferences=preferences, closures=closures)
    return table.suggested if limit is None else table.first(limit)
