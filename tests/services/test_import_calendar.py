"""Importing a calendar: all of it or nothing, twice is once, and a failure frees nobody."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tutorcore.adapters.ics import calendar_from_bytes
from tutorcore.adapters.sql import open_store
from tutorcore.domain.calendars import Calendar, CalendarEvent, Tutor
from tutorcore.domain.records import BadEvent, CalendarChange, CalendarReading
from tutorcore.domain.zones import AMSTERDAM
from tutorcore.errors import BrokenFile, InputError, SourceUnavailable
from tutorcore.services.import_calendar import COVERED_AFTER, COVERED_BEFORE, import_calendar, preview_calendar

NOW = datetime(2026, 11, 25, 14, 30, tzinfo=UTC)
FEED = "https://calendar.example.org/ical/private-token/basic.ics"
LESSON = CalendarEvent(id="les/1", start=NOW, end=NOW + timedelta(hours=1), title="Les")
FREE = replace(LESSON, id="vrij/1", transparent=True)
BAD = BadEvent(number=3, title="Elders", reason="its time zone is unknown: Mars")


class FakeSource:
    """A source that gives what it was made with, and remembers what it was asked."""

    def __init__(self, *events, source="lessen.ics", bad=(), error=None):
        self.events, self.source, self.bad, self.error = events, source, tuple(bad), error
        self.asked = []

    def read(self, covers_from, covers_until):
        self.asked.append((covers_from, covers_until))
        if self.error is not None:
            raise self.error
        return CalendarReading(
            name="Lessen",
            source=self.source,
            events=self.events,
            bad=self.bad,
            covers_from=covers_from,
            covers_until=covers_until,
        )


class FakeCalendars:
    """Tutors and calendars in memory."""

    def __init__(self):
        self.known_tutors, self.known, self.held, self.entries = [], [], {}, []

    def tutors(self):
        return list(self.known_tutors)

    def calendars(self):
        return list(self.known)

    def add_tutor(self, name, *, entry):
        tutor = Tutor(id=len(self.known_tutors) + 1, name=name)
        self.known_tutors.append(tutor)
        self.entries.append(entry)
        return tutor

    def store_reading(self, tutor_id, reading, *, read_at, entry):
        old = next((c for c in self.known if (c.tutor_id, c.source) == (tutor_id, reading.source)), None)
        calendar = Calendar(
            id=old.id if old else len(self.known) + 1,
            tutor_id=tutor_id,
            name=reading.name,
            source=reading.source,
            read_at=read_at,
            unreadable=len(reading.bad),
        )
        self.known = [c for c in self.known if c is not old] + [calendar]
        before, after = Counter(self.held.get(calendar.id, ())), Counter(reading.events)
        self.held[calendar.id] = reading.events
        self.entries.append(entry)
        return CalendarChange(
            calendar=calendar,
            added=(after - before).total(),
            removed=(before - after).total(),
            unchanged=(before & after).total(),
        )

    def record_failure(self, tutor_id, source, error, *, at):  # noqa: ARG002 - as the port has it
        self.known = [
            replace(c, error=error) if (c.tutor_id, c.source) == (tutor_id, source) else c for c in self.known
        ]


@pytest.fixture
def calendars():
    return FakeCalendars()


def bring(source, calendars, tutor="Sanne", now=NOW):
    return import_calendar(source, calendars, tutor=tutor, actor="Bram", now=now)


def test_a_first_import_makes_the_tutor_and_counts_what_blocks(calendars):
    report = bring(FakeSource(LESSON, FREE), calendars, tutor="  Sanne   Bos ")
    assert calendars.known_tutors == [Tutor(id=1, name="Sanne Bos")]
    assert (report.tutor, report.calendar, report.source) == ("Sanne Bos", "Lessen", "lessen.ics")
    assert (report.added, report.removed, report.unchanged, report.blocking) == (2, 0, 0, 1)
    assert report.changed
    assert (report.bad, report.remarks) == ((), ())


def test_the_same_file_twice_changes_nothing_the_second_time(calendars):
    bring(FakeSource(LESSON, FREE), calendars)
    again = bring(FakeSource(LESSON, FREE), calendars, tutor="SANNE", now=NOW + timedelta(hours=3))
    assert (again.added, again.removed, again.unchanged) == (0, 0, 2)
    assert not again.changed
    assert (len(calendars.known_tutors), len(calendars.known)) == (1, 1)


def test_a_newer_export_of_the_same_name_takes_the_place_of_the_older_one(calendars):
    bring(FakeSource(LESSON, FREE), calendars)
    moved = replace(LESSON, start=LESSON.start + timedelta(minutes=30))
    report = bring(FakeSource(moved, FREE), calendars)
    assert (report.added, report.removed, report.unchanged) == (1, 1, 1)
    assert calendars.held == {1: (moved, FREE)}


def test_the_same_name_of_another_tutor_is_another_calendar(calendars):
    bring(FakeSource(LESSON), calendars)
    bring(FakeSource(FREE), calendars, tutor="Youri")
    assert [(c.tutor_id, c.source) for c in calendars.known] == [(1, "lessen.ics"), (2, "lessen.ics")]


def test_whole_days_around_the_present_are_read(calendars):
    source = FakeSource()
    bring(source, calendars)
    bring(source, calendars, now=NOW + timedelta(hours=9))
    preview_calendar(source, NOW)
    midnight = datetime(2026, 11, 25, tzinfo=UTC)
    assert set(source.asked) == {(midnight - COVERED_BEFORE, midnight + COVERED_AFTER)}


@pytest.mark.parametrize("error", [SourceUnavailable("The feed is away.", hint="Later."), BrokenFile("Cut off.")])
def test_a_failure_marks_a_known_calendar_and_leaves_its_last_good_reading(calendars, error):
    bring(FakeSource(LESSON), calendars)
    with pytest.raises(type(error)) as raised:
        bring(FakeSource(error=error), calendars)
    assert raised.value is error
    assert calendars.known[0].error == str(error)
    assert calendars.held == {1: (LESSON,)}
    bring(FakeSource(LESSON), calendars)
    assert calendars.known[0].error == ""


@pytest.mark.parametrize("before", [[], [("Sanne", "anders.ics")], [("Youri", "lessen.ics")]])
def test_a_failure_of_an_unknown_calendar_leaves_everything_as_it_was(calendars, before):
    for tutor, source in before:
        bring(FakeSource(LESSON, source=source), calendars, tutor=tutor)
    tutors, known = calendars.tutors(), calendars.calendars()
    with pytest.raises(BrokenFile):
        bring(FakeSource(error=BrokenFile("Cut off.")), calendars)
    assert (calendars.tutors(), calendars.calendars()) == (tutors, known)


def test_bad_events_are_reported_and_said_to_leave_the_calendar_unconfirmed(calendars):
    report = bring(FakeSource(LESSON, bad=[BAD]), calendars)
    assert report.bad == (BAD,)
    assert report.remarks == ("1 event could not be read, so the times of this calendar are not confirmed as free.",)
    two = bring(FakeSource(LESSON, bad=[BAD, BAD]), calendars)
    assert two.remarks[0].startswith("2 events could not be read")


def test_a_calendar_that_blocks_nothing_is_remarked_upon(calendars):
    assert "holds no events" in bring(FakeSource(), calendars).remarks[0]
    assert "No event of this calendar blocks" in bring(FakeSource(FREE), calendars).remarks[0]


@pytest.mark.parametrize("tutor", ["", "  \n", "x" * 201, "Sanne\x00"])
def test_a_tutor_needs_a_name(calendars, tutor):
    source = FakeSource(LESSON)
    with pytest.raises(InputError):
        bring(source, calendars, tutor=tutor)
    assert (source.asked, calendars.known_tutors) == ([], [])


def test_an_import_needs_an_actor_and_a_present(calendars):
    with pytest.raises(InputError):
        import_calendar(FakeSource(LESSON), calendars, tutor="Sanne", actor=" ", now=NOW)
    with pytest.raises(InputError):
        bring(FakeSource(LESSON), calendars, now=NOW.replace(tzinfo=None))
    assert calendars.entries == []


def test_the_address_of_a_feed_stands_in_no_report_and_no_entry(calendars):
    report = bring(FakeSource(LESSON, source=FEED), calendars)
    preview = preview_calendar(FakeSource(LESSON, source=FEED), NOW)
    assert "private-token" not in repr((report, preview, calendars.entries))
    assert report.source == preview.source
    assert calendars.known[0].source == FEED


def test_every_change_has_an_entry_of_its_actor(calendars):
    bring(FakeSource(LESSON, bad=[BAD]), calendars)
    assert [(e.actor, e.action, e.subject, e.at) for e in calendars.entries] == [
        ("Bram", "tutor added", "tutor:Sanne", NOW),
        ("Bram", "calendar read", "tutor:1", NOW),
    ]
    assert calendars.entries[1].after == {"calendar": "Lessen", "source": "lessen.ics", "events": 1, "unreadable": 1}


def test_a_preview_stores_nothing_and_tells_what_would_be_read():
    preview = preview_calendar(FakeSource(LESSON, FREE, bad=[BAD]), NOW)
    assert (preview.calendar, preview.events, preview.blocking, preview.bad) == ("Lessen", (LESSON, FREE), 1, (BAD,))
    assert len(preview.remarks) == 1


def ics(body):
    return f"BEGIN:VCALENDAR\r\n{body}END:VCALENDAR\r\n".encode()


SERIES = (
    "BEGIN:VEVENT\r\nUID:les\r\nDTSTART;TZID=Europe/Amsterdam:20261007T160000\r\nDURATION:PT1H\r\n"
    "RRULE:FREQ=WEEKLY;COUNT=5\r\nSUMMARY:Les\r\n{extra}END:VEVENT\r\n"
)


def test_a_real_file_comes_into_a_real_store_and_a_broken_one_changes_nothing(tmp_path):
    store = open_store(f"sqlite:///{tmp_path / 'store.db'}")

    def bring_file(data):
        return bring(calendar_from_bytes(data, name="lessen.ics", zone=AMSTERDAM), store.calendars)

    def starts():
        found = store.calendars.events([c.id for c in store.calendars.calendars()], NOW - timedelta(90), NOW)
        return [event.start.astimezone(AMSTERDAM).strftime("%d-%m %H:%M") for _, event in found]

    weekly = ["07-10 16:00", "14-10 16:00", "21-10 16:00", "28-10 16:00", "04-11 16:00"]
    assert bring_file(ics(SERIES.format(extra=""))).added == 5
    assert starts() == weekly
    entries = len(store.journal.entries())
    again = bring_file(ics(SERIES.format(extra="")))
    assert (again.added, again.removed, again.unchanged) == (0, 0, 5)
    assert len(store.journal.entries()) == entries
    with pytest.raises(BrokenFile):
        bring_file(b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n")
    assert starts() == weekly
    assert store.calendars.calendars()[0].error == "The calendar stops before its end: it was cut off on its way."
    less = bring_file(ics(SERIES.format(extra="EXDATE:20261021T140000Z\r\n")))
    assert (less.added, less.removed, less.unchanged) == (0, 1, 4)
    assert store.calendars.calendars()[0].error == ""
    store.close()
