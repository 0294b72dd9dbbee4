"""Moving, cancelling and undoing a lesson, and what somebody did with it by hand."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.builders import an_entry, at
from tests.remote_in_memory import in_doubt, refused
from tests.services.bookings.desk import AN_HOUR, NOOR, THURSDAY, WEDNESDAY
from tutorcore.domain.bookings import BookingState, Deed
from tutorcore.domain.calendars import CalendarEvent
from tutorcore.domain.records import CalendarReading
from tutorcore.errors import Conflict, InputError, NotBookable, SlotTaken
from tutorcore.services.bookings import UNDO_WITHIN, can_undo


@pytest.fixture
def booked(desk):
    return desk.book()


def somebody_at(desk, start, title="Tandarts"):
    desk.remote.busy(NOOR, start, start + AN_HOUR, title=title)


def an_ics_event(desk, start):
    """An event in a calendar of Noor's that is no calendar in Google."""
    (noor,) = desk.ports.calendars.tutors()
    event = CalendarEvent(id="ics", start=start, end=start + AN_HOUR, title="Feest")
    reading = CalendarReading(
        name="file", source="noor.ics", events=(event,), bad=(), covers_from=at(days=-9), covers_until=at(days=99)
    )
    desk.ports.calendars.store_reading(noor.id, reading, read_at=desk.ports.clock.now(), entry=an_entry())


# -- moving ---------------------------------------------------------------------------------------------------------


def test_a_lesson_moves_with_its_event(desk, booked):
    moved = desk.move(booked, actor="Bram")
    assert (moved.state, moved.span.start, moved.target) == (BookingState.BOOKED, THURSDAY, None)
    assert (moved.before_deed, moved.deed) == (booked.span, Deed.MOVED)
    assert desk.standing() == [(booked.id, THURSDAY)]
    assert desk.journal(booked)[-2:] == [("moving begun", "Bram"), ("lesson moved", "Bram")]
    desk.read()
    assert desk.differences() == []


def test_a_lesson_may_move_by_less_than_its_length(desk, booked):
    assert desk.move(booked, WEDNESDAY + timedelta(minutes=30)).state is BookingState.BOOKED


def test_a_lesson_does_not_move_onto_another(desk, booked):
    desk.book(THURSDAY, "2")
    with pytest.raises(SlotTaken):
        desk.move(booked)
    assert (desk.now(booked), desk.standing()[0]) == (booked, (booked.id, WEDNESDAY))


def test_what_comes_in_while_it_moves_sends_it_back(desk, booked):
    desk.remote.before("move", lambda: somebody_at(desk, THURSDAY))
    moved = desk.move(booked)
    assert (moved.state, moved.span, moved.target) == (BookingState.BOOKED, booked.span, None)
    assert "Tandarts" in moved.problem
    assert desk.standing() == [(booked.id, WEDNESDAY)]
    assert desk.move(moved, THURSDAY + 3 * AN_HOUR).problem == ""


def test_both_times_are_kept_until_it_is_known_where_it_stands(desk, booked):
    desk.remote.fail("move", in_doubt())
    assert desk.move(booked).moving
    for start in (WEDNESDAY, THURSDAY):
        with pytest.raises(SlotTaken):
            desk.book(start, "2")


@pytest.mark.parametrize("change", ["move", "cancel"])
def test_the_notice_is_asked_unless_it_is_waived(desk, booked, change):
    desk.later(days=2, hours=1)
    desk.read()
    with pytest.raises(NotBookable, match="notice of 6 hours"):
        getattr(desk, change)(booked)
    assert getattr(desk, change)(booked, despite_notice=True).version > booked.version


@pytest.mark.parametrize("change", ["move", "cancel", "undo", "release", "accept_theirs"])
def test_nobody_changes_what_was_changed_since_they_looked(desk, booked, change):
    desk.move(booked)
    with pytest.raises(Conflict):
        getattr(desk, change)(booked)
    assert desk.now(booked).span.start == THURSDAY


def test_only_a_booked_lesson_that_is_to_come_can_be_changed(desk, booked):
    cancelled = desk.cancel(booked)
    with pytest.raises(InputError, match="cancelled"):
        desk.cancel(cancelled)
    again = desk.book()
    desk.later(days=3)
    with pytest.raises(InputError, match="has begun"):
        desk.cancel(again)


