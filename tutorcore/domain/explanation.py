"""Why any time at all is offered or not.

The rules of the grid asked of one start, then the same judgement as for slots.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import numpy as np

from tutorcore.domain.closures import Closure
from tutorcore.domain.grid import Grid
from tutorcore.domain.instants import exists, micros, require_aware
from tutorcore.domain.preferences import Preferences
from tutorcore.domain.profiles import PlanningProfile
from tutorcore.domain.question import BusyTime, Question
from tutorcore.domain.reasons import Reason, Refusal, reasons_in
from tutorcore.domain.refusals import refusal
from tutorcore.domain.slots import judge
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
    instant = micros(start)
    mask = int(judge(question, _single(start, question))[0])
    for reason in _off_grid(start.astimezone(question.zone), question):
        mask |= reason.bit
    return tuple(refusal(reason, question, instant) for reason in reasons_in(mask))


def _single(start: datetime, question: Question) -> Grid:
    """A grid of one start. As if the clock changed in the lesson, so that its preference is judged to the second."""
    local, instant = start.astimezone(question.zone), micros(start)
    ordinal, minute = np.array([local.toordinal()]), np.array([local.hour * 60 + local.minute])
    return Grid(np.array([instant], np.int64), ordinal, minute, changes=(instant + 1,))


def _off_grid(local: datetime, question: Question) -> Iterator[Reason]:
    """The rules that candidates obey by being made: first pass, days, hours and steps."""
    profile = question.profile
    if local.fold and local.replace(fold=0).astimezone(UTC) != local.astimezone(UTC):
        yield Reason.CLOCK_CHANGE
    if local.date() > question.last_day:
        yield Reason.HORIZON
    if local.weekday() not in profile.weekdays:
        yield Reason.WEEKDAY
    seconds = (local.hour * 60 + local.minute) * 60 + local.second + local.microsecond / 1_000_000
    if not profile.earliest_hour * 3600 <= seconds <= profile.latest_hour * 3600:
        yield Reason.HOURS
    if (seconds - profile.earliest_hour * 3600) % (profile.slot_step_minutes * 60):
        yield Reason.GRID
