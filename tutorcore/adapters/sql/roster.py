"""The port `Roster`: every contact in one pass, streamed, and what the journal tells of changes since.

Everything that a row hangs on is journalled in the commit of its change, so the journal's newest number is the stamp.
PostgreSQL gives numbers out before they are committed: an entry may turn up behind later ones, so the last few are
counted too, and looked at again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from heapq import merge
from itertools import groupby
from operator import attrgetter
from typing import Any, Final

from sqlalchemy import Connection, Engine, Select, func, not_, or_, select

from tutorcore.adapters.sql.booking_rows import GONE
from tutorcore.adapters.sql.engine import reading
from tutorcore.adapters.sql.tables import bookings, calendars, contacts, conversations, events, journal, pins
from tutorcore.domain.bookings import BookingState
from tutorcore.domain.calendars import EventStatus
from tutorcore.domain.contacts import Contact, Conversation, Pin
from tutorcore.domain.roster import RosterLesson, RosterRow, wish_and_lesson_type
from tutorcore.ports.roster import RosterChange

_LATE: Final = 2_000
"""How many numbers back a commit may turn up."""
_MOST_CHANGES: Final = 20_000
"""With more than these since a stamp, a whole pass is as quick."""
_AT_ONCE: Final = 500
_STREAMED: Final = 2_000
_CONTACT: Final = "contact:"
_CONTACT_COLUMNS: Final = ("id", "name", "email", "phone", "attributes", "last_activity_at", "version")
_TALK_COLUMNS: Final = ("contact_id", "id", "attributes", "created_at", "last_activity_at")


class SqlRoster:
    """The port `Roster`."""

    def __init__(self, engine: Engine, *, most_changes: int = _MOST_CHANGES) -> None:
        self._engine = engine
        self._most_changes = most_changes

    def stamp(self) -> str:
        """Changes whenever `rows` or `lessons` may have changed."""
        with reading(self._engine) as connection:
            newest = connection.scalar(select(func.max(journal.c.id))) or 0
            recent = select(func.count()).select_from(journal).where(journal.c.id > newest - _LATE)
            return f"{newest}.{connection.scalar(recent)}"

    def changed_since(self, stamp: str) -> RosterChange | None:
        """What may have changed since an earlier stamp; None: that cannot be told, or is too much."""
        seen = int(stamp.partition(".")[0])
        since = seen if self._engine.dialect.name == "sqlite" else seen - _LATE
        query = select(journal.c.subject).where(journal.c.id > since).limit(self._most_changes + 1)
        with reading(self._engine) as connection:
            if (connection.scalar(select(func.max(journal.c.id))) or 0) < seen:
                return None
            subjects = connection.scalars(query).all()
        if len(subjects) > self._most_changes:
            return None
        named = [subject for subject in subjects if subject.startswith(_CONTACT)]
        return RosterChange(
            contact_ids=frozenset(subject.removeprefix(_CONTACT) for subject in named),
            lessons=len(named) < len(subjects),
        )

    def rows(self, now: datetime, *, contact_ids: Collection[str] | None = None) -> Iterator[RosterRow]:
        """Every contact by id, or those of these ids that there are; read as they are asked for."""
        ids = sorted(set(contact_ids or ()))
        parts = [ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE)]
        with reading(self._engine) as connection:
            for part in [None] if contact_ids is None else parts:
                yield from _rows(connection, now, part)

    def lessons(self) -> Iterator[RosterLesson]:
        """Every lesson of a contact that was not called off, by contact and start.

        Of two that begin together the last one is that which `Calendars.last_lesson_tutor` finds.
        """
        with reading(self._engine) as connection:
            booked, read = (map(_lesson, _streamed(connection, query)) for query in (_booked(), _in_calendars()))
            yield from merge(booked, read, key=attrgetter("contact_id", "start"))


def _rows(connection: Connection, now: datetime, ids: Collection[str] | None) -> Iterator[RosterRow]:
    """Contacts beside their conversations, both by the contact's id."""
    wanted = _of_contacts(select(*(contacts.c[name] for name in _CONTACT_COLUMNS)), contacts.c.id, ids)
    talks = _of_contacts(select(*(conversations.c[name] for name in _TALK_COLUMNS)), conversations.c.contact_id, ids)
    unfinished = _unfinished_pins(connection, now, ids)
    talking = groupby(_streamed(connection, talks), key=attrgetter("contact_id"))
    speaker, said = next(talking, (None, iter(())))
    for row in _streamed(connection, wanted):
        while speaker is not None and speaker < row.id:
            speaker, said = next(talking, (None, iter(())))
        spoken = map(_conversation, said) if speaker == row.id else ()
        yield _row(row, unfinished.get(row.id, ()), spoken)


