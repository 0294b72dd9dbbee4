"""The lessons that were really held lately, from calendars and bookings, put to the rules before and after a change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

import numpy as np

from tutorcore.domain.bookings import Booking, BookingState, Deed
from tutorcore.domain.busy import Busy, Flags
from tutorcore.domain.effects.back_test import BackTest, HeldLesson, back_test
from tutorcore.domain.effects.counting import Asking
from tutorcore.domain.effects.people import People
from tutorcore.domain.instants import EPOCH, TICK, micros
from tutorcore.domain.tutor_time import NOT_KNOWN
from tutorcore.ports import Ports
from tutorcore.services.effect.market import Market
from tutorcore.services.read_tutors import read_tutors

BACK: Final = timedelta(days=60)
_FOR: Final = timedelta(minutes=1)
_MOST: Final = 1_000_000
_Key = tuple[str, int, int]
"""Contact, start (microseconds), tutor."""


def back_tests(
    ports: Ports, market: Market, asked: tuple[Asking, Asking], concerned: Flags
) -> tuple[BackTest, BackTest]:
    """The lessons of the contacts concerned, judged by what each of them is planned by before, and after."""
    past = ports.memory.renewed("the past", lambda known: _past(ports, market, known))
    busy, chosen = past.busy, past.chosen_at
    before, after = (
        back_test(
            _held(market, each, concerned, chosen),
            [group.profile for group in each.groups],
            busy,
            ports.zone,
        )
        for each in asked
    )
    return before, after


@dataclass(frozen=True, kw_only=True, eq=False, slots=True)
class _Past:
    """What is known of the last weeks in one state of the store, for which the value of everybody stands."""

    people: People
    now: datetime
    busy: Mapping[int, Busy]
    chosen_at: Mapping[_Key, datetime]


def _past(ports: Ports, market: Market, known: _Past | None) -> _Past:
    """Read again where something changed since, or a minute is over."""
    if known is not None and known.people is market.people and abs(market.now - known.now) < _FOR:
        return known
    return _Past(
        people=market.people,
        now=market.now,
        busy=_what_stood_there(ports, market),
        chosen_at=_chosen_at(ports, market.now),
    )


def _held(market: Market, asked: Asking, concerned: Flags, chosen_at: Mapping[_Key, datetime]) -> list[HeldLesson]:
    """The lessons that are over by now and began within the time."""
    people, lessons = market.people, market.people.lessons
    since, until = micros(_since(market.now)), micros(market.now)
    mine = (lessons.starts >= since) & (lessons.ends <= until) & concerned[lessons.of]
    found = []
    for place in map(int, np.flatnonzero(mine)):
        contact, start = int(lessons.of[place]), int(lessons.starts[place])
        contact_id, tutor_id = people.ids[contact], int(lessons.tutors[place])
        found.append(
            HeldLesson(
                contact_id=contact_id,
                start=EPOCH + start * TICK,
                end=EPOCH + int(lessons.ends[place]) * TICK,
                tutor_id=tutor_id,
                rules=int(asked.group_of[contact]),
                chosen_at=chosen_at.get((contact_id, start, tutor_id)),
            )
        )
    return found


def _what_stood_there(ports: Ports, market: Market) -> dict[int, Busy]:
    """By tutor what stands in the calendars of that time, without what other lessons keep free around them.

    What no calendar tells is not there: it would refuse lessons for reasons that nobody knows.
    """
    day = timedelta(days=1)
    times = read_tutors(ports, market.tutors, _since(market.now) - day, market.now + day)
    return {
        time.tutor.id: Busy.of([(one.start, one.end) for one in time.busy_events() if one.id != NOT_KNOWN])
        for time in times
        if time.calendars
    }


def _since(now: datetime) -> datetime:
    return now.astimezone(UTC) - BACK


def _chosen_at(ports: Ports, now: datetime) -> dict[_Key, datetime]:
    """When the time of each lesson was chosen that was booked here and stands where it was booked, or moved to."""
    booked = ports.bookings.listed(since=_since(now), until=now, states={BookingState.BOOKED}, limit=_MOST)
    known = ((booking, _when(booking)) for booking in booked if booking.theirs is None)
    return {
        (booking.contact_id, micros(booking.span.start), booking.tutor_id): moment
        for booking, moment in known
        if moment is not None
    }


def _when(booking: Booking) -> datetime | None:
    """None where something was done with it that does not say when this time was chosen."""
    if booking.deed is Deed.MOVED:
        return booking.deed_at
    return booking.made_at if booking.deed is Deed.BOOKED else None
