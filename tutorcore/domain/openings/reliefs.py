"""For each rule the smallest change after which it does not refuse a start any more.

A relief looks at its own rule only: whether the start is then offered is for the caller to ask. Profiles only become
wider here (less notice, more hours, more days), so that a changed profile is always possible. Not here: busy time,
closures, the past and times that are not on the clock, which are no rule of anybody's.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import Final

import numpy as np

from tutorcore.domain.explanation import explain_start
from tutorcore.domain.grid import Ints
from tutorcore.domain.instants import MINUTE, micros, moment_at
from tutorcore.domain.openings.model import Change, ChangedRule, FieldChange
from tutorcore.domain.openings.steps_and_hours import hours_for, step_for
from tutorcore.domain.openings.widening import widened
from tutorcore.domain.preferences import Exclusion, Preferences
from tutorcore.domain.profiles import ALL_WEEKDAYS, DAY_MINUTES, SATURDAY_AND_SUNDAY, PlanningProfile, bounds
from tutorcore.domain.question import Question
from tutorcore.domain.reasons import Reason
from tutorcore.domain.refusals import clashing_events

Reasons = frozenset[Reason]

SHORTEST: Final = bounds("duration_minutes")[0]
LESSON_STEP: Final = 5
"""Lessons are shortened to whole multiples of this many minutes."""
FARTHEST: Final = bounds("days_ahead")[1] or 0

CURED_BY: Final[Mapping[ChangedRule, Reasons]] = MappingProxyType(
    {
        ChangedRule.NOTICE: frozenset({Reason.NOTICE}),
        ChangedRule.BUFFER: frozenset({Reason.BUFFER_BEFORE, Reason.BUFFER_AFTER}),
        ChangedRule.STEP: frozenset({Reason.GRID}),
        ChangedRule.HOURS: frozenset({Reason.HOURS, Reason.GRID}),
        ChangedRule.DURATION: frozenset(
            {Reason.BUSY, Reason.CLOSURE, Reason.BUFFER_AFTER, Reason.PREFERENCE, Reason.EXCLUDED}
        ),
        ChangedRule.WEEKDAY: frozenset({Reason.WEEKDAY}),
        ChangedRule.HORIZON: frozenset({Reason.HORIZON}),
        ChangedRule.PREFERENCE: frozenset({Reason.PREFERENCE, Reason.EXCLUDED}),
    }
)
"""What a change of each rule can take away at all."""


def reasons_at(start: datetime, question: Question) -> Reasons:
    """Every reason that refuses a start."""
    return frozenset(refusal.reason for refusal in explain_start(start, question))


def relief(rule: ChangedRule, start: datetime, question: Question) -> Change | None:
    """The smallest change of a rule after which it does not refuse `start`; None where there is none, or no need."""
    reasons = reasons_at(start, question)
    change = _RELIEFS[rule](start, question, reasons) if reasons & CURED_BY[rule] else None
    return None if change is None else whose(change, question)


def whose(change: Change, question: Question) -> Change:
    """The change, with the lesson type whose rule it is where it is not the profile's own."""
    overlay, fields = question.lesson_type, [each.field for each in change.fields]
    if overlay is None or not overlay.gave(question.profile, *fields):
        return change
    return replace(change, lesson_type=overlay.name)


def _profile_change(rule: ChangedRule, profile: PlanningProfile, minutes: int, **new: object) -> Change:
    """A change of the fields that get another value."""
    fields = tuple(FieldChange(name, getattr(profile, name), value) for name, value in new.items())
    return Change(rule=rule, minutes=minutes, fields=tuple(each for each in fields if each.old != each.new))


def _notice(start: datetime, question: Question, _: Reasons) -> Change:
    profile, left = question.profile, (micros(start) - micros(question.now)) // MINUTE
    return _profile_change(ChangedRule.NOTICE, profile, profile.min_lead_minutes - left, min_lead_minutes=left)


def _buffer(start: datetime, question: Question, reasons: Reasons) -> Change | None:
    """Each buffer as long as the gap; left as it is where an event's own buffer stands in the way."""
    gaps = {
        field: gap
        for reason, field in ((Reason.BUFFER_BEFORE, "buffer_before_min"), (Reason.BUFFER_AFTER, "buffer_after_min"))
        if reason in reasons and (gap := _gap(reason, question, micros(start))) is not None
    }
    lowered = sum(getattr(question.profile, field) - gap for field, gap in gaps.items())
    return _profile_change(ChangedRule.BUFFER, question.profile, lowered, **gaps) if gaps else None


def _gap(reason: Reason, question: Question, start: int) -> int | None:
    """Whole minutes between the lesson and the nearest event; None where an event keeps a longer gap itself."""
    end, events = start + question.duration, clashing_events(reason, question, start)
    if reason is Reason.BUFFER_BEFORE:
        gaps = [(start - micros(event.end), event.buffer_after_min) for event in events]
    else:
        gaps = [(micros(event.start) - end, event.buffer_before_min) for event in events]
    own = any(kept * MINUTE > gap for gap, kept in gaps)
    return None if own else min(gap for gap, _ in gaps) // MINUTE


