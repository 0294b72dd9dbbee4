"""Several who want the same time, the same booking or the same calendar at once, each with an engine of their own."""

from __future__ import annotations

import multiprocessing
from dataclasses import replace
from itertools import combinations

import pytest

from tests.adapters.sql.racing import at_once
from tests.builders import NOW, a_booking, a_row, an_entry, at, bring
from tutorcore.adapters.sql import open_store
from tutorcore.domain.bookings import BookingState, Span, in_each_others_way
from tutorcore.errors import Conflict, SlotTaken
from tutorcore.ports import Following

ROUNDS = 25


@pytest.fixture
def tutor(store):
    return store.calendars.add_tutor("Sanne", entry=an_entry("tutor"))


@pytest.fixture
def two(store, store_url, tutor):
    """The store, and another one over the same database."""
    other = open_store(store_url)
    yield store, other
    other.close()


def reserved(store, *bookings):
    """Whether they were let in."""
    try:
        store.bookings.reserve(bookings, now=NOW, entries=[an_entry("booked")])
    except SlotTaken:
        return False
    return True


def saved(store, booking, **values):
    """Whether a change was let through."""
    try:
        store.bookings.save(replace(booking, **values), now=NOW)
    except Conflict:  # `SlotTaken` is one
        return False
    return True


def actions(store):
    return [entry.action for entry in store.journal.entries() if entry.action != "tutor"]


def test_of_two_who_reserve_one_slot_exactly_one_wins_every_time(two):
    one, other = two
    for n in range(ROUNDS):
        mine, theirs = (a_booking(100 * n + shift, id=f"{n}/{shift}") for shift in (0, 30))
        answers = at_once(lambda new=mine: reserved(one, new), lambda new=theirs: reserved(other, new))
        assert sorted(answers) == [False, True]
    assert len(one.bookings.listed()) == len(actions(one)) == ROUNDS


def test_a_move_and_a_reservation_of_the_same_time_do_not_both_get_it(two):
    one, other = two
    for n in range(ROUNDS):
        moving = a_booking(1000 * n, id=f"{n}/moving")
        one.bookings.reserve([moving], now=NOW, entries=[])
        start = 1000 * n + 500
        new = a_booking(start, id=f"{n}/new")
        target = Span(at(start), at(start + 60))
        answers = at_once(
            lambda moving=moving, target=target: saved(one, moving, target=target),
            lambda new=new: reserved(other, new),
        )
        assert sorted(answers) == [False, True]


def test_a_hold_that_expires_is_booked_or_given_away_but_not_both(two):
    one, other = two
    for n in range(ROUNDS):
        hold = a_booking(100 * n, id=f"{n}/hold", contact_id="2", state=BookingState.HELD, expires_at=at(1))
        one.bookings.reserve([hold], now=NOW, entries=[])
        new = a_booking(100 * n, id=f"{n}/new")
        answers = at_once(
            lambda hold=hold: saved(one, hold, state=BookingState.BOOKING),
            lambda new=new: bool(other.bookings.reserve([new], now=at(1), entries=[])),
        )
        won = [answer for answer in answers if answer is True]
        assert len(won) == 1, answers
        assert all(answer is True or answer is False or isinstance(answer, SlotTaken) for answer in answers)


def test_several_tutors_in_any_order_do_not_lock_each_other_out(two, tutor):
    one, other = two
    second = one.calendars.add_tutor("Bram", entry=an_entry("tutor")).id
    for n in range(ROUNDS):
        mine = [a_booking(100 * n, id=f"{n}/{tutor_id}", tutor_id=tutor_id) for tutor_id in (tutor.id, second)]
        theirs = [replace(booking, id=f"{booking.id}/theirs") for booking in reversed(mine)]
        answers = at_once(lambda new=mine: reserved(one, *new), lambda new=theirs: reserved(other, *new))
        assert sorted(answers) == [False, True]
    assert len(one.bookings.listed()) == 2 * ROUNDS


def test_of_two_who_change_one_booking_exactly_one_wins(two):
    one, other = two
    [booking] = one.bookings.reserve([a_booking(0)], now=NOW, entries=[])
    for n in range(ROUNDS):
        answers = at_once(
            lambda now=booking: saved(one, now, worker="one"), lambda now=booking: saved(other, now, worker="other")
        )
        assert sorted(answers) == [False, True]
        booking = one.bookings.get("b0")
        assert booking.version == n + 2


def test_an_edit_of_the_contact_at_the_same_time_loses_or_stops_the_booking_as_a_whole(two):
    one, other = two
    bring(one, a_row("1", "Emma"))
    [booking] = one.bookings.reserve([a_booking(0, state=BookingState.BOOKING)], now=NOW, entries=[])
    for version in range(1, 11):
        follow = Following(
            contact_id="1", changes={"by": f"b{version}"}, expected_version=version, entry=an_entry("followed")
        )
        answers = at_once(
            lambda now=booking, follow=follow: one.bookings.save(now, now=NOW, following=follow),
            lambda version=version: other.contacts.set_attributes(
                "1", {"by": f"e{version}"}, expected_version=version, entry=an_entry("edited")
            ),
        )
        assert sum(isinstance(answer, Conflict) for answer in answers) == 1, answers
        stood, booking = booking, one.bookings.get("b0")
        assert (booking.version > stood.version) == (one.contacts.get("1").attributes["by"] == f"b{version}")


def _reserve_elsewhere(url, who, answers):
    store = open_store(url)
    won = [n for n in range(8) if reserved(store, a_booking(100 * n + int(who), id=f"{n}/{who}"))]
    store.close()
    answers.put(won)


def test_several_processes_that_book_all_the_same_slots_get_each_once(store, store_url, tutor):
    context = multiprocessing.get_context("spawn")
    answers = context.Queue()
    processes = [context.Process(target=_reserve_elsewhere, args=(store_url, str(n), answers)) for n in range(3)]
    for process in processes:
        process.start()
    won = [answers.get(timeout=60) for _ in processes]
    for process in processes:
        process.join(timeout=60)
    assert sorted(n for each in won for n in each) == list(range(8))
    stored = store.bookings.listed()
    assert len(stored) == 8
    assert not any(in_each_others_way(*pair) for pair in combinations(stored, 2))


def test_of_two_who_begin_to_read_a_calendar_exactly_one_may(two, tutor):
    one, other = two
    calendar = one.calendars.connect(tutor.id, "google:x", name="x", entry=an_entry())

    def begin(store, minutes):
        return store.calendars.begin_reading(
            calendar.id, now=at(minutes), not_since=at(minutes - 1), lease_until=at(minutes + 1)
        )

    for n in range(ROUNDS):
        answers = at_once(lambda n=n: begin(one, 2 * n), lambda n=n: begin(other, 2 * n))
        assert sum(answer is None for answer in answers) == 1, answers
