"""Why any time at all is offered or not.

The rules of the grid asked of one start, then the same judgement as for slots.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from tutorcore.domain.closures import Closure
from tutorcore.domain.grid import Grid
from tutorcore.domain.instants import exists, micros, require_aware
from tutorcore.domain.preferences import Preferences
from tutorcore.domain.profiles import PlanningProfile
from tutorcore.domain.question import BusyTime, Question
from tutorcore.domain.reasons import Reason, Refusal, reasons_in
from tutorcore.domain.refusals import refusal
from tutorcore.domain.slots import Mask, judge
from tutorcore.domain.zones import AMSTERDAM


def explain(
    start: datetime,
    profile: PlanningProfile,
    busy: BusyTime,
    *,
    now: datetime,
    zone: ZoneInfo = AMSTERDAM,
    preferences: Preferences | None = None,
    closures: Sequence[Closure] = (),
) -> tuple[Refusal, ...]:
    """Every reason why a lesson at `start` (aware, any time, on the grid or not) is not offered; empty = offered.

    A time that the clock skips gets that one reason: no other rule can be asked of it.
    """
    question = Question.of(profile, busy, now=now, zone=zone, preferences=preferences, closures=closures)
    return explain_start(start, question)


def explain_start(start: datetime, question: Question) -> tuple[Refusal, ...]:
    """As `explain`, for a prepared question."""
    require_aware(start, "The start of a lesson")
    if not exists(start):
        return (Refusal(reason=Reason.CLOCK_CHANGE),)
    local = start.astimezone(question.zone)
    mask = int(judge_any(question, _single(local), seconds=_seconds(local))[0])
    if local.fold and local.replace(fold=0).astimezone(UTC) != local.astimezone(UTC):
        mask |= Reason.CLOCK_CHANGE.bit
    return tuple(refusal(reason, question, micros(start)) for reason in reasons_in(mask))


def judge_any(question: Question, grid: Grid, *, seconds: npt.NDArray[np.float64] | None = None) -> Mask:
    """As `slots.judge`, for starts that need not be candidates. Shape (n,).

    The rules that candidates obey by being made are asked too: days, hours and steps. `seconds` of the local day are
    those of `grid.minutes` where they are not given.
    """
    profile, of_day = question.profile, grid.minutes * 60.0 if seconds is None else seconds
    earliest, latest = profile.earliest_hour * 3600, profile.latest_hour * 3600
    broken = {
        Reason.HORIZON: grid.days > question.last_day.toordinal(),
        Reason.WEEKDAY: ~np.isin(grid.weekdays(), list(profile.weekdays)),
        Reason.HOURS: (of_day < earliest) | (of_day > latest),
        Reason.GRID: (of_day - earliest) % (profile.slot_step_minutes * 60) != 0,
    }
    mask = judge(question, grid)
    for reason, places in broken.items():
        mask |= places * np.uint16(reason.bit)
    return mask


def _single(local: datetime) -> Grid:
    """A grid of one start. As if the clock changed in the lesson, so that its preference is judged to the second."""
    ordinal, minute = np.array([local.toordinal()]), np.array([local.hour * 60 + local.minute])
    return Grid(np.array([micros(local)], np.int64), ordinal, minute, changes=(micros(local) + 1,))


def _seconds(local: datetime) -> npt.NDArray[np.float64]:
    return np.array([(local.hour * 60 + local.minute) * 60 + local.second + local.microsecond / 1_000_000])
