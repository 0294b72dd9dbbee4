"""How sure a plan is, in words: what is not known of a tutor's time, and how old the rest is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from tutorcore.domain.tutor_time import Doubt, DoubtedCalendar, TutorTime
from tutorcore.domain.zones import AMSTERDAM
from tutorcore.wording.dates import age_text, counted, last_day, short_day

_SENTENCES: Final[Mapping[Doubt, str]] = {
    Doubt.NO_CALENDAR: "{tutor} has no calendar, so nothing is known to be free. Import one on the Data page.",
    Doubt.NEVER_READ: "{tutor}'s calendar {calendar} was never read, so nothing is known to be free.{why}",
    Doubt.NOT_COVERED: "{tutor}'s calendar {calendar} is known until {until}; nothing is offered after that.",
    Doubt.READING_FAILED: "{tutor}'s calendar {calendar} could not be read again: {error}. {known} not confirmed.",
    Doubt.OLD: "{tutor}'s calendar {calendar} was not read again in time. {known} not confirmed.",
    Doubt.INCOMPLETE: "{tutor}'s calendar {calendar} holds {unreadable} that could not be read. Not confirmed.",
}


def doubt_texts(time: TutorTime, *, zone: ZoneInfo = AMSTERDAM) -> list[str]:
    """A sentence for each doubt about a tutor's time, with days of `zone`."""
    return [_sentence(time, doubted, zone) for doubted in time.doubts]


def _sentence(time: TutorTime, doubted: DoubtedCalendar, zone: ZoneInfo) -> str:
    calendar = doubted.calendar
    if calendar is None:
        return _SENTENCES[doubted.doubt].format(tutor=time.tutor.name)
    error = calendar.error.rstrip(".")
    return _SENTENCES[doubted.doubt].format(
        tutor=time.tutor.name,
        calendar=calendar.name,
        until=short_day(last_day(calendar.covers_until, zone)) if calendar.covers_until else "",
        error=error,
        why=f" The first reading failed: {error}." if error else "",
        known=_known(calendar.read_at, time.now),
        unreadable=counted(calendar.unreadable, "event"),
    )


def _known(read_at: datetime | None, now: datetime | None) -> str:
    """The beginning of a sentence on what is shown: how old it is, where that is known."""
    return f"What is shown is {age_text(now - read_at)} old and" if read_at and now else "What is shown is"


def freshness_text(read_at: datetime | None, now: datetime) -> str:
    """How old the oldest reading is: `Calendar data: 40 s old`."""
    if read_at is None:
        return "Calendar data: not complete."
    return f"Calendar data: {age_text(now - read_at)} old."
