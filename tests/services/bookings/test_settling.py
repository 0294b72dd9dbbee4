"""What was left half done is finished or undone, whoever else is at it, and whatever Google says the second time."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.builders import an_entry, at
from tests.remote_in_memory import in_doubt, refused
from tests.services.bookings.desk import AN_HOUR, NOOR, THURSDAY, WEDNESDAY
from tutorcore.domain.bookings import BookingState, event_id_of
from tutorcore.domain.calendars import CalendarEvent
from tutorcore.domain.records import CalendarReading
from tutorcore.errors import AlreadyThere, Cause, ChangedThere, InputError, NotBookable, UnknownName


@pytest.fixture
def booked(desk):
    return desk.book()


def event_of(booking):
    return event_id_of(booking.id, booking.attempt)


def somebody_at(desk, start):
    desk.remote.busy(NOOR, start, start + AN_HOUR, title="Tandarts")


def left_behind(desk, act, call, *, done):
    """What is left of an act that got no answer."""
    desk.remote.fail(call, in_doubt(), after=done)
    assert act().under_way


@pytest.mark.parametrize("seconds", [1, 31])
@pytest.mark.parametrize("done", [True, False], ids=["done", "not done"])
@pytest.mark.parametrize("act", ["move", "cancel"])
def test_a_no_to_the_second_try_counts_once_the_first_is_surely_over(desk, act, done, seconds):
    booked = desk.book()
    left_behind(desk, lambda: getattr(desk, act)(booked), act, done=done)
    desk.remote.fail(act, refused())
    desk.settle(seconds=seconds)
    now = desk.now(booked)
    if done:
        assert (now.under_way, now.problem) == (False, "")
        assert desk.differences() == []
    else:
        assert now.under_way is (seconds == 1)
        assert now.problem


def test_a_lesson_is_not_moved_any_more_that_somebody_deleted(desk, booked):
    left_behind(desk, lambda: desk.move(booked), "move", done=False)
    desk.remote.delete_by_hand(NOOR, event_of(booked))
    desk.remote.fail("move", refused())
    desk.settle(seconds=31)
    assert desk.now(booked).theirs.span is None
    assert desk.differences() == []


def test_an_id_that_is_taken_and_not_there_stays_in_doubt(desk):
    desk.remote.fail("insert", AlreadyThere("taken", cause=Cause.CHANGED))
    booked = desk.book()
    assert booked.state is BookingState.BOOKING
    desk.settle(seconds=1)
    assert desk.now(booked).state is BookingState.BOOKED


def test_a_lesson_that_somebody_moved_before_it_was_known_to_stand_is_shown(desk):
    left_behind(desk, desk.book, "insert", done=True)
    (booking,) = desk.stored()
    desk.remote.move_by_hand(NOOR, event_of(booking), THURSDAY, THURSDAY + AN_HOUR)
    desk.settle(seconds=1)
    assert desk.now(booking).theirs.span.start == THURSDAY
    assert desk.attributes()["lesson_booked"] is True
    assert desk.differences() == []


@pytest.mark.parametrize("again", [False, True], ids=["once", "and again"])
def test_what_is_withdrawn_goes_though_somebody_has_touched_it(desk, again):
    def touched():
        desk.remote.put(NOOR, replace(own(desk), title="?"))

    desk.remote.after("insert", lambda: somebody_at(desk, WEDNESDAY))
    desk.remote.before("cancel", touched, times=2 if again else 1)
    assert desk.book().state is (BookingState.CANCELLING if again else BookingState.FAILED)
    desk.settle(seconds=1)
    assert desk.stored()[0].state is BookingState.FAILED
    assert desk.differences() == []


def test_what_is_withdrawn_and_deleted_by_hand_at_that_moment_is_gone(desk):
    desk.remote.after("insert", lambda: somebody_at(desk, WEDNESDAY))
    desk.remote.fail("cancel", ChangedThere("changed"))
    desk.remote.before("cancel", lambda: desk.remote.delete_by_hand(NOOR, own(desk).id), skip=1)
    assert desk.book().state is BookingState.FAILED


def test_what_is_withdrawn_is_left_to_somebody_who_made_it_his_own(desk):
    def taken():
        desk.remote.put(NOOR, replace(own(desk), booking_id="", contact_id=""))

    desk.remote.after("insert", lambda: somebody_at(desk, WEDNESDAY))
    desk.remote.before("cancel", taken)
    assert desk.book().state is BookingState.FAILED
    assert len(desk.remote.standing(NOOR)) == 2


def own(desk):
    return next(event for event in desk.remote.standing(NOOR) if event.booking_id)


def test_whoever_was_too_slow_learns_what_the_other_made_of_it(desk):
    desk.remote.after("insert", lambda: desk.settle(seconds=31))
    booked = desk.book()
    assert booked == desk.now(booked)
    assert booked.state is BookingState.BOOKED
    assert desk.differences() == []


def test_two_do_not_settle_the_same(desk):
    left_behind(desk, desk.book, "insert", done=False)
    desk.remote.before("get", lambda: desk.settle(seconds=1))
    assert [one.state for one in desk.settle(seconds=1)] == [BookingState.BOOKED]
    assert len(desk.standing()) == 1


def test_a_stray_that_cannot_be_taken_out_now_is_found_again(desk):
    left_behind(desk, desk.book, "insert", done=True)
    (booking,) = desk.stored()
    desk.ports.bookings.save(replace(booking, state=BookingState.FAILED), now=desk.ports.clock.now())
    desk.remote.fail("cancel", refused())
    desk.read()
    assert len(desk.standing()) == 1
    desk.read()
    assert desk.standing() == []


def test_what_is_under_way_waits_until_its_calendar_is_connected_again(desk, booked):
    left_behind(desk, lambda: desk.cancel(booked), "cancel", done=False)
    ports, desk.ports = desk.ports, replace(desk.ports, remote=None)
    desk.settle(seconds=1)
    assert "not set up" in desk.now(booked).problem
    desk.ports = ports
    desk.settle(seconds=1)
    assert desk.now(booked).state is BookingState.CANCELLED


def test_a_lesson_whose_calendar_was_taken_away_stays_as_it_is(desk, booked):
    desk.ports.calendars.remove_calendar(booked.calendar_id, entry=an_entry())
    assert desk.cancel(desk.now(booked)).under_way
    assert desk.standing() == [(booked.id, WEDNESDAY)]


# -- in this dashboard only -----------------------------------------------------------------------------------------


@pytest.fixture
def local(desk):
    """Noor without Google: a file of hers is all that is known."""
    (calendar,) = desk.ports.calendars.calendars()
    desk.ports.calendars.remove_calendar(calendar.id, entry=an_entry())
    read_file(desk)
    desk.remote.calls.clear()
    return desk


def read_file(desk, *starts):
    (noor,) = desk.ports.calendars.tutors()
    events = tuple(CalendarEvent(id=f"{start}", start=start, end=start + AN_HOUR, title="Feest") for start in starts)
    reading = CalendarReading(
        name="file", source="noor.ics", events=events, bad=(), covers_from=at(days=-9), covers_until=at(days=99)
    )
    desk.ports.calendars.store_reading(noor.id, reading, read_at=desk.ports.clock.now(), entry=an_entry())


def test_without_google_a_lesson_is_booked_moved_and_cancelled_here_at_once(local):
    booked = local.book()
    assert (booked.state, booked.calendar_id, booked.etag) == (BookingState.BOOKED, None, "")
    assert local.undo(local.move(booked)).span.start == WEDNESDAY
    assert local.undo(local.cancel(local.now(booked))).state is BookingState.BOOKED
    assert local.remote.calls == []


@pytest.mark.parametrize("act", ["move", "cancel"])
def test_without_google_nothing_is_undone_onto_a_taken_time(local, act):
    changed = getattr(local, act)(local.book())
    read_file(local, WEDNESDAY)
    with pytest.raises(NotBookable, match="Feest"):
        local.undo(changed)


def test_of_a_tutor_who_left_nothing_is_undone(local):
    cancelled = local.cancel(local.book())
    local.ports = replace(local.ports, calendars=WithoutTutors(local.ports.calendars))
    with pytest.raises(UnknownName, match="no tutor any more"):
        local.undo(cancelled)


class WithoutTutors:
    """The calendars of a company that nobody works for any more."""

    def __init__(self, calendars):
        self._calendars = calendars

    def __getattr__(self, name):
        return getattr(self._calendars, name)

    def tutors(self):
        return []


def test_a_lesson_is_not_moved_to_where_it_is(desk, booked):
    with pytest.raises(InputError, match="at that time already"):
        desk.move(booked, WEDNESDAY)
