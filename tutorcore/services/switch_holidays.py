"""Which public holidays close the company: all but a few, until somebody switches one."""

from __future__ import annotations

from datetime import date
from typing import Final

from tutorcore.domain.public_holidays import HolidaySwitch
from tutorcore.domain.records import Entry
from tutorcore.errors import UnknownName
from tutorcore.ports import Ports
from tutorcore.services.acting import require_actor

_YEARS_AHEAD: Final = 5
"""5 May is a public holiday every fifth year: in so many, each holiday comes once."""


def holiday_switches(ports: Ports) -> list[HolidaySwitch]:
    """Every public holiday with its switch, by the day on which it is next."""
    today = ports.clock.now().astimezone(ports.zone).date()
    return ports.closures.switches(today, date(today.year + _YEARS_AHEAD, 12, 31))


def switch_holiday(ports: Ports, key: str, *, on: bool, actor: str, reason: str = "") -> HolidaySwitch:
    """Let a public holiday close the company, or not; the holiday as it was. Raises `UnknownName`, `InputError`."""
    actor = require_actor(actor)
    switches = {switch.key: switch for switch in holiday_switches(ports)}
    if key not in switches:
        raise UnknownName(f"There is no public holiday “{key[:60]}”", hint="Choose one of the list.")
    was = switches[key]
    entry = Entry(
        at=ports.clock.now(),
        actor=actor,
        action=f"public holiday switched {'on' if on else 'off'}",
        subject=f"public holiday:{key}",
        before={"on": was.on},
        after={"on": on},
        reason=reason,
    )
    ports.closures.switch(key, on=on, entry=entry)
    return was
