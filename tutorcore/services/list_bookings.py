"""Bookings as a list for people: first what somebody has to look at, then holds, coming lessons, and what is over."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum, auto
from typing import Final

from tutorcore.domain.bookings import Booking, BookingState
from tutorcore.domain.bookings.troubles import trouble_of
from tutorcore.domain.instants import midnight
from tutorcore.domain.weeks import end_of_day
from tutorcore.errors import InputError
from tutorcore.ports import Ports
from tutorcore.services.bookings import can_undo
from tutorcore.services.lesson_types.knowing import recorded_profile

MOST_LISTED: Final = 2_000
_PAST_SHOWN: Final = timedelta(days=400)


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """Which bookings are wanted. `contact` is part of the name, or the id; both days are local and included."""

    states: frozenset[BookingState] = frozenset()
    tutor_id: int | None = None
    contact: str = ""
    first: date | None = None
    last: date | None = None
    past: bool = False
    """Also what is over, cancelled, or ended as a hold."""


@dataclass(frozen=True, kw_only=True, slots=True)
class BookingList:
    """`attention`, `holds` and `coming` by start, `past` the newest first; `cut`: there are more than are listed."""

    attention: tuple[Booking, ...] = ()
    holds: tuple[Booking, ...] = ()
    coming: tuple[Booking, ...] = ()
    past: tuple[Booking, ...] = ()
    cut: bool = False

    @property
    def all(self) -> tuple[Booking, ...]:
        """Everything, in the order of the list."""
        return (*self.attention, *self.holds, *self.coming, *self.past)


@dataclass(frozen=True, kw_only=True, slots=True)
class Possible:
    """What can be done with a booking now. `in_notice`: changing it needs a word that it shall be so all the same."""

    book: bool = False
    release: bool = False
    change: bool = False
    in_notice: bool = False
    undo: bool = False
    accept_theirs: bool = False
    settle: bool = False
    ask_again: bool = False
    """Another time can be looked for."""


class _Group(Enum):
    ATTENTION = auto()
    HOLDS = auto()
    COMING = auto()
    PAST = auto()


def list_bookings(ports: Ports, wanted: Wanted = Wanted()) -> BookingList:
    """The bookings that are wanted, grouped. Raises `InputError` where the last day lies before the first."""
    now = ports.clock.now()
    found = _found(ports, wanted, now)
    again = _booked_again(found)
    groups = dict[_Group, list[Booking]]()
    for each in found:
        if _is_wanted(each, wanted, ports):
            groups.setdefault(_group_of(each, now, again), []).append(each)
    past = reversed(groups.get(_Group.PAST, []))
    return BookingList(
        attention=tuple(groups.get(_Group.ATTENTION, ())),
        holds=tuple(groups.get(_Group.HOLDS, ())),
        coming=tuple(groups.get(_Group.COMING, ())),
        past=tuple(past) if wanted.past or wanted.states else (),
        cut=len(found) >= MOST_LISTED,
    )


def _group_of(booking: Booking, now: datetime, booked_again: Collection[str]) -> _Group:
    if trouble_of(booking, now) is not None and booking.id not in booked_again:
        return _Group.ATTENTION
    if booking.state is BookingState.HELD and booking.takes_time(now):
        return _Group.HOLDS
    return _Group.COMING if _is_coming(booking, now) else _Group.PAST


def possible_with(ports: Ports, booking: Booking) -> Possible:
    """What can be done with it now."""
    now = ports.clock.now()
    held = booking.state is BookingState.HELD and booking.takes_time(now)
    theirs = booking.state is BookingState.BOOKED and booking.theirs is not None and not booking.under_way
    change = booking.state is BookingState.BOOKED and not booking.under_way and not theirs and booking.span.start > now
    return Possible(
        book=held and booking.span.start > now,
        release=held,
        change=change,
        in_notice=change and booking.span.start < now + _notice(ports, booking),
        undo=can_undo(booking, now),
        accept_theirs=theirs,
        settle=booking.under_way and booking.workable(now),
        ask_again=booking.state is BookingState.FAILED and booking.span.end > now,
    )


def _notice(ports: Ports, booking: Booking) -> timedelta:
    profile = recorded_profile(ports, booking.profile)
    return timedelta(minutes=profile.min_lead_minutes if profile else 0)


def _found(ports: Ports, wanted: Wanted, now: datetime) -> list[Booking]:
    """By start; what is under way is among them however old it is."""
    if wanted.first and wanted.last and wanted.last < wanted.first:
        raise InputError("The last day lies before the first", hint="Swap the two dates.")
    since = now - _PAST_SHOWN if wanted.past else now
    if wanted.first:
        since = midnight(wanted.first, ports.zone)
    until = end_of_day(wanted.last, ports.zone) if wanted.last else None
    listed = ports.bookings.listed(since=since, until=until, tutor_id=wanted.tutor_id, limit=MOST_LISTED)
    by_id = {each.id: each for each in (*listed, *ports.bookings.under_way())}
    return sorted(by_id.values(), key=lambda each: (each.span, each.id))


def _is_wanted(booking: Booking, wanted: Wanted, ports: Ports) -> bool:
    day = booking.span.start.astimezone(ports.zone).date()
    return (
        (not wanted.states or booking.state in wanted.states)
        and wanted.tutor_id in {None, booking.tutor_id}
        and (wanted.first is None or wanted.first <= day)
        and (wanted.last is None or day <= wanted.last)
        and _is_of(booking, wanted.contact)
    )


def _is_of(booking: Booking, contact: str) -> bool:
    name, words = booking.contact_name.casefold(), contact.casefold().split()
    return booking.contact_id.casefold() == contact.strip().casefold() or all(word in name for word in words)


def _is_coming(booking: Booking, now: datetime) -> bool:
    lives = {BookingState.BOOKING, BookingState.BOOKED, BookingState.CANCELLING}
    return booking.state in lives and booking.span.end > now


def _booked_again(bookings: Sequence[Booking]) -> set[str]:
    """The failed ones whose contact has a later booking: nobody has to look at those any more."""
    latest: dict[str, datetime] = {}
    for each in bookings:
        if each.state in {BookingState.BOOKED, BookingState.BOOKING}:
            latest[each.contact_id] = max(each.made_at, latest.get(each.contact_id, each.made_at))
    return {
        each.id
        for each in bookings
        if each.state is BookingState.FAILED and latest.get(each.contact_id, each.made_at) > each.made_at
    }
