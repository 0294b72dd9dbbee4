"""The port `Bookings`.

Two writers who want the same tutor's time wait for each other at the tutor's row (on SQLite every writer is alone
already). Whoever comes second finds what the first one stored.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Engine, Select, and_, insert, or_, select, update

from tutorcore.adapters.sql.booking_rows import booking_from, booking_values, in_stored_form
from tutorcore.adapters.sql.calendars import require_tutor
from tutorcore.adapters.sql.clean import shortened
from tutorcore.adapters.sql.column_types import in_utc
from tutorcore.adapters.sql.contacts import change_attributes
from tutorcore.adapters.sql.engine import reading, writing
from tutorcore.adapters.sql.journal import record
from tutorcore.adapters.sql.tables import bookings, calendars
from tutorcore.domain.bookings import Booking, BookingState, first_in_the_way, slot_taken
from tutorcore.domain.records import Entry
from tutorcore.errors import Conflict, UnknownName
from tutorcore.ports.bookings import Following

_LONGEST_BUFFER: Final = timedelta(minutes=240)
_LONG_AGO: Final = datetime(1970, 1, 1, tzinfo=UTC)
_UNDER_WAY: Final = (BookingState.BOOKING.value, BookingState.CANCELLING.value)
_FOR_EVER: Final = (BookingState.BOOKED.value, *_UNDER_WAY)
"""The states in which time is taken by every clock."""


class SqlBookings:
    """The port `Bookings`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def get(self, booking_id: str) -> Booking:
        """One booking. Raises `UnknownName`."""
        found = self.with_ids([booking_id])
        if not found:
            raise _no_such_booking(booking_id)
        return found[0]

    def reserve(self, bookings: Sequence[Booking], *, now: datetime, entries: Sequence[Entry]) -> list[Booking]:
        """Store new bookings or holds, all or none; from then on they take time.

        Raises `SlotTaken` (theirs: the Booking in the way), `UnknownName` (no such tutor or calendar).
        """
        wanted = [in_stored_form(booking) for booking in bookings]
        with writing(self._engine) as connection:
            for tutor_id in sorted({booking.tutor_id for booking in wanted}):
                require_tutor(connection, tutor_id)
            stored = [_add(connection, booking, now) for booking in wanted]
            record(connection, *entries)
        return stored

    def save(
        self, booking: Booking, *, now: datetime, entry: Entry | None = None, following: Following | None = None
    ) -> Booking:
        """Store a booking over the one with its `version`, which grows; with it the change of its contact.

        Raises `Conflict` (theirs: the Booking, or the Contact, as it is stored now), `SlotTaken`, `UnknownName`.
        """
        booking = in_stored_form(booking)
        with writing(self._engine) as connection:
            stored = _lock(connection, booking)
            if booking.takes_time(now) and not _keeps_already(stored, booking):
                require_tutor(connection, booking.tutor_id)
                _require_room(connection, booking, now)
            values = booking_values(booking) | {"version": booking.version + 1}
            change = update(bookings).where(bookings.c.id == booking.id, bookings.c.version == booking.version)
            saved = booking_from(connection.execute(change.values(values).returning(bookings)).mappings().one())
            if entry is not None:
                record(connection, entry)
            if following is not None:
                _follow(connection, following)
        return saved

    def taking_time(self, tutor_ids: Collection[int], start: datetime, end: datetime, now: datetime) -> list[Booking]:
        """What takes time of these tutors at `now` and meets [start, end) with any of its spans, by start."""
        wanted = frozenset(tutor_ids)
        query = _by_start(select(bookings).where(_near(wanted, in_utc(start), in_utc(end))))
        return [booking for booking in self._found(query) if booking.tutor_id in wanted and booking.takes_time(now)]

    def under_way(self) -> list[Booking]:
        """Those that somebody has to finish or undo, oldest change first."""
        moving = bookings.c.target_start > _LONG_AGO
        query = select(bookings).where(or_(bookings.c.state.in_(_UNDER_WAY), moving))
        found = self._found(query.order_by(bookings.c.changed_at, bookings.c.id))
        return [booking for booking in found if booking.under_way]

    def with_ids(self, booking_ids: Collection[str]) -> list[Booking]:
        """Those of them that there are, by start."""
        return self._found(_by_start(select(bookings).where(bookings.c.id.in_(sorted(set(booking_ids))))))

    def listed(
        self,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        states: Collection[BookingState] = (),
        tutor_id: int | None = None,
        calendar_id: int | None = None,
        contact_id: str = "",
        limit: int = 500,
    ) -> list[Booking]:
        """Those that end after `since` and start before `until`, of the states and people where given, by start."""
        conditions = (
            since and bookings.c.end_at > since,
            until and bookings.c.start_at < until,
            states and bookings.c.state.in_(sorted(state.value for state in states)),
            None if tutor_id is None else bookings.c.tutor_id == tutor_id,
            None if calendar_id is None else bookings.c.calendar_id == calendar_id,
            bookings.c.contact_id == contact_id if contact_id else None,
        )
        given = [condition for condition in conditions if isinstance(condition, ColumnElement)]
        return self._found(_by_start(select(bookings).where(*given)).limit(limit))

    def _found(self, query: Select[Any]) -> list[Booking]:
        with reading(self._engine) as connection:
            return [booking_from(row) for row in connection.execute(query).mappings()]


