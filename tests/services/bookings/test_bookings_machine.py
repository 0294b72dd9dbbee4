"""Whatever planners, Google and people in the calendar do in whatever order: in the end store and calendar agree."""

from __future__ import annotations

import shutil
from datetime import timedelta
from itertools import combinations

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from tests.remote_in_memory import in_doubt, refused
from tests.services.bookings.desk import NOOR, WEDNESDAY, Desk
from tutorcore.adapters.sql import open_store
from tutorcore.domain.bookings import BookingState, event_id_of, in_each_others_way
from tutorcore.domain.busy import Busy, BusyEvent
from tutorcore.domain.instants import MINUTE, micros
from tutorcore.errors import Cause, InDoubt, TutorError

STARTS = [WEDNESDAY + timedelta(days=day, minutes=30 * step) for day in (0, 1) for step in range(4)]
CHANGING = ("insert", "move", "cancel")
starts, contacts = st.sampled_from(STARTS), st.sampled_from(["1", "2"])
picks = st.integers(min_value=0, max_value=9)
errors = st.sampled_from([in_doubt(), in_doubt(), in_doubt(), refused(), refused(Cause.QUOTA)])


def trouble_at(*calls, most=3):
    """What goes wrong from here on: (call, error, whether it is done all the same, how often it goes well before)."""
    return st.lists(st.tuples(st.sampled_from(calls), errors, st.booleans(), st.integers(0, 1)), max_size=most)


