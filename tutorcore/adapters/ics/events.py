"""One event of a file with everything that decides when it takes place, before its occurrences are looked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from hashlib import sha256
from typing import Final, TypeAlias

from icalendar import Component
from icalendar.prop import vRecur

from tutorcore.adapters.ics.flags import Context, Flags, clean, read_flags, title_of, word
from tutorcore.adapters.ics.parsing import NoZones, Unreadable, ZoneFinder, parse, parse_event
from tutorcore.adapters.ics.structure import RawEvent, line_name

FIRST_YEAR: Final = 1600
"""Apple dates birthdays without a year in 1604; nothing sensible is older."""
LAST_YEAR: Final = 2200
_FREQUENCIES: Final = frozenset({"HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
"""Nobody's appointment repeats every minute or second, and such rules would not come to an end."""
_DENSE: Final = frozenset({"HOURLY", "DAILY"})
_TITLE_NAMES: Final = frozenset({"SUMMARY", "CLASS"})
_LONGEST_UID: Final = 200
_WHOLE_DAY: Final = timedelta(days=1)

Moment: TypeAlias = date | datetime
"""A time as a file gives it: a date, a floating time (naive) or a time in a zone (aware)."""
Period: TypeAlias = tuple[datetime, datetime | timedelta]


@dataclass(frozen=True, kw_only=True, slots=True)
class Clocks:
    """How times without a zone are read: dates on the local clock, floating times on the calendar's own.

    `floating_name` is the zone that the calendar names for itself; blank where it names none.
    """

    local: tzinfo
    zones: ZoneFinder
    floating_name: str = ""

    def floating(self) -> tzinfo:
        """The zone of floating times. Raises `UnknownZone`, and only where somebody needs it."""
        return self.zones.find(self.floating_name) if self.floating_name else self.local

    def instant(self, moment: Moment, beside: tzinfo | None = None) -> datetime:
        """A time as an aware one; `beside` is the zone of the time that it stands beside."""
        if not isinstance(moment, datetime):
            return datetime.combine(moment, time(), self.local)
        return moment if moment.tzinfo else moment.replace(tzinfo=beside or self.floating())


@dataclass(frozen=True, kw_only=True, slots=True)
class SourceEvent:
    """An event as the file has it. `start` and `end` are aware; `start`'s zone is the clock that it recurs by.

    `dated`: it was given as dates. `duration`: its length where it was given as such, so that hours are elapsed ones.
    """

    number: int
    uid: str
    title: str
    flags: Flags
    start: datetime
    end: datetime
    dated: bool
    all_day: bool
    duration: timedelta | None
    sequence: int
    replaces: Moment | None
    this_and_future: bool
    rules: tuple[vRecur, ...]
    extra: tuple[Moment | Period, ...]
    left_out: tuple[Moment, ...]

    @property
    def recurs(self) -> bool:
        """Whether it may have more occurrences than its first, or fewer."""
        return bool(self.rules or self.extra or self.left_out)

    @property
    def length(self) -> timedelta:
        """Its duration, else from start to end on the clock of its zone."""
        if self.duration is not None:
            return self.duration
        return wall(self.end, self.zone) - wall(self.start, self.zone)

    @property
    def zone(self) -> tzinfo:
        """The zone whose clock it recurs by."""
        return self.start.tzinfo or UTC

    def on_clock(self, moment: Moment) -> datetime:
        """A time that belongs to this event (an exception, an extra date), on its own wall clock, naive.

        A floating time means the event's clock. A date means the occurrence of that day, and of an all-day event
        every time means its day.
        """
        if not isinstance(moment, datetime):
            return datetime.combine(moment, time() if self.dated else wall(self.start, self.zone).time())
        if self.dated:
            return datetime.combine(_day_meant(moment, self.zone), time())
        return wall(moment, self.zone)


def read_event(raw: RawEvent, clocks: Clocks, context: Context) -> SourceEvent:
    """An event from its lines. Raises `Unreadable`."""
    component = parse_event(raw.lines, clocks.zones)
    title = title_of(component)
    rules = tuple(_listed(component, "RRULE"))
    for rule in rules:
        _check(rule)
    replaces = _one(component, "RECURRENCE-ID")
    span = _span(component, clocks)
    _check_span(span)
    return SourceEvent(
        number=raw.number,
        uid=_uid(component, raw),
        title=title,
        flags=read_flags(component, context),
        start=span.start,
        end=span.end,
        dated=span.dated,
        all_day=span.dated or _whole_days(span, clocks.local),
        duration=span.duration,
        sequence=_sequence(component),
        replaces=replaces,
        this_and_future=_reaches_on(component),
        rules=rules,
        extra=tuple(_dates(component, "RDATE")),
        left_out=tuple(_moments(component, "EXDATE")),
    )


def title_from(lines: list[str]) -> str:
    """The title of an event that cannot be read, as far as it can be told."""
    return title_of(parse("VEVENT", [line for line in lines if line_name(line) in _TITLE_NAMES], NoZones()))


def wall(moment: datetime, zone: tzinfo) -> datetime:
    """What the clock of a zone shows, naive. A floating time is that already."""
    return (moment.astimezone(zone) if moment.tzinfo else moment).replace(tzinfo=None)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Span:
    start: datetime
    end: datetime
    dated: bool
    duration: timedelta | None = None