def _by_start(query: Select[Any]) -> Select[Any]:
    return query.order_by(bookings.c.start_at, bookings.c.end_at, bookings.c.id)


def _near(tutor_ids: Collection[int], start: datetime, end: datetime) -> ColumnElement[bool]:
    """Whether a booking of these tutors meets [start, end), or is being moved to there (of whatever tutor).

    Each side is what one index answers. Who asks looks at states, and at the tutors of what is being moved: with these
    in the question too, SQLite would walk through everything that was ever booked.
    """
    here = and_(bookings.c.tutor_id.in_(sorted(tutor_ids)), bookings.c.end_at > start, bookings.c.start_at < end)
    there = and_(bookings.c.target_start < end, bookings.c.target_end > start)
    return or_(here, there)


def _add(connection: Connection, booking: Booking, now: datetime) -> Booking:
    """Store a new booking of a tutor whose row is held."""
    _require_calendar(connection, booking)
    if booking.takes_time(now):
        _require_room(connection, booking, now)
    adding = insert(bookings).values(booking_values(booking)).returning(bookings)
    return booking_from(connection.execute(adding).mappings().one())


def _require_calendar(connection: Connection, booking: Booking) -> None:
    if booking.calendar_id is None:
        return
    query = select(calendars.c.id).where(
        calendars.c.id == booking.calendar_id, calendars.c.tutor_id == booking.tutor_id
    )
    if connection.scalar(query) is None:
        raise UnknownName(
            f"{booking.tutor_name} has no such calendar (any more).", hint="Reload the page, then book again."
        )


def _require_room(connection: Connection, booking: Booking, now: datetime) -> None:
    """Raises `SlotTaken` where another booking of the tutor, whose row is held, stands in the way."""
    near = [
        _near({booking.tutor_id}, span.start - _LONGEST_BUFFER, span.end + _LONGEST_BUFFER) for span in booking.spans
    ]
    query = select(bookings).where(or_(*near))
    others = [booking_from(row) for row in connection.execute(query).mappings()]
    theirs = first_in_the_way(booking, others, now)
    if theirs is not None:
        raise slot_taken(theirs)


def _keeps_already(stored: Booking, booking: Booking) -> bool:
    """Whether `stored` takes all the time that `booking` needs, and does so for ever.

    A hold never counts: by the clock of somebody else it may be over, and its time given away.
    """
    for_ever = stored.state.value in _FOR_EVER
    same_buffers = (stored.tutor_id, stored.buffer_before_min, stored.buffer_after_min) == (
        booking.tutor_id,
        booking.buffer_before_min,
        booking.buffer_after_min,
    )
    return for_ever and same_buffers and set(booking.spans) <= set(stored.spans)


def _lock(connection: Connection, booking: Booking) -> Booking:
    """The stored booking, held until the transaction ends. Raises `UnknownName`, `Conflict` (theirs: Booking)."""
    query = select(bookings).where(bookings.c.id == booking.id).with_for_update()
    row = connection.execute(query).mappings().first()
    if row is None:
        raise _no_such_booking(booking.id)
    theirs = booking_from(row)
    if theirs.version != booking.version:
        raise Conflict(
            "Somebody else changed this booking meanwhile; your change was not saved.",
            theirs=theirs,
            hint="Look at it as it is now, then try again.",
        )
    return theirs


def _follow(connection: Connection, following: Following) -> None:
    change_attributes(
        connection,
        following.contact_id,
        following.changes,
        expected_version=following.expected_version,
        entry=following.entry,
    )


def _no_such_booking(booking_id: str) -> UnknownName:
    return UnknownName(f"There is no booking {shortened(booking_id)!r}.", hint="Look it up in the list of bookings.")
