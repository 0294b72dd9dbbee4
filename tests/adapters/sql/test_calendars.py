"""The port `Calendars`: tutors, readings, failures, and events by time."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select

from tests.builders import NOW, an_entry, at
from tutorcore.adapters.sql.engine import reading as reads
from tutorcore.adapters.sql.tables import events
from tutorcore.domain.calendars import CalendarEvent, EventKind, EventStatus
from tutorcore.domain.records import BadEvent, CalendarReading
from tutorcore.errors import InputError, UnknownName


def an_event(start=0, minutes=60, **values):
    return CalendarEvent(**{"id": f"e{start}", "start": at(start), "end": at(start + minutes)} | values)


def a_reading(*found, name="Lessons", source="file.ics", bad=()):
    return CalendarReading(
        name=name, source=source, events=found, bad=bad, covers_from=at(days=-7), covers_until=at(days=28)
    )


@pytest.fixture
def tutor(store):
    return store.calendars.add_tutor("Sanne", entry=an_entry("tutor"))


@pytest.fixture
def keep(store, tutor):
    """Store a reading of the tutor's."""

    def keeping(read, *, read_at=NOW, entry=None):
        return store.calendars.store_reading(tutor.id, read, read_at=read_at, entry=entry or an_entry("read"))

    return keeping


def actions(store):
    return [entry.action for entry in store.journal.entries()]


def between(store, start, end):
    ids = [calendar.id for calendar in store.calendars.calendars()]
    return [event for _, event in store.calendars.events(ids, at(start), at(end))]


# tutors


def test_a_tutor_is_made_once_whatever_the_spelling(store, tutor):
    assert store.calendars.add_tutor("  sANNE ", entry=an_entry("again")) == tutor
    assert store.calendars.tutors() == [tutor]
    assert actions(store) == ["tutor"]


def test_tutors_come_by_name(store):
    for name in ("bram", "Zoë", "Anouk", "Çelik"):
        store.calendars.add_tutor(name, entry=an_entry())
    assert [tutor.name for tutor in store.calendars.tutors()] == ["Anouk", "bram", "Zoë", "Çelik"]


@pytest.mark.parametrize("name", ["", "  ", "\x00", "x" * 201])
def test_a_tutor_needs_a_name_of_ordinary_length(store, name):
    with pytest.raises(InputError):
        store.calendars.add_tutor(name, entry=an_entry())


# readings


def test_a_reading_makes_the_calendar_and_counts_what_it_brought(store, tutor, keep):
    bad = (BadEvent(number=3, title="?", reason="no start"),)
    change = keep(a_reading(an_event(0), an_event(90), bad=bad), read_at=at(1))
    assert (change.added, change.removed, change.unchanged) == (2, 0, 0)
    assert store.calendars.calendars() == [change.calendar]
    calendar = change.calendar
    assert (calendar.tutor_id, calendar.name, calendar.source) == (tutor.id, "Lessons", "file.ics")
    assert (calendar.read_at, calendar.covers_from, calendar.covers_until) == (at(1), at(days=-7), at(days=28))
    assert (calendar.unreadable, calendar.error) == (1, "")
    assert store.journal.entries()[0].after == {"added": 2, "removed": 0}


def test_the_same_reading_again_moves_the_times_only(store, keep):
    keep(a_reading(an_event(0), an_event(0), an_event(90)))
    later = replace(a_reading(an_event(90), an_event(0), an_event(0)), covers_until=at(days=40))
    change = keep(later, read_at=at(9), entry=an_entry("again"))
    assert (change.added, change.removed, change.unchanged) == (0, 0, 3)
    assert (change.calendar.read_at, change.calendar.covers_until) == (at(9), at(days=40))
    assert "again" not in actions(store)


def test_a_changed_event_is_replaced_and_the_others_stay(store, keep):
    keep(a_reading(an_event(0), an_event(90), an_event(180)))
    change = keep(a_reading(an_event(0), an_event(90, title="moved"), an_event(300)))
    assert (change.added, change.removed, change.unchanged) == (2, 2, 1)
    assert [event.start for event in between(store, 0, 999)] == [at(0), at(90), at(300)]