def test_what_is_under_way_is_not_changed_again(desk, booked):
    desk.remote.fail("cancel", in_doubt())
    under_way = desk.cancel(booked)
    for change in (desk.cancel, desk.move, desk.undo):
        with pytest.raises(InputError):
            change(under_way)


# -- undoing --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("answer", [None, in_doubt()], ids=["at once", "later"])
def test_a_booking_that_is_undone_leaves_the_contact_as_before(desk, answer):
    before = desk.attributes("2")
    booked = desk.book(contact="2")
    assert desk.attributes("2") != before
    if answer:
        desk.remote.fail("cancel", answer, after=True)
    desk.undo(booked, actor="Bram")
    desk.settle(seconds=31)
    assert (desk.now(booked).state, desk.standing()) == (BookingState.CANCELLED, [])
    assert desk.attributes("2") == before
    assert not can_undo(desk.now(booked), desk.ports.clock.now())


def test_an_undo_is_journalled_by_who_asked_for_it(desk):
    booked = desk.book(contact="2")
    desk.undo(booked, actor="Bram")
    assert desk.journal(booked)[-2:] == [("cancelling begun", "Bram"), ("lesson cancelled", "Bram")]
    (entry, *_) = desk.ports.journal.entries(subject="contact:2")
    assert (entry.action, entry.actor) == ("booking undone", "Bram")


def test_an_undone_booking_leaves_what_another_lesson_needs(desk):
    first = desk.book(contact="2")
    desk.book(THURSDAY, "2")
    desk.undo(first)
    assert desk.attributes("2")["lesson_booked"] is True


def test_an_undone_booking_leaves_what_was_changed_since(desk):
    booked = desk.book(contact="2")
    person = desk.ports.contacts.get("2")
    desk.ports.contacts.set_attributes(
        "2", {"lesson_booked": "ja"}, expected_version=person.version, entry=an_entry(subject="contact:2")
    )
    desk.undo(booked)
    assert desk.attributes("2")["lesson_booked"] == "ja"


def test_a_cancelled_lesson_stands_again_with_an_event_of_its_own(desk, booked):
    again = desk.undo(desk.cancel(booked))
    assert (again.state, again.attempt) == (BookingState.BOOKED, 2)
    assert desk.standing() == [(booked.id, WEDNESDAY)]
    assert not can_undo(again, desk.ports.clock.now())
    assert desk.undo(desk.cancel(again)).attempt == 3
    desk.read()
    assert desk.differences() == []


def test_a_move_goes_back(desk, booked):
    back = desk.undo(desk.move(booked))
    assert (back.span, back.deed) == (booked.span, None)
    assert desk.standing() == [(booked.id, WEDNESDAY)]


TAKEN = {
    "by somebody in Google": somebody_at,
    "by a file": an_ics_event,
}


@pytest.mark.parametrize("taking", TAKEN.values(), ids=TAKEN)
@pytest.mark.parametrize("change", ["move", "cancel"])
def test_nothing_is_undone_onto_a_time_that_was_taken_meanwhile(desk, booked, change, taking):
    changed = getattr(desk, change)(booked)
    taking(desk, WEDNESDAY + AN_HOUR)
    with pytest.raises(NotBookable, match="stands there"):
        desk.undo(changed)
    assert (desk.now(booked), desk.differences()) == (changed, [])


@pytest.mark.parametrize("change", ["move", "cancel"])
def test_nothing_is_undone_onto_another_lesson(desk, booked, change):
    changed = getattr(desk, change)(booked)
    other = desk.book(contact="2")
    with pytest.raises((NotBookable, SlotTaken)):
        desk.undo(changed)
    assert (desk.now(other), desk.differences()) == (other, [])


@pytest.mark.parametrize("change", ["book", "move", "cancel"])
def test_undo_is_for_ten_minutes(desk, booked, change):
    changed = booked if change == "book" else getattr(desk, change)(booked)
    assert can_undo(changed, desk.ports.clock.now() + UNDO_WITHIN)
    desk.later(seconds=601)
    with pytest.raises(InputError, match="nothing to undo"):
        desk.undo(changed)


def test_a_cancelling_that_was_refused_is_not_undone_as_if_it_were_done(desk, booked):
    desk.remote.fail("cancel", refused())
    still = desk.cancel(booked)
    assert (still.state, can_undo(still, desk.ports.clock.now())) == (BookingState.BOOKED, False)
    assert desk.cancel(still).state is BookingState.CANCELLED
