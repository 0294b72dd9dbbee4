"""Why a time is offered or not, told as a planner tells it on the phone: first whether, then every reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from tutorcore.domain.calendars import CalendarEvent, EventStatus
from tutorcore.domain.reasons import Reason, Refusal
from tutorcore.domain.zones import AMSTERDAM
from tutorcore.wording.dates import moment_text
from tutorcore.wording.lesson_types import impossible_text
from tutorcore.wording.reasons import refusal_text


@dataclass(frozen=True, slots=True)
class WhyLine:
    """A sentence about one reason; with the tutor whom it concerns where it does not hold for all.

    `of_event`: what an event keeps free itself is in the way, which no profile changes. `lesson_type` is the one whose
    rule it is, blank where that is the profile's.
    """

    reason: Reason
    text: str
    of_event: bool = False
    lesson_type: str = ""


def why_texts(
    start: datetime,
    by_tutor: Mapping[str, Sequence[Refusal]],
    offered_by: Sequence[str],
    *,
    zone: ZoneInfo = AMSTERDAM,
    impossible: Exception | None = None,
) -> list[str]:
    """Sentences: whether the time is offered and by whom, then every reason.

    `impossible` says why there are no rules at all by which anything could be offered.
    """
    if impossible is not None:
        return [verdict_text(start, ()), impossible_text(impossible)]
    if not by_tutor:
        return [f"Not offered: {moment_text(start)}. No tutor has a calendar, so nothing is known to be free."]
    return [verdict_text(start, offered_by), *(line.text for line in why_lines(by_tutor, zone=zone))]


def why_lines(by_tutor: Mapping[str, Sequence[Refusal]], *, zone: ZoneInfo = AMSTERDAM) -> list[WhyLine]:
    """A sentence for each reason, in the order of `Reason`; what all tutors share is told once, the rest by tutor."""
    told = {name: [_line(each, zone) for each in refusals] for name, refusals in by_tutor.items()}
    shared = [line for line in next(iter(told.values()), []) if all(line in lines for lines in told.values())]
    own = [
        replace(line, text=f"{name}: {line.text}")
        for name, lines in told.items()
        for line in lines
        if line not in shared
    ]
    order = list(Reason)
    return sorted(shared + own, key=lambda line: order.index(line.reason))


def _line(refusal: Refusal, zone: ZoneInfo) -> WhyLine:
    text = refusal_text(refusal, zone=zone)
    return WhyLine(refusal.reason, text, of_event=any(refusal.own_buffers), lesson_type=refusal.lesson_type)


def verdict_text(start: datetime, offered_by: Sequence[str]) -> str:
    """Whether a time is offered, and by whom."""
    if offered_by:
        return f"Offered: {moment_text(start)}, with {' or '.join(offered_by)}."
    return f"Not offered: {moment_text(start)}."


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
