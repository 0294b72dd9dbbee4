"""Holding slots: a choice for one contact, for a while."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.remote_in_memory import in_doubt
from tests.services.bookings.desk import ACTOR, AN_HOUR, THURSDAY, WEDNESDAY
from tutorcore.domain.bookings import BookingState
from tutorcore.errors import InputError, NotBookable, SlotTaken


def test_a_hold_keeps_its_time_until_it_expires(desk):
    (held,) = desk.hold(WEDNESDAY, lasting=AN_HOUR)
    assert (held.state, held.expires_at - held.made_at) == (BookingState.HELD, AN_HOUR)
    with pytest.raises(SlotTaken, match="Anouk keeps it for Sanne"):
        desk.book(contact="2")
    desk.later(hours=1)
    assert desk.book(contact="2").state is BookingState.BOOKED
    with pytest.raises((NotBookable, SlotTaken)):
        desk.book(hold_id=held.id)


def test_a_hold_becomes_a_booking_and_the_others_of_the_offer_are_let_go(desk):
    first, second = desk.hold(WEDNESDAY, THURSDAY)
    booked = desk.book(hold_id=first.id)
    assert (booked.id, booked.state, booked.expires_at) == (first.id, BookingState.BOOKED, None)
    assert desk.now(second).state is BookingState.CANCELLED
    assert desk.journal(second)[-1] == ("hold let go", ACTOR)


def test_the_others_are_let_go_too_when_it_is_settled_later(desk):
    first, second = desk.hold(WEDNESDAY, THURSDAY)
    desk.remote.fail("insert", in_doubt(), after=True)
    desk.book(hold_id=first.id)
    assert desk.now(second).state is BookingState.HELD
    desk.settle(seconds=1)
    assert desk.now(second).state is BookingState.CANCELLED


def test_another_offer_of_the_contact_stays(desk):
    (first,) = desk.hold(WEDNESDAY)
    desk.later(minutes=1)
    (other,) = desk.hold(THURSDAY)
    desk.book(hold_id=first.id)
    assert desk.now(other).state is BookingState.HELD


def test_a_hold_is_let_go(desk):
    (held,) = desk.hold(WEDNESDAY)
    assert desk.release(held).state is BookingState.CANCELLED
    assert desk.book(contact="2").state is BookingState.BOOKED
    with pytest.raises(InputError):
        desk.release(desk.now(held))


def test_a_hold_is_of_one_contact_and_once(desk):
    (held,) = desk.hold(WEDNESDAY)
    with pytest.raises(InputError, match="not a hold of this contact"):
        desk.book(THURSDAY, "2", hold_id=held.id)
    booked = desk.book(hold_id=held.id)
    with pytest.raises(InputError, match="not a hold"):
        desk.book(THURSDAY, hold_id=booked.id)


def test_slots_are_held_all_or_none(desk):
    desk.book(THURSDAY, "2")
    with pytest.raises(SlotTaken):
        desk.hold(WEDNESDAY, THURSDAY)
    assert len(desk.stored()) == 1


def test_a_hold_ends_when_its_lesson_begins(desk):
    (held,) = desk.hold(WEDNESDAY, lasting=timedelta(days=9))
    assert held.expires_at == WEDNESDAY


@pytest.mark.parametrize("lasting", [timedelta(seconds=59), timedelta(days=15)])
def test_a_hold_is_neither_a_moment_nor_for_ever(desk, lasting):
    with pytest.raises(InputError):
        desk.hold(WEDNESDAY, lasting=lasting)
    with pytest.raises(InputError):
        desk.hold()
    assert desk.stored() == []
