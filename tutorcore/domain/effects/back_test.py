"""Lessons that were really held, put to a profile: which of them would it have refused, and by which rule.

Judged is what is known of a lesson: its day, its start, and what stands beside it in the calendar. How long before it
was booked is known of lessons that were booked here and stand where they were booked; of the others the notice and the
days ahead are not judged, and that is told. Nothing is made up for them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np

from tutorcore.domain.busy import Busy, Flags
from tutorcore.domain.instants import MINUTE, micros_of
from tutorcore.domain.profiles import PlanningProfile
from tutorcore.domain.reasons import Reason

JUDGED: Final = (Reason.WEEKDAY, Reason.HOURS, Reason.GRID, Reason.BUFFER_BEFORE, Reason.BUFFER_AFTER)
"""The rules that are asked of every lesson."""
JUDGED_IF_KNOWN: Final = (Reason.NOTICE, Reason.HORIZON)
"""The rules that are asked where it is known when a lesson was booked."""


@dataclass(frozen=True, kw_only=True, slots=True)
class HeldLesson:
    """A lesson of the past. `chosen_at` is when its time was chosen, None where nobody knows.

    `rules` is a number that says by which of some profiles it is judged.
    """

    contact_id: str
    start: datetime
    end: datetime
    tutor_id: int
    rules: int = 0
    chosen_at: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class BackTest:
    """How n lessons came out. `refused`: by any rule; `by_rule`: by each, a lesson may count for several.

    `notice_not_judged`: of how many it is not known when they were booked; `beside_not_judged`: of how many not what
    stood beside them. `lessons` are the refused ones with their rules, by start.
    """

    judged: int
    refused: int
    by_rule: Mapping[Reason, int]
    notice_not_judged: int
    beside_not_judged: int
    lessons: tuple[tuple[HeldLesson, tuple[Reason, ...]], ...] = ()


def back_test(
    lessons: Sequence[HeldLesson], profiles: Sequence[PlanningProfile | None], busy: Mapping[int, Busy], zone: ZoneInfo
) -> BackTest:
    """Judge lessons by the profiles that their `rules` number; `busy` is what stood in the calendars, by tutor.

    A lesson without a profile (two rules exclude each other) is not judged.
    """
    judged = [lesson for lesson in lessons if profiles[lesson.rules] is not None]
    broken = _broken(judged, profiles, busy, zone)
    refused = np.any([*broken.values()], axis=0) if judged else np.zeros(0, np.bool_)
    return BackTest(
        judged=len(judged),
        refused=int(refused.sum()),
        by_rule={reason: count for reason in Reason if (count := int(broken[reason].sum() if reason in broken else 0))},
        notice_not_judged=sum(lesson.chosen_at is None for lesson in judged),
        beside_not_judged=sum(lesson.tutor_id not in busy for lesson in judged),
        lessons=tuple(
            (judged[place], tuple(reason for reason in Reason if reason in broken and broken[reason][place]))
            for place in sorted(np.flatnonzero(refused), key=lambda place: judged[place].start)
        ),
    )


def _broken(
    lessons: Sequence[HeldLesson], profiles: Sequence[PlanningProfile | None], busy: Mapping[int, Busy], zone: ZoneInfo
) -> dict[Reason, Flags]:
    """For each rule which of the lessons break it."""
    broken = {reason: np.zeros(len(lessons), np.bool_) for reason in (*JUDGED, *JUDGED_IF_KNOWN)}
    for number, profile in enumerate(profiles):
        of_these = [place for place, lesson in enumerate(lessons) if lesson.rules == number]
        if profile is None or not of_these:
            continue
        for place in of_these:
            for reason in _of_the_clock(lessons[place], profile, zone):
                broken[reason][place] = True
        for tutor_id, known in busy.items():
            mine = [place for place in of_these if lessons[place].tutor_id == tutor_id]
            if mine:
                before, after = _too_close([lessons[place] for place in mine], profile, known)
                broken[Reason.BUFFER_BEFORE][mine], broken[Reason.BUFFER_AFTER][mine] = before, after
    return broken


def _of_the_clock(lesson: HeldLesson, profile: PlanningProfile, zone: ZoneInfo) -> list[Reason]:
    """The rules that a lesson breaks by its day and start alone, and by how late it was chosen."""
    local = lesson.start.astimezone(zone)
    second = (local.hour * 60 + local.minute) * 60 + local.second + local.microsecond / 1_000_000
    earliest, latest = profile.earliest_hour * 3600, profile.latest_hour * 3600
    found = {
        Reason.WEEKDAY: local.weekday() not in profile.weekdays,
        Reason.HOURS: not earliest <= second <= latest,
        Reason.GRID: (second - earliest) % (profile.slot_step_minutes * 60) != 0,
    }
    if lesson.chosen_at is not None:
        found[Reason.NOTICE] = lesson.start - lesson.chosen_at < timedelta(minutes=profile.min_lead_minutes)
        found[Reason.HORIZON] = local.date() > _last_day(lesson.chosen_at.astimezone(zone).date(), profile)
    return [reason for reason, breaks in found.items() if breaks]


def _last_day(chosen_on: date, profile: PlanningProfile) -> date:
    return chosen_on + timedelta(days=profile.days_ahead - 1)


def _too_close(lessons: Sequence[HeldLesson], profile: PlanningProfile, busy: Busy) -> tuple[Flags, Flags]:
    """Whether something stood too close before or behind each; what overlaps a lesson is not in its way any more."""
    starts, ends = (micros_of([getattr(lesson, name) for lesson in lessons]) for name in ("start", "end"))
    before, after = profile.buffer_before_min * MINUTE, profile.buffer_after_min * MINUTE
    clashes = busy.clashes(starts, ends, before=before, after=after)
    return clashes.too_close_after, clashes.too_close_before
