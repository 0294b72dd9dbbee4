"""The port `Bookings`: what may be stored beside what, saving by version, and finding."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from itertools import combinations
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from tests.builders import NOW, a_booking, a_row, an_entry, at, bring
from tutorcore.adapters.sql.engine import writing
from tutorcore.adapters.sql.tables import bookings
from tutorcore.domain.bookings import BookingState, Deed, Span, Theirs, in_each_others_way
from tutorcore.errors import Conflict, InputError, SlotTaken, UnknownName
from tutorcore.ports import Following


@pytest.fixture(autouse=True)
def tutors(store):
    """Sanne and Bram."""
    return [store.calendars.add_tutor(name, entry=an_entry("tutor")).id for name in ("Sanne", "Bram")]


@pytest.fixture
def reserve(store):
    """Reserve at a time; the bookings as stored."""

    def reserving(*wanted, now=NOW):
        return store.bookings.reserve(wanted, now=now, entries=[an_entry("booked") for _ in wanted])

    return reserving


def a_hold(start=0, minutes=60, *, until=60, **values):
    """A lesson that is kept for somebody else than `a_booking`'s contact."""
    kept = {"contact_id": "2", "state": BookingState.HELD, "expires_at": at(until)}
    return a_booking(start, minutes, **kept | values)


def ids(found):
    return [booking.id for booking in found]


def actions(store):
    return [entry.action for entry in store.journal.entries() if entry.action != "tutor"]


# reserving


def test_every_field_of_a_booking_comes_back(store, reserve):
    whole = a_booking(
        state=BookingState.CANCELLING,
        target=Span(at(900), at(960)),
        exceptions=("buffer_before_min 10 -> 5", "notice"),
        expires_at=at(1),
        attempt=3,
        etag='"e"',
        withdrawing=True,
        worker="w",
        lease_until=at(2),
        problem="Google does not answer.",
        theirs=Theirs(span=Span(at(30), at(90)), etag="theirs"),
        deed=Deed.MOVED,
        deed_at=at(3),
        before_deed=Span(at(-900), at(-840)),
        contact_before={"lesson_booked": None, "segment": "new"},
    )
    gone = a_booking(300, theirs=Theirs(span=None))
    assert reserve(whole, gone) == [whole, gone]
    assert store.bookings.get(whole.id) == whole
    assert store.bookings.get(gone.id) == gone


def test_a_booking_in_local_time_is_kept_as_the_same_instants(reserve):
    local = Span(at().astimezone(ZoneInfo("Asia/Tokyo")), at(60).astimezone(ZoneInfo("Asia/Tokyo")))
    [stored] = reserve(a_booking(span=local, target=local))
    assert stored.span.start.isoformat() == at().isoformat()
    assert stored.target == stored.span


def test_two_lessons_on_either_side_of_a_clock_change_keep_their_distance_in_elapsed_time(reserve):
    amsterdam = ZoneInfo("Europe/Amsterdam")
    night = [datetime(2026, 10, 25, 2, minute, tzinfo=amsterdam, fold=fold) for minute in (0, 45) for fold in (0, 1)]
    first, second, first_end, second_end = night
    reserve(a_booking(span=Span(first, first_end)))
    reserve(a_booking(id="later", span=Span(second, second_end)))
    with pytest.raises(SlotTaken):
        reserve(a_booking(id="between", span=Span(first_end, second.astimezone(ZoneInfo("UTC")))))


@pytest.mark.parametrize(
    ("start", "buffers", "free"),
    [
        (70, (10, 10), True),
        (69, (10, 10), False),
        (69, (0, 0), False),
        (89, (30, 0), False),
        (90, (30, 0), True),
        (-70, (10, 10), True),
        (-69, (0, 0), False),
        (-300, (0, 240), True),
        (-299, (0, 240), False),
        (0, (0, 0), False),
        (20, (0, 0), False),
    ],
)
def test_two_lessons_of_a_tutor_keep_the_larger_of_their_buffers_between_them(reserve, start, buffers, free):
    reserve(a_booking(0))
    before, after = buffers
    new = a_booking(start, id="new", buffer_before_min=before, buffer_after_min=after)
    if free:
        assert ids(reserve(new)) == ["new"]
    else:
        with pytest.raises(SlotTaken) as raised:
            reserve(new)
        assert raised.value.theirs == a_booking(0)


def test_lessons_without_buffers_may_touch(reserve):
    bare = {"buffer_before_min": 0, "buffer_after_min": 0}
    assert len(reserve(a_booking(0, **bare), a_booking(60, **bare), a_booking(-60, **bare))) == 3


def test_another_tutor_may_have_the_same_time(reserve, tutors):
    assert ids(reserve(a_booking(0), a_booking(0, id="other", tutor_id=tutors[1]))) == ["b0", "other"]


def test_who_took_the_time_and_for_whom_is_told(store, reserve):
    reserve(a_hold(0, actor="Marieke", contact_name="Sam"))
    with pytest.raises(SlotTaken, match="Marieke keeps it for Sam"):
        reserve(a_booking(30))
    reserve(a_booking(300, actor="Marieke", contact_name="Sam"))
    with pytest.raises(SlotTaken, match="Marieke booked it for Sam"):
        reserve(a_booking(330))


