"""From events with rules to occurrences, by recurring-ical-events.

The library is given wall clocks without a zone: the clock that a series recurs by. So a weekly lesson at 16:00 stays
at 16:00 over a clock change, exceptions given in UTC or in another zone meet the occurrence that they mean, and
nothing is compared across zones. Instants are made of what comes back.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, Final

from icalendar import Event
from icalendar.prop import vDDDLists, vDDDTypes, vRecur
from recurring_ical_events import EventAdapter, Occurrence, Series

from tutorcore.adapters.ics.events import SourceEvent
from tutorcore.adapters.ics.parsing import Unreadable
from tutorcore.errors import BrokenFile

MAX_OCCURRENCES: Final = 20_000
"""Of one event within the time that is read: a lesson every hour for two years is 17,544."""
MAX_STEPS: Final = 300_000
"""Of one rule since its start: every hour for thirty years."""

_COUNT: Final = re.compile(r";COUNT=([+-]?\d+)")
_MOVED_AT_MOST: Final = timedelta(days=366)
"""How far "this and future" may move a series and still be found."""


class Budget:
    """The time that the rules of one file may take."""

    def __init__(self, seconds: float) -> None:
        self._until = time.monotonic() + seconds

    def check(self) -> None:
        """Raises `BrokenFile` when the time is up."""
        if time.monotonic() > self._until:
            raise BrokenFile("The calendar's events repeat too often to be read.", hint="Export a shorter time.")


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """An occurrence on the wall clock of its series: of which event, when, how long, and where it stood at first.

    `start` is None where a change of one occurrence was found: then the event itself says when.
    """

    event: SourceEvent
    original: datetime
    start: datetime | None
    length: timedelta


def occurrences(
    series: SourceEvent, changes: Sequence[SourceEvent], *, begin: datetime, end: datetime, budget: Budget
) -> list[Found]:
    """Every occurrence that may meet [begin, end), both on the series' own clock. Raises `Unreadable`."""
    if not changes and _is_over(series, begin):
        return []
    adapters = [_Adapter(event, series, end, budget) for event in (series, *changes)]
    found = [occurrence.found() for occurrence in islice(_Series(adapters).between(begin, end), MAX_OCCURRENCES + 1)]
    if len(found) > MAX_OCCURRENCES:
        raise Unreadable(f"it repeats more than {MAX_OCCURRENCES:,} times in the time that is read")
    return found


def _is_over(series: SourceEvent, begin: datetime) -> bool:
    """Whether every rule ended before the time: most old series did, and need not be walked through."""
    untils = [_until(rule, series) for rule in series.rules]
    last = [until for until in untils if until is not None]
    return bool(untils) and not series.extra and len(last) == len(untils) and max(last) + series.length < begin


def _until(rule: vRecur, series: SourceEvent) -> datetime | None:
    """UNTIL on the series' clock. A bare date includes that whole day, whatever the hour of the lesson."""
    given = rule.get("UNTIL")
    if not given:
        return None
    until = given[0] if isinstance(given, list) else given
    if isinstance(until, datetime) or series.dated:
        return series.on_clock(until)
    return datetime.combine(until, datetime.max.time().replace(microsecond=0))


def _on_the_clock(rule: vRecur, series: SourceEvent) -> vRecur:
    """The rule with its end on the series' clock."""
    until = _until(rule, series)
    copy = vRecur(rule)
    if until is not None:
        copy["UNTIL"] = [until]
    return copy


def _component(event: SourceEvent, series: SourceEvent) -> Event:
    """What the library needs to know of an event, on the series' clock."""
    component = Event()
    component["UID"] = series.uid
    component["SEQUENCE"] = event.sequence
    start = series.on_clock(event.start) if event is not series else _wall(series)
    component["DTSTART"] = vDDDTypes(start)
    component["DTEND"] = vDDDTypes(start + max(event.length, timedelta()))
    if event is series:
        component["RRULE"] = [_on_the_clock(rule, series) for rule in series.rules]
        component["RDATE"] = vDDDLists([_extra(moment, series) for moment in series.extra])
        component["EXDATE"] = vDDDLists([series.on_clock(moment) for moment in series.left_out])
    elif event.replaces is not None:
        component["RECURRENCE-ID"] = vDDDTypes(series.on_clock(event.replaces))
        if event.this_and_future:
            component["RECURRENCE-ID"].params["RANGE"] = "THISANDFUTURE"
    return component


