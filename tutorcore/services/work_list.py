"""The work list: everybody who needs planning now, from the store in few questions; and the same for one contact.

The list is remembered by the process until anything that it hangs on has changed, and for a minute at most: some
reasons begin or end by the clock alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Final

from tutorcore.domain.bookings import Booking, BookingState
from tutorcore.domain.contacts import current_wish
from tutorcore.domain.effects.people import People
from tutorcore.domain.preferences import not_understood
from tutorcore.domain.roster import wish_and_lesson_type
from tutorcore.domain.segments import effective_segment, is_set
from tutorcore.domain.work import HAS_PAID, TRIAL_COMPLETED, Cause, Situation, Why, causes, lessons_of
from tutorcore.domain.work_everybody import BookingsBy, work_items
from tutorcore.domain.work_list import Order, UnreadTutor, WorkItem, counted_by_why, ordered, unread_tutors
from tutorcore.ports import Ports
from tutorcore.services.effect.people import know_people
from tutorcore.services.know_profiles import know_profiles

GOOD_FOR: Final = timedelta(minutes=1)
"""How long a list is shown again while nothing changed."""
_NAME: Final = "work list"
_UNSETTLED: Final = frozenset({BookingState.HELD, BookingState.BOOKING, BookingState.FAILED})
_MOST: Final = 100_000
_FOR_EVER: Final = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, kw_only=True, eq=False)
class WorkList:
    """Who needs planning at `made_at`, the most urgent first, among how many `contacts`.

    While a tutor is `unread`, or there is none among `tutors`, it is not known what lessons there are, and nobody is
    said to have none.
    """

    items: tuple[WorkItem, ...]
    contacts: int
    made_at: datetime
    tutors: int
    unread: tuple[UnreadTutor, ...]

    @cached_property
    def counts(self) -> Mapping[Why, int]:
        """How many contacts have each of the reasons that there are."""
        return counted_by_why(self.items)

    @property
    def lessons_known(self) -> bool:
        """Whether it is known of everybody what lessons there are."""
        return _are_known(self.tutors, self.unread)


@dataclass(frozen=True, slots=True)
class _Rest:
    """What a list hangs on beside people."""

    profiles: tuple[str, ...]
    unsettled: tuple[Booking, ...]
    tutors: int
    unread: tuple[UnreadTutor, ...]


@dataclass(frozen=True, slots=True)
class _Known:
    """A list, and what it was made of."""

    people: People
    rest: _Rest
    list: WorkList

    def holds(self, people: People, rest: _Rest, now: datetime) -> bool:
        """Whether it is still as it would be made now."""
        age = now - self.list.made_at
        return self.people is people and self.rest == rest and timedelta() <= age < GOOD_FOR


def work_list(ports: Ports) -> WorkList:
    """Everybody who needs planning now. Raises `SourceUnavailable`."""
    return ports.memory.renewed(_NAME, lambda known: _renewed(ports, known)).list


def work_of(ports: Ports, contact_id: str) -> tuple[Cause, ...]:
    """Why one contact needs planning now; empty: it does not. Raises `UnknownName`."""
    contact, now = ports.contacts.get(contact_id), ports.clock.now()
    conversations, pin = ports.contacts.conversations(contact_id), ports.contacts.pin_of(contact_id, now)
    segment = effective_segment(contact.attributes, pin, now=now, profiles=know_profiles(ports))
    lessons = ports.calendars.lessons_of(contact_id, _FOR_EVER, limit=_MOST)
    situation = Situation(
        segment=segment.segment,
        trial_completed=is_set(contact.attributes.get(TRIAL_COMPLETED)),
        has_paid=is_set(contact.attributes.get(HAS_PAID)),
        lesson_type=wish_and_lesson_type(conversations)[1],
        lessons=lessons_of(((lesson.start, lesson.end) for lesson in lessons), now),
        lessons_known=_are_known(*_tutors(ports, now)),
        bookings=ports.bookings.listed(since=now, contact_id=contact_id, limit=_MOST),
        pin=pin,
        unclear=not_understood(current_wish(conversations).text),
        last_activity_at=contact.last_activity_at,
    )
    return causes(situation, now)


def _renewed(ports: Ports, known: _Known | None) -> _Known:
    now, people = ports.clock.now(), know_people(ports)
    unsettled = ports.bookings.listed(since=now, states=_UNSETTLED, limit=_MOST)
    rest = _Rest(tuple(know_profiles(ports)), tuple(unsettled), *_tutors(ports, now))
    if known is not None and known.holds(people, rest, now):
        return known
    bookings = _by_contact(ports, unsettled, now)
    known_lessons = _are_known(rest.tutors, rest.unread)
    items = work_items(people, rest.profiles, bookings, lessons_known=known_lessons, now=now)
    made = WorkList(
        items=tuple(ordered(items, Order.URGENCY)),
        contacts=len(people),
        made_at=now,
        tutors=rest.tutors,
        unread=rest.unread,
    )
    return _Known(people, rest, made)


def _by_contact(ports: Ports, unsettled: Sequence[Booking], now: datetime) -> BookingsBy:
    """What is not settled, by contact; where a booking failed, with all others of its contact."""
    found: dict[str, list[Booking]] = {}
    for booking in unsettled:
        found.setdefault(booking.contact_id, []).append(booking)
    for contact_id in {booking.contact_id for booking in unsettled if booking.state is BookingState.FAILED}:
        found[contact_id] = ports.bookings.listed(since=now, contact_id=contact_id, limit=_MOST)
    return found


def _tutors(ports: Ports, now: datetime) -> tuple[int, tuple[UnreadTutor, ...]]:
    """How many tutors there are, and of which nobody can say that there is no lesson."""
    tutors = ports.calendars.tutors()
    return len(tutors), unread_tutors(tutors, ports.calendars.calendars(), now)


def _are_known(tutors: int, unread: Sequence[UnreadTutor]) -> bool:
    return tutors > 0 and not unread
