"""Reading tutors' calendars in Google into the store, and keeping them fresh.

All of a calendar at first and once a day, what changed in between. A fault never frees anybody: the last good reading
stays, marked with the fault in words.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Final

from tutorcore.domain.calendars import REMOTE, Calendar, Tutor
from tutorcore.domain.records import CalendarChange, CalendarReading, Entry, SyncState
from tutorcore.domain.remote_events import CalendarDelta
from tutorcore.errors import InDoubt, InputError, Refused, StartOver, UnknownName
from tutorcore.ports import Ports, RemoteCalendars, RemoteSession
from tutorcore.services.acting import require_actor
from tutorcore.services.bookings import recognise
from tutorcore.services.read_tutors import tutors_named

COVERED_BEFORE: Final = timedelta(days=90)
"""A term back: planners look at past weeks to see what a customer had."""
COVERED_AFTER: Final = timedelta(days=400)
"""A profile looks at most 366 days ahead."""
WHOLE_AGAIN: Final = timedelta(days=1)
"""All of a calendar is read again so often: what is read moves on with the days, and what slipped through is found."""
AT_MOST_EVERY: Final = timedelta(minutes=1)
LIMIT: Final = timedelta(seconds=20)
"""For one calendar, in the background, with nobody waiting."""
STORING: Final = timedelta(seconds=40)
"""What storing a reading may take beside, before another process may take the calendar over."""
ACTOR: Final = "Google Calendar"
"""Who stands in the journal for what changed outside."""


class Outcome(StrEnum):
    """What came of a reading."""

    READ = "read"
    FAILED = "failed"
    NOT_NOW = "not now"
    """Somebody else is at it, or it was read (or tried) less than a minute ago."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Refreshed:
    """A calendar, and what came of reading it; `error` says why that failed."""

    calendar: Calendar
    outcome: Outcome
    error: str = ""


def remote_calendars(ports: Ports, tutor_ids: Collection[int] | None = None) -> list[Calendar]:
    """The calendars in Google that were given to tutors: to these, or to any."""
    calendars = ports.calendars.calendars()
    return [each for each in calendars if each.remote_id and (tutor_ids is None or each.tutor_id in tutor_ids)]


def connect_calendar(ports: Ports, tutor: str, remote_id: str, *, actor: str) -> Calendar:
    """Give a calendar that the settings name to a tutor; nothing of it is read yet, so nothing is free by it.

    Raises `UnknownName` for a calendar or a tutor that there is not, and `InputError` where another tutor has it.
    """
    actor, owner = require_actor(actor), tutors_named(ports, [tutor])[0]
    if remote_id not in _remote(ports).calendar_ids:
        raise UnknownName("The settings name no such calendar in Google", hint="Add it to GCAL_CALENDAR_ID.")
    _require_free(ports, owner, remote_id)
    entry = _entry(ports, actor, "calendar given to a tutor", f"tutor:{owner.id}", calendar=remote_id)
    return ports.calendars.connect(owner.id, REMOTE + remote_id, name=remote_id, entry=entry)


def refresh_due(
    ports: Ports,
    tutor_ids: Collection[int] | None = None,
    *,
    older_than: timedelta = AT_MOST_EVERY,
    limit: timedelta = LIMIT,
) -> list[Refreshed]:
    """Read the calendars in Google whose last good reading is older, of these tutors or of all; `limit` is for each.

    What goes wrong here with one does not keep the others from being read: it is raised when all were.
    """
    if ports.remote is None:
        return []
    known_before = ports.clock.now() - older_than
    due = [each for each in remote_calendars(ports, tutor_ids) if each.read_at is None or each.read_at <= known_before]
    done, errors = [], []
    for calendar in due:
        try:
            done.append(refresh_calendar(ports, calendar, limit=limit))
        except Exception as error:  # noqa: BLE001 - kept, and raised below
            errors.append(error)
    if errors:
        raise errors[0]
    return done


def refresh_calendar(ports: Ports, calendar: Calendar, *, limit: timedelta = LIMIT) -> Refreshed:
    """Read one calendar now, unless somebody else is at it or it was tried a moment ago; then see to our bookings.

    A fault of Google's comes back as FAILED and is marked on the calendar. Raises `InputError` where no Google is set
    up, `UnknownName` where the calendar was taken away.
    """
    remote, now = _remote(ports), ports.clock.now()
    state = ports.calendars.begin_reading(
        calendar.id, now=now, not_since=now - AT_MOST_EVERY, lease_until=now + limit + STORING
    )
    if state is None:
        return Refreshed(calendar=calendar, outcome=Outcome.NOT_NOW)
    try:
        with remote.session(limit=limit) as session:
            change = _read(ports, session, _as_stored(ports, calendar), state, now=now)
    except (Refused, InDoubt) as error:
        said = _in_words(error)
        _mark(ports, calendar, said)
        return Refreshed(calendar=replace(calendar, error=said), outcome=Outcome.FAILED, error=said)
    except UnknownName:
        raise
    except Exception:
        _mark(ports, calendar, "Its reading could not be finished; the log says why")
        raise
    recognise(ports, calendar.id)
    return Refreshed(calendar=change.calendar, outcome=Outcome.READ)


