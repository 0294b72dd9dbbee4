"""Bring the demo in the store to today. Called at every start; a second call on the same day changes nothing.

What people changed stays: contacts are merged like any import, a calendar that somebody removed stays away, and pins,
staff and days off are brought once and then left alone.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, Protocol

from tutorcore.domain.calendars import Calendar, DayOff
from tutorcore.domain.contacts import Pin
from tutorcore.domain.imports import ContactRow, Outcome, RowResult
from tutorcore.domain.records import Entry
from tutorcore.domain.zones import AMSTERDAM
from tutorcore.ports import Calendars, CalendarSource, Closures, Contacts, ContactSource, Staff

DEMO_ACTOR: Final = "demo"
"""Who the journal names for what the demo brought."""

_DAYS_OFF_AHEAD: Final = timedelta(weeks=26)


class DemoSource(Protocol):
    """Invented contacts and calendars, moved to one local date: the same for the same date."""

    def contacts(self) -> ContactSource:
        """The contacts with their conversations. Raises `BrokenFile`."""
        ...

    def calendars(self) -> list[tuple[str, CalendarSource]]:
        """(name of the tutor, calendar) for every calendar. Raises `BrokenFile`."""
        ...

    def covers(self) -> tuple[datetime, datetime]:
        """[from, until), aware: the time that the calendars are made for."""
        ...

    def pins(self, now: datetime) -> list[Pin]:
        """Pins around `now`: running, ending soon and ended. Raises `BrokenFile`."""
        ...

    def days_off(self, first: date, last: date) -> list[tuple[str, DayOff]]:
        """(name of the tutor, blank for all; day off) for all that begin on `first` to `last`, both included.

        They are not stored yet: id and tutor are those of nothing. Raises `BrokenFile`.
        """
        ...

    def staff(self) -> list[str]:
        """The first names of the people who plan. Raises `BrokenFile`."""
        ...


@dataclass(frozen=True, kw_only=True, slots=True)
class DemoReport:
    """What a refresh did, in numbers. `kept`: contacts of which a planner's change was kept."""

    created: int
    updated: int
    unchanged: int
    kept: int
    events_added: int
    events_removed: int
    pins: int
    days_off: int
    staff: int

    @property
    def changed(self) -> bool:
        """Whether anything in the store is different now."""
        events = self.events_added + self.events_removed
        return any((self.created, self.updated, events, self.pins, self.days_off, self.staff))


def refresh_demo(
    demo: DemoSource, *, contacts: Contacts, calendars: Calendars, closures: Closures, staff: Staff, now: datetime
) -> DemoReport:
    """Bring the store to the day of `demo`. `now` is aware. Raises `BrokenFile`.

    Contacts come last: while there are none, a fill that was broken off is done again as a first one.
    """
    first = contacts.count() == 0
    brought_until = None if first else _last_refresh(demo, calendars)
    added, removed = _read_calendars(demo, calendars, now=now, first=first)
    days_off = _add_days_off(demo, calendars, closures, now=now, first=first, brought_until=brought_until)
    people = _add_staff(demo, staff, now=now) if first else 0
    results = _import_contacts(demo, contacts, now=now)
    outcomes = [result.outcome for result in results]
    return DemoReport(
        created=outcomes.count(Outcome.CREATED),
        updated=outcomes.count(Outcome.UPDATED),
        unchanged=outcomes.count(Outcome.UNCHANGED),
        kept=sum(bool(result.conflicts) for result in results),
        events_added=added,
        events_removed=removed,
        pins=_pin(demo, contacts, results, now=now),
        days_off=days_off,
        staff=people,
    )


def _entry(now: datetime, action: str, subject: str, **after: object) -> Entry:
    return Entry(at=now, actor=DEMO_ACTOR, action=action, subject=subject, after=after)


def _stored(demo: DemoSource, calendars: Calendars) -> dict[str, Calendar]:
    """The demo's calendars as they are in the store, by source."""
    sources = {source.source for _, source in demo.calendars()}
    return {calendar.source: calendar for calendar in calendars.calendars() if calendar.source in sources}