def _of_day(start: datetime, question: Question) -> Ints:
    """The local clock at the start, microseconds since 00:00. Shape (1,)."""
    local = start.astimezone(question.zone)
    return np.array([((local.hour * 60 + local.minute) * 60 + local.second) * 1_000_000 + local.microsecond])


def _step(start: datetime, question: Question, _: Reasons) -> Change | None:
    profile = question.profile
    step = int(step_for(_of_day(start, question), np.array([profile.earliest_hour]), profile)[0])
    if not step:
        return None
    return _profile_change(ChangedRule.STEP, profile, profile.slot_step_minutes - step, slot_step_minutes=step)


def _hours(start: datetime, question: Question, reasons: Reasons) -> Change | None:
    profile, hours = question.profile, hours_for(_of_day(start, question), question.profile)
    if Reason.HOURS not in reasons or not hours.possible[0]:
        return None
    moved = int(hours.moved(profile)[0]) * 60
    new = {"earliest_hour": int(hours.earliest[0]), "latest_hour": int(hours.latest[0])}
    return _profile_change(ChangedRule.HOURS, profile, moved, **new)


def _duration(start: datetime, question: Question, reasons: Reasons) -> Change | None:
    """The longest lesson that meets no more than the shortest one does.

    None where that one is in an event too, or would run into a buffer that did not matter before.
    """
    shorter = shorter_lessons(question.profile)
    if not shorter:
        return None
    least = reasons_at(start, _lasting(SHORTEST, question))
    if Reason.BUSY in least or not least < reasons:
        return None
    meets_more = bisect_right(
        shorter, 0, key=lambda minutes: not reasons_at(start, _lasting(minutes, question)) <= least
    )
    return lesson_of(shorter[meets_more - 1], question.profile)


def shorter_lessons(profile: PlanningProfile) -> range:
    """The lengths to which a lesson may be shortened, shortest first."""
    return range(SHORTEST, profile.duration_minutes, LESSON_STEP)


def lesson_of(minutes: int, profile: PlanningProfile) -> Change:
    """A shorter lesson."""
    return _profile_change(ChangedRule.DURATION, profile, profile.duration_minutes - minutes, duration_minutes=minutes)


def _lasting(minutes: int, question: Question) -> Question:
    return lesson_of(minutes, question.profile).apply(question)


def _weekday(start: datetime, question: Question, _: Reasons) -> Change:
    """That weekday and no other: of a weekend that was excluded, the other day stays out."""
    profile, day = question.profile, start.astimezone(question.zone).weekday()
    lifted = profile.exclude_weekends and day in SATURDAY_AND_SUNDAY
    kept = profile.weekdays if lifted else profile.allowed_weekdays or ALL_WEEKDAYS
    allowed = kept | {day}
    change = _profile_change(
        ChangedRule.WEEKDAY,
        profile,
        DAY_MINUTES,
        exclude_weekends=profile.exclude_weekends and not lifted,
        allowed_weekdays=None if allowed == ALL_WEEKDAYS else allowed,
    )
    return replace(change, weekday=day)


def _horizon(start: datetime, question: Question, _: Reasons) -> Change | None:
    profile, days = question.profile, (start.astimezone(question.zone).date() - question.today).days + 1
    if days > FARTHEST:
        return None
    moved = (days - profile.days_ahead) * DAY_MINUTES
    return _profile_change(ChangedRule.HORIZON, profile, moved, days_ahead=days)


def _preference(start: datetime, question: Question, reasons: Reasons) -> Change:
    """A window for the lesson where there is none, and without the exclusions that it touches."""
    wish, zone = question.preferences or Preferences(), question.zone
    end = moment_at(micros(start) + question.duration, zone)
    touched = wish.touched_exclusions(start, end, zone=zone)
    wider = widened(wish, start, end, zone) if Reason.PREFERENCE in reasons else None
    return Change(
        rule=ChangedRule.PREFERENCE,
        minutes=(wider.minutes if wider else 0) + sum(map(excluded_minutes, touched)),
        preferences=_without(wider.preferences if wider else wish, touched),
        window=wider.window if wider else None,
        exclusions=touched,
    )


def excluded_minutes(exclusion: Exclusion) -> int:
    """The minutes of a day that it rules out; an instant has none."""
    return exclusion.end - exclusion.start


def _without(wish: Preferences, touched: tuple[Exclusion, ...]) -> Preferences:
    return replace(wish, exclusions=tuple(exclusion for exclusion in wish.exclusions if exclusion not in touched))


_RELIEFS: Final[Mapping[ChangedRule, Callable[[datetime, Question, Reasons], Change | None]]] = MappingProxyType(
    {
        ChangedRule.NOTICE: _notice,
        ChangedRule.BUFFER: _buffer,
        ChangedRule.STEP: _step,
        ChangedRule.HOURS: _hours,
        ChangedRule.DURATION: _duration,
        ChangedRule.WEEKDAY: _weekday,
        ChangedRule.HORIZON: _horizon,
        ChangedRule.PREFERENCE: _preference,
    }
)
