"""What everybody's slots hang on besides the rules, from the store: who there is, and the time of every tutor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from tutorcore.domain.bookings import BookingState
from tutorcore.domain.busy import Busy
from tutorcore.domain.calendars import DayOff, Tutor
from tutorcore.domain.effects.counting import OwnSupplies, SlotCounter
from tutorcore.domain.effects.people import People
from tutorcore.domain.effects.supply import Supply
from tutorcore.domain.instants import midnight
from tutorcore.domain.tutor_time import TutorTime
from tutorcore.ports import Ports
from tutorcore.services.plan_week import MARGIN
from tutorcore.services.read_tutors import closures_of, read_tutors


@dataclass(frozen=True, kw_only=True, eq=False)
class Market:
    """Everybody, and the time of every tutor from `now` on, so many days far. `times` in the order of the store."""

    people: People
    tutors: tuple[Tutor, ...]
    times: tuple[TutorTime, ...]
    days_off: tuple[DayOff, ...]
    counter: SlotCounter
    now: datetime

    @property
    def supply(self) -> Supply:
        """What the tutors can give."""
        return self.counter.supply

    @property
    def doubted(self) -> tuple[TutorTime, ...]:
        """The tutors of whose time something is not sure."""
        return tuple(time for time in self.times if not time.confirmed)


def read_market(ports: Ports, people: People, *, days_ahead: int) -> Market:
    """Read the time of every tutor over `days_ahead` local dates. What is not known of it is not free."""
    now = ports.clock.now().astimezone(ports.zone)
    start = midnight(now.date(), ports.zone) - MARGIN
    end = midnight(now.date() + timedelta(days=days_ahead), ports.zone) + MARGIN
    tutors = ports.calendars.tutors()
    times = read_tutors(ports, tutors, start, end)
    days_off = ports.closures.days_off(start.date(), end.date())
    supply = Supply(
        busy={time.tutor.id: Busy.of(time.busy_events()) for time in times},
        closures={tutor.id: closures_of(days_off, tutor) for tutor in tutors},
        now=now,
        zone=ports.zone,
    )
    return Market(
        people=people,
        tutors=tuple(tutors),
        times=tuple(times),
        days_off=tuple(days_off),
        counter=SlotCounter(people=people, supply=supply, own=_own_supplies(people, supply, times)),
        now=now,
    )


def _own_supplies(people: People, supply: Supply, times: Sequence[TutorTime]) -> OwnSupplies:
    """Holds are not in the way of their own contact."""
    holding = {
        booking.contact_id
        for time in times
        for booking in time.bookings
        if booking.state is BookingState.HELD and booking.contact_id in people.place_of
    }
    return {people.place_of[contact]: supply.with_busy(_busy_for(contact, times)) for contact in holding}


def _busy_for(contact_id: str, times: Sequence[TutorTime]) -> dict[int, Busy]:
    """The busy time, as that contact sees it, of the tutors with whom it holds something."""
    return {
        time.tutor.id: Busy.of(replace(time, asked_for=contact_id).busy_events())
        for time in times
        if any(booking.contact_id == contact_id for booking in time.bookings)
    }
