"""Why a time is offered or not, told as a planner tells it on the phone: first whether, then every reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from tutorcore.domain.calendars import CalendarEvent, EventStatus
from tutorcore.domain.reasons import Refusal
from tutorcore.domain.zones import AMSTERDAM
from tutorcore.wording.dates import moment_text
from tutorcore.wording.reasons import refusal_text


def why_texts(
    start: datetime,
    by_tutor: Mapping[str, Sequence[Refusal]],
    offered_by: Sequence[str],
    *,
    zone: ZoneInfo = AMSTERDAM,
) -> list[str]:
    """Sentences: whether the time is offered and by whom.

    Then what all tutors share, then each tutor's own reasons.
    """
    if not by_tutor:
        return [f"Not offered: {moment_text(start)}. No tutor has a calendar, so nothing is known to be free."]
    told = {name: [refusal_text(refusal, zone=zone) for refusal in refusals] for name, refusals in by_tutor.items()}
    shared = [text for text in next(iter(told.values())) if all(text in texts for texts in told.values())]
    own = [f"{name}: {_own(texts, shared)}" for name, texts in told.items() if set(texts) - set(shared)]
    return [_verdict(start, offered_by), *shared, *own]


def _verdict(start: datetime, offered_by: Sequence[str]) -> str:
    if offered_by:
        return f"Offered: {moment_text(start)}, with {' or '.join(offered_by)}."
    return f"Not offered: {moment_text(start)}."


def _own(texts: Sequence[str], shared: Sequence[str]) -> str:
    return " ".join(text for text in texts if text not in shared)


def free_texts(free_events: Mapping[str, Sequence[CalendarEvent]]) -> list[str]:
    """By tutor, what stands in a calendar at that time and does not block, and why not."""
    return [
        f"“{event.title or 'An event'}” ({name}) {_why_free(event)}, so it does not block."
        for name, events in free_events.items()
        for event in events
    ]


def _why_free(event: CalendarEvent) -> str:
    if event.status is EventStatus.CANCELLED:
        return "is cancelled"
    if event.declined:
        return "was declined"
    return "is marked free" if event.transparent else "only tells where work is done"
