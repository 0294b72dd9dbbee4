"""The lessons of a contact, from calendars and from bookings, each once."""

from __future__ import annotations

import pytest

from tests.builders import NOW, a_booking, an_entry, at
from tutorcore.domain.bookings import BookingState, Span, Theirs
from tutorcore.domain.calendars import CalendarEvent, EventKind
from tutorcore.domain.records import CalendarReading

pytestmark = pytest.mark.usefixtures("two_tutors")


@pytest.fixture
def read(store):
    """Read lessons of the contact in Bram's calendar."""

    def reading(*found):
        whole = CalendarReading(
            name="x", source="google:x", events=found, bad=(), covers_from=at(days=-90), covers_until=at(days=9)
        )
        return store.calendars.store_reading(2, whole, read_at=NOW, entry=an_entry()).calendar

    return reading


def a_lesson(start, **values):
    return CalendarEvent(
        **{"id": f"e{start}", "start": at(start), "end": at(start + 60), "contact_id": "1"} | values,
    )


def starts(store, *, before=NOW, limit=20):
    return [lesson.start for lesson in store.calendars.lessons_of("1", before, limit=limit)]


def test_a_lesson_that_stands_in_no_calendar_counts(store, reserve):
    [booking] = reserve(a_booking(-600))
    [lesson] = store.calendars.lessons_of("1", NOW)
    assert (lesson.start, lesson.end, lesson.title, lesson.kind) == (
        booking.span.start,
        booking.span.end,
        booking.title,
        EventKind.LESSON,
    )
    assert (lesson.contact_id, lesson.booking_id, lesson.buffer_before_min) == ("1", booking.id, 10)
    assert store.calendars.last_lesson_tutor("1", NOW) == booking.tutor_id


def test_lessons_of_both_kinds_come_newest_first(store, reserve, read):
    read(a_lesson(-200), a_lesson(-800))
    reserve(a_booking(-400), a_booking(-600), a_booking(60))
    assert starts(store) == [at(-200), at(-400), at(-600), at(-800)]
    assert starts(store, limit=2) == [at(-200), at(-400)]
    assert starts(store, before=at(-400)) == [at(-600), at(-800)]
    assert store.calendars.last_lesson_tutor("1", NOW) == 2
    assert store.calendars.last_lesson_tutor("1", at(-200)) == 1
    assert store.calendars.last_lesson_tutor("1", at(-600)) == 2
    assert store.calendars.lessons_of("2", NOW) == store.calendars.lessons_of("", NOW) == []
    assert store.calendars.last_lesson_tutor("2", NOW) is None


def test_a_booked_lesson_that_is_read_again_from_its_calendar_counts_once(store, reserve, read):
    reserve(a_booking(-400))
    read(a_lesson(-400, booking_id="b-400"), a_lesson(-900, booking_id="of another dashboard"))
    assert starts(store) == [at(-400), at(-900)]


@pytest.mark.parametrize("state", [state for state in BookingState if state is not BookingState.BOOKED])
def test_only_booked_lessons_count_also_while_a_calendar_still_shows_another(store, reserve, read, state):
    reserve(a_booking(-400, state=state))
    read(a_lesson(-400, booking_id="b-400"))
    assert starts(store) == []
    assert store.calendars.last_lesson_tutor("1", NOW) is None


def test_a_lesson_that_somebody_deleted_by_hand_does_not_count_and_one_that_was_moved_does(store, reserve):
    reserve(
        a_booking(-400, theirs=Theirs(span=None)),
        a_booking(-800, theirs=Theirs(span=Span(at(-700), at(-640)))),
    )
    assert starts(store) == [at(-800)]
