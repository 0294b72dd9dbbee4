"""The days off as a list for people: what is coming, and what is over and stays for the record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from tutorcore.domain.calendars import DayOff, DayOffKind
from tutorcore.ports import Ports

HOLIDAYS_SHOWN: Final = timedelta(days=366)
"""Public holidays have no end: those are listed that a profile may look ahead to, and as many that are over."""
_SHOWN: Final = timedelta(days=3660)


@dataclass(frozen=True, kw_only=True, slots=True)
class DaysOffList:
    """`coming` by first day, those that are running included; `past` the newest first."""

    coming: tuple[DayOff, ...]
    past: tuple[DayOff, ...]


def list_days_off(ports: Ports) -> DaysOffList:
    """Everything that closes, ten years back and ahead; public holidays a year."""
    today = ports.clock.now().astimezone(ports.zone).date()
    days = [day for day in ports.closures.days_off(today - _SHOWN, today + _SHOWN) if _is_listed(day, today)]
    coming = (day for day in days if day.last >= today)
    past = (day for day in reversed(days) if day.last < today)
    return DaysOffList(coming=tuple(coming), past=tuple(past))


def _is_listed(day: DayOff, today: date) -> bool:
    return day.kind is not DayOffKind.HOLIDAY or day.meets(today - HOLIDAYS_SHOWN, today + HOLIDAYS_SHOWN)
