"""Profiles, busy times and questions that show only what matters to the test.

Days are those of week 48 of 2026, in Amsterdam: `at("wo 16:00")` is Wednesday 25 November, 16:00. Far from any clock
change, and in UTC one hour earlier.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tutorcore.domain.busy import BusyEvent
from tutorcore.domain.profiles import PlanningProfile
from tutorcore.domain.slots import Slot, SlotTable
from tutorcore.domain.zones import AMSTERDAM

DAYS = ("ma", "di", "wo", "do", "vr", "za", "zo")
MONDAY = datetime(2026, 11, 23, tzinfo=AMSTERDAM)


def at(text: str, *, zone: ZoneInfo = AMSTERDAM) -> datetime:
    """`wo 16:00` of the week; `+ma 16:00` of the week after it."""
    day, clock = text.lstrip("+").split()
    hour, minute = map(int, clock.split(":"))
    monday = MONDAY.replace(tzinfo=zone) + timedelta(weeks=text.count("+"))
    return (monday + timedelta(days=DAYS.index(day))).replace(hour=hour, minute=minute)


NOW = at("ma 08:00")


def span(text: str) -> tuple[datetime, datetime]:
    """`ma 10:00-11:00`; an end before its start lies on the next day."""
    start, _, end = text.partition("-")
    begin = at(start)
    until = at(f"{'+' * text.count('+')}{start.lstrip('+').split()[0]} {end}")
    return begin, until + timedelta(days=1) if until < begin else until


def busy(*texts: str) -> list[tuple[datetime, datetime]]:
    return [span(text) for text in texts]


def an_event(text: str, title: str = "", *, before: int = 0, after: int = 0) -> BusyEvent:
    """An event that keeps `before` and `after` minutes of its own."""
    return BusyEvent(*span(text), title=title, buffer_before_min=before, buffer_after_min=after)


def a_profile(**fields: object) -> PlanningProfile:
    """An hour, on the hour, 9:00 to 17:00 on all days of a week, no notice and no buffers."""
    plain = {
        "duration_minutes": 60,
        "earliest_hour": 9,
        "latest_hour": 17,
        "min_lead_minutes": 0,
        "buffer_before_min": 0,
        "buffer_after_min": 0,
        "days_ahead": 7,
        "slot_step_minutes": 60,
        "exclude_weekends": False,
    }
    return PlanningProfile(**(plain | fields))


def told(moment: datetime) -> str:
    """The inverse of `at`."""
    return f"{DAYS[moment.weekday()]} {moment:%H:%M}"


def starts(slots: list[Slot]) -> list[str]:
    return [told(slot.start) for slot in slots]


def place_of(table: SlotTable, start: datetime) -> int:
    """Where in a table the candidate stands that begins then."""
    return [table.slot(place).start for place in range(len(table))].index(start)


def reasons_at(table: SlotTable, text: str) -> list[str]:
    """The reasons of the candidate at `wo 16:00`, as their values."""
    return [reason.value for reason in table.reasons(place_of(table, at(text)))]
