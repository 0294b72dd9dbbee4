"""Lines to values, by icalendar, one component at a time and each by itself.

icalendar keeps the time zones that it meets for the life of the process, under their names: two files that mean
different rules by "Customized Time Zone" would share the first one's. So zones are looked up here, per file.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, tzinfo
from functools import lru_cache
from typing import Any, Protocol, cast

from icalendar import Component, ComponentFactory, TypesFactory
from icalendar.parser import Contentline
from icalendar.parser.ical import ComponentIcalParser
from icalendar.parser.parameter import Parameters
from icalendar.prop import VPROPERTY

from tutorcore.adapters.ics.structure import TIME_NAMES, line_name

_SHOWN_VALUE = 60


class ZoneFinder(Protocol):
    """Finds a zone by its name."""

    def find(self, name: str) -> tzinfo:
        """The zone. Raises `UnknownZone`."""
        ...


class UnknownZone(ValueError):
    """A time zone that nobody knows: the time cannot be told, and a guess would be worse."""


class Unreadable(ValueError):
    """A component that cannot be used; its text is the reason, for people."""


class NoZones:
    """For components whose times carry no zone of their own."""

    def find(self, name: str) -> tzinfo:
        """Nothing is known."""
        raise UnknownZone(name)


def parse(name: str, lines: Sequence[str], zones: ZoneFinder) -> Component:
    """One component with the properties of `lines`. What cannot be read is left out and told in `.errors`."""
    framed = [f"BEGIN:{name}", *lines, f"END:{name}"]
    content = [Contentline(line) for line in framed]  # type: ignore[no-untyped-call] # the library leaves it untyped
    return _Parser(content, zones).parse()[0]


def parse_event(lines: Sequence[str], zones: ZoneFinder) -> Component:
    """An event of which every line that says when it takes place was understood. Raises `Unreadable`."""
    lines = [line for line in lines if not _lists_nothing(line)]
    component = parse("VEVENT", lines, zones)
    for name, reason in component.errors:
        if name in TIME_NAMES:
            raise Unreadable(reason)
    for line in lines:
        name = line_name(line)
        if name in TIME_NAMES and name not in component:
            raise Unreadable(f"its {name} cannot be read: {clip(line)}")
    return component


def _lists_nothing(line: str) -> bool:
    """An empty list of extra or left-out dates, as some programs write where there are none."""
    return line.rstrip().endswith(":") and line_name(line) in {"RDATE", "EXDATE"}


def clip(text: str) -> str:
    """The beginning of a text, for a message."""
    return text if len(text) <= _SHOWN_VALUE else text[:_SHOWN_VALUE] + "…"


class _Parser(ComponentIcalParser):
    """icalendar's parser with our zones, and with what it cannot read told instead of raised."""

    def __init__(self, lines: list[Contentline], zones: ZoneFinder) -> None:
        super().__init__(lines, _component_factory(), TypesFactory.instance())
        self._zones = zones

    def handle_end_component(self, vals: str) -> None:
        """Close a component without a word of its name: for "VTIMEZONE" icalendar would keep the zone."""
        super().handle_end_component("" if vals.upper() == "VTIMEZONE" else vals)

    def get_factory_for_property(self, name: str, params: Parameters) -> VPROPERTY:
        """The type of a property. The name of a calendar is text, though the standard does not know it."""
        return (
            TypesFactory.instance()["TEXT"]
            if name == "X-WR-CALNAME"
            else super().get_factory_for_property(name, params)
        )

    def handle_line_parse_error(self, exception: Exception) -> None:
        """Leave out a line that is none; `parse_event` sees whether it mattered."""

    def parse_and_add_property(  # noqa: PLR0917 - as the library calls it
        self, name: str, params: Parameters, val: str, tzid: str | None, line: Contentline
    ) -> None:
        """Read a value with the zone that its TZID names in this file."""
        value, zone = val.strip(), None
        if name in TIME_NAMES and str(params.pop("VALUE", "")).upper() == "DATE":
            value, tzid = _dates_alone(value), None
        try:
            zone = self._zones.find(tzid) if tzid else None
            _check_rule(name, value)
        except ValueError as error:
            self.handle_property_parse_error(error, name, params, val, line)
            return
        # A value that ends in Z is UTC, even where a zone is named: then the zone says by which clock it recurs.
        utc = zone is not None and value.upper().endswith("Z")
        # The library's types take a zone where its annotations say a zone's name.
        super().parse_and_add_property(name, params, value, None if utc else cast("str | None", zone), line)
        if utc:
            self._recur_by(name, zone)

    def _recur_by(self, name: str, zone: tzinfo | None) -> None:
        """Put a time of the component on the clock of a zone."""
        held: Any = self.component.get(name) if self.component is not None else None
        if isinstance(getattr(held, "dt", None), datetime):
            held.dt = held.dt.astimezone(zone)

    def handle_property_parse_error(  # noqa: PLR0917 - as the library calls it
        self, exception: Exception, name: str, params: Parameters, val: str, line: Contentline
    ) -> None:
        """Leave the property out and tell why."""
        del params, line
        reason = str(exception) if isinstance(exception, UnknownZone) else f"its {name} cannot be read: {clip(val)}"
        if self.component is not None:
            self.component.errors.append((name, reason))


@lru_cache(maxsize=1)
def _component_factory() -> ComponentFactory:
    """Icalendar's classes of components. Only names that we chose are asked of it, so it does not grow."""
    return ComponentFactory()


def _dates_alone(value: str) -> str:
    """`VALUE=DATE` with a time behind the date, as some exports write: the date is what counts."""
    return ",".join(part.strip()[:8] for part in value.split(","))


def _check_rule(name: str, value: str) -> None:
    """Refuse a rule of which icalendar would drop a part without a word: it would recur on other days."""
    if name == "RRULE" and any(part.count("=") != 1 for part in value.split(";") if part.strip()):
        raise Unreadable(value)