def _read(
    ports: Ports, session: RemoteSession, calendar: Calendar, state: SyncState, *, now: datetime
) -> CalendarChange:
    """What changed, where that is enough; else everything."""
    whole_is_due = state.read_whole_at is None or now - state.read_whole_at >= WHOLE_AGAIN
    if state.token and not whole_is_due:
        delta = _changes(session, calendar, state.token)
        if delta is not None and calendar.covers_until is not None:
            entry = _entry(ports, ACTOR, "calendar read", f"tutor:{calendar.tutor_id}", calendar=calendar.name)
            until = calendar.covers_until
            return ports.calendars.store_delta(calendar.id, delta, covers_until=until, read_at=now, entry=entry)
    return _read_whole(ports, session, calendar, now)


def _changes(session: RemoteSession, calendar: Calendar, token: str) -> CalendarDelta | None:
    """What changed; None where only a whole reading can tell.

    An event that could not be read may be readable now, or stand elsewhere: any change then is read in the whole.
    """
    try:
        delta = session.changes(calendar.remote_id, token)
    except StartOver:
        return None
    return None if delta.bad or (calendar.unreadable and (delta.events or delta.gone)) else delta


def _read_whole(ports: Ports, session: RemoteSession, calendar: Calendar, now: datetime) -> CalendarChange:
    """Whole days, so that a second reading on the same day sees the same time."""
    today = datetime.combine(now.date(), time(), now.tzinfo)
    reading = session.read(calendar.remote_id, today - COVERED_BEFORE, today + COVERED_AFTER)
    reading = replace(reading, source=calendar.source, name=reading.name or calendar.name)
    _as_stored(ports, calendar)  # one that was taken away meanwhile is not brought back
    return ports.calendars.store_reading(
        calendar.tutor_id, reading, read_at=now, entry=_whole_entry(ports, calendar, reading)
    )


def _mark(ports: Ports, calendar: Calendar, said: str) -> None:
    """Note why a calendar could not be read, where it is still there."""
    if calendar.id in {each.id for each in remote_calendars(ports)}:
        ports.calendars.record_failure(calendar.tutor_id, calendar.source, said, at=ports.clock.now())


def _as_stored(ports: Ports, calendar: Calendar) -> Calendar:
    """The calendar as it is now: another process may have read it since it was listed. Raises `UnknownName`."""
    found = next((each for each in ports.calendars.calendars() if each.id == calendar.id), None)
    if found is None:
        raise UnknownName("That calendar is not there any more.", hint="Reload the list of calendars.")
    return found


def _in_words(error: Refused | InDoubt) -> str:
    """The fault as a sentence, with the next step where there is one."""
    said = str(error).rstrip(".")
    return f"{said}. {error.hint}" if error.hint else said


def _remote(ports: Ports) -> RemoteCalendars:
    if ports.remote is None:
        raise InputError("Google Calendar is not set up", hint="docs/google.md says how.")
    return ports.remote


def _require_free(ports: Ports, owner: Tutor, remote_id: str) -> None:
    """A calendar stands for one tutor's time: two would keep each other from their lessons."""
    others = {each.tutor_id for each in remote_calendars(ports) if each.remote_id == remote_id} - {owner.id}
    if others:
        names = [tutor.name for tutor in ports.calendars.tutors() if tutor.id in others]
        raise InputError(
            f"This calendar belongs to {', '.join(names) or 'a tutor who left'}", hint="Remove it there first."
        )


def _whole_entry(ports: Ports, calendar: Calendar, reading: CalendarReading) -> Entry:
    counts = {"events": len(reading.events), "unreadable": len(reading.bad)}
    return _entry(ports, ACTOR, "calendar read", f"tutor:{calendar.tutor_id}", calendar=reading.name, **counts)


def _entry(ports: Ports, actor: str, action: str, subject: str, **after: object) -> Entry:
    return Entry(at=ports.clock.now(), actor=actor, action=action, subject=subject, after=after)
