"""What stands behind a reason, for one start.

The events, the closures, from when it can be booked, which times are near.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from tutorcore.domain.busy import BusyEvent
from tutorcore.domain.closures import Closure, touching
from tutorcore.domain.grid import start_minutes, wall_clock
from tutorcore.domain.instants import exists, micros, moment_at
from tutorcore.domain.preferences import Exclusion, Preferences
from tutorcore.domain.question import Question
from tutorcore.domain.reasons import Reason, Refusal

CLASHES = (Reason.BUSY, Reason.BUFFER_BEFORE, Reason.BUFFER_AFTER)


def refusal(reason: Reason, question: Question, start: int) -> Refusal:
    """A reason that refuses the lesson at `start` (microseconds UTC), with its particulars."""
    return Refusal(
        reason=reason,
        events=clashing_events(reason, question, start) if reason in CLASHES else (),
        closures=_closures(question, start) if reason is Reason.CLOSURE else (),
        exclusions=_exclusions(question, start) if reason is Reason.EXCLUDED else (),
        bookable_from=question.bookable_from if reason is Reason.NOTICE else None,
        last_day=question.last_day if reason is Reason.HORIZON else None,
        nearest=nearest_starts(question, moment_at(start, question.zone)) if reason is Reason.GRID else (),
    )


def _closures(question: Question, start: int) -> tuple[Closure, ...]:
    return touching(question.closures, start, start + question.duration, question.zone)


def _exclusions(question: Question, start: int) -> tuple[Exclusion, ...]:
    wish = question.preferences or Preferences()
    lesson = moment_at(start, question.zone), moment_at(start + question.duration, question.zone)
    return wish.touched_exclusions(*lesson, zone=question.zone)


def clashing_events(reason: Reason, question: Question, start: int) -> tuple[BusyEvent, ...]:
    """The events behind one of the `CLASHES`, by start."""
    end = start + question.duration
    before, after = question.buffers
    found = question.busy.meeting(start, end, before=before, after=after)
    if reason is Reason.BUFFER_BEFORE:
        return tuple(event for event in found if micros(event.end) <= start)
    if reason is Reason.BUFFER_AFTER:
        return tuple(event for event in found if micros(event.start) >= end)
    return tuple(event for event in found if micros(event.end) > start and micros(event.start) < end)


def nearest_starts(question: Question, local: datetime) -> tuple[datetime, ...]:
    """The starts of that local day's grid just before and just after `local`; one at the ends of the day."""
    wall = local.replace(tzinfo=None)
    day = datetime.combine(wall.date(), datetime.min.time())
    starts = [day + timedelta(minutes=int(minute)) for minute in start_minutes(question.profile)]
    before = [start for start in starts if start <= wall][-1:]
    after = [start for start in starts if start > wall][:1]
    near = [wall_clock(start.toordinal(), start.hour * 60 + start.minute, question.zone) for start in before + after]
    return tuple(start for start in near if exists(start))