def test_every_field_of_an_event_comes_back(store, keep):
    event = CalendarEvent(
        id="x",
        start=NOW,
        end=at(45),
        title="Les <b>&amp; 👩🏽‍🏫",
        all_day=True,
        status=EventStatus.TENTATIVE,
        transparent=True,
        declined=True,
        kind=EventKind.LESSON,
        contact_id="1",
        buffer_before_min=10,
        buffer_after_min=20,
    )
    keep(a_reading(event))
    assert between(store, 0, 45) == [event]


def test_an_event_in_another_zone_is_the_same_event_also_in_a_repeated_hour(store, keep):
    amsterdam = ZoneInfo("Europe/Amsterdam")
    local = datetime(2026, 10, 25, 2, 30, tzinfo=amsterdam, fold=1)
    event = CalendarEvent(id="x", start=local, end=local.astimezone(UTC) + timedelta(hours=1))
    keep(a_reading(event))
    assert keep(a_reading(event)).unchanged == 1
    [(_, stored)] = store.calendars.events([1], local, event.end)
    assert stored.start.isoformat() == "2026-10-25T01:30:00+00:00"


def test_text_that_no_database_can_hold_is_cleaned_and_stays_the_same(store, keep):
    event = an_event(0, title="a\x00b\ud800", contact_id="c" * 5_000)
    keep(a_reading(event, name="\x00n"))
    assert keep(a_reading(event, name="\x00n"), entry=an_entry("again")).unchanged == 1
    assert between(store, 0, 1)[0].title == "ab?"
    assert "again" not in actions(store)


def test_a_reading_for_an_unknown_tutor_is_refused(store):
    with pytest.raises(UnknownName):
        store.calendars.store_reading(99, a_reading(), read_at=NOW, entry=an_entry())
    assert store.calendars.calendars() == []


def test_a_reading_with_an_event_that_ends_before_it_starts_changes_nothing(store, keep):
    keep(a_reading(an_event(0)))
    with pytest.raises(InputError):
        keep(a_reading(an_event(30), an_event(60, minutes=-1)), read_at=at(5))
    assert [event.start for event in between(store, 0, 999)] == [NOW]
    assert store.calendars.calendars()[0].read_at == NOW


# failures


def test_a_failure_keeps_the_last_good_reading_and_marks_it(store, tutor, keep):
    good = keep(a_reading(an_event(0))).calendar
    store.calendars.record_failure(tutor.id, "file.ics", "The feed did not answer.", at=at(60))
    assert store.calendars.calendars() == [replace(good, error="The feed did not answer.")]
    assert len(between(store, 0, 60)) == 1


def test_a_good_reading_clears_the_failure(store, tutor, keep):
    store.calendars.record_failure(tutor.id, "file.ics", "no", at=NOW)
    assert keep(a_reading()).calendar.error == ""
    assert len(store.calendars.calendars()) == 1


def test_a_calendar_that_could_never_be_read_is_known_and_knows_nothing(store, tutor):
    store.calendars.record_failure(tutor.id, "https://x/y.ics", "", at=NOW)
    [calendar] = store.calendars.calendars()
    assert calendar.error
    assert calendar.read_at is None
    assert not calendar.knows(NOW, at(1))


def test_a_failure_for_an_unknown_tutor_is_refused(store):
    with pytest.raises(UnknownName):
        store.calendars.record_failure(99, "x", "no", at=NOW)


# several calendars


def test_calendars_come_by_tutor_and_name(store):
    for tutor, name in [("Zara", "a"), ("anna", "z"), ("anna", "B")]:
        tutor_id = store.calendars.add_tutor(tutor, entry=an_entry()).id
        read = a_reading(name=name, source=name)
        store.calendars.store_reading(tutor_id, read, read_at=NOW, entry=an_entry())
    assert [calendar.name for calendar in store.calendars.calendars()] == ["B", "z", "a"]


def test_a_calendar_that_is_removed_takes_its_events_along(store, keep):
    calendar_id = keep(a_reading(an_event(0))).calendar.id
    store.calendars.remove_calendar(calendar_id, entry=an_entry("removed"))
    assert store.calendars.calendars() == []
    with reads(store.engine) as connection:
        assert connection.scalar(select(func.count()).select_from(events)) == 0
    assert actions(store)[0] == "removed"
    assert keep(a_reading()).calendar.id != calendar_id


