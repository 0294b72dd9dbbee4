"""The port `Calendars` for outside calendars: connecting, who may read, what changed, a window, and our own events."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from tests.builders import NOW, an_entry, at
from tutorcore.adapters.sql.engine import reading as reads
from tutorcore.adapters.sql.tables import calendar_syncs
from tutorcore.domain.calendars import CalendarEvent
from tutorcore.domain.records import BadEvent, CalendarReading, SyncState
from tutorcore.domain.remote_events import CalendarDelta
from tutorcore.errors import InputError, UnknownName

SOURCE = "google:noor@example.org"
FIRST, SECOND = "t1", "t2"
UNREADABLE = (BadEvent(number=1, title="?", reason="no start"),)


@pytest.fixture
def tutor(store):
    return store.calendars.add_tutor("Noor", entry=an_entry("tutor"))


@pytest.fixture
def calendar(store, tutor):
    """Noor's calendar, connected and never read."""
    return store.calendars.connect(tutor.id, SOURCE, name="noor@example.org", entry=an_entry("connected"))


@pytest.fixture
def read(store, tutor, calendar):
    """Store all of it as read."""

    def reading(*found, token=FIRST, at_time=NOW, bad=()):
        whole = a_reading(*found, start=-9_999, end=99_999, token=token, bad=bad)
        return store.calendars.store_reading(tutor.id, whole, read_at=at_time, entry=an_entry("read"))

    return reading


@pytest.fixture
def begin(store, calendar):
    """Begin to read at a minute, at most once a minute, with a lease of ten."""

    def beginning(minute=0):
        return store.calendars.begin_reading(
            calendar.id, now=at(minute), not_since=at(minute - 1), lease_until=at(minute + 10)
        )

    return beginning


@pytest.fixture
def change(store, calendar):
    """Store what changed."""

    def changing(*found, gone=(), bad=(), token=SECOND, calendar_id=None):
        delta = CalendarDelta(events=found, gone=frozenset(gone), bad=bad, token=token)
        return store.calendars.store_delta(
            calendar_id or calendar.id, delta, covers_until=at(88_888), read_at=at(5), entry=an_entry("changed")
        )

    return changing


@pytest.fixture
def look(store, calendar):
    """Store a window of an hour from a minute on."""

    def looking(*found, start=0, end=60, bad=()):
        window = a_reading(*found, start=start, end=end, bad=bad)
        return store.calendars.store_window(calendar.id, window, entry=an_entry("looked"))

    return looking


def a_reading(*found, start, end, token="", bad=()):
    return CalendarReading(
        name="Noor", source=SOURCE, events=found, bad=bad, covers_from=at(start), covers_until=at(end), token=token
    )


def an_event(start=0, minutes=60, **values):
    return CalendarEvent(**{"id": f"e{start}", "start": at(start), "end": at(start + minutes)} | values)


def events(store):
    ids = [calendar.id for calendar in store.calendars.calendars()]
    return [event for _, event in store.calendars.events(ids, at(-9_999), at(99_999))]


def actions(store):
    return [entry.action for entry in store.journal.entries()]


# connecting


def test_a_calendar_that_is_connected_knows_nothing_yet(store, tutor, calendar):
    assert (calendar.tutor_id, calendar.name, calendar.remote_id) == (tutor.id, "noor@example.org", "noor@example.org")
    assert calendar.read_at is None
    assert not calendar.knows(NOW, at(1))
    assert store.calendars.calendars() == [calendar]
    assert actions(store) == ["connected", "tutor"]


def test_connecting_twice_is_connecting_once(store, tutor, calendar):
    again = store.calendars.connect(tutor.id, SOURCE, name="another name", entry=an_entry("again"))
    assert again == calendar
    assert "again" not in actions(store)


def test_nothing_is_connected_to_a_tutor_who_is_not_there(store):
    with pytest.raises(UnknownName):
        store.calendars.connect(99, SOURCE, name="x", entry=an_entry())
    assert store.calendars.calendars() == []


# who may read


def test_the_first_who_asks_may_read_and_nobody_else_until_the_lease_is_over(begin):
    assert begin(0) == SyncState(token="", read_whole_at=None)
    assert [begin(minute) for minute in (0, 5, 9)] == [None, None, None]
    assert begin(10) is not None


def test_a_reading_gives_the_right_back_but_not_within_the_minute(begin, read):
    begin(0)
    read(token=FIRST, at_time=at(0.1))
    assert begin(0.9) is None
    assert begin(1) == SyncState(token=FIRST, read_whole_at=at(0.1))


def test_a_change_gives_the_right_back_with_its_own_token(begin, read, change):
    read(token=FIRST)
    begin(0)
    change(token=SECOND)
    assert begin(1) == SyncState(token=SECOND, read_whole_at=NOW)


def test_a_failure_gives_the_right_back_and_keeps_the_token(store, tutor, begin, read):
    read(token=FIRST)
    begin(0)
    store.calendars.record_failure(tutor.id, SOURCE, "Google does not answer.", at=at(0.5))
    assert begin(0.9) is None
    assert begin(1) == SyncState(token=FIRST, read_whole_at=NOW)


def test_a_reading_without_a_token_forgets_the_one_that_was(begin, read):
    read(token=FIRST)
    read(token="")
    assert begin(0) == SyncState(token="", read_whole_at=NOW)


def test_a_file_leaves_no_trace_of_readings_from_outside(store, tutor):
    file = replace(a_reading(an_event(0), start=-99, end=99), source="noor.ics")
    store.calendars.store_reading(tutor.id, file, read_at=NOW, entry=an_entry())
    assert syncs(store) == 0


