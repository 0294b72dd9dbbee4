"""Days off from a list (CSV) or a calendar (.ics file or feed), for the company or for one tutor.

A list only adds what is not there. A calendar is merged with what it brought before, see `domain.closure_imports`.
What cannot be used is reported and stops nothing else; a file that is broken as a whole changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, TypeAlias

from tutorcore.domain.calendars import ClosureFeed, DayOff, DayOffKind, Tutor, shown_source
from tutorcore.domain.closure_imports import (
    ClosureRow,
    Listed,
    ListedChange,
    NotUsed,
    Period,
    merge_listed,
    new_among,
    periods_of,
)
from tutorcore.domain.instants import midnight
from tutorcore.domain.records import CalendarReading, Entry
from tutorcore.errors import BrokenFile, SourceUnavailable
from tutorcore.ports import CalendarSource, ClosureList, Ports
from tutorcore.services.acting import require_actor
from tutorcore.services.read_tutors import tutors_named

ClosureSource: TypeAlias = CalendarSource | ClosureList

COVERED_BEFORE: Final = timedelta(days=366)
COVERED_AFTER: Final = timedelta(days=1096)
"""Three years on: a profile looks at most 366 days ahead, and a feed that fails for two years still speaks for that."""
MOST_PERIODS: Final = 5_000
_NOT_REMOVED: Final = (
    "Some events could not be read, so days off that the calendar brought before and no longer lists are kept."
)
_NO_DAYS: Final = "The calendar lists no whole days in the time that is read, so it closes nothing."


@dataclass(frozen=True, kw_only=True, slots=True)
class ClosuresReport:
    """What bringing days off in did, or would do. `days` are those that the source lists; `tutor` blank: everybody.

    `unit` is what the source is made of: `row` or `event`.
    """

    name: str
    source: str
    """As people may see it."""
    tutor: str
    unit: str
    days: tuple[DayOff, ...]
    not_used: tuple[NotUsed, ...]
    remarks: tuple[str, ...]
    added: int = 0
    removed: int = 0
    unchanged: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class _Brought:
    """What a source holds, for whom: `listed` where it is a calendar."""

    report: ClosuresReport
    tutor_id: int | None
    listed: Listed | None = None


def preview_closures(source: ClosureSource, ports: Ports, *, tutor: str = "") -> ClosuresReport:
    """What importing it would do; nothing is stored. Raises `BrokenFile`, `SourceUnavailable`, `UnknownName`."""
    brought = _read(source, ports, _owner(ports, tutor))
    if brought.listed is None:
        days = brought.report.days
        new = new_among(days, ports.closures.days_off())
        change = ListedChange(added=len(new), removed=0, unchanged=len(days) - len(new))
    else:
        feed = _known_feed(ports, brought.listed.source, brought.tutor_id)
        stored = [day for day in ports.closures.days_off() if feed is not None and day.feed_id == feed.id]
        merge = merge_listed(stored, brought.listed, today=_today(ports))
        change = ListedChange(added=len(merge.add), removed=len(merge.remove), unchanged=merge.unchanged)
    return _with_counts(brought.report, change)


def import_closures(source: ClosureSource, ports: Ports, *, tutor: str = "", actor: str) -> ClosuresReport:
    """Bring the days off in. `tutor` (blank: everybody) is whose they are, where a row of a list names nobody.

    Raises `UnknownName` for a tutor who is not there, `InputError` where nobody acts, and `BrokenFile` or
    `SourceUnavailable` where it cannot be read: then what it brought before stays, marked with the failure.
    """
    actor, owner = require_actor(actor), _owner(ports, tutor)
    try:
        brought = _read(source, ports, owner)
    except (BrokenFile, SourceUnavailable) as error:
        _record_failure(ports, source, owner, str(error))
        raise
    return _with_counts(brought.report, _store(ports, brought, actor))


def remove_closure_feed(ports: Ports, feed_id: int, *, actor: str) -> None:
    """Forget a calendar, and open the days again that it closes from today on. Raises `UnknownName`."""
    actor = require_actor(actor)
    entry = Entry(
        at=ports.clock.now(), actor=actor, action="calendar of days off removed", subject=f"days off:calendar {feed_id}"
    )
    ports.closures.remove_feed(feed_id, today=_today(ports), entry=entry)


def _today(ports: Ports) -> date:
    return ports.clock.now().astimezone(ports.zone).date()


def _owner(ports: Ports, name: str) -> Tutor | None:
    """The tutor of that name; None for everybody. A name that nobody has is a mistake, not a new tutor."""
    return tutors_named(ports, [name])[0] if name.strip() else None


def _read(source: ClosureSource, ports: Ports, owner: Tutor | None) -> _Brought:
    return _read_list(source, ports, owner) if isinstance(source, ClosureList) else _read_calendar(source, ports, owner)


def _read_list(source: ClosureList, ports: Ports, owner: Tutor | None) -> _Brought:
    tutors = {tutor.name.casefold(): tutor.id for tutor in ports.calendars.tutors()}
    days, not_used = list[DayOff](), list[NotUsed]()
    for row in source.rows():
        name = " ".join(row.tutor.split()).casefold() if isinstance(row, ClosureRow) else ""
        if isinstance(row, NotUsed):
            not_used.append(row)
        elif name and name not in tutors:
            not_used.append(NotUsed(number=row.number, name=row.period.name, reason=_no_tutor(row.tutor)))
        else:
            tutor_id = tutors[name] if name else _id(owner)
            days.append(_day_off(row.period, tutor_id, DayOffKind.LIST, source.name))
    report = ClosuresReport(
        name=source.name,
        source=source.name,
        tutor=owner.name if owner else "",
        unit="row",
        days=tuple(days),
        not_used=tuple(not_used),
        remarks=source.remarks(),
    )
    return _Brought(report=report, tutor_id=_id(owner))


def _id(owner: Tutor | None) -> int | None:
    return owner.id if owner else None


def _no_tutor(name: str) -> str:
    return f"there is no tutor “{name[:60]}”"


def _read_calendar(source: CalendarSource, ports: Ports, owner: Tutor | None) -> _Brought:
    """Whole days around the present, so that a second reading on the same day sees the same time."""
    today, zone = _today(ports), ports.zone
    reading = source.read(midnight(today - COVERED_BEFORE, zone), midnight(today + COVERED_AFTER, zone))
    periods, not_used = periods_of(reading, zone)
    if len(periods) > MOST_PERIODS:
        raise BrokenFile(f"The calendar lists more than {MOST_PERIODS:,} days off.", hint="Is it the right calendar?")
    report = ClosuresReport(
        name=reading.name,
        source=shown_source(reading.source),
        tutor=owner.name if owner else "",
        unit="event",
        days=tuple(_day_off(period, _id(owner), DayOffKind.CALENDAR, reading.name) for period in periods),
        not_used=not_used,
        remarks=_remarks(reading, periods),
    )
    listed = Listed(name=reading.name, source=reading.source, periods=periods, unreadable=len(reading.bad))
    return _Brought(report=report, tutor_id=_id(owner), listed=listed)


def _remarks(reading: CalendarReading, periods: Sequence[Period]) -> tuple[str, ...]:
    return (*([] if periods else [_NO_DAYS]), *([_NOT_REMOVED] if reading.bad else []))


def _day_off(period: Period, tutor_id: int | None, kind: DayOffKind, origin: str) -> DayOff:
    return DayOff(
        id=0, first=period.first, last=period.last, name=period.name, tutor_id=tutor_id, kind=kind, origin=origin
    )


def _with_counts(report: ClosuresReport, change: ListedChange) -> ClosuresReport:
    return replace(report, added=change.added, removed=change.removed, unchanged=change.unchanged)


def _store(ports: Ports, brought: _Brought, actor: str) -> ListedChange:
    report, now = brought.report, ports.clock.now()
    entry = Entry(
        at=now,
        actor=actor,
        action="days off imported" if brought.listed is None else "calendar of days off read",
        subject=f"days off:{report.source}",
        after={"for": report.tutor or "everybody", "listed": len(report.days), "not used": len(report.not_used)},
    )
    if brought.listed is None:
        return ports.closures.add_all(report.days, entry=entry)
    return ports.closures.store_feed(
        brought.listed, tutor_id=brought.tutor_id, today=_today(ports), read_at=now, entry=entry
    )


def _known_feed(ports: Ports, source: str, tutor_id: int | None) -> ClosureFeed | None:
    feeds = ports.closures.feeds()
    return next((feed for feed in feeds if (feed.source, feed.tutor_id) == (source, tutor_id)), None)


def _record_failure(ports: Ports, source: ClosureSource, owner: Tutor | None, error: str) -> None:
    """Mark a calendar that is known already. One that never was read has nothing to mark."""
    if isinstance(source, ClosureList):
        return
    feed = _known_feed(ports, source.source, _id(owner))
    if feed is not None:
        ports.closures.record_feed_failure(feed.id, error, at=ports.clock.now())