def _last_refresh(demo: DemoSource, calendars: Calendars) -> date | None:
    """The local day on which the demo was last brought up to date."""
    read = [calendar.read_at for calendar in _stored(demo, calendars).values() if calendar.read_at is not None]
    return max(read).astimezone(AMSTERDAM).date() if read else None


def _read_calendars(demo: DemoSource, calendars: Calendars, *, now: datetime, first: bool) -> tuple[int, int]:
    """Read every calendar anew: how many events came and went.

    A calendar that is missing though its tutor is known was removed by somebody, and stays away.
    """
    known = {tutor.name.casefold() for tutor in calendars.tutors()}
    stored = _stored(demo, calendars)
    added = removed = 0
    for name, source in demo.calendars():
        if source.source in stored:
            tutor_id = stored[source.source].tutor_id
        elif first or name.casefold() not in known:
            tutor_id = calendars.add_tutor(name, entry=_entry(now, "add tutor", f"tutor:{name}")).id
        else:
            continue
        entry = _entry(now, "read calendar", f"calendar:{source.source}", tutor=name)
        change = calendars.store_reading(tutor_id, source.read(*demo.covers()), read_at=now, entry=entry)
        added, removed = added + change.added, removed + change.removed
    return added, removed


def _add_days_off(
    demo: DemoSource,
    calendars: Calendars,
    closures: Closures,
    *,
    now: datetime,
    first: bool,
    brought_until: date | None,
) -> int:
    """Add the days off that have come within sight since the last refresh: how many.

    Those within sight before it were brought then; one that is missing was removed by somebody.
    """
    today = now.astimezone(AMSTERDAM).date()
    begin = demo.covers()[0].astimezone(AMSTERDAM).date() if first else (brought_until or today)
    if not first:
        begin += _DAYS_OFF_AHEAD + timedelta(days=1)
    tutors = {tutor.name: tutor.id for tutor in calendars.tutors()}
    there = {(off.name, off.first, off.tutor_id) for off in closures.days_off(begin, today + _DAYS_OFF_AHEAD)}
    new = 0
    for tutor, off in demo.days_off(begin, today + _DAYS_OFF_AHEAD):
        tutor_id = tutors.get(tutor)
        if (off.name, off.first, tutor_id) in there or (tutor and tutor_id is None):
            continue
        entry = _entry(now, "add day off", f"day_off:{off.first}", name=off.name, last=str(off.last))
        closures.add(off.first, off.last, off.name, tutor_id=tutor_id, entry=entry)
        new += 1
    return new


def _add_staff(demo: DemoSource, staff: Staff, *, now: datetime) -> int:
    """Add the people who plan: how many were not there."""
    there = {name.casefold() for name in staff.names()}
    new = [name for name in demo.staff() if name.casefold() not in there]
    for name in new:
        staff.add(name, entry=_entry(now, "add staff", f"staff:{name}"))
    return len(new)


def _import_contacts(demo: DemoSource, contacts: Contacts, *, now: datetime) -> list[RowResult]:
    rows = [row for row in demo.contacts().rows() if isinstance(row, ContactRow)]
    return contacts.import_rows(rows, actor=DEMO_ACTOR, at=now)


def _pin(demo: DemoSource, contacts: Contacts, results: Collection[RowResult], *, now: datetime) -> int:
    """Pin those contacts that this refresh created: how many."""
    created = {result.contact_id for result in results if result.outcome is Outcome.CREATED}
    pins = [pin for pin in demo.pins(now) if pin.contact_id in created]
    for pin in pins:
        entry = Entry(
            at=now, actor=pin.actor, action="pin", subject=f"contact:{pin.contact_id}", reason=pin.reason,
            after={"segment": pin.segment, "until": pin.until and pin.until.isoformat()},
        )  # fmt: skip
        contacts.set_pin(pin, expected_version=contacts.get(pin.contact_id).version, entry=entry)
    return len(pins)
