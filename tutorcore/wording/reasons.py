"""Reasons in words: a short name for each, and a sentence for each refusal with what stands behind it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from zoneinfo import ZoneInfo

from tutorcore.domain.busy import BusyEvent
from tutorcore.domain.preferences import render_exclusion
from tutorcore.domain.reasons import Reason, Refusal
from tutorcore.domain.zones import AMSTERDAM
from tutorcore.wording.dates import moment_text, short_day, span_text

SHORT: Final[Mapping[Reason, str]] = {
    Reason.PAST: "in the past",
    Reason.CLOCK_CHANGE: "not on the clock that day",
    Reason.HORIZON: "too far ahead",
    Reason.WEEKDAY: "weekday not allowed",
    Reason.CLOSURE: "holiday or closure",
    Reason.HOURS: "outside hours",
    Reason.GRID: "not on the step's grid",
    Reason.NOTICE: "notice too short",
    Reason.BUSY: "busy",
    Reason.BUFFER_BEFORE: "too close after another",
    Reason.BUFFER_AFTER: "too close before another",
    Reason.PREFERENCE: "outside the wish",
    Reason.EXCLUDED: "excluded by the wish",
}
_PLAIN: Final[Mapping[Reason, str]] = {
    Reason.PAST: "It lies in the past.",
    Reason.CLOCK_CHANGE: "The clock changes that night: this time does not exist, or is its second pass.",
    Reason.WEEKDAY: "The profile does not allow this weekday.",
    Reason.HOURS: "It lies outside the profile's hours.",
    Reason.PREFERENCE: "It lies outside the wished times.",
}


def refusal_text(refusal: Refusal, *, zone: ZoneInfo = AMSTERDAM) -> str:
    """One sentence, beginning with the fact; events are told on the clock of `zone`."""
    reason = refusal.reason
    if reason in _PLAIN:
        return _PLAIN[reason]
    if reason is Reason.NOTICE and refusal.bookable_from:
        return f"Notice is too short; bookable from {moment_text(refusal.bookable_from)}."
    if reason is Reason.HORIZON and refusal.last_day:
        return f"The profile looks ahead until {short_day(refusal.last_day)}."
    particulars = _particulars(refusal, zone)
    return f"{_NAMES[reason]}: {particulars}." if particulars else f"{SHORT[reason].capitalize()}."


_NAMES: Final[Mapping[Reason, str]] = {
    Reason.CLOSURE: "Closed",
    Reason.GRID: "Not on the grid; near it are",
    Reason.BUSY: "Busy",
    Reason.BUFFER_BEFORE: "Too close after",
    Reason.BUFFER_AFTER: "Too close before",
    Reason.EXCLUDED: "Excluded by the wish",
}


def _particulars(refusal: Refusal, zone: ZoneInfo) -> str:
    named = [closure.name or "closure" for closure in refusal.closures]
    named += [_event(event, zone) for event in refusal.events]
    named += [render_exclusion(exclusion) for exclusion in refusal.exclusions]
    named += [moment_text(start) for start in refusal.nearest]
    return ", ".join(named)


def _event(event: BusyEvent, zone: ZoneInfo) -> str:
    return f"{event.title or 'busy'} {span_text(event.start.astimezone(zone), event.end.astimezone(zone))}"


def taken_text(refused: Mapping[Reason, int]) -> list[str]:
    """Which rule took how many candidates, most first: `busy took 48`."""
    ranked = sorted(refused.items(), key=lambda item: -item[1])
    return [f"{SHORT[reason]} took {count}" for reason, count in ranked]
