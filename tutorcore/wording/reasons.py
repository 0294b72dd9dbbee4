"""Reasons in words: a short name for each, and a sentence for each refusal with what stands behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import time
from itertools import chain, repeat, zip_longest
from typing import Final
from zoneinfo import ZoneInfo

from tutorcore.domain.busy import BusyEvent
from tutorcore.domain.preferences import Preferences, render_exclusion
from tutorcore.domain.reasons import Reason, Refusal
from tutorcore.domain.zones import AMSTERDAM
from tutorcore.wording.dates import last_day, length_text, moment_text, short_day, span_text, weekday_in_full
from tutorcore.wording.one_line import one_line

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
WORD: Final[Mapping[Reason, str]] = {
    Reason.PAST: "past",
    Reason.CLOCK_CHANGE: "clock",
    Reason.HORIZON: "too far",
    Reason.WEEKDAY: "weekday",
    Reason.CLOSURE: "closed",
    Reason.HOURS: "hours",
    Reason.GRID: "grid",
    Reason.NOTICE: "notice",
    Reason.BUSY: "busy",
    Reason.BUFFER_BEFORE: "too close",
    Reason.BUFFER_AFTER: "too close",
    Reason.PREFERENCE: "wish",
    Reason.EXCLUDED: "excluded",
}
"""The least that tells reasons apart, where there is no room."""

_PLAIN: Final[Mapping[Reason, str]] = {
    Reason.PAST: "It lies in the past.",
    Reason.CLOCK_CHANGE: "The clock changes that night: this time does not exist, or is its second pass.",
}
_NAMES: Final[Mapping[Reason, str]] = {
    Reason.CLOSURE: "Closed",
    Reason.GRID: "Not on the grid; near it are",
    Reason.BUSY: "Busy",
    Reason.BUFFER_BEFORE: "Too close after",
    Reason.BUFFER_AFTER: "Too close before",
    Reason.PREFERENCE: "Outside the wish",
    Reason.EXCLUDED: "Excluded by the wish",
}


def refusal_text(refusal: Refusal, *, zone: ZoneInfo = AMSTERDAM) -> str:
    """One sentence, beginning with the fact; events are told on the clock of `zone`."""
    reason = refusal.reason
    if said := _PLAIN.get(reason) or _of_the_profile(refusal):
        return said
    particulars = ("; " if any(refusal.own_buffers) else ", ").join(_particulars(refusal, zone))
    if not particulars:
        return f"{SHORT[reason].capitalize()}."
    return f"{_name(refusal)}: {particulars}."


def _name(refusal: Refusal) -> str:
    """What the particulars are of, and whose rule it is where that is not the profile."""
    if not refusal.lesson_type:
        return _NAMES[refusal.reason]
    if refusal.reason is Reason.GRID:
        return f"Not on the grid of the {_who(refusal)}; near it are"
    return f"{_NAMES[refusal.reason]} (by the {_who(refusal)})"


def _of_the_profile(refusal: Refusal) -> str:
    """What the profile, or the lesson type laid over it, says against the start; blank where it is not known."""
    profile, start, who = refusal.profile, refusal.start, _who(refusal)
    if profile is None or start is None:
        return ""
    if refusal.reason is Reason.NOTICE and refusal.bookable_from:
        notice = length_text(profile.min_lead_minutes) + (f" by the {who}" if refusal.lesson_type else "")
        return f"Notice is {notice}; bookable from {moment_text(refusal.bookable_from)}."
    if refusal.reason is Reason.HORIZON and refusal.last_day:
        return f"The {who} looks {length_text(profile.days_ahead * 1440)} ahead, until {short_day(refusal.last_day)}."
    if refusal.reason is Reason.WEEKDAY:
        return f"The {who} does not allow a {weekday_in_full(start.weekday())}."
    if refusal.reason is Reason.HOURS:
        hours = f"from {profile.earliest_hour}:00 to {profile.latest_hour}:00"
        return f"Outside hours: lessons start {hours}{f' by the {who}' if refusal.lesson_type else ''}."
    return ""


def _who(refusal: Refusal) -> str:
    """Whose rule it is."""
    return f"lesson type “{one_line(refusal.lesson_type)}”" if refusal.lesson_type else "profile"


def _particulars(refusal: Refusal, zone: ZoneInfo) -> Iterator[str]:
    yield from (closure.name or "closure" for closure in refusal.closures)
    close = zip_longest(refusal.short_by, refusal.own_buffers, fillvalue=0)
    told = zip(refusal.events, chain(close, repeat((0, 0))), strict=False)
    yield from (_event(event, short, own, zone) for event, (short, own) in told)
    yield from (render_exclusion(exclusion) for exclusion in refusal.exclusions)
    yield from (moment_text(start) for start in refusal.nearest)
    if refusal.wish is not None:
        yield str(Preferences(windows=refusal.wish.windows))


def _event(event: BusyEvent, short: int, own: int, zone: ZoneInfo) -> str:
    """The event, how much too close it is, and what it keeps free itself where that is in the way."""
    calendar = f" ({event.calendar})" if event.calendar else ""
    missing = f", {length_text(short)} short" if short else ""
    keeps = f"; that lesson keeps {length_text(own)} free itself" if own else ""
    return f"{event.title or 'busy'}{calendar} {_when(event, zone)}{missing}{keeps}"


def _when(event: BusyEvent, zone: ZoneInfo) -> str:
    """On its day only the clock, else with the day on which it begins; whole days without a clock."""
    start, end = event.start.astimezone(zone), event.end.astimezone(zone)
    if start.time() == end.time() == time.min and start < end:
        last = last_day(event.end, zone)
        days = short_day(start.date()) + (f"–{short_day(last)}" if last > start.date() else "")
        return f"all day {days}"
    return span_text(start, end) if start.date() == end.date() else f"{short_day(start.date())} {span_text(start, end)}"


def taken_text(refused: Mapping[Reason, int]) -> list[str]:
    """Which rule took how many candidates, most first: `busy took 48`."""
    ranked = sorted(refused.items(), key=lambda item: -item[1])
    return [f"{SHORT[reason]} took {count}" for reason, count in ranked]