def _of_contacts(query: Select[Any], key: Any, ids: Collection[str] | None) -> Select[Any]:
    ordered = query.order_by(key)
    return ordered if ids is None else ordered.where(key.in_(list(ids)))


def _streamed(connection: Connection, query: Select[Any]) -> Iterable[Any]:
    return connection.execute(query.execution_options(yield_per=_STREAMED))


def _row(row: Any, unfinished: Collection[Pin], spoken: Iterable[Conversation]) -> RosterRow:
    wish, lesson_type = wish_and_lesson_type(spoken)
    return RosterRow(
        contact_id=row.id,
        label=Contact(id=row.id, name=row.name, email=row.email, phone=row.phone).label,
        attributes=row.attributes,
        pins=tuple(unfinished),
        wish=wish,
        lesson_type=lesson_type,
        last_activity_at=row.last_activity_at,
        version=row.version,
    )


def _conversation(row: Any) -> Conversation:
    contact_id, conversation_id, attributes, created_at, last_activity_at = row
    return Conversation(
        id=conversation_id,
        contact_id=contact_id,
        attributes=attributes,
        created_at=created_at,
        last_activity_at=last_activity_at,
    )


def _unfinished_pins(connection: Connection, now: datetime, ids: Collection[str] | None) -> dict[str, list[Pin]]:
    """By contact the pins that run at `now` or later, the one that begins last first."""
    query = select(pins).where(or_(pins.c.until.is_(None), pins.c.until > now))
    if ids is not None:
        query = query.where(pins.c.contact_id.in_(list(ids)))
    found: dict[str, list[Pin]] = {}
    for row in connection.execute(query.order_by(pins.c.since.desc(), pins.c.id.desc())).mappings():
        pin = Pin(**{name: value for name, value in row.items() if name != "id"})
        found.setdefault(pin.contact_id, []).append(pin)
    return found


def _lesson(row: Any) -> RosterLesson:
    contact_id, start, end, tutor_id = row
    return RosterLesson(contact_id=contact_id, start=start, end=end, tutor_id=tutor_id)


def _booked() -> Select[Any]:
    """What was booked here, but for lessons that somebody deleted in the calendar by hand."""
    query = select(bookings.c.contact_id, bookings.c.start_at, bookings.c.end_at, bookings.c.tutor_id).where(
        bookings.c.contact_id != "",
        bookings.c.state == BookingState.BOOKED.value,
        bookings.c.theirs != GONE,
    )
    return query.order_by(bookings.c.contact_id, bookings.c.start_at, bookings.c.id)


def _in_calendars() -> Select[Any]:
    """What was read. Of a lesson that was booked here, the booking says where it stands and whether it counts."""
    query = (
        select(events.c.contact_id, events.c.start_at, events.c.end_at, calendars.c.tutor_id)
        .join(calendars, calendars.c.id == events.c.calendar_id)
        .where(
            events.c.contact_id != "",
            events.c.status != EventStatus.CANCELLED.value,
            not_(events.c.declined),
            not_(select(bookings.c.id).where(bookings.c.id == events.c.booking_id).exists()),
        )
    )
    return query.order_by(events.c.contact_id, events.c.start_at, events.c.no)
