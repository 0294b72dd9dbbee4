"""Bookings in words: where one stands, one line for each, what came of booking it, and why it was refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from tutorcore.domain.bookings import Booking, BookingState, Deed, Span, Theirs
from tutorcore.domain.openings import Change, ChangedRule, FieldChange
from tutorcore.domain.reasons import Refusal
from tutorcore.domain.zones import AMSTERDAM
from tutorcore.errors import InDoubt, NotBookable, Refused, SlotTaken, TutorError
from tutorcore.wording.dates import moment_text, short_day, span_text
from tutorcore.wording.openings import change_text
from tutorcore.wording.reasons import refusal_text

_STATES: Final[Mapping[BookingState, str]] = {
    BookingState.HELD: "held",
    BookingState.BOOKING: "being booked",
    BookingState.BOOKED: "booked",
    BookingState.CANCELLING: "being cancelled",
    BookingState.CANCELLED: "cancelled",
    BookingState.FAILED: "not booked",
}
SETTLED_BY_ITSELF: Final = "Google has not confirmed it: the time is kept, and it will be settled by itself."


def state_word(state: BookingState) -> str:
    """`held`, `being booked`, `booked`, …: a state alone, as a filter or a column names it."""
    return _STATES[state]


def state_text(booking: Booking, now: datetime, *, zone: ZoneInfo = AMSTERDAM) -> str:
    """Where a booking stands: `held until do 26 nov 11:00`, `being moved to vr 27 nov 16:00`, `booked`."""
    if booking.state is BookingState.HELD:
        return _hold_text(booking, now, zone)
    if booking.state is BookingState.CANCELLING and booking.withdrawing:
        return "being withdrawn"
    if booking.target is not None and booking.moving:
        return f"being moved to {moment_text(booking.target.start.astimezone(zone))}"
    return "released" if _was_held(booking) else _STATES[booking.state]


def _was_held(booking: Booking) -> bool:
    """Whether it is a hold that was let go: one that became a lesson ends no more by itself."""
    return booking.state is BookingState.CANCELLED and booking.expires_at is not None


def _hold_text(booking: Booking, now: datetime, zone: ZoneInfo) -> str:
    if booking.expires_at is None:
        return "held"
    until = moment_text(booking.expires_at.astimezone(zone))
    return f"held until {until}" if booking.takes_time(now) else f"hold expired {until}"


def when_text(span: Span, *, zone: ZoneInfo = AMSTERDAM) -> str:
    """`wo 25 nov 16:00–17:00`."""
    start, end = span.start.astimezone(zone), span.end.astimezone(zone)
    return f"{short_day(start.date())} {span_text(start, end)}"


def booking_line(booking: Booking, *, zone: ZoneInfo = AMSTERDAM) -> str:
    """`wo 25 nov 16:00–17:00, Sanne van der Berg with Eva`."""
    return f"{when_text(booking.span, zone=zone)}, {booking.contact_name} with {booking.tutor_name}"


def who_text(booking: Booking) -> str:
    """`held for Sanne · by Marieke`, `Sanne · by Marieke`: what stands on the calendar."""
    held = "held for " if booking.state is BookingState.HELD else ""
    return f"{held}{booking.contact_name} · by {booking.actor}"


def made_text(booking: Booking, *, zone: ZoneInfo = AMSTERDAM) -> str:
    """By whom and when: `held by Marieke, ma 23 nov 14:16`; of a hold that became a lesson when it was booked."""
    did = {BookingState.HELD: "held", BookingState.FAILED: "tried"}.get(booking.state, "booked")
    booked_at = booking.deed_at if booking.deed is Deed.BOOKED else None
    return f"{did} by {booking.actor}, {moment_text((booked_at or booking.made_at).astimezone(zone))}"


def exception_text(exception: str) -> str:
    """An exception in words: `Kept free before: 5 minutes instead of 10`, for "buffer_before_min 10 -> 5"."""
    field, _, values = exception.partition(" ")
    old, arrow, new = values.partition(" -> ")
    if arrow:
        with suppress(KeyError, ValueError):
            fields = (FieldChange(field, int(old), int(new)),)
            return change_text(Change(rule=ChangedRule.NOTICE, minutes=0, fields=fields))
    words = exception.replace("_", " ").replace(" -> ", " → ")
    return words[:1].upper() + words[1:]


def booked_text(booking: Booking, *, zone: ZoneInfo = AMSTERDAM) -> str:
    """What came of booking, holding or letting go, in a sentence or two."""
    line = booking_line(booking, zone=zone)
    if booking.under_way:
        return _left_open(line, booking)
    said = {
        BookingState.HELD: f"Held: {line}.",
        BookingState.BOOKED: f"Booked: {line}.",
        BookingState.CANCELLED: f"{'Released' if _was_held(booking) else 'Cancelled'}: {line}.",
    }.get(booking.state, f"Not booked: {line}.")
    return _with_problem(said, booking)


def moved_text(booking: Booking, before: Booking, *, zone: ZoneInfo = AMSTERDAM) -> str:
    """What came of moving it: `Moved from wo 25 nov 16:00: vr 27 nov 15:30–16:30, Sanne with Eva.`."""
    line = booking_line(booking, zone=zone)
    if booking.under_way:
        return _left_open(line, booking)
    if booking.span == before.span:
        return _with_problem(f"Not moved: {line}.", booking)
    return _with_problem(f"Moved from {moment_text(before.span.start.astimezone(zone))}: {line}.", booking)


def cancelled_text(booking: Booking, *, zone: ZoneInfo = AMSTERDAM) -> str:
    """What came of cancelling it."""
    if booking.state is BookingState.BOOKED and not booking.under_way:
        return _with_problem(f"Not cancelled: {booking_line(booking, zone=zone)}.", booking)
    return booked_text(booking, zone=zone)


def held_text(bookings: Sequence[Booking], *, zone: ZoneInfo = AMSTERDAM) -> str:
    """What is kept from now on: `Held until di 24 nov 11:00 for Sanne: wo 25 nov 16:00–17:00; vr 27 nov …`."""
    times = "; ".join(f"{when_text(each.span, zone=zone)} with {each.tutor_name}" for each in bookings)
    ends = [each.expires_at for each in bookings if each.expires_at is not None]
    until = f" until {moment_text(max(ends).astimezone(zone))}" if ends else ""
    return f"Held{until} for {bookings[0].contact_name}: {times}."


def theirs_text(theirs: Theirs, *, zone: ZoneInfo = AMSTERDAM) -> str:
    """What somebody did with the event by hand."""
    if theirs.span is None:
        return "Somebody deleted it in Google Calendar by hand."
    return f"Somebody moved it in Google Calendar by hand, to {when_text(theirs.span, zone=zone)}."


def _left_open(line: str, booking: Booking) -> str:
    """What is known for sure, and why it is not finished."""
    why = f" ({booking.problem.rstrip('.')}.)" if booking.problem else ""
    return f"Not settled yet: {line}. {SETTLED_BY_ITSELF}{why}"


def _with_problem(said: str, booking: Booking) -> str:
    return f"{said} {_sentence(booking.problem)}" if booking.problem else said


def taken_by_text(theirs: Booking, *, zone: ZoneInfo = AMSTERDAM) -> str:
    """Who was there first: `Just taken by Marieke: wo 25 nov 16:00–17:00, held for Sanne with Eva.`."""
    how = "held for " if theirs.state is BookingState.HELD else "lesson of "
    return (
        f"Just taken by {theirs.actor}: {when_text(theirs.span, zone=zone)}, "
        f"{how}{theirs.contact_name} with {theirs.tutor_name}."
    )


def refused_texts(error: TutorError, *, zone: ZoneInfo = AMSTERDAM) -> list[str]:
    """Why something was not booked, moved or cancelled: a sentence for each reason, the next step last."""
    return list(_refused(error, zone))


def _refused(error: TutorError, zone: ZoneInfo) -> Iterator[str]:
    if isinstance(error, SlotTaken) and isinstance(error.theirs, Booking):
        yield taken_by_text(error.theirs, zone=zone)
    elif isinstance(error, InDoubt | Refused):  # raised only before anything is written
        yield f"Nothing was changed. {_sentence(str(error))}"
    else:
        yield _sentence(str(error))
    if isinstance(error, NotBookable):
        yield from (refusal_text(each, zone=zone) for each in error.refusals if isinstance(each, Refusal))
    if isinstance(error, InDoubt):
        yield "Try again in a moment."
    elif error.hint:
        yield error.hint


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
