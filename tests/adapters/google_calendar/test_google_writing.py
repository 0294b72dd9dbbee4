"""Writing, moving and deleting events: what is sent, what stands there then, and what was not ours to change."""

from __future__ import annotations

import pytest

from tests.adapters.google_calendar.google_builders import AMPLE, CALENDAR, LATER, OURS, SPAN, START, a_draft, a_way_to
from tests.fake_google import faults
from tutorcore.domain.bookings import Span
from tutorcore.domain.calendars import EventKind, EventStatus
from tutorcore.errors import AlreadyThere, Cause, ChangedThere, GoneThere, InDoubt, Refused


@pytest.fixture
def lesson(session):
    """A lesson that stands in the calendar."""
    return session.insert(CALENDAR, a_draft())


def times(event):
    return Span(event.start, event.end)


def test_a_lesson_is_written_with_our_id_title_text_times_and_properties(google, session):
    draft = a_draft()
    event = session.insert(CALENDAR, draft)
    stands = google.event(CALENDAR, draft.id)
    assert (stands["summary"], stands["description"]) == ("Wiskunde, Jan", "Breuken")
    assert stands["start"]["dateTime"] == "2026-11-25T16:00:00+01:00"
    assert stands["extendedProperties"]["private"] == OURS
    assert (event.id, times(event), event.etag) == (draft.id, SPAN, stands["etag"])
    assert (event.kind, event.booking_id, event.contact_id) == (EventKind.LESSON, "b1", "412")


def test_nobody_gets_mail_about_it(google, session, lesson):
    session.cancel(CALENDAR, lesson.id, etag=session.move(CALENDAR, lesson.id, LATER, etag=lesson.etag).etag)
    for method in ("events.insert", "events.patch", "events.delete"):
        (asked,) = google.asked(method)
        assert asked.query["sendUpdates"] == ["none"]


def test_the_id_of_an_event_that_is_there_is_taken(session, lesson):
    with pytest.raises(AlreadyThere, match=CALENDAR):
        session.insert(CALENDAR, a_draft())
    assert lesson.status is EventStatus.CONFIRMED


def test_the_id_of_a_deleted_event_stays_taken(session, lesson):
    session.cancel(CALENDAR, lesson.id, etag=lesson.etag)
    with pytest.raises(AlreadyThere):
        session.insert(CALENDAR, a_draft())


def test_an_event_is_got_as_it_stands(session, lesson):
    assert session.get(CALENDAR, lesson.id) == lesson


def test_a_deleted_event_is_got_as_cancelled(session, lesson):
    session.cancel(CALENDAR, lesson.id, etag=lesson.etag)
    assert session.get(CALENDAR, lesson.id).status is EventStatus.CANCELLED


def test_a_deleted_event_of_which_only_the_id_is_left_is_got_as_cancelled(google, session, lesson):
    remains = {"kind": "calendar#event", "id": lesson.id, "status": "cancelled", "etag": '"9"'}
    google.fail("events.get", faults.altered(lambda _: remains))
    event = session.get(CALENDAR, lesson.id)
    assert (event.id, event.status) == (lesson.id, EventStatus.CANCELLED)


def test_an_event_that_never_was_is_none(session):
    assert session.get(CALENDAR, a_draft().id) is None


def test_an_event_is_moved_and_keeps_the_rest(google, session, lesson):
    moved = session.move(CALENDAR, lesson.id, LATER, etag=lesson.etag)
    assert times(moved) == LATER
    assert moved.etag != lesson.etag
    stands = google.event(CALENDAR, lesson.id)
    assert (stands["summary"], stands["extendedProperties"]["private"]) == ("Wiskunde, Jan", OURS)


def test_an_event_is_deleted(google, session, lesson):
    session.cancel(CALENDAR, lesson.id, etag=lesson.etag)
    assert google.events(CALENDAR) == []


CHANGES = {
    "move": lambda session, event_id, etag: session.move(CALENDAR, event_id, LATER, etag=etag),
    "cancel": lambda session, event_id, etag: session.cancel(CALENDAR, event_id, etag=etag),
}
changing = pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)


@changing
def test_an_event_that_somebody_changed_is_left_alone(google, session, lesson, change):
    google.change(CALENDAR, lesson.id, summary="Verzet")
    with pytest.raises(ChangedThere, match=CALENDAR):
        change(session, lesson.id, lesson.etag)
    (stands,) = google.events(CALENDAR)
    assert (stands["summary"], stands["start"]["dateTime"]) == ("Verzet", "2026-11-25T16:00:00+01:00")


@changing
def test_without_a_version_that_was_seen_nothing_is_changed(google, session, lesson, change):
    with pytest.raises(ChangedThere):
        change(session, lesson.id, "")
    assert len(google.events(CALENDAR)) == 1
    assert [*google.asked("events.patch"), *google.asked("events.delete")] == []


@changing
def test_an_event_that_somebody_deleted_is_gone(google, session, lesson, change):
    google.remove(CALENDAR, lesson.id)
    with pytest.raises((GoneThere, ChangedThere)):
        change(session, lesson.id, lesson.etag)
    assert google.events(CALENDAR) == []


@changing
def test_an_event_that_never_was_is_gone(session, change):
    with pytest.raises(GoneThere):
        change(session, a_draft().id, '"1"')


@changing
def test_a_calendar_that_is_gone_is_told_apart_from_an_event_that_is(google, session, lesson, change):
    google.remove_calendar(CALENDAR)
    with pytest.raises(Refused) as caught:
        change(session, lesson.id, lesson.etag)
    assert not isinstance(caught.value, GoneThere)
    assert caught.value.cause is Cause.NOT_FOUND


def test_an_event_in_a_calendar_that_is_gone_is_not_taken_as_never_written(google, session, lesson):
    google.remove_calendar(CALENDAR)
    with pytest.raises(Refused) as caught:
        session.get(CALENDAR, lesson.id)
    assert caught.value.cause is Cause.NOT_FOUND


@pytest.mark.parametrize("body", [b"[]", b"7", b'{"error": {}}', b'{"errors": []}'])
def test_a_calendar_that_gives_no_page_is_in_doubt(google, session, body):
    google.fail("events.list", faults.other_json(body))
    with pytest.raises(InDoubt):
        session.get(CALENDAR, a_draft().id)


def test_a_calendar_that_may_only_be_read_refuses_a_lesson(google):
    google.add_calendar("read-only", role="reader")
    with a_way_to(google).session(limit=AMPLE) as session, pytest.raises(Refused) as caught:
        session.insert("read-only", a_draft())
    assert caught.value.cause is Cause.FORBIDDEN
    assert google.events("read-only") == []


@pytest.mark.parametrize(
    "answer",
    [
        lambda answer: answer | {"id": "another"},
        lambda answer: answer | {"start": {}},
        lambda _: {"error": {"code": 500}},
        lambda _: {},
    ],
)
def test_an_answer_about_another_event_or_none_is_in_doubt(google, session, answer):
    google.fail("events.insert", faults.altered(answer))
    with pytest.raises(InDoubt) as caught:
        session.insert(CALENDAR, a_draft())
    assert caught.value.cause is Cause.BROKEN
    assert len(google.events(CALENDAR)) == 1


def test_a_lesson_is_written_on_the_companys_clock_over_a_clock_change(google, session):
    start = START.replace(month=10, day=25, hour=0)
    draft = a_draft(span=Span(start, start.replace(hour=3)))
    event = session.insert(CALENDAR, draft)
    assert times(event) == draft.span
    assert google.event(CALENDAR, draft.id)["end"]["dateTime"] == "2026-10-25T04:00:00+01:00"
