"""The small lists that everything rests on: staff, tutors, calendars, days off.

Each change has a name and an entry.
"""

from __future__ import annotations

from datetime import date

from tutorcore.domain.calendars import DayOff, Tutor
from tutorcore.domain.records import Entry
from tutorcore.errors import InputError
from tutorcore.ports import Ports
from tutorcore.services.acting import require_actor

LONGEST_NAME = 200


def add_staff(ports: Ports, name: str, *, actor: str) -> str:
    """Add somebody to the staff list. Raises `InputError` for a blank name, or where nobody acts.

    Only the first person may come without an actor: there is nobody yet to choose.
    """
    clean = _clean_name(name, "A name")
    if ports.staff.names():
        require_actor(actor)
    ports.staff.add(clean, entry=_entry(ports, actor or clean, "staff added", f"staff:{clean}"))
    return clean


def remove_staff(ports: Ports, name: str, *, actor: str) -> None:
    """Take somebody off the staff list."""
    require_actor(actor)
    ports.staff.remove(name, entry=_entry(ports, actor, "staff removed", f"staff:{name}"))


def add_tutor(ports: Ports, name: str, *, actor: str) -> Tutor:
    """The tutor of that name, made where there is none."""
    require_actor(actor)
    clean = _clean_name(name, "A tutor's name")
    return ports.calendars.add_tutor(clean, entry=_entry(ports, actor, "tutor added", f"tutor:{clean}"))


def remove_calendar(ports: Ports, calendar_id: int, *, actor: str) -> None:
    """Forget a calendar and its events. Raises `UnknownName`."""
    require_actor(actor)
    ports.calendars.remove_calendar(
        calendar_id, entry=_entry(ports, actor, "calendar removed", f"calendar:{calendar_id}")
    )


def add_day_off(ports: Ports, first: date, last: date, name: str, *, tutor_id: int | None, actor: str) -> DayOff:
    """Close the company, or one tutor, from `first` to `last` (both included). Raises `InputError`."""
    require_actor(actor)
    clean = _clean_name(name, "A day off")
    if last < first:
        raise InputError("The last day lies before the first", hint="Swap the two dates.")
    entry = _entry(ports, actor, "day off added", f"day off:{clean}")
    return ports.closures.add(first, last, clean, tutor_id=tutor_id, entry=entry)


def remove_day_off(ports: Ports, day_off_id: int, *, actor: str) -> None:
    """Open again. Raises `UnknownName`."""
    require_actor(actor)
    entry = _entry(ports, actor, "day off removed", f"day off:{day_off_id}")
    ports.closures.remove(day_off_id, entry=entry)


def _clean_name(name: str, what: str) -> str:
    clean = " ".join(name.split())
    if not clean:
        raise InputError(f"{what} cannot be blank", hint="Type a name.")
    if len(clean) > LONGEST_NAME:
        raise InputError(f"{what} has at most {LONGEST_NAME} characters; this one has {len(clean)}")
    return clean


def _entry(ports: Ports, actor: str, action: str, subject: str) -> Entry:
    return Entry(at=ports.clock.now(), actor=actor, action=action, subject=subject[:LONGEST_NAME])
