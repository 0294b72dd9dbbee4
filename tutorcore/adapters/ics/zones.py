"""From the name of a time zone in a file to its rules. A name that nobody knows is an error, never UTC."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta, tzinfo
from functools import lru_cache
from typing import Any, Final, cast
from zoneinfo import ZoneInfo, available_timezones

from icalendar import Component, Timezone
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from tutorcore.adapters.ics.parsing import NoZones, UnknownZone, clip, parse
from tutorcore.adapters.ics.structure import line_name

_NOT_A_PLACE: Final = frozenset({"localtime", "Factory"})
"""Names of the machine's own zone, and of no zone: neither may decide."""

_DISPLAY_NAME: Final = re.compile(r"\((?:UTC|GMT)(?:([+-])(\d{2}):(\d{2}))?\)\s*(.+)")
_EXCHANGE_PREFIX: Final = "tzone://microsoft/"
_RULE_PARTS: Final = frozenset({"FREQ", "INTERVAL", "BYMONTH", "BYDAY", "BYMONTHDAY", "BYSETPOS", "UNTIL", "WKST"})
_OLD: Final = 1970
_WINTER: Final = datetime(2026, 1, 15)  # noqa: DTZ001 - a wall clock, to ask a zone for its offset
_SUMMER: Final = datetime(2026, 7, 15)  # noqa: DTZ001


class Zones:
    """The zones of one calendar: those that the world knows, and those that the file itself describes.

    `own` holds the lines of the file's descriptions by name; one is read when somebody needs it.
    """

    def __init__(self, own: Mapping[str, Sequence[str]] | None = None) -> None:
        self._own = own or {}
        self._found: dict[str, tzinfo] = {}

    def find(self, name: str) -> tzinfo:
        """The zone of that name. Raises `UnknownZone`."""
        if name not in self._found:
            self._found[name] = self._look_up(name)
        return self._found[name]

    def _look_up(self, name: str) -> tzinfo:
        cleaned = _cleaned(name)
        zone = by_name(cleaned) or self._own_zone(cleaned) or by_last_part(cleaned) or by_display_name(cleaned)
        if zone is None:
            raise UnknownZone(f"its time zone is unknown: {clip(name)}")
        return zone

    def _own_zone(self, name: str) -> tzinfo | None:
        return described_by(self._own[name]) if name in self._own else None


def zones_of(descriptions: Iterable[Sequence[str]]) -> Zones:
    """The zones of a calendar, from the lines of each of its VTIMEZONE parts."""
    own: dict[str, Sequence[str]] = {}
    for lines in descriptions:
        name = next((line.partition(":")[2] for line in lines if line_name(line) == "TZID"), "")
        own.setdefault(_cleaned(name), lines)
    return Zones(own)


def by_name(name: str) -> ZoneInfo | None:
    """A zone by its IANA name or by Windows' name, whatever the case."""
    key = _iana_names().get(name.casefold()) or _windows_names().get(name.casefold())
    return ZoneInfo(key) if key else None


def by_last_part(name: str) -> ZoneInfo | None:
    """`/mozilla.org/20050126_1/Europe/Amsterdam` and `tzone://Microsoft/Utc`: a known name behind a maker's own."""
    if not name.startswith("/") and not name.casefold().startswith(_EXCHANGE_PREFIX):
        return None
    parts = name.strip("/").split("/")
    tails = ("/".join(parts[first:]) for first in range(len(parts)))
    return next((zone for zone in map(by_name, tails) if zone), None)


def by_display_name(name: str) -> ZoneInfo | None:
    """`(UTC+01:00) Amsterdam, Berlin, Bern, ...`, as Outlook shows zones: a city of the list with that offset."""
    match = _DISPLAY_NAME.fullmatch(name)
    if not match:
        return None
    sign, hours, minutes, cities = match.groups()
    offset = timedelta(hours=int(hours or 0), minutes=int(minutes or 0)) * (-1 if sign == "-" else 1)
    keys = [_cities().get(city.strip().casefold().replace(" ", "_")) for city in cities.split(",")]
    zones = [ZoneInfo(key) for key in keys if key]
    return next((zone for zone in zones if _standard_offset(zone) == offset), None)


def described_by(lines: Sequence[str]) -> tzinfo | None:
    """The zone that a VTIMEZONE describes; None where it says too little or something that cannot be computed."""
    component = parse("VTIMEZONE", lines, NoZones())
    parts = [component, *component.subcomponents]
    if "TZID" not in component or any(part.errors for part in parts) or not all(map(_usable, parts)):
        return None
    for part in component.subcomponents:
        _begin_later(part)
    try:
        zone: tzinfo = cast("Timezone", component).to_tz(lookup_tzid=False)
        zone.utcoffset(_SUMMER)
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError):
        return None
    return zone


def _usable(part: Component) -> bool:
    """Whether its clock changes come about once a year: denser rules would never be done."""
    rules = part.get("RRULE", [])
    return all(
        str(rule.get("FREQ", [""])[0]).upper() == "YEARLY" and _RULE_PARTS.issuperset(rule) and _step(rule) >= 1
        for rule in (rules if isinstance(rules, list) else [rules])
    )


def _step(rule: Mapping[str, Sequence[int]]) -> int:
    return int(rule.get("INTERVAL", [1])[0])


def _begin_later(part: Component) -> None:
    """Let a yearly clock change since 1601, as Outlook writes, begin in 1970: every look-up walks from there."""
    held: Any = part.get("DTSTART")
    start, rule = getattr(held, "dt", None), part.get("RRULE")
    yearly = isinstance(rule, dict) and set(rule) - {"WKST"} == {"FREQ", "BYMONTH", "BYDAY"}
    if isinstance(start, datetime) and start.year < _OLD and yearly:
        held.dt = start.replace(year=_OLD, month=1, day=1)


def _cleaned(name: str) -> str:
    return name.strip().strip("\"'").strip()


def _standard_offset(zone: ZoneInfo) -> timedelta | None:
    """The offset without summer time, north and south of the equator."""
    offsets = [_WINTER.replace(tzinfo=zone).utcoffset(), _SUMMER.replace(tzinfo=zone).utcoffset()]
    return min((offset for offset in offsets if offset is not None), default=None)


@lru_cache(maxsize=1)
def _iana_names() -> dict[str, str]:
    return {name.casefold(): name for name in available_timezones() - _NOT_A_PLACE}


@lru_cache(maxsize=1)
def _windows_names() -> dict[str, str]:
    return {name.casefold(): place for name, place in WINDOWS_TO_OLSON.items()}


@lru_cache(maxsize=1)
def _cities() -> dict[str, str]:
    """City to zone. Where a city has several names for one zone, any will do: they agree."""
    return {name.rpartition("/")[2].casefold(): name for name in sorted(available_timezones()) if "/" in name}