def _wall(series: SourceEvent) -> datetime:
    return series.start.replace(tzinfo=None)


def _extra(moment: Any, series: SourceEvent) -> datetime | tuple[datetime, timedelta]:
    """An RDATE on the series' clock: a time, or a period with a length of its own."""
    if not isinstance(moment, tuple):
        return series.on_clock(moment)
    start = series.on_clock(moment[0])
    end = moment[1]
    return start, end if isinstance(end, timedelta) else series.on_clock(end) - start


class _Adapter(EventAdapter):  # type: ignore[misc] # the library ships no types
    """An event as the library wants it, which knows whose it is and what it may cost."""

    def __init__(self, event: SourceEvent, series: SourceEvent, horizon: datetime, budget: Budget) -> None:
        super().__init__(_component(event, series))
        self.event, self.series, self.horizon, self.budget = event, series, horizon + _MOVED_AT_MOST, budget


class _Occurrence(Occurrence):  # type: ignore[misc] # the library ships no types
    """An occurrence that remembers whether it was computed or is a change of its own."""

    def __init__(self, adapter: _Adapter, start: datetime | None, end: datetime | None, sequence: int) -> None:
        super().__init__(adapter, start, end, sequence)
        self.adapter, self.computed = adapter, start is not None

    def found(self) -> Found:
        """What was found, as a value."""
        adapter = self.adapter
        if self.computed:
            original = self.start - adapter.move_recurrences_by
            return Found(event=adapter.event, original=original, start=self.start, length=self.end - self.start)
        original = adapter.recurrence_ids[0]
        return Found(event=adapter.event, original=original, start=None, length=self.end - self.start)


class _BoundedRule:
    """A rule that is walked through step by step and no further than needed, where the library makes whole lists."""

    def __init__(self, rule: Any, *, count: int | None, adapter: _Adapter) -> None:
        self.string, self.until = rule.string, rule.until
        ends = [adapter.horizon] + ([self.until] if self.until else [])
        self._rule = rule.replace(count=None, until=min(ends))
        self._count, self._adapter = count, adapter

    def between(self, after: datetime, before: datetime, *, inc: bool) -> Iterator[datetime]:
        """Its starts from `after` to `before`, both included."""
        del inc
        self._adapter.budget.check()
        for step, start in enumerate(islice(self._rule, self._count)):
            if step > MAX_STEPS:
                raise Unreadable(f"it repeats more than {MAX_STEPS:,} times since its start")
            if start > before:
                return
            if start >= after:
                yield start


class _Rules(Series.RecurrenceRules):  # type: ignore[misc] # the library ships no types
    """The library's rules, bounded."""

    def rrulestr(self, rule_string: str) -> _BoundedRule:
        """A rule from its text, for the library, which takes what looks like dateutil's rule.

        The count is ours to keep: dateutil refuses one beside an end. One below one, as Outlook writes, is no end.
        """
        found = _COUNT.search(rule_string)
        count = int(found.group(1)) if found else 0
        rule = super().rrulestr(_COUNT.sub("", rule_string))
        return _BoundedRule(rule, count=count if count > 0 else None, adapter=self.core)


class _Series(Series):  # type: ignore[misc] # the library ships no types
    """The library's series with our rules and occurrences: both are places that it leaves for this."""

    RecurrenceRules = _Rules

    def occurrence(self, adapter: _Adapter, start: datetime | None = None, end: datetime | None = None) -> _Occurrence:
        """An occurrence of ours."""
        return _Occurrence(adapter, start, end, self.sequence)
