"""The baseline of the slot benchmark: one aware datetime per start, compared with every event in a loop.

This is how the original system works, with its mistakes taken out so that the answers are comparable. Events are
pairs of aware datetimes with the fixed offset in which Google sends them (`as_sent` makes them so); buffers are added
outside the inner loop; a blocked start stops at its first event.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

Events = list[tuple[datetime, datetime]]


def as_sent(minute: int, zone: ZoneInfo) -> datetime:
    """A minute since 1970 as Google writes it: local time with its offset."""
    instant = datetime.fromtimestamp(minute * 60, UTC)
    return instant.astimezone(timezone(instant.astimezone(zone).utcoffset() or timedelta()))


def suggest(
    profile: dict[str, Any], zone: ZoneInfo, now: datetime, events: Events, *, every: int = 1
) -> list[datetime]:
    """Every free start, aware, in `zone`; of every so many starts only, where the whole would take minutes."""
    length = timedelta(minutes=profile["duration_minutes"])
    before, after = (timedelta(minutes=profile[f"buffer_{side}_min"]) for side in ("before", "after"))
    free = []
    for local in islice(starts(profile, zone, now), 0, None, every):
        start = local.astimezone(UTC)
        opens, closes = start - before, start + length + after
        for event_start, event_end in events:
            if opens < event_end and closes > event_start:
                break
        else:
            free.append(local)
    return free


def starts(profile: dict[str, Any], zone: ZoneInfo, now: datetime) -> Iterator[datetime]:
    """Every start that exists and is not too soon, aware, in `zone`."""
    soonest = now.astimezone(UTC) + timedelta(minutes=profile["min_lead_minutes"])
    today = now.astimezone(zone).date()
    for offset in range(profile["days_ahead"]):
        day = today + timedelta(days=offset)
        if profile["exclude_weekends"] and day.weekday() >= 5:
            continue
        if profile.get("allowed_weekdays") is not None and day.weekday() not in profile["allowed_weekdays"]:
            continue
        for minute in range(
            profile["earliest_hour"] * 60, profile["latest_hour"] * 60 + 1, profile["slot_step_minutes"]
        ):
            local = datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=zone)
            start = local.astimezone(UTC)
            if start.astimezone(zone).replace(tzinfo=None) != local.replace(tzinfo=None) or start < soonest:
                continue
            yield local
