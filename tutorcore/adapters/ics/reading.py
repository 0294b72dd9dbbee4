"""A calendar file, read as a whole: every occurrence that meets a time, and every event that could not be read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from icalendar import Component

from tutorcore.adapters.ics.events import Clocks, read_event, title_from
from tutorcore.adapters.ics.flags import Context, clean, mail_address, word
from tutorcore.adapters.ics.gathering import Gathering
from tutorcore.adapters.ics.limits import Limits
from tutorcore.adapters.ics.parsing import NoZones, Unreadable, parse
from tutorcore.adapters.ics.structure import NEW_EXPORT, RawCalendar, split_calendars
from tutorcore.adapters.ics.text import content_lines
from tutorcore.adapters.ics.zones import zones_of
from tutorcore.domain.records import CalendarReading
from tutorcore.errors import BrokenFile, InputError


@dataclass(frozen=True, kw_only=True, slots=True)
class Origin:
    """Where a file comes from, and what is known about it beforehand."""

    source: str
    name: str
    zone: ZoneInfo
    owner: str = ""
    """The address of the calendar's owner, where the file does not say it."""


def read_calendar(
    data: bytes, origin: Origin, covers_from: datetime, covers_until: datetime, *, limits: Limits
) -> CalendarReading:
    """The occurrences of a file that meet [covers_from, covers_until). Raises `BrokenFile`."""
    if covers_from.tzinfo is None or covers_until.tzinfo is None or covers_until < covers_from:
        raise InputError("A calendar is read from one instant until a later one.")
    calendars = _checked(split_calendars(_lines(data)))
    gathering = Gathering(covers_from.astimezone(UTC), covers_until.astimezone(UTC), limits)
    for calendar in calendars:
        _gather(calendar, origin, gathering)
    return CalendarReading(
        name=_name(calendars[0]) or origin.name,
        source=origin.source,
        events=tuple(gathering.events()),
        bad=tuple(sorted(gathering.bad, key=lambda bad: bad.number)),
        covers_from=covers_from,
        covers_until=covers_until,
    )


def _lines(data: bytes) -> list[str]:
    if not data.strip():
        raise BrokenFile("The file is empty.", hint=NEW_EXPORT)
    if data[:1000].lstrip().lower().startswith((b"<!doctype html", b"<html")):
        raise BrokenFile(
            "This is a web page, not a calendar.", hint="Take the address that ends the calendar's iCal setting."
        )
    return content_lines(data)


def _checked(calendars: list[RawCalendar]) -> list[RawCalendar]:
    """Refuse a file that says only when somebody is busy: it speaks for part of the time and says not which."""
    if any(c.free_busy for c in calendars) and not any(c.events for c in calendars):
        raise BrokenFile("This file holds free/busy times but no events.", hint=NEW_EXPORT)
    return calendars


def _gather(calendar: RawCalendar, origin: Origin, gathering: Gathering) -> None:
    """Hand on every event of one calendar, read or refused."""
    header, zones = _header(calendar), zones_of(calendar.zones)
    clocks = Clocks(local=origin.zone, zones=zones, floating_name=str(header.get("X-WR-TIMEZONE", "")).strip())
    context = _context(header, origin)
    for raw in calendar.events:
        try:
            gathering.add(read_event(raw, clocks, context))
        except Exception as error:  # noqa: BLE001 - whatever a foreign event does to the library is its own fault
            gathering.reject(raw.number, title_from(raw.lines), error)
    for number in calendar.free_busy:
        gathering.reject(number, "", Unreadable("a list of busy times is not read"))


def _header(calendar: RawCalendar) -> Component:
    return parse("VCALENDAR", calendar.header, NoZones())


def _name(calendar: RawCalendar) -> str:
    return clean(str(_header(calendar).get("X-WR-CALNAME", "")))


def _context(header: Component, origin: Origin) -> Context:
    """Who owns the calendar: as told by the caller, by Outlook's X-OWNER, or by a name that is an address."""
    said = (origin.owner, str(header.get("X-OWNER", "")), str(header.get("X-WR-CALNAME", "")))
    owner = next((address for address in map(mail_address, said) if address), "")
    return Context(owner=owner, cancels=word(header, "METHOD") == "CANCEL")