@pytest.mark.parametrize("calendar_id", [1, -1, 10**30])
def test_a_calendar_that_is_not_there_cannot_be_removed(store, calendar_id):
    with pytest.raises(InputError):
        store.calendars.remove_calendar(calendar_id, entry=an_entry())
    assert actions(store) == []


# events by time


@pytest.mark.parametrize(
    ("span", "found"),
    [
        ((0, 60), ["lesson"]),
        ((59, 61), ["lesson"]),
        ((60, 90), []),
        ((-30, 0), []),
        ((-30, 1), ["lesson"]),
        ((20, 30), ["lesson"]),
        ((90, 120), ["moment"]),
        ((80, 90), []),
        ((90, 90), []),
        ((-9999, 9999), ["lesson", "moment"]),
    ],
)
def test_events_meet_a_time_as_half_open_spans_do(store, keep, span, found):
    keep(a_reading(an_event(0, id="lesson"), an_event(90, 0, id="moment")))
    assert [event.id for event in between(store, *span)] == found


def test_only_the_calendars_asked_for_answer(store, keep):
    first = keep(a_reading(an_event(0), source="a")).calendar.id
    second = keep(a_reading(an_event(0), source="b")).calendar.id
    assert [one for one, _ in store.calendars.events({first}, NOW, at(1))] == [first]
    assert [one for one, _ in store.calendars.events([second, first, first], NOW, at(1))] == [first, second]
    assert store.calendars.events([], NOW, at(1)) == []


def test_a_time_that_ends_before_it_starts_or_is_naive_is_refused(store):
    with pytest.raises(InputError):
        store.calendars.events([1], at(1), NOW)
    with pytest.raises(InputError):
        store.calendars.events([1], NOW.replace(tzinfo=None), at(1))


# the last lesson


def test_the_tutor_of_the_last_lesson_is_the_one_who_gave_it(store, keep, tutor):
    other = store.calendars.add_tutor("Bram", entry=an_entry())
    lesson = an_event(-600, contact_id="1")
    called_off = an_event(-60, contact_id="1", status=EventStatus.CANCELLED)
    store.calendars.store_reading(
        other.id, a_reading(lesson, called_off, an_event(60, contact_id="1")), read_at=NOW, entry=an_entry()
    )
    keep(a_reading(an_event(-900, contact_id="1"), an_event(-30, contact_id="2"), an_event(-20)))
    assert store.calendars.last_lesson_tutor("1", NOW) == other.id
    assert store.calendars.last_lesson_tutor("1", at(-600)) == tutor.id
    assert store.calendars.last_lesson_tutor("2", NOW) == tutor.id
    assert store.calendars.last_lesson_tutor("", NOW) is None
    assert store.calendars.last_lesson_tutor("3", NOW) is None


# the lessons of a contact


def test_the_lessons_of_a_contact_come_newest_first_from_all_calendars_without_those_called_off(store, keep):
    other = store.calendars.add_tutor("Bram", entry=an_entry())
    called_off = an_event(-60, contact_id="1", status=EventStatus.CANCELLED)
    declined = an_event(-70, contact_id="1", declined=True)
    theirs = a_reading(an_event(-600, contact_id="1"), called_off, declined, an_event(60, contact_id="1"))
    store.calendars.store_reading(other.id, theirs, read_at=NOW, entry=an_entry())
    keep(a_reading(an_event(-900, contact_id="1"), an_event(-300, contact_id="1"), an_event(-30, contact_id="2")))
    assert [lesson.start for lesson in store.calendars.lessons_of("1", NOW)] == [at(-300), at(-600), at(-900)]
    assert store.calendars.lessons_of("1", at(-600)) == [an_event(-900, contact_id="1")]
    assert [lesson.start for lesson in store.calendars.lessons_of("1", NOW, limit=2)] == [at(-300), at(-600)]
    assert store.calendars.lessons_of("", NOW) == []
    assert store.calendars.lessons_of("3", NOW) == []