def test_all_are_stored_or_none(store, reserve):
    reserve(a_booking(300))
    with pytest.raises(SlotTaken):
        reserve(a_booking(0), a_booking(330))
    assert ids(store.bookings.listed()) == ["b300"]
    assert actions(store) == ["booked"]


def test_those_that_are_reserved_together_may_not_stand_in_each_others_way(store, reserve):
    with pytest.raises(SlotTaken):
        reserve(a_hold(0), a_hold(30, contact_id="3"))
    assert store.bookings.listed() == []


def test_the_slots_of_an_offer_are_held_for_one_contact_until_one_of_them_is_booked(store, reserve):
    first, second = reserve(a_hold(0), a_hold(30))
    with pytest.raises(SlotTaken):
        reserve(a_booking(0, id="new"))
    store.bookings.save(replace(first, state=BookingState.BOOKING), now=NOW)
    with pytest.raises(SlotTaken):
        store.bookings.save(replace(second, state=BookingState.BOOKING), now=NOW)


@pytest.mark.parametrize("state", BookingState)
def test_what_takes_time_is_in_the_way_and_the_rest_is_not(reserve, state):
    [first] = reserve(a_booking(0, state=state, contact_id="2"))
    if first.takes_time(NOW):
        with pytest.raises(SlotTaken):
            reserve(a_booking(0, id="new"))
    else:
        assert ids(reserve(a_booking(0, id="new"))) == ["new"]


def test_a_hold_is_in_the_way_until_it_expires(reserve):
    reserve(a_hold(0, until=5))
    with pytest.raises(SlotTaken):
        reserve(a_booking(0, id="new"), now=at(4))
    assert ids(reserve(a_booking(0, id="new"), now=at(5))) == ["new"]


def test_a_lesson_that_is_being_moved_keeps_both_times(reserve):
    reserve(a_booking(0, target=Span(at(days=3), at(60, days=3))))
    for busy in (at(), at(days=3)):
        with pytest.raises(SlotTaken):
            reserve(a_booking(id="new", span=Span(busy, at(999, days=3))))
    with pytest.raises(SlotTaken):
        reserve(a_booking(600, id="new", target=Span(at(30), at(90))))


def test_a_tutor_or_calendar_that_is_not_there_is_refused(store, reserve, tutors):
    with pytest.raises(UnknownName):
        reserve(a_booking(tutor_id=99))
    calendar = store.calendars.connect(tutors[1], "google:x", name="x", entry=an_entry("connected"))
    for calendar_id in (99, calendar.id):
        with pytest.raises(UnknownName, match="Sanne has no such calendar"):
            reserve(a_booking(calendar_id=calendar_id))
    assert store.bookings.listed() == []
    assert ids(reserve(a_booking(tutor_id=tutors[1], calendar_id=calendar.id))) == ["b0"]


def test_nothing_to_reserve_changes_nothing(store, reserve):
    assert reserve() == []
    assert actions(store) == []


# a law


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.sampled_from(BookingState),
            st.integers(0, 20),
            st.integers(1, 6),
            st.sampled_from([0, 10, 30]),
            st.sampled_from([0, 10, 30]),
            st.none() | st.integers(0, 20),
            st.sampled_from("12"),
        ),
        min_size=2,
        max_size=8,
    )
)
def test_whatever_is_reserved_no_two_that_take_time_stand_in_each_others_way(store, wanted):
    with writing(store.engine) as connection:
        connection.execute(delete(bookings))
    for number, (state, start, length, before, after, target, contact_id) in enumerate(wanted):
        new = a_booking(
            start * 10,
            length * 10,
            id=str(number),
            state=state,
            contact_id=contact_id,
            buffer_before_min=before,
            buffer_after_min=after,
            target=None if target is None else Span(at(target * 10), at((target + length) * 10)),
        )
        try:
            store.bookings.reserve([new], now=NOW, entries=[])
        except SlotTaken as taken:
            assert taken.theirs in store.bookings.listed()  # noqa: PT017  # a refusal is one of two right answers
            assert in_each_others_way(new, taken.theirs)  # noqa: PT017
    keeping = [booking for booking in store.bookings.listed() if booking.takes_time(NOW)]
    assert not any(in_each_others_way(*pair) for pair in combinations(keeping, 2))
    assert keeping or not any(a_booking(state=state).takes_time(NOW) for state, *_ in wanted)


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
def test_more_time_is_given_only_where_there_is_room(store, reserve, tutors, more):
    [booking] = reserve(a_booking(0))
    reserve(a_booking(200, id="theirs"), a_booking(0, id="elsewhere", tutor_id=tutors[1]))
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


def test_what_takes_time_is_found_by_tutor_and_time(store, reserve, tutors):
    reserve(
        a_booking(0),
        a_booking(0, id="other", tutor_id=tutors[1]),
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
