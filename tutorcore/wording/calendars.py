"""A tutor's calendar in words: whether its reading can be relied upon, and what to do where it cannot."""

from __future__ import annotations

from datetime import datetime

from tutorcore.domain.calendars import Calendar
from tutorcore.domain.tutor_time import is_old
from tutorcore.wording.dates import age_text, counted

IN_ORDER = "yes"


def reading_text(calendar: Calendar | None, now: datetime) -> str:
    """When it was last read well: `40 s ago`, `never`."""
    return f"{age_text(now - calendar.read_at)} ago" if calendar and calendar.read_at else "never"


def order_text(calendar: Calendar | None, now: datetime) -> str:
    """Whether its reading is in order: `yes`, or what is the matter with it. None: the tutor has no calendar."""
    if calendar is None:
        return "no calendar: nothing is known to be free"
    if calendar.error:
        return f"not read {'again' if calendar.read_at else 'yet'}: {calendar.error}"
    if calendar.read_at is None:
        return "never read: nothing is known to be free"
    if calendar.unreadable:
        return f"{counted(calendar.unreadable, 'event')} could not be read"
    return f"not read for {age_text(now - calendar.read_at)}" if is_old(calendar, now) else IN_ORDER


def next_step_text(calendar: Calendar | None, now: datetime, *, set_up: bool) -> str:
    """What to do about it; blank where nothing is. `set_up`: whether there is a way to Google."""
    if calendar is None:
        return "Import a calendar on the Data page, or give the tutor one in Google."
    if order_text(calendar, now) == IN_ORDER:
        return ""
    if not calendar.remote_id:
        return "Read or import it again on the Data page."
    if not set_up:
        return "Set Google Calendar up again: docs/google.md says how."
    if calendar.unreadable and not calendar.error:
        return "Look in Google Calendar for an event without a usable time."
    return "It is tried again every minute or two; “Read all now” tries at once."
