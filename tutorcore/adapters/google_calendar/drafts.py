"""Ours, to an event as Google takes it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from tutorcore.domain.bookings import Span
from tutorcore.domain.remote_events import EventDraft


def body_of(event: EventDraft, zone: ZoneInfo) -> dict[str, Any]:
    """A new event, with the id that we gave it. What it is for stands in properties that only the dashboard sees."""
    return {
        "id": event.id,
        "summary": event.title,
        "description": event.description,
        "extendedProperties": {"private": dict(event.properties)},
        **times_body(event.span, zone),
    }


def times_body(span: Span, zone: ZoneInfo) -> dict[str, Any]:
    """The time of an event, on the company's clock."""
    return {"start": _moment(span.start, zone), "end": _moment(span.end, zone)}


def _moment(moment: datetime, zone: ZoneInfo) -> dict[str, str]:
    return {"dateTime": moment.astimezone(zone).isoformat(timespec="seconds")}
