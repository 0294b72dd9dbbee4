"""The demo's calendars: three weeks worth looking at, which stay the same from day to day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from tutorcore.adapters.demo import DemoData
from tutorcore.domain.calendars import CalendarEvent, EventKind, EventStatus, blocks
from tutorcore.domain.imports import ContactRow
from tutorcore.domain.records import CalendarReading
from tutorcore.domain.zones import AMSTERDAM

DATA = Path(__file__).parents[3] / "data"
MONDAY = date(2026, 11, 23)
TUTORS = ("Eva", "Noor", "Tim")


def readings_on(today: date) -> list[tuple[str, CalendarReading]]:
    demo = DemoData(DATA, today)
    return [(tutor, calendar.read(*demo.covers())) for tutor, calendar in demo.calendars()]


@pytest.fixture(scope="module")
def readings() -> list[tuple[str, CalendarReading]]:
    return readings_on(MONDAY)


@pytest.fixture(scope="module")
def events(readings) -> dict[str, list[CalendarEvent]]:
    return {
        tutor: [event for name, reading in readings if name == tutor for event in reading.events] for tutor in TUTORS
    }


def lessons(events: Iterable[CalendarEvent]) -> list[CalendarEvent]:
    held = (event for event in events if event.kind is EventKind.LESSON and blocks(event))
    return sorted(held, key=lambda event: event.start)


def local(moment: datetime) -> datetime:
    return moment.astimezone(AMSTERDAM)


def in_week(events: Iterable[CalendarEvent], monday: date) -> list[CalendarEvent]:
    return [event for event in events if monday <= local(event.start).date() < monday + timedelta(days=7)]


def test_three_tutors_have_one_or_two_calendars_each(readings):
    assert Counter(tutor for tutor, _ in readings) == {"Eva": 2, "Tim": 2, "Noor": 1}
    assert len({reading.source for _, reading in readings}) == 5


def test_a_calendar_says_what_it_is_without_being_read():
    demo = DemoData(DATA, MONDAY)
    assert [calendar.source for _, calendar in demo.calendars()] == [
        calendar.read(*demo.covers()).source for _, calendar in demo.calendars()
    ]


def test_every_event_has_an_id_of_its_own(readings):
    for _, reading in readings:
        assert len({event.id for event in reading.events}) == len(reading.events)


def test_a_reading_reaches_from_a_term_back_to_further_than_a_profile_may_look():
    start, end = DemoData(DATA, MONDAY + timedelta(days=6)).covers()
    assert local(start).date() <= MONDAY - timedelta(weeks=12)
    assert local(end).date() > MONDAY + timedelta(days=6 + 366)
    assert (local(start).time(), local(end).time()) == (time(), time())


@pytest.mark.parametrize("tutor", TUTORS)
def test_lessons_of_a_tutor_keep_their_buffers_from_each_other(events, tutor):
    for one, next_one in pairwise(lessons(events[tutor])):
        gap = max(one.buffer_after_min, next_one.buffer_before_min)
        assert one.end + timedelta(minutes=gap) <= next_one.start, (one.title, next_one.title)


@pytest.mark.parametrize("tutor", TUTORS)
def test_no_lesson_meets_anything_else_that_keeps_its_tutor_busy(events, tutor):
    busy = [event for event in events[tutor] if blocks(event) and event.kind is not EventKind.LESSON]
    for lesson in lessons(events[tutor]):
        assert not [event.title for event in busy if event.start < lesson.end and lesson.start < event.end]


@pytest.mark.parametrize("tutor", TUTORS)
def test_no_lesson_is_given_on_a_day_off(events, tutor):
    off = DemoData(DATA, MONDAY).days_off(MONDAY - timedelta(weeks=12), MONDAY + timedelta(weeks=26))
    closed = {day for of, each in off if of in ("", tutor) for day in days_from(each.first, each.last)}
    given = {local(lesson.start).date() for lesson in lessons(events[tutor])}
    assert not given & closed


def days_from(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def test_a_week_has_many_lessons_monday_most_and_wednesday_afternoon_few(events):
    week = [lesson for tutor in TUTORS for lesson in lessons(in_week(events[tutor], MONDAY))]
    by_day = Counter(local(lesson.start).weekday() for lesson in week)
    assert len(week) >= 40
    assert by_day.most_common(1)[0][0] == 0
    wednesday = [lesson for lesson in week if local(lesson.start).weekday() == 2]
    assert sum(12 <= local(lesson.start).hour < 17 for lesson in wednesday) <= 2


def test_every_kind_of_event_is_there(events):
    week_events = [event for tutor in TUTORS for event in events[tutor]]
    only_at_google = {EventKind.BIRTHDAY, EventKind.FROM_GMAIL}
    assert {event.kind for event in week_events} == set(EventKind) - only_at_google
    assert {event.status for event in week_events} == set(EventStatus)
    assert any(event.declined for event in week_events)
    whole_days = [event for event in week_events if event.all_day and event.kind is EventKind.DEFAULT]
    assert {event.transparent for event in whole_days} == {True, False}
    assert any(event.end - event.start > timedelta(days=4) for event in week_events)
    assert any(local(event.start).date() < local(event.end).date() for event in week_events if not event.all_day)


def test_every_lesson_is_with_a_contact_of_the_demo_whom_its_title_names(events):
    rows = DemoData(DATA, MONDAY).contacts().rows()
    names = {row.id: row.name or "" for row in rows if isinstance(row, ContactRow)}
    for tutor in TUTORS:
        for event in events[tutor]:
            if event.kind is EventKind.LESSON:
                assert names[event.contact_id] in event.title
                assert event.buffer_before_min == event.buffer_after_min in (10, 15)


def test_a_lesson_keeps_its_local_time_through_a_clock_change(events):
    sanne = [lesson for lesson in lessons(events["Eva"]) if "Sanne" in lesson.title]
    assert {local(lesson.start).strftime("%w %H:%M") for lesson in sanne} == {"1 13:00"}
    assert {lesson.start.hour for lesson in sanne} == {11, 12}
    assert {lesson.end - lesson.start for lesson in sanne} == {timedelta(hours=1)}


def test_an_all_day_event_fills_its_local_day_even_when_the_clock_changes():
    demo = DemoData(DATA, date(2026, 10, 25))
    days = [
        event for _, calendar in demo.calendars() for event in calendar.read(*demo.covers()).events if event.all_day
    ]
    assert all(local(event.start).time() == local(event.end).time() == time() for event in days)
    assert {timedelta(hours=47), timedelta(hours=49)} & {event.end - event.start for event in days}


def test_the_same_date_gives_the_same_events(readings):
    assert readings_on(MONDAY) == readings


def test_within_a_week_nothing_moves(readings):
    assert readings_on(MONDAY + timedelta(days=6)) == readings


def test_from_week_to_week_what_comes_back_stays_where_it_is(readings):
    later = readings_on(MONDAY + timedelta(weeks=1))
    for (_, before), (_, after) in zip(readings, later, strict=True):
        common = {event for event in before.events if event.end > after.covers_from}
        moved = common ^ {event for event in after.events if event.start < before.covers_until}
        assert len(moved) <= 12


@pytest.mark.parametrize("today", [date(2024, 2, 29), date(2026, 12, 31), date(2027, 1, 1), date(2031, 7, 15)])
def test_any_date_gives_a_full_term_around_it(today):
    demo = DemoData(DATA, today)
    start, end = demo.covers()
    for _, calendar in demo.calendars():
        reading = calendar.read(start, end)
        assert len(reading.events) > 400
        assert all(event.start < end and event.end > start for event in reading.events)


def test_some_days_off_are_always_near():
    for days in range(0, 366, 5):
        today = MONDAY + timedelta(days=days)
        near = DemoData(DATA, today).days_off(today, today + timedelta(weeks=9))
        assert {"Studiedag", "Schoolvakantie"} <= {off.name for _, off in near}
        assert any(tutor for tutor, _ in near)


def test_a_day_off_keeps_its_date_while_days_go_by():
    first, last = MONDAY, MONDAY + timedelta(weeks=20)
    seen = [DemoData(DATA, MONDAY + timedelta(days=days)).days_off(first, last) for days in (0, 5, 30)]
    assert seen[0] == seen[1] == seen[2]


def test_pins_run_end_soon_and_have_ended():
    now = datetime(2026, 11, 23, 9, 30, tzinfo=AMSTERDAM)
    pins = DemoData(DATA, MONDAY).pins(now)
    assert len(pins) == 5
    assert sum(pin.until is None for pin in pins) == 1
    assert sum(not pin.runs_at(now) for pin in pins) == 1
    assert any(pin.until and timedelta() < pin.until - now <= timedelta(days=7) for pin in pins)


def test_the_staff_are_a_handful_of_first_names():
    staff = DemoData(DATA, MONDAY).staff()
    assert 4 <= len(staff) <= 6
    assert all(name.isalpha() for name in staff)
