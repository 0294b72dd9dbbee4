"""The demo's bookings: what a planner has to see to. Each day has its own, so that there always is something."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tutorcore.adapters.demo.files import BookingLine, Rhythm
from tutorcore.adapters.demo.moving import dates_of, instant
from tutorcore.domain.bookings import Booking, BookingState, Span

_WEEK = timedelta(days=6)


def booking_of(number: int, line: BookingLine, now: datetime, zone: ZoneInfo) -> Booking:
    """The booking of a line on the day of `now` (UTC), known by both. Contact and tutor have no names and ids yet.

    It was made an hour ago.
    """
    today, made = now.astimezone(zone).date(), now - timedelta(hours=1)
    first = today + timedelta(days=line.in_days)
    start = instant(next(dates_of(Rhythm(day=line.day), first, first + _WEEK, today=today)), line.at, zone)
    held = line.ends_in_hours is not None
    return Booking(
        id=f"demo{today:%Y%m%d}{number:02d}",
        contact_id=str(line.contact),
        contact_name="",
        tutor_id=0,
        tutor_name=line.tutor,
        calendar_id=None,
        state=BookingState.HELD if held else BookingState.FAILED,
        span=Span(start, start + timedelta(minutes=line.minutes)),
        buffer_before_min=0,
        buffer_after_min=0,
        title="",
        description="",
        segment=line.profile.partition(" ")[0],
        profile=line.profile,
        profile_version=0,
        actor=line.actor,
        made_at=made,
        changed_at=made,
        expires_at=None if line.ends_in_hours is None else now + timedelta(hours=line.ends_in_hours),
        problem=line.problem,
    )
