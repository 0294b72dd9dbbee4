"""The port `Bookings`: what may be stored beside what. Changing and finding: `test_booking_changes.py`."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from itertools import combinations
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from tests.builders import NOW, a_booking, a_hold, an_entry, at
from tutorcore.adapters.sql.engine import writing
from tutorcore.adapters.sql.tables import bookings
from tutorcore.domain.bookings import BookingState, Deed, Span, Theirs, in_each_others_way
from tutorcore.errors import SlotTaken, UnknownName

pytestmark = pytest.mark.usefixtures("two_tutors")


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


def test_another_tutor_may_have_the_same_time(reserve):
    assert ids(reserve(a_booking(0), a_booking(0, id="other", tutor_id=2))) == ["b0", "other"]


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


def test_a_tutor_or_calendar_that_is_not_there_is_refused(store, reserve):
    with pytest.raises(UnknownName):
        reserve(a_booking(tutor_id=99))
    calendar = store.calendars.connect(2, "google:x", name="x", entry=an_entry("connected"))
    for calendar_id in (99, calendar.id):
        with pytest.raises(UnknownName, match="Sanne has no such calendar"):
            reserve(a_booking(calendar_id=calendar_id))
    assert store.bookings.listed() == []
    assert ids(reserve(a_booking(tutor_id=2, calendar_id=calendar.id))) == ["b0"]


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