class Planning(RuleBasedStateMachine):
    """Two contacts, one tutor, eight times that are mostly in each other's way."""

    folder = template = None

    def __init__(self):
        super().__init__()
        self.store = open_store(f"sqlite:///{shutil.copy(self.template, self.folder / 'machine.db')}")
        self.desk = Desk(self.store)
        self.touched = set()

    def teardown(self):
        try:
            self.settle_everything()
        finally:
            self.store.close()

    def pick(self, number, *states):
        """One of the bookings, None where there is none of these states."""
        found = [one for one in self.desk.stored() if one.state in states]
        return found[number % len(found)] if found else None

    def tried(self, act, *given, trouble=(), **values):
        """Do it; a refusal in words is an answer, too."""
        for call, error, done, skip in trouble:
            after = done and call in CHANGING and isinstance(error, InDoubt)
            self.desk.remote.fail(call, error, after=after, skip=skip)
        try:
            return act(*given, **values)
        except TutorError:
            return None

    # What planners do

    @rule(start=starts, contact=contacts, trouble=trouble_at("insert", "window", "cancel"))
    def book(self, start, contact, trouble):
        booked = self.tried(self.desk.book, start, contact, trouble=trouble)
        if booked is not None and booked.state is BookingState.BOOKED and booked.theirs is None:
            assert self.strangers_at(booked) == ()

    @rule(chosen=st.lists(starts, min_size=1, max_size=3, unique=True), contact=contacts)
    def hold(self, chosen, contact):
        self.tried(self.desk.hold, *chosen, contact=contact)

    @rule(number=picks)
    def book_a_hold(self, number):
        held = self.pick(number, BookingState.HELD)
        if held is not None:
            self.tried(self.desk.book, held.span.start, held.contact_id, hold_id=held.id)

    @rule(number=picks, start=starts, trouble=trouble_at("move", "window", "get"))
    def move(self, number, start, trouble):
        booked = self.pick(number, BookingState.BOOKED)
        if booked is not None:
            self.tried(self.desk.move, booked, start, trouble=trouble)

    @rule(number=picks, trouble=trouble_at("cancel", "get"))
    def cancel(self, number, trouble):
        booked = self.pick(number, BookingState.BOOKED)
        if booked is not None:
            self.tried(self.desk.cancel, booked, trouble=trouble)

    @rule(number=picks, trouble=trouble_at("insert", "move", "cancel"))
    def undo(self, number, trouble):
        done = self.pick(number, BookingState.BOOKED, BookingState.CANCELLED, BookingState.FAILED)
        if done is not None:
            self.tried(self.desk.undo, done, trouble=trouble)

    @rule(number=picks)
    def accept_theirs(self, number):
        booked = self.pick(number, BookingState.BOOKED)
        if booked is not None:
            self.tried(self.desk.accept_theirs, booked)

    # What goes wrong

    @rule(call=st.sampled_from(CHANGING), skip=st.integers(0, 1))
    def die(self, call, skip):
        """The process ends at this call, and whoever worked there never comes back."""
        self.desk.remote.fail(call, _Died(), skip=skip)

    # What people do in the calendar

    @rule(start=starts, call=st.sampled_from(["insert", "move"]))
    def somebody_is_quicker(self, start, call):
        self.desk.remote.before(call, lambda: self.somebody_comes(start))

    @rule(start=starts)
    def somebody_comes(self, start):
        self.desk.remote.busy(NOOR, start, start + timedelta(minutes=30), title="Tandarts")

    @rule(number=picks, start=starts)
    def somebody_drags_a_lesson(self, number, start):
        booked = self.pick(number, BookingState.BOOKED)
        if booked is not None and self.event_of(booked) in {one.id for one in self.desk.remote.standing(NOOR)}:
            self.touched.add(booked.id)
            self.desk.remote.move_by_hand(NOOR, self.event_of(booked), start, start + timedelta(minutes=60))

    @rule(number=picks)
    def somebody_deletes_a_lesson(self, number):
        booked = self.pick(number, BookingState.BOOKED)
        if booked is not None and self.desk.remote.event(NOOR, self.event_of(booked)):
            self.touched.add(booked.id)
            self.desk.remote.delete_by_hand(NOOR, self.event_of(booked))

    @precondition(lambda self: any(not event.booking_id for event in self.desk.remote.standing(NOOR)))
    @rule()
    def somebody_goes(self):
        strangers = [event for event in self.desk.remote.standing(NOOR) if not event.booking_id]
        self.desk.remote.delete_by_hand(NOOR, strangers[0].id)

    # What passes by

    @rule(seconds=st.sampled_from([1, 29, 31]), trouble=trouble_at("insert", "move", "cancel", "get", "window"))
    def settle(self, seconds, trouble):
        self.tried(self.desk.settle, seconds=seconds, trouble=trouble)

    @rule(trouble=trouble_at("read", "changes", "cancel", most=1))
    def read(self, trouble):
        self.tried(self.desk.read, trouble=trouble)

    @rule()
    def settle_everything(self):
        self.desk.remote.recover()
        for _ in range(2):
            self.desk.settle(seconds=31)
            assert all(self.desk.read())
        assert self.desk.differences() == []
        assert {one.id for one in self.desk.stored() if one.theirs} <= self.touched, "nobody else was at it"
        booked = [one for one in self.desk.stored() if one.takes_time(self.desk.ports.clock.now())]
        assert not [pair for pair in combinations(booked, 2) if in_each_others_way(*pair)]

    # What stands there

    def event_of(self, booking):
        return event_id_of(booking.id, booking.attempt)

    def strangers_at(self, booking):
        """What is in the way of a booking in the calendar and is not its own."""
        others = [event for event in self.desk.remote.standing(NOOR) if event.booking_id != booking.id]
        busy = Busy.of(BusyEvent(event.start, event.end, title=event.title) for event in others)
        return busy.meeting(
            micros(booking.span.start),
            micros(booking.span.end),
            before=booking.buffer_before_min * MINUTE,
            after=booking.buffer_after_min * MINUTE,
        )


class _Died(TutorError):
    """Nothing is stored after it: no service handles this one."""

    def __init__(self):
        super().__init__("the process ended")


@pytest.mark.parametrize("examples", [50, pytest.param(500, marks=[pytest.mark.long, pytest.mark.timeout(1800)])])
def test_in_the_end_store_and_calendar_agree(tmp_path, sqlite_template, examples):
    class InFolder(Planning):
        folder, template = tmp_path, sqlite_template

    run_state_machine_as_test(InFolder, settings=settings(max_examples=examples, stateful_step_count=25, deadline=None))
