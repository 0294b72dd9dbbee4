"""Reading a tutor's calendar into the store: all of it or nothing, and a failure never frees anybody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final

from tutorcore.domain.calendars import Calendar, CalendarEvent, Tutor, blocks, shown_source
from tutorcore.domain.records import BadEvent, CalendarReading, Entry
from tutorcore.errors import BrokenFile, InputError, SourceUnavailable
from tutorcore.ports import Calendars, CalendarSource
from tutorcore.services.acting import require_actor

COVERED_BEFORE: Final = timedelta(days=90)
"""A term back: planners look at past weeks to see what a customer had."""
COVERED_AFTER: Final = timedelta(days=731)
"""Two years on: a profile looks at most 366 days ahead, and a feed that fails for a year still speaks for that."""
LONGEST_NAME: Final = 200


@dataclass(frozen=True, kw_only=True, slots=True)
class CalendarReport:
    """What importing a calendar did."""

    tutor: str
    calendar: str
    source: str
    """As people may see it."""
    covers_from: datetime
    covers_until: datetime
    added: int
    removed: int
    unchanged: int
    blocking: int
    """How many of the occurrences make the tutor busy."""
    bad: tuple[BadEvent, ...]
    remarks: tuple[str, ...]

    @property
    def changed(self) -> bool:
        """Whether the import changed what stands in the calendar."""
        return bool(self.added or self.removed)


@dataclass(frozen=True, kw_only=True, slots=True)
class CalendarPreview:
    """What importing a calendar would read."""

    calendar: str
    source: str
    """As people may see it."""
    covers_from: datetime
    covers_until: datetime
    events: tuple[CalendarEvent, ...]
    blocking: int
    bad: tuple[BadEvent, ...]
    remarks: tuple[str, ...]


def import_calendar(
    source: CalendarSource, calendars: Calendars, *, tutor: str, actor: str, now: datetime
) -> CalendarReport:
    """Read a calendar and let it take the place of what was known of it, for a tutor who is made where there is none.

    Raises `InputError` for a name or an actor that is none, and `BrokenFile` or `SourceUnavailable` where the calendar
    cannot be read: then the last good reading stays, marked with the failure, and no tutor is made.
    """
    actor, name = require_actor(actor), _tutor_name(tutor)
    known = _known_tutor(calendars, name)
    try:
        reading = _read(source, now)
    except (BrokenFile, SourceUnavailable) as error:
        _record_failure(calendars, known, source.source, str(error), now=now)
        raise
    return _store(reading, calendars, known=known, name=name, actor=actor, now=now)


def preview_calendar(source: CalendarSource, now: datetime) -> CalendarPreview:
    """Read a calendar without storing anything. Raises `BrokenFile`, `SourceUnavailable`."""
    reading = _read(source, now)
    return CalendarPreview(
        calendar=reading.name,
        source=shown_source(reading.source),
        covers_from=reading.covers_from,
        covers_until=reading.covers_until,
        events=reading.events,
        blocking=_blocking(reading),
        bad=reading.bad,
        remarks=_remarks(reading),
    )


def _read(source: CalendarSource, now: datetime) -> CalendarReading:
    """Whole days, so that a second import on the same day sees the same time and changes nothing."""
    if now.tzinfo is None:
        raise InputError("The present must be a time in a zone.")
    today = datetime.combine(now.date(), time(), now.tzinfo)
    return source.read(today - COVERED_BEFORE, today + COVERED_AFTER)


def _tutor_name(name: str) -> str:
    """A tutor's name as people type it, with single spaces."""
    tidy = " ".join(name.split())
    if not tidy:
        raise InputError("A calendar belongs to a tutor.", hint="Give the tutor's name.")
    if len(tidy) > LONGEST_NAME or not tidy.isprintable():
        raise InputError(f"A tutor's name has at most {LONGEST_NAME} letters.", hint="Give the name people use.")
    return tidy


def _known_tutor(calendars: Calendars, name: str) -> Tutor | None:
    return next((tutor for tutor in calendars.tutors() if tutor.name.casefold() == name.casefold()), None)


def _record_failure(calendars: Calendars, tutor: Tutor | None, source: str, error: str, *, now: datetime) -> None:
    """Mark a calendar that is known already. One that never was read has nothing to mark."""
    if tutor is not None and _known_calendar(calendars, tutor, source) is not None:
        calendars.record_failure(tutor.id, source, error, at=now)


def _known_calendar(calendars: Calendars, tutor: Tutor, source: str) -> Calendar | None:
    return next((c for c in calendars.calendars() if c.tutor_id == tutor.id and c.source == source), None)


def _store(
    reading: CalendarReading, calendars: Calendars, *, known: Tutor | None, name: str, actor: str, now: datetime
) -> CalendarReport:
    tutor = known or calendars.add_tutor(
        name, entry=Entry(at=now, actor=actor, action="tutor added", subject=f"tutor:{name}", after={"name": name})
    )
    entry = _entry(reading, tutor, actor=actor, now=now)
    change = calendars.store_reading(tutor.id, reading, read_at=now, entry=entry)
    return CalendarReport(
        tutor=tutor.name,
        calendar=change.calendar.name,
        source=shown_source(reading.source),
        covers_from=reading.covers_from,
        covers_until=reading.covers_until,
        added=change.added,
        removed=change.removed,
        unchanged=change.unchanged,
        blocking=_blocking(reading),
        bad=reading.bad,
        remarks=_remarks(reading),
    )


def _entry(reading: CalendarReading, tutor: Tutor, *, actor: str, now: datetime) -> Entry:
    """The journal's line. A feed's address is a key, so it stands there only as people may see it."""
    return Entry(
        at=now,
        actor=actor,
        action="calendar read",
        subject=f"tutor:{tutor.id}",
        after={
            "calendar": reading.name,
            "source": shown_source(reading.source),
            "events": len(reading.events),
            "unreadable": len(reading.bad),
        },
    )


def _blocking(reading: CalendarReading) -> int:
    return sum(blocks(event) for event in reading.events)


def _remarks(reading: CalendarReading) -> tuple[str, ...]:
    """What a planner should know beside the numbers, in sentences."""
    remarks = []
    if reading.bad:
        remarks.append(
            f"{_counted(len(reading.bad), 'event')} could not be read, so the times of this calendar "
            "are not confirmed as free."
        )
    if not reading.events:
        remarks.append("The calendar holds no events in the time that is read: all of it counts as free.")
    elif not _blocking(reading):
        remarks.append("No event of this calendar blocks: all are cancelled, declined or marked free.")
    return tuple(remarks)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
