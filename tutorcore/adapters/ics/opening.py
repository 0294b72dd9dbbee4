"""From what people type or upload to a calendar source: a file, a feed, or bytes with a name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PureWindowsPath
from typing import Final
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import httpx

from tutorcore.adapters.ics.feed import fetch
from tutorcore.adapters.ics.flags import clean, mail_address
from tutorcore.adapters.ics.limits import DEFAULT_LIMITS, Limits
from tutorcore.adapters.ics.reading import Origin, read_calendar
from tutorcore.domain.calendars import shown_source
from tutorcore.domain.records import CalendarReading
from tutorcore.errors import BrokenFile, InputError, SourceUnavailable
from tutorcore.ports import CalendarSource

_SCHEME: Final = re.compile(r"([a-z][a-z0-9+.-]+)://", re.IGNORECASE)
_FEEDS: Final = {"http": "http", "https": "https", "webcal": "https", "webcals": "https"}


def open_calendar(
    location: str,
    *,
    zone: ZoneInfo,
    http: httpx.Client | None = None,
    owner: str = "",
    limits: Limits = DEFAULT_LIMITS,
) -> CalendarSource:
    """The calendar at a path or at an http(s) or webcal address. Nothing is read yet.

    `zone` is where all-day events lie, and floating times of a calendar that names no zone. `owner` is the address
    of the calendar's owner, whose declined invitations do not block. `http` is used as it is, with our timeouts.
    Raises `InputError` for a location that can be neither.
    """
    text = location.strip()
    scheme = _SCHEME.match(text)
    if scheme:
        origin = _origin(_feed_address(text, scheme), zone=zone, owner=owner)
        return _Feed(origin, http, limits)
    path = Path(text)
    if not text or not path.is_file():
        raise InputError(f"There is no calendar file {text or '(blank)'}.", hint="Give a file or a web address.")
    return _File(_origin(path.name, zone=zone, owner=owner), path, limits)


def calendar_from_bytes(
    data: bytes, *, name: str, zone: ZoneInfo, owner: str = "", limits: Limits = DEFAULT_LIMITS
) -> CalendarSource:
    """An uploaded calendar. `name` is the file's, whose folders do not count."""
    return _Bytes(_origin(PureWindowsPath(name).name or name, zone=zone, owner=owner), data, limits)


def _origin(source: str, *, zone: ZoneInfo, owner: str) -> Origin:
    """Where a calendar comes from; until it says its name, it goes by its host or by its file's name."""
    name = shown_source(source) if _SCHEME.match(source) else Path(source).stem
    return Origin(source=clean(source), name=clean(name), zone=zone, owner=mail_address(owner))


def _feed_address(text: str, scheme: re.Match[str]) -> str:
    """The address to fetch: `webcal:` is a calendar's way of writing `https:`."""
    plain = _FEEDS.get(scheme.group(1).lower())
    if plain is None:
        raise InputError("A calendar's address begins with https:// or webcal://.", hint="Copy it once more.")
    address = f"{plain}://{text[scheme.end() :]}"
    if not _has_host(address):
        raise InputError("This is not the address of a calendar.", hint="Copy it once more.")
    return address


def _has_host(address: str) -> bool:
    try:
        return bool(httpx.URL(address).host and urlsplit(address).hostname)
    except (httpx.InvalidURL, ValueError):
        return False


@dataclass(frozen=True, slots=True)
class _Feed:
    """A feed, fetched at every reading."""

    origin: Origin
    http: httpx.Client | None
    limits: Limits

    @property
    def source(self) -> str:
        """Its address, which is a key: show it by `shown_source`."""
        return self.origin.source

    def read(self, covers_from: datetime, covers_until: datetime) -> CalendarReading:
        """Fetch and read it."""
        data = fetch(self.source, self.http, self.limits)
        return _Bytes(self.origin, data, self.limits).read(covers_from, covers_until)


@dataclass(frozen=True, slots=True)
class _File:
    """A file, which goes by its name: a newer export of that name takes its place."""

    origin: Origin
    path: Path
    limits: Limits

    @property
    def source(self) -> str:
        """Its name without folders."""
        return self.origin.source

    def read(self, covers_from: datetime, covers_until: datetime) -> CalendarReading:
        """Read it."""
        try:
            with self.path.open("rb") as file:
                data = file.read(self.limits.max_bytes + 1)
        except OSError as error:
            raise SourceUnavailable(
                f"The file {self.source} cannot be read: {error.strerror}.", hint="Check that it is there and allowed."
            ) from error
        return _Bytes(self.origin, data, self.limits).read(covers_from, covers_until)


@dataclass(frozen=True, slots=True)
class _Bytes:
    """A file that is in memory already."""

    origin: Origin
    data: bytes
    limits: Limits

    @property
    def source(self) -> str:
        """Its name without folders."""
        return self.origin.source

    def read(self, covers_from: datetime, covers_until: datetime) -> CalendarReading:
        """Read it."""
        if len(self.data) > self.limits.max_bytes:
            raise BrokenFile(f"The file is larger than {self.limits.max_bytes // 1_000_000} MB.")
        return read_calendar(self.data, self.origin, covers_from, covers_until, limits=self.limits)