def syncs(store):
    with reads(store.engine) as connection:
        return connection.scalar(select(func.count()).select_from(calendar_syncs))


def test_a_calendar_that_is_removed_takes_its_token_along(store, calendar, begin, read):
    read()
    assert syncs(store) == 1
    store.calendars.remove_calendar(calendar.id, entry=an_entry())
    assert syncs(store) == 0
    with pytest.raises(UnknownName):
        begin(5)


# what changed


def test_a_change_adds_replaces_and_takes_away_by_id_and_leaves_the_rest(store, read, change):
    read(an_event(0), an_event(90), an_event(180), an_event(270))
    moved = an_event(400, id="e90", title="moved")
    result = change(moved, an_event(270), an_event(500), gone={"e180", "never there"})
    assert (result.added, result.removed, result.unchanged) == (2, 2, 1)
    assert events(store) == [an_event(0), an_event(270), moved, an_event(500)]
    assert store.journal.entries()[0].after == {"added": 2, "removed": 2}


def test_a_change_moves_the_times_of_the_calendar_and_ends_a_failure(store, tutor, read, change):
    before = read(bad=UNREADABLE).calendar
    store.calendars.record_failure(tutor.id, SOURCE, "no", at=NOW)
    after = change(bad=UNREADABLE).calendar
    assert after == replace(before, read_at=at(5), covers_until=at(88_888), unreadable=2)
    assert store.calendars.calendars() == [after]


def test_no_change_is_no_entry(store, read, change):
    read(an_event(0))
    assert change().added == change(an_event(0)).added == 0
    assert "changed" not in actions(store)


def test_a_change_leaves_other_calendars_alone(store, tutor, read, change):
    other = replace(a_reading(an_event(0), start=-99, end=99), source="noor.ics")
    store.calendars.store_reading(tutor.id, other, read_at=NOW, entry=an_entry())
    read(an_event(0))
    change(gone={"e0"})
    assert events(store) == [an_event(0)]


def test_a_change_of_thousands_of_events_is_stored_whole(store, read, change):
    many = [an_event(n, 1) for n in range(2_500)]
    read(*many)
    shorter = [replace(event, title="other") for event in many[:1_500]]
    result = change(*shorter, gone={event.id for event in many[1_500:]})
    assert (result.added, result.removed) == (1_500, 2_500)
    assert events(store) == shorter


def test_a_change_with_an_event_that_ends_before_it_starts_changes_nothing(store, read, change, begin):
    read(an_event(0))
    with pytest.raises(InputError):
        change(an_event(0, -60), token=SECOND)
    assert events(store) == [an_event(0)]
    assert begin(9).token == FIRST


@pytest.mark.parametrize("calendar_id", [99, 10**30])
def test_a_calendar_that_is_not_there_is_refused(store, change, calendar_id):
    with pytest.raises(InputError):
        change(calendar_id=calendar_id)
    with pytest.raises(InputError):
        store.calendars.store_window(calendar_id, a_reading(start=0, end=1), entry=an_entry())
    with pytest.raises(InputError):
        store.calendars.begin_reading(calendar_id, now=NOW, not_since=NOW, lease_until=NOW)


# a window


def test_a_window_replaces_what_meets_it_and_nothing_else(store, read, look):
    before, after = an_event(-60), an_event(60)
    read(before, an_event(-10, 20), an_event(30, 10), an_event(50, 30), after)
    result = look(an_event(30, 10), an_event(40, 5))
    assert (result.added, result.removed, result.unchanged) == (1, 2, 1)
    assert events(store) == [before, an_event(30, 10), an_event(40, 5), after]


def test_an_event_that_was_moved_into_the_window_is_not_there_twice(store, read, look):
    read(an_event(0), an_event(500))
    moved = an_event(10, id="e500")
    look(an_event(0), moved)
    assert events(store) == [an_event(0), moved]


def test_beside_an_event_that_cannot_be_read_nothing_is_taken_away(store, read, look):
    read(an_event(0), an_event(30))
    look(an_event(30, title="other"), bad=UNREADABLE)
    assert events(store) == [an_event(0), an_event(30, title="other")]


def test_a_window_leaves_the_calendars_own_times_and_token(store, read, look, begin):
    whole = read(an_event(0)).calendar
    assert look(an_event(5)).calendar == whole
    assert store.calendars.calendars() == [whole]
    assert begin(9) == SyncState(token=FIRST, read_whole_at=NOW)


def test_a_window_that_brings_nothing_new_is_no_entry(store, read, look):
    read(an_event(0))
    look(an_event(0))
    assert "looked" not in actions(store)
    with pytest.raises(InputError):
        look(start=60, end=0)


# our own events


def test_the_events_that_stand_for_bookings_come_by_start_with_their_version(store, calendar, read):
    ours = [an_event(start, booking_id=f"b{start}", etag=f'"{start}"') for start in (500, 90)]
    read(an_event(0), *ours)
    assert store.calendars.events_of_bookings(calendar.id) == [ours[1], ours[0]]
    assert store.calendars.events_of_bookings(99) == []


def test_an_event_with_another_version_is_another_event(store, calendar, read):
    read(an_event(0, booking_id="b", etag="1"))
    assert read(an_event(0, booking_id="b", etag="2")).added == 1
    assert [event.etag for event in store.calendars.events_of_bookings(calendar.id)] == ["2"]
