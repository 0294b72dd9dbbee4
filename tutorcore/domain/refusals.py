"""What stands behind a reason, for one start.

The events, the closures, from when it can be booked, which times are near.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from tutorcore.domain.busy import BusyEvent
from tutorcore.domain.closures import Closure, touching
from tutorcore.domain.grid import start_minutes, wall_clock
from tutorcore.domain.instants import MINUTE, exists, micros, moment_at
from tutorcore.domain.preferences import Exclusion, Preferences
from tutorcore.domain.profiles import ALL_WEEKDAYS, SATURDAY_AND_SUNDAY
from tutorcore.domain.question import Question
from tutorcore.domain.reasons import Reason, Refusal

CLASHES = (Reason.BUSY, Reason.BUFFER_BEFORE, Reason.BUFFER_AFTER)


OF_THE_PROFILE = (Reason.HORIZON, Reason.WEEKDAY, Reason.HOURS, Reason.GRID, Reason.NOTICE)
_BUFFERS = (Reason.BUFFER_BEFORE, Reason.BUFFER_AFTER)
_FIELDS = {
    Reason.HORIZON: ("days_ahead",),
    Reason.GRID: ("slot_step_minutes", "earliest_hour"),
    Reason.NOTICE: ("min_lead_minutes",),
    Reason.BUFFER_BEFORE: ("buffer_before_min",),
    Reason.BUFFER_AFTER: ("buffer_after_min",),
}


def refusal(reason: Reason, question: Question, start: int) -> Refusal:
    """A reason that refuses the lesson at `start` (microseconds UTC), with its particulars."""
    events = clashing_events(reason, question, start) if reason in CLASHES else ()
    close = [] if reason is Reason.BUSY else [_closeness(reason, event, question, start) for event in events]
    return Refusal(
        reason=reason,
        start=moment_at(start, question.zone),
        profile=question.profile if reason in (*OF_THE_PROFILE, *_BUFFERS) else None,
        wish=question.preferences if reason is Reason.PREFERENCE else None,
        events=events,
        short_by=tuple(short_by for short_by, _ in close),
        own_buffers=tuple(own for _, own in close),
        closures=_closures(question, start) if reason is Reason.CLOSURE else (),
        exclusions=_exclusions(question, start) if reason is Reason.EXCLUDED else (),
        bookable_from=question.bookable_from if reason is Reason.NOTICE else None,
        last_day=question.last_day if reason is Reason.HORIZON else None,
        nearest=nearest_starts(question, moment_at(start, question.zone)) if reason is Reason.GRID else (),
        lesson_type=_lesson_type(reason, question, start),
    )


def _lesson_type(reason: Reason, question: Question, start: int) -> str:
    """The lesson type that gave the profile the rule which refuses; blank where it is the profile's own."""
    overlay = question.lesson_type
    if overlay is None or not overlay.gave(question.profile, *_rule(reason, question, start)):
        return ""
    return overlay.name


def _rule(reason: Reason, question: Question, start: int) -> tuple[str, ...]:
    """The fields of the profile that refuse the start; none where it is not the profile that does."""
    profile, local = question.profile, moment_at(start, question.zone)
    if reason is Reason.HOURS:
        return ("earliest_hour" if local.hour < profile.earliest_hour else "latest_hour",)
    if reason is Reason.WEEKDAY:
        excluded = profile.exclude_weekends and local.weekday() in SATURDAY_AND_SUNDAY
        not_allowed = local.weekday() not in (profile.allowed_weekdays or ALL_WEEKDAYS)
        asked = {"exclude_weekends": excluded, "allowed_weekdays": not_allowed}
        return tuple(field for field, refuses in asked.items() if refuses)
    if reason in _BUFFERS and not _is_too_close(reason, question, start):
        return ()
    return _FIELDS.get(reason, ())


def _is_too_close(reason: Reason, question: Question, start: int) -> bool:
    """Whether an event stands closer than the profile would have it; else only the events' own buffers refuse."""
    gaps = (_gap(reason, event, question, start) for event in clashing_events(reason, question, start))
    return any(gap < profiles for gap, profiles in gaps)


def _closeness(reason: Reason, event: BusyEvent, question: Question, start: int) -> tuple[int, int]:
    """Minutes that are missing between an event and the lesson, rounded up; and what it keeps free itself, if too much.

    The gap that is kept is the larger of the two buffers that face each other, not their sum.
    """
    gap, profiles = _gap(reason, event, question, start)
    own = event.buffer_after_min if reason is Reason.BUFFER_BEFORE else event.buffer_before_min
    kept = max(profiles, own * MINUTE)
    return -((gap - kept) // MINUTE), own if own * MINUTE > gap else 0


def _gap(reason: Reason, event: BusyEvent, question: Question, start: int) -> tuple[int, int]:
    """Between an event and the lesson, and what the profile would have there, in microseconds."""
    before, after = question.buffers
    if reason is Reason.BUFFER_BEFORE:
        return start - micros(event.end), before
    return micros(event.start) - start - question.duration, after


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
