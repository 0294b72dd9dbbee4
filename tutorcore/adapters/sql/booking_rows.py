"""Between rows and bookings: reading them, writing them, and what both databases can hold of one."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import datetime
from typing import Final

from sqlalchemy import RowMapping

from tutorcore.adapters.sql.clean import storable_text
from tutorcore.adapters.sql.column_types import in_utc
from tutorcore.domain.bookings import Booking, BookingState, Deed, Span, Theirs

_OTHERWISE: Final = frozenset({"state", "span", "target", "exceptions", "theirs", "deed", "before_deed"})
_PLAIN: Final = tuple(field.name for field in fields(Booking) if field.name not in _OTHERWISE)
"""Fields that are columns by the same name."""
_MOVED: Final = "moved"
GONE: Final = "gone"
"""What the column `theirs` holds where somebody deleted the event by hand."""


def booking_from(row: RowMapping) -> Booking:
    """A booking as its row holds it."""
    return Booking(
        **{name: row[name] for name in _PLAIN},
        state=BookingState(row["state"]),
        span=Span(row["start_at"], row["end_at"]),
        target=_span(row["target_start"], row["target_end"]),
        exceptions=_texts(row["exceptions"]),
        theirs=_theirs(row),
        deed=Deed(row["deed"]) if row["deed"] else None,
        before_deed=_span(row["before_start"], row["before_end"]),
    )


def booking_values(booking: Booking) -> dict[str, object]:
    """A booking as the values of its row."""
    values: dict[str, object] = {name: getattr(booking, name) for name in _PLAIN}
    return {
        **values,
        "state": booking.state.value,
        **_ends(booking.span, "start_at", "end_at"),
        **_ends(booking.target, "target_start", "target_end"),
        "exceptions": {"all": list(booking.exceptions)},
        **_their_values(booking.theirs),
        "deed": booking.deed.value if booking.deed else "",
        **_ends(booking.before_deed, "before_start", "before_end"),
    }


def in_stored_form(booking: Booking) -> Booking:
    """The booking with its times in UTC: two times of one zone are compared by the clock on the wall otherwise."""
    target = None if booking.target is None else _in_utc(booking.target)
    return replace(booking, span=_in_utc(booking.span), target=target)


def _in_utc(span: Span) -> Span:
    return Span(in_utc(span.start), in_utc(span.end))


def _span(start: datetime | None, end: datetime | None) -> Span | None:
    return None if start is None or end is None else Span(start, end)


def _ends(span: Span | None, start: str, end: str) -> dict[str, object]:
    return {start: span and span.start, end: span and span.end}


def _texts(stored: dict[str, object]) -> tuple[str, ...]:
    found = stored.get("all")
    return tuple(str(text) for text in found) if isinstance(found, list) else ()


def _theirs(row: RowMapping) -> Theirs | None:
    if not row["theirs"]:
        return None
    span = None if row["theirs"] == GONE else _span(row["their_start"], row["their_end"])
    return Theirs(span=span, etag=row["their_etag"])


def _their_values(theirs: Theirs | None) -> dict[str, object]:
    span = None if theirs is None else theirs.span
    kind = "" if theirs is None else GONE if span is None else _MOVED
    etag = "" if theirs is None else storable_text(theirs.etag)
    return {"theirs": kind, "their_etag": etag, **_ends(span, "their_start", "their_end")}
