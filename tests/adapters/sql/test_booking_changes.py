"""The port `Bookings`: changing a booking by its version, the contact that follows, and finding."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.builders import NOW, a_booking, a_hold, a_row, an_entry, at, bring
from tutorcore.domain.bookings import BookingState, Span
from tutorcore.errors import Conflict, InputError, SlotTaken, UnknownName
from tutorcore.ports import Following

pytestmark = pytest.mark.usefixtures("two_tutors")


def ids(found):
    return [booking.id for booking in found]


def actions(store):
    return [entry.action for entry in store.journal.entries() if entry.action != "tutor"]


# saving


def test_a_change_is_stored_with_its_entry_and_the_version_grows(store, reserve):
    [booking] = reserve(a_booking(0, state=BookingState.BOOKING))
    booked = replace(booking, state=BookingState.BOOKED, etag="1")
    saved = store.bookings.save(booked, now=NOW, entry=an_entry("stands"))
    assert saved == replace(booked, version=2) == store.bookings.get("b0")
    assert actions(store) == ["stands", "booked"]


def test_of_two_changes_of_one_version_the_second_is_a_conflict(store, reserve):
    [booking] = reserve(a_booking(0))
    theirs = store.bookings.save(replace(booking, problem="theirs"), now=NOW)
    with pytest.raises(Conflict) as raised:
        store.bookings.save(replace(booking, problem="ours"), now=NOW, entry=an_entry("ours"))
    assert raised.value.theirs == theirs == store.bookings.get("b0")
    assert "ours" not in actions(store)


def test_a_booking_that_is_not_there_cannot_be_changed_or_read(store):
    with pytest.raises(UnknownName):
        store.bookings.save(a_booking(0), now=NOW)
    with pytest.raises(UnknownName, match="no booking 'x'"):
        store.bookings.get("x")


def test_a_hold_becomes_a_booking_in_its_own_place(store, reserve):
    [hold] = reserve(a_hold(0))
    booking = store.bookings.save(replace(hold, state=BookingState.BOOKING, expires_at=None), now=at(1))
    assert (booking.state, booking.version) == (BookingState.BOOKING, 2)


@pytest.mark.parametrize("taken_at", [5, 6])
def test_an_expired_hold_is_not_booked_over_what_took_its_place(store, reserve, taken_at):
    [hold] = reserve(a_hold(0, until=5))
    [theirs] = reserve(a_booking(30, id="theirs"), now=at(taken_at))
    for now in (at(6), at(4)):  # also by a clock that is behind
        with pytest.raises(SlotTaken) as raised:
            store.bookings.save(replace(hold, state=BookingState.BOOKING), now=now)
        assert raised.value.theirs == theirs
        with pytest.raises(SlotTaken):
            store.bookings.save(replace(hold, expires_at=at(99)), now=now)
    assert store.bookings.get("b0") == hold
    let_go = store.bookings.save(replace(hold, state=BookingState.CANCELLED), now=at(6))
    assert let_go.state is BookingState.CANCELLED


@pytest.mark.parametrize(
    "more",
    [
        {"target": Span(at(210), at(240))},
        {"span": Span(at(0), at(200))},
        {"buffer_after_min": 150},
        {"tutor_id": 2, "tutor_name": "Bram"},
    ],
)
def test_more_time_is_given_only_where_there_is_room(store, reserve, more):
    [booking] = reserve(a_booking(0))
    reserve(a_booking(200, id="theirs"), a_booking(0, id="elsewhere", tutor_id=2))
    with pytest.raises(SlotTaken):
        store.bookings.save(replace(booking, **more), now=NOW)
    assert store.bookings.get("b0") == booking


def test_a_move_keeps_both_times_and_then_frees_the_old_one(store, reserve):
    [booking] = reserve(a_booking(0))
    target = Span(at(30), at(90))
    moving = store.bookings.save(replace(booking, target=target), now=NOW)
    moved = store.bookings.save(replace(moving, span=target, target=None, before_deed=moving.span), now=NOW)
    assert moved.span == target
    assert ids(reserve(a_booking(-40))) == ["b-40"]


def test_a_booking_that_was_cancelled_comes_back_only_where_there_is_room(store, reserve):
    [booking] = reserve(a_booking(0))
    cancelled = store.bookings.save(replace(booking, state=BookingState.CANCELLED), now=NOW)
    [theirs] = reserve(a_booking(0, id="theirs"))
    back = replace(cancelled, state=BookingState.BOOKING)
    with pytest.raises(SlotTaken):
        store.bookings.save(back, now=NOW)
    store.bookings.save(replace(theirs, state=BookingState.FAILED), now=NOW)
    assert store.bookings.save(back, now=NOW).state is BookingState.BOOKING


# the contact that follows


def following(version=1, contact_id="1", **changes):
    return Following(contact_id=contact_id, changes=changes, expected_version=version, entry=an_entry("followed"))


def test_the_contact_changes_with_the_booking(store, reserve):
    bring(store, a_row("1", "Emma", attributes={"segment": "new", "old": "x"}))
    [booking] = reserve(a_booking(0))
    change = following(lesson_booked="2026-11-23", old=None)
    store.bookings.save(booking, now=NOW, entry=an_entry("stands"), following=change)
    contact = store.contacts.get("1")
    assert contact.attributes == {"segment": "new", "lesson_booked": "2026-11-23"}
    assert contact.version == 2
    assert actions(store)[:2] == ["followed", "stands"]


def test_a_contact_that_somebody_else_changed_stops_the_whole_change(store, reserve):
    bring(store, a_row("1", "Emma"))
    [booking] = reserve(a_booking(0))
    before = actions(store)
    with pytest.raises(Conflict) as raised:
        store.bookings.save(
            replace(booking, etag="1"), now=NOW, entry=an_entry("stands"), following=following(7, lesson_booked=True)
        )
    assert raised.value.theirs == store.contacts.get("1")
    with pytest.raises(UnknownName):
        store.bookings.save(replace(booking, etag="1"), now=NOW, following=following(contact_id="?"))
    assert store.bookings.get("b0") == booking
    assert actions(store) == before


# finding


def test_what_takes_time_is_found_by_tutor_and_time(store, reserve):
    reserve(
        a_booking(0),
        a_booking(0, id="other", tutor_id=2),
        a_booking(0, id="failed", state=BookingState.FAILED),
        a_hold(120, until=5),
        a_booking(-300, target=Span(at(600), at(660))),
    )
    find = store.bookings.taking_time
    assert ids(find({1}, at(0), at(180), NOW)) == ["b0", "b120"]
    assert ids(find([1, 2, 1], at(0), at(180), at(5))) == ["b0", "other"]
    assert ids(find([1], at(60), at(120), NOW)) == []
    assert ids(find([1], at(659), at(700), NOW)) == ["b-300"]
    assert ids(find([1], at(-999), at(999), NOW)) == ["b-300", "b0", "b120"]
    assert find([], at(-999), at(999), NOW) == []


def test_under_way_is_what_has_to_be_finished_oldest_change_first(store, reserve):
    moving = {"target": Span(at(days=9), at(60, days=9))}
    reserve(
        *(a_booking(200 * n, id=state.value, state=state, changed_at=at(-n)) for n, state in enumerate(BookingState)),
        a_booking(-200, id="moving", changed_at=at(-99), **moving),
        a_booking(-400, id="was moving", state=BookingState.CANCELLED, **moving),
    )
    assert ids(store.bookings.under_way()) == ["moving", "cancelling", "booking"]
    assert all(booking.under_way for booking in store.bookings.under_way())


def test_bookings_are_found_by_their_ids(store, reserve):
    reserve(a_booking(200), a_booking(0))
    assert ids(store.bookings.with_ids({"b200", "b0", "?", "\x00"})) == ["b0", "b200"]
    assert store.bookings.with_ids([]) == []


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, ["b0", "b100", "b200", "b300"]),
        ({"since": at(60)}, ["b100", "b200", "b300"]),
        ({"since": at(59), "until": at(200)}, ["b0", "b100"]),
        ({"states": [BookingState.HELD, BookingState.FAILED]}, ["b200", "b300"]),
        ({"tutor_id": 2}, ["b100"]),
        ({"contact_id": "2"}, ["b200"]),
        ({"contact_id": "1", "until": at(101), "limit": 1}, ["b0"]),
        ({"calendar_id": 1}, ["b300"]),
        ({"calendar_id": 0}, []),
    ],
)
def test_the_list_is_filtered_by_time_state_and_people(store, reserve, filters, found):
    calendar = store.calendars.connect(1, "google:x", name="x", entry=an_entry())
    reserve(
        a_booking(300, state=BookingState.FAILED, calendar_id=calendar.id),
        a_hold(200, contact_id="2"),
        a_booking(100, tutor_id=2),
        a_booking(0),
    )
    assert ids(store.bookings.listed(**filters)) == found


def test_a_naive_time_is_refused(store):
    with pytest.raises(InputError):
        store.bookings.taking_time([1], NOW.replace(tzinfo=None), at(1), NOW)
    with pytest.raises(InputError):
        store.bookings.listed(since=NOW.replace(tzinfo=None))
