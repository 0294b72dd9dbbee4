"""Builders for calendar files: a test writes only the lines that it is about."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from tutorcore.adapters.ics import calendar_from_bytes
from tutorcore.domain.calendars import blocks
from tutorcore.domain.zones import AMSTERDAM

FROM = datetime(2026, 9, 1, tzinfo=UTC)
UNTIL = datetime(2027, 9, 1, tzinfo=UTC)


def calendar_file(*parts: str) -> bytes:
    """A calendar of header lines and parts, each with its lines below each other."""
    lines = [line.strip() for part in parts for line in part.strip().splitlines()]
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *lines, "END:VCALENDAR", ""]).encode()


def an_event(*lines: str) -> str:
    """An event; `UID` and `SUMMARY` where none is given."""
    given = [line.strip() for part in lines for line in part.strip().splitlines()]
    for name, line in (("UID", "UID:les@example.org"), ("SUMMARY", "SUMMARY:Les")):
        if not any(one.startswith(name) for one in given):
            given.insert(0, line)
    return "\n".join(["BEGIN:VEVENT", *given, "END:VEVENT"])


def local(moment, zone=AMSTERDAM):
    """An instant as the local clock shows it, with its offset: `2026-10-25 02:30+02:00`."""
    return moment.astimezone(zone).isoformat(" ", "minutes")


def told(reading, zone=AMSTERDAM) -> list[str]:
    """Each occurrence as one line: from, until, what, and how it is marked."""
    return [
        " ".join(
            filter(
                None,
                [
                    f"{local(e.start, zone)} - {local(e.end, zone)} {e.title}",
                    "(all day)" if e.all_day else "",
                    "" if blocks(e) else "(free)",
                ],
            )
        )
        for e in reading.events
    ]


@pytest.fixture
def read() -> Callable:
    """Read a file of parts, in a year around two clock changes."""

    def reading(*parts, zone=AMSTERDAM, owner="", start=FROM, end=UNTIL):
        data = parts[0] if isinstance(parts[0], bytes) else calendar_file(*parts)
        return calendar_from_bytes(data, name="agenda.ics", zone=zone, owner=owner).read(start, end)

    return reading


@pytest.fixture
def lines(read) -> Callable:
    """What a file of parts comes to, one line an occurrence; nothing in it may be bad."""

    def shown(*parts, **options):
        reading = read(*parts, **options)
        assert reading.bad == ()
        return told(reading, options.get("zone", AMSTERDAM))

    return shown


@pytest.fixture
def event() -> Callable:
    """Builds an event."""
    return an_event


@pytest.fixture
def shown() -> Callable:
    """Tells a reading."""
    return told


@pytest.fixture
def file_of() -> Callable:
    """Builds a file."""
    return calendar_file
