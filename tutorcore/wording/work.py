"""The work list in words: what each reason is called, the facts behind it, and what is not known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from tutorcore.domain.tutor_time import Doubt, DoubtedCalendar
from tutorcore.domain.work import WITHOUT_LESSON, Cause, Urgency, Why
from tutorcore.domain.work_list import UnreadTutor
from tutorcore.domain.zones import AMSTERDAM
from tutorcore.wording.dates import counted, last_day, moment_text, short_day
from tutorcore.wording.one_line import one_line

NOTHING: Final = "Nothing needs planning now."
WHY_NAMES: Final[Mapping[Why, str]] = {
    Why.BOOKING_FAILED: "Booking failed",
    Why.HOLD_ENDING: "Hold or offer expiring",
    Why.TRIAL_DONE: "Trial done, nothing booked",
    Why.NO_LESSON: f"No lesson in {WITHOUT_LESSON.days} days",
    Why.PIN_ENDING: "Pin ending",
    Why.LESSONS_NOT_KNOWN: "Lessons not known",
    Why.WISH_UNCLEAR: "Wish not fully understood",
}
URGENCY_NAMES: Final[Mapping[Urgency, str]] = {
    Urgency.AT_ONCE: "at once",
    Urgency.TODAY: "today",
    Urgency.SOON: "soon",
    Urgency.LATER: "later",
}
_DOUBTS: Final[Mapping[Doubt, str]] = {
    Doubt.NO_CALENDAR: "no calendar",
    Doubt.NEVER_READ: "“{calendar}” was never read",
    Doubt.NOT_COVERED: "“{calendar}” is not known for long enough",
    Doubt.READING_FAILED: "“{calendar}” could not be read again",
    Doubt.OLD: "“{calendar}” was not read again in time",
    Doubt.INCOMPLETE: "“{calendar}” holds {unreadable} that could not be read",
}
_LONGEST_PIECE: Final = 40
_LONGEST_PROBLEM: Final = 120


def cause_text(cause: Cause, *, zone: ZoneInfo = AMSTERDAM) -> str:
    """The facts that decided, without the reason's name: `last lesson ma 2 nov, none to come`."""
    match cause.why:
        case Why.BOOKING_FAILED:
            return _failed_text(cause, zone)
        case Why.HOLD_ENDING:
            return f"{counted(cause.slots, 'time')} held until {_moment(cause.due, zone)}"
        case Why.PIN_ENDING:
            until = short_day(last_day(cause.due, zone)) if cause.due else ""
            return f"{cause.segment} through {until}"
        case Why.WISH_UNCLEAR:
            return " · ".join(f"“{one_line(piece, longest=_LONGEST_PIECE)}”" for piece in cause.pieces)
        case Why.LESSONS_NOT_KNOWN:
            return f"{_lesson_text(cause, zone)}; not every calendar is known"
        case _:
            return f"{_lesson_text(cause, zone)}, none to come" if cause.last_lesson else "no lesson known or to come"


def reason_text(cause: Cause, *, zone: ZoneInfo = AMSTERDAM) -> str:
    """The reason with its facts: `No lesson in 14 days: last lesson ma 2 nov, none to come`."""
    return f"{WHY_NAMES[cause.why]}: {cause_text(cause, zone=zone)}"


def since_text(since: datetime | None, *, zone: ZoneInfo = AMSTERDAM) -> str:
    """`since ma 2 nov`; blank where it is not known."""
    return f"since {short_day(since.astimezone(zone).date())}" if since else ""


def waiting_text(shown: int, contacts: int) -> str:
    """`17 of 201 contacts`."""
    return f"{counted(shown, 'contact').split()[0]} of {counted(contacts, 'contact')}"


def place_text(place: int, of: int) -> str:
    """`3 of 17 on the work list`; the first is 1."""
    return f"{place} of {of} on the work list"


def unread_text(unread: Sequence[UnreadTutor], tutors: int) -> str:
    """Why nobody is said to have no lesson; blank where all lessons are known."""
    if not tutors:
        return "No tutor is here yet, so it is not known what lessons there are. The Data page brings them in."
    if not unread:
        return ""
    who = "; ".join(f"{each.tutor.name} ({_doubts_text(each.doubts)})" for each in unread)
    return f"Not all lessons are known, so nobody is said to have none: {who}. The Health page tells what to do."


def _failed_text(cause: Cause, zone: ZoneInfo) -> str:
    said = f"{_moment(cause.due, zone)} with {cause.tutor}"
    problem = one_line(cause.problem, longest=_LONGEST_PROBLEM).rstrip(".")
    return f"{said}: {problem}" if problem else said


def _lesson_text(cause: Cause, zone: ZoneInfo) -> str:
    if cause.last_lesson is None:
        return "no lesson known"
    return f"last lesson {short_day(cause.last_lesson.astimezone(zone).date())}"


def _moment(moment: datetime | None, zone: ZoneInfo) -> str:
    return moment_text(moment.astimezone(zone)) if moment else ""


def _doubts_text(doubts: Sequence[DoubtedCalendar]) -> str:
    return ", ".join(dict.fromkeys(map(_doubt_text, doubts)))


def _doubt_text(doubted: DoubtedCalendar) -> str:
    calendar = doubted.calendar
    name, unreadable = (calendar.name, calendar.unreadable) if calendar else ("", 0)
    return _DOUBTS[doubted.doubt].format(calendar=name, unreadable=counted(unreadable, "event"))