def _span(component: Component, clocks: Clocks) -> _Span:
    """From when until when: by DTEND, else DURATION, else one day for a date and no time at all for a time."""
    begin = _one(component, "DTSTART")
    if begin is None:
        raise Unreadable("it has no start")
    end, length = _one(component, "DTEND"), _duration(component)
    if _outlook_whole_days(component, begin, end):
        begin, end = _day(begin), _day(end) if end else None
    dated = not isinstance(begin, datetime)
    start = clocks.instant(begin)
    if end is not None:
        return _Span(start=start, end=_end_of(end, start, begin, clocks), dated=dated)
    if length is not None:
        return _Span(start=start, end=later(start, length, elapsed=True), dated=dated, duration=length)
    return _Span(start=start, end=start + _WHOLE_DAY if dated else start, dated=dated)


def later(start: datetime, length: timedelta, *, elapsed: bool) -> datetime:
    """`start` plus a length, in start's zone.

    On the wall clock as a rule: a lesson from 16:00 to 17:00 stays that. Of an elapsed length whole days are days of
    the calendar, the rest is elapsed time (RFC 5545, 3.3.6). An end that the spring change puts before its start
    (02:30 to 03:00 in the skipped hour) is taken after it instead.
    """
    if elapsed:
        days = timedelta(days=length.days)
        return ((start + days).astimezone(UTC) + (length - days)).astimezone(start.tzinfo)
    end = start + length
    if length >= timedelta() and end.astimezone(UTC) < start.astimezone(UTC):
        return (start.astimezone(UTC) + length).astimezone(start.tzinfo)
    return end


def _end_of(end: Moment, start: datetime, begin: Moment, clocks: Clocks) -> datetime:
    """DTEND, in the start's zone where it names none. An all-day event that ends on its first day lasts that day."""
    if not isinstance(begin, datetime) and end == begin:
        return start + _WHOLE_DAY
    found = clocks.instant(end, beside=start.tzinfo)
    if found.tzinfo is start.tzinfo:
        return later(start, found - start, elapsed=False)
    return found


def _outlook_whole_days(component: Component, begin: Moment, end: Moment | None) -> bool:
    """Outlook's all-day events: a mark, and midnight to midnight in whatever zone: the days are meant."""
    marked = word(component, "X-MICROSOFT-CDO-ALLDAYEVENT") == "TRUE"
    times = [moment for moment in (begin, end) if moment is not None]
    return marked and all(isinstance(moment, datetime) and moment.time() == time() for moment in times)


def _whole_days(span: _Span, local: tzinfo) -> bool:
    """Midnight to midnight on the local clock: an all-day event by another name."""
    start, end = wall(span.start, local), wall(span.end, local)
    return start.time() == end.time() == time() and end > start


def _day(moment: Moment) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _day_meant(moment: datetime, zone: tzinfo) -> date:
    """The day that a time means for an all-day event: midnight in UTC is how some programs write a date."""
    if moment.tzinfo and moment.utcoffset() == timedelta() and moment.time() == time():
        return moment.date()
    return wall(moment, zone).date()


def _check_span(span: _Span) -> None:
    for moment in (span.start, span.end):
        if not FIRST_YEAR <= moment.year <= LAST_YEAR:
            raise Unreadable(f"it takes place in the year {moment.year}")
    if span.end.astimezone(UTC) < span.start.astimezone(UTC):
        raise Unreadable("it ends before it starts")


def _check(rule: vRecur) -> None:
    """Refuse what would never be done, or says nothing."""
    frequency = str(rule.get("FREQ", [""])[0]).upper()
    if frequency not in _FREQUENCIES:
        raise Unreadable(f"its rule repeats by {frequency or 'nothing'}")
    if "BYSETPOS" in rule and frequency in _DENSE:
        raise Unreadable("its rule picks some of a day's times")
    if any(not isinstance(step, int) or step < 1 for step in rule.get("INTERVAL", [1])):
        raise Unreadable("its rule has a step below one")


def _one(component: Component, name: str) -> Moment | None:
    """A property that stands once and is a time."""
    held = component.get(name)
    if held is None:
        return None
    moment = getattr(held, "dt", None)
    if not isinstance(moment, date):
        raise Unreadable(f"its {name} is not one time")
    return moment


def _duration(component: Component) -> timedelta | None:
    held = component.get("DURATION")
    if held is None:
        return None
    length = getattr(held, "dt", None)
    if not isinstance(length, timedelta):
        raise Unreadable("its DURATION is not one length of time")
    if length < timedelta():
        raise Unreadable("it ends before it starts")
    return length


def _listed(component: Component, name: str) -> list[vRecur]:
    held = component.get(name, [])
    return held if isinstance(held, list) else [held]


def _dates(component: Component, name: str) -> list[Moment | Period]:
    held = component.get(name, [])
    return [value.dt for values in (held if isinstance(held, list) else [held]) for value in values.dts]


def _moments(component: Component, name: str) -> list[Moment]:
    return [moment for moment in _dates(component, name) if isinstance(moment, date)]


def _sequence(component: Component) -> int:
    held = component.get("SEQUENCE", 0)
    return held if isinstance(held, int) else 0


def _reaches_on(component: Component) -> bool:
    held = component.get("RECURRENCE-ID")
    return str(getattr(held, "params", {}).get("RANGE", "")).upper() == "THISANDFUTURE"


def _uid(component: Component, raw: RawEvent) -> str:
    """UID; where it is missing, what stands in the event; where it is endless, its fingerprint."""
    uid = clean(str(component.get("UID", "")))
    if uid and len(uid) <= _LONGEST_UID:
        return uid
    return sha256((uid or "\n".join(raw.lines)).encode()).hexdigest()[:32]
